//! Which plans stand open together, kept in our own folder of the user's state: a list for each planner that runs, so that
//! two at once do not overwrite each other's.
//!
//! A planner holds a lock beside its list as long as it lives, however it ends. A list that nobody holds was left, and is
//! what the next start takes up: more than one where several planners ended together, as with the session of a desktop.
//! Lists that were left before a planner began go when it writes its own; those left since, when it is quit.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::journal::lock::{self, Attempt, Lock};

const FOLDER: &str = "open-plans";
/// Before the plan that was shown.
const SHOWN: &str = "* ";
/// As many plans are remembered.
const MOST: usize = 20;
/// As many planners have a list at once.
const SLOTS: usize = 32;

/// The list of one planner, held as long as this lives.
#[derive(Debug)]
pub struct Together {
    folder: PathBuf,
    name: String,
    _lock: Lock,
    /// The lists that had been left before, until one of our own is written.
    before: Vec<String>,
    written: bool,
}

impl Together {
    /// Takes a list for this planner; `None` where none can be kept.
    pub fn begin(state: &Path) -> Option<Self> {
        let folder = state.join(FOLDER);
        super::in_place::create_private(&folder).ok()?;
        let mut before: Vec<String> = left(&folder).into_iter().map(|(_, name)| name).collect();
        let (name, lock) = (0..SLOTS).find_map(|slot| {
            let name = slot.to_string();
            held(&folder, &name).map(|lock| (name, lock))
        })?;
        before.retain(|other| *other != name);
        Some(Self { folder, name, _lock: lock, before, written: false })
    }

    /// Remembers the plans that stand open, in their order, and which of them is shown. What cannot be remembered is
    /// forgotten: nothing depends on it.
    pub fn remember(&mut self, plans: &[PathBuf], shown: &Path) {
        let line = |plan: &PathBuf| {
            let real = fs::canonicalize(plan).ok()?;
            let path = real.to_str().filter(|path| !path.contains('\n'))?;
            Some(format!("{}{path}\n", if plan == shown { SHOWN } else { "" }))
        };
        let lines: String = plans.iter().take(MOST).filter_map(line).collect();
        // A planner in which no plan of a file was open takes nothing away.
        if lines.is_empty() && !self.written {
            return;
        }
        self.written = super::recent::write(&self.folder, &self.name, &lines).is_ok();
        if self.written {
            take_away(&self.folder, std::mem::take(&mut self.before));
        }
    }

    /// The planner is quit, so that its plans are those that were left last: what others left since is no longer taken up.
    pub fn quit(&mut self) {
        if self.written {
            let others = left(&self.folder).into_iter().map(|(_, name)| name);
            take_away(&self.folder, others.filter(|name| *name != self.name).collect());
        }
    }
}

/// The plans of the lists that were left and are still there, in their order, and which of them was shown last.
pub fn open_plans(state: &Path) -> (Vec<PathBuf>, usize) {
    let folder = state.join(FOLDER);
    let (mut plans, mut shown): (Vec<PathBuf>, usize) = (Vec::new(), 0);
    for (_, name) in left(&folder) {
        let text = fs::read_to_string(folder.join(name)).unwrap_or_default();
        for line in text.lines().filter(|line| !line.is_empty()) {
            let path = PathBuf::from(line.strip_prefix(SHOWN).unwrap_or(line));
            let known = plans.iter().position(|it| *it == path);
            if (known.is_none() && plans.len() == MOST) || !path.is_file() {
                continue;
            }
            if line.starts_with(SHOWN) {
                shown = known.unwrap_or(plans.len());
            }
            if known.is_none() {
                plans.push(path);
            }
        }
    }
    (plans, shown)
}

/// The lists that nobody holds, the one that was written last at the end.
fn left(folder: &Path) -> Vec<(SystemTime, String)> {
    let mut found: Vec<(SystemTime, String)> = (0..SLOTS)
        .map(|slot| slot.to_string())
        .filter_map(|name| {
            let written = fs::metadata(folder.join(&name)).ok()?.modified().ok()?;
            held(folder, &name).map(|_| (written, name))
        })
        .collect();
    found.sort();
    found
}

/// The lock of a list, if nobody has it.
fn held(folder: &Path, name: &str) -> Option<Lock> {
    match lock::lock(&folder.join(format!("{name}.lock"))) {
        Ok(Attempt::Ours(lock)) => Some(lock),
        Ok(Attempt::Theirs(_)) | Err(_) => None,
    }
}

/// Takes lists away, those excepted that somebody holds by now.
fn take_away(folder: &Path, names: Vec<String>) {
    for name in names {
        if let Some(_lock) = held(folder, &name) {
            let _ = fs::remove_file(folder.join(name));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder of state, and three plans.
    fn three() -> (tempfile::TempDir, PathBuf, [PathBuf; 3]) {
        let folder = tempfile::tempdir().unwrap();
        let plan = |name: &str| {
            let path = fs::canonicalize(folder.path()).unwrap().join(name);
            fs::write(&path, "").unwrap();
            path
        };
        let plans = [plan("c.toml"), plan("a.toml"), plan("b.toml")];
        let state = folder.path().join("state");
        (folder, state, plans)
    }

    #[test]
    fn plans_that_stood_open_together_are_known_in_their_order_with_the_one_that_was_shown() {
        let (_folder, state, all) = three();
        assert_eq!(open_plans(&state), (Vec::new(), 0));
        let mut list = Together::begin(&state).unwrap();
        list.remember(&all, &all[2]);
        // While the planner runs they are its own.
        assert_eq!(open_plans(&state), (Vec::new(), 0));
        drop(list);
        assert_eq!(open_plans(&state), (all.to_vec(), 2));
        // What is gone is passed over, and what stood behind it comes forward.
        fs::remove_file(&all[0]).unwrap();
        assert_eq!(open_plans(&state), (all[1..].to_vec(), 1));
    }

    #[test]
    fn two_planners_that_end_together_leave_the_plans_of_both() {
        let (_folder, state, all) = three();
        let (mut one, mut two) = (Together::begin(&state).unwrap(), Together::begin(&state).unwrap());
        one.remember(&all[..2], &all[0]);
        two.remember(&all[2..], &all[2]);
        drop((one, two));
        let (plans, shown) = open_plans(&state);
        assert_eq!((plans, shown), (all.to_vec(), 2));
        // The next planner took them up, or was asked for another plan: either way its own list is what is left now.
        let mut next = Together::begin(&state).unwrap();
        next.remember(&[], Path::new(""));
        next.remember(&all[1..2], &all[1]);
        drop(next);
        assert_eq!(open_plans(&state), (all[1..2].to_vec(), 0));
    }

    #[test]
    fn the_planner_that_is_quit_last_says_what_was_open() {
        let (_folder, state, all) = three();
        let mut long = Together::begin(&state).unwrap();
        long.remember(&all[..2], &all[1]);
        let mut short = Together::begin(&state).unwrap();
        short.remember(&all[2..], &all[2]);
        short.quit();
        drop(short);
        // The one that runs on is not touched by that, and what was left is known until it is quit as well.
        assert_eq!(open_plans(&state), (all[2..].to_vec(), 0));
        long.quit();
        drop(long);
        assert_eq!(open_plans(&state), (all[..2].to_vec(), 1));
        // One in which no plan of a file was open leaves that as it is.
        let mut none = Together::begin(&state).unwrap();
        none.remember(&[], Path::new(""));
        none.quit();
        drop(none);
        assert_eq!(open_plans(&state), (all[..2].to_vec(), 1));
    }
}
