//! Saving from the command line: every call that a save makes fails in every way that it can, once each.
//!
//! The calls are not written down here: a run that nothing happens to says which there are. After each fault the plan
//! holds exactly the old text or exactly the new one, the exit status says which, and what was said is a sentence.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::{PermissionsExt, chown, symlink};
use std::path::{Path, PathBuf};
use std::process::Output;

use rustix::fs::{XattrFlags, setxattr};

use crate::calls::Fault::{self, Error, SaysDone, SaysHalf, Signal};
use crate::calls::{Call, calls, can_be_traced, run_with};

/// A plan that `milepost fmt` makes shorter, so that it saves and a half-written one can be told.
const MESSY: &str = "[plan]\ntitle   =   \"Messy\" # keep\nstart = 2027-04-01\n";
const TIDY: &str = "[plan]\ntitle = \"Messy\" # keep\nstart = 2027-04-01\n";

/// In which ways a call may fail. Of those that only look, a wrong answer is left out: no program can know.
fn ways(call: &Call) -> &'static [Fault] {
    match call.name.as_str() {
        "openat" => &[
            Error("ENOSPC"),
            Error("EIO"),
            Error("EACCES"),
            Error("EROFS"),
            Error("EMFILE"),
            Error("EINTR"),
            KILL,
        ],
        "write" | "pwrite64" => &[
            Error("ENOSPC"),
            Error("EDQUOT"),
            Error("EIO"),
            Error("EFBIG"),
            Error("EINTR"),
            SaysDone,
            SaysHalf,
            KILL,
            TERM,
            INT,
        ],
        "fsync" | "fdatasync" => &[Error("EIO"), Error("ENOSPC"), Error("EINTR"), SaysDone, KILL, TERM, INT],
        "fchmod" | "fchown" | "fsetxattr" => {
            &[Error("EPERM"), Error("EIO"), Error("EROFS"), Error("ENOSPC"), KILL, TERM, INT]
        }
        "flistxattr" | "fgetxattr" => &[Error("EIO"), Error("EOPNOTSUPP"), Error("EACCES"), KILL],
        "rename" | "renameat" | "renameat2" | "link" | "linkat" => &[
            Error("EXDEV"),
            Error("EACCES"),
            Error("EPERM"),
            Error("EIO"),
            Error("ENOSPC"),
            Error("EROFS"),
            Error("EINTR"),
            Error("EINVAL"),
            SaysDone,
            KILL,
            TERM,
            INT,
        ],
        "ftruncate" => &[Error("EIO"), Error("EINTR"), Error("EPERM"), SaysDone, KILL, TERM, INT],
        "mkdir" | "mkdirat" => &[Error("EACCES"), Error("ENOSPC"), Error("EROFS"), KILL],
        "unlink" | "unlinkat" => &[Error("EIO"), Error("EACCES"), SaysDone, KILL, TERM, INT],
        // The standard library ends the program when a folder that was listed cannot be closed.
        "close" if !call.asked.contains(".toml") => &[KILL],
        "close" | "read" => &[Error("EIO"), Error("EINTR"), KILL],
        "lseek" | "getdents64" | "getcwd" => &[Error("EIO"), KILL],
        "stat" | "statx" | "newfstatat" | "fstat" | "readlink" | "readlinkat" => {
            &[Error("EIO"), Error("EACCES"), KILL]
        }
        _ => &[],
    }
}

const KILL: Fault = Signal("SIGKILL");
const TERM: Fault = Signal("SIGTERM");
const INT: Fault = Signal("SIGINT");

/// A save: what stands there before, and how it is asked for.
struct Save {
    args: &'static [&'static str],
    /// The text before; `None`: there is no file.
    old: Option<&'static str>,
    new: String,
    /// Makes of the plain `plan.toml` what this save is about.
    prepare: fn(&Path),
    /// Whether the file is overwritten where it stands, so that a kill may leave half a text, with a copy of the old one.
    in_place: bool,
}

/// What a run with a fault left.
struct Left {
    text: Option<String>,
    /// What else is in the plan's folder.
    litter: Vec<String>,
    /// The copies of old texts in our own folder.
    copies: Vec<String>,
}

