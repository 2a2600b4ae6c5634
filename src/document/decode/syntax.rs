//! What the parser says of broken TOML, said again for someone who never learned TOML: what is wrong, and what to write.

use std::ops::Range;

use super::reader::excerpt;
use crate::document::{Source, SyntaxError};

/// One fault of syntax in words.
pub(super) struct Wording {
    /// What is wrong.
    pub what: String,
    /// What most likely mends it.
    pub remedy: String,
    /// Where it is shown: where it begins, not where the parser gave up.
    pub span: Range<usize>,
}

/// Says a fault of syntax.
pub(super) fn wording(source: &Source, error: &SyntaxError) -> Wording {
    let around = Around::of(source, error);
    let (what, remedy) = around.control().or_else(|| around.known()).unwrap_or_else(|| around.other());
    let what = match excerpt(around.written.trim(), 40) {
        empty if empty.is_empty() => what,
        written => format!("{what}: `{written}`"),
    };
    Wording { what, remedy, span: around.opening().unwrap_or_else(|| error.span.clone()) }
}

type Said = (String, String);

fn said(what: &str, remedy: impl Into<String>) -> Said {
    (what.to_owned(), remedy.into())
}

const NO_VALUE: &str = "this is no number, no date and no text in quotes";
const PLAIN_NUMBER: &str = "write amounts as plain numbers: 120_000";

/// A fault with the text that it stands in.
struct Around<'s> {
    source: &'s Source,
    error: &'s SyntaxError,
    /// The text that the parser did not like; empty when it missed something.
    written: &'s str,
    /// Its line, up to it.
    before: &'s str,
    /// Its line, from it on.
    after: &'s str,
}

impl<'s> Around<'s> {
    fn of(source: &'s Source, error: &'s SyntaxError) -> Self {
        let text: &str = &source.text;
        let at = error.span.start;
        let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
        let written = text.get(error.span.clone()).unwrap_or_default();
        Self { source, error, written, before: &text[start..at], after: &text[at..end] }
    }

