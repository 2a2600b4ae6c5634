//! `milepost merge`: three versions of a plan put together by meaning; also as git's merge driver.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use super::args::Merge;
use super::door::Door;
use super::outcome::{Failure, Outcome, Status};
use crate::display::{harmless, harmless_lines};
use crate::document::{LineColumn, Source, SyntaxError};
use crate::merge::{
    Merged, Names, Texts, Unreadable, clean_by_lines, merge, merge_by_lines, without_markers,
};
use crate::store::{self, ReadError, Seen};

/// Merges; as a driver a fault has a status with which git leaves the work tree alone.
pub fn run(args: &Merge, door: &Door) -> Result<Outcome, Failure> {
    if args.path.is_none() {
        return command(args, door);
    }
    // Whatever goes wrong, a status from 1 to 128 would tell git that the file has markers.
    let outcome = catch_unwind(AssertUnwindSafe(|| driver(args, door)));
    Ok(match outcome {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(failure)) => {
            let mut outcome = Outcome::new();
            outcome.failed(&failure);
            outcome.status = Status::DriverFault;
            outcome
        }
        Err(_) => Outcome { out: String::new(), err: String::new(), status: Status::DriverFault },
    })
}

/// For people: to standard output, or to a file.
fn command(args: &Merge, door: &Door) -> Result<Outcome, Failure> {
    let [base, ours, theirs] = [&args.base, &args.ours, &args.theirs].map(|path| super::open::read(path));
    let (base, ours, theirs) = (base?, ours?, theirs?);
    let name = |path: &Path| path.display().to_string();
    let names = Names { base: name(&args.base), ours: name(&args.ours), theirs: name(&args.theirs) };
    let texts = Texts { base: base.text(), ours: ours.text(), theirs: theirs.text() };
    let merged = merge(texts, &names, args.marker_size).map_err(|unreadable| {
        let errors = [(&names.base, texts.base), (&names.ours, texts.ours), (&names.theirs, texts.theirs)];
        Failure::Usage(sentences(&unreadable, errors.map(|(name, text)| (name.as_str(), text))))
    })?;
    let mut outcome = Outcome::new();
    tell(&merged, args.marker_size, None, &mut outcome);
    match &args.output {
        None => outcome.out = merged.text,
        Some(path) => {
            let saved = match store::read(path) {
                Ok(seen) => store::save(path, &merged.text, &seen, &door.backups())?,
                Err(ReadError::Missing(_)) => store::save_new(path, &merged.text)?,
                Err(cause) => return Err(cause.into()),
            };
            if let Some(warning) = saved.warning {
                outcome.err.push_str(&format!("milepost: {}: {warning}\n", harmless(&name(path))));
            }
        }
    }
    Ok(outcome)
}