impl Save {
    fn folder(&self) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        if let Some(old) = self.old {
            fs::write(folder.path().join("plan.toml"), old).unwrap();
        }
        (self.prepare)(folder.path());
        folder
    }

    fn left(folder: &Path, before: &[String]) -> Left {
        let copies = fs::read_dir(folder.join("state/milepost/backups")).into_iter().flatten();
        Left {
            text: fs::read_to_string(folder.join("plan.toml")).ok(),
            litter: names(folder)
                .into_iter()
                .filter(|name| !before.contains(name) && name != "plan.toml")
                .collect(),
            copies: copies.map(|copy| fs::read_to_string(copy.unwrap().path()).unwrap()).collect(),
        }
    }

    /// Every call from the moment that the plan is looked at, in every way it may fail.
    fn faults(&self) -> Vec<(Call, Fault)> {
        let folder = self.folder();
        let here = fs::canonicalize(folder.path()).unwrap();
        let all = calls(folder.path(), self.args);
        // The first line starts the program, with its arguments.
        let of_save = all
            .into_iter()
            .skip(1)
            .skip_while(|call| !["\"plan.toml\"", "\"link\""].iter().any(|name| call.asked.contains(name)));
        let of_plan = of_save.filter(|call| {
            let said = [&call.asked, &call.answer];
            said.iter().any(|it| it.contains(here.to_str().unwrap()) || it.contains(".toml"))
        });
        of_plan.flat_map(|call| ways(&call).iter().map(move |fault| (call.clone(), *fault))).collect()
    }

    /// What a run with a fault did that was promised not to happen.
    fn broken(&self, ran: &Output, left: &Left) -> Vec<String> {
        let is_new = left.text.as_deref() == Some(&self.new);
        let is_old = left.text.as_deref() == self.old;
        let mut broken = Vec::new();
        let mut must = |holds: bool, what: &str| {
            if !holds {
                broken.push(what.to_owned());
            }
        };
        match ran.status.code() {
            Some(0) => {
                must(is_new, "it ended well, and the text is not saved");
                must(left.litter.is_empty(), "something is left in the folder");
            }
            Some(_) => {
                must(is_old, "it failed, and the text is not the old one");
                must(left.litter.is_empty(), "something is left in the folder");
                broken.extend(not_a_sentence(&String::from_utf8_lossy(&ran.stderr)));
            }
            None => {
                let copied = left.copies.iter().any(|text| Some(text.as_str()) == self.old);
                must(is_old || is_new || (self.in_place && copied), "the text is neither old nor new");
                let ours = |name: &String| matches!(name.split_once('-'), Some((".milepost", rest)) if rest.contains(".tmp"));
                must(left.litter.iter().all(ours) && left.litter.len() <= 1, "more than one file is left");
            }
        }
        broken
    }

    /// Runs the whole table.
    fn hold(&self, test: &str) {
        if !can_be_traced(test) {
            return;
        }
        let (mut ran, mut saved, mut broken) = (0, 0, Vec::new());
        let mut called = BTreeSet::new();
        for (call, fault) in &self.faults() {
            let Some(injected) = call.injected(*fault) else { continue };
            called.insert(call.name.clone());
            let folder = self.folder();
            let before = names(folder.path());
            let output = run_with(folder.path(), self.args, std::slice::from_ref(&injected));
            let left = Self::left(folder.path(), &before);
            ran += 1;
            saved += usize::from(left.text.as_deref() == Some(&self.new));
            for what in self.broken(&output, &left) {
                let (status, said) = (output.status.code(), String::from_utf8_lossy(&output.stderr));
                broken.push(format!(
                    "{injected} at {}\n  {what}\n  {status:?}: {said:?}\n  {:?} {:?}",
                    call.asked, left.text, left.litter
                ));
            }
        }
        eprintln!("{test}: {ran} faults in {called:?}, {saved} saved all the same");
        assert!(broken.is_empty(), "{} of {ran}:\n{}", broken.len(), broken.join("\n"));
        for call in ["openat", "write", "fsync"] {
            assert!(called.contains(call), "{call} is not among {called:?}");
        }
    }
}

/// The names in a folder, but for our own state.
fn names(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name != "state" && name != "home").collect()
}

/// Why this is no sentence for people, with a place and a remedy.
fn not_a_sentence(said: &str) -> Option<String> {
    let inner = [".milepost-", "panicked", "fault of milepost", "Err(", "Os {"];
    if !said.starts_with("milepost: ") || said.lines().count() != 1 {
        Some("it says nothing, or more than a sentence".to_owned())
    } else if !said.contains("plan.toml") && !said.contains("link") {
        Some("it does not say which file".to_owned())
    } else if inner.iter().any(|inner| said.contains(inner)) {
        Some("it says what only we understand".to_owned())
    } else if !said.contains(';') {
        Some("it does not say what to do".to_owned())
    } else {
        None
    }
}

#[test]
fn a_file_is_the_old_one_or_the_new_one() {
    Save {
        args: &["fmt", "plan.toml"],
        old: Some(MESSY),
        new: TIDY.to_owned(),
        prepare: |_| {},
        in_place: false,
    }
    .hold("a_file_is_the_old_one_or_the_new_one");
}