    /// A character that nobody sees and no text may hold.
    fn control(&self) -> Option<Said> {
        let hidden = self.written.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))?;
        let remedy = format!("remove the control character U+{:04X}", hidden as u32);
        Some(said("this character cannot stand in a text like that", remedy))
    }

    /// The faults that people make, by the parser's name for them.
    fn known(&self) -> Option<Said> {
        Some(match self.error.message.as_str() {
            "unclosed array" => said("this list is never closed", "add `]` where the list ends"),
            "unclosed inline table" => {
                said("this table is never closed", "add `}` where the table ends, in the same line")
            }
            "unclosed table" | "unclosed array table" => self.header(),
            "invalid basic string" | "invalid literal string" if self.written.is_empty() => self.text(),
            "invalid multi-line basic string" | "invalid multi-line literal string"
                if self.opening().is_some() =>
            {
                let quotes = self.three_quotes();
                said(
                    "a text of several lines begins here and does not end",
                    format!("write {quotes} where it ends"),
                )
            }
            "key with no value" | "missing value for key" => self.key_alone(),
            "string values must be quoted" | "invalid float" | "invalid boolean" => self.bare(),
            "unexpected key or value" => self.too_much(),
            "carriage return must be followed by newline" => said(
                "this line ends in a carriage return alone",
                "save the file with the line ends LF or CRLF in your editor",
            ),
            "unquoted keys cannot be empty"
            | "invalid key-value pair"
            | "missing key for inline table element" => {
                said("a name is missing here", "write a name of letters, digits and hyphens")
            }
            "invalid header" => {
                said("this is no header", "write it as in [initiative.crm], with letters, digits and hyphens")
            }
            "invalid unquoted key" => said(
                "this cannot stand in a name without quotes",
                "use letters, digits and hyphens, or put the name in quotes",
            ),
            "too few unicode value digits" | "missing escaped value" => said(
                "`\\` begins an escape, and this is none",
                "write \\\\ for a backslash, or put the text in single quotes",
            ),
            "invalid mantissa" => said("a number cannot begin with a point", "write a 0 before the point"),
            "invalid fraction" => {
                said("a number cannot end with a point", "write digits after the point, or remove it")
            }
            "unexpected leading zero" => said("a number cannot begin with 0", "write it without the 0"),
            "extra comma in array" | "extra comma in inline table" => match self.grouped() {
                Some(amount) => said("amounts have no commas", format!("write {amount}")),
                None => said("here is a comma too many", "remove it"),
            },
            "missing comma between array elements" | "missing comma between key-value pairs" => {
                said("a comma is missing here", "write `,` between the two")
            }
            "extra `=`" => said("here is an `=` too many", "remove it"),
            _ => return None,
        })
    }

    /// What the parser says, with what it would have taken.
    fn other(&self) -> Said {
        let what = self.error.message.clone();
        if let Some(remedy) = bare_value(self.written.trim()) {
            return (what, remedy);
        }
        let expected: Vec<_> = self.error.expected.iter().map(String::as_str).collect();
        if expected.is_empty() {
            return (what, "compare this line with the examples in docs/format.md".to_owned());
        }
        (what, format!("expected {}", expected.join(" or ")))
    }

    /// A header without its end, or with more in it than a name.
    fn header(&self) -> Said {
        match self.after.trim_end().strip_suffix(']') {
            Some(rest) if self.before.trim_start().starts_with('[') => {
                let words: Vec<_> = self.before.split_whitespace().chain(rest.split_whitespace()).collect();
                said("a name in a header has no spaces", format!("write {}]", excerpt(&words.join("-"), 60)))
            }
            Some(_) | None => said("this header is not closed", "add `]` at the end of the line"),
        }
    }

    /// A value that is missing, or a text that does not end.
    fn text(&self) -> Said {
        let quote = if self.error.message.contains("basic") { '"' } else { '\'' };
        if self.before.contains(quote) {
            return said(
                "a text begins in this line and does not end",
                format!(
                    "write {quote} where the text ends, or begin it with three of them if it has several lines"
                ),
            );
        }
        match self.grouped() {
            Some(amount) => said("amounts have no commas", format!("write {amount}")),
            None => said("this key has no value", "write key = value"),
        }
    }

    fn key_alone(&self) -> Said {
        let line = self.before.trim_start();
        if line.starts_with("//") || line.starts_with(';') {
            return said("this is no comment", "begin comments with #");
        }
        if line.trim_end().ends_with(':') {
            return said("this key has no value", "write `=` in place of `:`");
        }
        said("this key has no value", "write key = value")
    }

    /// Something that stands where a value should, without quotes; or nothing.
    fn bare(&self) -> Said {
        let written = self.written.trim();
        if written.is_empty() {
            return said("a value is missing here", "write one after `=`, or remove the line");
        }
        let whole = match written.chars().next() {
            // Of `£120,000` the parser takes only what comes before the comma.
            Some('£' | '€' | '$') => self.after.split([' ', '}', ']', '#']).next().unwrap_or(written),
            Some(_) | None => written,
        };
        let remedy = bare_value(whole)
            .unwrap_or_else(|| "compare this line with the examples in docs/format.md".to_owned());
        said(NO_VALUE, remedy)
    }

    /// Something after a value that was whole.
    fn too_much(&self) -> Said {
        let rest = self.after.trim();
        let what = "the line should end here";
        if rest.starts_with(',') {
            return match self.grouped() {
                Some(amount) => said("amounts have no commas", format!("write {amount}")),
                None => said(what, "remove the comma"),
            };
        }
        if let Some(bracket) = rest.chars().next().filter(|c| matches!(c, ']' | '}')) {
            return said(what, format!("remove this `{bracket}`, or open it before"));
        }
        if self.before.ends_with('\'') {
            return said("a text in single quotes ends at the next one", "write it in double quotes");
        }
        if rest.contains('=') {
            return said(what, "begin a new line for the next key");
        }
        said(what, "put the whole value in quotes, or # before a comment")
    }

    /// The amount with commas that stands here, as TOML writes it.
    fn grouped(&self) -> Option<String> {
        let inside = |c: char| c == ',' || c.is_ascii_digit();
        let before = self.before.trim_end();
        let head = before.trim_end_matches(inside).len();
        let tail = self.after.len() - self.after.trim_start_matches(inside).len();
        amount(&format!("{}{}", &before[head..], &self.after[..tail]))
    }

    /// Where a text of several lines begins that never ends.
    fn opening(&self) -> Option<Range<usize>> {
        let many = self.error.message.starts_with("invalid multi-line") && self.written.is_empty();
        let at = self.source.text[..self.error.span.start].rfind(self.three_quotes()).filter(|_| many)?;
        Some(at..at + 3)
    }

    fn three_quotes(&self) -> &'static str {
        if self.error.message.contains("basic") { "\"\"\"" } else { "'''" }
    }
}

