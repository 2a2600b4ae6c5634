//! The sizes of panes, by keys and by dragging the lines between them.

use ratatui::layout::Position;

use super::{hand, roadmap};
use crate::tui::app::{App, View};
use crate::tui::command::Command;
use crate::tui::hand::Held;
use crate::tui::screens;
use crate::tui::splits::{Divider, Splits};

/// Runs a command of the sizes.
pub fn run(app: &mut App, command: Command) {
    use Command as C;
    let (list, strip) = match app.view {
        View::Money => (Divider::Pane, Divider::Grid),
        View::Roadmap | View::Initiatives | View::Network | View::Changes | View::Past | View::Problems => {
            (Divider::List, Divider::Strip)
        }
    };
    let beside = roadmap::parts(app).beside;
    let details = if beside { Divider::Side } else { Divider::Detail };
    let by = if beside { 4 } else { 1 };
    match command {
        C::PaneNarrower => resize(app, list, -2),
        C::PaneWider => resize(app, list, 2),
        C::PaneLower => resize(app, strip, -1),
        C::PaneHigher => resize(app, strip, 1),
        C::DetailsSmaller => resize(app, details, -by),
        C::DetailsLarger => resize(app, details, by),
        C::PanesAgain => app.splits = Splits::default(),
        // Commands of other contexts never come here.
        _ => {}
    }
    roadmap::keep_in_sight(app);
}

fn resize(app: &mut App, which: Divider, by: i32) {
    let size = size_of(app, which);
    set(app, which, (i32::from(size) + by).max(0) as u16);
}

/// A line between panes was pressed; from here on it can be dragged.
pub fn take(app: &mut App, which: Divider, at: Position) {
    let (size, before) = (size_of(app, which), *app.splits.size(which));
    hand::take(app, at, Held::Divider { which, size, before });
}

/// Gives what a line stands for another size, as far as there is room for it.
pub fn set(app: &mut App, which: Divider, size: u16) {
    *app.splits.size(which) = Some(size);
    // What was not given is not kept, so that going back begins at once.
    let given = size_of(app, which);
    *app.splits.size(which) = Some(given);
    roadmap::keep_in_sight(app);
}

/// The size that a line between panes stands for now.
pub fn size_of(app: &App, which: Divider) -> u16 {
    let parts = roadmap::parts(app);
    match which {
        Divider::List => parts.list,
        Divider::Strip => parts.strip.height,
        Divider::Detail => parts.detail.height,
        Divider::Side => parts.detail.width,
        Divider::Grid | Divider::Pane => screens::money_size(app, which),
    }
}
