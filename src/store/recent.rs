//! Which plan was open last, kept in our own folder of the user's state.

use std::fs;
use std::path::{Path, PathBuf};

const NAME: &str = "last-plan";

/// The plan that was open last, if it is still there.
pub fn last_plan(state: &Path) -> Option<PathBuf> {
    let path = PathBuf::from(fs::read_to_string(state.join(NAME)).ok()?.trim_end_matches('\n'));
    path.is_file().then_some(path)
}

/// Remembers a plan as the last one. What cannot be remembered is forgotten: nothing depends on it.
pub fn remember(state: &Path, plan: &Path) {
    let Ok(plan) = fs::canonicalize(plan) else { return };
    // A path that is not text could not be read back.
    let Some(text) = plan.to_str().filter(|text| !text.contains('\n')) else { return };
    if super::in_place::create_private(state).is_ok() {
        let _ = fs::write(state.join(NAME), format!("{text}\n"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_plan_is_remembered_as_long_as_it_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let (state, plan) = (folder.path().join("state"), folder.path().join("plan.toml"));
        assert_eq!(last_plan(&state), None);
        fs::write(&plan, "").unwrap();
        remember(&state, &plan);
        assert_eq!(last_plan(&state), Some(fs::canonicalize(&plan).unwrap()));
        fs::remove_file(&plan).unwrap();
        assert_eq!(last_plan(&state), None);
    }
}
