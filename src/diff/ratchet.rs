//! What got worse: a plan that is over may stay so, but no cell, no verdict and no count of problems may get worse.

use std::collections::BTreeMap;

use super::{CellChange, Change, Diff, EnvelopeChange, Side};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::money::{Cell, State, TotalCell, Verdict};
use crate::units::Money;

/// Something that got worse.
#[derive(Debug, Clone, PartialEq)]
pub enum Worse<'d> {
    /// How the plan stands.
    Verdict(Change<Verdict>),
    /// An envelope in a year: in another state, or further over.
    Cell {
        /// Which envelope.
        envelope: &'d EnvelopeChange,
        /// Which year.
        cell: &'d CellChange,
    },
    /// An envelope over its whole life.
    Total(&'d EnvelopeChange),
    /// Money in no envelope, by the word for why.
    Outside {
        /// `unfunded`, `ambiguous`, `beyond`, `unscheduled`.
        what: &'static str,
        /// How much.
        amount: Change<Money>,
    },
    /// There are more problems with one code.
    Problems {
        /// Which.
        code: Code,
        /// How bad they are.
        severity: Severity,
        /// How many.
        count: Change<usize>,
        /// Those that were not there before, as far as items and keys tell.
        new: Vec<&'d Diagnostic>,
    },
}

/// Everything that got worse, the verdict first, then by envelope and year.
pub fn worse<'d>(diff: &'d Diff, before: Side<'_>, after: Side<'d>) -> Vec<Worse<'d>> {
    let mut found = Vec::new();
    if is_worse_verdict(diff.verdict) {
        found.push(Worse::Verdict(diff.verdict));
    }
    for envelope in &diff.envelopes {
        let cells = envelope.years.iter().filter(|cell| is_worse_cell(&cell.cell));
        let before = found.len();
        found.extend(cells.map(|cell| Worse::Cell { envelope, cell }));
        if found.len() == before && is_worse_total(&envelope.total) {
            found.push(Worse::Total(envelope));
        }
    }
    for (what, amount) in diff.outside.all() {
        // Ideas are no promise yet.
        if what != "ideas" && amount.after > amount.before {
            found.push(Worse::Outside { what, amount });
        }
    }
    found.extend(problems(before, after));
    found
}

/// Any step down; a plan that nothing is held against any more too.
fn is_worse_verdict(verdict: Change<Verdict>) -> bool {
    match (verdict.before, verdict.after) {
        (Verdict::Unchecked, after) => !after.affordable(),
        (_, Verdict::Unchecked) => true,
        (before, after) => after > before,
    }
}

fn is_worse_cell(cell: &Change<Option<Cell>>) -> bool {
    match (&cell.before, &cell.after) {
        (_, None) => false,
        (None, Some(after)) => after.state.breached(),
        (Some(before), Some(after)) => {
            let further = |headroom: Option<Money>| headroom.map_or(Money::ZERO, |it| it.min(Money::ZERO));
            after.state > before.state
                || further(after.headroom) < further(before.headroom)
                || after.ineligible > before.ineligible
        }
    }
}

fn is_worse_total(total: &Change<Option<TotalCell>>) -> bool {
    let state = |total: &Option<TotalCell>| total.map_or(State::Within, |it| it.state);
    let over = |total: &Option<TotalCell>| {
        total.and_then(|it| it.headroom).map_or(Money::ZERO, |it| it.min(Money::ZERO))
    };
    let (was, is) = (state(&total.before), state(&total.after));
    let opens = if total.before.is_none() { is.breached() } else { is > was };
    opens || (is.breached() && over(&total.after) < over(&total.before))
}

/// Errors and warnings of which there are more; what cells and verdict say already is not counted again.
fn problems<'d>(before: Side<'_>, after: Side<'d>) -> Vec<Worse<'d>> {
    let counts = |side: Side<'_>| {
        let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
        for it in side.analysis.diagnostics.iter().filter(|it| counts_as(it)) {
            *counts.entry(it.code.info().code).or_default() += 1;
        }
        counts
    };
    let (was, is) = (counts(before), counts(after));
    let mut found = Vec::new();
    for (name, now) in is {
        let count = Change::new(was.get(name).copied().unwrap_or(0), now);
        if count.after <= count.before {
            continue;
        }
        let of = |it: &&Diagnostic| it.code.info().code == name && counts_as(it);
        let known = |it: &Diagnostic| {
            before.analysis.diagnostics.iter().any(|old| old.code == it.code && old.at == it.at)
        };
        let all: Vec<&'d Diagnostic> = after.analysis.diagnostics.iter().filter(of).collect();
        let new: Vec<&'d Diagnostic> = all.iter().copied().filter(|it| !known(it)).collect();
        let Some(first) = all.first() else { continue };
        found.push(Worse::Problems { code: first.code, severity: first.severity, count, new });
    }
    found
}

fn counts_as(it: &Diagnostic) -> bool {
    it.severity != Severity::Hint && !it.code.is_verdict()
}
