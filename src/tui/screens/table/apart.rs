//! The columns that the table has while two plans stand side by side: what the other says of each initiative that differs,
//! and by how much. They stand at the right edge, whatever is scrolled beside them.

use super::GAP;
use crate::plan::InitiativeIx;
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::{Canvas, Side};
use crate::views::apart::{Apart, Aparts};
use crate::views::columns::Apart as Of;
use crate::views::columns::Column;

/// What the other says is quieter than by how much it differs.
const fn role(of: Of) -> Role {
    match of {
        Of::StartThere | Of::FinishThere | Of::CostThere | Of::RunningThere => Role::Muted,
        Of::Start | Of::Finish | Of::Cost | Of::Running => Role::Text,
    }
}

/// The columns that there is room for, with the first cell of each; none while nothing is compared.
pub fn placed(app: &App, all: u16) -> Vec<(Column, u16, u16)> {
    let shown = app.apart_columns(all);
    let mut x = (all + GAP).saturating_sub(1 + shown.iter().map(|it| it.cells() + GAP).sum::<u16>());
    let place = |column: Column| {
        let at = x;
        x += column.cells() + GAP;
        (column, at, column.cells())
    };
    shown.into_iter().map(place).collect()
}

/// How many cells they take.
pub fn cells(app: &App, all: u16) -> u16 {
    placed(app, all).iter().map(|(.., cells)| cells + GAP).sum()
}

/// What they say of one initiative.
pub fn item(app: &App, row: &mut Canvas, aparts: &Aparts, at: InitiativeIx, selected: bool) {
    let (of, figures) = (aparts.of_one(at), app.figures());
    for (column, x, cells) in placed(app, row.width()) {
        let Some(holds) = column.apart() else { continue };
        let mut role = role(holds);
        if selected && app.table_column() == column {
            role = Role::CursorCell;
            row.part(x.saturating_sub(1), 0, cells + 2, 1).fill(role);
        }
        let text = of.map(|of| of.words(holds, &figures)).unwrap_or_default();
        row.beside(x, 0, cells, &text, role, Side::Right);
    }
}

/// By how much several are dearer together.
pub fn sums(app: &App, row: &mut Canvas, aparts: &Aparts, of: &[InitiativeIx], role: Role) {
    for (column, x, cells) in placed(app, row.width()) {
        if let Some(sum) = column.apart().and_then(|holds| aparts.dearer(holds, of)) {
            row.beside(x, 0, cells, &app.figures().table_signed(sum), role, Side::Right);
        }
    }
}

/// What it is that differs, for the line under the rows.
pub fn words(app: &App, aparts: &Aparts) -> String {
    let Some(with) = &app.comparing else { return String::new() };
    let name = app.other_name(with);
    let said = if aparts.of.iter().any(Apart::differs) {
        format!("± {name}: + is later or dearer here")
    } else {
        format!("± {name}: the same dates and costs")
    };
    match aparts.only_there {
        0 => said,
        many => format!("{said} · {many} only there"),
    }
}
