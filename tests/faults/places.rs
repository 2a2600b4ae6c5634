//! Where plans stand: full disks, folders and files of others, links, other devices, odd names.
//!
//! Each row runs `milepost fmt` in a shell that has made the place, in a name space of its own, so that nothing stays
//! mounted. What then stands there, and what was said, is held to the row.

use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::{Command, Output};

use rustix::fs::{XattrFlags, getxattr, setxattr};

const MESSY: &str = "[plan]\ntitle   =   \"Messy\" # keep\nstart = 2027-04-01\n";
const TIDY: &str = "[plan]\ntitle = \"Messy\" # keep\nstart = 2027-04-01\n";

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

/// Whether a name space with mounts of its own can be made, by the superuser or by anybody.
fn own_mounts() -> Option<&'static [&'static str]> {
    let ways: [&[&str]; 2] = [&["-m"], &["-Urm"]];
    let works = |flags: &&&[&str]| {
        let mut command = Command::new("unshare");
        let tried = command.args(**flags).args(["sh", "-c", "mount -t tmpfs -o size=64k none /mnt"]).output();
        tried.is_ok_and(|tried| tried.status.success())
    };
    ways.iter().find(works).copied()
}

/// Runs a script in a folder that holds the plan, with `$MILEPOST` as the program; others may write in the folder.
fn run(before: &[&str], folder: &Path, script: &str) -> Output {
    let mut words = before.to_vec();
    words.extend(["sh", "-c", script]);
    let mut command = Command::new(words[0]);
    command.args(&words[1..]).current_dir(folder);
    command.env("MILEPOST", program(folder)).env("HOME", folder).env("XDG_STATE_HOME", folder.join("state"));
    command.env_remove("MILEPOST_STATE");
    command.output().unwrap()
}

/// The program where everybody may run it: the build folder may be closed to others.
fn program(folder: &Path) -> std::path::PathBuf {
    let copy = folder.join("milepost");
    if !copy.exists() {
        fs::copy(env!("CARGO_BIN_EXE_milepost"), &copy).unwrap();
    }
    copy
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let open = std::os::unix::fs::PermissionsExt::from_mode(0o777);
    fs::set_permissions(folder.path(), open).unwrap();
    fs::write(folder.path().join("plan.toml"), MESSY).unwrap();
    folder
}

/// A row: the place, the exit status, what stands in `plan.toml` after it, and what is said.
type Row = (&'static str, &'static str, i32, &'static str, &'static str);

/// Holds the rows: each script leaves what stands there then as `after`, and lists the folder as `names`.
fn hold(before: &[&str], rows: &[Row]) {
    for (name, script, status, text, said) in rows {
        let folder = folder();
        let ran = run(before, folder.path(), script);
        let err = String::from_utf8_lossy(&ran.stderr);
        assert_eq!(ran.status.code(), Some(*status), "{name}: {err}");
        let after = fs::read_to_string(folder.path().join("after")).unwrap();
        assert_eq!(after, *text, "{name}: {err}");
        assert!(err.contains(said), "{name}: {err}");
        assert!(said.is_empty() == err.is_empty(), "{name}: {err}");
        let names = fs::read_to_string(folder.path().join("names")).unwrap();
        assert!(!names.contains(".milepost-"), "{name}: {names}");
    }
}

/// Ends a script: shows what stands there, and keeps the exit status of the program.
macro_rules! place {
    ($make:literal, $run:literal) => {
        concat!(
            $make,
            "; ",
            $run,
            "; status=$?; cat plan.toml > \"$HOME/after\"; ls -a > \"$HOME/names\"; exit $status"
        )
    };
}

