//! What is shown once in a user's life: a mark in our own folder of the user's state says that it was.

use std::fs;
use std::path::Path;

/// Whether something of that name has not happened yet; from now on it has. Where no mark can be left it is taken for
/// done, so that nobody is asked at every start.
pub fn first_time(state: &Path, name: &str) -> bool {
    super::in_place::create_private(state).is_ok()
        && fs::OpenOptions::new().write(true).create_new(true).open(state.join(name)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_time_is_only_once() {
        let folder = tempfile::tempdir().unwrap();
        let state = folder.path().join("state");
        assert!(first_time(&state, "offered"));
        assert!(!first_time(&state, "offered"));
        fs::write(folder.path().join("file"), "").unwrap();
        assert!(!first_time(&folder.path().join("file"), "offered"));
    }
}
