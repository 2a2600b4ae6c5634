//! What a date, a cell and a line of money were in a baseline, under the answer to why they are what they are.

use std::collections::{BTreeMap, BTreeSet};

use super::Held;
use crate::analysis::Analysis;
use crate::check::Item;
use crate::cli::door::Door;
use crate::cli::figures::Figures;
use crate::cli::open::Opened;
use crate::cli::table::Table;
use crate::content::Renames;
use crate::diff::{Side, renamed};
use crate::display::{Align, harmless, wrap};
use crate::money::Source;
use crate::plan::{EnvelopeIx, InitiativeIx, Link, LinkEnd, Plan, Target};
use crate::units::{Day, FinancialYear, Money, Offset};
use crate::views::changes::words;

impl Held {
    /// When an item was to happen, beside when it does now; nothing when it has no dates in one of them.
    pub fn date(&self, opened: &Opened, analysis: &Analysis, item: Item, door: &Door) -> String {
        let (before, after) = (
            Side { document: &self.document, analysis: &self.analysis },
            Side { document: &opened.document, analysis },
        );
        let Some(then) = same(&analysis.plan, &self.analysis.plan, item, &renamed(before, after)) else {
            return format!("{}  It is not there.\n", self.head(door));
        };
        let now = days(analysis, target(item));
        let Some((now, then)) = now.zip(days(&self.analysis, then)) else { return String::new() };
        let moved = |now: Day, then: Day, word: &str| match now.since(then) {
            0 => format!("{word} on the same day"),
            by => {
                let way = if by > 0 { "later" } else { "earlier" };
                format!("{word} {} {way} now", words::count(by.unsigned_abs() as usize, "day"))
            }
        };
        let span = words::span(then.0, then.1);
        let (starts, ends) = (moved(now.0, then.0, "starts"), moved(now.1, then.1, "ends"));
        let said = if now.0 == now.1 && then.0 == then.1 { starts } else { format!("{starts}, {ends}") };
        format!("{}  {span}: it {said}.\n", self.head(door))
    }

    /// How a cell, or all years of an envelope, stood, and what it has come to since.
    pub fn cell(
        &self,
        opened: &Opened,
        analysis: &Analysis,
        (envelope, year): (EnvelopeIx, Option<usize>),
        door: &Door,
    ) -> String {
        let id = &analysis.plan.envelopes[envelope.at()].id;
        let year = year.map(|at| analysis.money.years[at]);
        let mut out = self.head(door);
        out.push_str(&self.with(opened, analysis, |reported, diff| {
            let figures = reported.figures();
            let cells =
                diff.cells().filter(|(of, cell)| of.id == *id && year.is_none_or(|it| it == cell.year));
            let mut out = String::new();
            for (of, cell) in cells {
                let headroom = cell.headroom();
                let (before, after) = words::pair(&figures, headroom.before, headroom.after);
                let state = words::state(cell.state()).text;
                let said = format!("{} headroom {before} → {after}, {state}", cell.year);
                let blame: String = words::blame(&reported.compared, of, cell, &figures)
                    .into_iter()
                    .map(|span| span.text)
                    .collect();
                let why = if blame.is_empty() { String::new() } else { format!(": {}", harmless(&blame)) };
                for line in wrap(&format!("{said}{why}"), door.columns.saturating_sub(2)) {
                    out.push_str(&format!("  {line}\n"));
                }
            }
            if out.is_empty() { "  The same as there.\n".to_owned() } else { out }
        }));
        out
    }
}

