//! What can happen to the app.

use std::path::PathBuf;
use std::sync::Arc;

use crate::git::Baseline;
use crate::store::{SavedView, Seen};

use super::effect::Then;
use super::key::Key;
use super::past::News;
use super::past::step::Step;
use super::revisions::Found;

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
    /// Something else on the desktop is typed into now.
    Unfocused,
    /// A deadline has passed, or what was left for later may be computed now.
    Tick,
    /// An attempt to write the plan has ended.
    Saved(SaveEnd),
    /// The plan's file was looked at.
    Disk(OnDiskNow),
    /// A copy was written, under this path; or not, for this reason.
    Copied(Result<PathBuf, String>),
    /// The theme of this name was kept in the settings, with what goes before them; or not, for this reason.
    ThemeKept(String, Result<Option<&'static str>, String>),
    /// What was copied last; `None`: nothing that is kept.
    Clipboard(Option<String>),
    /// The views that have a name.
    Views(Vec<SavedView>),
    /// Something could not be kept, for this reason.
    NotKept(String),
    /// A file with rows of a spreadsheet was read; or not, for this reason.
    Rows(Result<String, String>),
    /// The plans that could be opened.
    Recent(Nearby),
    /// The revisions of a file were listed; or not, for this reason.
    Revisions(PathBuf, Result<Found, String>),
    /// Something of the history of a file was read; with how often it was asked for by then.
    Past(PathBuf, u64, News),
    /// What a commit changed in a file was computed; or not, for this reason.
    Step(PathBuf, Result<Arc<Step>, String>),
    /// What the plan of a file is to be held against was read; or not, for this reason.
    Baseline(PathBuf, Result<Baseline, String>),
    /// The lines of a conflict, by its number, were written in the editor; or not, for this reason.
    Lines(usize, Result<String, String>),
    /// A solved text was written, with what is to be known of it; or not, for this reason.
    Merged(Result<Option<String>, String>),
    /// The journal could not be made durable, for this reason.
    JournalFailed(String),
    /// The ways back of a cell, for the revision they were sought for.
    Ways(u64, Box<super::ways::Kept>),
}

/// The plans that could be opened.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Nearby {
    /// Those that were open lately, the last one first.
    pub recent: Vec<PathBuf>,
    /// Those of the plan's folder and of the folder that the program was started in, by name.
    pub beside: Vec<PathBuf>,
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mouse {
    /// The left button went down.
    Press,
    /// The left button went down with Ctrl.
    PressOne,
    /// The left button went down with Shift or Alt; most terminals keep Shift for selecting text.
    PressRange,
    /// It moved while the left button was down.
    Drag,
    /// The left button went up.
    Release,
    /// It moved while no button was down; said only while something is dragged.
    Hover,
    /// The right button went down.
    Right,
    /// The wheel turned up.
    WheelUp,
    /// The wheel turned down.
    WheelDown,
    /// The wheel turned to the left, or up with Shift.
    WheelLeft,
    /// The wheel turned to the right, or down with Shift.
    WheelRight,
    /// The wheel turned up with Ctrl.
    ZoomIn,
    /// The wheel turned down with Ctrl.
    ZoomOut,
}

/// What the mouse does where it only chooses: in lists, forms and slides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chooses {
    /// It clicked.
    Click,
    /// Its wheel turned up.
    Up,
    /// Its wheel turned down.
    Down,
}

impl Mouse {
    /// What it does where it only chooses; `None`: nothing.
    pub const fn chooses(self) -> Option<Chooses> {
        match self {
            Self::Press | Self::PressOne | Self::PressRange => Some(Chooses::Click),
            Self::WheelUp => Some(Chooses::Up),
            Self::WheelDown => Some(Chooses::Down),
            Self::Drag
            | Self::Release
            | Self::Hover
            | Self::Right
            | Self::WheelLeft
            | Self::WheelRight
            | Self::ZoomIn
            | Self::ZoomOut => None,
        }
    }
}

/// What stands where the plan's file should be.
#[derive(Debug, Clone, PartialEq)]
pub enum OnDiskNow {
    /// This text.
    Text(Seen),
    /// Nothing.
    Gone,
    /// A folder, a pipe or a device: the file is gone.
    Replaced,
    /// Something that cannot be read, for this reason.
    Unreadable(String),
}

/// How an attempt to write the plan has ended.
#[derive(Debug, Clone, PartialEq)]
pub enum SaveEnd {
    /// It stands on disk under this path.
    Done {
        /// Where.
        path: PathBuf,
        /// What stands there.
        seen: Seen,
        /// Something to know although it is saved.
        warning: Option<String>,
        /// What comes now.
        then: Then,
    },
    /// It does not, because the file holds another text than was last read.
    Changed,
    /// It does not, for this reason.
    Failed(String),
}
