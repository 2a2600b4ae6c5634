//! Saving while the system fails: each call that a save makes is made to fail, once each, and nothing may be lost.
//!
//! Needs `strace` and the right to trace; without them the tests say that they were skipped.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![cfg(target_os = "linux")]

use std::fs;
use std::path::Path;
use std::process::Command;

/// A plan that `milepost fmt` changes, so that it saves.
const MESSY: &str = "[plan]\ntitle   =   \"Messy\" # keep\nstart = 2027-04-01\n";

fn can_inject() -> bool {
    let traced = Command::new("strace").args(["-qq", "-e", "trace=none", "-o", "/dev/null", "true"]).status();
    let can = traced.is_ok_and(|status| status.success());
    if !can {
        eprintln!("SKIPPED: strace is not here or may not trace, so saving is not tested with faults");
    }
    can
}

/// Formats the plan in a folder while a call fails as told; the exit status.
fn save_with(folder: &Path, call: &str, fault: &str, when: u32) -> Option<i32> {
    let status = Command::new("strace")
        .args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={call}")])
        .args(["-e", &format!("inject={call}:{fault}:when={when}")])
        .args([env!("CARGO_BIN_EXE_milepost"), "fmt", "plan.toml"])
        .current_dir(folder)
        .env("HOME", folder)
        .env("XDG_STATE_HOME", folder.join("state"))
        .output()
        .unwrap()
        .status;
    status.code()
}

fn left_over(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name != "plan.toml" && name != "state").collect()
}

#[test]
fn whatever_fails_the_old_text_or_the_new_stands_there_whole() {
    if !can_inject() {
        return;
    }
    let tidy = {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("plan.toml"), MESSY).unwrap();
        assert_eq!(save_with(folder.path(), "chdir", "error=EIO", 1), Some(0));
        fs::read_to_string(folder.path().join("plan.toml")).unwrap()
    };
    assert!(tidy != MESSY && tidy.contains("# keep"), "{tidy}");
    let faults = [
        ("write", "error=ENOSPC"),
        ("write", "error=EIO"),
        // The disk says that it wrote a byte, and did not.
        ("write", "retval=1"),
        ("fsync", "error=EIO"),
        ("fchmod", "error=EPERM"),
        ("rename,renameat,renameat2", "error=EXDEV"),
        ("rename,renameat,renameat2", "error=EACCES"),
        ("fsync", "signal=SIGKILL"),
        ("rename,renameat,renameat2", "signal=SIGKILL"),
    ];
    let mut refused = 0;
    for (call, fault) in faults {
        for when in 1..=3 {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("plan.toml");
            fs::write(&path, MESSY).unwrap();
            let status = save_with(folder.path(), call, fault, when);
            let text = fs::read_to_string(&path).unwrap();
            let told = format!("{call} {fault} {when}: {status:?}");
            match status {
                Some(0) => assert_eq!(text, tidy, "{told}"),
                Some(_) => {
                    refused += 1;
                    assert_eq!(text, MESSY, "{told}");
                }
                None => assert!(text == MESSY || text == tidy, "{told}: {text}"),
            }
            if !fault.starts_with("signal") {
                assert_eq!(left_over(folder.path()), Vec::<String>::new(), "{told}");
            }
        }
    }
    assert!(refused >= 6, "the faults did not reach the save: {refused}");
}

#[test]
fn the_text_is_durable_before_it_takes_its_place() {
    if !can_inject() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("plan.toml"), MESSY).unwrap();
    let log = folder.path().join("log");
    let status = Command::new("strace")
        .args(["-f", "-qq", "-e", "trace=fsync,rename,renameat,renameat2", "-o", log.to_str().unwrap()])
        .args([env!("CARGO_BIN_EXE_milepost"), "fmt", "plan.toml"])
        .current_dir(folder.path())
        .status()
        .unwrap();
    assert!(status.success());
    let calls: Vec<_> = fs::read_to_string(log)
        .unwrap()
        .lines()
        .filter_map(|line| ["fsync", "rename"].into_iter().find(|call| line.contains(&format!(" {call}"))))
        .collect();
    // The file (once for its text, once for its attributes), then the name, then the folder.
    assert_eq!(calls, ["fsync", "fsync", "rename", "fsync"]);
}
