//! Commands of the gates.

use super::{open, roadmap};
use crate::tui::app::App;
use crate::tui::command::Command;
use crate::tui::overlays::Overlay;
use crate::tui::overlays::gates::{Gates, rows};

/// Runs a command of the gates.
pub fn run(app: &mut App, command: Command) {
    use Command as C;
    if command == C::Gates {
        // The next gate to come is the one that is asked about.
        let gates = app.gates();
        let next = gates.iter().position(|gate| gate.point.is_some_and(|point| point > app.today));
        open(app, Overlay::Gates(Gates { at: next.unwrap_or(0), row: 0 }));
        return;
    }
    let gates = app.gates();
    let page = usize::from(app.size.1 / 3).max(1);
    let Some(Overlay::Gates(state)) = app.overlays.last_mut() else { return };
    let last = gates.len().saturating_sub(1);
    let all = gates.get(state.at.min(last)).map(rows).unwrap_or_default();
    let end = all.len().saturating_sub(1);
    let turned = state.at;
    match command {
        C::GateNext => state.at = (state.at + 1).min(last),
        C::GateBack => state.at = state.at.saturating_sub(1),
        C::GateDown => state.row = (state.row + 1).min(end),
        C::GateUp => state.row = state.row.saturating_sub(1),
        C::GatePageDown => state.row = (state.row + page).min(end),
        C::GatePageUp => state.row = state.row.saturating_sub(page),
        C::GateLeave => {
            app.overlays.pop();
            return;
        }
        C::GateGo => {
            let at = all.get(state.row).copied();
            app.overlays.pop();
            let id = at.map(|at| app.analysis().plan.initiatives[at.at()].id.clone());
            if let Some(id) = id {
                roadmap::go_to(app, &id);
            }
            return;
        }
        // Commands of other contexts never come here.
        _ => {}
    }
    if state.at != turned {
        state.row = 0;
    }
}
