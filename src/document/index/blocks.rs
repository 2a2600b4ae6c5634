//! Splits a text into blocks, so that little is held at once and a fault in one block leaves the others readable.

use std::ops::Range;

use toml_parser::Source;
use toml_parser::lexer::{Token, TokenKind};

use super::beside::Item;
use super::build::Builder;
use super::plain::{self, Part};
use super::{Index, NodeId};

/// Indexes a whole text: plain lines one by one, and what is not plain block by block.
///
/// A block begins at a header. A line that can only be a header or a key also begins one when a list or table before it
/// was left open, so that a forgotten bracket does not swallow what follows.
pub(super) fn index(text: &str) -> Index {
    Reading::new(text).whole()
}

/// Finds the parts of a line if it is plain; where the next line begins.
type FindParts = fn(&str, usize, &mut Vec<(Part, Range<u32>)>) -> Option<usize>;

/// A text that is being read from its start to its end.
pub(super) struct Reading<'t> {
    text: &'t str,
    at: usize,
    builder: Builder<'t>,
    find: FindParts,
    parts: Vec<(Part, Range<u32>)>,
    block: Block,
}

impl<'t> Reading<'t> {
    /// Nothing of the text is read yet.
    pub(super) fn new(text: &'t str) -> Self {
        let at = if text.starts_with(MARK) { MARK.len_utf8() } else { 0 };
        let (builder, block) = (Builder::new(text), Block::default());
        Self { text, at, builder, find: plain::line, parts: Vec::new(), block }
    }

    /// Where the next line, or what is read as one with those after it, begins; the length of the text at its end.
    pub(super) const fn at(&self) -> usize {
        self.at
    }

    /// Reads what begins there.
    pub(super) fn read_on(&mut self) {
        self.at = match (self.find)(self.text, self.at, &mut self.parts) {
            Some(next) => {
                self.builder.plain(&self.parts, next);
                next
            }
            None => self.block.read(&mut self.builder, self.text, self.at),
        };
    }

    /// Takes an item over from the index of another text, if it is the first of its name here: the bytes that come next
    /// are those of the item. Its number here, if it is taken.
    pub(super) fn take(&mut self, index: &Index, text: &str, item: &Item) -> Option<NodeId> {
        let taken = self.builder.take(index, text, item, self.at)?;
        self.at += item.bytes.len();
        Some(taken)
    }

    /// The index of all that was read.
    pub(super) fn finish(self) -> Index {
        self.builder.finish()
    }

    fn whole(mut self) -> Index {
        while self.at < self.text.len() {
            self.read_on();
        }
        self.finish()
    }
}

/// The byte order mark, which the lexer passes over at the start of what it is given.
const MARK: char = '\u{feff}';

/// What is held of the block that is being read.
#[derive(Default)]
struct Block {
    tokens: Vec<Token>,
    open: Vec<TokenKind>,
}

impl Block {
    /// Reads from the line that begins at a byte to where the next block begins, and says where that is.
    fn read(&mut self, builder: &mut Builder<'_>, text: &str, from: usize) -> usize {
        // The lexer would pass over a second mark, were it not for the byte before it.
        let base = match from {
            _ if !text[from..].starts_with(MARK) => from,
            at if at == MARK.len_utf8() => 0,
            at => at - 1,
        };
        self.tokens.clear();
        self.open.clear();
        let mut before = None;
        let mut line_start = true;
        for token in Source::new(&text[base..]).lex() {
            let (kind, start) = (token.kind(), base + token.span().start());
            if line_start
                && start > from
                && begins_block(&text[start..], kind, self.open.last().copied(), before)
            {
                self.tokens.extend(Source::new("").lex().last());
                builder.parsed(&self.tokens, base, start);
                return start;
            }
            self.tokens.push(token);
            match kind {
                TokenKind::Whitespace => continue,
                TokenKind::Comment => {
                    line_start = false;
                    continue;
                }
                TokenKind::Newline => {
                    line_start = true;
                    continue;
                }
                TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => self.open.push(kind),
                TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => {
                    self.open.pop();
                }
                TokenKind::Dot
                | TokenKind::Equals
                | TokenKind::Comma
                | TokenKind::LiteralString
                | TokenKind::BasicString
                | TokenKind::MlLiteralString
                | TokenKind::MlBasicString
                | TokenKind::Atom
                | TokenKind::Eof => {}
            }
            line_start = false;
            before = Some(kind);
        }
        builder.parsed(&self.tokens, base, text.len());
        text.len()
    }
}

