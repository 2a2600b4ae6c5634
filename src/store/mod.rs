//! Plans on disk: read within limits, saved atomically, never over somebody else's change.
//!
//! A save goes to a new file beside the plan, is read back, and takes the plan's place in one step; only where that
//! would break something (a hard link, a foreign owner, a folder that cannot be written) is the file overwritten in
//! place, with a durable copy of the old text first. The journal keeps every step between saves.

mod attributes;
mod bookmark;
mod clipboard;
mod folder;
mod in_place;
pub mod journal;
mod once;
mod others;
mod place;
mod read;
mod recent;
mod save;
mod sweep;
mod together;
mod typed;
mod views;
mod watch;

use std::sync::Arc;

pub use bookmark::{bookmark, leave_bookmark};
pub use clipboard::{clipboard, keep_clipboard};
pub use folder::{files, make as make_folder};
pub use in_place::cut_short;
pub use once::first_time;
pub use others::{text_of, write_text};
pub use read::{ReadError, bytes, read, read_stream};
pub use recent::{last_gone, last_plan, plans_in, recent_plans, remember};
pub use save::{SaveError, Saved, overwrite, save, save_new};
pub use sweep::sweep;
pub use together::{Together, open_plans};
pub use typed::{keep_typed, typed};
pub use views::{SavedView, keep_views, saved_views};
pub use watch::{Stamp, stamp};

/// The largest plan that is read: 16 MiB.
pub const MOST_BYTES: u64 = 16 * 1024 * 1024;

/// A text as it was last read from disk, or written there: what a save must still find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    text: Arc<str>,
}

impl Seen {
    /// A text that is known to be on disk.
    pub fn new(text: impl Into<Arc<str>>) -> Self {
        Self { text: text.into() }
    }

    /// The text, byte order mark included.
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// Whether these are the same bytes.
    pub fn is(&self, bytes: &[u8]) -> bool {
        self.text.as_bytes() == bytes
    }
}
