//! A row that is dragged: an initiative within its stage or into another one, a stage among the stages.

use ratatui::layout::Position;

use crate::edit::Change;
use crate::plan::{InitiativeIx, StageIx};
use crate::revise;
use crate::tui::app::{App, RowKey, View};
use crate::tui::hand::{Held, Over};
use crate::tui::hit::{self, Spot};
use crate::tui::update::{edits, order, roadmap, table};

/// Where a row would be put that is carried to a place.
pub fn carry(app: &mut App, of: RowKey, over: Option<Over>, at: Position) {
    let under = under(app, at).filter(|under| *under != of);
    let over = match under {
        Some(under) if over.as_ref().is_some_and(|over| over.of == under) => over,
        Some(under) => {
            let change = change(app, &of, &under);
            Some(Over { of: under, change })
        }
        None => None,
    };
    app.toasts.clear();
    match (&over, &of) {
        (None, RowKey::Bar(_)) => app.say("Onto another row of its stage, or another stage"),
        (None, RowKey::Lane(_)) => app.say("Onto another stage, whose place it takes"),
        (Some(Over { of: under, change: Ok(change) }), _) => {
            let onto = if same_stage(app, &of, under) {
                format!(": takes the place of {}", title(app, under))
            } else {
                String::new()
            };
            let words = format!("{}{onto}", change.label);
            app.say(words);
        }
        (Some(Over { change: Err(why), .. }), _) => {
            let why = why.clone();
            app.fail(why);
        }
    }
    if let Some(drag) = &mut app.hand.drag {
        drag.held = Held::Row { of, over };
    }
}

/// The row is let go where it would be put.
pub fn let_go(app: &mut App, of: &RowKey, over: Option<Over>) {
    app.toasts.clear();
    match over.map(|over| over.change) {
        None => {}
        Some(Err(why)) => app.fail(why),
        Some(Ok(change)) => {
            let about = match of {
                RowKey::Bar(id) => id,
                RowKey::Lane(_) => "",
            };
            edits::make(app, &change, Some(about));
            roadmap::keep_in_sight(app);
            table::in_sight(app);
        }
    }
}

/// The row under the mouse.
fn under(app: &App, at: Position) -> Option<RowKey> {
    match app.view {
        View::Roadmap => match hit::roadmap(app, at) {
            Spot::Row { row, .. } => app.key_of(row),
            Spot::Nothing | Spot::Year(_) | Spot::Divider(_) | Spot::Detail => None,
        },
        View::Initiatives => {
            let at = table::initiative_at(app, at)?;
            Some(RowKey::Bar(app.session.analysis().plan.initiatives[at.at()].id.clone()))
        }
        View::Money | View::Network | View::Changes | View::Past | View::Problems => None,
    }
}

/// What dropping a row on another would do, or why it cannot be done.
fn change(app: &App, of: &RowKey, under: &RowKey) -> Result<Change, String> {
    let analysis = app.session.analysis();
    let (plan, layer) = (&analysis.plan, app.session.layer());
    let gone = || "It is no longer there".to_owned();
    match (of, under) {
        (RowKey::Bar(id), RowKey::Bar(other)) if same_stage(app, of, under) => {
            let (own, to) = plan.initiative(id).zip(plan.initiative(other)).ok_or_else(gone)?;
            revise::move_initiative_to(plan, &analysis.schedule, own, to, &layer)
        }
        (RowKey::Bar(id), _) => {
            let own = plan.initiative(id).ok_or_else(gone)?;
            // What is marked goes along with the one that is dragged.
            let marked = app.marked();
            let which: Vec<InitiativeIx> = if marked.contains(&own) { marked } else { vec![own] };
            let stage = stage_of(app, under).map(|stage| plan.stages[stage.at()].id.as_str());
            revise::restage_many(plan, &which, stage, &layer).ok_or_else(|| "It is in that stage".to_owned())
        }
        (RowKey::Lane(id), _) => {
            let own = plan.stage(id).ok_or("What has no stage comes last, always")?;
            let to = stage_of(app, under).ok_or("What has no stage comes last, always")?;
            order::in_the_plan(app)?;
            revise::move_stage_to(plan, own, to)
        }
    }
}

fn same_stage(app: &App, one: &RowKey, other: &RowKey) -> bool {
    let bars = matches!((one, other), (RowKey::Bar(_), RowKey::Bar(_)));
    let stages = matches!((one, other), (RowKey::Lane(_), _));
    stages || (bars && stage_of(app, one) == stage_of(app, other))
}

/// The stage of a row; `None`: it has none.
fn stage_of(app: &App, row: &RowKey) -> Option<StageIx> {
    let plan = &app.session.analysis().plan;
    match row {
        RowKey::Bar(id) => plan.initiatives[plan.initiative(id)?.at()].stage,
        RowKey::Lane(id) => plan.stage(id),
    }
}

/// What a row is called.
pub fn title(app: &App, row: &RowKey) -> String {
    let plan = &app.session.analysis().plan;
    match row {
        RowKey::Bar(id) => plan.initiative(id).map(|at| plan.initiatives[at.at()].title.clone()),
        RowKey::Lane(id) => plan.stage(id).map(|at| plan.stages[at.at()].title.clone()),
    }
    .unwrap_or_default()
}
