//! Takes up what was being typed when the program ended.

use super::{deciding, form, questions, rows, table};
use crate::diagnostic::Path;
use crate::tui::app::{App, RowKey};
use crate::tui::overlays::form::Subject;
use crate::tui::overlays::question::About;
use crate::tui::overlays::{Overlay, Question, field};
use crate::tui::table::CellEdit;
use crate::tui::unkept::{Typed, Unkept};

/// Opens again what was typed in, with what was typed; what has no place any more is said.
pub fn take_up(app: &mut App, unkept: &Unkept) {
    let shown = app.session.scenario() == unkept.scenario.as_deref();
    let there = shown || app.session.select_scenario(unkept.scenario.clone());
    if !shown {
        app.revision += 1;
    }
    let all = there && unkept.typed.iter().all(|typed| taken(app, typed));
    app.toasts.clear();
    if all {
        app.say("What was being typed when it ended is back");
    } else {
        app.fail(format!("When it ended this was being typed: {}", unkept.words()));
    }
}

fn taken(app: &mut App, typed: &Typed) -> bool {
    match typed {
        Typed::Form(keys, fields, at) => {
            let place = Path::new(keys.iter().map(String::as_str));
            let there = app.session.laid().value(&place).is_some();
            let of = if keys == &["plan"] { Some(Subject::Plan) } else { Subject::item(place) };
            let Some(of) = of.filter(|_| there) else { return false };
            if let (Some(id), false) = (of.initiative(), of.is_line()) {
                app.roadmap.cursor = RowKey::Bar(id.to_owned());
            }
            form::open_at(app, of);
            form::fill(app, fields, *at)
        }
        Typed::Many(ids, fields, at) => {
            let plan = &app.session.analysis().plan;
            if ids.iter().any(|id| plan.initiative(id).is_none()) {
                return false;
            }
            form::open_at(app, Subject::Many(ids.clone()));
            form::fill(app, fields, *at)
        }
        Typed::Decision(of, parts, at) => {
            if app.session.analysis().plan.initiative(of).is_none() {
                return false;
            }
            deciding::take_down(app, of);
            if let Some(Overlay::Decision(taking)) = app.overlays.last_mut() {
                taking.parts = parts.each_ref().map(|part| field::of(part));
                taking.at = (*at).min(parts.len() - 1);
            }
            true
        }
        Typed::New(text) => {
            app.overlays.push(Overlay::Question(Question::new(About::New, text)));
            questions::changed(app);
            true
        }
        Typed::Cell(id, column, text) => {
            if !table::go_to_cell(app, id, column) {
                return false;
            }
            let input = field::of(text);
            table::begin(app, CellEdit { id: id.clone(), input, over: false, wrong: None });
            table::check(app);
            true
        }
        Typed::Rows(left) => rows::open_again(app, left),
        Typed::Words(_) => false,
    }
}
