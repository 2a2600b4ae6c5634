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

/// What was last written of a plan; `None` for the plan without a file.
pub fn bookmark(state: &Path, plan: Option<&Path>) -> Option<String> {
    let mut text = String::new();
    fs::File::open(path(state, plan)?).ok()?.take(LONGEST).read_to_string(&mut text).ok()?;
    Some(text)
}

/// Writes where the reader is in a plan; `None`: that goes. Of very many plans the one left longest ago is forgotten.
pub fn leave_bookmark(state: &Path, plan: Option<&Path>, text: Option<&str>) {
    let Some(path) = path(state, plan) else { return };
    let Some(text) = text else {
        let _ = fs::remove_file(path);
        return;
    };
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

fn path(state: &Path, plan: Option<&Path>) -> Option<PathBuf> {
    let name = match plan {
        Some(plan) => super::place::fingerprint(&fs::canonicalize(plan).ok()?),
        None => "unnamed".to_owned(),
    };
    Some(state.join(FOLDER).join(format!("{name}.json")))
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
        assert_eq!(bookmark(&state, Some(&one)), None);
        leave_bookmark(&state, Some(&one), Some("{}"));
        leave_bookmark(&state, Some(&two), Some("{\"view\":\"money\"}"));
        assert_eq!(bookmark(&state, Some(&one)).as_deref(), Some("{}"));
        assert_eq!(bookmark(&state, Some(&two)).as_deref(), Some("{\"view\":\"money\"}"));
        leave_bookmark(&state, None, Some("[]"));
        assert_eq!(bookmark(&state, None).as_deref(), Some("[]"));
        leave_bookmark(&state, None, None);
        assert_eq!(bookmark(&state, None), None);
        for number in 0..MOST {
            leave_bookmark(&state, Some(&plan(&format!("{number}.toml"))), Some("{}"));
        }
        assert_eq!(super::super::files(&state.join(FOLDER), "json").len(), MOST);
        assert_eq!(bookmark(&state, Some(&folder.path().join("none.toml"))), None);
    }
}
