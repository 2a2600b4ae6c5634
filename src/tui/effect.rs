//! What the app asks of the world; `update` only says it, the door does it.

use std::path::PathBuf;

/// Something to be done outside the app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Write the plan's text to a file.
    Save {
        /// Where; nothing may stand there if `new`.
        path: PathBuf,
        /// Whether it is a new file.
        new: bool,
        /// Whether the program leaves once it is written.
        then_quit: bool,
    },
    /// Give the screen back to the shell until `fg`.
    Suspend,
    /// Draw every cell again.
    Repaint,
    /// Leave the program.
    Quit,
}
