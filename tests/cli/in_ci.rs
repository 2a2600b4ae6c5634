//! The examples of docs/git.md for GitHub and GitLab, run as they are written, in real repositories.
//!
//! The services themselves are not here: `actions/checkout` is a clone at the merged commit, as it makes one, `cargo install`
//! puts the program there that is tested, and `gh` writes down what it is asked for.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use saphyr::{LoadableYamlNode, Yaml};

use crate::run::{Folder, OVER};

/// The block of the docs below a heading.
fn example(heading: &str) -> String {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/git.md")).unwrap();
    let (_, section) = page.split_once(&format!("\n### {heading}\n")).unwrap();
    let (_, block) = section.split_once("```yaml\n").unwrap();
    block.split_once("```").unwrap().0.to_owned()
}

fn text<'y>(yaml: &'y Yaml<'_>, key: &str) -> Option<&'y str> {
    yaml.as_mapping_get(key).and_then(Yaml::as_str)
}

/// The repository of a service, with a branch that wants to go into `main`; beside it a folder of programs.
struct Hosted {
    folder: Folder,
    programs: PathBuf,
}

/// A plan whose title would run, annotate and mark up, if anything let it.
const HOSTILE: &str =
    "$(touch pwned) `touch pwned` ::set-env name=X:: <img src=x onerror=alert(1)> @everyone";

impl Hosted {
    /// `None`, loudly, without git and bash.
    fn new(proposed: &str) -> Option<Self> {
        for needed in ["git", "bash"] {
            if Command::new(needed).arg("--version").output().is_err() {
                eprintln!("SKIPPED: {needed} is not here: the examples for CI are not run");
                return None;
            }
        }
        let folder = Folder::new();
        let programs = folder.at("programs");
        fs::create_dir(&programs).unwrap();
        let made = Self { folder, programs };
        let program = env!("CARGO_BIN_EXE_milepost");
        made.program("cargo", &format!("[ \"$*\" = 'install --locked milepost' ] && ln -sf '{program}' \"$(dirname \"$0\")/milepost\""));
        made.program("gh", "echo \"$*\" >> gh.said; cat \"$5\" >> gh.body");
        let there = made.folder.at("there");
        fs::create_dir_all(there.join("plans")).unwrap();
        made.git(&there, &["init", "-q", "-b", "main"]);
        made.commit(&there, "a.toml", OVER);
        made.commit(&there, "b.toml", &OVER.replace("Over", "Unchanged"));
        made.git(&there, &["checkout", "-q", "-b", "proposed"]);
        made.commit(&there, "a.toml", proposed);
        Some(made)
    }

    fn program(&self, name: &str, script: &str) {
        let path = self.programs.join(name);
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        #[cfg(unix)]
        fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    }

    fn command(&self, program: &str, folder: &Path) -> Command {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders = std::iter::once(self.programs.clone()).chain(std::env::split_paths(&path));
        let mut command = Command::new(program);
        command.current_dir(folder).env("PATH", std::env::join_paths(folders).unwrap());
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        for who in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{who}_NAME"), "A").env(format!("GIT_{who}_EMAIL"), "a@example.org");
        }
        command
    }

    fn git(&self, folder: &Path, args: &[&str]) -> String {
        let output = self.command("git", folder).args(args).output().unwrap();
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    fn commit(&self, folder: &Path, plan: &str, text: &str) {
        fs::write(folder.join("plans").join(plan), text).unwrap();
        self.git(folder, &["add", "-A"]);
        self.git(folder, &["commit", "-q", "-m", "plan"]);
    }

    /// A clone in which the proposed branch is merged into `main` at no branch, as `actions/checkout` leaves it.
    fn merged(&self) -> PathBuf {
        let here = self.folder.at("here");
        self.git(self.folder.path(), &["clone", "-q", "there", "here"]);
        self.git(&here, &["checkout", "-q", "--detach", "origin/main"]);
        self.git(&here, &["merge", "-q", "--no-ff", "-m", "merged", "origin/proposed"]);
        here
    }
}

