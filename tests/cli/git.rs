//! git with what `milepost git install` writes, in real repositories; without git these say so and pass.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::run::Folder;

/// A repository with nobody's settings, in which git finds the program.
struct Repository(tempfile::TempDir);

const PLAN: &str = "[plan]\nstart = 2027-04-01\n\n[envelope.b]\nyear.2027-28 = 100_000\n\n[initiative.a]\ntitle = \"A\"\n\
    duration = \"6 months\"\ncost.x = { capital = 60_000, funded-by = \"b\" }\n\n[initiative.c]\ntitle = \"C\"\n";

impl Repository {
    /// With the plan committed; `None`, loudly, where there is no git.
    fn new() -> Option<Self> {
        if Command::new("git").arg("--version").output().is_err() {
            eprintln!("SKIPPED: there is no git on this machine");
            return None;
        }
        let made = Self(tempfile::tempdir().unwrap());
        made.git(&["init", "-q", "-b", "main"]);
        made.git(&["config", "user.name", "A"]);
        made.git(&["config", "user.email", "a@example.org"]);
        made.commit(PLAN);
        Some(made)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn plan(&self) -> PathBuf {
        self.path().join("my plan.plan.toml")
    }

    fn text(&self) -> String {
        fs::read_to_string(self.plan()).unwrap()
    }

    /// Runs a program with milepost among those that are found, or not.
    fn run(&self, program: &str, args: &[&str], found: bool) -> Output {
        let folder = Path::new(env!("CARGO_BIN_EXE_milepost")).parent().unwrap();
        let path = std::env::var_os("PATH").unwrap_or_default();
        let own: Vec<PathBuf> = if found { vec![folder.to_owned()] } else { Vec::new() };
        let path = std::env::join_paths(own.into_iter().chain(std::env::split_paths(&path))).unwrap();
        let mut command = Command::new(program);
        command.current_dir(self.path()).args(args).env("PATH", path);
        command
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_EDITOR", "true");
        command.output().unwrap()
    }

    fn git(&self, args: &[&str]) -> String {
        let output = self.run("git", args, true);
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn milepost(&self, args: &[&str]) -> (Option<i32>, String) {
        let output = self.run(env!("CARGO_BIN_EXE_milepost"), args, true);
        let said = [output.stdout, output.stderr].concat();
        (output.status.code(), String::from_utf8(said).unwrap())
    }

    fn commit(&self, text: &str) {
        fs::write(self.plan(), text).unwrap();
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "-m", "plan"]);
    }

    /// Two branches that change neighbouring lines, which git's own merge cannot put together.
    fn two_sides(&self) {
        self.git(&["checkout", "-q", "-b", "theirs"]);
        self.commit(&PLAN.replace("6 months", "9 months"));
        self.git(&["checkout", "-q", "main"]);
        self.commit(&PLAN.replace("\"A\"", "\"Alpha\"").replace("60_000", "70_000"));
    }

    fn both() -> String {
        PLAN.replace("\"A\"", "\"Alpha\"").replace("60_000", "70_000").replace("6 months", "9 months")
    }
}

#[test]
fn what_is_installed_is_said_first_found_again_and_taken_back() {
    let Some(made) = Repository::new() else { return };
    let hook = made.path().join(".git/hooks/pre-commit");
    let config = || fs::read_to_string(made.path().join(".git/config")).unwrap();
    let before = config();
    let (status, said) = made.milepost(&["git", "install", "--dry-run"]);
    assert_eq!(status, Some(0));
    assert!(
        said.contains(".gitattributes: *.plan.toml diff=milepost merge=milepost") && !hook.exists(),
        "{said}"
    );
    assert_eq!(made.milepost(&["git", "install", "--check"]).0, Some(1));
    fs::write(made.path().join(".gitattributes"), "*.bin binary").unwrap();
    assert_eq!(made.milepost(&["git", "install"]).0, Some(0));
    assert_eq!(made.milepost(&["git", "install", "--check"]).0, Some(0));
    assert_eq!(made.milepost(&["git", "install"]), (Some(0), "Everything is as it should be.\n".to_owned()));
    let attributes = fs::read_to_string(made.path().join(".gitattributes")).unwrap();
    assert!(
        attributes.starts_with("*.bin binary\n") && attributes.contains("merge=milepost"),
        "{attributes}"
    );
    let of_merges = made.path().join(".git/hooks/pre-merge-commit");
    assert!(hook.exists() && of_merges.exists());
    assert_eq!(made.milepost(&["git", "uninstall"]).0, Some(0));
    assert!(!hook.exists() && !of_merges.exists());
    assert_eq!(config(), before);
    assert_eq!(fs::read_to_string(made.path().join(".gitattributes")).unwrap().trim_end(), "*.bin binary");
}

