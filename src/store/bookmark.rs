//! Where the reader was in a plan, kept in our own folder of the user's state and never in the plan.
//!
//! Nothing depends on it: what cannot be written or read is as if it had never been.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

const FOLDER: &str = "bookmarks";
/// As many plans as are remembered.
const MOST: usize = 200;
/// As much as is read of one.
const LONGEST: u64 = 64 * 1024;

/// What was last written of a plan.
pub fn bookmark(state: &Path, plan: &Path) -> Option<String> {
    let mut text = String::new();
    fs::File::open(path(state, plan)?).ok()?.take(LONGEST).read_to_string(&mut text).ok()?;
    Some(text)
}

/// Writes where the reader is in a plan; of very many plans the one left longest ago is forgotten.
pub fn leave_bookmark(state: &Path, plan: &Path, text: &str) {
    let Some(path) = path(state, plan) else { return };
    let folder = state.join(FOLDER);
    if super::in_place::create_private(&folder).is_err() {
        return;
    }
    let new = tempfile::Builder::new().prefix(".milepost-").suffix(".tmp").tempfile_in(&folder);
    let written = new.and_then(|new| {
        fs::write(new.path(), text)?;
        new.persist(path).map_err(|error| error.error)
    });
    if written.is_ok() {
        sweep(&folder);
    }
}

fn path(state: &Path, plan: &Path) -> Option<PathBuf> {
    let plan = fs::canonicalize(plan).ok()?;
    Some(state.join(FOLDER).join(format!("{}.json", super::place::fingerprint(&plan))))
}

fn sweep(folder: &Path) {
    let mut known = super::files(folder, "json");
    if known.len() <= MOST {
        return;
    }
    known.sort_by_cached_key(|path| fs::metadata(path).and_then(|metadata| metadata.modified()).ok());
    for path in &known[..known.len() - MOST] {
        let _ = fs::remove_file(path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_plan_has_its_own_and_old_ones_are_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let state = folder.path().join("state");
        let plan = |name: &str| {
            let path = folder.path().join(name);
            fs::write(&path, "").unwrap();
            path
        };
        let (one, two) = (plan("one.toml"), plan("two.toml"));
        assert_eq!(bookmark(&state, &one), None);
        leave_bookmark(&state, &one, "{}");
        leave_bookmark(&state, &two, "{\"view\":\"money\"}");
        assert_eq!(bookmark(&state, &one).as_deref(), Some("{}"));
        assert_eq!(bookmark(&state, &two).as_deref(), Some("{\"view\":\"money\"}"));
        for number in 0..MOST {
            leave_bookmark(&state, &plan(&format!("{number}.toml")), "{}");
        }
        assert_eq!(super::super::files(&state.join(FOLDER), "json").len(), MOST);
        assert_eq!(bookmark(&state, &folder.path().join("none.toml")), None);
    }
}
