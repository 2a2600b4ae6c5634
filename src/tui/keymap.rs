//! From keys to commands: which contexts hold now, and what the keys typed so far mean in them.

use super::app::{App, RowKey, View};
use super::command::{Command, Context, TABLE, When};
use super::key::Key;
use super::overlays::choice::Matter;
use super::overlays::form::pick::{self, Many, Offered};
use super::overlays::form::{Form, InCell};
use super::overlays::{List, Listed, Overlay, lists};
use super::solving::Solving;
use crate::merge::Choice;
use crate::views::strip::figures_of;

/// What the keys typed so far mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// A command.
    Run(Command),
    /// The beginning of one or more.
    Begins,
    /// A command that can do nothing now, for this reason.
    NotNow(&'static str),
    /// Nothing.
    Nothing,
}

/// The contexts that hold, the nearest first.
pub fn contexts(app: &App) -> Vec<Context> {
    match (app.overlays.last(), &app.grab, app.view) {
        (Some(Overlay::Form(form)), _, _) => vec![match form.pick.as_deref().map(|pick| &pick.of) {
            Some(Offered::List(_)) => Context::Pick,
            Some(Offered::Calendar(_)) => Context::Calendar,
            None => Context::Form,
        }],
        (Some(Overlay::List(List { of: Listed::Items, .. })), _, _) => vec![Context::List, Context::Items],
        (Some(Overlay::List(List { of: Listed::Scenarios, .. })), _, _) => {
            vec![Context::List, Context::Scenarios]
        }
        (Some(Overlay::List(List { of: Listed::Differences(_), .. })), _, _) => {
            vec![Context::List, Context::Differences]
        }
        (Some(Overlay::List(List { of: Listed::Views, .. })), _, _) => vec![Context::List, Context::Views],
        (Some(Overlay::List(_)), _, _) => vec![Context::List],
        (Some(Overlay::Choice(_)), _, _) => vec![Context::Choice],
        (Some(Overlay::Rows(_)), _, _) => vec![Context::Paste],
        (Some(Overlay::Question(_)), _, _) => vec![Context::Question],
        (None, ..) if app.hand.dragged().is_some() => vec![Context::Drag],
        (Some(Overlay::Decision(_)), _, _) => vec![Context::Decision],
        (Some(Overlay::Gates(_)), _, _) => vec![Context::Gates],
        (None, _, _) if app.solving.is_some() => vec![Context::Solve],
        (None, _, _) if app.room.presenting.is_some() => vec![Context::Presenter],
        (None, Some(_), _) => vec![Context::Grab],
        (None, None, _) if app.linking.is_some() => vec![Context::Link],
        (None, None, View::Initiatives) if app.table.edit.is_some() => vec![Context::Cell],
        (None, None, _) if app.filter.typing => vec![Context::Filter],
        // What is tried can be looked at in every view.
        (None, None, _) if app.trying.trial.is_some() => {
            std::iter::once(Context::Trial).chain(lists::contexts(app).iter().copied()).collect()
        }
        (None, None, _) => lists::contexts(app).to_vec(),
    }
}