#[test]
fn outside_a_repository_it_is_said_what_to_do() {
    let ran = Folder::new().run(&["git", "install"]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.err.contains("this is in no git repository") && ran.err.contains("git init"), "{}", ran.err);
}

#[test]
fn a_hook_of_somebody_else_is_left_alone() {
    let Some(made) = Repository::new() else { return };
    let hook = made.path().join(".git/hooks/pre-commit");
    fs::create_dir_all(hook.parent().unwrap()).unwrap();
    fs::write(&hook, "#!/bin/sh\nexit 0\n").unwrap();
    let (_, said) = made.milepost(&["git", "install"]);
    assert!(said.contains("milepost git pre-commit || exit 1"), "{said}");
    made.milepost(&["git", "uninstall"]);
    assert_eq!(fs::read_to_string(&hook).unwrap(), "#!/bin/sh\nexit 0\n");
}

#[test]
fn a_plan_that_no_pattern_names_is_named() {
    let Some(made) = Repository::new() else { return };
    fs::write(made.path().join("o'hara.toml"), "# Ours\nmilepost = 1\n").unwrap();
    fs::write(made.path().join("Cargo.toml"), "[package]\nname = \"milepost\"\n").unwrap();
    let (status, said) = made.milepost(&["git", "install", "--no-hook"]);
    assert_eq!(status, Some(0));
    assert!(said.contains("o'hara.toml") && !said.contains("Cargo.toml"), "{said}");
    let (_, wanted) = said.split_once("`milepost git install ").expect("it says what to do");
    assert!(wanted.starts_with("'*.plan.toml' 'o'\\''hara.toml'`"), "{wanted}");
    made.milepost(&["git", "install", "--no-hook", "*.plan.toml", "o'hara.toml"]);
    assert!(!made.milepost(&["git", "install", "--check"]).1.contains("hara"));
}

#[test]
fn git_merges_by_meaning_and_without_the_program_by_lines() {
    let Some(made) = Repository::new() else { return };
    made.two_sides();
    made.milepost(&["git", "install", "--no-hook"]);
    // Where the program is missing git's own merge finds a conflict, and says so in the file.
    let output = made.run("git", &["merge", "theirs"], false);
    assert!(!output.status.success());
    assert!(made.text().contains("<<<<<<< ours"), "{}", made.text());
    made.git(&["merge", "--abort"]);
    made.git(&["merge", "-q", "-m", "merged", "theirs"]);
    assert_eq!(made.text(), Repository::both());
}

#[test]
fn a_contradiction_stops_the_merge_at_the_key_and_so_does_a_rebase() {
    let Some(made) = Repository::new() else { return };
    made.milepost(&["git", "install", "--no-hook"]);
    made.two_sides();
    made.commit(&made.text().replace("6 months", "7 months"));
    for args in [["merge", "theirs"], ["rebase", "theirs"]] {
        let output = made.run("git", &args, true);
        assert!(!output.status.success(), "{args:?}");
        let text = made.text();
        assert!(text.contains("<<<<<<< ours: initiative.a.duration\n"), "{text}");
        assert!(text.contains("70_000") && text.contains("Alpha"), "all else is merged: {text}");
        assert!(made.git(&["status", "--porcelain"]).contains("UU "));
        // What is computed of the sides would bury the conflict, of which nothing can be.
        assert!(!made.git(&["diff"]).contains("# = "));
        made.git(&[args[0], "--abort"]);
        assert!(made.git(&["show", "HEAD"]).contains("# = "));
    }
}

