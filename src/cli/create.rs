//! `milepost NAME` where there is no such file: a name that is new is as likely as one that is misspelt, so it is asked.

use std::io::{self, BufRead};
use std::path::Path;

use super::args::Template;
use super::outcome::Failure;
use super::{open, say};
use crate::display::harmless;
use crate::store;

/// Asks whether a plan is to be written where there is none, and writes it; nothing where there is something. Of a plan
/// that was worked on and whose file is gone the text is given, if that is wanted.
pub fn offer(path: &Path, state: Option<&Path>) -> Result<Option<String>, Failure> {
    if open::is_stdin(path) || path.symlink_metadata().is_ok() {
        return Ok(None);
    }
    let shown = path.display().to_string();
    let name = harmless(&shown);
    if let Some(text) = state.and_then(|state| store::journal::last_text(state, path)) {
        say(&format!(
            "milepost: {name}: there is no such file any more, but the work on it is kept. Open that? [Y/n] "
        ));
        let mut answer = String::new();
        let answered = io::stdin().lock().read_line(&mut answer).is_ok();
        if answered && (answer.trim().is_empty() || agrees(&answer)) {
            return Ok(Some(text));
        }
    }
    say(&format!(
        "milepost: {name}: there is no such file.\n\
         Write a new plan there, with one envelope and a first step? (`milepost new` has other beginnings) [y/N] "
    ));
    let mut answer = String::new();
    let answered = io::stdin().lock().read_line(&mut answer).is_ok();
    if !answered || !agrees(&answer) {
        return Err(Failure::Usage(format!("{name}: nothing was written")));
    }
    store::save_new(path, Template::Blank.text())?;
    Ok(None)
}

/// Whether an answer is a yes.
fn agrees(answer: &str) -> bool {
    ["y", "yes"].iter().any(|yes| answer.trim().eq_ignore_ascii_case(yes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_yes_is_a_yes() {
        assert!(agrees("y\n") && agrees(" Yes \r\n"));
        assert!(!agrees("\n") && !agrees("n\n") && !agrees("yesterday\n"));
    }
}