/// For git: the result is written over ours, once, at the end.
fn driver(args: &Merge, door: &Door) -> Result<Outcome, Failure> {
    let path = args.path.as_deref().map(|path| path.display().to_string());
    let read = |path: &Path| -> Result<Result<Seen, Vec<u8>>, Failure> {
        match store::read(path) {
            Ok(seen) => Ok(Ok(seen)),
            Err(ReadError::NotUtf8 { .. } | ReadError::TooLarge(_)) => Ok(Err(store::bytes(path)?)),
            Err(cause) => Err(cause.into()),
        }
    };
    let sides = [read(&args.base)?, read(&args.ours)?, read(&args.theirs)?];
    let mut outcome = Outcome::new();
    if let Some(text) = unread(&sides, args.marker_size) {
        // Nothing is disputed, and what comes out is TOML: so git replays a solution that it knows (rerere).
        store::overwrite(&args.ours, text.as_bytes())?;
        return Ok(outcome);
    }
    if let [Ok(base), Ok(ours), Ok(theirs)] = &sides {
        // Several common ancestors are merged first; where they contradict each other, what they had in common counts.
        let ancestor = without_markers(base.text());
        let base = ancestor.as_deref().unwrap_or(base.text());
        let texts = Texts { base, ours: ours.text(), theirs: theirs.text() };
        match merge(texts, &Names::default(), args.marker_size) {
            Ok(merged) => {
                tell(&merged, args.marker_size, path.as_deref(), &mut outcome);
                if *merged.text != **ours.text() {
                    store::save(&args.ours, &merged.text, ours, &door.backups())?;
                }
                return Ok(outcome);
            }
            Err(unreadable) => {
                let name = path.as_deref().unwrap_or_default();
                let names = ["base", "ours", "theirs"].map(|side| format!("{name} ({side})"));
                let texts = [texts.base, texts.ours, texts.theirs];
                let sides = [0, 1, 2].map(|at| (names[at].as_str(), texts[at]));
                outcome.err = format!("milepost: {}\n", harmless_lines(&sentences(&unreadable, sides)));
            }
        }
    } else {
        outcome.err = format!(
            "milepost: {} is not UTF-8, or too large for a plan\n",
            harmless(&path.unwrap_or_default())
        );
    }
    outcome.err.push_str("milepost: merged by lines instead; look at the markers\n");
    let bytes = |side: &Result<Seen, Vec<u8>>| match side {
        Ok(seen) => seen.text().as_bytes().to_vec(),
        Err(bytes) => bytes.clone(),
    };
    let [base, ours, theirs] = [0, 1, 2].map(|at| bytes(&sides[at]));
    let why = "a side could not be read as a plan; this was merged by lines";
    let merged = merge_by_lines(&base, &ours, &theirs, args.marker_size, why);
    store::overwrite(&args.ours, &merged)?;
    outcome.at_least(Status::Problem);
    Ok(outcome)
}

/// What three versions come to where nothing needs to be read, if that is TOML: only one side changed something, or both ours
/// and what both had are the conflict that a known solution solves.
fn unread(sides: &[Result<Seen, Vec<u8>>; 3], size: usize) -> Option<String> {
    let [Ok(base), Ok(ours), Ok(theirs)] = sides else { return None };
    let [base, ours, theirs] = [base, ours, theirs].map(|side| &**side.text());
    let merged = if base == ours {
        theirs.to_owned()
    } else if base == theirs || ours == theirs {
        ours.to_owned()
    } else if [base, ours].into_iter().all(|side| without_markers(side).is_some()) {
        clean_by_lines(base, ours, theirs, size)?
    } else {
        return None;
    };
    let is_toml = Source::new("", merged.as_str()).index.errors().is_empty();
    is_toml.then_some(merged)
}

/// Says what is left to decide, each with the line of its marker.
fn tell(merged: &Merged, size: usize, path: Option<&str>, outcome: &mut Outcome) {
    if merged.conflicts.is_empty() {
        return;
    }
    outcome.at_least(Status::Problem);
    let marker = "<".repeat(size) + " ";
    let places = merged.text.lines().enumerate().filter(|(_, line)| line.starts_with(&marker));
    let name = path.map(|path| format!("{}:", harmless(path))).unwrap_or_default();
    for ((at, _), conflict) in places.zip(&merged.conflicts) {
        let what = harmless(&conflict.what);
        outcome.err.push_str(&format!("milepost: {name}{}: both sides changed {what}\n", at + 1));
    }
}

/// What keeps versions from being read, one sentence a line.
fn sentences(unreadable: &Unreadable, sides: [(&str, &str); 3]) -> String {
    let mut lines = Vec::new();
    for ((name, text), errors) in sides.iter().zip(&unreadable.errors) {
        let source = Source::new(*name, *text);
        let sentence = |error: &SyntaxError| {
            let LineColumn { line, column } = source.place(error.span.start);
            format!("{name}:{line}:{column}: this is not TOML ({}); mend it there first", error.message)
        };
        // What is wrong further down often only follows from it.
        lines.extend(errors.iter().take(1).map(sentence));
    }
    lines.join("\n")
}
