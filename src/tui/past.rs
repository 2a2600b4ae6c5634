//! The history of the plan's money: computed beside the frame, commit by commit, until nobody looks any more.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread;

use super::event::Event;
use super::revisions::words;
use super::sources::Signal;
use crate::analysis::Options;
use crate::git::{GitError, Repository};
use crate::views::history::{Entry, Telling};

/// What is known of the history.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Past {
    /// Nothing was asked yet.
    #[default]
    Nothing,
    /// It is computed: so many commits of so many.
    Asking(usize, usize),
    /// Every commit, the oldest first.
    Told(Arc<Vec<Entry>>),
    /// There is none, for this reason.
    None(String),
}

/// After how many commits it is said how far it is.
const EVERY: usize = 20;

/// Computes the history of a file on a thread of its own; how far it is, and its end, are events.
pub fn ask(path: PathBuf, options: Options, stop: Arc<AtomicBool>, to: &Sender<Signal>) {
    let to = to.clone();
    thread::spawn(move || {
        let say = |past: Past| to.send(Signal::Event(Event::Past(path.clone(), past))).is_ok();
        let found = tell(&path, options, |done, all| {
            let told = !done.is_multiple_of(EVERY) || say(Past::Asking(done, all));
            told && !stop.load(Ordering::Relaxed)
        });
        // What was stopped is nothing that anybody waits for.
        if !stop.load(Ordering::Relaxed) {
            say(found.unwrap_or_else(|fault| Past::None(words(&fault))));
        }
    });
}

fn tell(
    path: &Path,
    options: Options,
    mut goes_on: impl FnMut(usize, usize) -> bool,
) -> Result<Past, GitError> {
    let (repository, name) = Repository::around(path)?;
    let nothing = || Past::None("No commit has touched this plan yet".to_owned());
    let head = match repository.revision(OsStr::new("HEAD")) {
        Ok(head) => head,
        Err(GitError::NoRevision { .. }) => return Ok(nothing()),
        Err(fault) => return Err(fault),
    };
    let commits = repository.history(&head, &name)?;
    if commits.is_empty() {
        return Ok(nothing());
    }
    let mut telling = Telling::new(path.display().to_string(), options);
    repository.texts(&commits, |commit, text| {
        telling.add(commit, text);
        goes_on(telling.entries.len(), commits.len())
    })?;
    Ok(Past::Told(Arc::new(telling.entries)))
}
