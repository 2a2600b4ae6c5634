//! JSON for programs: one compact object a line, with nothing in it that could steer a terminal.

use std::io;

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};

use crate::display::is_hidden;

/// An object on a line of its own.
pub fn line(object: &impl Serialize) -> String {
    let mut bytes = Vec::new();
    object
        .serialize(&mut Serializer::with_formatter(&mut bytes, Harmless))
        .expect("a report of strings and numbers can be written to memory");
    bytes.push(b'\n');
    String::from_utf8(bytes).expect("JSON is UTF-8")
}

/// Compact JSON in which characters that could steer a terminal, or hide what a text says, are escaped.
struct Harmless;

impl Formatter for Harmless {
    fn write_string_fragment<W: io::Write + ?Sized>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut plain = 0;
        for (at, c) in fragment.char_indices().filter(|(_, c)| is_hidden(*c)) {
            CompactFormatter.write_string_fragment(writer, &fragment[plain..at])?;
            write!(writer, "\\u{:04x}", c as u32)?;
            plain = at + c.len_utf8();
        }
        CompactFormatter.write_string_fragment(writer, &fragment[plain..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_escaped_and_read_back_as_they_were() {
        let text = "a\u{202e}b\u{9b}\u{1b}\n£\u{7f}";
        let mut bytes = Vec::new();
        text.serialize(&mut Serializer::with_formatter(&mut bytes, Harmless)).unwrap();
        let json = String::from_utf8(bytes).unwrap();
        assert_eq!(json, "\"a\\u202eb\\u009b\\u001b\\n£\\u007f\"");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}
