//! Commands of lists: help, palette, columns, plans; and going from problem to problem.

use super::{roadmap, run as run_command};
use crate::diagnostic::Path;
use crate::tui::app::{App, RowKey, View};
use crate::tui::command::Command;
use crate::tui::effect::{Effect, Then};
use crate::tui::overlays::find;
use crate::tui::overlays::form::Subject;
use crate::tui::overlays::lists::{self, Take};
use crate::tui::overlays::{Items, Overlay, Picker, items};
use crate::tui::screens::hints;

/// Runs a command of a list.
pub fn run(app: &mut App, command: Command) -> Vec<Effect> {
    use Command as C;
    let count = count(app);
    let page = usize::from(app.size.1 / 2).max(1);
    if let Some(picker) = picker(app) {
        let last = count.saturating_sub(1);
        picker.at = match command {
            C::ListDown if picker.at >= last => 0,
            C::ListDown => picker.at + 1,
            C::ListUp => picker.at.min(last).checked_sub(1).unwrap_or(last),
            C::ListPageDown => (picker.at + page).min(last),
            C::ListPageUp => picker.at.saturating_sub(page),
            _ => picker.at.min(last),
        };
    }
    match command {
        C::ListTake => take(app),
        C::ListLeave => {
            app.overlays.pop();
            Vec::new()
        }
        _ => Vec::new(),
    }
}

fn picker(app: &mut App) -> Option<&mut Picker> {
    match app.overlays.last_mut()? {
        Overlay::Help(picker)
        | Overlay::Palette(picker)
        | Overlay::Columns(picker)
        | Overlay::Items(Items { picker })
        | Overlay::History(picker)
        | Overlay::Themes(picker)
        | Overlay::Recent(picker, _) => Some(picker),
        Overlay::Choice(_) | Overlay::Question(_) | Overlay::Form(_) => None,
    }
}

fn count(app: &App) -> usize {
    match app.overlays.last() {
        Some(Overlay::Help(picker)) => lists::matching(&lists::help(app), picker.filter.value()).len(),
        Some(Overlay::Palette(picker)) => lists::matching(&find::anything(app), picker.filter.value()).len(),
        Some(Overlay::History(picker)) => lists::matching(&find::history(app), picker.filter.value()).len(),
        Some(Overlay::Columns(picker)) => lists::matching(&lists::columns(app), picker.filter.value()).len(),
        Some(Overlay::Items(Items { picker })) => {
            lists::matching(&items::items(app), picker.filter.value()).len()
        }
        Some(Overlay::Themes(picker)) => lists::matching(&lists::themes(app), picker.filter.value()).len(),
        Some(Overlay::Recent(picker, plans)) => {
            lists::matching(&lists::recent(plans), picker.filter.value()).len()
        }
        Some(Overlay::Choice(_) | Overlay::Question(_) | Overlay::Form(_)) | None => 0,
    }
}

fn take(app: &mut App) -> Vec<Effect> {
    let Some(overlay) = app.overlays.pop() else { return Vec::new() };
    let items = match &overlay {
        Overlay::Help(_) => lists::help(app),
        Overlay::Palette(_) => find::anything(app),
        Overlay::Columns(_) => lists::columns(app),
        Overlay::Themes(_) => lists::themes(app),
        Overlay::Items(_) => items::items(app),
        Overlay::History(_) => find::history(app),
        Overlay::Recent(_, plans) => lists::recent(plans),
        Overlay::Choice(_) | Overlay::Question(_) | Overlay::Form(_) => return Vec::new(),
    };
    let (Overlay::Help(picker)
    | Overlay::Palette(picker)
    | Overlay::Columns(picker)
    | Overlay::Items(Items { picker })
    | Overlay::History(picker)
    | Overlay::Themes(picker)
    | Overlay::Recent(picker, _)) = &overlay
    else {
        return Vec::new();
    };
    let found = lists::matching(&items, picker.filter.value());
    let Some(item) = found.get(picker.at.min(found.len().saturating_sub(1))) else { return Vec::new() };
    match &item.take {
        Take::Run(command) => {
            let entry = crate::tui::command::entry(*command);
            if crate::tui::keymap::contexts(app).contains(&entry.context)
                && crate::tui::keymap::holds(app, entry.when)
            {
                return run_command(app, *command);
            }
            app.say(format!("{} can do nothing here now", entry.title));
        }
        Take::Place(at) => find_item(app, at),
        Take::Year(year) => {
            app.view = View::Money;
            app.money.year = *year;
            app.money.scroll = 0;
        }
        Take::Case(case) => super::to_case(app, case.clone()),
        Take::Scenario(scenario) => super::to_scenario(app, scenario.clone()),
        Take::Step(position) => super::edits::walk(app, *position),
        Take::Column(column) => {
            super::table::show_column(app, *column);
            app.overlays.push(overlay);
        }
        Take::Form(of) => super::form::open_at(app, of.clone()),
        Take::Create(table) => super::items::ask(app, table),
        Take::Theme(name) => return super::themes::choose(app, name),
        Take::Plan(path) => return super::file::leave_for(app, Then::Open(path.clone())),
    }
    Vec::new()
}

