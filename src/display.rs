//! Text for people: made harmless, measured in terminal columns, cut and padded to fit.
//!
//! Every string that comes from a file passes through [`harmless`] before it reaches a terminal.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Whether a character could steer a terminal or hide what a text says: C0, C1, DEL, direction marks and separators.
pub const fn is_hidden(c: char) -> bool {
    matches!(c,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

/// As many characters without a width of their own as may follow each other: more of them are a flood, not a letter.
const MOST_MARKS: usize = 8;

/// A run of characters that share one cell with what is before them.
#[derive(Default)]
struct Run {
    marks: usize,
    joined: bool,
}

impl Run {
    /// Takes the next character; whether the run is too long with it.
    fn floods(&mut self, c: char) -> bool {
        let mark = !c.is_ascii() && c.width() == Some(0);
        if mark {
            self.marks += 1;
        } else if !self.joined {
            self.marks = 0;
        }
        self.joined = c == JOINER;
        self.marks > MOST_MARKS
    }
}

/// What joins signs into one: families, flags.
const JOINER: char = '\u{200d}';

/// Whether somewhere more marks follow each other than a letter or a sign needs.
fn is_flooded(text: &str) -> bool {
    let mut run = Run::default();
    !text.is_ascii() && text.chars().any(|c| run.floods(c))
}

/// The text with control and direction characters made visible: `␛`, `⏎`, `<U+202E>`, and floods of marks cut off. The rest
/// is unchanged.
pub fn harmless(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hidden) && !is_flooded(text) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    let mut run = Run::default();
    for c in text.chars() {
        if !is_hidden(c) && run.floods(c) {
            continue;
        }
        match c {
            '\n' => shown.push('⏎'),
            '\0'..='\u{1f}' => shown.push(picture(0x2400 + c as u32)),
            '\u{7f}' => shown.push('␡'),
            hidden if is_hidden(hidden) => shown.push_str(&format!("<U+{:04X}>", hidden as u32)),
            plain => shown.push(plain),
        }
    }
    Cow::Owned(shown)
}

/// The same for a text of several lines, as a program wrote it: its own line ends stay.
pub fn harmless_lines(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| c != '\n' && is_hidden(c)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.split('\n').map(harmless).collect::<Vec<_>>().join("\n"))
}

/// A text that was made harmless, as the text of an element or an attribute of HTML or XML.
pub fn markup(shown: &str) -> String {
    let mut out = String::with_capacity(shown.len());
    for c in shown.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' => out.push_str("&#10;"),
            // What XML cannot hold.
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            plain => out.push(plain),
        }
    }
    out
}

/// The picture of a control character (U+2400 and following).
fn picture(code: u32) -> char {
    char::from_u32(code).expect("the control pictures are characters")
}

/// How many terminal columns a text takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// On which side a text stands in its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Figures.
    Right,
}

/// The text in exactly `columns` columns: padded with spaces, or cut at a whole character with `…`.
pub fn fit(text: &str, columns: usize, align: Align) -> String {
    let text = cut(text, columns);
    let blank = " ".repeat(columns.saturating_sub(width(&text)));
    match align {
        Align::Left => format!("{text}{blank}"),
        Align::Right => format!("{blank}{text}"),
    }
}

/// The text in at most `columns` columns, cut at a whole character with `…` when it is longer.
pub fn cut(text: &str, columns: usize) -> Cow<'_, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    if columns == 0 {
        return Cow::Borrowed("");
    }
    let mut shown = String::new();
    let mut used = 0;
    for cluster in text.graphemes(true) {
        let wide = width(cluster);
        if used + wide > columns - 1 {
            break;
        }
        used += wide;
        shown.push_str(cluster);
    }
    shown.push('…');
    Cow::Owned(shown)
}

/// A text in lines of at most `columns` columns, broken at spaces; a longer word stands alone on its line.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && width(&line) + 1 + width(word) > columns {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_steer_a_terminal_is_shown_instead() {
        assert_eq!(harmless("plain £ ü 漢"), "plain £ ü 漢");
        assert_eq!(harmless("a\u{1b}[2Jb\nc\u{7f}"), "a␛[2Jb⏎c␡");
        assert_eq!(harmless("x\u{202e}y\u{9b}"), "x<U+202E>y<U+009B>");
        assert_eq!(harmless_lines("a\nb\u{7}"), "a\nb␇");
    }

    #[test]
    fn a_flood_of_marks_is_cut_off_and_letters_are_not() {
        assert_eq!(harmless("e\u{301}\u{323} Ngũgĩ สวัสดี 👨\u{200d}👩\u{200d}👧\u{200d}👦").len(), 58);
        let flood = format!("e{}z", "\u{301}".repeat(500));
        assert_eq!(harmless(&flood), format!("e{}z", "\u{301}".repeat(8)));
    }

    #[test]
    fn columns_are_measured_not_counted() {
        assert_eq!(fit("漢字", 5, Align::Left), "漢字 ");
        assert_eq!(fit("漢字漢字", 5, Align::Left), "漢字…");
        assert_eq!(fit("abcdef", 4, Align::Right), "abc…");
        assert_eq!(fit("12", 4, Align::Right), "  12");
        assert_eq!(width(&fit("e\u{301}漢漢", 4, Align::Left)), 4);
        assert_eq!(cut("abc", 0), "");
    }

    #[test]
    fn lines_break_at_spaces() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("", 7), [""]);
    }
}
