//! What is wrong with the text as TOML: syntax, what stands twice, unfinished merges, newer syntax.

use std::ops::Range;

use super::reader::{Reader, excerpt};
use super::syntax::wording;
use crate::diagnostic::{Code, Diagnostic, Origin, Path};
use crate::document::{Document, Source, SyntaxError};

/// Reports the faults of every text.
pub(super) fn report(reader: &mut Reader<'_>) {
    reader.diagnostics.extend(faults(reader.document));
}

/// What is wrong with the texts of a document as TOML, whatever they are for.
pub fn faults(document: &Document) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (number, source) in document.sources().iter().enumerate() {
        let merges = unfinished_merges(source);
        for span in &merges {
            let diagnostic = Diagnostic::new(
                Code::UnfinishedMerge,
                Path::default(),
                "a merge was not finished here: the file has conflict markers",
            )
            .help(
                "`milepost mergetool` shows what each side does to the money; by hand: choose one, and remove the lines \
                 with <<<<<<<, ======= and >>>>>>>",
            )
            .origin(Origin { source: number, span: span.clone() });
            found.push(diagnostic);
        }
        let inside = |at: usize| {
            let after = merges.partition_point(|merge| merge.end <= at);
            merges.get(after).is_some_and(|merge| merge.contains(&at))
        };
        let errors = source.index.errors().iter().filter(|error| {
            !inside(error.span.start) && error.first.as_ref().is_none_or(|first| !inside(first.start))
        });
        for error in worth_telling(source, errors) {
            found.push(fault(source, number, error));
        }
        if let Some(first) = source.index.newer_syntax().first() {
            let diagnostic = Diagnostic::new(
                Code::NewerSyntax,
                Path::default(),
                "an inline table over several lines is TOML 1.1, which many editors do not read",
            )
            .help("write the table on one line without a comma at its end, or as [a.table] of its own")
            .origin(Origin { source: number, span: first.clone() });
            found.push(diagnostic);
        }
    }
    found
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
    let written = source.text.get(error.span.clone()).unwrap_or_default();
    if let Some(first) = &error.first {
        let (line, second) = (source.place(first.start).line, source.place(error.span.start).line);
        let what = if written.starts_with('[') { "table" } else { "key" };
        let message = format!("the {what} `{}` stands twice: first at line {line}", excerpt(written, 60));
        let help = format!("keep one of the two, line {line} or line {second}, with all that you need");
        return Diagnostic::new(Code::Duplicate, Path::default(), message)
            .help(help)
            .origin(Origin { source: number, span: error.span.clone() });
    }
    let wording = wording(source, error);
    Diagnostic::new(Code::Syntax, Path::default(), format!("not TOML: {}", wording.what))
        .help(wording.remedy)
        .origin(Origin { source: number, span: wording.span })
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
