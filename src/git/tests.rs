//! Real repositories in folders of their own; without git these say so and pass.

use std::fs;
use std::process::Command;

use super::*;

/// A repository with nobody's settings.
struct Made(tempfile::TempDir);

impl Made {
    /// `None`, loudly, where there is no git.
    fn new() -> Option<Self> {
        let made = Self(tempfile::tempdir().unwrap());
        if Command::new("git").arg("--version").output().is_err() {
            eprintln!("SKIPPED: there is no git on this machine");
            return None;
        }
        made.git(&["init", "-q", "-b", "main", "."]);
        Some(made)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn git_in(folder: &Path, args: &[&str]) -> String {
        let mut command = Command::new("git");
        let config = ["-c", "user.name=A", "-c", "user.email=a@b", "-c", "protocol.file.allow=always"];
        command.current_dir(folder).args(config).args(args);
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        let output = command.output().unwrap();
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn git(&self, args: &[&str]) -> String {
        Self::git_in(self.path(), args)
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    fn commit(&self, name: &str, text: &str) -> PathBuf {
        let path = self.write(name, text);
        self.git(&["add", "-A"]);
        self.git(&["commit", "-qm", name]);
        path
    }
}

fn text_at(file: &Path, revision: &str) -> Result<String, GitError> {
    let (repository, path) = Repository::around(file)?;
    let revision = repository.revision(OsStr::new(revision))?;
    repository.read(&revision, &path).map(|seen| seen.text().to_string())
}

fn sentence<T: std::fmt::Debug>(result: Result<T, GitError>) -> String {
    result.expect_err("it must be refused").to_string()
}

#[test]
fn a_file_is_read_at_any_revision_in_any_folder_under_any_name() {
    let Some(made) = Made::new() else { return };
    for name in ["plan.toml", "plans/deep/a b.toml", "plans/*?[x].toml", "plans/-x\n\"é\".toml"] {
        let file = made.commit(name, "a = 1\n");
        made.git(&["tag", "-f", "v1"]);
        made.commit(name, "a = 2\n");
        made.write(name, "a = 3\n");
        assert_eq!(text_at(&file, "HEAD").unwrap(), "a = 2\n", "{name}");
        assert_eq!(text_at(&file, "v1").unwrap(), "a = 1\n", "{name}");
        assert_eq!(text_at(&file, "main~1").unwrap(), "a = 1\n", "{name}");
    }
    let file = made.path().join("plan.toml");
    made.git(&["checkout", "-q", "--detach"]);
    // What lay uncommitted went into the next commit.
    assert_eq!(text_at(&file, "HEAD").unwrap(), "a = 3\n");
    fs::remove_file(&file).unwrap();
    assert_eq!(text_at(&file, "HEAD").unwrap(), "a = 3\n");
}

#[test]
fn what_is_no_revision_is_refused_and_never_an_option() {
    let Some(made) = Made::new() else { return };
    let file = made.write("plan.toml", "a = 1\n");
    assert!(sentence(text_at(&file, "HEAD")).contains("no revision `HEAD`"));
    made.commit("plan.toml", "a = 1\n");
    let out = made.path().join("out");
    for name in
        ["", "--output=out", "-h", "--all", "none", "HEAD^{tree}", "main:plan.toml", "HEAD --", "a\nb"]
    {
        assert!(sentence(text_at(&file, name)).contains("no revision"), "{name}");
    }
    assert!(!out.exists());
}

#[test]
fn what_was_no_file_is_said() {
    let Some(made) = Made::new() else { return };
    made.commit("other.toml", "a = 1\n");
    let file = made.write("plan.toml", "b = 2222\n");
    assert!(sentence(text_at(&file, "HEAD")).contains("plan.toml is not there at `HEAD`"));
    let outside = tempfile::tempdir().unwrap();
    let lonely = outside.path().join("plan.toml");
    fs::write(&lonely, "").unwrap();
    assert!(sentence(text_at(&lonely, "HEAD")).contains("in no git repository"));
    #[cfg(unix)]
    {
        fs::remove_file(&file).unwrap();
        std::os::unix::fs::symlink("other.toml", &file).unwrap();
        made.git(&["add", "-A"]);
        made.git(&["commit", "-qm", "link"]);
        // The link is followed to the file that it leads to.
        assert_eq!(text_at(&file, "HEAD").unwrap(), "a = 1\n");
        fs::remove_file(&file).unwrap();
        fs::write(&file, "").unwrap();
        assert!(sentence(text_at(&file, "HEAD")).contains("a symbolic link"));
    }
}

#[test]
fn a_renamed_file_is_found() {
    let Some(made) = Made::new() else { return };
    let text = (0..30).map(|n| format!("a{n} = {n}\n")).collect::<Vec<_>>().concat();
    made.commit("old.toml", &text);
    made.git(&["mv", "old.toml", "new.toml"]);
    let file = made.path().join("new.toml");
    assert_eq!(text_at(&file, "HEAD").unwrap(), text);
    made.git(&["commit", "-qm", "rename"]);
    made.commit("new.toml", &format!("{text}b = 1\n"));
    assert_eq!(text_at(&file, "HEAD~2").unwrap(), text);
}

#[test]
fn clones_of_every_kind_are_read_or_say_why_not() {
    let Some(made) = Made::new() else { return };
    made.commit("plan.toml", "a = 1\n");
    made.commit("plan.toml", "a = 2\n");
    let all = tempfile::tempdir().unwrap();
    let from = format!("file://{}", made.path().display());
    let at = |name: &str| all.path().join(name);
    Made::git_in(all.path(), &["clone", "-q", "--depth", "1", &from, "shallow"]);
    assert_eq!(text_at(&at("shallow/plan.toml"), "HEAD").unwrap(), "a = 2\n");
    assert!(sentence(text_at(&at("shallow/plan.toml"), "HEAD~1")).contains("git fetch --unshallow"));
    Made::git_in(all.path(), &["clone", "-q", "--bare", &from, "bare"]);
    let bare = Repository::here(&at("bare")).unwrap();
    let head = bare.revision(OsStr::new("HEAD~1")).unwrap();
    assert_eq!(&**bare.read(&head, b"plan.toml").unwrap().text(), "a = 1\n");
    made.git(&["worktree", "add", "-q", at("linked").to_str().unwrap(), "HEAD~1"]);
    assert_eq!(text_at(&at("linked/plan.toml"), "HEAD").unwrap(), "a = 1\n");
    made.git(&["config", "uploadpack.allowFilter", "true"]);
    Made::git_in(all.path(), &["clone", "-q", "--filter=blob:none", &from, "partial"]);
    assert!(sentence(text_at(&at("partial/plan.toml"), "HEAD~1")).contains("not in this clone"));
    let Some(above) = Made::new() else { return };
    above.git(&["submodule", "--quiet", "add", &from, "part"]);
    above.git(&["commit", "-qm", "part"]);
    assert_eq!(text_at(&above.path().join("part/plan.toml"), "HEAD~1").unwrap(), "a = 1\n");
    let top = Repository::here(above.path()).unwrap();
    let head = top.revision(OsStr::new("HEAD")).unwrap();
    assert!(sentence(top.read(&head, b"part")).contains("a submodule"));
}

#[test]
fn nothing_that_the_repository_names_is_run() {
    let Some(made) = Made::new() else { return };
    let file = made.commit("plan.toml", "a = 1\n");
    let ran = made.path().join("ran");
    let touch = format!("touch '{}'", ran.display());
    for key in [
        "core.fsmonitor",
        "core.pager",
        "diff.external",
        "core.editor",
        "core.sshCommand",
        "diff.x.textconv",
        "filter.x.smudge",
    ] {
        made.git(&["config", key, &touch]);
    }
    made.write(".gitattributes", "* diff=x filter=x\n");
    let moved = made.path().join("other.toml");
    fs::rename(&file, &moved).unwrap();
    assert!(text_at(&moved, "HEAD").is_err());
    assert!(text_at(&file, "HEAD").is_ok());
    assert!(!ran.exists());
}

#[test]
fn two_branches_have_the_place_where_they_parted() {
    let Some(made) = Made::new() else { return };
    let file = made.commit("plan.toml", "a = 1\n");
    made.git(&["checkout", "-qb", "work"]);
    made.commit("plan.toml", "a = 2\n");
    made.git(&["checkout", "-q", "main"]);
    made.commit("plan.toml", "a = 3\n");
    let (repository, path) = Repository::around(&file).unwrap();
    let [main, work] = ["main", "work"].map(|name| repository.revision(OsStr::new(name)).unwrap());
    let common = repository.common(&main, &work).unwrap();
    assert_eq!(&**repository.read(&common, &path).unwrap().text(), "a = 1\n");
    made.git(&["checkout", "-q", "--orphan", "alone"]);
    made.git(&["commit", "-qm", "alone"]);
    let alone = repository.revision(OsStr::new("alone")).unwrap();
    assert!(sentence(repository.common(&main, &alone)).contains("no commit in common"));
}
