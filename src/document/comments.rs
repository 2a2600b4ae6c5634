//! The comments of a text, for those who ask what they say.

use std::ops::Range;

use super::splice::sheet::Sheet;
use super::{NodeId, Source, StatementKind};

/// The comments of a text that is TOML, their `#` included, without the blanks behind them.
pub fn comments_of(text: &str) -> impl Iterator<Item = &str> {
    comments(text).map(|span| text[span].trim_end())
}

/// The same, each with the keys of the header or line that it belongs to; none for what belongs to the whole file.
///
/// A comment belongs to the line that it stands on or directly above; directly under a block's last line, to that block.
pub fn owned_comments(source: &Source) -> Vec<(Vec<String>, &str)> {
    let sheet = Sheet::new(source, 0);
    let place = |span: Range<usize>| (owner(sheet, span.start), source.text[span].trim_end());
    comments(&source.text).map(place).collect()
}

/// The keys of what a comment belongs to.
fn owner(sheet: Sheet<'_>, at: usize) -> Vec<String> {
    let statements = sheet.statements();
    let next = statements.partition_point(|statement| statement.span.start <= at);
    let is_above = next < statements.len() && at >= sheet.lead(next);
    let inside = |next: usize| statements.get(next).is_some_and(|it| it.kind == StatementKind::KeyValue);
    let statement = match next.checked_sub(1) {
        Some(last) if at < sheet.tail(last) => Some(last),
        _ if is_above => Some(next),
        Some(last) if at < sheet.block_end(last) || inside(next) => Some(last),
        Some(_) | None => None,
    };
    statement.map_or_else(Vec::new, |at| keys(sheet, statements[at].node))
}

/// The keys that lead to a node; the tables of a list have none of their own.
fn keys(sheet: Sheet<'_>, node: NodeId) -> Vec<String> {
    let mut keys = Vec::new();
    let mut at = Some(node);
    while let Some(here) = at {
        let key = sheet.index.key(sheet.text, here);
        if !key.is_empty() {
            keys.push(key.to_owned());
        }
        at = sheet.index.parent(here);
    }
    keys.reverse();
    keys
}

/// How many comments of a text that is TOML have a word in them; an id is a word, hyphens included.
pub fn mentions(text: &str, word: &str) -> usize {
    comments(text).filter(|comment| has_word(&text[comment.clone()], word)).count()
}

/// Where the comments of a text that is TOML stand, their `#` included.
pub fn comments(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
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

    #[test]
    fn a_comment_belongs_to_its_line_its_header_or_the_file() {
        let text = "# file\n\n# a\n[initiative.a] # a\nx = [ # a\n 1 ]\n# a\ny = 1 # a\n\n# a\n\nz = 1\n# a\n\n# file\n\n\
            # b\n[initiative.b]\n# c\n[envelope.c]\n# c\n";
        let source = Source::new("p", text);
        for (keys, comment) in owned_comments(&source) {
            let id = keys.get(1).map_or("file", String::as_str);
            assert_eq!(comment, format!("# {id}"), "{keys:?}");
        }
        assert_eq!(comments_of(text).count(), 12);
    }
}
