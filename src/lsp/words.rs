//! What is said to a reader, in Markdown or as plain text. What comes from a plan stays text in both: it makes no link, no
//! picture and no markup.
//!
//! Editors show what they are sent as it is, so here backslashes do what comments do in `cli/markdown`.

use std::borrow::Cow;

use gen_lsp_types as lsp;

use crate::display::harmless;

/// As much of one text of a plan as is shown.
const LONGEST: usize = 400;

/// A page for a reader, paragraph by paragraph.
#[derive(Debug)]
pub(super) struct Page {
    markdown: bool,
    out: String,
}

impl Page {
    /// An empty page.
    pub(super) const fn new(markdown: bool) -> Self {
        Self { markdown, out: String::new() }
    }

    /// Words of a plan inside a line.
    pub(super) fn words(&self, raw: &str) -> String {
        let short = short(raw);
        if self.markdown { escaped(&harmless(&short)) } else { harmless(&short).into_owned() }
    }

    /// Words of a plan in bold.
    pub(super) fn strong(&self, raw: &str) -> String {
        let words = self.words(raw.trim());
        if self.markdown && !words.is_empty() { format!("**{words}**") } else { words }
    }

    /// A name as code.
    pub(super) fn code(&self, raw: &str) -> String {
        let short = short(raw);
        let shown = harmless(&short);
        if !self.markdown || shown.trim().is_empty() {
            return shown.into_owned();
        }
        let longest = shown.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest + 1);
        let gap = if shown.starts_with('`') || shown.ends_with('`') { " " } else { "" };
        format!("{fence}{gap}{shown}{gap}{fence}")
    }

    /// Adds a paragraph, whose words are harmless already.
    pub(super) fn paragraph(&mut self, line: &str) {
        if !self.out.is_empty() {
            self.out.push_str("\n\n");
        }
        self.out.push_str(line);
    }

    /// Adds a list, whose words are harmless already.
    pub(super) fn list(&mut self, lines: &[String]) {
        if !lines.is_empty() {
            self.paragraph(&lines.iter().map(|line| format!("- {line}")).collect::<Vec<_>>().join("\n"));
        }
    }

    /// Whether nothing was said.
    pub(super) const fn is_empty(&self) -> bool {
        self.out.is_empty()
    }

    /// The page as the protocol has it.
    pub(super) fn content(self) -> lsp::MarkupContent {
        let kind = if self.markdown { lsp::MarkupKind::Markdown } else { lsp::MarkupKind::PlainText };
        lsp::MarkupContent { kind, value: self.out }
    }
}

fn short(raw: &str) -> Cow<'_, str> {
    match raw.char_indices().nth(LONGEST) {
        None => Cow::Borrowed(raw),
        Some((end, _)) => Cow::Owned(format!("{}…", &raw[..end])),
    }
}

/// Text in which nothing is markup: a backslash stands before what could be.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    for (at, c) in text.char_indices() {
        let before = text[..at].chars().next_back();
        let rest = &text[at + c.len_utf8()..];
        let after = rest.chars().next();
        let is_markup = match c {
            '\\' | '`' | '*' | '<' | '[' | ']' | '|' | '~' | '$' => true,
            // Between letters or digits it is one: 120_000.
            '_' => !(letter(before) && letter(after)),
            '&' => letter(after) || after == Some('#'),
            '@' => letter(before) || letter(after),
            // Addresses that would become links.
            '/' => before == Some(':'),
            '.' => at >= 3 && text.as_bytes()[at - 3..at].eq_ignore_ascii_case(b"www"),
            // What begins a heading, a list or a quote where a line begins.
            '#' | '>' | '+' | '-' | '=' => at == 0,
            '!' => after == Some('['),
            ')' => at > 0 && text[..at].bytes().all(|byte| byte.is_ascii_digit()),
            _ => false,
        };
        let is_number = c == '.' && at > 0 && text[..at].bytes().all(|byte| byte.is_ascii_digit());
        if is_markup || is_number {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// `1 day`, `2 days`.
pub(super) fn count(number: usize, word: &str) -> String {
    format!("{number} {word}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_plan_is_markup() {
        let page = Page::new(true);
        for (raw, shown) in [
            ("plain – £ ü, 120_000 a_b (x) 5 > 3", "plain – £ ü, 120_000 a_b (x) 5 > 3"),
            ("*a* _b_ `c` ~~d~~", "\\*a\\* \\_b\\_ \\`c\\` \\~\\~d\\~\\~"),
            ("![x](http://e/i.png)", "\\!\\[x\\](http:\\//e/i.png)"),
            ("<img src=x> &lt; R&D A & B", "\\<img src=x> \\&lt; R\\&D A & B"),
            (
                "see https://e.example or www.e.example or a@e.example",
                "see https:\\//e.example or www\\.e.example or a\\@e.example",
            ),
            ("# head", "\\# head"),
            ("- item", "\\- item"),
            ("1. item", "1\\. item"),
            ("12) item", "12\\) item"),
            ("a\nb\u{202e}", "a⏎b\\<U+202E>"),
        ] {
            assert_eq!(page.words(raw), shown);
        }
        assert_eq!(page.code("a`b``c"), "```a`b``c```");
        assert_eq!(page.code("`"), "`` ` ``");
        assert_eq!(page.strong(" a*b "), "**a\\*b**");
        assert_eq!(page.words(&"x".repeat(5000)).chars().count(), LONGEST + 1);
        assert_eq!(Page::new(false).words("*a*\u{1b}"), "*a*␛");
    }
}
