//! What is wrong with the text as TOML: syntax, what stands twice, unfinished merges, newer syntax.

use std::ops::Range;

use super::reader::{Reader, excerpt};
use crate::diagnostic::{Code, Diagnostic, Origin, Path};
use crate::document::{Source, SyntaxError};

/// Reports the faults of every text.
pub(super) fn report(reader: &mut Reader<'_>) {
    for (number, source) in reader.document.sources().iter().enumerate() {
        let merges = unfinished_merges(source);
        for span in &merges {
            let diagnostic = Diagnostic::new(
                Code::UnfinishedMerge,
                Path::default(),
                "a merge was not finished here: the file has conflict markers",
            )
            .help("choose one side, and remove the lines with <<<<<<<, ======= and >>>>>>>")
            .origin(Origin { source: number, span: span.clone() });
            reader.diagnostics.push(diagnostic);
        }
        let inside = |at: usize| merges.iter().any(|merge| merge.contains(&at));
        for error in source.index.errors() {
            let caused =
                inside(error.span.start) || error.first.as_ref().is_some_and(|first| inside(first.start));
            if !caused {
                reader.diagnostics.push(fault(source, number, error));
            }
        }
        if let Some(first) = source.index.newer_syntax().first() {
            let diagnostic = Diagnostic::new(
                Code::NewerSyntax,
                Path::default(),
                "an inline table over several lines is TOML 1.1, which many editors do not read",
            )
            .help("write the table on one line without a comma at its end, or as [a.table] of its own")
            .origin(Origin { source: number, span: first.clone() });
            reader.diagnostics.push(diagnostic);
        }
    }
}

/// One fault of a text as a diagnostic.
fn fault(source: &Source, number: usize, error: &SyntaxError) -> Diagnostic {
    let origin = Origin { source: number, span: error.span.clone() };
    if let Some(first) = &error.first {
        let line = source.place(first.start).line;
        let message = format!("{}: first at line {line}", error.message);
        let help = format!("keep one of them: lines {line} and {}", source.place(error.span.start).line);
        return Diagnostic::new(Code::Duplicate, Path::default(), message).help(help).origin(origin);
    }
    let written = source.text.get(error.span.clone()).unwrap_or_default();
    let message = match excerpt(written.trim(), 40) {
        empty if empty.is_empty() => format!("this is not TOML: {}", error.message),
        written => format!("this is not TOML: {}, at `{written}`", error.message),
    };
    Diagnostic::new(Code::Syntax, Path::default(), message)
        .help(remedy(source, error, written))
        .origin(origin)
}

/// What most likely mends a fault.
fn remedy(source: &Source, error: &SyntaxError, written: &str) -> String {
    let line = line_of(source, error.span.start);
    let value = line.split_once('=').map_or("", |(_, value)| value.trim());
    let bytes = value.as_bytes();
    if let Some(hidden) = written.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return format!("remove the control character U+{:04X}", hidden as u32);
    }
    let month = |text: &str| crate::units::Month::parse(text).is_some();
    if value.get(..7).is_some_and(month)
        && bytes.get(7).is_none_or(|next| !next.is_ascii_digit() && *next != b'-')
    {
        return format!("write a month in quotes: \"{}\"", &value[..7]);
    }
    if value.starts_with(['£', '€', '$'])
        || (value.contains(',') && bytes.first().is_some_and(u8::is_ascii_digit))
    {
        return "write amounts as plain numbers: 120_000".to_owned();
    }
    if value.bytes().any(|byte| byte == b'%') && !value.starts_with(['"', '\'']) {
        return "write percentages in quotes: \"10%\"".to_owned();
    }
    if bytes.first().is_some_and(u8::is_ascii_alphabetic) {
        return "put text in quotes: \"…\"".to_owned();
    }
    let expected: Vec<_> = error.expected.iter().filter(|item| *item != "something else").cloned().collect();
    if expected.is_empty() {
        return "compare this line with the examples in docs/format.md".to_owned();
    }
    format!("expected {}", expected.join(" or "))
}

/// The line of a text that a place lies in.
fn line_of(source: &Source, at: usize) -> &str {
    let text = &source.text;
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    &text[start..end]
}

/// The conflicts that a merge left, from the first marker to the last, as far as they break the text.
fn unfinished_merges(source: &Source) -> Vec<Range<usize>> {
    let text = &source.text;
    let errors = source.index.errors();
    if errors.is_empty() || !text.contains("<<<<<<<") {
        return Vec::new();
    }
    let mut merges = Vec::new();
    let mut begun = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with("<<<<<<<") {
            begun.get_or_insert(at);
        } else if line.starts_with(">>>>>>>")
            && let Some(start) = begun.take()
        {
            merges.push(start..at + line.trim_end().len());
        }
        at += line.len();
    }
    if let Some(start) = begun {
        merges.push(start..start + 7);
    }
    merges.retain(|merge| errors.iter().any(|error| merge.contains(&error.span.start)));
    merges
}
