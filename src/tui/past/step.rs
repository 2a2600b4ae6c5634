//! What one commit did to the plan: both of its texts, computed beside the frame.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use crate::analysis::{Options, analyse, analyse_again};
use crate::document::{Document, Source};
use crate::git::{Commit, GitError, Lacking, Repository};
use crate::tui::comparing::Other;
use crate::tui::event::Event;
use crate::tui::revisions::words;
use crate::tui::sources::Signal;

/// A commit with the plan before and after it.
#[derive(Debug)]
pub struct Step {
    /// The commit.
    pub commit: Commit,
    /// The plan that it was made from; an empty one where there was none.
    pub before: Other,
    /// The plan that it made; an empty one where it removed it.
    pub after: Other,
}

impl PartialEq for Step {
    fn eq(&self, other: &Self) -> bool {
        self.commit == other.commit
    }
}

/// Computes a step on a thread of its own; its end is an event.
pub fn ask(path: PathBuf, commit: Commit, options: Options, to: &Sender<Signal>) {
    let to = to.clone();
    thread::spawn(move || {
        let found = read(&path, commit, &options).map(Arc::new);
        // The program may have ended meanwhile; then nobody asks any more.
        let _ = to.send(Signal::Event(Event::Step(path, found)));
    });
}

/// Computes a step; or says why it cannot be.
fn read(path: &Path, commit: Commit, options: &Options) -> Result<Step, String> {
    let mut texts: Vec<Result<String, Lacking>> = Vec::new();
    let read = |texts: &mut Vec<_>| -> Result<(), GitError> {
        let (repository, _) = Repository::around(path)?;
        let blobs = [&commit.before, &commit.after];
        repository.texts(blobs.into_iter().flatten(), |_, text| {
            texts.push(text.map(str::to_owned));
            true
        })
    };
    read(&mut texts).map_err(|fault| words(&fault))?;
    let texts: Vec<String> =
        texts.into_iter().collect::<Result<_, _>>().map_err(|lacking| match lacking {
            Lacking::Missing => {
                "The text of that commit is not in this clone; `git fetch --refetch` gets it".to_owned()
            }
            Lacking::NoText => "What that commit left is no text of a plan".to_owned(),
        })?;
    let mut texts = texts.into_iter();
    let mut next = |is: bool| if is { texts.next().unwrap_or_default() } else { String::new() };
    let (was, is) = (next(commit.before.is_some()), next(commit.after.is_some()));
    Ok(of(path, commit, (&was, &is), options))
}

/// A step of two texts.
pub fn of(path: &Path, commit: Commit, (was, is): (&str, &str), options: &Options) -> Step {
    let before = Document::new(Source::new(path.display().to_string(), was));
    let after = Document::new(before.sources()[0].with_text(is));
    let then = analyse(&before, options);
    let now = analyse_again(&before, &then, &after, options);
    let other = |document, analysis| Other { document, analysis: Arc::new(analysis), ids: Arc::default() };
    Step { commit, before: other(before, then), after: other(after, now) }
}
