//! The comments of a text, for those who ask what they say.

use std::ops::Range;

/// How many comments of a text that is TOML have a word in them; an id is a word, hyphens included.
pub fn mentions(text: &str, word: &str) -> usize {
    comments(text).filter(|comment| has_word(&text[comment.clone()], word)).count()
}

/// Where the comments of a text that is TOML stand, their `#` included.
fn comments(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(found) = text[at..].find(['#', '"', '\'']) {
            let start = at + found;
            let rest = &text[start..];
            if rest.starts_with('#') {
                at = start + rest.find('\n').unwrap_or(rest.len());
                return Some(start..at);
            }
            at = start + string_length(rest);
        }
        None
    })
}

/// How long the string is, quotes included, that a text begins with.
fn string_length(text: &str) -> usize {
    let quote = &text[..1];
    let long = [quote, quote, quote].concat();
    let mark = if text.starts_with(&long) { long.as_str() } else { quote };
    let mut at = mark.len();
    while at < text.len() && !text[at..].starts_with(mark) {
        let escaped = quote == "\"" && text[at..].starts_with('\\');
        let mut chars = text[at..].chars();
        let length = |c: Option<char>| c.map_or(0, char::len_utf8);
        at += length(chars.next()) + if escaped { length(chars.next()) } else { 0 };
    }
    at = (at + mark.len()).min(text.len());
    // Up to two quotes may stand directly before the closing ones.
    while mark.len() == 3 && text[at..].starts_with(quote) {
        at += 1;
    }
    at
}

/// Whether a text has a word that no letter, digit or hyphen continues.
fn has_word(text: &str, word: &str) -> bool {
    let inner = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    !word.is_empty()
        && text
            .match_indices(word)
            .any(|(at, _)| !text[..at].ends_with(inner) && !text[at + word.len()..].starts_with(inner))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_told_from_strings() {
        let text = "# crm first\na = \"# crm \\\" # crm\" # crm's\nb = '# crm' # crm-2, pre-crm\r\n\
            c = \"\"\"\n# crm\"\" \\\"\"\"\" # (crm)\nd = '''# crm'''''\n\"#\".'#' = [ # crm crm\n 1 ] # é crm";
        let found: Vec<&str> = comments(text).map(|span| text[span].trim_end()).collect();
        assert_eq!(found, ["# crm first", "# crm's", "# crm-2, pre-crm", "# (crm)", "# crm crm", "# é crm"]);
        assert_eq!(mentions(text, "crm"), 5);
        assert_eq!(mentions(text, "crm-2"), 1);
        assert_eq!(mentions("# crm", ""), 0);
    }
}
