//! The comments of a text, for those who ask what they say.

use std::ops::Range;

use super::differing::Place;
use super::splice::sheet::Sheet;
use super::{NodeId, Source, StatementKind};

/// A comment with the keys of the header or line that it belongs to; none for what belongs to the whole file.
///
/// A comment belongs to the line that it stands on or directly above; directly under a block's last line, to that block.
pub type Owned<'d> = (Vec<&'d str>, &'d str);

/// The comments of two texts, those left out of both that are the same ones of the same item.
pub fn differing_comments<'d>(old: &'d Source, new: &'d Source) -> (Vec<Owned<'d>>, Vec<Owned<'d>>) {
    let is_toml = old.index.errors().is_empty() && new.index.errors().is_empty();
    if is_toml && new.differing(old).iter().all(|place| is_aside(&old.text, &new.text, place)) {
        return (Vec::new(), Vec::new());
    }
    let all = || vec![(0..old.text.len(), 0..new.text.len())];
    let regions = regions(old, new).unwrap_or_else(all);
    let in_old = regions.iter().flat_map(|(was, _)| owned(old, was.clone())).collect();
    (in_old, regions.iter().flat_map(|(_, is)| owned(new, is.clone())).collect())
}

/// The comments of a stretch of a text that begins outside of strings.
fn owned(source: &Source, stretch: Range<usize>) -> impl Iterator<Item = Owned<'_>> {
    let sheet = Sheet::new(source, 0);
    comments(&source.text[stretch.clone()]).map(move |span| {
        let span = stretch.start + span.start..stretch.start + span.end;
        (owner(sheet, span.start), source.text[span].trim_end())
    })
}

/// Whether a place in which two texts that are TOML differ is no matter of comments: only lines of an item that no comment
/// touches, and nothing in it begins or ends a comment, a string, a list or a table.
fn is_aside(old: &str, new: &str, (was, is): &Place) -> bool {
    let says_more = |byte: u8| matches!(byte, b'#' | b'"' | b'\'' | b'\\' | b'[' | b']' | b'{' | b'}');
    let is_plain = |text: &str, place: &Range<usize>| {
        !text[place.clone()].bytes().any(says_more) && has_lines_alone(text, place)
    };
    is_plain(old, was) && is_plain(new, is) && is_under_item(&old[..line_start(old, was.start)])
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

/// Whether the lines of a place, the one before it and the one behind it are keys and headers: no comments, and no blank lines
/// but behind it.
fn has_lines_alone(text: &str, place: &Range<usize>) -> bool {
    let (start, last) = (line_start(text, place.start), line_start(text, place.end));
    let is_key = |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with(['#', '[']);
    let before = text[..start].lines().next_back().map_or("", str::trim);
    let behind = text[last..].lines().next().unwrap_or_default();
    let is_touched = place.end > last;
    !before.is_empty()
        && !before.starts_with('#')
        && !text[start..place.start].contains('#')
        && text[start..last].lines().all(is_key)
        && (is_key(behind) || (!is_touched && !behind.trim_start().starts_with('#')))
}

/// Whether the last header of a text is that of an item, or of a table of one.
fn is_under_item(text: &str) -> bool {
    // A line of a long string may look like a header, and so may one of a list of lists.
    let mut above = text.lines().rev().take(LINES).map(str::trim);
    let header = above.find(|line| line.starts_with('[') || has_long_string(line));
    header.and_then(|line| line.strip_prefix('[')).is_some_and(|line| {
        let end = line.find(']').unwrap_or(0);
        let rest = line[end..].trim_start_matches(']').trim_start();
        line.starts_with(|first: char| first.is_ascii_lowercase())
            && line[..end].contains('.')
            && (rest.is_empty() || rest.starts_with('#'))
            && !has_long_string(line)
    })
}

/// How many lines above a place are looked at for its header.
const LINES: usize = 200;

fn has_long_string(line: &str) -> bool {
    line.contains("\"\"\"") || line.contains("'''")
}

/// Parts of two texts outside of which the same comments belong to the same lines: each place in which the texts differ, from
/// the second line before it, which may be what a comment above it follows, to the next header behind it.
///
/// `None` where that cannot be told, because a text has faults, or what is a header in one is not in the other.
fn regions(old: &Source, new: &Source) -> Option<Vec<Place>> {
    if !old.index.errors().is_empty() || !new.index.errors().is_empty() {
        return None;
    }
    let (lines, lines_there) = (old.index.statements(), new.index.statements());
    let mut regions: Vec<Place> = Vec::new();
    for (was, is) in new.differing(old).iter() {
        let before = lines.partition_point(|line| line.span.start < was.start);
        let start = before.checked_sub(2).map_or(0, |line| lines[line].span.start);
        let behind = lines.partition_point(|line| line.span.start < was.end);
        let header = lines[behind..].iter().find(|line| line.kind != StatementKind::KeyValue);
        let (end, end_there) = match header {
            Some(header) => (header.span.start, header.span.start - was.end + is.end),
            None => (old.text.len(), new.text.len()),
        };
        match regions.last_mut() {
            Some((last, last_there)) if start <= last.end => (last.end, last_there.end) = (end, end_there),
            Some(_) | None => {
                let start_there = if start == 0 { 0 } else { start + is.start - was.start };
                regions.push((start..end, start_there..end_there));
            }
        }
    }
    let is_header = |at: usize| {
        let line = lines_there.binary_search_by_key(&at, |line| line.span.start);
        line.is_ok_and(|line| lines_there[line].kind != StatementKind::KeyValue)
    };
    let ends_alike = |(_, is): &Place| is.end == new.text.len() || is_header(is.end);
    regions.iter().all(ends_alike).then_some(regions)
}

/// The keys of what a comment belongs to.
fn owner(sheet: Sheet<'_>, at: usize) -> Vec<&str> {
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
fn keys(sheet: Sheet<'_>, node: NodeId) -> Vec<&str> {
    let mut keys = Vec::new();
    let mut at = Some(node);
    while let Some(here) = at {
        let key = sheet.index.key(sheet.text, here);
        if !key.is_empty() {
            keys.push(key);
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
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(found) = bytes[at..].iter().position(|byte| matches!(byte, b'#' | b'"' | b'\'')) {
            let start = at + found;
            let rest = &bytes[start..];
            if rest[0] == b'#' {
                at = start + rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
                return Some(start..at);
            }
            at = start + string_length(rest);
        }
        None
    })
}

/// How many bytes the string has, quotes included, that a text begins with.
fn string_length(text: &[u8]) -> usize {
    let quote = text[0];
    let marks = if text.starts_with(&[quote; 3]) { 3 } else { 1 };
    let mut at = marks;
    loop {
        let ends = |byte: &u8| *byte == quote || (*byte == b'\\' && quote == b'"');
        let Some(found) = text.get(at..).and_then(|rest| rest.iter().position(ends)) else {
            return text.len();
        };
        at += found;
        if text[at] == b'\\' {
            at += 2;
        } else if text[at..].starts_with(&[quote; 3][..marks]) {
            at += marks;
            break;
        } else {
            at += 1;
        }
    }
    // Up to two quotes may stand directly before the closing ones.
    if marks == 3 {
        at += text[at..].iter().take_while(|byte| **byte == quote).count();
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
        for (keys, comment) in owned(&source, 0..text.len()) {
            let id = keys.get(1).copied().unwrap_or("file");
            assert_eq!(comment, format!("# {id}"), "{keys:?}");
        }
        assert_eq!(comments(text).count(), 12);
    }
}
