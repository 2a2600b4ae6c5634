//! Text from a file made harmless for people's terminals and pages.

use std::borrow::Cow;

/// Whether a character hides what a text says: control characters (line ends and tabs too) and directions.
pub const fn is_hidden(c: char) -> bool {
    c.is_ascii_control()
        || matches!(c, '\u{80}'..='\u{9f}' | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The same text with every hidden character shown: control characters as pictures, line ends as `⏎`, tabs as a
/// space, the others by number, as in `<U+202E>`.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, 0x20..=0x7e)) || !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\n' => shown.push('⏎'),
            '\t' => shown.push(' '),
            '\r' => {}
            '\u{7f}' => shown.push('␡'),
            '\0'..='\u{1f}' => shown.push(char::from_u32(0x2400 + c as u32).unwrap_or('␀')),
            c if is_hidden(c) => shown.push_str(&format!("<U+{:04X}>", c as u32)),
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// The beginning of a text, hidden characters shown, cut to that many characters with `…`.
pub fn excerpt(text: &str, most: usize) -> String {
    let mut cut: String = text.chars().take(most).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    visible(&cut).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hides_is_shown() {
        assert_eq!(visible("plain text"), "plain text");
        assert_eq!(visible("Größe £5 é"), "Größe £5 é");
        assert_eq!(visible("a\u{1b}[2Jb\u{202e}c\u{9b}\u{7f}\r\nx\ty"), "a␛[2Jb<U+202E>c<U+009B>␡⏎x y");
        assert_eq!(excerpt("äöüß", 2), "äö…");
    }
}
