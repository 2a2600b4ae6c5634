//! What was kept long enough goes: journals with nothing unsaved in them, copies, what a crash left half written.
//!
//! A journal with unsaved work is never touched, however old it is.

use std::fs::{self, DirEntry};
use std::path::Path;
use std::time::{Duration, SystemTime};

use super::journal;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// How long a journal is kept after its last step, once all of it is saved.
const JOURNALS: Duration = Duration::from_secs(30 * 24 * 60 * 60);
/// How long a copy is kept.
const COPIES: Duration = Duration::from_secs(90 * 24 * 60 * 60);
/// As many of the newest copies are kept whatever their age.
const NEWEST_COPIES: usize = 20;

/// Takes away what is older than is promised in `docs/safety.md`. What cannot be taken away stays.
pub fn sweep(state: &Path, now: SystemTime) {
    for (entry, _) in older(&state.join(journal::FOLDER), JOURNALS, now) {
        journal::forget(&entry.path());
    }
    for folder in [state.to_owned(), state.join(journal::FOLDER)] {
        for (entry, _) in older(&folder, DAY, now) {
            let name = entry.file_name();
            if name.to_str().is_some_and(super::save::is_temporary) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
    let mut copies = older(&state.join("backups"), Duration::ZERO, now);
    copies.sort_by_key(|(_, age)| *age);
    for (entry, _) in copies.into_iter().skip(NEWEST_COPIES).filter(|(_, age)| *age > COPIES) {
        let _ = fs::remove_file(entry.path());
    }
}

/// The files of a folder that were last written so long ago, with their age.
fn older(folder: &Path, than: Duration, now: SystemTime) -> Vec<(DirEntry, Duration)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let aged = entries.filter_map(|entry| {
        let metadata = entry.metadata().ok().filter(fs::Metadata::is_file)?;
        // One from the future is new.
        let age = now.duration_since(metadata.modified().ok()?).ok()?;
        (age >= than).then_some((entry, age))
    });
    aged.collect()
}

#[cfg(test)]
mod tests {
    use super::super::journal::open;
    use super::*;
    use crate::analysis::Options;
    use crate::document::Source;
    use crate::session::{Session, TextHash};
    use crate::units::Day;

    const TEXT: &str = "[plan]\ntitle = \"Old\"\n";

    /// Leaves the journal of a plan with one step, saved or not, and of an age; its files.
    fn left(state: &Path, name: &str, saved: bool, age: Duration) -> Vec<std::path::PathBuf> {
        let plan = state.join(name);
        fs::write(&plan, TEXT).unwrap();
        let mut session = Session::new(
            Source::new(name, TEXT),
            Options { case: None, today: Day::new(2027, 4, 1).unwrap() },
        );
        session.reload("New", "[plan]\ntitle = \"New\"\n");
        let mut journal = open(state, &plan, TEXT).unwrap().journal;
        let on_disk = if saved { session.hash() } else { TextHash::of(TEXT) };
        journal.follow(session.history(), session.document(), Some(on_disk)).unwrap();
        let files = vec![journal.path().to_owned(), journal.path().with_extension("lock")];
        drop(journal);
        for file in &files {
            aged(file, age);
        }
        files
    }

    fn aged(file: &Path, age: Duration) {
        let file = fs::OpenOptions::new().write(true).open(file).unwrap();
        file.set_modified(SystemTime::now() - age).unwrap();
    }

    #[test]
    fn only_what_is_old_and_saved_goes() {
        let folder = tempfile::tempdir().unwrap();
        let state = folder.path();
        let old = left(state, "old.toml", true, 31 * DAY);
        let young = left(state, "young.toml", true, 29 * DAY);
        let unsaved = left(state, "unsaved.toml", false, 3_000 * DAY);
        let held = left(state, "held.toml", true, 31 * DAY);
        let holder = open(state, &state.join("held.toml"), TEXT).unwrap();
        aged(&held[0], 31 * DAY);
        sweep(state, SystemTime::now());
        assert!(old.iter().all(|file| !file.exists()));
        assert!([&young, &unsaved, &held].into_iter().flatten().all(|file| file.exists()));
        drop(holder);
        // The work is still there to be offered.
        assert!(open(state, &state.join("unsaved.toml"), TEXT).unwrap().kept.is_some());
    }

    #[test]
    fn what_is_not_a_journal_is_not_judged() {
        let folder = tempfile::tempdir().unwrap();
        let state = folder.path();
        let files = left(state, "plan.toml", true, 31 * DAY);
        fs::write(&files[0], "not a journal\n").unwrap();
        let damaged = files[0].with_extension("unreadable-1");
        fs::write(&damaged, "damaged\n").unwrap();
        for file in [&files[0], &damaged] {
            aged(file, 3_000 * DAY);
        }
        sweep(state, SystemTime::now());
        assert!(files[0].exists() && damaged.exists());
    }

    #[test]
    fn old_copies_go_but_for_the_newest_and_so_does_what_was_half_written() {
        let folder = tempfile::tempdir().unwrap();
        let (state, backups) = (folder.path(), folder.path().join("backups"));
        fs::create_dir(&backups).unwrap();
        for number in 0..30_u32 {
            let copy = backups.join(format!("{number}.unsaved-x.toml"));
            fs::write(&copy, "").unwrap();
            // The first ten are young; of the twenty old ones ten are among the newest.
            aged(&copy, if number < 10 { number * DAY } else { (90 + number) * DAY });
        }
        let half = state.join(".milepost-x.tmp");
        fs::write(&half, "").unwrap();
        aged(&half, 2 * DAY);
        sweep(state, SystemTime::now());
        let mut left: Vec<u32> =
            (0..30).filter(|it| backups.join(format!("{it}.unsaved-x.toml")).exists()).collect();
        left.sort_unstable();
        assert_eq!(left, (0..20).collect::<Vec<_>>());
        assert!(!half.exists());
    }
}
