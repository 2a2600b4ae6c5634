//! What can happen to the app.

use crate::store::Seen;

use super::key::Key;

/// Milliseconds since the program started.
pub type Millis = u64;

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted in one go.
    Paste(String),
    /// The mouse did something at a column and a row.
    Mouse(Mouse, u16, u16),
    /// The terminal has another size: columns and rows.
    Resize(u16, u16),
    /// A deadline has passed, or what was left for later may be computed now.
    Tick,
    /// An attempt to write the plan has ended.
    Saved(SaveEnd),
    /// The ways back of a cell, for the revision they were sought for.
    Ways(u64, Box<super::ways::Kept>),
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mouse {
    /// The left button went down.
    Press,
    /// The wheel turned up.
    WheelUp,
    /// The wheel turned down.
    WheelDown,
}

/// How an attempt to write the plan has ended.
#[derive(Debug, Clone, PartialEq)]
pub enum SaveEnd {
    /// It stands on disk under this path.
    Done {
        /// Where.
        path: std::path::PathBuf,
        /// What stands there.
        seen: Seen,
        /// Something to know although it is saved.
        warning: Option<String>,
        /// Whether the program leaves now.
        then_quit: bool,
    },
    /// It does not, for this reason.
    Failed(String),
}