/// What a value without quotes was most likely meant to be.
fn bare_value(value: &str) -> Option<String> {
    let first = value.chars().next()?;
    let lower = value.to_ascii_lowercase();
    if value.contains(['“', '”', '‘', '’', '„']) {
        let inner = value.trim_matches(['“', '”', '‘', '’', '„', '"']);
        return Some(format!("write it in straight quotes: \"{}\"", excerpt(inner, 40)));
    }
    if matches!(first, '£' | '€' | '$') || (first.is_ascii_digit() && value.contains(',')) {
        let written = amount(value.trim_start_matches(['£', '€', '$']));
        return Some(written.map_or(PLAIN_NUMBER.to_owned(), |amount| format!("write {amount}")));
    }
    if first.is_ascii_digit() && value.ends_with('%') {
        return Some(format!("write percentages in quotes: \"{}\"", excerpt(value, 20)));
    }
    if let Some(date) = date(value) {
        return Some(format!("write dates as year-month-day: {date}"));
    }
    if let Some(thousands) = lower.strip_suffix('k').filter(|digits| plain(digits)) {
        return Some(format!("write {thousands}_000"));
    }
    if matches!(lower.as_str(), "true" | "false") {
        return Some(format!("write {lower}"));
    }
    if crate::units::Duration::parse(value).is_some() || first.is_alphabetic() {
        return Some(format!("put it in quotes: \"{}\"", excerpt(value, 40)));
    }
    None
}

fn plain(digits: &str) -> bool {
    (1..=9).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// `120,000` as TOML writes it; `None` for what is no number in groups.
fn amount(value: &str) -> Option<String> {
    let mut groups = value.split(',');
    let head = groups.next().filter(|head| plain(head))?;
    let tail: Vec<_> = groups.collect();
    let grouped = tail.iter().all(|group| group.len() == 3 && plain(group));
    (grouped && !tail.is_empty()).then(|| format!("{head}_{}", tail.join("_")))
}

/// `01/04/2027` or `1.4.2027` as TOML writes it, the day first.
fn date(value: &str) -> Option<String> {
    let mut parts = value.split(['/', '.']).map(|part| part.parse::<u16>().ok());
    let (day, month, year) = (parts.next()??, parts.next()??, parts.next()??);
    let fits = (1..=31).contains(&day) && (1..=12).contains(&month) && (1000..=9999).contains(&year);
    (fits && parts.next().is_none()).then(|| format!("{year}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of the first fault of a text.
    fn first(text: &str) -> (String, String) {
        let source = Source::new("plan.toml".to_owned(), text);
        let error = source.index.errors().first().expect("the text is broken");
        let said = wording(&source, error);
        (said.what, said.remedy)
    }

    #[test]
    fn the_remedy_is_what_to_write() {
        for (text, remedy) in [
            ("a = { capital = 120,000 }", "write 120_000"),
            ("a = { capital = 1,120,000 }", "write 1_120_000"),
            ("a = { capital = £120,000 }", "write 120_000"),
            ("total = 500,000", "write 500_000"),
            ("total = 500_000,", "remove the comma"),
            ("total = 120k", "write 120_000"),
            ("start = 01/04/2027", "write dates as year-month-day: 2027-04-01"),
            ("title = Northmere", "put it in quotes: \"Northmere\""),
            ("title = inline", "put it in quotes: \"inline\""),
            ("duration = “6 months”", "write it in straight quotes: \"6 months\""),
            ("title = 'it's'", "write it in double quotes"),
            ("title = \"C:\\users\"", "write \\\\ for a backslash, or put the text in single quotes"),
            ("title =\n", "write one after `=`, or remove the line"),
            ("title: \"x\"\n", "write `=` in place of `:`"),
            ("// a comment\n", "begin comments with #"),
            ("a = \"x\" b = \"y\"", "begin a new line for the next key"),
            ("[plan]]", "remove this `]`, or open it before"),
            ("[initiative.}a]", "write it as in [initiative.crm], with letters, digits and hyphens"),
            ("[initiative.a b]", "write [initiative.a-b]"),
            ("[plan]\r[stage.a]\r", "save the file with the line ends LF or CRLF in your editor"),
        ] {
            assert_eq!(first(text).1, remedy, "{text}");
        }
    }

    #[test]
    fn an_endless_text_is_shown_where_it_begins() {
        let source = Source::new("plan.toml".to_owned(), "a = 1\nnotes = \"\"\"one\ntwo\n");
        let said = wording(&source, &source.index.errors()[0]);
        assert_eq!(said.span, 14..17);
        assert_eq!(said.remedy, "write \"\"\" where it ends");
    }
}