#[test]
fn what_a_merge_of_several_by_lines_brings_back_is_kept_from_its_commit() {
    let Some(made) = Repository::new() else { return };
    // One branch deletes an initiative, another only moves it: by lines it is back at its other place.
    let block =
        |id: &str| format!("\n[initiative.{id}]\ntitle = \"{id}\"\nduration = \"6 months\"\n# say {id}\n");
    let plan = |ids: &[&str]| {
        let blocks: String = ids.iter().map(|id| block(id)).collect();
        format!("[plan]\nstart = 2027-04-01\n{blocks}")
    };
    made.commit(&plan(&["a", "m", "c", "d"]));
    made.milepost(&["git", "install"]);
    made.git(&["add", "-A"]);
    made.git(&["commit", "-q", "-m", "git"]);
    for (branch, ids) in [("deleted", vec!["a", "c", "d"]), ("moved", vec!["a", "c", "d", "m"])] {
        made.git(&["checkout", "-q", "-b", branch, "main"]);
        made.commit(&plan(&ids));
    }
    made.git(&["checkout", "-q", "-b", "titled", "main"]);
    fs::write(made.path().join("other"), "x").unwrap();
    made.commit(&plan(&["a", "m", "c", "d"]));
    made.git(&["checkout", "-q", "main"]);
    let output = made.run("git", &["merge", "-m", "octopus", "deleted", "titled", "moved"], true);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success(), "{said}");
    assert!(said.contains("merged by lines, and initiative.m is not what they ask for"), "{said}");
    // Nor does it pass with the command that git then speaks of.
    let output = made.run("git", &["commit", "-q", "-m", "octopus"], true);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && said.contains("initiative.m is not what they ask for"), "{said}");
    made.git(&["merge", "--abort"]);
    // One after another the deletion stands, and branches that do not meet are no matter of lines.
    made.git(&["merge", "-q", "-m", "one", "deleted"]);
    made.git(&["merge", "-q", "-m", "two", "moved"]);
    assert_eq!(made.text(), plan(&["a", "c", "d"]));
}

#[test]
fn several_branches_at_once_and_branches_that_crossed_merge() {
    let Some(made) = Repository::new() else { return };
    made.milepost(&["git", "install", "--no-hook"]);
    let base = made.git(&["rev-parse", "HEAD"]).trim().to_owned();
    let change = |branch: &str, from: &str, to: &str| {
        made.git(&["checkout", "-q", "-b", branch, &base]);
        made.commit(&PLAN.replace(from, to));
    };
    change("one", "6 months", "9 months");
    change("two", "\"A\"", "\"Alpha\"");
    change("three", "60_000", "70_000");
    change("four", "\"C\"", "\"Sea\"");
    // All at once git merges by lines, whatever the driver, and refuses where lines are neighbours.
    made.git(&["checkout", "-q", "main"]);
    assert!(
        !made.run("git", &["merge", "-q", "-m", "octopus", "one", "two", "three"], true).status.success()
    );
    made.git(&["merge", "-q", "-m", "octopus", "one", "four"]);
    made.git(&["merge", "-q", "-m", "two", "two"]);
    made.git(&["merge", "-q", "-m", "three", "three"]);
    assert_eq!(made.text(), Repository::both().replace("\"C\"", "\"Sea\""));
    // Two branches merge each other's, resolve one contradiction differently, and meet again: two common ancestors.
    change("left", "6 months", "7 months");
    change("right", "6 months", "8 months");
    made.git(&["branch", "right-before"]);
    for (branch, other, wanted) in [("right", "left", "10 months"), ("left", "right-before", "11 months")] {
        made.git(&["checkout", "-q", branch]);
        assert!(!made.run("git", &["merge", other], true).status.success());
        made.commit(&PLAN.replace("6 months", wanted));
    }
    assert!(!made.run("git", &["merge", "right"], true).status.success());
    let text = made.text();
    assert_eq!(text.matches("<<<<<<<").count(), 1, "{text}");
    assert!(text.contains("10 months") && text.contains("11 months"), "{text}");
}

