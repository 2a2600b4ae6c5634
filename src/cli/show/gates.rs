//! The gates as text: at each, what is committed by then, what can still be stopped, and what stopping it would free.

pub mod json;

use super::Shown;
use crate::check::{self, GateStanding};
use crate::cli::headline::mark;
use crate::cli::names;
use crate::cli::paint::{Role, glyph, paint, role};
use crate::cli::table::{Cell, Table};
use crate::display::{Align, harmless, wrap};
use crate::plan::InitiativeIx;
use crate::units::Money;

/// The whole view.
pub fn tell(shown: &Shown<'_>) -> String {
    let of = shown.analysis;
    let gates = check::gates(&of.plan, &of.factors, &of.schedule, &of.money);
    if gates.is_empty() {
        return "The plan has no gate; a stage has one with gate = { title = \"G1\", on = 2028-03-31 }.\n"
            .to_owned();
    }
    let told: Vec<String> = gates.iter().map(|gate| one(shown, gate)).collect();
    told.join("\n")
}

fn one(shown: &Shown<'_>, gate: &GateStanding) -> String {
    let plan = &shown.analysis.plan;
    let stage = &plan.stages[gate.stage.at()];
    let of = stage.gate.as_ref().expect("a gate that stands belongs to its stage");
    let on =
        gate.point.map_or("not scheduled: it hangs on a circle".to_owned(), |point| point.previous().words());
    let mut out = paint(&harmless(&of.title), Role::Strong, shown.door.colour);
    out.push_str(&paint(
        &format!("  {on}  {}\n", names::stage(plan, gate.stage)),
        Role::Muted,
        shown.door.colour,
    ));
    let waits: Vec<String> = of.after.iter().map(|link| plan.reference(link)).collect();
    if !waits.is_empty() {
        out.push_str(&words(shown, "waits for", &waits.join(", ")));
    }
    if let Some(criteria) = &of.criteria {
        out.push_str(&words(shown, "decides by", criteria));
    }
    if gate.point.is_none() {
        return out;
    }
    let signed: Vec<_> = gate.committed.iter().filter(|it| it.by_status).map(|it| it.initiative).collect();
    let begun: Vec<_> = gate.committed.iter().filter(|it| !it.by_status).map(|it| it.initiative).collect();
    out.push_str(&words(shown, "committed", &ids(shown, &signed)));
    out.push_str(&words(shown, "begun by then", &ids(shown, &begun)));
    out.push_str(&words(shown, "can be stopped", &ids(shown, &gate.stoppable)));
    if !gate.stranded.is_empty() {
        let said =
            format!("{}; committed, and waiting for what would be stopped", ids(shown, &gate.stranded));
        out.push_str(&words(shown, "left hanging", &said));
    }
    if gate.stoppable.is_empty() {
        return out;
    }
    let (sign, look) = mark(gate.verdict);
    let lost = match gate.savings_lost {
        lost if lost.is_zero() => String::new(),
        lost => format!(", {} of savings lost", shown.figures.full(lost)),
    };
    let said =
        format!("{}{lost}; the plan is {sign} {}", shown.figures.full(gate.freed), gate.verdict.word());
    out.push_str(&paint(&words(shown, "stopping frees", &said), look, shown.door.colour));
    out.push_str(&table(shown, gate));
    out
}

/// A line with its word before it, wrapped under itself.
fn words(shown: &Shown<'_>, word: &str, said: &str) -> String {
    let room = shown.door.columns.saturating_sub(18).max(20);
    let lines = wrap(&harmless(said), room);
    let lines = lines.iter().enumerate();
    lines.fold(String::new(), |out, (at, line)| {
        let word = if at == 0 { word } else { "" };
        out + &format!("  {word:<16}{line}\n")
    })
}

/// How many, and which.
fn ids(shown: &Shown<'_>, all: &[InitiativeIx]) -> String {
    let id = |at: &InitiativeIx| shown.analysis.plan.initiatives[at.at()].id.clone();
    match all {
        [] => "nothing".to_owned(),
        all => format!("{}: {}", all.len(), all.iter().map(id).collect::<Vec<_>>().join(", ")),
    }
}

/// What is freed by envelope and year, and how each cell stands then.
fn table(shown: &Shown<'_>, gate: &GateStanding) -> String {
    let (plan, money) = (&shown.analysis.plan, &shown.analysis.money);
    let years: Vec<usize> =
        (0..money.years.len()).filter(|year| gate.cells.iter().any(|it| it.year == *year)).collect();
    let mut columns = vec![(format!("freed, {}", shown.figures.unit()), Align::Left)];
    columns.extend(years.iter().map(|year| (money.years[*year].to_string(), Align::Right)));
    columns.push(("all years".to_owned(), Align::Right));
    let mut table = Table::titled(columns);
    for figures in &money.envelopes {
        let cells: Vec<_> = gate.cells.iter().filter(|it| it.envelope == figures.envelope).collect();
        if cells.is_empty() {
            continue;
        }
        let mut row = vec![Cell::from(names::envelope(plan, figures.envelope))];
        for year in &years {
            row.push(match cells.iter().find(|it| it.year == *year) {
                Some(it) => {
                    Cell::of(format!("{} {}", shown.figures.short(it.freed), glyph(it.is)), role(it.is))
                }
                None => "".into(),
            });
        }
        let all: Money = cells.iter().map(|it| it.freed).sum();
        row.push(format!("{}  ", shown.figures.short(all)).into());
        table.row(row);
    }
    table.text("  ", usize::MAX, shown.door.colour)
}
