//! Which commit put a cell over: the history is followed back from its end, along what each commit was made from.

use super::{Before, Cell, Chronicle};
use crate::units::{FinancialYear, Money};

/// The commit at which a cell that does not hold now stopped holding.
#[derive(Debug, Clone, PartialEq)]
pub struct Opening {
    /// Which cell.
    pub cell: Cell,
    /// Which commit, as an index.
    pub entry: usize,
    /// The merge that brought it in, where it was made on a branch.
    pub merged: Option<usize>,
    /// Headroom before and after it; nothing before where it was so from the beginning of what is known.
    pub headroom: (Option<Money>, Option<Money>),
}

/// For every cell that does not hold at the end of the history the commit that opened it.
pub fn openings(told: &Chronicle, envelope: Option<&str>, year: Option<&str>) -> Vec<Opening> {
    let Some(last) = told.tip.and_then(|tip| told.standing(tip)) else { return Vec::new() };
    let year = year.map(|year| year.replace('/', "-"));
    let wanted = |cell: &&Cell| {
        envelope.is_none_or(|it| it == cell.0) && year.as_ref().is_none_or(|it| *it == cell.1.key())
    };
    last.opened(None).filter(wanted).filter_map(|cell| told.opening(cell)).collect()
}

impl Chronicle {
    /// The commit that opened a cell; `None` when it holds at the end, or nothing is known.
    pub fn opening(&self, cell: &Cell) -> Option<Opening> {
        let tip = self.tip?;
        let broken = |at: usize| self.standing(at).is_some_and(|it| it.breaks(cell));
        if !broken(tip) {
            return None;
        }
        // Along what each was made from, as long as it is broken there too.
        let mut chain = vec![tip];
        let mut at = tip;
        let before = loop {
            match self.before(at) {
                Before::Stood(before, Some(made)) if before.breaks(cell) => at = made,
                Before::Stood(before, _) => break Some(before),
                Before::Nothing => break None,
                Before::Unread => return None,
            }
            chain.push(at);
        };
        // Of a merge the commit on the other branch that did it, where there is one.
        let own = |at: usize| !self.commits[at].merge && self.opens(at, cell);
        let on_branch = || (0..at).rev().find(|it| !chain.contains(it) && own(*it));
        let branch = if self.commits[at].merge { on_branch() } else { None };
        let (entry, merged) = branch.map_or((at, None), |branch| (branch, Some(at)));
        let before = if merged.is_some() { self.before(entry).standing() } else { before };
        let headroom = (
            before.and_then(|it| it.headroom_of(cell)),
            self.standing(entry).and_then(|it| it.headroom_of(cell)),
        );
        Some(Opening { cell: cell.clone(), entry, merged, headroom })
    }

    /// Whether a commit put a cell over.
    pub fn opens(&self, at: usize, cell: &Cell) -> bool {
        let now = self.standing(at).is_some_and(|it| it.breaks(cell));
        now && match self.before(at) {
            Before::Stood(before, _) => !before.breaks(cell),
            Before::Nothing => true,
            Before::Unread => false,
        }
    }

    /// The cell of a year that was brought back inside last, as far as that is known.
    pub fn closed_last(&self, year: FinancialYear) -> Option<Cell> {
        let closed = |at: usize| {
            let (_, closed) = self.turned(at);
            closed.into_iter().find(|(_, of)| *of == year).cloned()
        };
        (0..self.commits.len()).rev().find_map(closed)
    }

    /// Whether a commit brought a cell back inside.
    pub fn closes(&self, at: usize, cell: &Cell) -> bool {
        let now = self.standing(at).is_some_and(|it| !it.breaks(cell));
        now && self.before(at).standing().is_some_and(|it| it.breaks(cell))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::chronicle;
    use super::*;

    fn opening(
        commits: &[(&str, Option<&str>, Option<&str>)],
        tip: &str,
    ) -> Option<(String, Option<String>)> {
        let told = chronicle(commits, tip);
        let found = openings(&told, None, None).into_iter().next()?;
        let subject = |at: usize| told.commits[at].subject.clone();
        Some((subject(found.entry), found.merged.map(subject)))
    }

    /// A plan that spends so much of 100,000.
    const LINE: [(&str, Option<&str>, Option<&str>); 5] = [
        ("a plan", None, Some("60_000")),
        ("over", Some("60_000"), Some("120_000")),
        ("back", Some("120_000"), Some("90_000")),
        ("over again", Some("90_000"), Some("130_000")),
        ("worse", Some("130_000"), Some("140_000")),
    ];

    #[test]
    fn the_last_time_counts() {
        let of = |subject: &str| Some((subject.to_owned(), None));
        assert_eq!(opening(&LINE, "140_000"), of("over again"));
        assert_eq!(opening(&LINE[..2], "120_000"), of("over"));
        assert_eq!(opening(&LINE[..3], "90_000"), None);
        assert_eq!(opening(&LINE[..0], "90_000"), None);
    }

    #[test]
    fn a_revert_leads_to_who_did_it_first() {
        // What is taken back brings the same text again; from there the history goes on at who wrote it.
        let reverted = [
            LINE[0],
            LINE[1],
            ("back", Some("120_000"), Some("60_000")),
            ("again", Some("60_000"), Some("120_000")),
        ];
        assert_eq!(opening(&reverted, "120_000"), Some(("again".to_owned(), None)));
    }

    #[test]
    fn of_a_merge_the_commit_on_the_branch_is_named() {
        let merged = [
            ("a plan", None, Some("60_000")),
            ("on the branch", Some("60_000"), Some("120_000")),
            ("meanwhile", Some("60_000"), Some("50_000")),
            ("Merge", Some("50_000"), Some("110_000")),
        ];
        let found = opening(&merged, "110_000");
        assert_eq!(found, Some(("on the branch".to_owned(), Some("Merge".to_owned()))));
        // Neither side alone is over: the merge is.
        let together = [
            ("a plan", None, Some("60_000")),
            ("one", Some("60_000"), Some("90_000")),
            ("other", Some("60_000"), Some("80_000")),
            ("Merge", Some("80_000"), Some("110_000")),
        ];
        assert_eq!(opening(&together, "110_000"), Some(("Merge".to_owned(), None)));
    }
}