/// Whether a block begins at the first token of a line, given what was left open and the last token with content.
fn begins_block(rest: &str, kind: TokenKind, open: Option<TokenKind>, before: Option<TokenKind>) -> bool {
    match (open, kind) {
        (None, kind) => kind == TokenKind::LeftSquareBracket,
        (Some(_), TokenKind::LeftSquareBracket) => looks_like_header(rest),
        (Some(TokenKind::LeftSquareBracket), TokenKind::Atom) => looks_like_key(rest),
        // Within a table a key may begin a line, but only behind a comma.
        (Some(_), TokenKind::Atom) => {
            !matches!(before, Some(TokenKind::Comma | TokenKind::LeftCurlyBracket)) && looks_like_key(rest)
        }
        (Some(_), _) => false,
    }
}

/// Whether a line is a header rather than a list in a list: `[a.b]`, with or without its closing bracket.
fn looks_like_header(rest: &str) -> bool {
    let line = rest.lines().next().unwrap_or_default();
    let inner = line.trim_start_matches('[').split([']', '#']).next().unwrap_or_default().trim();
    let after = line.split_once(']').map_or("", |(_, after)| after.trim_start_matches(']').trim());
    inner.starts_with(|c: char| c.is_ascii_alphabetic())
        && inner.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'))
        && !matches!(inner, "true" | "false" | "inf" | "nan")
        && (after.is_empty() || after.starts_with('#'))
}

/// Whether a line sets a key: `a.b = …`.
fn looks_like_key(rest: &str) -> bool {
    let line = rest.lines().next().unwrap_or_default();
    line.split_once('=').is_some_and(|(key, _)| {
        let key = key.trim_end();
        !key.is_empty()
            && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The same with the parser for every line.
    fn parsed(text: &str) -> Index {
        Reading { find: |_, _, _| None, ..Reading::new(text) }.whole()
    }

    fn same(text: &str) {
        let (ours, theirs) = (index(text), parsed(text));
        assert_eq!(ours.nodes, theirs.nodes, "{text:?}");
        assert_eq!(ours.errors, theirs.errors, "{text:?}");
        assert_eq!((ours.newer, ours.decoded), (theirs.newer, theirs.decoded), "{text:?}");
    }

    /// Pieces that lines are made of, good and bad.
    const PIECES: &[&str] = &[
        "a",
        "b-1",
        "2027-28",
        "a.b",
        "title",
        "\"q\"",
        "'l'",
        "\"\"",
        "\"\"\"",
        "'''",
        "\\",
        "\"e\\n\"",
        " = ",
        "=",
        "==",
        ".",
        ",",
        ", ",
        "{",
        "}",
        "[",
        "]",
        "[[",
        "]]",
        "[a.b]",
        "[[t]]",
        "[x]\n",
        "{ a = 1 }",
        "{ a = 1, }",
        "[1, 2]",
        "[1,]",
        "[\n1\n]",
        "1",
        "07",
        "1_000",
        "-5",
        "+1.5e3",
        ".5",
        "2027-04-01",
        "2027-04-01 07:00:00",
        "07:32",
        "true",
        "False",
        "inf",
        "é",
        "\u{feff}",
        "\u{7f}",
        "\u{0}",
        "\r",
        "\r\n",
        "\n",
        "\n",
        "\n",
        " ",
        "\t",
        "# c",
        "# \u{1}",
        "#\n",
    ];

    proptest! {
        #[test]
        fn plain_lines_are_read_as_the_parser_reads_them(
            pieces in prop::collection::vec(prop::sample::select(PIECES), 0..30)
        ) {
            same(&pieces.concat());
        }

        #[test]
        fn so_are_lines_that_are_nearly_right(
            lines in prop::collection::vec(
                (prop::sample::select(PIECES), prop::sample::select(PIECES), prop::sample::select(PIECES)), 0..12
            )
        ) {
            let text = lines.iter().fold(String::new(), |text, (key, value, rest)| {
                text + &format!("{key} = {value}{rest}\n")
            });
            same(&text);
        }

        #[test]
        fn so_are_plans_that_were_damaged(
            plan in prop::sample::select(vec![
                include_str!("../../../plans/northmere.toml"),
                include_str!("../../../plans/tendring-2018.toml"),
            ]),
            at in any::<prop::sample::Index>(),
            gone in 0usize..20,
            put in prop::sample::select(PIECES),
        ) {
            let boundary = |at: usize| (at..=plan.len()).find(|at| plan.is_char_boundary(*at)).unwrap_or(plan.len());
            let start = boundary(at.index(plan.len() + 1));
            let end = boundary((start + gone).min(plan.len()));
            same(&format!("{}{put}{}", &plan[..start], &plan[end..]));
        }
    }
}
