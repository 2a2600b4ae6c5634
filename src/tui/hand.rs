//! What the mouse has in hand between the press of its button and the release, and where it clicked last.

use ratatui::layout::Position;

use super::app::{RowKey, View};
use super::event::Millis;
use super::grab::Grip;
use super::splits::Divider;
use crate::edit::Change;

/// Two presses within this time are a double click.
pub const DOUBLE: Millis = 400;

/// What the mouse has in hand, and what it did last.
#[derive(Debug, Clone, Default)]
pub struct HandState {
    /// What was pressed, until it is released.
    pub drag: Option<Drag>,
    /// The last click.
    pub click: Option<Click>,
    /// Whether it was said how text is selected.
    pub told: bool,
}

/// Where and when a button was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Click {
    /// Where.
    pub at: Position,
    /// When.
    pub when: Millis,
    /// In which view.
    pub view: View,
}

/// Something that was pressed, and is not released yet.
#[derive(Debug, Clone)]
pub struct Drag {
    /// Where it was pressed.
    pub from: Position,
    /// Where the mouse is.
    pub at: Position,
    /// Whether it has left the cell where it was pressed.
    pub moved: bool,
    /// What it is.
    pub held: Held,
}

/// What was pressed.
#[derive(Debug, Clone)]
pub enum Held {
    /// Nothing that can be dragged.
    Nothing,
    /// A bar, by a part of it.
    Bar {
        /// The initiative's id.
        id: String,
        /// Which part.
        grip: Grip,
    },
    /// The handle of a bar, or a box of the network: what it is dropped on will wait for it.
    Link {
        /// The initiative's id.
        id: String,
        /// What lies under the mouse.
        over: Option<Over>,
    },
    /// All bars of a stage, by the line that says how long it lasts.
    Stage {
        /// Its id; empty: of what has no stage.
        id: String,
    },
    /// A row, to be put elsewhere: an initiative in its stage or another one, a stage among the stages.
    Row {
        /// Which.
        of: RowKey,
        /// Where it would be put.
        over: Option<Over>,
    },
    /// Rows that the mouse goes over are marked, from where it was pressed.
    Marks,
    /// A line between two panes.
    Divider {
        /// Which.
        which: Divider,
        /// The size that it stands for, when it was pressed.
        size: u16,
        /// What was chosen before; `None`: it went by the terminal.
        before: Option<u16>,
    },
    /// The empty sheet of the network.
    Sheet {
        /// The corner of the window when it was pressed.
        origin: (i32, i32),
    },
}

/// What a link or a row would be dropped on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Over {
    /// What lies there.
    pub of: RowKey,
    /// The change that it makes, or why it cannot be made.
    pub change: Result<Change, String>,
}

impl HandState {
    /// Notes a press; whether it is the second of a double click. A third begins anew.
    pub fn pressed(&mut self, click: Click) -> Pressed {
        let last = self.click.replace(click);
        let Some(last) = last.filter(|last| click.when.saturating_sub(last.when) <= DOUBLE) else {
            return Pressed::Once;
        };
        if last.at != click.at {
            Pressed::Once
        } else if last.view == click.view {
            self.click = None;
            Pressed::Twice
        } else {
            // The first press has led to another view; the second was not meant for that.
            Pressed::Elsewhere
        }
    }

    /// Whether a link is dragged.
    pub fn links(&self) -> bool {
        self.dragged().is_some_and(|drag| matches!(drag.held, Held::Link { .. }))
    }

    /// What is dragged: pressed, and moved since.
    pub fn dragged(&self) -> Option<&Drag> {
        self.drag.as_ref().filter(|drag| drag.moved)
    }
}

/// What a press is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pressed {
    /// A click.
    Once,
    /// The second of two in the same place.
    Twice,
    /// The second of two, in a view to which the first has led.
    Elsewhere,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_presses_in_one_place_are_a_double_click_and_a_third_begins_anew() {
        let mut hand = HandState::default();
        let mut press = |when, x, view| hand.pressed(Click { at: Position { x, y: 3 }, when, view });
        assert_eq!(press(0, 1, View::Roadmap), Pressed::Once);
        assert_eq!(press(DOUBLE, 1, View::Roadmap), Pressed::Twice);
        assert_eq!(press(DOUBLE + 1, 1, View::Roadmap), Pressed::Once);
        assert_eq!(press(DOUBLE + 2, 2, View::Roadmap), Pressed::Once);
        assert_eq!(press(2 * DOUBLE + 3, 2, View::Roadmap), Pressed::Once);
        assert_eq!(press(2 * DOUBLE + 4, 2, View::Money), Pressed::Elsewhere);
    }
}
