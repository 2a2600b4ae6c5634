//! Which comments belong to which statement.

use super::super::StatementKind;
use super::super::splice::sheet::Sheet;

/// Comment lines without a blank line between them.
pub(super) type Paragraph = Vec<String>;

/// A comment behind something, with the white space before it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Trailing {
    pub space: String,
    pub comment: String,
}

/// The comments around one statement.
#[derive(Debug, Default)]
pub(super) struct Around {
    /// Directly under the block above.
    pub under_previous: Paragraph,
    /// Paragraphs of their own above it.
    pub free: Vec<Paragraph>,
    /// Directly above it.
    pub above: Paragraph,
    /// Behind it on its last line.
    pub trailing: Option<Trailing>,
}

/// The comments around a statement.
pub(super) fn around(sheet: Sheet<'_>, at: usize) -> Around {
    let statement = &sheet.statements()[at];
    let start = at.checked_sub(1).map_or(sheet.first(), |before| sheet.tail(before));
    let end = sheet.line_start(statement.span.start);
    let mut around = Around { trailing: trailing(sheet, statement.span.end), ..Around::default() };
    let (mut paragraphs, touches) = paragraphs(sheet, start, end);
    if touches.below {
        around.above = paragraphs.pop().unwrap_or_default();
    }
    if statement.kind == StatementKind::KeyValue && at > 0 {
        let above = paragraphs.into_iter().flatten().chain(around.above).collect();
        return Around { above, ..around };
    }
    if touches.above && at > 0 && !paragraphs.is_empty() {
        around.under_previous = paragraphs.remove(0);
    }
    around.free = paragraphs;
    around
}

/// The comments behind the last statement: those directly under it, and paragraphs of their own.
pub(super) fn at_end(sheet: Sheet<'_>) -> (Paragraph, Vec<Paragraph>) {
    let last = sheet.statements().len().checked_sub(1);
    let start = last.map_or(sheet.first(), |last| sheet.tail(last));
    let (mut paragraphs, touches) = paragraphs(sheet, start, sheet.text.len());
    let under = last.is_some() && touches.above && !paragraphs.is_empty();
    let under = if under { paragraphs.remove(0) } else { Paragraph::new() };
    (under, paragraphs)
}

/// Whether the first paragraph stands directly under what is above, and the last directly above what is below.
struct Touches {
    above: bool,
    below: bool,
}

fn paragraphs(sheet: Sheet<'_>, start: usize, end: usize) -> (Vec<Paragraph>, Touches) {
    let mut found: Vec<Paragraph> = Vec::new();
    let mut touches = Touches { above: false, below: false };
    let mut open = false;
    let mut line = start;
    while line < end {
        let text = sheet.line(line);
        if text.starts_with('#') {
            touches.above |= line == start;
            if open {
                found.last_mut().expect("an open paragraph was begun").push(text.to_owned());
            } else {
                found.push(vec![text.to_owned()]);
            }
        }
        open = text.starts_with('#');
        line = sheet.line_end(line);
    }
    touches.below = open;
    (found, touches)
}

fn trailing(sheet: Sheet<'_>, end: usize) -> Option<Trailing> {
    let rest = &sheet.text[end..sheet.content_end(end)];
    let comment = rest.trim_start();
    let space = &rest[..rest.len() - comment.len()];
    let space = if space.is_empty() { " " } else { space };
    comment
        .starts_with('#')
        .then(|| Trailing { space: space.to_owned(), comment: comment.trim_end().to_owned() })
}

/// The comments between two items of a list or inline table: those on the first line, and those on lines below.
pub(super) fn between(gap: &str) -> (Option<String>, Vec<String>) {
    let mut lines = gap.split('\n').map(|line| line.find('#').map(|at| line[at..].trim_end().to_owned()));
    let first = lines.next().flatten();
    (first, lines.flatten().collect())
}
