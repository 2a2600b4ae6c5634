//! What can go wrong with git, each as a sentence with what to do.

use std::io;
use std::path::PathBuf;

use crate::store::ReadError;

/// Why git could not answer.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// There is no git on this machine.
    #[error("git is needed to look at revisions, and there is none; install it, or name two files")]
    NoGit,
    /// The file is in no repository.
    #[error("{0}: this is in no git repository; name two files instead")]
    Outside(PathBuf),
    /// A revision was asked for, of a plan that has no file.
    #[error("`{0}` is no file, and a plan without a file has no revisions; save it in a repository first")]
    NoFile(String),
    /// Somebody else owns the repository.
    #[error(
        "git refuses to read this repository because somebody else owns it; see safe.directory in `git help config`"
    )]
    Foreign,
    /// There is no such revision.
    #[error("there is no file and no revision `{name}`{}", hint(*.shallow))]
    NoRevision {
        /// As it was asked for.
        name: String,
        /// Whether the clone holds a part of the history only.
        shallow: bool,
    },
    /// Two revisions have no history in common.
    #[error("`{one}` and `{other}` have no commit in common{}", hint(*.shallow))]
    NothingCommon {
        /// The one.
        one: String,
        /// The other.
        other: String,
        /// Whether the clone holds a part of the history only.
        shallow: bool,
    },
    /// The file was not there at that revision.
    #[error(
        "{path} is not there at `{revision}`, under no name that git follows; write `{revision}:OTHER/NAME` for another"
    )]
    NotThere {
        /// The revision as asked for.
        revision: String,
        /// From the top of the repository.
        path: String,
    },
    /// It was something else at that revision.
    #[error("at `{revision}` {path} is {what}")]
    NotAFile {
        /// The revision as asked for.
        revision: String,
        /// From the top of the repository.
        path: String,
        /// What it is, with what to do.
        what: &'static str,
    },
    /// The repository lacks what it should have.
    #[error(
        "{path} at `{revision}` is not in this clone; fetch it (`git fetch --refetch`, or clone without --filter)"
    )]
    Missing {
        /// The revision as asked for.
        revision: String,
        /// From the top of the repository.
        path: String,
    },
    /// The text is no plan.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// git could not be run.
    #[error("git cannot be run ({0})")]
    Io(io::Error),
    /// git said no.
    #[error("git: {said}")]
    Failed {
        /// Its own words.
        said: String,
    },
}

fn hint(shallow: bool) -> &'static str {
    if shallow { "; this clone is shallow: `git fetch --unshallow` gets the rest of the history" } else { "" }
}

impl GitError {
    /// What the program's words on standard error mean.
    pub(super) fn of(said: &[u8]) -> Self {
        let said = String::from_utf8_lossy(said);
        if said.contains("dubious ownership") {
            return Self::Foreign;
        }
        let line = said.lines().find(|line| !line.trim().is_empty()).unwrap_or("it ended without a word");
        Self::Failed { said: line.trim_start_matches("fatal: ").to_owned() }
    }

    /// Whether there is no repository.
    pub(super) fn is_outside(&self) -> bool {
        matches!(self, Self::Failed { said } if said.contains("not a git repository"))
    }
}
