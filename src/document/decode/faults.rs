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
        let inside = |at: usize| {
            let after = merges.partition_point(|merge| merge.end <= at);
            merges.get(after).is_some_and(|merge| merge.contains(&at))
        };
        let errors = source.index.errors().iter().filter(|error| {
            !inside(error.span.start) && error.first.as_ref().is_none_or(|first| !inside(first.start))
        });
        for error in worth_telling(source, errors) {
            reader.diagnostics.push(fault(source, number, error));
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

/// The errors without those that only follow from another: one a line, and none inside what was left open.
fn worth_telling<'e>(source: &Source, errors: impl Iterator<Item = &'e SyntaxError>) -> Vec<&'e SyntaxError> {
    let mut told: Vec<&SyntaxError> = Vec::new();
    let mut open_to = 0;
    let mut line = usize::MAX;
    for error in errors {
        let here = source.line_span(error.span.start).start;
        let header = matches!(error.message.as_str(), "unclosed table" | "unclosed array table");
        if here == line || (error.span.start < open_to && error.first.is_none() && !header) {
            continue;
        }
        if error.message.starts_with("unclosed") {
            open_to = block_end(source, error.span.end);
        }
        line = here;
        told.push(error);
    }
    told
}

/// Where the block ends that a place lies in: at the next line that was read as a key or a header.
fn block_end(source: &Source, at: usize) -> usize {
    let statements = source.index.statements();
    let next = statements.partition_point(|statement| statement.span.start < at);
    statements.get(next).map_or(source.text.len(), |statement| statement.span.start)
}

/// One fault of a text as a diagnostic.
fn fault(source: &Source, number: usize, error: &SyntaxError) -> Diagnostic {
    let origin = Origin { source: number, span: error.span.clone() };
    let written = source.text.get(error.span.clone()).unwrap_or_default();
    if let Some(first) = &error.first {
        let (line, second) = (source.place(first.start).line, source.place(error.span.start).line);
        let what = if written.starts_with('[') { "table" } else { "key" };
        let message = format!("the {what} `{}` stands twice: first at line {line}", excerpt(written, 60));
        let help = format!("keep one of the two, line {line} or line {second}, with all that you need");
        return Diagnostic::new(Code::Duplicate, Path::default(), message).help(help).origin(origin);
    }
    let why = match error.message.as_str() {
        "string values must be quoted" => "this is no number, no date and no text in quotes",
        "invalid basic string" | "invalid literal string" if written.is_empty() => {
            "a text begins in this line and does not end"
        }
        "invalid basic string" => "this character cannot stand in a text like that",
        "unclosed array" => "this list is never closed",
        "unclosed inline table" => "this table is never closed",
        "unclosed table" => "this header is not closed",
        "key with no value" => "this key has no value",
        other => other,
    };
    let message = match excerpt(written.trim(), 40) {
        empty if empty.is_empty() => format!("not TOML: {why}"),
        written => format!("not TOML: {why}: `{written}`"),
    };
    Diagnostic::new(Code::Syntax, Path::default(), message)
        .help(remedy(source, error, written))
        .origin(origin)
}

/// What most likely mends a fault.
fn remedy(source: &Source, error: &SyntaxError, written: &str) -> String {
    if let Some(hidden) = written.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return format!("remove the control character U+{:04X}", hidden as u32);
    }
    match error.message.as_str() {
        "unclosed array" => return "add `]` where the list ends".to_owned(),
        "unclosed inline table" => return "add `}` where the table ends, in the same line".to_owned(),
        "unclosed table" => return "add `]` at the end of the line".to_owned(),
        "invalid basic string" | "invalid literal string" if written.is_empty() => {
            let quote = if error.message.contains("basic") { '"' } else { '\'' };
            return format!(
                "write {quote} where the text ends, or begin it with three of them if it has several lines"
            );
        }
        "key with no value" => return "write key = value".to_owned(),
        _ => {}
    }
    let line = line_of(source, error.span.start);
    let value =
        if written.trim().is_empty() { line.split_once('=').map_or("", |(_, value)| value) } else { written };
    if let Some(remedy) = bare_value(value.trim()) {
        return remedy;
    }
    let expected: Vec<_> = error
        .expected
        .iter()
        .filter(|item| !matches!(item.as_str(), "something else" | "literal string"))
        .collect();
    if expected.is_empty() {
        return "compare this line with the examples in docs/format.md".to_owned();
    }
    format!("expected {}", expected.iter().map(|item| item.as_str()).collect::<Vec<_>>().join(" or "))
}

/// What a value without quotes was most likely meant to be.
fn bare_value(value: &str) -> Option<String> {
    let first = value.chars().next()?;
    let lower = value.to_ascii_lowercase();
    if matches!(first, '£' | '€' | '$') || (first.is_ascii_digit() && value.contains(',')) {
        return Some("write amounts as plain numbers: 120_000".to_owned());
    }
    if first.is_ascii_digit() && value.ends_with('%') {
        return Some(format!("write percentages in quotes: \"{}\"", excerpt(value, 20)));
    }
    if matches!(lower.as_str(), "true" | "false") {
        return Some(format!("write {lower}"));
    }
    if crate::units::Duration::parse(value).is_some() || first.is_alphabetic() {
        return Some(format!("put it in quotes: \"{}\"", excerpt(value, 40)));
    }
    None
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
        merges.push(source.line_span(start));
    }
    merges.retain(|merge| {
        let first = errors.partition_point(|error| error.span.start < merge.start);
        errors.get(first).is_some_and(|error| merge.contains(&error.span.start))
    });
    merges
}
