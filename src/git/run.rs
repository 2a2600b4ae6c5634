//! Runs git, with everything switched off that its configuration or its surroundings could run.

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use super::GitError;

/// Settings of a repository that could start a program, or ask the network.
const OFF: [&str; 5] = [
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "protocol.allow=never",
    "core.quotePath=false",
    "log.showSignature=false",
];

/// Settings of the surroundings that do the same, or ask somebody.
const SET: [(&str, &str); 9] = [
    ("GIT_OPTIONAL_LOCKS", "0"),
    ("GIT_TERMINAL_PROMPT", "0"),
    ("GIT_NO_LAZY_FETCH", "1"),
    ("GIT_LITERAL_PATHSPECS", "1"),
    ("GIT_PAGER", "cat"),
    ("GIT_EDITOR", "false"),
    ("GIT_ASKPASS", "false"),
    ("GIT_SSH_COMMAND", "false"),
    ("LC_ALL", "C"),
];

/// Settings of the surroundings that lead to another repository than the one around the plan, as hooks have them.
const UNSET: [&str; 8] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_NAMESPACE",
    "GIT_EXTERNAL_DIFF",
    "GIT_DIFF_OPTS",
    "GIT_GLOB_PATHSPECS",
];

/// git in a folder.
#[derive(Debug, Clone)]
pub(super) struct Git {
    folder: PathBuf,
    /// The index, where a hook was told of another than that of the repository.
    index: Option<OsString>,
}

impl Git {
    pub(super) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), index: None }
    }

    /// The same with another index.
    pub(super) fn with_index(self, index: Option<OsString>) -> Self {
        Self { index, ..self }
    }

    /// Where it runs.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    fn command<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Command {
        let mut command = Command::new("git");
        command.current_dir(&self.folder).arg("--no-pager");
        for setting in OFF {
            command.args(["-c", setting]);
        }
        command.args(args).envs(SET);
        for name in UNSET {
            command.env_remove(name);
        }
        if let Some(index) = &self.index {
            command.env("GIT_INDEX_FILE", index);
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Starts git; its output is piped, its errors go nowhere.
    pub(super) fn spawn<S: AsRef<OsStr>>(
        &self,
        args: impl IntoIterator<Item = S>,
    ) -> Result<Child, GitError> {
        self.command(args).stderr(Stdio::null()).spawn().map_err(not_run)
    }

    /// Starts git to be asked one thing after the other; input and output are piped, its errors go nowhere.
    pub(super) fn converse<S: AsRef<OsStr>>(
        &self,
        args: impl IntoIterator<Item = S>,
    ) -> Result<Child, GitError> {
        self.command(args).stdin(Stdio::piped()).stderr(Stdio::null()).spawn().map_err(not_run)
    }

    /// Runs git to its end; what it said.
    pub(super) fn output(&self, args: impl IntoIterator<Item = OsString>) -> Result<Vec<u8>, GitError> {
        let output = self.command(args).output().map_err(not_run)?;
        if output.status.success() { Ok(output.stdout) } else { Err(GitError::of(&output.stderr)) }
    }

    /// The same in lines.
    pub(super) fn lines(&self, args: &[&str]) -> Result<Vec<Vec<u8>>, GitError> {
        let said = self.output(args.iter().map(OsString::from))?;
        Ok(said.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect())
    }
}

/// Waits for the end of a program whose output is read, or is too long; whether it was well.
pub(super) fn end(mut child: Child) -> Result<(), GitError> {
    drop(child.stdout.take());
    match child.wait() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(GitError::of(b"")),
        Err(cause) => Err(GitError::Io(cause)),
    }
}

fn not_run(cause: io::Error) -> GitError {
    if cause.kind() == io::ErrorKind::NotFound { GitError::NoGit } else { GitError::Io(cause) }
}