#[test]
fn a_file_behind_links_is_the_old_one_or_the_new_one() {
    let prepare = |folder: &Path| {
        symlink("plan.toml", folder.join("one")).unwrap();
        symlink(folder.join("one"), folder.join("link")).unwrap();
    };
    Save { args: &["fmt", "link"], old: Some(MESSY), new: TIDY.to_owned(), prepare, in_place: false }
        .hold("a_file_behind_links_is_the_old_one_or_the_new_one");
}

#[test]
fn a_file_with_two_names_is_the_old_one_or_the_new_one() {
    let prepare = |folder: &Path| fs::hard_link(folder.join("plan.toml"), folder.join("other.toml")).unwrap();
    Save { args: &["fmt", "plan.toml"], old: Some(MESSY), new: TIDY.to_owned(), prepare, in_place: true }
        .hold("a_file_with_two_names_is_the_old_one_or_the_new_one");
}

/// A mode, an attribute, and a group of its own where we may give one away.
#[test]
fn a_file_with_attributes_is_the_old_one_or_the_new_one() {
    let prepare = |folder: &Path| {
        let path = folder.join("plan.toml");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        let _ = setxattr(&path, "user.origin", b"council", XattrFlags::empty());
        let _ = chown(&path, None, Some(1));
    };
    Save { args: &["fmt", "plan.toml"], old: Some(MESSY), new: TIDY.to_owned(), prepare, in_place: false }
        .hold("a_file_with_attributes_is_the_old_one_or_the_new_one");
}

#[test]
fn a_new_file_is_there_whole_or_not_at_all() {
    let new = include_str!("../../plans/blank.toml").to_owned();
    Save {
        args: &["new", "plan.toml", "--template", "blank"],
        old: None,
        new,
        prepare: |_| {},
        in_place: false,
    }
    .hold("a_new_file_is_there_whole_or_not_at_all");
}

/// Putting the old text back fails as well: a copy of it is left, and the sentence says where.
#[test]
fn when_nothing_works_any_more_a_copy_is_left_and_named() {
    if !can_be_traced("when_nothing_works_any_more_a_copy_is_left_and_named") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.toml");
    fs::write(&path, MESSY).unwrap();
    fs::hard_link(&path, folder.path().join("other.toml")).unwrap();
    let args = ["fmt", "plan.toml"];
    let ran = run_with(folder.path(), &args, &["inject=ftruncate:error=EIO".to_owned()]);
    let said = String::from_utf8(ran.stderr).unwrap();
    assert_eq!(ran.status.code(), Some(1), "{said}");
    let copies: Vec<PathBuf> = fs::read_dir(folder.path().join("state/milepost/backups"))
        .unwrap()
        .map(|copy| copy.unwrap().path())
        .collect();
    assert_eq!(copies.len(), 1);
    assert_eq!(fs::read_to_string(&copies[0]).unwrap(), MESSY);
    assert!(said.contains(copies[0].to_str().unwrap()), "{said}");
}

/// A kill in the middle of a file that is overwritten where it stands: the next run says where the old text is, until
/// the plan is saved again.
#[test]
fn a_save_that_was_cut_short_is_told_at_the_next() {
    if !can_be_traced("a_save_that_was_cut_short_is_told_at_the_next") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.toml");
    fs::write(&path, MESSY).unwrap();
    fs::hard_link(&path, folder.path().join("other.toml")).unwrap();
    run_with(folder.path(), &["fmt", "plan.toml"], &["inject=ftruncate:signal=SIGKILL".to_owned()]);
    let torn = fs::read_to_string(&path).unwrap();
    assert!(torn != MESSY && torn != TIDY, "{torn}");
    let said = |args: &[&str]| String::from_utf8(run_with(folder.path(), args, &[]).stderr).unwrap();
    let told = said(&["fmt", "plan.toml"]);
    let copy = told.split(" is in ").nth(1).and_then(|rest| rest.lines().next()).unwrap();
    assert!(told.contains("was cut short"), "{told}");
    assert_eq!(fs::read_to_string(copy).unwrap(), MESSY);
    // A plan that is written later has nothing to do with it any more.
    fs::write(&path, MESSY).unwrap();
    assert_eq!(said(&["fmt", "plan.toml"]), "");
}

/// What must hold through a power cut: the text is durable before it takes its place, and its place after.
#[test]
fn the_text_is_durable_before_it_takes_its_place() {
    if !can_be_traced("the_text_is_durable_before_it_takes_its_place") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("plan.toml"), MESSY).unwrap();
    let calls = calls(folder.path(), &["fmt", "plan.toml"]);
    let calls: Vec<&str> = calls
        .iter()
        .filter_map(|call| ["fsync", "rename"].into_iter().find(|name| call.name.starts_with(name)))
        .collect();
    // The file (once for its text, once for its attributes), then the name, then the folder.
    assert_eq!(calls, ["fsync", "fsync", "rename", "fsync"]);
}
