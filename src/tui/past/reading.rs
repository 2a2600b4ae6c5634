//! Reads the history of a plan's money beside the frame: the commits at once, then how the plan stood with one text after the
//! other, the newest first, until nobody looks any more.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::{Duration, Instant};

use super::{Began, News};
use crate::analysis::Options;
use crate::git::{Blob, GitError, Repository};
use crate::tui::event::Event;
use crate::tui::revisions::words;
use crate::tui::sources::Signal;
use crate::views::history::{Chronicle, Stood, Teller};

/// How long what was computed waits for more, so that few frames are drawn for it.
const WAITS: Duration = Duration::from_millis(40);

/// Reads the history of a file on a thread of its own; what it finds are events.
pub fn ask(path: PathBuf, asked: u64, options: Options, stop: Arc<AtomicBool>, to: &Sender<Signal>) {
    let to = to.clone();
    thread::spawn(move || {
        // The program may have ended meanwhile; then nobody asks any more.
        let say = |news| {
            let listened = to.send(Signal::Event(Event::Past(path.clone(), asked, news))).is_ok();
            listened && !stop.load(Ordering::Relaxed)
        };
        if let Err(fault) = read(&path, options, say) {
            say(News::None(words(&fault)));
        }
    });
}

/// Reads the history of a file, and says what it finds as long as anybody listens.
///
/// # Errors
/// Where git cannot answer.
pub fn read(path: &Path, options: Options, mut say: impl FnMut(News) -> bool) -> Result<(), GitError> {
    let (repository, name) = Repository::around(path)?;
    let head = match repository.revision(OsStr::new("HEAD")) {
        Ok(head) => Some(head),
        // Nothing is committed yet.
        Err(GitError::NoRevision { .. }) => None,
        Err(fault) => return Err(fault),
    };
    let commits = head.as_ref().map_or_else(|| Ok(Vec::new()), |head| repository.history(head, &name))?;
    let Some(head) = head.filter(|_| !commits.is_empty()) else {
        say(News::None("No commit has touched this plan yet: commit it, and its history begins".to_owned()));
        return Ok(());
    };
    let tip = repository.tip(&head, &name);
    let mut text: Option<Arc<str>> = None;
    repository.texts(&tip, |_, found| {
        text = found.ok().map(Arc::from);
        true
    })?;
    let blobs = Chronicle::new(commits.clone(), tip.as_ref()).blobs();
    let shallow = repository.is_shallow();
    let began = Began { commits, tip: tip.zip(text), shallow, case: options.case.clone() };
    if !say(News::Began(began)) {
        return Ok(());
    }
    let mut teller = Teller::new(path.display().to_string(), options);
    let mut found: Vec<(Blob, Stood)> = Vec::new();
    let (mut since, mut listened) = (Instant::now(), true);
    repository.texts(&blobs, |blob, text| {
        found.push((blob.clone(), text.map(|text| Arc::new(teller.tell(text)))));
        if since.elapsed() > WAITS {
            listened = say(News::Read(std::mem::take(&mut found)));
            since = Instant::now();
        }
        listened
    })?;
    if listened {
        say(News::Read(found));
    }
    Ok(())
}