#[test]
fn disks_that_are_full_or_closed_keep_the_old_text() {
    let Some(flags) = own_mounts() else {
        eprintln!("SKIPPED disks_that_are_full_or_closed_keep_the_old_text: nothing may be mounted here");
        return;
    };
    let unshare = [&["unshare"], flags].concat();
    hold(
        &unshare,
        &[
            (
                "a full disk",
                place!(
                    "mkdir disk; mount -t tmpfs -o size=16k none disk; cp plan.toml disk; cd disk; \
                     dd if=/dev/zero of=rest bs=4k count=8 2>/dev/null",
                    "$MILEPOST fmt plan.toml"
                ),
                1,
                MESSY,
                "make room on the disk",
            ),
            (
                "a disk without room for another name",
                place!(
                    "mkdir disk; mount -t tmpfs -o nr_inodes=2 none disk; cp plan.toml disk; cd disk",
                    "$MILEPOST fmt plan.toml"
                ),
                1,
                MESSY,
                "make room on the disk",
            ),
            (
                "a full disk, and a file with two names",
                place!(
                    "mkdir disk; mount -t tmpfs -o size=16k none disk; cp plan.toml disk; cd disk; ln plan.toml other; \
                     dd if=/dev/zero of=rest bs=4k count=8 2>/dev/null",
                    "$MILEPOST fmt plan.toml"
                ),
                // The shorter text has room where the old one was.
                0,
                TIDY,
                "",
            ),
            (
                "a disk that may only be read",
                place!(
                    "mkdir disk; mount -t tmpfs none disk; cp plan.toml disk; mount -o remount,ro disk; cd disk",
                    "$MILEPOST fmt plan.toml"
                ),
                1,
                MESSY,
                "Read-only file system",
            ),
            (
                "a link to another device",
                place!(
                    "mkdir disk; mount -t tmpfs none disk; mv plan.toml disk; ln -s disk/plan.toml plan.toml",
                    "$MILEPOST fmt plan.toml && test -L plan.toml"
                ),
                0,
                TIDY,
                "",
            ),
            (
                "our own folder on a full disk, and a file with two names",
                place!(
                    "mkdir state; mount -t tmpfs -o nr_inodes=1 none state; ln plan.toml other",
                    "$MILEPOST fmt plan.toml"
                ),
                1,
                MESSY,
                "make room on the disk",
            ),
        ],
    );
}

#[test]
fn files_that_may_not_grow_keep_the_old_text() {
    let long = format!("{MESSY}# {}\n", "x".repeat(2_000));
    let folder = folder();
    fs::write(folder.path().join("plan.toml"), &long).unwrap();
    let ran = run(&["env"], folder.path(), "ulimit -f 2; exec $MILEPOST fmt plan.toml");
    let said = String::from_utf8_lossy(&ran.stderr);
    assert_eq!(ran.status.code(), Some(1), "{said}");
    assert!(said.contains("make room on the disk"), "{said}");
    assert_eq!(fs::read_to_string(folder.path().join("plan.toml")).unwrap(), long);
}

