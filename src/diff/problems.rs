//! The problems that one version has and the other has not: a missed deadline, a reference to nothing.

use std::collections::BTreeMap;

use super::Side;
use crate::content::Renames;
use crate::diagnostic::{Code, Diagnostic, Path, Severity};

/// The problems that one version has and the other has not, in the order in which each version tells them. Hints, and
/// what cells and verdict say already, are none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Problems {
    /// What only the later version has.
    pub opened: Vec<Diagnostic>,
    /// What only the earlier version had.
    pub closed: Vec<Diagnostic>,
}

/// What a problem is known by.
type Name = (&'static str, Path);

pub(super) fn find(before: Side<'_>, after: Side<'_>, ids: &Renames) -> Problems {
    let was = |it: &Diagnostic| (it.code.info().code, as_called_later(&it.at, ids));
    let is = |it: &Diagnostic| (it.code.info().code, it.at.clone());
    Problems {
        opened: beyond(after, is, counted(before, was)),
        closed: beyond(before, was, counted(after, is)),
    }
}

/// The errors and warnings of a version.
pub(super) fn problems(side: Side<'_>) -> impl Iterator<Item = &Diagnostic> {
    let counts =
        |it: &&Diagnostic| it.severity != Severity::Hint && !it.code.is_verdict() && it.code != Code::Beyond;
    side.analysis.diagnostics.iter().filter(counts)
}

fn counted(side: Side<'_>, name: impl Fn(&Diagnostic) -> Name) -> BTreeMap<Name, usize> {
    let mut counts = BTreeMap::new();
    for it in problems(side) {
        *counts.entry(name(it)).or_default() += 1;
    }
    counts
}

/// The problems of a version without as many of each name as the other has.
fn beyond(
    side: Side<'_>,
    name: impl Fn(&Diagnostic) -> Name,
    mut known: BTreeMap<Name, usize>,
) -> Vec<Diagnostic> {
    let is_new = |it: &&Diagnostic| match known.get_mut(&name(it)) {
        Some(left) if *left > 0 => {
            *left -= 1;
            false
        }
        Some(_) | None => true,
    };
    problems(side).filter(is_new).cloned().collect()
}

/// A place with the id that its item has in the later version.
fn as_called_later(at: &Path, ids: &Renames) -> Path {
    let mut at = at.clone();
    if let [table, id, ..] = at.keys.as_mut_slice()
        && let Some(after) = ids.after(table, id)
    {
        after.clone_into(id);
    }
    at
}
