//! The error gallery: for each diagnostic code a bad plan in `gallery/*.toml`, and what milepost says of it in the
//! `.txt` beside it, reviewed one by one for a reader who is tired.
//!
//! `GALLERY=write cargo test --test gallery` writes the texts anew; read the diff before you keep it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use milepost::analysis::{Options, analyse};
use milepost::diagnostic::Code;
use milepost::document::{Document, Source, render};
use milepost::units::Day;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gallery")
}

/// The plans of the gallery: the name without extension, and the text.
fn plans() -> Vec<(String, String)> {
    let mut plans = Vec::new();
    for entry in fs::read_dir(folder()).expect("the gallery is there") {
        let path = entry.expect("the gallery can be listed").path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            let name = path.file_stem().expect("it has a name").to_string_lossy().into_owned();
            plans.push((name, fs::read_to_string(&path).expect("the plan is text")));
        }
    }
    plans.sort();
    plans
}

/// Everything that milepost says of a plan, and whether its code is among it.
fn said(name: &str, text: &str) -> (String, bool) {
    let document = Document::new(Source::new(format!("{name}.toml"), text));
    let today = Day::new(2026, 11, 21).expect("a day of the calendar");
    let analysis = analyse(&document, &Options { case: None, today });
    let code = name.split('-').next().unwrap_or_default();
    let said = analysis.diagnostics.iter().any(|it| it.code.info().code == code);
    let shown: Vec<_> = analysis.diagnostics.iter().map(|it| render(&document, it, false)).collect();
    (shown.join("\n\n") + "\n", said)
}

#[test]
fn every_plan_of_the_gallery_is_answered_as_reviewed() {
    let write = std::env::var_os("GALLERY").is_some_and(|value| value == "write");
    let mut wrong = Vec::new();
    for (name, text) in plans() {
        let (shown, has_code) = said(&name, &text);
        assert!(has_code, "{name} does not raise its code:\n{shown}");
        let path = folder().join(format!("{name}.txt"));
        if write {
            fs::write(&path, &shown).expect("the gallery can be written");
        } else if fs::read_to_string(&path).ok().as_deref() != Some(shown.as_str()) {
            wrong.push(format!("{name}:\n{shown}"));
        }
    }
    assert!(wrong.is_empty(), "not as reviewed:\n\n{}", wrong.join("\n"));
}

#[test]
fn every_code_is_in_the_gallery() {
    let shown: BTreeSet<_> =
        plans().iter().map(|(name, _)| name.split('-').next().unwrap_or_default().to_owned()).collect();
    // M5xx are about settings and themes, which no plan has: the tests of `theme` and `config` raise each of them.
    let of_plans = Code::ALL.iter().map(|code| code.info().code).filter(|code| !code.starts_with("M5"));
    let missing: Vec<_> = of_plans.filter(|code| !shown.contains(*code)).collect();
    assert!(missing.is_empty(), "no plan in the gallery raises {missing:?}");
}
