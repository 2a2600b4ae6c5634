//! What the plan can be compared with; and what differs between the two: cells of money, dates, costs.

use super::lists::{Item, Take};
use super::revisions;
use crate::diagnostic::Path;
use crate::display::harmless;
use crate::tui::app::App;
use crate::tui::comparing::With;
use crate::views::roadmap::costs_once;
use crate::views::standing;

/// Everything else that can be computed of this plan, and nothing: the file and its revisions first, for these are what a plan
/// is held against; what stands in the plan itself after them.
pub fn items(app: &App, typed: &str) -> Vec<Item> {
    let (recent, older) = revisions::items(app, typed);
    let found = of_file(app).into_iter().chain(recent).chain(of_plan(app)).chain(older);
    found.chain(nothing(app)).collect()
}

/// The file as it is on disk.
fn of_file(app: &App) -> Option<Item> {
    app.disk.seen.is_some().then(|| item(app, With::Saved, "The file", "As it was last read or written"))
}

/// Comparing no more.
fn nothing(app: &App) -> Option<Item> {
    app.comparing.is_some().then(|| Item {
        title: "Stop comparing".to_owned(),
        more: "Only the plan that is shown".to_owned(),
        right: String::new(),
        group: "Nothing",
        take: Take::Compare(None),
    })
}

fn item(app: &App, with: With, group: &'static str, more: &str) -> Item {
    let here = if app.comparing.as_ref() == Some(&with) { "compared" } else { "" };
    Item {
        title: harmless(&app.other_name(&with)).into_owned(),
        more: more.to_owned(),
        right: here.to_owned(),
        group,
        take: Take::Compare(Some(with)),
    }
}

/// The scenarios and cases of the plan.
fn of_plan(app: &App) -> Vec<Item> {
    let analysis = app.session.analysis();
    let plan = &analysis.plan;
    let shown = app.session.scenario();
    let mut found = Vec::new();
    let mut add = |with: With, group: &'static str, more: &str| found.push(item(app, with, group, more));
    if shown.is_some() {
        add(With::Scenario(None), "Scenarios", "The plan without a scenario");
    }
    for it in plan.scenarios.iter().filter(|it| Some(it.id.as_str()) != shown) {
        add(With::Scenario(Some(it.id.clone())), "Scenarios", "The plan with that scenario laid over it");
    }
    if analysis.case.is_some() {
        add(With::Case(None), "Cases", "The plan as it is written");
    }
    for it in plan.cases.iter().filter(|it| Some(&it.id) != analysis.case.as_ref()) {
        add(With::Case(Some(it.id.clone())), "Cases", "The same text under that case");
    }
    found
}

/// What differs: cells first, each with the figure and the state of both; then dates and costs.
pub fn differences(app: &App) -> Vec<Item> {
    let Some((delta, other)) = app.compared().zip(app.other()) else { return Vec::new() };
    let (analysis, figures) = (app.analysis(), app.figures());
    let years = &analysis.money.years;
    let cell = |cell: &crate::views::delta::CellDelta| {
        let (was, is) = (standing::of_state(cell.was), standing::of_state(cell.is));
        let right = format!(
            "{} {} {}   there {} {} {}   {}",
            figures.table_signed(cell.after),
            is.glyph,
            is.word,
            figures.table_signed(cell.before),
            was.glyph,
            was.word,
            figures.table_signed(cell.change()),
        );
        Item {
            title: harmless(&format!("{} {}", cell.envelope, cell.year)).into_owned(),
            more: format!(
                "{}: headroom {} here, {} there, {} apart",
                harmless(&cell.title),
                figures.full(cell.after),
                figures.full(cell.before),
                figures.signed(cell.change())
            ),
            right,
            group: "Money, headroom here and there",
            take: Take::Cell(
                cell.envelope.clone(),
                years.iter().position(|it| *it == cell.year).unwrap_or(0),
            ),
        }
    };
    let (ours, theirs) = (costs_once(analysis), costs_once(&other));
    let initiatives = analysis.plan.initiatives.iter().enumerate().filter_map(|(at, of)| {
        let there = other.plan.initiative(&of.id);
        let moved = delta.moved.iter().find(|it| it.id == of.id);
        let cost = there.map(|there| ours[at] - theirs[there.at()]).filter(|cost| !cost.is_zero());
        let dropped = there.map(|there| other.plan.initiatives[there.at()].dropped);
        let mut parts = Vec::new();
        parts.extend(
            moved
                .filter(|it| it.before.0 != it.after.0)
                .map(|it| format!("starts {} (there {})", it.after.0.words(), it.before.0.words())),
        );
        parts.extend(moved.filter(|it| it.before.1 != it.after.1).map(|it| {
            format!("ends {} (there {})", it.after.1.previous().words(), it.before.1.previous().words())
        }));
        parts.extend(cost.map(|cost| format!("costs {}", figures.signed(cost))));
        match dropped {
            None => parts.push("not there".to_owned()),
            Some(out) if out != of.dropped => {
                parts.push(if out { "left out there" } else { "left out here" }.to_owned());
            }
            Some(_) => {}
        }
        (!parts.is_empty()).then(|| Item {
            title: harmless(&of.title).into_owned(),
            more: parts.join(", "),
            right: parts.first().cloned().unwrap_or_default(),
            group: "Initiatives",
            take: Take::Place(Path::new(["initiative", of.id.as_str()])),
        })
    });
    let gone =
        other.plan.initiatives.iter().filter(|of| analysis.plan.initiative(&of.id).is_none()).map(|of| {
            Item {
                title: harmless(&of.title).into_owned(),
                more: "This initiative is not in what is shown".to_owned(),
                right: "only there".to_owned(),
                group: "Initiatives",
                take: Take::Compare(app.comparing.clone()),
            }
        });
    delta.cells.iter().map(cell).chain(initiatives).chain(gone).collect()
}
