//! The form: what is typed is previewed on the whole plan at once, and written in one step when it is kept.

mod mouse;
mod pick;
mod row;

pub use mouse::update as mouse;

use std::collections::BTreeSet;

use super::edits::make;
use crate::diagnostic::Path;
use crate::diagnostic::{Diagnostic, Severity};
use crate::edit::LayerName;
use crate::tui::app::App;
use crate::tui::command::Command;
use crate::tui::key::Key;
use crate::tui::overlays::form::{self, Field, Form, InCell, Preview, Subject};
use crate::tui::overlays::{Overlay, field};
use crate::tui::unkept::called;
use crate::views::delta::delta;

/// Opens the form of the selected initiative.
pub fn open(app: &mut App) {
    let Some(at) = app.selected() else { return };
    let id = app.session.analysis().plan.initiatives[at.at()].id.clone();
    open_item(app, ["initiative", &id]);
}

/// Opens the form of an item: its kind and its id.
pub fn open_item(app: &mut App, at: [&str; 2]) {
    if let Some(of) = Subject::item(Path::new(at)) {
        open_at(app, of);
    }
}

/// Opens the form of anything.
pub fn open_at(app: &mut App, of: Subject) {
    let document = app.session.laid();
    let plan = &app.session.analysis().plan;
    let title = of.title(&document);
    let code = of.initiative().and_then(|id| plan.initiatives[plan.initiative(id)?.at()].code.clone());
    let title = match (code.filter(|_| !of.is_line()), &of) {
        (Some(code), _) => format!("{code} {title}"),
        (None, Subject::Item { table, .. }) if table.name != "initiative" => {
            format!("{}: {title}", table.label())
        }
        (None, _) => title,
    };
    let fields = form::fields_of(&document, app.session.analysis(), &of);
    let form = Form::new(of, title, fields);
    app.toasts.clear();
    app.overlays.push(Overlay::Form(Box::new(form)));
}

/// Goes to the field of a place in the form that is open.
pub fn go_to(app: &mut App, place: &Path) {
    let Some(Overlay::Form(form)) = app.overlays.last_mut() else { return };
    let at = form.fields.iter().position(|field| field.kind.place() == Some(place));
    form.at = at.unwrap_or(form.at);
    form.cell = InCell::At;
}

/// Goes to the first of several places that the form has a field for; whether it has one. A table is meant by its first.
pub fn go_to_any(app: &mut App, places: &[Path]) -> bool {
    let Some(Overlay::Form(form)) = app.overlays.last_mut() else { return false };
    let of = |place: &Path, inside: bool| {
        form.fields.iter().position(|field| {
            field.kind.place().is_some_and(|at| at == place || (inside && at.keys.starts_with(&place.keys)))
        })
    };
    let found = places.iter().find_map(|place| of(place, false));
    let found = found.or_else(|| places.iter().find_map(|place| of(place, true)));
    form.at = found.unwrap_or(form.at);
    found.is_some()
}

/// Opens the money line that the field is about.
fn open_line(app: &mut App, form: Box<Form>) {
    let line = form.fields[form.at].kind.place().filter(|at| at.keys.len() >= 4 && !form.of.is_line());
    let line = line.and_then(|at| Subject::item(Path::new(&at.keys[..4])));
    app.overlays.push(Overlay::Form(form));
    match line {
        Some(line) => open_at(app, line),
        None => app.say("Go to a cost or benefit first; this opens all its keys"),
    }
}

/// Types again what was typed in the fields of the form that is open, by what they are called; whether each has its field.
pub fn fill(app: &mut App, typed: &[(String, String)], at: usize) -> bool {
    let Some(mut form) = taken(app) else { return false };
    let mut all = true;
    for (name, text) in typed {
        match form.fields.iter_mut().find(|field| called(field) == *name) {
            Some(field) => field.input = field::of(text),
            None => all = false,
        }
    }
    form.at = at.min(form.fields.len().saturating_sub(1));
    preview(app, &mut form);
    app.overlays.push(Overlay::Form(form));
    all
}

