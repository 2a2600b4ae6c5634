//! How keys and values are spelled when milepost itself writes them: TOML 1.0, canonical.

use crate::edit::Value;

/// The indentation of list items that stand on lines of their own.
pub(super) const INDENT: &str = "    ";

/// How a value is laid out where it goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style<'a> {
    /// The line end of the text.
    pub eol: &'a str,
    /// The indentation of the line that the value begins on.
    pub indent: &'a str,
    /// Whether it must stay on one line (inside an inline table).
    pub one_line: bool,
}

impl Style<'_> {
    /// The same for what stands inside an inline table.
    const fn inline(self) -> Self {
        Self { one_line: true, ..self }
    }
}

/// A key: bare where TOML allows it, else quoted.
pub(super) fn key(key: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if !key.is_empty() && key.chars().all(bare) { key.to_owned() } else { string(key) }
}

/// A key in the quotes of another, bare where that one is and TOML allows it.
pub(super) fn key_like(written: &str, new: &str) -> String {
    if written.starts_with(['"', '\'']) { string_like(written, new) } else { key(new) }
}

/// A string on one line in the quotes of another, where they can hold it.
pub(super) fn string_like(written: &str, new: &str) -> String {
    let plain = !new.contains(['\'', '"', '\\']) && !new.chars().any(char::is_control);
    let quotes = ["\"\"\"", "'''", "'"].into_iter().find(|quotes| written.starts_with(quotes));
    match quotes {
        Some(quotes) if plain => format!("{quotes}{new}{quotes}"),
        Some("'") if !new.contains('\'') && !new.chars().any(char::is_control) => format!("'{new}'"),
        Some(_) | None => string(new),
    }
}

/// Keys joined by dots.
pub(super) fn dotted<S: AsRef<str>>(keys: &[S]) -> String {
    keys.iter().map(|part| key(part.as_ref())).collect::<Vec<_>>().join(".")
}

/// A basic string on one line.
pub(super) fn string(text: &str) -> String {
    let mut output = String::with_capacity(text.len() + 2);
    output.push('"');
    for c in text.chars() {
        match c {
            '"' => output.push_str("\\\""),
            '\\' => output.push_str("\\\\"),
            '\n' => output.push_str("\\n"),
            '\r' => output.push_str("\\r"),
            '\t' => output.push_str("\\t"),
            c if c.is_control() => output.push_str(&escaped(c)),
            c => output.push(c),
        }
    }
    output.push('"');
    output
}

/// A control character as TOML escapes it.
fn escaped(c: char) -> String {
    format!("\\u{:04X}", u32::from(c))
}

/// A basic string over several lines.
fn paragraph(text: &str, eol: &str) -> String {
    let mut output = format!("\"\"\"{eol}");
    let mut quotes = 0;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        quotes = if c == '"' { quotes + 1 } else { 0 };
        match c {
            '"' if quotes == 3 || chars.peek().is_none() => {
                output.push_str("\\\"");
                quotes = 0;
            }
            '\r' if chars.peek() == Some(&'\n') => {}
            '\r' => output.push_str("\\r"),
            '\\' => output.push_str("\\\\"),
            '\n' => output.push_str(eol),
            c if c.is_control() && c != '\t' => output.push_str(&escaped(c)),
            c => output.push(c),
        }
    }
    output.push_str("\"\"\"");
    output
}

/// A value as it is written.
pub(super) fn value(value: &Value, style: Style<'_>) -> String {
    match value {
        Value::Text(text) if text.contains('\n') && !style.one_line => paragraph(text, style.eol),
        Value::Text(text) => string(text),
        Value::Bare(token) => token.clone(),
        Value::List(items) => list(&items.iter().map(|item| string(item)).collect::<Vec<_>>(), style),
        Value::Table(entries) if entries.is_empty() => "{}".to_owned(),
        Value::Table(entries) => {
            let entries: Vec<String> =
                entries.iter().map(|(name, value)| entry(name, value, style)).collect();
            format!("{{ {} }}", entries.join(", "))
        }
    }
}

/// One entry of an inline table.
fn entry(name: &str, inner: &Value, style: Style<'_>) -> String {
    format!("{} = {}", key(name), value(inner, style.inline()))
}

/// Items already spelled, as a list: more than one stand on lines of their own unless the style forbids it.
pub(super) fn list(items: &[String], style: Style<'_>) -> String {
    if items.len() < 2 || style.one_line {
        return format!("[{}]", items.join(", "));
    }
    let Style { eol, indent, .. } = style;
    let separator = format!(",{eol}{indent}{INDENT}");
    format!("[{eol}{indent}{INDENT}{},{eol}{indent}]", items.join(&separator))
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLE: Style<'static> = Style { eol: "\n", indent: "", one_line: false };

    #[test]
    fn strings_and_keys_are_escaped() {
        assert_eq!(string("a \"b\" \\ \u{1}\u{7f}\t"), r#""a \"b\" \\ \u0001\u007F\t""#);
        assert_eq!(dotted(&["crm", "2027/28", "", "a b"]), r#"crm."2027/28".""."a b""#);
    }

    #[test]
    fn several_lines_become_a_paragraph() {
        let text = Value::Text("one\n\"\"\"\" \\ two\"".to_owned());
        assert_eq!(value(&text, STYLE), "\"\"\"\none\n\"\"\\\"\" \\\\ two\\\"\"\"\"");
        assert_eq!(value(&text, STYLE.inline()), r#""one\n\"\"\"\" \\ two\"""#);
    }

    #[test]
    fn lists_of_more_than_one_item_are_written_one_a_line() {
        let list = |items: &[&str]| Value::List(items.iter().map(|item| (*item).to_owned()).collect());
        assert_eq!(value(&list(&["a"]), STYLE), "[\"a\"]");
        assert_eq!(value(&list(&["a", "b"]), STYLE), "[\n    \"a\",\n    \"b\",\n]");
        let table = Value::Table(vec![("pays".to_owned(), list(&["a", "b"]))]);
        assert_eq!(value(&table, STYLE), "{ pays = [\"a\", \"b\"] }");
    }
}
