//! Splits a text into blocks, so that little is held at once and a fault in one block leaves the others readable.

use toml_parser::Source;
use toml_parser::lexer::{Token, TokenKind};

use super::Index;
use super::build::Builder;

/// Indexes a whole text, block by block.
///
/// A block begins at a header. A line that can only be a header or a key also begins one when a list or table before it
/// was left open, so that a forgotten bracket does not swallow what follows.
pub(super) fn index(text: &str) -> Index {
    let mut builder = Builder::new(text);
    let source = Source::new(text);
    let mut tokens: Vec<Token> = Vec::new();
    let end = Source::new("").lex().last();
    let mut open: Vec<TokenKind> = Vec::new();
    let mut before = None;
    let mut line_start = true;
    for token in source.lex() {
        let (kind, start) = (token.kind(), token.span().start());
        if line_start
            && begins_block(&text[start..], kind, open.last().copied(), before)
            && !tokens.is_empty()
        {
            tokens.extend(end);
            builder.block(&tokens, start);
            tokens.clear();
            open.clear();
        }
        tokens.push(token);
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
            TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => open.push(kind),
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => {
                open.pop();
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
    builder.block(&tokens, text.len());
    builder.finish()
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
