//! What a place in a text is about, also in a text that is half typed: a header, a key, a value, and the keys above it.
//!
//! The index knows every place of what can be read. Somebody who types is mostly in what cannot, so this goes through the
//! text by itself, up to the place: a string that is not closed ends with its line, a list with what looks like a header.

use std::ops::Range;

use super::{Form, NodeId, Source, Statement, StatementKind};

mod scan;

/// What a place in a text is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// The keys above it, from the top of the file, decoded.
    ///
    /// *Shape*: of a key or a part of a header, those before it; of a value, its own key included.
    pub above: Vec<String>,
    /// What stands there.
    pub spot: Spot,
}

/// What stands at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// A part of a header: `initiative` or `crm` of `[initiative.crm]`.
    Header {
        /// The bytes of the part, quotes included; empty where one may be written.
        part: Range<usize>,
        /// The bytes from the first bracket to the last, or as far as the header goes.
        whole: Range<usize>,
        /// Whether it is closed.
        closed: bool,
    },
    /// A part of a key.
    Key {
        /// The bytes of the part, quotes included; empty where one may be written.
        part: Range<usize>,
        /// What follows it.
        next: Next,
        /// Whether it stands in `{ … }`.
        inline: bool,
    },
    /// A value, or an item of a list.
    Value {
        /// Which item, from 0, when it stands in a list.
        item: Option<usize>,
        /// The bytes of the value, quotes included; empty where one may be written.
        token: Range<usize>,
        /// The bytes between the quotes; the same as `token` where there are none.
        text: Range<usize>,
    },
    /// A comment, or a place where nothing can be written but a comment.
    Nothing,
}

/// What follows a part of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Nothing yet: the line ends.
    Nothing,
    /// Another part.
    Part,
    /// Its value.
    Value,
}

impl Spot {
    /// The bytes that it is about; empty where there is nothing.
    pub fn span(&self) -> Range<usize> {
        match self {
            Self::Header { part, .. } | Self::Key { part, .. } => part.clone(),
            Self::Value { text, .. } => text.clone(),
            Self::Nothing => 0..0,
        }
    }
}

/// What a place of a text is about. The offset is clamped to the text, and never inside a character.
pub fn cursor(text: &str, offset: usize) -> Cursor {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    scan::scan(text, offset)
}

/// The same of a text that is indexed: only what is written since the last line that begins anew is gone through.
pub fn cursor_in(source: &Source, offset: usize) -> Cursor {
    let Some(statement) = last_statement(source, offset) else { return cursor(&source.text, offset) };
    let section = match statement.kind {
        StatementKind::Header | StatementKind::ArrayHeader => Vec::new(),
        StatementKind::KeyValue => keys_to(source, statement.section),
    };
    scan::scan_from(&source.text, statement.span.start, section, offset.min(source.text.len()))
}

/// How many bytes [`cursor_in`] goes through.
pub fn cursor_cost(source: &Source, offset: usize) -> usize {
    offset - last_statement(source, offset).map_or(0, |it| it.span.start)
}

/// The last line that begins anew before a place.
fn last_statement(source: &Source, offset: usize) -> Option<&Statement> {
    let statements = source.index.statements();
    let before = statements.partition_point(|it| it.span.start <= offset);
    before.checked_sub(1).and_then(|at| statements.get(at))
}

