//! The rules of `docs/architecture.md`, checked by reading the sources.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The floor of every room. A room may use those of lower floors, and of its own floor when there is no way back.
const FLOORS: &[(&str, u32)] = &[
    ("units", 0),
    ("display", 0),
    ("diagnostic", 0),
    ("plan", 1),
    ("keys", 1),
    ("edit", 1),
    ("schedule", 2),
    ("money", 3),
    ("check", 4),
    ("document", 5),
    ("content", 5),
    ("analysis", 5),
    ("diff", 5),
    ("revise", 5),
    ("merge", 5),
    ("session", 6),
    ("store", 6),
    ("git", 6),
    ("views", 7),
    ("theme", 7),
    ("config", 8),
    ("import", 8),
    ("cli", 9),
];

/// The doors, on the floor of `cli`.
const DOORS: [&str; 3] = ["cli", "lsp", "tui"];

/// Crates that stand only in one room.
const KEPT: [(&str, &[&str]); 9] = [
    ("csv", &["import"]),
    ("ratatui", &["tui"]),
    ("crossterm", &["tui"]),
    ("tui_input", &["tui"]),
    ("toml_parser", &["document"]),
    ("annotate_snippets", &["document"]),
    ("clap", &["cli"]),
    ("gen_lsp_types", &["lsp"]),
    ("jiff", &["cli", "lsp", "tui"]),
];

/// Names that say nothing about what is inside.
const EMPTY_NAMES: [&str; 7] = ["util", "utils", "helper", "helpers", "common", "misc", "manager"];

/// As long as a file may be.
const MOST_LINES: usize = 600;

struct Module {
    path: PathBuf,
    room: String,
    text: String,
}

fn floor(room: &str) -> u32 {
    if DOORS.contains(&room) {
        return 9;
    }
    let found = FLOORS.iter().find(|(name, _)| *name == room);
    found
        .unwrap_or_else(|| panic!("the room `{room}` has no floor: add it here and to docs/architecture.md"))
        .1
}

/// Every source file of the library, with the room it belongs to.
fn modules() -> Vec<Module> {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![sources.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let relative = path.strip_prefix(&sources).unwrap().to_owned();
                let first = relative.components().next().unwrap().as_os_str().to_str().unwrap();
                let room = first.strip_suffix(".rs").unwrap_or(first).to_owned();
                found.push(Module { text: fs::read_to_string(&path).unwrap(), path: relative, room });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(found.len() > 40, "the sources were not found");
    found
}

impl Module {
    fn is_test(&self) -> bool {
        self.path.iter().any(|part| matches!(part.to_str(), Some("tests" | "tests.rs")))
    }

    fn is_top(&self) -> bool {
        matches!(self.room.as_str(), "lib" | "main")
    }

    /// The lines that are code of the program: no comments, nothing from the first test module on.
    fn code(&self) -> impl Iterator<Item = &str> {
        self.text
            .lines()
            .map(str::trim_start)
            .take_while(|line| !line.starts_with("#[cfg(test)]") && !line.starts_with("#[cfg(all(test"))
            .filter(|line| !line.starts_with("//"))
    }

    /// The rooms that it names behind `crate::`.
    fn uses(&self) -> BTreeSet<String> {
        let mut rooms = BTreeSet::new();
        for line in self.code() {
            for part in line.split("crate::").skip(1) {
                // `use crate::{a, b}` would hide rooms from this test, so it is not written.
                assert!(!part.starts_with('{'), "{}: name each room in its own `use`", self.path.display());
                let end = part.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(part.len());
                rooms.insert(part[..end].to_owned());
            }
        }
        rooms.remove(&self.room);
        rooms
    }
}

#[test]
fn imports_point_only_to_lower_floors() {
    let mut arrows: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut wrong = Vec::new();
    for module in modules().iter().filter(|module| !module.is_test() && !module.is_top()) {
        for used in module.uses() {
            let (from, to) = (floor(&module.room), floor(&used));
            let other_door = from == 9 && to == 9;
            if to > from || other_door {
                wrong.push(format!("{} uses {used}, which is not below it", module.path.display()));
            }
            arrows.entry(module.room.clone()).or_default().insert(used);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for room in arrows.keys() {
        let mut reached = BTreeSet::new();
        let mut next: Vec<&String> = arrows[room].iter().collect();
        while let Some(used) = next.pop() {
            assert_ne!(used, room, "{room} uses itself through others of its floor");
            if reached.insert(used) {
                next.extend(arrows.get(used).into_iter().flatten());
            }
        }
    }
}

#[test]
fn some_crates_stand_only_where_they_belong() {
    let mut wrong = Vec::new();
    for module in modules().iter().filter(|module| !module.is_test()) {
        for (name, rooms) in KEPT {
            let named = |line: &str| {
                let inside = [" ", "(", "<", "&", "[", "!"]
                    .iter()
                    .any(|before| line.contains(&format!("{before}{name}::")));
                inside || line.starts_with(&format!("{name}::"))
            };
            if !rooms.contains(&module.room.as_str()) && module.code().any(named) {
                wrong.push(format!(
                    "{} uses {name}, which belongs to {}",
                    module.path.display(),
                    rooms.join(", ")
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_below_the_doors_asks_for_the_clock_or_the_environment() {
    let mut wrong = Vec::new();
    for module in modules().iter().filter(|module| !module.is_test() && floor_or_top(module) < 9) {
        for outside in [
            "env::var",
            "env::args",
            "env::current_dir",
            "Zoned::now",
            "Instant::now",
            "println!",
            "eprintln!",
        ] {
            if module.code().any(|line| line.contains(outside)) {
                wrong.push(format!("{} uses {outside}", module.path.display()));
            }
        }
        let work = matches!(module.room.as_str(), "store");
        if !work && module.code().any(|line| line.contains("std::fs") || line.contains("SystemTime::now")) {
            wrong.push(format!("{} touches files or the clock; only store does", module.path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn floor_or_top(module: &Module) -> u32 {
    if module.is_top() { 9 } else { floor(&module.room) }
}

#[test]
fn every_file_says_what_it_owns_and_is_not_too_long() {
    let mut wrong = Vec::new();
    for module in &modules() {
        let name = module.path.display();
        if !module.text.starts_with("//! ") {
            wrong.push(format!("{name} has no header that says what it owns"));
        }
        let lines = module.text.lines().count();
        if lines > MOST_LINES {
            wrong.push(format!("{name} has {lines} lines, more than {MOST_LINES}"));
        }
        let empty = module.path.iter().filter_map(|part| part.to_str()?.split('.').next());
        for part in empty.filter(|part| EMPTY_NAMES.contains(part)) {
            wrong.push(format!("{name}: the name `{part}` says nothing about what is inside"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_float_touches_units_and_money() {
    for module in modules().iter().filter(|module| matches!(module.room.as_str(), "units" | "money")) {
        for line in module.code() {
            let float = ["f32", "f64"].iter().any(|float| {
                line.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').any(|word| word == *float)
            });
            assert!(!float, "{}: {line}", module.path.display());
        }
    }
}
