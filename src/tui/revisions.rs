//! The revisions that the plan can be held against: listed and read beside the frame, so that git never holds up a key.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::thread;

use super::event::Event;
use super::sources::Signal;
use crate::git::{Baseline, Commit, GitError, Ref, Repository};

/// What is known of the revisions of a plan's file.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Known {
    /// Nothing was asked yet.
    #[default]
    Nothing,
    /// git is asked.
    Asking,
    /// These.
    Found(Found),
    /// There are none, for this reason.
    None(String),
}

/// The revisions of a plan's file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Found {
    /// Tags and branches, the latest first.
    pub refs: Vec<Ref>,
    /// The commits that touched the file, the latest first.
    pub commits: Vec<Commit>,
}

/// Lists the revisions of a file.
pub fn list(path: &Path) -> Result<Found, String> {
    let found = || -> Result<Found, GitError> {
        let (repository, name) = Repository::around(path)?;
        let refs = repository.refs()?;
        let mut commits = match repository.revision(OsStr::new("HEAD")) {
            Ok(head) => repository.history(&head, &name)?,
            // Nothing is committed yet, or HEAD leads nowhere.
            Err(GitError::NoRevision { .. }) => Vec::new(),
            Err(fault) => return Err(fault),
        };
        commits.reverse();
        Ok(Found { refs, commits })
    };
    match found() {
        Ok(found) if found.refs.is_empty() && found.commits.is_empty() => {
            Err("Nothing is committed yet in the repository of this plan".to_owned())
        }
        Ok(found) => Ok(found),
        Err(fault) => Err(words(&fault)),
    }
}

/// What is wrong, for people who look at a plan and not at a command line.
pub fn words(fault: &GitError) -> String {
    match fault {
        GitError::Outside(_) => {
            "This plan is in no git repository: `git init` in its folder, and there are revisions".to_owned()
        }
        other => other.to_string(),
    }
}

/// Lists the revisions of a file on a thread of its own; its end is an event.
pub fn ask(path: PathBuf, to: &Sender<Signal>) {
    let to = to.clone();
    thread::spawn(move || {
        let found = list(&path);
        // The program may have ended meanwhile; then nobody asks any more.
        let _ = to.send(Signal::Event(Event::Revisions(path, found)));
    });
}

/// Reads a baseline on a thread of its own; its end is an event.
pub fn read(asked: String, path: PathBuf, to: &Sender<Signal>) {
    let to = to.clone();
    thread::spawn(move || {
        let found = Baseline::open(OsStr::new(&asked), Some(&path)).map_err(|fault| words(&fault));
        let _ = to.send(Signal::Event(Event::Baseline(path, found)));
    });
}
