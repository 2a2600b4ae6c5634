//! The money as text: every envelope by year with its reconciliation, the recurrent figures, what is in no envelope.

use super::{Shown, variance};
use crate::cli::baseline::Then;
use crate::cli::names;
use crate::cli::paint::{Role, glyph, paint, role};
use crate::cli::table::{Cell as Field, Table};
use crate::display::Align;
use crate::money::{Cell, EnvelopeFigures, RecurrentYear};
use crate::units::{FinancialYear, Money};

/// The whole view.
pub fn tell(shown: &Shown<'_>) -> String {
    let money = &shown.analysis.money;
    let mut out = String::new();
    for figures in &money.envelopes {
        out.push_str(&envelope(shown, figures));
        out.push('\n');
    }
    if money.envelopes.is_empty() {
        out.push_str("The plan has no envelope to hold its money against.\n\n");
    }
    out.push_str(&recurrent(shown));
    out.push_str(&outside(shown));
    out
}

/// A table with a column for each year, and one for them all.
fn by_year(shown: &Shown<'_>, total: bool) -> Table {
    let years = &shown.analysis.money.years;
    let mut columns = vec![(shown.figures.unit(), Align::Left)];
    columns.extend(years.iter().map(|year| (year.to_string(), Align::Right)));
    if total {
        columns.push(("all years".to_owned(), Align::Right));
    }
    Table::titled(columns)
}

fn envelope(shown: &Shown<'_>, figures: &EnvelopeFigures) -> String {
    let plan = &shown.analysis.plan;
    let envelope = &plan.envelopes[figures.envelope.at()];
    let pays: Vec<_> = envelope.pays.iter().map(|kind| kind.word()).collect();
    let mut heading = paint(&names::envelope(plan, figures.envelope), Role::Strong, shown.door.colour);
    let confirmed = if envelope.confirmed.is_some() { "" } else { ", not confirmed" };
    heading.push_str(&paint(
        &format!("  pays {}{confirmed}", pays.join(", ")),
        Role::Muted,
        shown.door.colour,
    ));
    let mut table = by_year(shown, true);
    for (name, of) in ROWS {
        let cells: Vec<_> = figures.years.iter().map(of).collect();
        let total = total(name, figures);
        if cells.iter().flatten().all(|money| money.is_zero())
            && !matches!(name, "spend" | "allocation" | "headroom")
        {
            continue;
        }
        if cells.iter().all(Option::is_none) && total.is_none() {
            continue;
        }
        table.row(line(shown, name, &cells, total));
    }
    table.row(states(figures));
    if let Some(then) = &shown.then {
        for row in against(shown, then, (&envelope.id, figures)) {
            table.row(row);
        }
    }
    if figures.years.iter().any(|cell| cell.contingency.is_some()) {
        let cells: Vec<_> =
            figures.years.iter().map(|cell| cell.contingency.and_then(|it| it.headroom)).collect();
        table.row(line(shown, "headroom with contingency", &cells, None));
    }
    format!("{heading}\n{}", table.text("  ", usize::MAX, shown.door.colour))
}

/// What the headroom was in the baseline, year by year, and by how much it is more; nothing where all is the same.
fn against(shown: &Shown<'_>, then: &Then<'_>, (id, now): (&str, &EnvelopeFigures)) -> Vec<Vec<Field>> {
    let room = |cell: &Cell| cell.headroom.unwrap_or(-cell.spend);
    let was = then.envelope(id);
    let there = |year: &FinancialYear| {
        let at = then.analysis.money.years.iter().position(|it| it == year)?;
        Some(room(&was?.years[at]))
    };
    let years = shown.analysis.money.years.iter();
    let both: Vec<(Option<Money>, Money)> =
        years.zip(&now.years).map(|(year, cell)| (there(year), room(cell))).collect();
    if both.iter().all(|(then, now)| *then == Some(*now)) {
        return Vec::new();
    }
    let word = if now.years.iter().any(|cell| cell.headroom.is_some()) { "headroom" } else { "less spend" };
    let all = was.and_then(|was| was.total.headroom);
    let cells: Vec<_> = both.iter().map(|(then, _)| *then).collect();
    let before = line(shown, &format!("baseline {word}"), &cells, all);
    let mut after = vec![Field::from("variance")];
    after.extend(both.iter().map(|(then, now)| variance(shown, *now - then.unwrap_or(Money::ZERO), false)));
    let total = now.total.headroom.zip(all);
    after.push(total.map_or("".into(), |(now, then)| variance(shown, now - then, false)));
    vec![before, after]
}

type Figure = fn(&Cell) -> Option<Money>;
type Recurring = fn(&RecurrentYear) -> Money;

