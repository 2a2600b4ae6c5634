//! A fact beside each thing that can be chosen: dates, money that is left, who supplies it.

use super::candidates::Candidate;
use crate::analysis::Analysis;
use crate::plan::{Channel, EnvelopeIx, Measure, Technology};
use crate::tui::overlays::form::{Field, row};
use crate::units::{Day, FinancialYear, Money};
use crate::views::figures::Figures;
use crate::views::{money::pays_words, standing};

/// The month of a day, short: `Apr 27`.
fn month(day: Day) -> String {
    let (year, _, _) = day.civil();
    let words = day.month().words();
    format!("{} {:02}", words.split(' ').next().unwrap_or_default(), year % 100)
}

/// When an initiative happens.
pub fn initiative(analysis: &Analysis, at: usize) -> String {
    let Some(placed) = analysis.schedule.initiatives[at] else { return "no date".to_owned() };
    if placed.milestone() {
        placed.start.words()
    } else {
        format!("{} – {}", month(placed.start), month(placed.last_day()))
    }
}

/// When a stage happens, and how much is in it.
pub fn stage(analysis: &Analysis, at: usize) -> String {
    let own = |it: &&std::sync::Arc<crate::plan::Initiative>| {
        !it.dropped && it.stage.is_some_and(|stage| stage.at() == at)
    };
    let count = analysis.plan.initiatives.iter().filter(own).count();
    match analysis.schedule.stages[at].filter(|_| count > 0) {
        Some(extent) => {
            format!("{} – {} · {count}", month(extent.start), month(extent.finish.previous()))
        }
        None => "empty".to_owned(),
    }
}

/// When a gate is held.
pub fn gate(analysis: &Analysis, at: usize) -> String {
    analysis.schedule.gates[at].map_or_else(String::new, |day| day.previous().words())
}

/// What an envelope pays, and its year with the least left.
pub fn envelope(analysis: &Analysis, at: usize) -> String {
    let pays = pays_words(&analysis.plan.envelopes[at].pays);
    let years = &analysis.money.years;
    let cells =
        analysis.money.envelope(EnvelopeIx(at as u32)).map(|it| it.years.as_slice()).unwrap_or_default();
    let known = cells.iter().zip(years).filter_map(|(cell, year)| Some((cell.headroom?, cell.state, year)));
    let Some((left, state, year)) = known.min_by_key(|(left, ..)| *left) else { return pays };
    let standing = standing::of_state(state);
    let figures = Figures::of(&analysis.plan);
    let word = if left.is_negative() { "over" } else { "left" };
    let left = format!("{} {word}", figures.spoken(left.abs()));
    format!("{} {left} in {year} · {pays}", standing.glyph)
}

/// Until when a technology is under contract, else who supplies it.
pub fn technology(of: &Technology) -> String {
    match (&of.contract_ends, &of.supplier) {
        (Some(day), _) => format!("contract to {}", day.previous().words()),
        (None, Some(supplier)) => supplier.clone(),
        (None, None) => String::new(),
    }
}

/// What one contact costs.
pub fn channel(of: &Channel) -> String {
    of.unit_cost.map_or_else(String::new, |cost| format!("{cost} a contact"))
}

/// Where a measure should get to.
pub fn measure(of: &Measure) -> String {
    let target = of.target.map(|target| {
        format!("to {target}{}", of.unit.as_ref().map_or(String::new(), |it| format!(" {it}")))
    });
    let by = of.by.map(|day| format!("by {}", day.previous().words()));
    [target, by].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The financial years of the plan, with what is given and used in each: by who pays the line, else by all.
pub fn years(analysis: &Analysis, field: &Field) -> Vec<Candidate> {
    let figures = Figures::of(&analysis.plan);
    let payer = field.kind.place().and_then(|at| row::payer_of(&analysis.plan, at));
    let one = |(index, year): (usize, &FinancialYear)| {
        let fact = if let Some(envelope) = payer {
            analysis.money.cell(envelope, index).and_then(|cell| {
                let title = &analysis.plan.envelopes[envelope.at()].title;
                Some(format!("{} left in {title}", figures.spoken(cell.headroom?)))
            })
        } else {
            let cells = analysis.money.envelopes.iter().filter_map(|it| it.years.get(index));
            let given: Money = cells.clone().filter_map(|cell| cell.allocation).sum();
            let used: Money = cells.map(|cell| cell.spend).sum();
            Some(format!("{} used of {}", figures.spoken(used), figures.spoken(given)))
        };
        let (value, title) = (year.key(), year.to_string());
        Candidate { value, title, fact: fact.unwrap_or_default(), barred: None }
    };
    analysis.money.years.iter().enumerate().map(one).collect()
}
