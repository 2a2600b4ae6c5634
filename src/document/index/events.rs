//! The parser's events of a part of a text, with their places in the whole.

use toml_parser::decoder::Encoding;
use toml_parser::parser::EventReceiver;
use toml_parser::{ErrorSink, Span};

use super::Form;
use super::build::Builder;
use super::faults::Faults;

/// Hands the events of `text[base..]` on to a builder.
///
/// What the builder finds wrong has its place in the whole text already, so it is kept apart from what the parser finds.
pub(super) struct Events<'b, 't> {
    pub(super) builder: &'b mut Builder<'t>,
    pub(super) base: usize,
    pub(super) faults: Faults,
}

impl Events<'_, '_> {
    fn moved(&self, span: Span) -> Span {
        Span::new_unchecked(span.start() + self.base, span.end() + self.base)
    }
}

impl EventReceiver for Events<'_, '_> {
    fn std_table_open(&mut self, span: Span, _error: &mut dyn ErrorSink) {
        self.builder.begin_header(self.moved(span), false);
    }

    fn std_table_close(&mut self, span: Span, _error: &mut dyn ErrorSink) {
        self.builder.open_header(self.moved(span), &mut self.faults);
    }

    fn array_table_open(&mut self, span: Span, _error: &mut dyn ErrorSink) {
        self.builder.begin_header(self.moved(span), true);
    }

    fn array_table_close(&mut self, span: Span, _error: &mut dyn ErrorSink) {
        self.builder.open_header(self.moved(span), &mut self.faults);
    }

    fn inline_table_open(&mut self, span: Span, _error: &mut dyn ErrorSink) -> bool {
        self.builder.open_value(self.moved(span), Form::Inline, &mut self.faults)
    }

    fn inline_table_close(&mut self, span: Span, _error: &mut dyn ErrorSink) {
        self.builder.close(self.moved(span));
    }

    fn array_open(&mut self, span: Span, _error: &mut dyn ErrorSink) -> bool {
        self.builder.open_value(self.moved(span), Form::Array, &mut self.faults)
    }

    fn array_close(&mut self, span: Span, _error: &mut dyn ErrorSink) {
        self.builder.close(self.moved(span));
    }

    fn simple_key(&mut self, span: Span, encoding: Option<Encoding>, _error: &mut dyn ErrorSink) {
        self.builder.key(self.moved(span), encoding);
    }

    fn scalar(&mut self, span: Span, encoding: Option<Encoding>, _error: &mut dyn ErrorSink) {
        self.builder.scalar(self.moved(span), encoding, &mut self.faults);
    }

    fn value_sep(&mut self, span: Span, _error: &mut dyn ErrorSink) {
        self.builder.separator(self.moved(span));
    }

    fn comment(&mut self, span: Span, _error: &mut dyn ErrorSink) {
        self.builder.comment(self.moved(span), &mut self.faults);
    }

    fn newline(&mut self, span: Span, _error: &mut dyn ErrorSink) {
        self.builder.line_end(self.moved(span), &mut self.faults);
    }
}