/// The rows of a reconciliation; those that are nothing in every year are left away.
const ROWS: [(&str, Figure); 10] = [
    ("opening", |cell| Some(cell.opening)),
    ("allocation", |cell| cell.allocation),
    ("returned", |cell| Some(cell.returned)),
    ("spend", |cell| Some(cell.spend)),
    ("closing", |cell| cell.closing),
    ("balance", |cell| cell.balance),
    ("lapsed", |cell| Some(cell.lapsed)),
    ("limit", |cell| cell.limit),
    ("not eligible", |cell| Some(cell.ineligible)),
    ("headroom", |cell| cell.headroom),
];

/// What stands under *all years* in a row.
fn total(name: &str, figures: &EnvelopeFigures) -> Option<Money> {
    match name {
        "allocation" => figures.total.allocation,
        "returned" => Some(figures.total.returned),
        "spend" => Some(figures.total.spend),
        "headroom" => figures.total.headroom,
        "not eligible" => Some(figures.years.iter().map(|cell| cell.ineligible).sum()),
        // Balances are not added up.
        _ => None,
    }
}

fn line(shown: &Shown<'_>, name: &str, cells: &[Option<Money>], total: Option<Money>) -> Vec<Field> {
    let strong = name.starts_with("headroom");
    let field = |money: &Option<Money>| match money {
        None => Field::from("–"),
        Some(money) if strong && money.is_negative() => Field::of(shown.figures.short(*money), Role::Over),
        Some(money) => shown.figures.short(*money).into(),
    };
    let mut row = vec![Field::from(name)];
    row.extend(cells.iter().map(field));
    row.push(total.map_or(Field::from(""), |total| field(&Some(total))));
    row
}

fn states(figures: &EnvelopeFigures) -> Vec<Field> {
    let state = |state| Field::of(format!("{} {}", glyph(state), state.word()), role(state));
    let mut row = vec![Field::from("state")];
    row.extend(figures.years.iter().map(|cell| state(cell.state)));
    row.push(state(figures.total.state));
    row
}

fn recurrent(shown: &Shown<'_>) -> String {
    let money = &shown.analysis.money;
    let mut table = by_year(shown, true);
    let rows: [(&str, Recurring); 6] = [
        ("running costs", |year| year.running),
        ("cashable benefits", |year| -year.cashable),
        ("repayment", |year| year.repayment),
        ("interest", |year| year.interest),
        ("net effect", RecurrentYear::net),
        ("non-cashable benefits", |year| year.non_cashable),
    ];
    for (name, of) in rows {
        let figures: Vec<_> = money.recurrent.iter().map(|year| Some(of(year))).collect();
        let total = money.recurrent.iter().map(of).sum();
        table.row(line(shown, name, &figures, Some(total)));
    }
    if let Some(then) = &shown.then {
        let was = &then.analysis.money;
        let there = |year: &FinancialYear| was.years.iter().position(|it| it == year);
        let was = money.years.iter().map(|year| there(year).map(|at| was.recurrent[at].net()));
        let was: Vec<Option<Money>> = was.collect();
        let now = || money.recurrent.iter().map(RecurrentYear::net);
        let more: Vec<Money> = now().zip(&was).map(|(now, was)| now - was.unwrap_or(Money::ZERO)).collect();
        if more.iter().any(|more| !more.is_zero()) {
            table.row(line(shown, "baseline net effect", &was, Some(was.iter().flatten().copied().sum())));
            let all = more.iter().copied().sum();
            let mut row = vec![Field::from("variance")];
            row.extend(more.into_iter().chain([all]).map(|more| variance(shown, more, true)));
            table.row(row);
        }
    }
    let heading = paint("Recurrent figures", Role::Strong, shown.door.colour);
    format!("{heading}\n{}", table.text("  ", usize::MAX, shown.door.colour))
}

/// Money in no envelope, if there is any.
fn outside(shown: &Shown<'_>) -> String {
    let outside = &shown.analysis.money.outside;
    let reasons = [
        ("unfunded", outside.unfunded),
        ("ambiguous", outside.ambiguous),
        ("beyond the plan", outside.beyond),
        ("not scheduled", outside.unscheduled),
        ("ideas", outside.ideas),
    ];
    let mut table = Table::new([("in no envelope", Align::Left), (&shown.figures.unit(), Align::Right)]);
    for (name, money) in reasons.into_iter().filter(|(_, money)| !money.is_zero()) {
        table.row(vec![name.into(), shown.figures.short(money).into()]);
    }
    if table.is_empty() {
        String::new()
    } else {
        format!("\n{}", table.text("  ", usize::MAX, shown.door.colour))
    }
}
