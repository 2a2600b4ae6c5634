//! Glyph sets: what a cell shows where a terminal cannot show, or cannot measure, what the screens are drawn with.
//!
//! Screens are drawn with one set of symbols; a frame that is done is taken to the set of the terminal cell by cell, so
//! nothing that is drawn can be forgotten. Every replacement is one cell wide.
//!
//! *Source* of the widths: Unicode Standard Annex 11; what it calls ambiguous takes two cells on terminals that are set
//! for Chinese, Japanese or Korean.

use unicode_width::UnicodeWidthStr;

/// A set of symbols.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Glyphs {
    /// All of them: bars are exact to an eighth of a cell.
    #[default]
    Full,
    /// Only those that are one cell wide everywhere.
    Cjk,
    /// Only those of ASCII.
    Ascii,
}

/// What stands for a symbol: another one, or nothing but the ground in the colour of the letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawn {
    /// The symbol itself.
    Same,
    /// Another one.
    Other(&'static str),
    /// A cell filled with the colour of the letters.
    Filled,
}

/// Symbol, what stands for it where ambiguous ones are wide (empty: itself; `#`: a filled cell), and in ASCII.
const TABLE: &[(&str, &str, &str)] = &[
    ("─", "╌", "-"),
    ("━", "╍", "="),
    ("╌", "", "-"),
    ("╾", "", "-"),
    ("┄", "╌", "."),
    ("┈", "╌", "."),
    ("│", "╎", "|"),
    ("┃", "╏", "|"),
    ("╎", "", ":"),
    ("├", "+", "+"),
    ("┤", "+", "+"),
    ("┬", "+", "+"),
    ("┴", "+", "+"),
    ("┼", "+", "+"),
    ("╭", "+", "+"),
    ("╮", "+", "+"),
    ("╯", "+", "+"),
    ("╰", "+", "+"),
    ("┣", "+", "+"),
    ("┫", "+", "+"),
    ("┳", "+", "+"),
    ("┻", "+", "+"),
    ("╋", "+", "+"),
    ("┏", "+", "+"),
    ("┓", "+", "+"),
    ("┛", "+", "+"),
    ("┗", "+", "+"),
    ("┌", "+", "+"),
    ("┐", "+", "+"),
    ("┘", "+", "+"),
    ("└", "+", "+"),
    ("█", "#", "#"),
    ("▉", "#", "#"),
    ("▊", "#", "#"),
    ("▋", "#", "#"),
    ("▌", "▐", "#"),
    ("▐", "", "#"),
    ("▍", ":", ":"),
    ("▎", ":", ":"),
    ("▏", ":", ":"),
    ("▀", "#", "#"),
    ("▇", "#", "#"),
    ("▆", "#", "#"),
    ("▅", ":", ":"),
    ("▄", ":", ":"),
    ("▃", ":", ":"),
    ("▔", "╌", "-"),
    ("▂", ".", "."),
    ("▁", ".", "."),
    ("▓", "▚", "%"),
    ("▒", "▚", "="),
    ("░", "", "."),
    ("▞", "", "X"),
    ("▚", "", "%"),
    ("◆", "♦", "*"),
    ("◇", "◊", "o"),
    ("●", "∙", "*"),
    ("○", "∘", "o"),
    ("▸", "", ">"),
    ("▾", "", "v"),
    ("◂", "", "<"),
    ("▴", "", "^"),
    ("▼", "▾", "v"),
    ("▲", "▴", "^"),
    ("◷", "", "@"),
    ("‼", "", "!"),
    ("✓", "", "o"),
    ("✗", "", "x"),
    ("⊘", "", "%"),
    ("∅", "", "0"),
    ("×", "x", "x"),
    ("⊣", "", "]"),
    ("⋯", "", "~"),
    ("…", "~", "~"),
    ("·", "∙", "-"),
    ("•", "∙", "-"),
    ("→", "►", ">"),
    ("←", "◄", "<"),
    ("↑", "▴", "^"),
    ("↓", "▾", "v"),
    ("⇧", "^", "^"),
    ("›", "", ">"),
    ("−", "", "-"),
    ("±", "~", "~"),
    ("–", "-", "-"),
    ("—", "-", "-"),
    ("“", "\"", "\""),
    ("”", "\"", "\""),
    ("‘", "'", "'"),
    ("’", "'", "'"),
    ("⏎", "", "$"),
    ("£", "", "L"),
    ("€", "E", "E"),
];

impl Glyphs {
    /// Every set, with its name in settings.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Full, "full"), (Self::Cjk, "cjk"), (Self::Ascii, "ascii")];

