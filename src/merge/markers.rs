//! Conflict markers read: what stands between them on each side, and what is the same in all.

use std::collections::HashSet;

use super::piece::Piece;

/// A part of a text with markers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Hunk {
    /// Lines outside of markers.
    Common(String),
    /// Lines between markers.
    Disputed {
        /// The lines of ours.
        ours: String,
        /// Those of the common ancestor, where the markers have them.
        base: Option<String>,
        /// The lines of theirs.
        theirs: String,
    },
}

/// The lines (from 1) at which conflicts begin in a text; none when it has no markers that belong together.
pub fn marked_lines(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut read = Reader::default();
    let mut begun = 0;
    for (at, line) in text.lines().enumerate() {
        match read.line(line) {
            Sign::Opens => begun = at + 1,
            Sign::Closes => found.push(begun),
            Sign::Base | Sign::Divides | Sign::None => {}
        }
    }
    found
}

/// What each side calls itself in the markers of a text: behind the first `<<<<<<<` and the first `>>>>>>>`.
pub fn sides_of_markers(text: &str) -> Option<[String; 2]> {
    let mut read = Reader::default();
    let label = |line: &str| line.trim_start_matches(['<', '>']).trim().to_owned();
    let mut ours = None;
    for line in text.lines() {
        match read.line(line) {
            Sign::Opens => ours = ours.or_else(|| Some(label(line))),
            Sign::Closes => return Some([ours?, label(line)]),
            Sign::Base | Sign::Divides | Sign::None => {}
        }
    }
    None
}

/// Whether somebody has worked on the merged text by hand: it has lines that no version has, or markers no more.
pub fn edited_by_hand(merged: &str, versions: &[&str]) -> bool {
    let known: HashSet<&str> = versions.iter().flat_map(|text| text.lines()).collect();
    let new = merged.lines().any(|line| sign_of(line).is_none() && !known.contains(line));
    new || marked_lines(merged).is_empty()
}

/// The parts of a text with markers; `None`: it has none that belong together.
pub(super) fn hunks(text: &str) -> Option<Vec<Hunk>> {
    if marked_lines(text).is_empty() {
        return None;
    }
    let mut found = Vec::new();
    let mut read = Reader::default();
    let (mut common, mut ours, mut base, mut theirs) =
        (String::new(), String::new(), None::<String>, String::new());
    for line in text.split_inclusive('\n') {
        let before = read.part;
        match read.line(line.trim_end_matches(['\r', '\n'])) {
            Sign::Opens => found.push(Hunk::Common(std::mem::take(&mut common))),
            Sign::Base => base = Some(String::new()),
            Sign::Divides => {}
            Sign::Closes => found.push(Hunk::Disputed {
                ours: std::mem::take(&mut ours),
                base: base.take(),
                theirs: std::mem::take(&mut theirs),
            }),
            Sign::None => match before {
                Part::Common => common.push_str(line),
                Part::Ours => ours.push_str(line),
                Part::Base => base.get_or_insert_default().push_str(line),
                Part::Theirs => theirs.push_str(line),
            },
        }
    }
    // Markers that nobody closed are lines like any other.
    if read.part != Part::Common {
        return None;
    }
    found.push(Hunk::Common(common));
    Some(found)
}

/// Base, ours and theirs, where every marker has the common ancestor.
pub(super) fn texts_of(hunks: &[Hunk]) -> Option<[String; 3]> {
    let mut texts = [String::new(), String::new(), String::new()];
    for hunk in hunks {
        match hunk {
            Hunk::Common(lines) => texts.iter_mut().for_each(|text| text.push_str(lines)),
            Hunk::Disputed { ours, base, theirs } => {
                let lines = [base.as_ref()?, ours, theirs];
                texts.iter_mut().zip(lines).for_each(|(text, lines)| text.push_str(lines));
            }
        }
    }
    Some(texts)
}

