//! Comments put together: those added on both sides both stay, and what one side took away never returns.

/// Two sides changed one comment differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Contradiction;

/// What one side made of the lines of the base.
struct Side<'l> {
    /// Whether each line of the base is still there.
    kept: Vec<bool>,
    /// What it added before each line of the base, and behind the last.
    added: Vec<Vec<&'l str>>,
}

/// Lines of comments that both sides may have changed.
pub(super) fn merge(base: &[&str], ours: &[&str], theirs: &[&str]) -> Result<Vec<String>, Contradiction> {
    let owned = |lines: &[&str]| Ok(lines.iter().map(|line| (*line).to_owned()).collect());
    if ours == base {
        return owned(theirs);
    }
    if theirs == base || ours == theirs {
        return owned(ours);
    }
    let (ours, theirs) = (Side::new(base, ours), Side::new(base, theirs));
    let mut out: Vec<String> = Vec::new();
    for at in 0..=base.len() {
        let (own, other) = (&ours.added[at], &theirs.added[at]);
        out.extend(own.iter().map(|line| (*line).to_owned()));
        out.extend(other.iter().filter(|line| !own.contains(line)).map(|line| (*line).to_owned()));
        let Some(line) = base.get(at) else { break };
        match (ours.kept[at], theirs.kept[at]) {
            (true, true) => out.push((*line).to_owned()),
            (false, false) if ours.instead(at) != theirs.instead(at) => return Err(Contradiction),
            (false, _) | (_, false) => {}
        }
    }
    Ok(out)
}

impl<'l> Side<'l> {
    /// The longest common subsequence of the base and a side; comments are few.
    fn new(base: &[&str], side: &[&'l str]) -> Self {
        let (rows, columns) = (base.len() + 1, side.len() + 1);
        let mut common = vec![0_u32; rows * columns];
        for i in (0..base.len()).rev() {
            for j in (0..side.len()).rev() {
                common[i * columns + j] = if base[i] == side[j] {
                    common[(i + 1) * columns + j + 1] + 1
                } else {
                    common[(i + 1) * columns + j].max(common[i * columns + j + 1])
                };
            }
        }
        let mut found = Self { kept: vec![false; base.len()], added: vec![Vec::new(); rows] };
        let (mut i, mut j) = (0, 0);
        while j < side.len() || i < base.len() {
            if i < base.len() && j < side.len() && base[i] == side[j] {
                found.kept[i] = true;
                (i, j) = (i + 1, j + 1);
            } else if j == side.len()
                || (i < base.len() && common[(i + 1) * columns + j] >= common[i * columns + j + 1])
            {
                i += 1;
            } else {
                found.added[i].push(side[j]);
                j += 1;
            }
        }
        found
    }

    /// What stands in the place of the run of lines that went with this one.
    fn instead(&self, at: usize) -> Vec<&'l str> {
        let first = (0..at).rev().find(|line| self.kept[*line]).map_or(0, |line| line + 1);
        let last = (at..self.kept.len()).find(|line| self.kept[*line]).unwrap_or(self.kept.len());
        self.added[first..=last].concat()
    }
}

/// What stands behind a value in its line: the comment of it, without the space before and the line end.
pub(super) fn trailing(rest: &str) -> &str {
    rest.trim()
}

/// The comment lines of a stretch of text.
pub(super) fn lines(text: &str) -> Vec<&str> {
    text.lines().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merged(base: &str, ours: &str, theirs: &str) -> Option<String> {
        let lines = |text: &'static str| -> Vec<&'static str> { text.split_whitespace().collect() };
        let leak = |text: &str| -> &'static str { Box::leak(text.to_owned().into_boxed_str()) };
        let all = [base, ours, theirs].map(|text| lines(leak(text)));
        merge(&all[0], &all[1], &all[2]).ok().map(|lines| lines.join(" "))
    }

    #[test]
    fn comments_of_both_sides_stay_and_what_went_stays_away() {
        for (base, ours, theirs, expected) in [
            ("a b", "a b", "a c", Some("a c")),
            ("a b", "x a b", "a b y", Some("x a b y")),
            ("", "x", "y", Some("x y")),
            ("", "x", "x", Some("x")),
            ("a", "a x", "a y", Some("a x y")),
            ("a b c", "b c", "a b", Some("b")),
            ("a b", "", "a b z", Some("z")),
            ("a b c", "a x c", "a b c d", Some("a x c d")),
            ("a b c", "a x c", "a y c", None),
            ("a b c", "a x c", "a x c", Some("a x c")),
            ("a", "", "x", None),
            ("a b", "x b", "a y", Some("x y")),
        ] {
            assert_eq!(merged(base, ours, theirs).as_deref(), expected, "{base} / {ours} / {theirs}");
        }
    }
}
