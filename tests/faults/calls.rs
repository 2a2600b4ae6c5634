//! The calls that a program makes to the system, and making one of them fail: by `strace`.

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// Whether calls can be traced here; says so where they cannot.
pub fn can_be_traced(test: &str) -> bool {
    let traced = Command::new("strace").args(["-qq", "-e", "trace=none", "-o", "/dev/null", "true"]).status();
    let can = traced.is_ok_and(|status| status.success());
    if !can {
        eprintln!("SKIPPED {test}: strace is not here or may not trace");
    }
    can
}

/// One call of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// What is called.
    pub name: String,
    /// The how many-th call of that name it is, from 1.
    pub nth: usize,
    /// What it was asked, as strace writes it.
    pub asked: String,
    /// What it answered.
    pub answer: String,
}

impl Call {
    /// Reads a line of a log: `123 write(3</x/plan.toml>, "…", 4) = 4`, of a program with one thread.
    fn read(line: &str, before: &[Self]) -> Option<Self> {
        let line = line.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start();
        let (name, rest) = line.split_once('(')?;
        let (asked, answer) = rest.rsplit_once(" = ")?;
        let nth = before.iter().filter(|call| call.name == name).count() + 1;
        Some(Self { name: name.to_owned(), nth, asked: asked.to_owned(), answer: answer.to_owned() })
    }

    /// What makes this call fail so; `None` where it means nothing for this call.
    pub fn injected(&self, fault: Fault) -> Option<String> {
        let how = match fault {
            Fault::Error(name) => format!("error={name}"),
            Fault::Signal(name) => format!("signal={name}"),
            // A call that failed by itself has nothing to lie about.
            Fault::SaysDone => format!("retval={}", self.answer.parse::<u32>().ok()?),
            Fault::SaysHalf => {
                format!("retval={}", self.answer.parse::<u32>().ok().filter(|it| *it > 1)? / 2)
            }
        };
        Some(format!("inject={}:{how}:when={}", self.name, self.nth))
    }
}

/// How a call fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It says no, with this error.
    Error(&'static str),
    /// It says that all is done, and does nothing.
    SaysDone,
    /// It says that half of it is done, and does nothing.
    SaysHalf,
    /// The program gets this signal as it calls.
    Signal(&'static str),
}

/// The program in a folder, under a trace.
fn traced(folder: &Path, args: &[&str], how: &[OsString]) -> Output {
    Command::new("strace")
        .args(["-f", "-qq", "-y"])
        .args(how)
        .arg(env!("CARGO_BIN_EXE_milepost"))
        .args(args)
        .current_dir(folder)
        .env("HOME", folder.join("home"))
        .env("XDG_STATE_HOME", folder.join("state"))
        .env_remove("MILEPOST_STATE")
        .output()
        .unwrap()
}

/// The calls that a run makes, in their order.
pub fn calls(folder: &Path, args: &[&str]) -> Vec<Call> {
    let log = tempfile::NamedTempFile::new().unwrap();
    let ran = traced(folder, args, &["-o".into(), log.path().into()]);
    assert!(ran.status.success(), "{args:?}: {}", String::from_utf8_lossy(&ran.stderr));
    let log = fs::read_to_string(log.path()).unwrap();
    log.lines().fold(Vec::new(), |mut calls, line| {
        calls.extend(Call::read(line, &calls));
        calls
    })
}

/// Runs the program while calls fail as told.
pub fn run_with(folder: &Path, args: &[&str], injected: &[String]) -> Output {
    let mut how: Vec<OsString> = vec!["-o".into(), "/dev/null".into()];
    for injected in injected {
        how.extend(["-e".into(), injected.into()]);
    }
    traced(folder, args, &how)
}