/// What a run of the example for GitHub left.
struct Workflow {
    /// The steps that failed, and what all of them said.
    failed: Vec<String>,
    said: String,
    summary: String,
    /// What `gh` was asked for, and the comment.
    gh: String,
    comment: String,
    here: PathBuf,
    _hosted: Hosted,
}

fn github(proposed: &str, from_fork: bool) -> Option<Workflow> {
    let hosted = Hosted::new(proposed)?;
    let example = example("GitHub");
    let yaml = Yaml::load_from_str(&example).unwrap();
    let job = yaml[0].as_mapping_get("jobs").and_then(|jobs| jobs.as_mapping_get("plans")).unwrap();
    let steps = job.as_mapping_get("steps").and_then(Yaml::as_sequence).unwrap();
    let mut here = PathBuf::new();
    let (mut failed, mut said) = (Vec::new(), String::new());
    for step in steps {
        if text(step, "uses") == Some("actions/checkout@v4") {
            let with = step.as_mapping_get("with").unwrap();
            assert_eq!(
                with.as_mapping_get("fetch-depth").and_then(Yaml::as_integer),
                Some(0),
                "all branches"
            );
            here = hosted.merged();
            continue;
        }
        let runs = match text(step, "if") {
            None => failed.is_empty(),
            Some("always()") => true,
            Some("always() && github.event.pull_request.head.repo.full_name == github.repository") => {
                !from_fork
            }
            Some(other) => panic!("a condition that the test cannot read: {other}"),
        };
        if !runs {
            continue;
        }
        let script = text(step, "run").expect("a step runs something");
        assert!(
            !script.contains("${{"),
            "an expression in a script is how plans would get into it: {script}"
        );
        let file = hosted.folder.at("step.sh");
        fs::write(&file, script).unwrap();
        // As the runner starts it.
        let mut command = hosted.command("bash", &here);
        command.arg("-e").arg(&file).env("GITHUB_BASE_REF", "main");
        command.env("GITHUB_STEP_SUMMARY", hosted.folder.at("summary.md"));
        for (name, value) in step.as_mapping_get("env").and_then(Yaml::as_mapping).into_iter().flatten() {
            let value = match value.as_str().unwrap() {
                "${{ github.token }}" => "secret",
                "${{ github.event.number }}" => "7",
                other => panic!("an expression that the test cannot read: {other}"),
            };
            command.env(name.as_str().unwrap(), value);
        }
        let output = command.output().unwrap();
        said += &String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        if !output.status.success() {
            failed.push(text(step, "name").unwrap().to_owned());
        }
    }
    let left = |path: PathBuf| fs::read_to_string(path).unwrap_or_default();
    Some(Workflow {
        failed,
        said,
        summary: left(hosted.folder.at("summary.md")),
        gh: left(here.join("gh.said")),
        comment: left(here.join("gh.body")),
        here,
        _hosted: hosted,
    })
}

#[test]
fn on_github_what_gets_worse_fails_and_the_reviewer_is_told() {
    let Some(run) = github(&OVER.replace("80_000", "85_000"), false) else { return };
    assert_eq!(run.failed, ["Nothing gets less affordable"], "{}", run.said);
    assert!(run.said.contains("::error file=plans/a.toml,line=11,"), "{}", run.said);
    assert!(
        run.said.contains("::notice file=plans/b.toml,"),
        "what was over and stays so passes: {}",
        run.said
    );
    assert_eq!(run.gh, "pr comment 7 --body-file all.md --edit-last --create-if-none\n");
    assert!(run.comment.contains("£25,000") && !run.comment.contains("Unchanged"), "{}", run.comment);
    assert_eq!(run.comment, run.summary);
}