/// What disputed lines are about, as far as that can be seen: the header above them, and their first key.
pub(super) fn place_of(before: &[Piece], ours: &str, theirs: &str) -> String {
    let header = |line: &str| {
        let inner = line.trim().strip_prefix('[')?;
        let end = inner.find(']')?;
        Some(inner[..end].trim().to_owned())
    };
    let own = [ours, theirs].into_iter().find_map(|text| text.lines().find(|line| !line.trim().is_empty()));
    if let Some(header) = own.and_then(header) {
        return header;
    }
    let above = before.iter().rev().find_map(|piece| piece.of_ours().lines().rev().find_map(header));
    let key = own.and_then(|line| line.split_once('=')).map(|(key, _)| key.trim().to_owned());
    match (above, key) {
        (Some(above), Some(key)) => format!("{above}.{key}"),
        (Some(only), None) | (None, Some(only)) => only,
        (None, None) => "lines".to_owned(),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Part {
    #[default]
    Common,
    Ours,
    Base,
    Theirs,
}

enum Sign {
    Opens,
    Base,
    Divides,
    Closes,
    None,
}

/// Where in a conflict a line stands; markers within a conflict count only when they are as long as its first.
#[derive(Debug, Default)]
struct Reader {
    part: Part,
    length: usize,
}

impl Reader {
    fn line(&mut self, line: &str) -> Sign {
        let Some((sign, length)) = sign_of(line) else { return Sign::None };
        match (self.part, sign) {
            (Part::Common, '<') => {
                (self.part, self.length) = (Part::Ours, length);
                Sign::Opens
            }
            (Part::Ours, '|') if length == self.length => {
                self.part = Part::Base;
                Sign::Base
            }
            (Part::Ours | Part::Base, '=') if length == self.length => {
                self.part = Part::Theirs;
                Sign::Divides
            }
            (Part::Theirs, '>') if length == self.length => {
                self.part = Part::Common;
                Sign::Closes
            }
            _ => Sign::None,
        }
    }
}

fn length(line: &str, sign: char) -> usize {
    line.len() - line.trim_start_matches(sign).len()
}

/// The sign of a marker and how often it stands, when a line is one.
fn sign_of(line: &str) -> Option<(char, usize)> {
    let sign = line.chars().next().filter(|sign| ['<', '|', '=', '>'].contains(sign))?;
    let length = length(line, sign);
    let rest = &line[length..];
    (length >= 7 && (rest.trim().is_empty() || rest.starts_with(' '))).then_some((sign, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "a\n<<<<<<< HEAD\nb\n||||||| 12ab\n<<<<<<<<< x\nc\n=========\nd\n>>>>>>>>> y\n=======\ne\n>>>>>>> work\nf\n";

    #[test]
    fn markers_within_the_ancestor_belong_to_it() {
        let found = hunks(TEXT).unwrap();
        let base = "<<<<<<<<< x\nc\n=========\nd\n>>>>>>>>> y\n".to_owned();
        let disputed = Hunk::Disputed { ours: "b\n".to_owned(), base: Some(base), theirs: "e\n".to_owned() };
        assert_eq!(found, [Hunk::Common("a\n".to_owned()), disputed, Hunk::Common("f\n".to_owned())]);
        assert_eq!(marked_lines(TEXT), [2]);
        assert_eq!(sides_of_markers(TEXT), Some(["HEAD".to_owned(), "work".to_owned()]));
    }

    #[test]
    fn lines_that_no_version_has_were_written_by_hand() {
        let versions: &[&str] = &["a\n", "a\nb\n", "a\ne\n"];
        assert!(!edited_by_hand("a\n<<<<<<< x\nb\n=======\ne\n>>>>>>> y\n", versions));
        assert!(edited_by_hand("a\nz\n<<<<<<< x\nb\n=======\ne\n>>>>>>> y\n", versions));
        assert!(edited_by_hand("a\nb\n", versions));
    }

    #[test]
    fn what_is_not_closed_is_no_conflict() {
        assert_eq!(hunks("<<<<<<< a\nb\n=======\nc\n"), None);
        assert_eq!(marked_lines("# =======\n=======\n"), Vec::<usize>::new());
    }

    #[test]
    fn disputed_lines_are_named_after_the_header_above_and_their_first_key() {
        let before = [Piece::text("[plan]\nx = 1\n[initiative.crm] # ours\ntitle = \"C\"\n")];
        assert_eq!(place_of(&before, "\nduration = 3\n", ""), "initiative.crm.duration");
        assert_eq!(place_of(&before, "", "[initiative.new]\n"), "initiative.new");
    }
}
