//! A money line: what each envelope pays of it in each year, to the penny.

use super::initiative::reason;
use crate::lsp::look::Look;
use crate::lsp::words::Page;
use crate::money::Source;
use crate::plan::InitiativeIx;
use crate::views::figures::Figures;

/// Where the money of one line goes; `which` are its table and its id.
pub(super) fn describe(look: &Look<'_>, at: InitiativeIx, which: (&str, &str), page: &mut Page) {
    let analysis = look.analysis;
    let initiative = &analysis.plan.initiatives[at.at()];
    let (table, id) = which;
    let found = match table {
        "cost" => initiative.costs.iter().position(|it| it.id == id).map(|nth| Source::Cost(nth as u32)),
        "benefit" => {
            initiative.benefits.iter().position(|it| it.id == id).map(|nth| Source::Benefit(nth as u32))
        }
        _ => None,
    };
    let Some(source) = found else { return };
    let figures = Figures::of(&analysis.plan);
    page.paragraph(&format!("{} of {}", page.code(&format!("{table}.{id}")), page.strong(&initiative.title)));
    let mut lines = Vec::new();
    for posting in analysis.money.postings.of_initiative(at).filter(|it| it.source == source) {
        let year = posting.year.map_or("outside the plan's years".to_owned(), |year| {
            analysis.money.years[year as usize].to_string()
        });
        let envelope = page.code(&analysis.plan.envelopes[posting.envelope.at()].id);
        lines.push(match source {
            Source::Benefit(_) => format!("{year}: saves {} in {envelope}", figures.full(-posting.amount)),
            Source::Cost(_) | Source::Repayment(..) | Source::Interest(_) => {
                format!("{year}: {} from {envelope}", figures.full(posting.amount))
            }
        });
    }
    let outside = analysis.money.outside.of_initiative(at).iter();
    let outside = outside.filter(|it| source == Source::Cost(it.cost));
    lines.extend(outside.map(|it| format!("{} {}", figures.full(it.amount), reason(it.reason))));
    if lines.is_empty() {
        page.paragraph("No envelope sees any of it.");
    }
    page.list(&lines);
}