/// The plan has changed under a form: makes its fields anew, with what was typed in them.
fn refresh(app: &App, form: &mut Form) {
    let typed: Vec<Field> = form.fields.drain(..).collect();
    let kind = typed.get(form.at).map(|field| field.kind.clone());
    form.fields = form::fields_of(&app.session.laid(), app.session.analysis(), &form.of);
    for old in typed.into_iter().filter(Field::touched) {
        if let Some(field) = form.fields.iter_mut().find(|field| field.kind == old.kind) {
            field.input = old.input;
        }
    }
    let at = form.fields.iter().position(|field| Some(&field.kind) == kind.as_ref());
    form.at = at.unwrap_or(form.at).min(form.fields.len().saturating_sub(1));
    preview(app, form);
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
    if form.pick.is_some() {
        if pick::run(&mut form, command) {
            preview(app, &mut form);
        }
        app.overlays.push(Overlay::Form(form));
        return;
    }
    let last = form.fields.len() - 1;
    let at = match command {
        C::FieldNext if form.at == last => 0,
        C::FieldNext => form.at + 1,
        C::FieldPrevious => form.at.checked_sub(1).unwrap_or(last),
        C::FormPageDown | C::FormPageUp => section(&form, command == C::FormPageDown),
        C::YearAfter | C::YearBefore => row::beside(&form, command == C::YearAfter),
        C::FieldDown | C::FieldUp => {
            let down = command == C::FieldDown;
            let field = form.field();
            if field.tall() && field::to_line(&mut field.input, down) {
                form.at
            } else {
                row::step(app, &form, down)
            }
        }
        _ => form.at,
    };
    if at != form.at {
        (form.at, form.cell) = (at, InCell::At);
    }
    match command {
        C::FieldLine if form.field().tall() => {
            field::new_line(&mut form.field().input);
            preview(app, &mut form);
        }
        C::FormOpen => return open_line(app, form),
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
            form.cell = InCell::At;
            preview(app, &mut form);
        }
        C::FieldClear => {
            form.field().input = field::of("");
            form.cell = InCell::At;
            preview(app, &mut form);
        }
        C::YearOpen => form.cell = InCell::Opened,
        C::Choose | C::ChooseBlank => pick::open(app, &mut form),
        _ => {}
    }
    app.overlays.push(Overlay::Form(form));
}

/// The first field of the next section, or of this one, or of the one before.
fn section(form: &Form, down: bool) -> usize {
    let begins = |at: &usize| *at == 0 || form.fields[*at].section != form.fields[*at - 1].section;
    if down {
        (form.at + 1..form.fields.len()).find(begins).unwrap_or(form.fields.len() - 1)
    } else {
        (0..form.at).rev().find(begins).unwrap_or(0)
    }
}

/// Types a key into the field.
pub fn typed(app: &mut App, key: Key) {
    let Some(mut form) = taken(app) else { return };
    let own = if form.pick.is_some() {
        pick::typed(app, &mut form, key)
    } else if form.in_row() && form.cell == InCell::At {
        row::typed(&mut form, key)
    } else {
        field::typed(&mut form.field().input, key)
    };
    if own {
        preview(app, &mut form);
    }
    app.overlays.push(Overlay::Form(form));
}

/// Pastes a text into the field; whether there was room for all of it.
pub fn pasted(app: &mut App, text: &str) -> bool {
    let Some(mut form) = taken(app) else { return true };
    let whole = if form.pick.is_some() {
        pick::pasted(app, &mut form, text)
    } else if form.field().tall() {
        field::pasted_lines(&mut form.field().input, text)
    } else if row::pasted(app, &mut form, text) {
        true
    } else {
        if form.in_row() && form.cell == InCell::At {
            form.field().input = field::of("");
            form.cell = InCell::Typing;
        }
        field::pasted(&mut form.field().input, text)
    };
    preview(app, &mut form);
    app.overlays.push(Overlay::Form(form));
    whole
}

/// Computes the plan with what is typed, once for everything that is shown of it and for keeping it.
fn preview(app: &App, form: &mut Form) {
    form.preview = None;
    form.wrong.clear();
    let analysis = app.session.analysis();
    let change =
        form::change(&mut form.fields, &app.session.laid(), analysis, &form.of, &layer(app, &form.of));
    let Some(Ok(change)) = change else { return };
    match app.session.preview(&change) {
        Ok(after) => {
            for problem in new_errors(&analysis.diagnostics, &after.diagnostics) {
                let field = form.fields.iter_mut().find(|field| {
                    field.touched()
                        && field.kind.place().is_some_and(|at| problem.at.keys.starts_with(&at.keys))
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

/// The layer that a form writes to; a scenario itself stands in the plan, whatever is shown.
fn layer(app: &App, of: &Subject) -> LayerName {
    match of {
        Subject::Item { table, .. } if table.name == "scenario" => LayerName::Plan,
        Subject::Plan | Subject::Item { .. } | Subject::Many(_) => app.session.layer(),
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
            if !make(app, &preview.change, Some(form.of.initiative().unwrap_or_default())) {
                app.overlays.push(Overlay::Form(form));
            } else if let Some(mut below) = taken(app) {
                refresh(app, &mut below);
                app.overlays.push(Overlay::Form(below));
            }
        }
        (_, wrong) => {
            let why = wrong
                .and_then(|field| Some(format!("{}: {}", field.label.trim(), field.wrong.as_ref()?)))
                .or_else(|| form.wrong.first().cloned());
            if let Some(at) = form.fields.iter().position(|field| field.wrong.is_some()) {
                (form.at, form.cell) = (at, InCell::At);
            }
            app.toasts.clear();
            app.fail(format!("Not kept. {}", why.unwrap_or_default()));
            app.overlays.push(Overlay::Form(form));
        }
    }
}
