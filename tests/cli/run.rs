//! Runs the program, away from the real home folder, and keeps what it says.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What the program said.
pub struct Ran {
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
    /// The exit status; `None` when a signal ended it.
    pub status: Option<i32>,
}

/// A folder of its own for a test, in which the program runs.
pub struct Folder(tempfile::TempDir);

impl Folder {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file and gives back its name.
    pub fn file<'a>(&self, name: &'a str, text: &str) -> &'a str {
        std::fs::write(self.at(name), text).unwrap();
        name
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.at(name)).unwrap()
    }

    pub fn run(&self, args: &[&str]) -> Ran {
        self.run_with(args, "")
    }

    /// Runs the program with a text on standard input.
    pub fn run_with(&self, args: &[&str], input: &str) -> Ran {
        let mut child = command(self.path(), args).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_owned();
        // A thread of its own, so that neither side waits for the other; a program that does not read is no fault.
        let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
        let output = child.wait_with_output().unwrap();
        let _ = writer.join().unwrap();
        Ran {
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
            status: output.status.code(),
        }
    }
}

/// The program in a folder, with nothing of the caller's environment that could change what it says.
pub fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_milepost"));
    command
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command.env_remove("NO_COLOR").env_remove("COLUMNS").env("TERM", "xterm-256color");
    command.env("HOME", folder.join("home")).env("XDG_STATE_HOME", folder.join("state"));
    command.env("MILEPOST_CONFIG", folder).env_remove("MILEPOST_THEME").env_remove("MILEPOST_GLYPHS");
    command
}

/// A plan of this project.
pub fn plan(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("plans").join(name);
    std::fs::read_to_string(path).unwrap()
}

/// A small plan that is over: 120,000 in the only year of an envelope of 100,000.
pub const OVER: &str = r#"[plan]
title = "Over"
start = 2027-04-01
end = 2029-03-31

[envelope.fund]
pays = ["capital"]
year.2027-28 = 100_000
year.2028-29 = 200_000

[initiative.forms]
duration = "6 months"
status = "approved"
cost.build = { capital = 80_000 }

[initiative.portal]
duration = "6 months"
cost.build = { capital = 40_000 }
"#;
