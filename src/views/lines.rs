//! Two texts side by side in lines: what one has and the other has not, with a little of what both have around it.

use similar::{ChangeTag, TextDiff};

/// Lines of both texts that are shown around what differs.
const AROUND: usize = 2;
/// As many lines as are worth reading.
const MOST: usize = 2_000;

/// Whose a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Of both.
    Both,
    /// Of the first text alone.
    First,
    /// Of the second text alone.
    Second,
    /// Of neither: lines that both have were left out here.
    Gap,
}

/// A line of the comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Whose it is.
    pub side: Side,
    /// Its number in its text, from 1; in the second where both have it. 0 for a gap.
    pub number: usize,
    /// What it says, without its end.
    pub text: String,
}

/// The lines in which two texts differ, with some around them; nothing when they are the same.
///
/// *Algorithm*: Myers, bounded in time; what is not compared in time counts as different.
pub fn difference(first: &str, second: &str) -> Vec<Line> {
    let mut config = TextDiff::configure();
    config.timeout(std::time::Duration::from_millis(200));
    let compared = config.diff_lines(first, second);
    let mut lines = Vec::new();
    for group in compared.grouped_ops(AROUND) {
        if !lines.is_empty() {
            lines.push(Line { side: Side::Gap, number: 0, text: String::new() });
        }
        for change in group.iter().flat_map(|op| compared.iter_changes(op)) {
            let (side, at) = match change.tag() {
                ChangeTag::Equal => (Side::Both, change.new_index()),
                ChangeTag::Delete => (Side::First, change.old_index()),
                ChangeTag::Insert => (Side::Second, change.new_index()),
            };
            let text = change.value().trim_end_matches(['\n', '\r']).to_owned();
            lines.push(Line { side, number: at.map_or(0, |at| at + 1), text });
        }
        if lines.len() > MOST {
            lines.truncate(MOST);
            lines.push(Line { side: Side::Gap, number: 0, text: "and more".to_owned() });
            break;
        }
    }
    lines
}

/// How many lines are the first text's alone, and the second's.
pub fn counts(lines: &[Line]) -> (usize, usize) {
    let of = |side| lines.iter().filter(|line| line.side == side).count();
    (of(Side::First), of(Side::Second))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(first: &str, second: &str) -> Vec<String> {
        let sign = |side| match side {
            Side::Both => ' ',
            Side::First => '-',
            Side::Second => '+',
            Side::Gap => '~',
        };
        let lines = difference(first, second);
        lines.iter().map(|line| format!("{}{} {}", sign(line.side), line.number, line.text)).collect()
    }

    #[test]
    fn what_differs_is_shown_with_two_lines_around_it() {
        assert_eq!(shown("a\nb\n", "a\nb\n"), Vec::<String>::new());
        assert_eq!(
            shown("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n", "1\n2\n3\nx\n5\n6\n7\n8\n9\n10\n11\n"),
            [" 2 2", " 3 3", "-4 4", "+4 x", " 5 5", " 6 6", "~0 ", " 9 9", " 10 10", "+11 11"]
        );
        assert_eq!(counts(&difference("a\nb\n", "c\n")), (2, 1));
    }

    #[test]
    fn very_long_differences_are_cut() {
        let many = "x\n".repeat(5_000);
        let lines = difference("", &many);
        assert_eq!((lines.len(), lines.last().map(|line| line.side)), (MOST + 1, Some(Side::Gap)));
    }
}
