//! The initiatives as a table: who, when, and what each puts into the plan.

use super::Shown;
use crate::cli::table::{Cell, Table};
use crate::display::{Align, harmless};
use crate::money::cost_row;
use crate::plan::{InitiativeIx, Kind};
use crate::units::Money;

/// Every initiative that is shown, in id order, with sums.
pub fn tell(shown: &Shown<'_>) -> String {
    let analysis = shown.analysis;
    let plan = &analysis.plan;
    let unit = shown.figures.unit();
    let mut table = Table::titled(vec![
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
    ])
    .giving(&[1, 4]);
    let mut sums = [Money::ZERO; 3];
    let all = plan.initiatives.iter().enumerate().map(|(at, it)| (InitiativeIx(at as u32), it));
    for (at, initiative) in all.filter(|(at, _)| shown.shows(*at)) {
        let placed = analysis.schedule.placed(at);
        let costs = costs(shown, at);
        let mut row: Vec<Cell> = vec![
            harmless(&initiative.id).into_owned().into(),
            harmless(&initiative.title).into_owned().into(),
            initiative.stage.map_or("", |stage| plan.stages[stage.at()].id.as_str()).into(),
            initiative.status.word().into(),
            harmless(initiative.owner.as_deref().unwrap_or("")).into_owned().into(),
            placed.map_or("–".to_owned(), |placed| placed.start.to_string()).into(),
            placed.map_or("–".to_owned(), |placed| placed.last_day().to_string()).into(),
        ];
        for (sum, cost) in sums.iter_mut().zip(costs) {
            *sum += cost;
            row.push(shown.figures.short(cost).into());
        }
        table.row(row);
    }
    table.rule();
    let mut last: Vec<Cell> = vec!["".into(); 7];
    last.extend(sums.map(|sum| Cell::from(shown.figures.short(sum))));
    table.row(last);
    let mut out = table.dense().text("", shown.door.columns, shown.door.colour);
    out.push_str("Costs are our part, phased; running costs to the plan's end.\n");
    out.push_str(&shown.hidden());
    out
}

/// Capital, one-off and running cost of an initiative, our part; running cost inside the plan.
fn costs(shown: &Shown<'_>, at: InitiativeIx) -> [Money; 3] {
    let analysis = shown.analysis;
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
