//! A breach: who is in it, and the cheapest single moves that mend it.

use super::Asked;
use crate::check::{Effort, Move, Way, ways_back};
use crate::cli::figures::Figures;
use crate::cli::names;
use crate::cli::paint::{Role, paint};
use crate::cli::table::{Cell as Field, Table};
use crate::display::{Align, harmless};
use crate::money::{self, Contributor};
use crate::plan::EnvelopeIx;

/// How many ways are shown.
const WAYS: usize = 5;

/// Who is in a breached cell and what would mend it; nothing for a cell that holds.
pub fn tell(asked: &Asked<'_>, envelope: EnvelopeIx, year: usize) -> String {
    let analysis = asked.analysis;
    let figures = analysis.money.envelopes.iter().find(|figures| figures.envelope == envelope);
    if !figures.is_some_and(|figures| figures.years[year].state.breached()) {
        return String::new();
    }
    let who = money::who_is_in(&analysis.plan, &analysis.schedule, &analysis.money, envelope, year);
    let ways = ways_back(analysis.computed(), (envelope, year), Effort::default(), &|| true);
    format!("\n{}\n{}", people(asked, &who), moves(asked, &ways))
}

/// Contributors in the order in which they would be taken out.
fn people(asked: &Asked<'_>, who: &[Contributor]) -> String {
    let plan = &asked.analysis.plan;
    let currency = asked.figures.currency();
    let mut table = Table::new([
        ("who is in it", Align::Left),
        ("", Align::Left),
        ("status", Align::Left),
        ("starts", Align::Right),
        (&currency, Align::Right),
        ("", Align::Left),
    ])
    .giving(&[1]);
    for contributor in who {
        let initiative = &plan.initiatives[contributor.initiative.at()];
        let placed = asked.analysis.schedule.placed(contributor.initiative);
        let mark = if contributor.needed { "‼ in the way" } else { "" };
        table.row(vec![
            names::id(plan, contributor.initiative).into_owned().into(),
            harmless(&initiative.title).into_owned().into(),
            initiative.status.word().into(),
            placed.map_or("–".to_owned(), |placed| placed.start.words()).into(),
            Figures::exact(contributor.amount).into(),
            Field::of(mark, Role::Over),
        ]);
    }
    table.text("  ", asked.door.columns, asked.door.colour)
}

fn moves(asked: &Asked<'_>, ways: &[Way]) -> String {
    let Some(best) = ways.iter().find(|way| way.cures) else {
        let mut out = paint("  Cheapest single move that cures it: none.", Role::Strong, asked.door.colour);
        out.push('\n');
        if let Some(way) = ways.first() {
            out.push_str(&format!("  The best of them leaves it short: {}.\n", sentence(asked, way)));
        }
        return out;
    };
    let heading = format!("  Cheapest single move that cures it: {}.", sentence(asked, best));
    let mut out = paint(&heading, Role::Strong, asked.door.colour);
    out.push('\n');
    for way in ways.iter().filter(|way| way.cures).skip(1).take(WAYS - 1) {
        out.push_str(&format!("  Or: {}.\n", sentence(asked, way)));
    }
    out
}

/// A way as a sentence without its full stop: the move, then what it does.
fn sentence(asked: &Asked<'_>, way: &Way) -> String {
    let plan = &asked.analysis.plan;
    let step = match way.step {
        Move::Later { initiative, months, to } => format!(
            "start {} {} later (not-before = {to})",
            names::id(plan, initiative),
            names::count(months as usize, "month")
        ),
        Move::Earlier { initiative, months, to } => format!(
            "start {} {} earlier (not-before = {to})",
            names::id(plan, initiative),
            names::count(months as usize, "month")
        ),
        Move::LeaveOut { initiative } => {
            format!("leave out {} (dropped = true)", names::id(plan, initiative))
        }
    };
    let mut effects = Vec::new();
    if let Some(headroom) = way.headroom {
        effects.push(format!("headroom {}", asked.figures.full(headroom)));
    }
    if way.moved > 0 {
        effects.push(format!("{} moved with it", names::count(way.moved, "other initiative")));
    }
    if way.slip_days > 0 {
        effects.push(format!(
            "the plan finishes {} later",
            names::count(way.slip_days.unsigned_abs() as usize, "day")
        ));
    }
    if way.breaches_left > 0 {
        effects.push(format!("{} then still in breach", names::count(way.breaches_left, "cell")));
    }
    if way.new_problems > 0 {
        effects.push(names::count(way.new_problems, "new problem"));
    }
    if way.cures && way.breaches_left == 0 && way.new_problems == 0 {
        effects.push(format!("the plan is then {}", way.verdict.word()));
    }
    if effects.is_empty() { step } else { format!("{step}: {}", effects.join(", ")) }
}