/// The keys that lead to a node.
fn keys_to(source: &Source, node: NodeId) -> Vec<String> {
    let mut keys = Vec::new();
    let mut at = node;
    while let Some(parent) = source.index.parent(at) {
        // One of several tables has the key of all of them.
        if !source.index.node(at).key_span().is_empty() && source.index.node(parent).form != Form::Tables {
            keys.push(source.index.key(&source.text, at).to_owned());
        }
        at = parent;
    }
    keys.reverse();
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The place of `|` in a text, as `above: spot`.
    fn at(marked: &str) -> String {
        let offset = marked.find('|').expect("the place is marked");
        let text = marked.replacen('|', "", 1);
        let Cursor { above, spot } = cursor(&text, offset);
        let above = above.join(".");
        match spot {
            Spot::Header { part, closed, .. } => {
                format!("{above}: header {}{}", &text[part], if closed { "" } else { " open" })
            }
            Spot::Key { part, next, inline } => {
                format!("{above}: key {} {next:?}{}", &text[part], if inline { " inline" } else { "" })
            }
            Spot::Value { item, token, text: inner } => {
                let nth = item.map_or(String::new(), |at| format!("#{at} "));
                format!("{above}: value {nth}{} ({})", &text[token], &text[inner])
            }
            Spot::Nothing => "nothing".to_owned(),
        }
    }

    /// Every place of every short text of the signs that open, close and part: each search comes to an end, in the text.
    #[test]
    fn whatever_is_half_typed_comes_to_an_end() {
        const SIGNS: [char; 8] = ['[', ']', '{', '}', ',', '=', '"', 'a'];
        for number in 0..8_usize.pow(5) {
            let signs = (0..5).map(|digit| SIGNS[number / 8_usize.pow(digit) % 8]);
            let text: String = "a = ".chars().chain(signs).chain(['\n']).collect();
            for offset in 4..=text.len() {
                let span = cursor(&text, offset).spot.span();
                assert!(span.end <= text.len(), "{text:?} at {offset}");
            }
        }
        assert_eq!(at("a = [1, }, 2|]\n"), "a: value #2 2 (2)");
    }

    #[test]
    fn what_is_whole_is_found() {
        for (marked, found) in [
            ("mile|post = 1\n", ": key milepost Value"),
            ("[plan]\nstart = 2027-|04-01\n", "plan.start: value 2027-04-01 (2027-04-01)"),
            ("[initiative.c|rm]\n", "initiative: header crm"),
            ("[initia|tive.crm]\n", ": header initiative"),
            ("[ a . \"b|\" ]\n", "a: header \"b\""),
            ("[[a.b|]]\n", "a: header b"),
            ("[a]\ncost.x.cap|ital = 1\n", "a.cost.x: key capital Value"),
            ("[a]\nco|st.x = {}\n", "a: key cost Part"),
            ("[a]\nc.x = { cap|ital = 1, per = \"year\" }\n", "a.c.x: key capital Value inline"),
            ("[a]\nc.x = { capital = 1, per = \"ye|ar\" }\n", "a.c.x.per: value \"year\" (year)"),
            ("a = [\n  'x', # y\n  \"z|\",\n]\n", "a: value #1 \"z\" (z)"),
            ("a = \"\"\"\n[b]\nc = 1\"\"\"\nd| = 1", ": key d Value"),
            ("a = '''x|'''", "a: value '''x''' (x)"),
            ("a = 1 # b|", "nothing"),
            ("# [a|]\n", "nothing"),
            ("a = \"x#\\\"y|\"", "a: value \"x#\\\"y\" (x#\\\"y)"),
            ("\"a.b\".c = |1", "a.b.c: value 1 (1)"),
        ] {
            assert_eq!(at(marked), found, "{marked}");
        }
    }

    #[test]
    fn what_is_half_typed_is_found() {
        for (marked, found) in [
            ("|", ": key  Nothing"),
            ("[a]\n|\n[b]\n", "a: key  Nothing"),
            ("[a]\nst|\n[b]\n", "a: key st Nothing"),
            ("[a]\ncost.|\n[b]\n", "a.cost: key  Nothing"),
            ("[a]\nstage = |\n[b]\n", "a.stage: value  ()"),
            ("[a]\nstage =|\n[b]\n", "a.stage: value  ()"),
            ("[a]\nstage = \"ex|\n[b]\nc = 1\n", "a.stage: value \"ex (ex)"),
            ("[a]\nafter = [|\n[b]\n", "a.after: value #0  ()"),
            ("[a]\nafter = [\"x\", |\n[b]\n", "a.after: value #1  ()"),
            ("[a]\nafter = [\n  \"x\",\n  \"y|\n[b]\nc = 1\n", "a.after: value #1 \"y (y)"),
            ("[a]\nafter = [\"x\",\n[b]\nc| = 1\n", "b: key c Value"),
            ("[a]\nafter = [\"x\"\nb| = 1\n", "a: key b Value"),
            ("[a]\nc.x = { |\n[b]\n", "a.c.x: key  Nothing inline"),
            ("[a]\nc.x = { capital = 1, p|\n[b]\n", "a.c.x: key p Nothing inline"),
            ("[a]\nc.x = { capital = 1, per = |\n[b]\n", "a.c.x.per: value  ()"),
            ("[a]\nc.x = { y = { |} }\n[b]\n", "a.c.x.y: key  Nothing inline"),
            ("[a]\nc.x = { capital = 1\n[b]\nd| = 2\n", "b: key d Value"),
            ("[|", ": header  open"),
            ("[|]", ": header "),
            ("[initiative.|\n", "initiative: header  open"),
            ("[initiative.|]\n", "initiative: header "),
            ("[initiative.c|\n[b]\n", "initiative: header c open"),
            ("[a]\nx = 1 |\n", "nothing"),
            ("[a] |\n", "nothing"),
            ("[a]\nx = tru|\n", "a.x: value tru (tru)"),
            ("a = {}\r\n|\r\n", ": key  Nothing"),
            ("\u{feff}mi|", ": key mi Nothing"),
        ] {
            assert_eq!(at(marked), found, "{marked}");
        }
    }

    #[test]
    fn what_is_indexed_is_found_from_its_own_line() {
        let text =
            "a = 1\n[b.c]\nd.e = { f = [\"g\", \"h\"] } # i\n\n[j]\n[[k]]\nl = \"\"\"\nm\"\"\"\nn = 1\n";
        let source = Source::new("p", text);
        for offset in 0..=text.len() {
            assert_eq!(cursor_in(&source, offset), cursor(text, offset), "{offset}");
        }
    }

    #[test]
    fn no_nesting_is_too_deep_and_no_text_too_strange() {
        for piece in [
            "[",
            "{",
            "a = [",
            "a = {b = ",
            "\"",
            "'''",
            "\u{feff}[[\u{0}",
            "é = \"ü",
            "\r",
            "= =",
            "a..b",
            "]]}}",
        ] {
            let text = piece.repeat(20_000);
            let _ = cursor(&text, text.len());
            let _ = cursor(&text, text.len() / 2);
        }
    }
}
