//! The form: what is typed is previewed on the whole plan at once, and written in one step when it is kept.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::edits::make;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::plan::InitiativeIx;
use crate::tui::app::App;
use crate::tui::command::Command;
use crate::tui::key::Key;
use crate::tui::overlays::form::{self, Form, Preview};
use crate::tui::overlays::{Overlay, field};
use crate::views::delta::delta;

/// Opens the form of the selected initiative.
pub fn open(app: &mut App) {
    let Some(at) = app.selected() else { return };
    let plan = &app.session.analysis().plan;
    let of = &plan.initiatives[at.at()];
    let title = match &of.code {
        Some(code) => format!("{code} {}", of.title),
        None => of.title.clone(),
    };
    let fields = form::of_initiative(&shown(app), plan, at);
    let form = Form { id: of.id.clone(), title, fields, at: 0, preview: None, wrong: Vec::new() };
    app.toasts.clear();
    app.overlays.push(Overlay::Form(Box::new(form)));
}

/// The document with the scenario that is shown.
fn shown(app: &App) -> Cow<'_, Document> {
    let document = app.session.document();
    let laid = app.session.scenario().and_then(|id| document.with_scenario(id));
    laid.map_or(Cow::Borrowed(document), Cow::Owned)
}

/// Takes the form from the top, to put it back later.
fn taken(app: &mut App) -> Option<Box<Form>> {
    match app.overlays.pop() {
        Some(Overlay::Form(form)) => Some(form),
        Some(other) => {
            app.overlays.push(other);
            None
        }
        None => None,
    }
}

/// Runs a command of the form.
pub fn run(app: &mut App, command: Command) {
    use Command as C;
    let Some(mut form) = taken(app) else { return };
    let last = form.fields.len() - 1;
    let page = usize::from(app.size.1 / 2).max(1);
    form.at = match command {
        C::FieldNext if form.at == last => 0,
        C::FieldNext => form.at + 1,
        C::FieldPrevious => form.at.checked_sub(1).unwrap_or(last),
        C::FormPageDown => (form.at + page).min(last),
        C::FormPageUp => form.at.saturating_sub(page),
        _ => form.at,
    };
    match command {
        C::FormLeave => {
            if form.touched() > 0 {
                app.say("Left; nothing is changed");
            }
            return;
        }
        C::FormSave => return keep(app, form),
        C::FieldUndo => {
            let was = form.field().was.clone();
            form.field().input = field::of(&was);
            preview(app, &mut form);
        }
        _ => {}
    }
    app.overlays.push(Overlay::Form(form));
}

/// Types a key into the field.
pub fn typed(app: &mut App, key: Key) {
    let Some(mut form) = taken(app) else { return };
    if field::typed(&mut form.field().input, key) {
        preview(app, &mut form);
    }
    app.overlays.push(Overlay::Form(form));
}

/// Pastes a text into the field.
pub fn pasted(app: &mut App, text: &str) {
    let Some(mut form) = taken(app) else { return };
    field::pasted(&mut form.field().input, text);
    preview(app, &mut form);
    app.overlays.push(Overlay::Form(form));
}

fn initiative(app: &App, form: &Form) -> Option<InitiativeIx> {
    app.session.analysis().plan.initiative(&form.id)
}

/// Computes the plan with what is typed, once for everything that is shown of it and for keeping it.
fn preview(app: &App, form: &mut Form) {
    form.preview = None;
    form.wrong.clear();
    let Some(at) = initiative(app, form) else { return };
    let analysis = app.session.analysis();
    let change = form::change(&mut form.fields, &shown(app), &analysis.plan, at, &app.session.layer());
    let Some(Ok(change)) = change else { return };
    match app.session.preview(&change) {
        Ok(after) => {
            for problem in new_errors(&analysis.diagnostics, &after.diagnostics) {
                let field = form.fields.iter_mut().find(|field| {
                    field.touched()
                        && matches!(&field.kind, form::Kind::Key(path) | form::Kind::Amount(path, ..) if problem.at.keys.starts_with(&path.keys))
                });
                match field {
                    Some(field) => field.wrong = Some(problem.message.clone()),
                    None => form.wrong.push(problem.message.clone()),
                }
            }
            let delta = delta(analysis, &after);
            form.preview = Some(Box::new(Preview { change, after, delta }));
        }
        Err(refusal) => form.wrong.push(refusal.to_string()),
    }
}

/// Errors of file and schedule that were not there before; that money runs out is an answer, not an error.
pub fn new_errors<'a>(before: &[Diagnostic], after: &'a [Diagnostic]) -> Vec<&'a Diagnostic> {
    let about_money = |it: &Diagnostic| it.code.info().code.starts_with("M3");
    let known: BTreeSet<_> = errors(before).map(|it| (it.code, &it.at, &it.message)).collect();
    let new = |it: &&Diagnostic| !about_money(it) && !known.contains(&(it.code, &it.at, &it.message));
    errors(after).filter(new).collect()
}

fn errors(all: &[Diagnostic]) -> impl Iterator<Item = &Diagnostic> {
    all.iter().filter(|it| it.severity == Severity::Error)
}

fn keep(app: &mut App, mut form: Box<Form>) {
    if form.touched() == 0 {
        return;
    }
    let wrong = form.fields.iter().find(|field| field.wrong.is_some());
    match (&form.preview, wrong) {
        (Some(preview), None) if form.wrong.is_empty() => {
            if !make(app, &preview.change, Some(&form.id)) {
                app.overlays.push(Overlay::Form(form));
            }
        }
        (_, wrong) => {
            let why = wrong
                .and_then(|field| {
                    let (label, why) = (field.label.trim(), field.wrong.as_ref()?);
                    Some(if why.starts_with(label) { why.clone() } else { format!("{label}: {why}") })
                })
                .or_else(|| form.wrong.first().cloned());
            if let Some(at) = form.fields.iter().position(|field| field.wrong.is_some()) {
                form.at = at;
            }
            app.toasts.clear();
            app.fail(format!("Not kept. {}", why.unwrap_or_default()));
            app.overlays.push(Overlay::Form(form));
        }
    }
}
