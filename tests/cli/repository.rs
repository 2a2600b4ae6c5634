//! Repositories for tests: git away from everybody's configuration, and commits of files.

use std::process::Command;

use crate::run::Folder;

/// Makes a folder a repository with the branch `main`; whether there is a git to do so.
pub fn begin(folder: &Folder) -> bool {
    if Command::new("git").arg("--version").output().is_err() {
        eprintln!("SKIPPED: there is no git on this machine");
        return false;
    }
    git(folder, &["init", "-q", "-b", "main"]);
    true
}

/// Runs git in a folder; it must end well.
pub fn git(folder: &Folder, args: &[&str]) {
    let mut command = Command::new("git");
    command.current_dir(folder.path()).args(["-c", "user.name=Ann", "-c", "user.email=a@b"]).args(args);
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    let output = command.output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Commits all that differs.
pub fn commit(folder: &Folder, subject: &str) {
    git(folder, &["add", "-A"]);
    git(folder, &["commit", "-qm", subject]);
}
