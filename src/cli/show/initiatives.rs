//! The initiatives as a table: who, when, and what each puts into the plan.

use super::roadmap::slip;
use super::{Shown, variance};
use crate::analysis::Analysis;
use crate::cli::baseline::Then;
use crate::cli::names;
use crate::cli::table::{Cell, Table};
use crate::display::{Align, harmless};
use crate::money::cost_row;
use crate::plan::{InitiativeIx, Kind};
use crate::units::Money;

/// From this many columns on, stage, status and owner have room beside a baseline.
const WIDE: usize = 160;

/// Every initiative that is shown, in id order, with sums.
pub fn tell(shown: &Shown<'_>) -> String {
    let analysis = shown.analysis;
    let plan = &analysis.plan;
    let unit = shown.figures.unit();
    let mut columns = vec![
        ("initiative".to_owned(), Align::Left),
        ("title".to_owned(), Align::Left),
        ("stage".to_owned(), Align::Left),
        ("status".to_owned(), Align::Left),
        ("owner".to_owned(), Align::Left),
        ("starts".to_owned(), Align::Right),
        ("ends".to_owned(), Align::Right),
        (format!("capital {unit}"), Align::Right),
        (format!("one-off {unit}"), Align::Right),
        (format!("running {unit}"), Align::Right),
    ];
    if shown.then.is_some() {
        columns.insert(7, ("baseline start".to_owned(), Align::Right));
        columns.insert(8, ("slip".to_owned(), Align::Right));
        columns.push((format!("variance {unit}"), Align::Right));
    }
    let mut table = Table::titled(columns).giving(&[1, 4]);
    // Held against a baseline, dates and sums go before the words that say whose it is; columns of nothing go.
    let words = shown.then.is_none() || shown.door.columns >= WIDE;
    let mut sums = [Money::ZERO; 3];
    let mut dearer = Money::ZERO;
    let all = plan.initiatives.iter().enumerate().map(|(at, it)| (InitiativeIx(at as u32), it));
    for (at, initiative) in all.filter(|(at, _)| shown.shows(*at)) {
        let placed = analysis.schedule.placed(at);
        let costs = costs(analysis, at);
        let mut row: Vec<Cell> = vec![
            harmless(&initiative.id).into_owned().into(),
            harmless(&initiative.title).into_owned().into(),
            initiative.stage.filter(|_| words).map_or("", |stage| plan.stages[stage.at()].id.as_str()).into(),
            if words { initiative.status.word() } else { "" }.into(),
            harmless(initiative.owner.as_deref().filter(|_| words).unwrap_or("")).into_owned().into(),
            placed.map_or("–".to_owned(), |placed| placed.start.to_string()).into(),
            placed.map_or("–".to_owned(), |placed| placed.last_day().to_string()).into(),
        ];
        if let Some(then) = &shown.then {
            let was = then.placed(&initiative.id);
            row.push(was.map_or("–".to_owned(), |was| was.start.to_string()).into());
            row.push(slip(then.apart(at)));
        }
        for (sum, cost) in sums.iter_mut().zip(costs) {
            *sum += cost;
            row.push(shown.figures.short(cost).into());
        }
        if let Some(then) = &shown.then {
            let was = then.initiative(&initiative.id).map(|was| costs_there(then, was));
            let more = costs.iter().copied().sum::<Money>() - was.unwrap_or(Money::ZERO);
            dearer += more;
            row.push(variance(shown, more, true));
        }
        table.row(row);
    }
    table.rule();
    let mut last: Vec<Cell> = vec!["".into(); if shown.then.is_some() { 9 } else { 7 }];
    last.extend(sums.map(|sum| Cell::from(shown.figures.short(sum))));
    if shown.then.is_some() {
        last.push(variance(shown, dearer, true));
    }
    table.row(last);
    let mut out = table.dense().text("", shown.door.columns, shown.door.colour);
    out.push_str("Costs are our part, phased; running costs to the plan's end.\n");
    if let Some(then) = &shown.then {
        out.push_str(&format!("Slip and variance are against {}", harmless(&then.name)));
        let gone = then.gone(analysis);
        if !gone.is_empty() {
            let less: Money = gone.iter().map(|at| costs_there(then, *at)).sum();
            let many = names::count(gone.len(), "initiative");
            out.push_str(&format!("; {many} of {} that it had gone from the list", shown.figures.full(less)));
        }
        out.push_str(".\n");
    }
    out.push_str(&shown.hidden());
    out
}

/// What an initiative cost in the baseline.
fn costs_there(then: &Then<'_>, at: InitiativeIx) -> Money {
    if then.analysis.plan.initiatives[at.at()].dropped {
        Money::ZERO
    } else {
        costs(then.analysis, at).into_iter().sum()
    }
}

/// Capital, one-off and running cost of an initiative, our part; running cost inside the plan.
fn costs(analysis: &Analysis, at: InitiativeIx) -> [Money; 3] {
    let lines = &analysis.plan.initiatives[at.at()].costs;
    let of = |kind: Kind| {
        let rows = lines.iter().enumerate().filter(|(_, line)| line.kind == kind);
        rows.flat_map(|(line, _)| {
            cost_row(&analysis.plan, &analysis.schedule, &analysis.factors, at, line).months
        })
        .sum()
    };
    Kind::ALL.map(of)
}