    /// The set of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == name).map(|(set, _)| set)
    }

    /// Its name in settings.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(set, _)| *set == self).map_or("full", |(_, name)| name)
    }

    /// What a cell with this symbol shows in the set.
    pub fn drawn(self, symbol: &str) -> Drawn {
        if self == Self::Full || symbol.is_ascii() {
            return Drawn::Same;
        }
        let row = TABLE.iter().find(|(known, ..)| *known == symbol);
        match (self, row) {
            // Letters of a plan stay: cutting them out would hide what it says.
            (Self::Cjk, Some((_, "", _)) | None) | (Self::Full, _) => Drawn::Same,
            (Self::Cjk, Some((_, "#", _))) => Drawn::Filled,
            (Self::Cjk, Some((_, other, _))) | (Self::Ascii, Some((_, _, other))) => Drawn::Other(other),
            (Self::Ascii, None) if symbol.width() > 1 => Drawn::Other("??"),
            (Self::Ascii, None) => Drawn::Other(plain(symbol).unwrap_or("?")),
        }
    }
}

/// The letter under the marks of a Latin letter.
fn plain(symbol: &str) -> Option<&'static str> {
    const LETTERS: [(&str, &str); 14] = [
        ("a", "àáâãäåā"),
        ("e", "èéêëē"),
        ("i", "ìíîïī"),
        ("o", "òóôõöøō"),
        ("u", "ùúûüū"),
        ("c", "çč"),
        ("n", "ñ"),
        ("y", "ýÿŷ"),
        ("w", "ŵ"),
        ("s", "š"),
        ("A", "ÀÁÂÃÄÅ"),
        ("E", "ÈÉÊË"),
        ("O", "ÒÓÔÕÖØ"),
        ("U", "ÙÚÛÜ"),
    ];
    let first = symbol.chars().next()?;
    if first.is_ascii_graphic() {
        // A letter with marks of its own: the marks go.
        let at = usize::from(u8::try_from(first).ok()? - b'!');
        return Some(&GRAPHIC[at..=at]);
    }
    LETTERS.iter().find(|(_, marked)| marked.contains(first)).map(|(letter, _)| *letter)
}

/// The printable characters of ASCII, from `!` on.
const GRAPHIC: &str =
    "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_replacement_is_one_cell_wide_where_it_is_for() {
        for (symbol, cjk, ascii) in TABLE {
            let neutral = if cjk.is_empty() { symbol } else { cjk };
            assert_eq!(neutral.width_cjk(), 1, "{symbol} becomes {neutral}");
            assert!(ascii.is_ascii() && ascii.len() == 1, "{symbol} becomes {ascii}");
            assert_eq!(symbol.width(), 1, "{symbol}");
        }
    }

    #[test]
    fn what_stands_for_the_states_differs_in_every_set() {
        for (set, name) in Glyphs::ALL {
            let mut seen: Vec<Drawn> = Vec::new();
            for state in ["✓", "▴", "‼", "⊘", "✗", "∅"] {
                let drawn = set.drawn(state);
                assert!(drawn == Drawn::Same || !seen.contains(&drawn), "{name}: {state}");
                seen.push(drawn);
            }
        }
    }

    #[test]
    fn letters_lose_their_marks_rather_than_their_place() {
        assert_eq!(Glyphs::Ascii.drawn("é"), Drawn::Other("e"));
        assert_eq!(Glyphs::Ascii.drawn("e\u{301}"), Drawn::Other("e"));
        assert_eq!(Glyphs::Ascii.drawn("漢"), Drawn::Other("??"));
        assert_eq!(Glyphs::Ascii.drawn("Ж"), Drawn::Other("?"));
        assert_eq!(Glyphs::Cjk.drawn("漢"), Drawn::Same);
        assert_eq!(Glyphs::Full.drawn("─"), Drawn::Same);
    }

    /// Symbols that stand in the sources of what is drawn; a new one needs its row in the table.
    #[test]
    fn every_symbol_that_is_drawn_has_its_row() {
        let sources = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut folders = vec![sources.join("tui"), sources.join("views")];
        let mut missing = std::collections::BTreeSet::new();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                if path.extension().is_none_or(|it| it != "rs")
                    || path.ends_with("tests.rs")
                    || path.ends_with("hostile.rs")
                {
                    continue;
                }
                let text = std::fs::read_to_string(&path).unwrap();
                let code = text.split("#[cfg(test)]").next().unwrap_or_default();
                for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
                    let line = line.split(" // ").next().unwrap_or_default();
                    let drawn = line.chars().filter(|c| !c.is_ascii() && !c.is_alphabetic());
                    missing.extend(drawn.filter(|c| !TABLE.iter().any(|(known, ..)| known.chars().eq([*c]))));
                }
            }
        }
        assert!(missing.is_empty(), "these symbols have no row in the table of glyphs: {missing:?}");
    }
}