/// Goes to an item: in the table when that is shown, else in the view that has it; what no view
/// has opens its form.
pub fn find_item(app: &mut App, at: &Path) {
    let keys: Vec<&str> = at.keys.iter().map(String::as_str).collect();
    match keys.as_slice() {
        ["initiative", id] if app.view == View::Initiatives => {
            app.roadmap.cursor = RowKey::Bar((*id).to_owned());
            super::table::settle(app);
        }
        ["initiative" | "stage" | "envelope" | "scenario", ..] => go_to_place(app, at),
        ["plan" | "assumptions", ..] => super::form::open_at(app, Subject::Plan),
        [table, id, ..] => {
            if let Some(of) = Subject::item(Path::new([*table, *id])) {
                super::form::open_at(app, of);
            }
        }
        _ => {}
    }
}

/// Goes to the next or the previous problem, and says what it is.
pub fn go_to_problem(app: &mut App, forward: bool) {
    let diagnostics = &app.session.analysis().diagnostics;
    let all: Vec<usize> = (0..diagnostics.len()).filter(|at| hints::counts(&diagnostics[*at])).collect();
    let Some(last) = all.len().checked_sub(1) else { return };
    let at = app.problem.and_then(|index| all.iter().position(|it| *it == index));
    let next = match (at, forward) {
        (None, true) => 0,
        (None, false) => last,
        (Some(at), true) => {
            if at == last {
                0
            } else {
                at + 1
            }
        }
        (Some(at), false) => at.checked_sub(1).unwrap_or(last),
    };
    show_problem(app, all[next]);
}

/// Goes to the item of a problem, and says what it is.
pub fn show_problem(app: &mut App, index: usize) {
    let problem = app.session.analysis().diagnostics[index].clone();
    app.problem = Some(index);
    go_to_place(app, &problem.at);
    let help = problem.help.map(|help| format!(" → {help}")).unwrap_or_default();
    app.toasts.clear();
    app.fail(format!("{} {}{help}", problem.code, problem.message));
}

/// Puts the cursor on what a place belongs to.
fn go_to_place(app: &mut App, at: &Path) {
    let keys: Vec<&str> = at.keys.iter().map(String::as_str).collect();
    match keys.as_slice() {
        ["initiative", id, ..] | ["scenario", _, "initiative", id, ..] => roadmap::go_to(app, id),
        ["stage", id, ..] => {
            app.view = View::Roadmap;
            app.roadmap.cursor = RowKey::Lane((*id).to_owned());
            roadmap::keep_in_sight(app);
        }
        ["envelope", id, rest @ ..] => {
            app.view = View::Money;
            (*id).clone_into(&mut app.money.envelope);
            let years = &app.session.analysis().money.years;
            let year = rest.iter().find_map(|key| years.iter().position(|year| year.key() == **key));
            if let Some(year) = year {
                app.money.year = year;
            }
        }
        _ => {}
    }
}
