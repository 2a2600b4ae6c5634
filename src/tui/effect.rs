//! What the app asks of the world; `update` only says it, the door does it.

use std::path::PathBuf;

use crate::git::Commit;
use crate::store::{SavedView, Seen};

/// What comes after the plan was written, or after it was decided that it is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Then {
    /// Nothing.
    Stay,
    /// Closing the plan; the last one closes the program.
    Quit,
    /// Opening the file in the user's editor, at a line.
    Edit(usize),
}

/// A solved text, and the file that it is written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Solved {
    /// The file.
    pub path: PathBuf,
    /// What it must still hold.
    pub seen: Seen,
    /// The text.
    pub text: String,
    /// Whether a copy of what it holds is left.
    pub copy: bool,
}

/// Something to be done outside the app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Write the plan's text to a file.
    Save {
        /// Where; nothing may stand there if `new`.
        path: PathBuf,
        /// Whether it is a new file.
        new: bool,
        /// What comes once it is written.
        then: Then,
    },
    /// Write the plan's text to another file and go on with this one.
    SaveCopy(PathBuf),
    /// Begin a plan in a new file, and show it.
    NewPlan(PathBuf),
    /// Leave a text as a copy in our own folder.
    SetAside(String),
    /// Read the plan's file again now.
    Look,
    /// Keep the theme of this name in the settings.
    KeepTheme(String),
    /// Keep a text for this and other programs to paste.
    Copy(String),
    /// Read what was copied last.
    Paste,
    /// Read the views that have a name.
    ReadViews,
    /// Keep these views in the place of all.
    KeepViews(Vec<SavedView>),
    /// Read a file with rows of a spreadsheet.
    ReadRows(PathBuf),
    /// Find out which plans could be opened.
    Recent,
    /// Read the history of a file.
    Past {
        /// The file.
        path: PathBuf,
        /// How often it was asked for.
        asked: u64,
    },
    /// Compute what a commit changed in a file.
    Step {
        /// The file.
        path: PathBuf,
        /// The commit.
        commit: Box<Commit>,
    },
    /// Find out which revisions a file has.
    Revisions(PathBuf),
    /// Read what the plan of a file is to be held against.
    Baseline {
        /// What it is: a revision, or a file.
        asked: String,
        /// The plan's file.
        path: PathBuf,
    },
    /// Open another plan beside this one.
    Open(PathBuf),
    /// Show another of the open plans, by its place.
    Show(usize),
    /// Show the tour: where it waits, else on the built-in example, opened beside this plan.
    Tour,
    /// Give the plan's file to the user's editor, at a line.
    Edit {
        /// The line, from 1.
        line: usize,
    },
    /// Let the user's editor write the lines of a conflict, by its number, given what they are.
    EditLines {
        /// The number of the conflict.
        at: usize,
        /// The lines.
        text: String,
    },
    /// Write a solved text to the file whose conflicts it solves.
    WriteMerged(Solved),
    /// Leave the program with this status.
    End(u8),
    /// Note that what is not saved is given up: it stays in the history, and is not offered again.
    GiveUp,
    /// Let the terminal say what the mouse does, or no longer.
    Mouse(bool),
    /// Give the screen back to the shell until `fg`.
    Suspend,
    /// Draw every cell again.
    Repaint,
    /// Close the plan, and leave the program when it was the last one.
    Quit,
}
