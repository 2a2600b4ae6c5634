//! What a command hands back: text for both streams and the exit status, or the reason why it could not work.

use std::process::ExitCode;

use crate::git::GitError;
use crate::store::{ReadError, SaveError};

/// How a command ended, as the exit status says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// All is well.
    Fine = 0,
    /// The plan has errors or is not affordable, something differs, or could not be written.
    Problem = 1,
    /// Wrong usage, or input that cannot be read.
    Usage = 2,
    /// A fault of ours.
    Fault = 70,
    /// A fault of ours as git's merge driver: git leaves the work tree as it was.
    DriverFault = 129,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status as u8)
    }
}

/// What a command hands back.
#[derive(Debug)]
pub struct Outcome {
    /// Data.
    pub out: String,
    /// Remarks for people.
    pub err: String,
    /// How it ended.
    pub status: Status,
}

impl Outcome {
    /// Data, and all is well.
    pub fn fine(out: String) -> Self {
        Self { out, err: String::new(), status: Status::Fine }
    }

    /// Nothing yet, and all is well.
    pub fn new() -> Self {
        Self::fine(String::new())
    }

    /// Ends with at least this status.
    pub fn at_least(&mut self, status: Status) {
        self.status = self.status.max(status);
    }

    /// Notes a failure and goes on.
    pub fn failed(&mut self, failure: &Failure) {
        self.err.push_str(&failure.sentence());
        self.at_least(failure.status());
    }
}

/// Why a command could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// It was asked for something that does not exist.
    #[error("{0}")]
    Usage(String),
    /// The input cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// git cannot answer.
    #[error(transparent)]
    Git(#[from] GitError),
    /// The output cannot be written.
    #[error(transparent)]
    Save(#[from] SaveError),
    /// The work was done and the answer is no.
    #[error("{0}")]
    Refused(String),
}

impl Failure {
    /// The exit status that says it.
    pub fn status(&self) -> Status {
        match self {
            Self::Usage(_)
            | Self::Read(_)
            | Self::Git(_)
            | Self::Save(
                SaveError::Exists(_)
                | SaveError::NotAFile(_)
                | SaveError::NoFolder { .. }
                | SaveError::Folder(_),
            ) => Status::Usage,
            Self::Save(
                SaveError::Changed(_)
                | SaveError::Vanished(_)
                | SaveError::ReadOnly(_)
                | SaveError::ReadBack(_)
                | SaveError::NotInPlace(_)
                | SaveError::Torn { .. }
                | SaveError::Io { .. },
            )
            | Self::Refused(_) => Status::Problem,
        }
    }

    /// The line that people read.
    pub fn sentence(&self) -> String {
        format!("milepost: {}\n", crate::display::harmless_lines(&self.to_string()))
    }
}
