//! The documentation says what the program does: every example in a `console` block is run, every reference is fresh.
//!
//! `UPDATE_DOCS=1 cargo test --test docs` writes what the program says into the pages.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use milepost::diagnostic::Code;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Holds a page against what it should be, or writes it when asked to.
fn fresh(page: &Path, wanted: &str) {
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(page, wanted).unwrap();
        return;
    }
    let found = fs::read_to_string(page).unwrap_or_default();
    if let Some((line, (found, wanted))) =
        found.lines().zip(wanted.lines()).enumerate().find(|(_, (found, wanted))| found != wanted)
    {
        panic!(
            "{}:{} is not what the program says; write it with `UPDATE_DOCS=1 cargo test --test docs`\n\
             found:  {found}\nwanted: {wanted}",
            page.display(),
            line + 1
        );
    }
    assert_eq!(
        found.lines().count(),
        wanted.lines().count(),
        "{}: write it with UPDATE_DOCS=1",
        page.display()
    );
}

/// Runs a line of a console block with a shell, in a folder that has the example plans.
#[cfg(target_os = "linux")]
fn run(folder: &Path, line: &str) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_milepost")).parent().unwrap().to_owned();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(std::iter::once(program).chain(std::env::split_paths(&path))).unwrap();
    let output = Command::new("sh")
        .args(["-c", &format!("{{ {line}\n}} 2>&1")])
        .current_dir(folder)
        .env("PATH", path)
        .env("COLUMNS", "90")
        .env("HOME", folder.join("home"))
        .env("XDG_STATE_HOME", folder.join("state"))
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// A page with the output of each of its console lines as the program gives it now.
#[cfg(target_os = "linux")]
fn rerun(text: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("plans")).unwrap();
    for entry in fs::read_dir(root().join("plans")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, folder.path().join("plans").join(path.file_name().unwrap())).unwrap();
    }
    let mut page = String::new();
    let mut inside = false;
    for line in text.lines() {
        if line.starts_with("```") {
            inside = line == "```console";
        } else if inside {
            // What the program said when the page was written gives way to what it says now.
            let Some(command) = line.strip_prefix("$ ") else { continue };
            page.push_str(line);
            page.push('\n');
            for said in run(folder.path(), command).lines() {
                page.push_str(said.trim_end());
                page.push('\n');
            }
            continue;
        }
        page.push_str(line);
        page.push('\n');
    }
    page
}

#[cfg(target_os = "linux")]
#[test]
fn every_example_says_what_the_program_says() {
    let mut pages = vec![root().join("README.md")];
    let docs = fs::read_dir(root().join("docs")).unwrap();
    pages.extend(
        docs.map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|it| it == "md")),
    );
    pages.sort();
    let mut examples = 0;
    for page in pages {
        let text = fs::read_to_string(&page).unwrap();
        examples += text.matches("```console").count();
        fresh(&page, &rerun(&text));
    }
    assert!(examples > 10, "the examples were not found");
}

#[test]
fn the_reference_of_the_format_is_made_from_its_keys() {
    let path = root().join("docs/format.md");
    let page = fs::read_to_string(&path).unwrap();
    let heading = "## Every table and key\n\n";
    let (prose, _) = page.split_once(heading).expect("the reference has its heading");
    fresh(&path, &format!("{prose}{heading}{}", milepost::keys::markdown()));
}

#[test]
fn the_reference_of_diagnostics_is_made_from_their_table() {
    let mut page = String::from(
        "# Diagnostics\n\n\
         Every problem that milepost reports has a code that never changes. An *error* makes the plan invalid, or says \
         why it is not affordable;\na *warning* is probably not meant; a *hint* is worth knowing. An initiative accepts \
         a warning with `accept.CODE = \"why\"`.\n\n\
         M0 is about the text, M1 about values and keys, M2 about references and the schedule, M3 about money and \
         envelopes, M4 about what is not\ncounted yet; `tests/gallery` shows each of them. M5 is about [settings and themes](settings.md).\n\n\
         | code | name | | when |\n|---|---|---|---|\n",
    );
    for code in Code::ALL {
        let info = code.info();
        page.push_str(&format!(
            "| {} | {} | {} | {} |\n",
            info.code,
            info.name,
            info.severity.word(),
            info.doc
        ));
    }
    fresh(&root().join("docs/diagnostics.md"), &page);
}

#[test]
fn the_words_of_the_filter_are_those_of_its_table() {
    let path = root().join("docs/filter.md");
    let page = fs::read_to_string(&path).unwrap();
    let (prose, _) = page.split_once("| word | asks |").unwrap_or((&page, ""));
    let rows = milepost::views::filter::offered().map(|(word, doc)| format!("| `{word}` | {doc} |\n"));
    fresh(&path, &format!("{prose}| word | asks |\n|---|---|\n{}", rows.collect::<String>()));
}

#[test]
fn links_between_pages_lead_somewhere() {
    let pages = [PathBuf::from("README.md"), PathBuf::from("docs")];
    let mut texts = Vec::new();
    for page in pages {
        let path = root().join(page);
        if path.is_dir() {
            let entries = fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path());
            texts.extend(entries.filter(|path| path.extension().is_some_and(|it| it == "md")));
        } else {
            texts.push(path);
        }
    }
    for page in texts {
        let text = fs::read_to_string(&page).unwrap();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if link.starts_with("http") || link.starts_with('#') {
                continue;
            }
            let target = page.parent().unwrap().join(link.split('#').next().unwrap());
            assert!(target.exists(), "{}: {link} leads nowhere", page.display());
        }
    }
}
