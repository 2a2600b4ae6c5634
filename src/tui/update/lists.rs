//! Commands of lists: help, palette, columns, plans; and going from problem to problem.

use super::{roadmap, run as run_command};
use crate::diagnostic::Path;
use crate::tui::app::{App, RowKey, View};
use crate::tui::command::Command;
use crate::tui::effect::Effect;
use crate::tui::overlays::Overlay;
use crate::tui::overlays::form::Subject;
use crate::tui::overlays::lists::{self, Take};
use crate::tui::screens::hints;

/// Runs a command of a list.
pub fn run(app: &mut App, command: Command) -> Vec<Effect> {
    use Command as C;
    let last = count(app).saturating_sub(1);
    let page = usize::from(app.size.1 / 2).max(1);
    if let Some(picker) = app.overlays.last_mut().and_then(Overlay::picker) {
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

/// How many entries match what is typed.
fn count(app: &App) -> usize {
    match app.overlays.last() {
        Some(Overlay::List(list)) => lists::matching(&list.items(app), list.picker.filter.value()).len(),
        Some(
            Overlay::Choice(_)
            | Overlay::Question(_)
            | Overlay::Rows(_)
            | Overlay::Form(_)
            | Overlay::Decision(_)
            | Overlay::Gates(_),
        )
        | None => 0,
    }
}

fn take(app: &mut App) -> Vec<Effect> {
    let Some(Overlay::List(list)) = app.overlays.pop() else { return Vec::new() };
    let Some(taken) = list.marked(app) else { return Vec::new() };
    match taken {
        Take::Run(command) => {
            let entry = crate::tui::command::entry(command);
            if crate::tui::keymap::contexts(app).contains(&entry.context)
                && crate::tui::keymap::holds(app, entry.when)
            {
                return run_command(app, command);
            }
            app.say(format!("{} can do nothing here now", entry.title));
        }
        Take::Nothing => app.overlays.push(Overlay::List(list)),
        Take::Place(at) | Take::Difference(at) => find_item(app, &at),
        Take::Year(year) => {
            app.view = View::Money;
            app.money.year = year;
            app.money.scroll = 0;
        }
        Take::Case(case) => super::to_case(app, case),
        Take::Scenario(scenario) => super::to_scenario(app, scenario),
        Take::NewScenario(from) => super::scenarios::ask(app, from),
        Take::Compare(with) => super::comparing::take(app, with),
        Take::Revision(asked) => return super::comparing::ask(app, asked),
        Take::Cell(envelope, year) => super::scenarios::go_to_cell(app, envelope, year),
        Take::Step(position) => super::edits::walk(app, position),
        Take::Column(column) => {
            super::table::show_column(app, column);
            app.overlays.push(Overlay::List(list));
        }
        Take::Form(of) => super::form::open_at(app, of),
        Take::Create(table) => super::items::ask(app, table),
        Take::View(name) => super::saved::go_to(app, &name),
        Take::Meaning(meaning) => super::rows::mean(app, meaning),
        Take::Restage(stage) => super::many::restage(app, stage.as_deref()),
        Take::Decide(id) => super::deciding::take_down(app, &id),
        Take::Mend(step) => super::trying::take(app, step),
        Take::Theme(name) => return super::themes::choose(app, &name),
        Take::Plan(path) => return vec![Effect::Open(path)],
        Take::Tab(place) => return vec![Effect::Show(place)],
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
