//! The plain merge by lines, for versions that cannot be read as plans: never clean, since nobody looked at what it means.

/// Puts three versions together line by line. What comes out has markers of whole lines always: round what the sides
/// changed differently, else round the first line, which says `why`.
pub fn merge_by_lines(base: &[u8], ours: &[u8], theirs: &[u8], size: usize, why: &str) -> Vec<u8> {
    let mut options = diffy::MergeOptions::new();
    options.set_conflict_marker_length(size).set_conflict_style(diffy::ConflictStyle::Diff3);
    options.merge_bytes(base, ours, theirs).map_or_else(|marked| marked, |clean| marked(&clean, size, why))
}

/// The same where the sides changed other lines, without markers then; `None`: they contradict each other.
pub fn clean_by_lines(base: &str, ours: &str, theirs: &str, size: usize) -> Option<String> {
    let mut options = diffy::MergeOptions::new();
    options.set_conflict_marker_length(size);
    options.merge(base, ours, theirs).ok()
}

/// A text with conflict markers as its own ancestor had it: what git makes of two common ancestors that contradict each other.
/// `None`: it has no markers.
pub fn without_markers(text: &str) -> Option<String> {
    enum Part {
        Common,
        Ours,
        Ancestor,
        Theirs,
    }
    let is = |line: &str, sign: char| {
        let rest = line.trim_start_matches(sign);
        line.len() - rest.len() >= 7 && (rest.trim().is_empty() || rest.starts_with(' '))
    };
    let mut out = String::with_capacity(text.len());
    let (mut part, mut found) = (Part::Common, false);
    for line in text.split_inclusive('\n') {
        match part {
            Part::Common if is(line, '<') => (part, found) = (Part::Ours, true),
            Part::Ours if is(line, '|') => part = Part::Ancestor,
            Part::Ours | Part::Ancestor if is(line, '=') => part = Part::Theirs,
            Part::Theirs if is(line, '>') => part = Part::Common,
            Part::Common | Part::Ancestor => out.push_str(line),
            Part::Ours | Part::Theirs => {}
        }
    }
    found.then_some(out)
}

/// A text with markers round its first line.
fn marked(text: &[u8], size: usize, why: &str) -> Vec<u8> {
    let end = text.iter().position(|byte| *byte == b'\n').map_or(text.len(), |end| end + 1);
    let (first, rest) = text.split_at(end);
    let ended = |line: &[u8]| if line.ends_with(b"\n") { line.to_vec() } else { [line, b"\n"].concat() };
    let mark = |sign: char, label: &str| {
        let label = if label.is_empty() { String::new() } else { format!(" {label}") };
        format!("{}{label}\n", sign.to_string().repeat(size)).into_bytes()
    };
    let label = format!("ours: {}", crate::display::harmless(why));
    [mark('<', &label), ended(first), mark('=', ""), ended(first), mark('>', "theirs"), rest.to_vec()]
        .concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disputed_ancestor_is_read_as_its_own_ancestor() {
        let text = "a\n<<<<<<<<< x\nb\n||||||||| y\nc\n=========\nd\n>>>>>>>>> z\ne = 1\n";
        assert_eq!(without_markers(text).as_deref(), Some("a\nc\ne = 1\n"));
        assert_eq!(without_markers("a\n=======\n"), None);
    }

    #[test]
    fn what_cannot_be_read_is_merged_by_lines_and_never_clean() {
        let merged = |ours: &str, theirs: &str| {
            let out = merge_by_lines(b"a\nb\nc\n", ours.as_bytes(), theirs.as_bytes(), 9, "why");
            String::from_utf8(out).unwrap()
        };
        let clashing = merged("a\nx\nc\n", "a\ny\nc\n");
        assert!(
            clashing.contains("<<<<<<<<< ours\nx\n||||||||| original\nb\n=========\ny\n>>>>>>>>> theirs\n"),
            "{clashing}"
        );
        let clean = merged("x\nb\nc\n", "a\nb\nc");
        assert_eq!(clean, "<<<<<<<<< ours: why\nx\n=========\nx\n>>>>>>>>> theirs\nb\nc");
    }
}