/// As somebody who is nobody: owners and modes mean something.
#[test]
fn folders_and_files_of_others_are_written_in_place_or_refused() {
    let somebody: &[&str] = &["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
    let may = Command::new(somebody[0]).args(&somebody[1..]).arg("true").status();
    if !is_root() || !may.is_ok_and(|may| may.success()) {
        eprintln!(
            "SKIPPED folders_and_files_of_others_are_written_in_place_or_refused: only the superuser can be others"
        );
        return;
    }
    // In place: the same file as before, with its owner.
    let rows: [(&str, &str, i32, &str, &str); 6] = [
        ("a file of another", "chmod 666 plan.toml", 0, TIDY, ""),
        ("a file of another in a folder for all", "chmod 666 plan.toml; chmod 1777 .", 0, TIDY, ""),
        ("a folder of another", "chmod 666 plan.toml; chmod 755 .; mkdir -m 777 state", 0, TIDY, ""),
        ("a file that may not be written", "chmod 644 plan.toml", 1, MESSY, "allow writing"),
        ("a file that may not be read", "chmod 600 plan.toml", 2, MESSY, "see who may read it"),
        (
            "a file that nobody may write",
            "chown 65534 plan.toml; chmod 444 plan.toml",
            1,
            MESSY,
            "allow writing",
        ),
    ];
    for (name, make, status, text, said) in rows {
        let folder = folder();
        program(folder.path());
        assert!(run(&["env"], folder.path(), make).status.success());
        let path = folder.path().join("plan.toml");
        let before = fs::metadata(&path).unwrap();
        let ran = run(somebody, folder.path(), "exec $MILEPOST fmt plan.toml");
        let err = String::from_utf8_lossy(&ran.stderr);
        assert_eq!(ran.status.code(), Some(status), "{name}: {err}");
        assert_eq!(fs::read_to_string(&path).unwrap(), text, "{name}");
        assert!(err.contains(said) && said.is_empty() == err.is_empty(), "{name}: {err}");
        let after = fs::metadata(&path).unwrap();
        let of = |it: &fs::Metadata| (it.ino(), it.uid(), it.gid(), it.mode());
        assert_eq!(of(&after), of(&before), "{name}");
    }
}

#[test]
fn odd_names_are_saved_under_and_said_harmless() {
    let long = "n".repeat(250) + ".toml";
    let names: [&[u8]; 9] = [
        b"two words.toml",
        b"line\nend.toml",
        b"quote'\"`$(x).toml",
        b"-n.toml",
        "漢字 plan.toml".as_bytes(),
        b"not \xff\xfe utf-8.toml",
        b"\x1b[2J\x1b]0;owned\x07.toml",
        "\u{202e}lmot.toml".as_bytes(),
        long.as_bytes(),
    ];
    for name in names {
        let folder = tempfile::tempdir().unwrap();
        let name = std::ffi::OsStr::from_bytes(name);
        let path = folder.path().join(name);
        fs::write(&path, MESSY).unwrap();
        let ran = |args: &[&str]| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_milepost"));
            command.args(args).arg("--").arg(name).current_dir(folder.path()).env("HOME", folder.path());
            command.env("XDG_STATE_HOME", folder.path().join("state")).output().unwrap()
        };
        let saved = ran(&["fmt"]);
        assert_eq!(saved.status.code(), Some(0), "{name:?}: {}", String::from_utf8_lossy(&saved.stderr));
        assert_eq!(fs::read_to_string(&path).unwrap(), TIDY, "{name:?}");
        // What is refused says the name, and nothing of it steers a terminal.
        fs::write(&path, "[plan\n").unwrap();
        for args in [&["fmt"][..], &["check"], &["show"], &["new"]] {
            let refused = ran(args);
            for said in [&refused.stdout, &refused.stderr] {
                let said = std::str::from_utf8(said).unwrap();
                let hidden = said.chars().find(|c| *c != '\n' && milepost::display::is_hidden(*c));
                assert_eq!(hidden, None, "{args:?} {name:?}: {said:?}");
            }
            assert_ne!(refused.status.code(), Some(0), "{args:?} {name:?}");
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), "[plan\n", "{name:?}");
    }
}

#[test]
fn an_access_list_is_kept() {
    let folder = folder();
    let path = folder.path().join("plan.toml");
    // Version 2, then who, what they may, and which: owner rw, user 1 rw, group r, all of them rw, others r.
    // *Source*: linux/posix_acl_xattr.h.
    let entry = |tag: u16, may: u16, id: u32| {
        [&tag.to_le_bytes()[..], &may.to_le_bytes(), &id.to_le_bytes()].concat()
    };
    let nobody = u32::MAX;
    let list = [
        2_u32.to_le_bytes().to_vec(),
        entry(1, 6, nobody),
        entry(2, 6, 1),
        entry(4, 4, nobody),
        entry(16, 6, nobody),
        entry(32, 4, nobody),
    ]
    .concat();
    if let Err(cause) = setxattr(&path, "system.posix_acl_access", &list, XattrFlags::empty()) {
        eprintln!("SKIPPED an_access_list_is_kept: there are none here ({cause})");
        return;
    }
    assert!(run(&["env"], folder.path(), "exec $MILEPOST fmt plan.toml").status.success());
    assert_eq!(fs::read_to_string(&path).unwrap(), TIDY);
    let mut kept = [0; 256];
    let length = getxattr(&path, "system.posix_acl_access", &mut kept).unwrap();
    assert_eq!(kept[..length], list);
}