#[test]
fn a_diff_names_the_initiative_and_shows_the_money_above_the_text() {
    let Some(made) = Repository::new() else { return };
    made.milepost(&["git", "install", "--no-hook"]);
    fs::write(made.plan(), PLAN.replace("60_000", "170_000")).unwrap();
    let diff = made.git(&["diff"]);
    assert!(diff.contains("+# = b 2027/28: \u{2212}£70,000, over"), "{diff}");
    assert!(diff.contains("-cost.x = { capital = 60_000"), "{diff}");
    fs::write(made.plan(), PLAN.replace("\"C\"", "\"Sea\"")).unwrap();
    assert!(made.git(&["diff", "-U0"]).contains("@@ initiative.c\n"), "{}", made.git(&["diff", "-U0"]));
    // A broken file is shown as it is.
    fs::write(made.plan(), "[plan\n").unwrap();
    assert!(made.git(&["diff"]).contains("+[plan\n"));
}

#[test]
fn a_plan_with_errors_is_not_committed_and_what_is_staged_counts() {
    let Some(made) = Repository::new() else { return };
    made.milepost(&["git", "install"]);
    fs::write(made.plan(), PLAN.replace("6 months", "6 moons")).unwrap();
    made.git(&["add", "-A"]);
    let output = made.run("git", &["commit", "-q", "-m", "moons"], true);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && said.contains("my plan.plan.toml:9:12:"), "{said}");
    // Mended in the folder alone it is still the staged one that would be committed.
    fs::write(made.plan(), PLAN.replace("6 months", "8 months")).unwrap();
    assert!(!made.run("git", &["commit", "-q", "-m", "moons"], true).status.success());
    made.git(&["add", "-A"]);
    made.git(&["commit", "-q", "-m", "months"]);
}

#[test]
fn what_is_committed_without_staging_it_first_is_what_the_hook_reads() {
    let Some(made) = Repository::new() else { return };
    made.milepost(&["git", "install"]);
    fs::write(made.path().join("other"), "x").unwrap();
    made.git(&["add", "-A"]);
    made.git(&["commit", "-q", "-m", "git"]);
    let refused = |args: &[&str]| {
        let output = made.run("git", args, true);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && said.contains("nothing is committed"), "{args:?}: {said}");
    };
    // All that differs, and one file by its name: git has an index of its own for these.
    fs::write(made.plan(), PLAN.replace("6 months", "6 moons")).unwrap();
    refused(&["commit", "-q", "-a", "-m", "moons"]);
    refused(&["commit", "-q", "-m", "moons", "my plan.plan.toml"]);
    // A plan that is staged with errors keeps nothing else back, and is not what `-a` commits.
    made.git(&["add", "-A"]);
    fs::write(made.path().join("other"), "y").unwrap();
    made.git(&["commit", "-q", "-m", "other", "other"]);
    fs::write(made.plan(), PLAN.replace("6 months", "7 months")).unwrap();
    made.git(&["commit", "-q", "-a", "-m", "months"]);
    // So a merge is not ended with its markers.
    made.git(&["checkout", "-q", "-b", "theirs"]);
    made.commit(&PLAN.replace("6 months", "9 months"));
    made.git(&["checkout", "-q", "main"]);
    made.commit(&PLAN.replace("6 months", "8 months"));
    assert!(!made.run("git", &["merge", "theirs"], true).status.success());
    assert!(made.text().contains("<<<<<<<"));
    refused(&["commit", "-q", "-a", "-m", "merged"]);
}

#[test]
fn a_solution_that_git_knows_is_replayed() {
    let Some(made) = Repository::new() else { return };
    made.milepost(&["git", "install", "--no-hook"]);
    made.git(&["config", "rerere.enabled", "true"]);
    made.two_sides();
    made.commit(&made.text().replace("6 months", "7 months"));
    let solved = Repository::both().replace("9 months", "8 months");
    assert!(!made.run("git", &["merge", "theirs"], true).status.success());
    made.commit(&solved);
    made.git(&["reset", "-q", "--hard", "HEAD~1"]);
    let output = made.run("git", &["merge", "theirs"], true);
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8(said).unwrap();
    assert!(said.contains("using previous resolution") && !said.contains("not TOML"), "{said}");
    assert_eq!(made.text(), solved);
    made.git(&["add", "-A"]);
    made.git(&["commit", "-q", "-m", "merged"]);
    // The same contradiction with something else changed beside it.
    made.git(&["reset", "-q", "--hard", "HEAD~1"]);
    made.commit(&made.text().replace("\"C\"", "\"Sea\""));
    made.run("git", &["merge", "theirs"], true);
    assert_eq!(made.text(), solved.replace("\"C\"", "\"Sea\""));
}
