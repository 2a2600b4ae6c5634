//! A cell: the lines that sum to it, to the penny, and its reconciliation.

use super::Asked;
use crate::check::{CellLine, Side, cell_lines};
use crate::cli::figures::Figures;
use crate::cli::names;
use crate::cli::paint::{Role, glyph, paint, role};
use crate::cli::table::{Cell as Field, Table};
use crate::display::{Align, harmless};
use crate::money::{Cell, EnvelopeFigures, Source, TotalCell};
use crate::plan::{BenefitKind, EnvelopeIx, Plan};
use crate::units::Money;

/// What sums to a cell; without a year, to the whole life of an envelope.
pub fn tell(asked: &Asked<'_>, envelope: EnvelopeIx, year: Option<usize>) -> String {
    let analysis = asked.analysis;
    let plan = &analysis.plan;
    let Some(figures) = analysis.money.envelopes.iter().find(|figures| figures.envelope == envelope) else {
        return format!("{} is left out of the plan.\n", names::envelope(plan, envelope));
    };
    let when = year.map_or("all years".to_owned(), |year| analysis.money.years[year].to_string());
    let state = year.map_or(figures.total.state, |year| figures.years[year].state);
    let heading = format!("{}, {when}: {} {}", names::envelope(plan, envelope), glyph(state), state.word());
    let mut out = paint(&heading, role(state), asked.door.colour);
    out.push_str("\n\n");
    let lines = cell_lines(plan, &analysis.money, envelope, year);
    let spend = year.map_or(figures.total.spend, |year| figures.years[year].spend);
    let returned = year.map_or(figures.total.returned, |year| figures.years[year].returned);
    out.push_str(&side(asked, &lines, Side::Spend, "spend", spend));
    if !returned.is_zero() || lines.iter().any(|line| line.side == Side::Returned) {
        out.push('\n');
        out.push_str(&side(asked, &lines, Side::Returned, "returned", returned));
    }
    out.push('\n');
    out.push_str(&reconciliation(asked, figures, year));
    out
}

/// The lines of one side, with the sum that the cell shows.
fn side(asked: &Asked<'_>, lines: &[CellLine], side: Side, word: &str, sum: Money) -> String {
    let plan = &asked.analysis.plan;
    let currency = asked.figures.currency();
    let lines: Vec<_> = lines.iter().filter(|line| line.side == side).collect();
    let clean = lines.iter().all(|line| line.ineligible.is_zero());
    let mut table = Table::new([
        ("initiative", Align::Left),
        ("line", Align::Left),
        ("what", Align::Left),
        (&currency, Align::Right),
        (if clean { "" } else { "of it not eligible" }, Align::Left),
    ]);
    for line in lines {
        let (name, what) = source(plan, line);
        let ineligible =
            if line.ineligible.is_zero() { String::new() } else { Figures::exact(line.ineligible) };
        table.row(vec![
            line.initiative.map_or(String::new(), |at| names::id(plan, at).into_owned()).into(),
            name.into(),
            what.into(),
            Figures::exact(line.amount).into(),
            Field::of(ineligible, Role::Over),
        ]);
    }
    table.rule();
    table.row(vec![
        Field::of(word, Role::Strong),
        "".into(),
        "".into(),
        Field::of(Figures::exact(sum), Role::Strong),
    ]);
    table.text("  ", asked.door.columns, asked.door.colour)
}

/// What a line is called, and what it is.
pub fn source(plan: &Plan, line: &CellLine) -> (String, String) {
    let initiative = line.initiative.map(|at| &plan.initiatives[at.at()]);
    let cost = |at: u32| {
        let line = initiative.and_then(|initiative| initiative.costs.get(at as usize));
        line.map_or((String::new(), ""), |line| (format!("cost.{}", harmless(&line.id)), line.kind.word()))
    };
    match line.source {
        Source::Cost(at) => {
            let (name, kind) = cost(at);
            (name, kind.to_owned())
        }
        Source::Benefit(at) => {
            let line = initiative.and_then(|initiative| initiative.benefits.get(at as usize));
            let what = match line.map(|line| line.kind) {
                Some(BenefitKind::NonCashable) => "non-cashable benefit",
                Some(BenefitKind::Cashable) | None => "cashable benefit",
            };
            (line.map_or(String::new(), |line| format!("benefit.{}", harmless(&line.id))), what.to_owned())
        }
        Source::Repayment(at, from) => {
            (cost(at).0, format!("repayment to {}", harmless(&plan.envelopes[from.at()].id)))
        }
        Source::Interest(from) => {
            (String::new(), format!("interest on {}", harmless(&plan.envelopes[from.at()].id)))
        }
    }
}

/// How the cell comes out: each figure on its own line, as in an account.
fn reconciliation(asked: &Asked<'_>, figures: &EnvelopeFigures, year: Option<usize>) -> String {
    let mut table = Table::new([("", Align::Left), ("", Align::Right), ("", Align::Left)]);
    match year {
        Some(year) => of_year(&mut table, &figures.years[year]),
        None => of_life(&mut table, &figures.total),
    }
    table.text("  ", asked.door.columns, asked.door.colour)
}

fn of_year(table: &mut Table, cell: &Cell) {
    let mut row = |name: &str, money: Money| table.row(vec![name.into(), Figures::exact(money).into()]);
    let Some(allocation) = cell.allocation else {
        row("spend", cell.spend);
        row("returned", cell.returned);
        table.row(vec!["there is no limit by year".into()]);
        return;
    };
    row("opening", cell.opening);
    row("+ allocation", allocation);
    row("+ returned", cell.returned);
    row("− spend", cell.spend);
    table.rule();
    let mut row = |name: &str, money: Option<Money>| {
        if let Some(money) = money {
            table.row(vec![name.into(), Figures::exact(money).into()]);
        }
    };
    row("= closing", cell.closing);
    row("balance of the reserve", cell.balance);
    row("drawdown limit of the year", cell.limit);
    row("lapsed at the year's end", Some(cell.lapsed).filter(|lapsed| !lapsed.is_zero()));
    row("not eligible", Some(cell.ineligible).filter(|money| !money.is_zero()));
    if let Some(headroom) = cell.headroom {
        let word = if headroom.is_negative() { Role::Over } else { Role::Within };
        table.row(vec!["headroom".into(), Field::of(Figures::exact(headroom), word)]);
    }
    if let Some(second) = cell.contingency {
        let headroom = second.headroom.map_or("none".to_owned(), Figures::exact);
        table.row(vec!["headroom with contingency".into(), headroom.into(), second.state.word().into()]);
    }
}

fn of_life(table: &mut Table, total: &TotalCell) {
    let mut row = |name: &str, money: Option<Money>| {
        if let Some(money) = money {
            table.row(vec![name.into(), Figures::exact(money).into()]);
        }
    };
    row("allocation", total.allocation);
    row("+ returned", Some(total.returned));
    row("− spend", Some(total.spend));
    table.rule();
    match total.headroom {
        Some(headroom) => {
            let word = if headroom.is_negative() { Role::Over } else { Role::Within };
            table.row(vec!["= headroom".into(), Field::of(Figures::exact(headroom), word)]);
        }
        None => table.row(vec!["there is no limit".into()]),
    }
}
