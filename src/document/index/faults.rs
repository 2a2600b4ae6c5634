//! The faults that the parser finds in one block, and one that it passes over.

use toml_parser::{ErrorSink, ParseError, Span};

/// How many faults of a text are kept at most; nobody reads more, and memory has an end.
pub(super) const MOST_FAULTS: usize = 10_000;
/// The message of a header that cannot be read.
const UNREAD_HEADER: &str = "invalid header";

/// The faults of one block, the first of them.
#[derive(Default)]
pub(super) struct Faults(Vec<ParseError>);

impl Faults {
    /// Reports a header that the parser gave up without a word, as it does at a bracket or comma in its name.
    pub(super) fn unread_header(&mut self, text: &str, start: usize) {
        if self.0.len() >= MOST_FAULTS {
            return;
        }
        let line = text[start..].lines().next().unwrap_or_default().trim_end();
        let span = Span::new_unchecked(start, start + line.len());
        let inside = |place: Span| (span.start()..=span.end()).contains(&place.start());
        if !self.0.iter().any(|error| error.unexpected().is_some_and(inside)) {
            self.0.push(ParseError::new(UNREAD_HEADER).with_unexpected(span));
        }
    }

    /// Adds the faults of a part of the text that begins at `base`.
    pub(super) fn append(&mut self, others: Self, base: usize) {
        let moved = |span: Span| Span::new_unchecked(span.start() + base, span.end() + base);
        self.0.extend(others.0.into_iter().map(|mut error| {
            if let Some(span) = error.context() {
                error = error.with_context(moved(span));
            }
            match error.unexpected() {
                Some(span) => error.with_unexpected(moved(span)),
                None => error,
            }
        }));
    }

    /// The faults, in the order in which they were found.
    pub(super) fn into_list(self) -> Vec<ParseError> {
        self.0
    }
}

impl ErrorSink for Faults {
    fn report_error(&mut self, error: ParseError) {
        if self.0.len() < MOST_FAULTS {
            self.0.push(error);
        }
    }
}
