//! What was copied last, kept in our own folder so that every planner of the user can paste it.

use std::fs;
use std::io::Read;
use std::path::Path;

const FILE: &str = "clipboard.toml";
/// As much as is kept.
const LONGEST: usize = 1024 * 1024;

/// What was copied last; `None` when nothing was, or it cannot be read.
pub fn clipboard(state: &Path) -> Option<String> {
    let mut text = String::new();
    fs::File::open(state.join(FILE)).ok()?.take(LONGEST as u64).read_to_string(&mut text).ok()?;
    (!text.is_empty()).then_some(text)
}

/// Keeps what is copied, readable for nobody else.
///
/// # Errors
/// Why it could not be kept, as a sentence.
pub fn keep_clipboard(state: &Path, text: &str) -> Result<(), String> {
    if text.len() > LONGEST {
        return Err("That is more than can be copied at once".to_owned());
    }
    let keep = || {
        super::in_place::create_private(state)?;
        let new = tempfile::Builder::new().prefix(".milepost-").suffix(".tmp").tempfile_in(state)?;
        fs::write(new.path(), text)?;
        new.persist(state.join(FILE)).map_err(|error| error.error)
    };
    keep()
        .map(|_| ())
        .map_err(|cause| format!("{}: what was copied could not be kept ({cause})", state.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_copied_last_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let state = folder.path().join("state");
        assert_eq!(clipboard(&state), None);
        keep_clipboard(&state, "[initiative.a]\n").unwrap();
        keep_clipboard(&state, "[initiative.b]\n").unwrap();
        assert_eq!(clipboard(&state).as_deref(), Some("[initiative.b]\n"));
        assert!(keep_clipboard(&state, &"x".repeat(LONGEST + 1)).is_err());
    }
}
