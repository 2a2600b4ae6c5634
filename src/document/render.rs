//! A diagnostic as text: place, excerpt, what is wrong, remedy.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin as At, Renderer, Snippet};

use super::{Document, Source};
use crate::diagnostic::{Diagnostic, Severity};
use crate::display::harmless;

/// How many characters of a line are shown at most.
const WIDEST: usize = 200;

/// A diagnostic with the line it is about, for people.
///
/// *Shape*: several lines without a line end at the last; nothing in it can steer a terminal but our own colours.
pub fn render(document: &Document, diagnostic: &Diagnostic, colour: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::INFO.with_name("hint"),
    };
    let message = harmless(&diagnostic.message);
    let title = level.primary_title(message).id(diagnostic.code.info().code);
    let mut group = Group::with_title(title);
    let source = diagnostic.origin.as_ref().and_then(|origin| document.sources().get(origin.source));
    if let (Some(source), Some(origin)) = (source, &diagnostic.origin) {
        let place = source.place(origin.span.start);
        let name = harmless(&source.name);
        let excerpt = excerpt(source, &origin.span);
        let blank = excerpt.text.trim().is_empty();
        let snippet = Snippet::source(excerpt.text)
            .line_start(place.line)
            .annotation(AnnotationKind::Primary.span(excerpt.mark));
        // The place is counted in the excerpt unless that does not begin where its line does.
        if blank || excerpt.moved {
            group = group.element(At::path(name.clone()).line(place.line).char_column(place.column));
        }
        if !blank {
            group = group.element(if excerpt.moved { snippet } else { snippet.path(name) });
        }
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(harmless(help)));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let text = renderer.term_width(WIDEST + 40).render(&[group]);
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// A diagnostic on one line: `plan.toml:12:18: error[M105]: what is wrong`.
pub fn render_line(document: &Document, diagnostic: &Diagnostic) -> String {
    let source = diagnostic.origin.as_ref().and_then(|origin| document.sources().get(origin.source));
    let place = match (source, &diagnostic.origin) {
        (Some(source), Some(origin)) => {
            let place = source.place(origin.span.start);
            format!("{}:{}:{}: ", harmless(&source.name), place.line, place.column)
        }
        _ => String::new(),
    };
    format!("{place}{}[{}]: {}", diagnostic.severity.word(), diagnostic.code, harmless(&diagnostic.message))
}

/// What is shown of a line.
struct Excerpt {
    text: String,
    /// The bytes of `text` that the diagnostic is about.
    mark: Range<usize>,
    /// Whether the bytes before the mark are not those of the line.
    moved: bool,
}

/// The line that a span begins in, cut to what can be read, and the span in it: at least one character where there is
/// one, at most to the line's end.
fn excerpt(source: &Source, span: &Range<usize>) -> Excerpt {
    let line = source.line_span(span.start);
    let whole = source.text.get(line.clone()).unwrap_or_default();
    let inside = |at: usize| floor(whole, at.clamp(line.start, line.end) - line.start);
    let mark = if whole.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let (start, mut end) = (inside(span.start).max(mark), inside(span.end).max(mark));
    if end <= start {
        end = whole[start..].chars().next().map_or(start, |c| start + c.len_utf8());
    }
    let (before, marked, after) = (&whole[mark..start], &whole[start..end], &whole[end..]);
    let marked: String = marked.chars().take(WIDEST).collect();
    let room = WIDEST - marked.chars().count();
    let lead = before.chars().count();
    let cut = lead > room / 2 && whole.chars().count() > WIDEST;
    let mut text = if cut {
        std::iter::once('…').chain(before.chars().skip(lead - room / 2)).collect()
    } else {
        before.to_owned()
    };
    let room = room.saturating_sub(text.chars().count());
    let mut after: String = after.chars().take(room + 1).collect();
    if after.chars().nth(room).is_some() {
        after.pop();
        after.push('…');
    }
    let plain = |text: &str| harmless(&text.replace('\t', "    ")).into_owned();
    let lead = text.len();
    text = plain(&text);
    let moved = cut || text.len() != lead;
    let start = text.len();
    text.push_str(&plain(&marked));
    let end = text.len();
    text.push_str(&plain(&after));
    Excerpt { text, mark: start..end, moved }
}

/// The character boundary at or before a byte.
fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Origin, Path};

    fn shown(text: &str, span: Range<usize>) -> String {
        let document = Document::new(Source::new("plan.toml", text));
        let diagnostic = Diagnostic::new(Code::BadMoney, Path::default(), "no money")
            .help("write 1")
            .origin(Origin { source: 0, span });
        render(&document, &diagnostic, false)
    }

    #[test]
    fn place_excerpt_and_remedy_are_shown() {
        let expected = "error[M105]: no money\n --> plan.toml:2:5\n  |\n2 | b = \"x\"\n  |     ^^^\n  |\n  = help: write 1";
        let shown = shown("a = 1\nb = \"x\"\n", 10..13);
        assert_eq!(shown, expected);
    }

    #[test]
    fn hostile_spans_and_lines_are_cut() {
        let long = format!("a = \"{}\"", "é".repeat(100_000));
        for span in [0..1, 4..200_000, 100_000..100_001, 100_003..100_004, 199_999..1_000_000, 5..5] {
            let shown = shown(&long, span);
            assert!(shown.lines().all(|line| line.chars().count() < WIDEST + 20), "{shown}");
        }
        let shown = shown("a = \"\u{1b}[2J\u{202e}\u{7f}\"\r\n", 4..9);
        assert!(!shown.contains(['\u{1b}', '\u{202e}', '\u{7f}', '\r']), "{shown:?}");
    }

    #[test]
    fn one_line_has_it_all() {
        let document = Document::new(Source::new("plan.toml", "a = 1\n"));
        let diagnostic = Diagnostic::new(Code::BadMoney, Path::default(), "no money");
        assert_eq!(render_line(&document, &diagnostic), "error[M105]: no money");
        let placed = diagnostic.origin(Origin { source: 0, span: 4..5 });
        assert_eq!(render_line(&document, &placed), "plan.toml:1:5: error[M105]: no money");
    }
}
