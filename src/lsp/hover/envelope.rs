//! An envelope, year by year; a cell of it, with who is in it.

use crate::lsp::diagnostics::cell_of;
use crate::lsp::look::Look;
use crate::lsp::words::Page;
use crate::money::{self, Cell};
use crate::plan::EnvelopeIx;
use crate::units::Money;
use crate::views::figures::Figures;
use crate::views::money::pays_words;
use crate::views::standing::of_state;

/// As many of those in a cell as are named.
const MOST: usize = 10;

/// An envelope, a line for each year.
pub(super) fn describe(look: &Look<'_>, at: EnvelopeIx, page: &mut Page) {
    let analysis = look.analysis;
    let envelope = &analysis.plan.envelopes[at.at()];
    let pays = pays_words(&envelope.pays);
    page.paragraph(&format!("{} {} · {pays}", page.strong(&envelope.title), page.code(&envelope.id)));
    let Some(figures_of) = analysis.money.envelope(at) else {
        page.paragraph("It is left out of the plan.");
        return;
    };
    let figures = Figures::of(&analysis.plan);
    let years = analysis.money.years.iter().zip(&figures_of.years);
    let lines: Vec<String> =
        years.map(|(year, cell)| format!("{year}: {}", said(cell, &figures, true))).collect();
    page.list(&lines);
    if envelope.total.is_some() {
        let total = &figures_of.total;
        let left = total.headroom.map_or(String::new(), |left| format!(", headroom {}", figures.full(left)));
        page.paragraph(&format!("Whole life: spend {}{left}", figures.full(total.spend)));
    }
}

/// What a cell comes to, in a line.
pub(in crate::lsp) fn said(cell: &Cell, figures: &Figures, glyph: bool) -> String {
    let standing = of_state(cell.state);
    let mut out = if glyph { format!("{} {}, ", standing.glyph, standing.word) } else { String::new() };
    out.push_str(&format!("spend {}", figures.full(cell.spend)));
    if let Some(headroom) = cell.headroom {
        out.push_str(&format!(", headroom {}", figures.full(headroom)));
    }
    out
}

/// The cell that a path leads to: `envelope`, `borrowing`, `year`, `2027-28`; whether there is one.
pub(super) fn cell_at(look: &Look<'_>, path: &[String], page: &mut Page) -> bool {
    let analysis = look.analysis;
    let Some((envelope, year)) = cell_of(analysis, path) else { return false };
    let Some(cell) = analysis.money.cell(envelope, year) else { return false };
    let figures = Figures::of(&analysis.plan);
    let title = &analysis.plan.envelopes[envelope.at()].title;
    let standing = of_state(cell.state);
    page.paragraph(&format!(
        "{} {}: {} {}",
        page.strong(title),
        analysis.money.years[year],
        standing.glyph,
        standing.word
    ));
    page.list(&reckoning(cell, &figures));
    let who = people(look, envelope, year, page);
    if !who.is_empty() {
        page.paragraph("Who is in it:");
        page.list(&who);
    }
    true
}

/// The reconciliation, from what it opens with to what is left.
fn reckoning(cell: &Cell, figures: &Figures) -> Vec<String> {
    let some = |name: &str, money: Option<Money>| {
        money.filter(|money| !money.is_zero()).map(|money| format!("{name} {}", figures.full(money)))
    };
    let always =
        |name: &str, money: Option<Money>| money.map(|money| format!("{name} {}", figures.full(money)));
    let lines = [
        some("opening", Some(cell.opening)),
        always("allocation", cell.allocation),
        some("returned", Some(cell.returned)),
        always("spend", Some(cell.spend)),
        some("of which ineligible", Some(cell.ineligible)),
        always("balance at the year's end", cell.balance),
        always("limit of the year", cell.limit),
        always("headroom", cell.headroom),
        some("lost at the year's end", Some(cell.lapsed)),
        cell.contingency.and_then(|it| always("headroom with contingency", it.headroom)),
    ];
    lines.into_iter().flatten().collect()
}

/// Those in a cell, as they would be taken out.
fn people(look: &Look<'_>, envelope: EnvelopeIx, year: usize, page: &Page) -> Vec<String> {
    let analysis = look.analysis;
    let figures = Figures::of(&analysis.plan);
    let who = money::who_is_in(&analysis.plan, &analysis.schedule, &analysis.money, envelope, year);
    let line = |it: &money::Contributor| {
        let initiative = &analysis.plan.initiatives[it.initiative.at()];
        let mark = if it.needed { " (in the way)" } else { "" };
        format!(
            "{} {} {}{mark}",
            page.words(&initiative.title),
            page.code(&initiative.id),
            figures.full(it.amount)
        )
    };
    let mut lines: Vec<String> = who.iter().take(MOST).map(line).collect();
    if who.len() > MOST {
        lines.push(format!("and {} more", who.len() - MOST));
    }
    lines
}
