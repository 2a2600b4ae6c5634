//! What the tests with real editors share: the set-up as `docs/editors.md` has it, a plan to open, and a folder to live in.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// So long an editor may take for all it is to do.
const PATIENCE: Duration = Duration::from_secs(300);

/// What an editor opens: an initiative in a stage that there is not, a smile before it, and an envelope that is nearly spent.
const PLAN: &str = "\
[plan]
title = \"Plan 😀\"
start = 2027-04-01
end = 2029-03-31

[stage.first]

[envelope.pot]
year.2027-28 = 50_000

[initiative.forms]
title = \"Forms 😀\"
stage = \"frist\"
duration = \"6 months\"
cost.build = { one-off = 40_000 }

[initiative.booking]
duration =   \"3 months\"
after = \"forms\"
";

/// Stands for `milepost` on the search path: the same program on a fixed day, which leaves behind how it ended.
const PROGRAM: &str = "\
#!/bin/sh
trap : TERM
\"$MILEPOST\" \"$@\" --now 2026-11-21
echo $? >\"$ENDED\"
";

/// The `nth` block of code (from 0) in a language that the page of editors has.
pub fn set_up(language: &str, nth: usize) -> String {
    let page = include_str!("../../docs/editors.md");
    let begin = format!("```{language}\n");
    let block = page.split(&begin).skip(1).nth(nth).expect("the page has the set-up of this editor");
    block.split("```").next().unwrap().to_owned()
}

/// Where an editor is at work.
pub struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    /// A home with a plan in it, and the program on the search path.
    pub fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        fs::write(desk.plan(), PLAN).unwrap();
        fs::create_dir(desk.path("bin")).unwrap();
        let program = desk.path("bin/milepost");
        fs::write(&program, PROGRAM).unwrap();
        fs::set_permissions(program, fs::Permissions::from_mode(0o755)).unwrap();
        desk
    }

    /// A place in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The plan that is opened.
    pub fn plan(&self) -> PathBuf {
        self.path("a.plan.toml")
    }

    /// Runs an editor to its end: it must end well, have said that all was driven, have left the file alone.
    pub fn run(&self, editor: &mut Command) {
        let log = fs::File::create(self.path("log")).unwrap();
        let search = std::env::var_os("PATH").unwrap_or_default();
        let search = std::iter::once(self.path("bin")).chain(std::env::split_paths(&search));
        let mut child = editor
            .current_dir(self.folder.path())
            .env("PATH", std::env::join_paths(search).unwrap())
            .env("MILEPOST", env!("CARGO_BIN_EXE_milepost"))
            .env("ENDED", self.path("ended"))
            .env("HOME", self.folder.path())
            .env_remove("XDG_CONFIG_HOME")
            .env("XDG_STATE_HOME", self.folder.path())
            .env("XDG_DATA_HOME", self.folder.path())
            .env("XDG_CACHE_HOME", self.folder.path())
            .stdin(Stdio::null())
            .stdout(log.try_clone().unwrap())
            .stderr(log)
            .spawn()
            .unwrap();
        let begin = Instant::now();
        let status = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break Some(status);
            }
            if begin.elapsed() > PATIENCE {
                child.kill().and_then(|()| child.wait()).unwrap();
                break None;
            }
            thread::sleep(Duration::from_millis(20));
        };
        let said = String::from_utf8_lossy(&fs::read(self.path("log")).unwrap()).into_owned();
        assert!(status.is_some_and(|it| it.success()), "{said}");
        assert!(said.contains("all features were driven"), "{said}");
        assert_eq!(fs::read_to_string(self.plan()).unwrap(), PLAN, "the file is the editor's to write");
    }
}
