//! What a merged text is made of: text, and what the two sides say against each other.

/// A piece of a merged text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Text that stands.
    Text(String),
    /// Whole lines on which the sides disagree.
    Clash(Clash),
}

/// Whole lines on which the sides disagree; empty where a side has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clash {
    /// What it is about: `initiative.crm.duration`.
    pub what: String,
    /// The keys of the values that it holds; `None`: only comments are disputed.
    pub at: Option<Vec<String>>,
    pub ours: String,
    pub base: String,
    pub theirs: String,
}

impl Piece {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// Values that are disputed, by the keys that lead to all of them.
    pub(super) fn clash(at: &[String], texts: [Option<&str>; 3]) -> Self {
        Self::disputed(at.join("."), Some(at.to_vec()), texts)
    }

    /// Comments that are disputed.
    pub(super) fn comment(what: impl Into<String>, texts: [Option<&str>; 3]) -> Self {
        Self::disputed(what.into(), None, texts)
    }

    /// Whole lines of base, ours and theirs that are disputed.
    pub(super) fn disputed(what: String, at: Option<Vec<String>>, texts: [Option<&str>; 3]) -> Self {
        let [base, ours, theirs] = texts.map(|text| text.unwrap_or_default().to_owned());
        Self::Clash(Clash { what, at, ours, base, theirs })
    }

    /// Its text as one side has it.
    pub(super) fn of_ours(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Clash(clash) => &clash.ours,
        }
    }
}

/// Gives what replaced something of the base, between the same neighbours, the name of that: it is the same, changed.
///
/// `is_free` says of which names that may hold: those of comments, which are known by what they say.
fn replaced<N: Ord + Clone>(base: &[N], side: &mut [N], is_free: impl Fn(&N) -> bool) {
    let missing: Vec<usize> =
        (0..base.len()).filter(|at| is_free(&base[*at]) && !side.contains(&base[*at])).collect();
    if missing.is_empty() {
        return;
    }
    let known = side.to_vec();
    let mut taken = vec![false; base.len()];
    for at in 0..side.len() {
        if !is_free(&known[at]) || base.contains(&known[at]) {
            continue;
        }
        let neighbours = around(&known, at, |name| base.contains(name));
        let found = missing
            .iter()
            .copied()
            .find(|gone| !taken[*gone] && around(base, *gone, |name| known.contains(name)) == neighbours);
        if let Some(gone) = found {
            taken[gone] = true;
            side[at] = base[gone].clone();
        }
    }
}

/// The same for both sides: what both replaced alike is the same on both, also where one side moved its neighbours.
pub(super) fn replaced_by_both<N: Ord + Clone>(
    base: &[N],
    [ours, theirs]: [&mut Vec<N>; 2],
    is_free: impl Fn(&N) -> bool,
) {
    let known = [ours.clone(), theirs.clone()];
    replaced(base, ours, &is_free);
    replaced(base, theirs, &is_free);
    let alike = |from: usize, named: &[N], to: &mut Vec<N>| {
        // Few have another name now, and most often none.
        let renamed = known[from].iter().zip(named).filter(|(was, is)| was != is);
        for (was, is) in renamed {
            let there = known[1 - from].iter().position(|name| name == was);
            if let Some(at) = there.filter(|at| to[*at] == *was)
                && !to.contains(is)
            {
                to[at] = is.clone();
            }
        }
    };
    alike(0, &ours.clone(), theirs);
    alike(1, &theirs.clone(), ours);
}

/// The nearest names before and behind a place that the other version has as well.
fn around<N>(names: &[N], at: usize, has: impl Fn(&N) -> bool) -> (Option<&N>, Option<&N>) {
    (names[..at].iter().rev().find(|name| has(name)), names[at + 1..].iter().find(|name| has(name)))
}