impl Held {
    /// What each envelope paid of a line in each year, where that is another sum now.
    pub fn line(
        &self,
        opened: &Opened,
        analysis: &Analysis,
        (at, source): (InitiativeIx, Source),
        door: &Door,
    ) -> String {
        let before = Side { document: &self.document, analysis: &self.analysis };
        let ids = renamed(before, Side { document: &opened.document, analysis });
        let id = &analysis.plan.initiatives[at.at()].id;
        let there = self.analysis.plan.initiative(ids.before("initiative", id).unwrap_or(id));
        let there = there.and_then(|there| {
            Some((there, same_line(&analysis.plan, &self.analysis.plan, (at, source), there)?))
        });
        let Some((there, line)) = there else {
            return format!("{}  It is not there.\n", self.head(door));
        };
        let (then, now) = (paid(&self.analysis, there, line), paid(analysis, at, source));
        let called = |id: &str| ids.after("envelope", id).unwrap_or(id).to_owned();
        let then: BTreeMap<Place, Money> =
            then.into_iter().map(|((id, year), sum)| ((called(&id), year), sum)).collect();
        let mut table = Table::new([
            ("envelope", Align::Left),
            ("year", Align::Left),
            ("baseline", Align::Right),
            ("now", Align::Right),
            ("variance", Align::Right),
        ]);
        let figures = crate::views::figures::Figures::of(&analysis.plan);
        let places: BTreeSet<&Place> = then.keys().chain(now.keys()).collect();
        for place in places {
            let sum = |of: &BTreeMap<Place, Money>| of.get(place).copied().unwrap_or(Money::ZERO);
            let (was, is) = (sum(&then), sum(&now));
            if was != is {
                let year = place.1.map_or("outside the plan".to_owned(), |year| year.to_string());
                table.row(vec![
                    harmless(&place.0).into_owned().into(),
                    year.into(),
                    Figures::exact(was).into(),
                    Figures::exact(is).into(),
                    figures.signed(is - was).into(),
                ]);
            }
        }
        if table.is_empty() {
            return format!("{}  The same as there.\n", self.head(door));
        }
        self.head(door) + &table.text("  ", door.columns, door.colour)
    }
}

/// An envelope by its id, and a year; `None`: outside the plan.
type Place = (String, Option<FinancialYear>);

/// What each envelope pays of a line in each year; of a benefit what comes in.
fn paid(analysis: &Analysis, at: InitiativeIx, source: Source) -> BTreeMap<Place, Money> {
    let mut sums: BTreeMap<Place, Money> = BTreeMap::new();
    for posting in analysis.money.postings.of_initiative(at).filter(|it| it.source == source) {
        let id = analysis.plan.envelopes[posting.envelope.at()].id.clone();
        let year = posting.year.map(|year| analysis.money.years[year as usize]);
        let amount = if matches!(source, Source::Benefit(_)) { -posting.amount } else { posting.amount };
        *sums.entry((id, year)).or_default() += amount;
    }
    sums
}

/// The same line of an initiative in an earlier version, by its id there.
fn same_line(
    plan: &Plan,
    other: &Plan,
    (at, source): (InitiativeIx, Source),
    there: InitiativeIx,
) -> Option<Source> {
    let (here, there) = (&plan.initiatives[at.at()], &other.initiatives[there.at()]);
    Some(match source {
        Source::Cost(line) => {
            let id = &here.costs[line as usize].id;
            Source::Cost(there.costs.iter().position(|it| it.id == *id)? as u32)
        }
        Source::Benefit(line) => {
            let id = &here.benefits[line as usize].id;
            Source::Benefit(there.benefits.iter().position(|it| it.id == *id)? as u32)
        }
        Source::Repayment(..) | Source::Interest(_) => return None,
    })
}

const fn target(item: Item) -> Target {
    match item {
        Item::Initiative(at) => Target::Initiative(at),
        Item::Stage(at) => Target::Stage(at),
        Item::Gate(at) => Target::Gate(at),
    }
}

/// The same item in an earlier version, by its id there.
fn same(plan: &Plan, other: &Plan, item: Item, ids: &Renames) -> Option<Target> {
    let stage = |at: crate::plan::StageIx| {
        let id = &plan.stages[at.at()].id;
        other.stage(ids.before("stage", id).unwrap_or(id))
    };
    Some(match item {
        Item::Initiative(at) => {
            let id = &plan.initiatives[at.at()].id;
            Target::Initiative(other.initiative(ids.before("initiative", id).unwrap_or(id))?)
        }
        Item::Stage(at) => Target::Stage(stage(at)?),
        Item::Gate(at) => Target::Gate(stage(at)?),
    })
}

/// First day and half-open end.
fn days(analysis: &Analysis, target: Target) -> Option<(Day, Day)> {
    let point = |end| analysis.schedule.point(&Link { target, end, offset: Offset::NONE });
    point(LinkEnd::Start).zip(point(LinkEnd::Finish))
}
