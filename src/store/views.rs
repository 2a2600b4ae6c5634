//! Views of plans that have a name, for all plans, kept in our own folder of the user's state.

use std::fs;
use std::io::Read;
use std::path::Path;

use serde::{Deserialize, Serialize};

const FILE: &str = "views.json";
/// As much as is read.
const LONGEST: u64 = 1024 * 1024;
/// As many as are kept.
const MOST: usize = 200;

/// A view with a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedView {
    /// What it is called.
    pub name: String,
    /// What it shows, as the screen writes it.
    pub shows: String,
}

/// All of them, in the order in which they were kept; none where nothing can be read.
pub fn saved_views(state: &Path) -> Vec<SavedView> {
    let mut text = String::new();
    let read = fs::File::open(state.join(FILE)).and_then(|file| file.take(LONGEST).read_to_string(&mut text));
    read.ok().and_then(|_| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// Keeps these in the place of all.
///
/// # Errors
/// Why they could not be kept, as a sentence.
pub fn keep_views(state: &Path, views: &[SavedView]) -> Result<(), String> {
    if views.len() > MOST {
        return Err(format!("{MOST} views are kept; delete one first"));
    }
    let keep = || {
        super::in_place::create_private(state)?;
        let new = tempfile::Builder::new().prefix(".milepost-").suffix(".tmp").tempfile_in(state)?;
        fs::write(new.path(), serde_json::to_string_pretty(views)?)?;
        new.persist(state.join(FILE)).map_err(|error| error.error)
    };
    keep().map(|_| ()).map_err(|cause| format!("{}: the view could not be kept ({cause})", state.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn views_are_kept_in_their_order() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(saved_views(folder.path()), []);
        let view = |name: &str| SavedView { name: name.to_owned(), shows: "{}".to_owned() };
        keep_views(folder.path(), &[view("b"), view("a")]).unwrap();
        assert_eq!(saved_views(folder.path()), [view("b"), view("a")]);
        fs::write(folder.path().join(FILE), "not json").unwrap();
        assert_eq!(saved_views(folder.path()), []);
    }
}
