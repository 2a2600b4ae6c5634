//! `milepost fmt`: canonical layout, comments kept; saved atomically, and only where something changes.

use std::path::Path;

use super::args::Fmt;
use super::door::Door;
use super::open::{STDIN, is_stdin, read};
use super::outcome::{Failure, Outcome, Status};
use crate::display::{harmless, harmless_lines};
use crate::document::{Source, format};
use crate::store;

/// Lays out every plan; one that cannot be read does not keep the others from it.
pub fn run(args: &Fmt, door: &Door) -> Outcome {
    let mut outcome = Outcome::new();
    for path in &args.plans {
        if let Err(failure) = one(path, args.check, door, &mut outcome) {
            outcome.failed(&failure);
        }
    }
    outcome
}

fn one(path: &Path, check: bool, door: &Door, outcome: &mut Outcome) -> Result<(), Failure> {
    let seen = read(path)?;
    let name = if is_stdin(path) { STDIN.to_owned() } else { path.display().to_string() };
    if let Some(copy) = store::cut_short(path, &door.backups()) {
        let sentence = format!(
            "milepost: {name}: the last save was cut short; the text as it was before is in {}\n",
            copy.display()
        );
        outcome.err.push_str(&harmless_lines(&sentence));
    }
    let source = Source::new(name.clone(), seen.text().clone());
    let Some(text) = format(&source) else {
        return Err(Failure::Refused(format!(
            "{name}: the text is not TOML, so it was left alone; `milepost check` says where"
        )));
    };
    let same = *text == **seen.text();
    if check {
        if !same {
            outcome.out.push_str(&format!("{}\n", harmless(&name)));
            outcome.at_least(Status::Problem);
        }
    } else if is_stdin(path) {
        outcome.out.push_str(&text);
    } else if !same {
        let saved = store::save(path, &text, &seen, &door.backups())?;
        if let Some(warning) = saved.warning {
            outcome.err.push_str(&format!("milepost: {}: {warning}\n", harmless(&name)));
        }
    }
    Ok(())
}