#[test]
fn on_github_what_gets_better_passes_and_nothing_of_a_plan_is_run() {
    let title = HOSTILE.replace('"', "'");
    let better = OVER.replace("80_000", "75_000").replace("\"Over\"", &format!("\"{title}\""));
    let Some(run) = github(&better, true) else { return };
    assert_eq!(run.failed, [""; 0], "{}", run.said);
    assert!(!run.here.join("pwned").exists());
    assert!(!run.said.lines().any(|line| line.starts_with("::set-env")), "{}", run.said);
    assert!(!run.summary.contains("<img") && !run.summary.contains("@everyone"), "{}", run.summary);
    assert!(run.summary.contains("£15,000"), "{}", run.summary);
    assert_eq!(run.gh, "", "a fork may not write comments");
}

#[test]
fn on_github_a_pull_request_without_a_change_says_nothing() {
    let Some(run) = github(&format!("# a comment\n{OVER}"), false) else { return };
    assert_eq!((run.failed.len(), run.summary.as_str(), run.gh.as_str()), (0, "", ""), "{}", run.said);
}

/// A clone of the proposed branch, and where it left `main`.
fn merge_request(hosted: &Hosted) -> (PathBuf, String) {
    let here = hosted.folder.at("here");
    hosted.git(hosted.folder.path(), &["clone", "-q", "-b", "proposed", "there", "here"]);
    let base = hosted.git(&here, &["merge-base", "origin/main", "HEAD"]);
    (here, base)
}

fn what_gitlab_keeps(here: &Path, output: &Output) {
    let said =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    let tests = fs::read_to_string(here.join("plans.xml")).unwrap_or_else(|error| panic!("{error}: {said}"));
    assert!(
        tests.contains("2027/28 fund\"><failure message=\"headroom −£20,000 (over) → −£25,000"),
        "{tests}"
    );
    assert!(tests.contains("<testsuite name=\"plans/b.toml\" tests=\"1\" failures=\"0\">"), "{tests}");
    let page = fs::read_to_string(here.join("changes/a.html")).unwrap();
    assert!(page.contains("£25,000"), "{page}");
    assert!(here.join("changes/b.html").exists());
}

#[test]
fn on_gitlab_what_gets_worse_is_a_failed_test_and_the_changes_are_a_page() {
    let Some(hosted) = Hosted::new(&OVER.replace("80_000", "85_000")) else { return };
    let example = example("GitLab");
    let yaml = Yaml::load_from_str(&example).unwrap();
    let job = yaml[0].as_mapping_get("plans").unwrap();
    let lines = job.as_mapping_get("script").and_then(Yaml::as_sequence).unwrap();
    let lines: Vec<&str> = lines.iter().map(|line| line.as_str().unwrap()).collect();
    let (here, base) = merge_request(&hosted);
    let file = hosted.folder.at("job.sh");
    fs::write(&file, format!("set -eo pipefail\n{}\n", lines.join("\n"))).unwrap();
    let mut command = hosted.command("bash", &here);
    what_gitlab_keeps(
        &here,
        &command.arg(&file).env("CI_MERGE_REQUEST_DIFF_BASE_SHA", base).output().unwrap(),
    );
}

/// The same by a runner: what the file means is not ours to say.
#[test]
fn a_runner_of_gitlab_files_runs_the_example() {
    if Command::new("gitlab-ci-local").arg("--version").output().is_err() {
        eprintln!("SKIPPED: gitlab-ci-local is not here: the example for GitLab is run by the test alone");
        return;
    }
    let Some(hosted) = Hosted::new(&OVER.replace("80_000", "85_000")) else { return };
    let (here, base) = merge_request(&hosted);
    fs::write(here.join(".gitlab-ci.yml"), example("GitLab")).unwrap();
    hosted.git(&here, &["remote", "set-url", "origin", "git@gitlab.example.org:a/plans.git"]);
    let mut command = hosted.command("gitlab-ci-local", &here);
    command
        .args(["plans", "--force-shell-executor", "--shell-isolation=false"])
        .env("HOME", hosted.folder.at("home"));
    command.args(["--variable", "CI_PIPELINE_SOURCE=merge_request_event"]);
    command.args(["--variable", &format!("CI_MERGE_REQUEST_DIFF_BASE_SHA={base}")]);
    what_gitlab_keeps(&here, &command.output().unwrap());
}
