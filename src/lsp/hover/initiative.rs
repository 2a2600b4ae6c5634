//! An initiative: when it happens and why then, what it costs in each year, and who pays.

use std::collections::BTreeMap;

use crate::lsp::look::Look;
use crate::lsp::words::{Page, count};
use crate::money::{OutsideReason, Source};
use crate::plan::{EnvelopeIx, InitiativeIx};
use crate::schedule::Placed;
use crate::units::Money;
use crate::views::figures::Figures;
use crate::views::roadmap::driver_words;

/// What is known of an initiative.
pub(super) fn describe(look: &Look<'_>, at: InitiativeIx, page: &mut Page) {
    let initiative = &look.analysis.plan.initiatives[at.at()];
    let mut head = vec![format!("{} {}", page.strong(&initiative.title), page.code(&initiative.id))];
    if let Some(code) = &initiative.code {
        head.push(page.words(code));
    }
    head.push(initiative.status.word().to_owned());
    if let Some(stage) = initiative.stage {
        head.push(page.words(&look.analysis.plan.stages[stage.at()].title));
    }
    page.paragraph(&head.join(" · "));
    match look.analysis.schedule.placed(at) {
        Some(placed) => page.paragraph(&dates(look, placed, page)),
        None if initiative.dropped => page.paragraph("It is left out of the plan."),
        None => {
            page.paragraph("It has no dates: it hangs on initiatives that wait for each other in a circle.");
        }
    }
    let money = money(look, at, page);
    page.list(&money);
}

/// From when to when, its slack, and what sets its start.
fn dates(look: &Look<'_>, placed: &Placed, page: &Page) -> String {
    let driver = page.words(&driver_words(look.analysis, placed.driven_by));
    format!("{}; {}; {driver}", span(placed), slack(placed))
}

/// From when to when, for people.
pub(in crate::lsp) fn span(placed: &Placed) -> String {
    if placed.milestone() {
        return placed.start.words();
    }
    format!("{} – {}", placed.start.words(), placed.last_day().words())
}

/// How much it can wait.
fn slack(placed: &Placed) -> String {
    let days = count(placed.slack_days.unsigned_abs() as usize, "day");
    match placed.slack_days {
        0 => "critical".to_owned(),
        late if late < 0 => format!("{days} too late"),
        _ => format!("{days} of slack"),
    }
}

/// A line for each year: what comes from which envelope, and what it saves.
fn money(look: &Look<'_>, at: InitiativeIx, page: &Page) -> Vec<String> {
    let analysis = look.analysis;
    let figures = Figures::of(&analysis.plan);
    let mut paid: BTreeMap<Option<u32>, BTreeMap<EnvelopeIx, Money>> = BTreeMap::new();
    let mut saved: BTreeMap<Option<u32>, Money> = BTreeMap::new();
    for posting in analysis.money.postings.of_initiative(at) {
        match posting.source {
            Source::Cost(_) => {
                *paid.entry(posting.year).or_default().entry(posting.envelope).or_insert(Money::ZERO) +=
                    posting.amount;
            }
            Source::Benefit(_) => *saved.entry(posting.year).or_insert(Money::ZERO) += -posting.amount,
            Source::Repayment(..) | Source::Interest(_) => {}
        }
    }
    let mut years: Vec<Option<u32>> = paid.keys().chain(saved.keys()).copied().collect();
    years.sort_by_key(|year| year.unwrap_or(u32::MAX));
    years.dedup();
    let line = |year: &Option<u32>| {
        let name = year.map_or("outside the plan's years".to_owned(), |year| {
            analysis.money.years[year as usize].to_string()
        });
        let from = |(envelope, money): (&EnvelopeIx, &Money)| {
            let id = &analysis.plan.envelopes[envelope.at()].id;
            format!("{} from {}", figures.full(*money), page.code(id))
        };
        let mut parts: Vec<String> = paid.get(year).into_iter().flatten().map(from).collect();
        if let Some(saved) = saved.get(year).filter(|saved| !saved.is_zero()) {
            parts.push(format!("saves {}", figures.full(*saved)));
        }
        format!("{name}: {}", parts.join(", "))
    };
    let mut lines: Vec<String> = years.iter().map(line).collect();
    let outside = analysis.money.outside.of_initiative(at);
    lines.extend(outside.iter().map(|it| {
        let cost = &analysis.plan.initiatives[at.at()].costs[it.cost as usize];
        format!("{} of {} {}", figures.full(it.amount), page.code(&cost.id), reason(it.reason))
    }));
    lines
}

/// Why money is in no cell.
pub(super) const fn reason(reason: OutsideReason) -> &'static str {
    match reason {
        OutsideReason::Unscheduled => "is not scheduled",
        OutsideReason::Idea => "is shown apart: it is an idea",
        OutsideReason::Unfunded => "is paid by no envelope",
        OutsideReason::Ambiguous => "could be paid by more than one envelope",
        OutsideReason::Beyond => "lies outside the plan's years",
    }
}
