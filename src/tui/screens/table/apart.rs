//! The columns that the table has while two plans stand side by side: what the other says of each initiative that differs,
//! and by how much.

use super::GAP;
use crate::plan::InitiativeIx;
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::{Canvas, Side};
use crate::units::{Day, Money};
use crate::views::apart::{self, Apart, Aparts};
use crate::views::table::{Line, Table};

/// One of these columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    StartThere,
    Start,
    FinishThere,
    Finish,
    CostThere,
    Cost,
}

impl Column {
    /// What it is called, and its cells.
    const fn heading(self) -> (&'static str, u16) {
        match self {
            Self::StartThere => ("start there", 11),
            Self::Start => ("± start", 7),
            Self::FinishThere => ("finish there", 12),
            Self::Finish => ("± finish", 8),
            Self::CostThere => ("cost there", 10),
            Self::Cost => ("± cost", 9),
        }
    }

    /// What it says of an initiative that differs.
    fn words(self, app: &App, of: &Apart) -> String {
        let day = |day: Option<Day>| day.map(Day::words);
        match self {
            Self::StartThere if !of.known => "not there".to_owned(),
            Self::StartThere if of.cost.there.is_none() && of.cost.differ() => "left out".to_owned(),
            Self::StartThere if of.start.differ() => day(of.start.there).unwrap_or("no date".to_owned()),
            Self::FinishThere if of.finish.differ() => day(of.last_there()).unwrap_or_default(),
            Self::CostThere if of.cost.differ() => {
                of.cost.there.map(|cost| app.figures().table(cost)).unwrap_or_default()
            }
            Self::StartThere | Self::FinishThere | Self::CostThere => String::new(),
            Self::Start => apart::later(of.start),
            Self::Finish => apart::later(of.finish),
            Self::Cost => dearer(app, of.dearer()),
        }
    }

    /// What the other says is quieter than by how much it differs.
    const fn role(self) -> Role {
        match self {
            Self::StartThere | Self::FinishThere | Self::CostThere => Role::Muted,
            Self::Start | Self::Finish | Self::Cost => Role::Text,
        }
    }
}

fn dearer(app: &App, money: Money) -> String {
    if money.is_zero() { String::new() } else { app.figures().table_signed(money) }
}

/// The columns that there is room for, with the first cell of each; none while nothing is compared.
fn columns(app: &App, all: u16) -> Vec<(Column, u16)> {
    use Column as C;
    if app.comparing.is_none() {
        return Vec::new();
    }
    let shown: &[Column] = match all {
        0..100 => &[C::Start, C::Finish, C::Cost],
        100..160 => &[C::StartThere, C::Start, C::Finish, C::Cost],
        160.. => &[C::StartThere, C::Start, C::FinishThere, C::Finish, C::CostThere, C::Cost],
    };
    let mut x = (all + GAP).saturating_sub(1 + shown.iter().map(|it| it.heading().1 + GAP).sum::<u16>());
    let place = |column: &Column| {
        let at = x;
        x += column.heading().1 + GAP;
        (*column, at)
    };
    shown.iter().map(place).collect()
}

/// How many cells they take.
pub fn cells(app: &App, all: u16) -> u16 {
    columns(app, all).iter().map(|(column, _)| column.heading().1 + GAP).sum()
}

/// Their headings.
pub fn heading(app: &App, row: &mut Canvas) {
    for (column, x) in columns(app, row.width()) {
        let (name, cells) = column.heading();
        row.beside(x, 0, cells, name, Role::Bar, Side::Right);
    }
}

/// What they say of one initiative.
pub fn item(app: &App, row: &mut Canvas, aparts: &Aparts, at: InitiativeIx) {
    let Some(of) = aparts.of.get(at.at()).filter(|of| of.differs()) else { return };
    for (column, x) in columns(app, row.width()) {
        row.beside(x, 0, column.heading().1, &column.words(app, of), column.role(), Side::Right);
    }
}

/// By how much all that have a row are dearer together.
pub fn total(app: &App, row: &mut Canvas, aparts: &Aparts, sheet: &Table) {
    let of = |line: &Line| match line {
        Line::Item(at) => aparts.of.get(at.at()).map(Apart::dearer),
        Line::Group { .. } => None,
    };
    let sum = dearer(app, sheet.lines.iter().filter_map(of).sum());
    for (column, x) in columns(app, row.width()).into_iter().filter(|(column, _)| *column == Column::Cost) {
        row.beside(x, 0, column.heading().1, &sum, Role::Heading, Side::Right);
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
