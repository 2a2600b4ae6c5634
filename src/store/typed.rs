//! What is typed in a plan and not kept yet, in our own folder of the user's state: one small file a plan, there only while
//! something is typed.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

const FOLDER: &str = "typed";
/// As much as is read: what is pasted may be large.
const LONGEST: u64 = 32 * 1024 * 1024;

/// What was being typed in a plan when the program ended; `None` for a plan without a file.
pub fn typed(state: &Path, plan: Option<&Path>) -> Option<String> {
    let mut text = String::new();
    fs::File::open(path(state, plan)?).ok()?.take(LONGEST).read_to_string(&mut text).ok()?;
    Some(text)
}

/// Writes what is being typed in a plan; `None`: nothing, and the file goes. What cannot be written is not kept: the
/// journal says by itself when it has no place.
pub fn keep_typed(state: &Path, plan: Option<&Path>, text: Option<&str>) {
    let Some(path) = path(state, plan) else { return };
    let Some(text) = text else {
        let _ = fs::remove_file(path);
        return;
    };
    let folder = state.join(FOLDER);
    if super::in_place::create_private(&folder).is_ok() {
        let new = tempfile::Builder::new().prefix(".milepost-").suffix(".tmp").tempfile_in(&folder);
        let _ = new.and_then(|new| {
            fs::write(new.path(), text)?;
            new.persist(path).map_err(|error| error.error)
        });
    }
}

fn path(state: &Path, plan: Option<&Path>) -> Option<PathBuf> {
    let name = match plan {
        Some(plan) => super::place::fingerprint(&fs::canonicalize(plan).ok()?),
        None => "unnamed".to_owned(),
    };
    Some(state.join(FOLDER).join(format!("{name}.json")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_there_only_while_something_is_typed() {
        let folder = tempfile::tempdir().unwrap();
        let (state, plan) = (folder.path().join("state"), folder.path().join("plan.toml"));
        fs::write(&plan, "").unwrap();
        for plan in [Some(plan.as_path()), None] {
            assert_eq!(typed(&state, plan), None);
            keep_typed(&state, plan, Some("{}"));
            assert_eq!(typed(&state, plan).as_deref(), Some("{}"));
        }
        keep_typed(&state, Some(&plan), None);
        assert_eq!(typed(&state, Some(&plan)), None);
        assert_eq!(typed(&state, None).as_deref(), Some("{}"));
    }
}