/// Whether a command can do something now.
pub fn holds(app: &App, when: When) -> bool {
    let plan = &app.session.analysis().plan;
    match when {
        When::Always => true,
        When::OnInitiative => app.selected().is_some(),
        When::OnMarked => !app.marked().is_empty(),
        When::OnRow => !app.rows().is_empty(),
        When::OnSome => app.selected().is_some() || !app.marked().is_empty(),
        When::OnReserve => {
            let plan = &app.analysis().plan;
            app.cell().is_some_and(|(envelope, ..)| plan.envelopes[envelope.at()].reserve.is_some())
        }
        When::OnBreach => app.cell().is_some_and(|(envelope, _, year)| {
            figures_of(app.analysis(), envelope).is_some_and(|figures| figures.years[year].state.breached())
        }),
        When::OnLane => app.selected().is_none(),
        When::OnStage => matches!(&app.roadmap.cursor, RowKey::Lane(id) if !id.is_empty()),
        When::OnLine => on_line(app),
        When::OnOffered => form(app).is_some_and(|form| pick::offers(app, form)),
        When::OnOfferedBlank => form(app).is_some_and(|form| {
            form.fields.get(form.at).is_some_and(pick::blank_is_free) && pick::offers(app, form)
        }),
        When::PicksMany => form(app)
            .and_then(|form| form.pick.as_deref())
            .is_some_and(|pick| matches!(&pick.of, Offered::List(listed) if listed.many != Many::One)),
        When::OnYear => form(app).is_some_and(|form| form.in_row() && form.cell != InCell::Opened),
        When::HasTimer => app.room.timer.is_some(),
        When::CanUndoHere => {
            app.room.presenting.as_ref().is_some_and(|it| app.session.history().position() > it.began_at)
        }
        When::InPanes => matches!(app.view, View::Roadmap | View::Money),
        When::CanUndo => app.session.history().position() > 0,
        When::HasHistory => !app.session.history().entries().is_empty(),
        When::CanRedo => app.session.history().position() < app.session.history().entries().len(),
        When::Unsaved => app.unsaved(),
        When::HasFile => app.disk.path.is_some(),
        When::HasPlans => app.tabs.count() > 1,
        When::Recovering => matter(app).is_some_and(|about| *about != Matter::Changed),
        When::Conflicting => matter(app) == Some(&Matter::Changed),
        When::HasProblems => app.problems() > 0,
        When::HasDiagnostics => !app.session.analysis().diagnostics.is_empty(),
        When::HasCases => !plan.cases.is_empty(),
        When::HasScenarios => !plan.scenarios.is_empty(),
        When::IsComparing => app.comparing.is_some(),
        When::OfThePlan => app.changes.step.is_none(),
        When::IsBreached => crate::tui::trying::cell_in_question(app).is_some(),
        When::OnScenario => app.session.scenario().is_some(),
        When::HasEnvelopes => !app.analysis().money.envelopes.is_empty(),
        When::HasEnvelopesToChoose => app.analysis().money.envelopes.len() > 1,
        When::OnConflict => solving(app).is_some_and(|it| it.dispute().is_some()),
        When::HasBefore => solving(app).is_some_and(|it| it.offers(&Choice::Base)),
        When::HasBoth => solving(app).is_some_and(|it| it.offers(&Choice::Both)),
        When::IsSolved => solving(app).is_some_and(|it| it.choices.get(it.at).is_some_and(Option::is_some)),
        When::HasConflicts => solving(app).is_some_and(|it| it.open() > 0),
        When::CanUndoChoice => solving(app).is_some_and(Solving::can_undo),
        When::CanRedoChoice => solving(app).is_some_and(Solving::can_redo),
    }
}

/// The conflicts that are being solved.
fn solving(app: &App) -> Option<&Solving> {
    app.solving.as_deref()
}

/// The form in front.
fn form(app: &App) -> Option<&Form> {
    match app.overlays.last() {
        Some(Overlay::Form(form)) => Some(form),
        _ => None,
    }
}

/// Whether the field that is typed in belongs to a money line.
fn on_line(app: &App) -> bool {
    let Some(form) = form(app) else { return false };
    let place = form.fields.get(form.at).and_then(|field| field.kind.place());
    !form.of.is_line()
        && place.is_some_and(|at| {
            at.keys.len() >= 4 && at.keys[0] == "initiative" && LINES.contains(&at.keys[2].as_str())
        })
}

/// The tables of money lines.
const LINES: [&str; 3] = ["cost", "benefit", "shift"];

/// What the choice in front is about.
fn matter(app: &App) -> Option<&Matter> {
    match app.overlays.last() {
        Some(Overlay::Choice(choice)) => Some(&choice.about),
        _ => None,
    }
}

/// What keys mean in the contexts that hold.
pub fn meaning(app: &App, keys: &[Key]) -> Meaning {
    let (mut begins, mut not_now) = (false, None);
    for context in contexts(app) {
        for entry in TABLE.iter().filter(|entry| entry.context == context) {
            for sequence in app.keys.of(entry.command) {
                if sequence == keys {
                    if holds(app, entry.when) {
                        return Meaning::Run(entry.command);
                    }
                    not_now = not_now.or(entry.when.why_not());
                }
                begins |= sequence.len() > keys.len() && sequence.starts_with(keys);
            }
        }
    }
    match not_now {
        _ if begins => Meaning::Begins,
        Some(why) => Meaning::NotNow(why),
        None => Meaning::Nothing,
    }
}
