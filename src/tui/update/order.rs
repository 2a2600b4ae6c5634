//! The order of rows by hand: initiatives within their stage, stages within the plan.

use super::edits::make;
use super::roadmap;
use crate::edit::Change;
use crate::plan::StageIx;
use crate::revise;
use crate::tui::app::{App, RowKey};
use crate::tui::command::Command;
use crate::tui::overlays::{List, Listed, Overlay};

/// Runs a command of the order.
pub fn run(app: &mut App, command: Command) {
    let table = matches!(command, Command::TableMoveUp | Command::TableMoveDown);
    if table && (app.table.sort.is_some() || app.table.group.is_some()) {
        let sort = app.keys.after("; ", Command::SortBy, "sorts, and in the end not at all");
        let group = app.keys.after(", ", Command::GroupBy, "groups, and in the end not at all");
        app.say(format!("The rows are sorted or grouped, not in the plan's order{sort}{group}"));
        return;
    }
    let up = matches!(command, Command::MoveUp | Command::TableMoveUp | Command::ItemUp);
    let change = match command {
        Command::OrderByDate | Command::TableByDate => by_date(app),
        Command::ItemUp | Command::ItemDown => match super::items::marked(app) {
            Some((table, id)) if table.name == "stage" => moved(app, &RowKey::Lane(id), up),
            Some(_) | None => {
                Err("Only stages have an order in the file; initiatives have theirs in the roadmap"
                    .to_owned())
            }
        },
        _ => moved(app, &app.roadmap.cursor, up),
    };
    match change {
        Ok(change) => {
            if make(app, &change, Some("")) {
                mark(app, up);
            }
            roadmap::keep_in_sight(app);
            super::table::in_sight(app);
        }
        Err(why) => app.say(why),
    }
}

/// The mark of the list of everything goes with the stage that it is on.
fn mark(app: &mut App, up: bool) {
    if let Some(Overlay::List(List { of: Listed::Items, picker })) = app.overlays.last_mut()
        && picker.filter.value().is_empty()
    {
        picker.at = if up { picker.at.saturating_sub(1) } else { picker.at + 1 };
    }
}

/// The change that moves a row up or down.
fn moved(app: &App, row: &RowKey, up: bool) -> Result<Change, String> {
    let analysis = app.session.analysis();
    let plan = &analysis.plan;
    match row {
        RowKey::Bar(id) => {
            let at = plan.initiative(id).ok_or("Go to an initiative or a stage first")?;
            revise::move_initiative(plan, &analysis.schedule, at, up, &app.session.layer())
        }
        RowKey::Lane(id) => {
            let at = plan.stage(id).ok_or("What has no stage comes last, always")?;
            in_the_plan(app)?;
            revise::move_stage(plan, at, up)
        }
    }
}

/// That the plan itself is shown, to which the order of stages belongs.
///
/// # Errors
/// Why the order cannot be changed now.
pub fn in_the_plan(app: &App) -> Result<(), String> {
    if app.session.scenario().is_none() {
        return Ok(());
    }
    let shows = app.keys.after("; ", Command::NextScenario, "goes on to the plan");
    Err(format!("The order of stages belongs to the plan, not to a scenario{shows}"))
}

/// The change that takes the ranks of the cursor's stage away.
fn by_date(app: &App) -> Result<Change, String> {
    let plan = &app.session.analysis().plan;
    let stage: Option<StageIx> = match &app.roadmap.cursor {
        RowKey::Bar(id) => plan.initiative(id).and_then(|at| plan.initiatives[at.at()].stage),
        RowKey::Lane(id) => plan.stage(id),
    };
    revise::by_date(plan, stage, &app.session.layer())
}
