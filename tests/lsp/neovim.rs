//! A real editor: Neovim without a screen, its own client, and a script that types, asks and looks.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// So long the whole script may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// What the editor opens: an initiative in a stage that there is not, a smile before it, and an envelope that is over.
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

#[test]
fn the_client_of_neovim_drives_every_feature() {
    if !Command::new("nvim").arg("--version").output().is_ok_and(|it| it.status.success()) {
        eprintln!("SKIPPED: nvim is not here: the language server is driven by the test's own client alone");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let plan = folder.path().join("a.plan.toml");
    fs::write(&plan, PLAN).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lsp/neovim.lua");
    let log = fs::File::create(folder.path().join("log")).unwrap();
    let mut editor = Command::new("nvim")
        .args(["--headless", "-u", "NONE", "-i", "NONE", "-n"])
        .arg(&plan)
        .arg("-c")
        .arg(format!("luafile {}", script.display()))
        .env("MILEPOST", env!("CARGO_BIN_EXE_milepost"))
        .env("HOME", folder.path())
        .env("XDG_STATE_HOME", folder.path())
        .env("XDG_CACHE_HOME", folder.path())
        .stdin(Stdio::null())
        .stdout(log.try_clone().unwrap())
        .stderr(log)
        .spawn()
        .unwrap();
    let begin = Instant::now();
    let status = loop {
        if let Some(status) = editor.try_wait().unwrap() {
            break Some(status);
        }
        if begin.elapsed() > PATIENCE {
            editor.kill().unwrap();
            break None;
        }
        thread::sleep(Duration::from_millis(20));
    };
    let said = fs::read_to_string(folder.path().join("log")).unwrap();
    assert!(status.is_some_and(|it| it.success()), "{said}");
    assert!(said.contains("all features were driven"), "{said}");
    assert_eq!(fs::read_to_string(&plan).unwrap(), PLAN, "the file is the editor's to write");
}
