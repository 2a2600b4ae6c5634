//! Which plans were open lately, kept in our own folder of the user's state: one path a line.

use std::fs;
use std::path::{Path, PathBuf};

const NAME: &str = "recent-plans";
/// As many as are remembered.
const MOST: usize = 20;

/// The plans that were open lately and are still there, the last one first.
pub fn recent_plans(state: &Path) -> Vec<PathBuf> {
    remembered(state).into_iter().filter(|path| path.is_file()).collect()
}

/// The plan that was open last, if it is still there.
pub fn last_plan(state: &Path) -> Option<PathBuf> {
    remembered(state).into_iter().next().filter(|path| path.is_file())
}

/// The plan that was open last, if it is there no more.
pub fn last_gone(state: &Path) -> Option<PathBuf> {
    remembered(state).into_iter().next().filter(|path| path.symlink_metadata().is_err())
}

/// The TOML files of a folder that are called as plans are, by name; none when it cannot be listed.
pub fn plans_in(folder: &Path) -> Vec<PathBuf> {
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let Ok(entries) = fs::read_dir(here) else { return Vec::new() };
    let named = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        path.extension().is_some_and(|end| end == "toml")
            && !name.starts_with('.')
            && !NOT_PLANS.contains(&name.as_ref())
            && path.is_file()
    };
    let paths = entries.take(MOST_LOOKED_AT).flatten().map(|entry| folder.join(entry.file_name()));
    let mut plans: Vec<PathBuf> = paths.filter(named).collect();
    plans.sort();
    plans
}

/// TOML files that many folders have and that are no plans.
const NOT_PLANS: [&str; 4] = ["Cargo.toml", "pyproject.toml", "rustfmt.toml", "clippy.toml"];
/// As many entries of a folder are looked at.
const MOST_LOOKED_AT: usize = 2_000;

/// Remembers a plan as the last one. What cannot be remembered is forgotten: nothing depends on it.
pub fn remember(state: &Path, plan: &Path) {
    let Ok(plan) = fs::canonicalize(plan) else { return };
    // A path that is not text could not be read back.
    if plan.to_str().is_none_or(|text| text.contains('\n')) {
        return;
    }
    let mut plans = remembered(state);
    plans.retain(|other| *other != plan);
    plans.insert(0, plan);
    plans.truncate(MOST);
    let lines = plans.iter().filter_map(|path| path.to_str());
    let lines = lines.fold(String::new(), |lines, path| lines + path + "\n");
    if super::in_place::create_private(state).is_ok() {
        let _ = write(state, NAME, &lines);
    }
}

fn remembered(state: &Path) -> Vec<PathBuf> {
    let text = fs::read_to_string(state.join(NAME)).unwrap_or_default();
    text.lines().filter(|line| !line.is_empty()).take(MOST).map(PathBuf::from).collect()
}

/// Two programs may write at once; each puts a whole list in place.
pub(super) fn write(state: &Path, name: &str, lines: &str) -> std::io::Result<()> {
    let new = tempfile::Builder::new().prefix(".milepost-").suffix(".tmp").tempfile_in(state)?;
    fs::write(new.path(), lines)?;
    new.persist(state.join(name)).map(drop).map_err(|error| error.error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plans_are_remembered_as_long_as_they_are_there_the_last_one_first() {
        let folder = tempfile::tempdir().unwrap();
        let state = folder.path().join("state");
        assert_eq!(last_plan(&state), None);
        let plan = |name: &str| {
            let path = folder.path().join(name);
            fs::write(&path, "").unwrap();
            remember(&state, &path);
            fs::canonicalize(path).unwrap()
        };
        let (one, two) = (plan("one.toml"), plan("two.toml"));
        assert_eq!(recent_plans(&state), [two.clone(), one.clone()]);
        assert_eq!(plan("one.toml"), one);
        assert_eq!(recent_plans(&state), [one.clone(), two.clone()]);
        fs::remove_file(&one).unwrap();
        // The last one is gone, and no other is opened in its place unasked.
        assert_eq!(last_plan(&state), None);
        assert_eq!(recent_plans(&state), [two]);
        for number in 0..30 {
            plan(&format!("{number}.toml"));
        }
        assert_eq!(recent_plans(&state).len(), MOST);
    }
}
