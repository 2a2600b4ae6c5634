//! `--format text`: the sentence first, then the money that does not hold, then every problem with its remedy.

use super::Checked;
use crate::check::{Breach, breaches};
use crate::cli::door::Door;
use crate::cli::figures::Figures;
use crate::cli::headline;
use crate::cli::names;
use crate::cli::paint::{Role, glyph, paint, role};
use crate::cli::table::{Cell, Table};
use crate::diagnostic::Severity;
use crate::display::{Align, harmless};
use crate::document::{render, render_line};
use crate::money::OutsideReason;

/// How many problems are written out; a person reads no more, and `--format json` has them all.
const MOST: usize = 200;

/// One plan and case for people.
pub fn tell(checked: &Checked<'_>, door: &Door) -> String {
    let analysis = checked.analysis;
    let mut out = headline::tell(analysis, checked.scenario, door);
    let broken = breaches(&analysis.plan, &analysis.schedule, &analysis.money);
    let parts = [money(checked, &broken, door), outside(checked, door), problems(checked, door)];
    for part in parts.iter().filter(|part| !part.is_empty()) {
        out.push('\n');
        out.push_str(part);
    }
    let last = last_line(checked, &broken, door);
    if !last.is_empty() && !out.ends_with("\n\n") {
        out.push('\n');
    }
    out.push_str(&last);
    if let Some(stamp) = &checked.stamp {
        out.push_str(&paint(&harmless(&stamp.line()), Role::Muted, door.colour));
        out.push('\n');
    }
    out
}

/// The cells that do not hold.
fn money(checked: &Checked<'_>, broken: &[Breach], door: &Door) -> String {
    if broken.is_empty() {
        return String::new();
    }
    let analysis = checked.analysis;
    let figures = Figures::of(&analysis.plan);
    let mut table = Table::new([
        ("envelope", Align::Left),
        ("year", Align::Left),
        ("available", Align::Right),
        ("spend", Align::Right),
        ("headroom", Align::Right),
        ("state", Align::Left),
        ("who is in it", Align::Left),
    ])
    .giving(&[6]);
    for breach in broken {
        let named: Vec<_> = breach.named().map(|it| names::id(&analysis.plan, it.initiative)).collect();
        let year = breach.year.map_or("whole life".to_owned(), |year| analysis.money.years[year].to_string());
        let money =
            |money: Option<crate::units::Money>| money.map_or("–".to_owned(), |it| figures.full(it));
        table.row(vec![
            harmless(&analysis.plan.envelopes[breach.envelope.at()].id).into_owned().into(),
            year.into(),
            money(breach.available).into(),
            figures.full(breach.spend).into(),
            Cell::of(money(breach.headroom), role(breach.state)),
            Cell::of(format!("{} {}", glyph(breach.state), breach.state.word()), role(breach.state)),
            named.join(", ").into(),
        ]);
    }
    table.text("  ", door.columns, door.colour)
}

/// Money that no envelope sees, line by line for what is wrong; ideas are only summed.
fn outside(checked: &Checked<'_>, door: &Door) -> String {
    let analysis = checked.analysis;
    let (plan, outside) = (&analysis.plan, &analysis.money.outside);
    let figures = Figures::of(plan);
    let mut table = Table::new([("in no envelope", Align::Left), ("", Align::Right), ("why", Align::Left)]);
    for line in outside.lines.iter().take(MOST) {
        let why = match line.reason {
            OutsideReason::Unscheduled => "hangs on a circle, so it has no dates",
            OutsideReason::Idea => continue,
            OutsideReason::Unfunded => "no envelope pays it",
            OutsideReason::Ambiguous => "more than one envelope could pay it",
            OutsideReason::Beyond => "outside the plan's years",
        };
        let cost = &plan.initiatives[line.initiative.at()].costs[line.cost as usize];
        let name = format!("{}.cost.{}", names::id(plan, line.initiative), harmless(&cost.id));
        table.row(vec![name.into(), figures.full(line.amount).into(), why.into()]);
    }
    if !outside.ideas.is_zero() {
        table.row(vec!["ideas".into(), figures.full(outside.ideas).into(), "not proposed yet".into()]);
    }
    if table.is_empty() { String::new() } else { table.text("  ", door.columns, door.colour) }
}

/// Every problem, the worst first: errors and warnings with their line and remedy, hints on one line each.
fn problems(checked: &Checked<'_>, door: &Door) -> String {
    let mut shown: Vec<_> = checked.findings.iter().filter(|finding| finding.accepted.is_none()).collect();
    shown.sort_by_key(|finding| finding.diagnostic.severity);
    let document = &checked.opened.document;
    let mut out = String::new();
    for finding in shown.iter().take(MOST) {
        match finding.diagnostic.severity {
            Severity::Error | Severity::Warning => {
                out.push_str(&render(document, finding.diagnostic, door.colour));
                out.push_str("\n\n");
            }
            Severity::Hint => {
                out.push_str(&paint(&render_line(document, finding.diagnostic), Role::Muted, door.colour));
                out.push('\n');
            }
        }
    }
    if shown.len() > MOST {
        out.push_str(&format!("and {} more; `--format json` has them all\n", shown.len() - MOST));
    }
    out
}

/// How many problems there are, and where to ask on.
fn last_line(checked: &Checked<'_>, broken: &[Breach], door: &Door) -> String {
    let count = |severity| {
        checked
            .findings
            .iter()
            .filter(|it| it.accepted.is_none() && it.diagnostic.severity == severity)
            .count()
    };
    let accepted = checked.findings.iter().filter(|it| it.accepted.is_some()).count();
    let mut parts = Vec::new();
    for (number, word) in [
        (count(Severity::Error), "error"),
        (count(Severity::Warning), "warning"),
        (count(Severity::Hint), "hint"),
    ] {
        if number > 0 {
            parts.push(names::count(number, word));
        }
    }
    if accepted > 0 {
        parts.push(format!("{accepted} accepted"));
    }
    let mut out = if parts.is_empty() { String::new() } else { format!("{}.\n", parts.join(", ")) };
    if let Some(Breach { envelope, year: Some(year), .. }) = broken.first() {
        let analysis = checked.analysis;
        let ask = format!(
            "`milepost why {} {}.{}` shows the lines and the cheapest move that mends it.\n",
            harmless(&checked.opened.name),
            analysis.plan.envelopes[envelope.at()].id,
            analysis.money.years[*year].key()
        );
        out.push_str(&paint(&ask, Role::Muted, door.colour));
    }
    out
}
