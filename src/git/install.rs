//! What git needs to know so that plans are compared and merged by meaning: attributes, drivers, a hook. Each thing that is
//! written is a step that can be shown before it is made, and taken back.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::{GitError, Repository, os};
use crate::store;

/// What is installed.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Which files are plans, as `.gitattributes` writes it.
    pub patterns: Vec<String>,
    /// Whether `git diff` and `git log -p` show what is computed above the text.
    pub textconv: bool,
    /// Whether plans are checked before a commit.
    pub hook: bool,
}

/// One thing that is written, or taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Which file it is written to, from the top of the work tree where it lies in it.
    pub file: PathBuf,
    /// What is written there, for people.
    pub what: String,
    /// Whether it is as wanted already.
    pub done: bool,
    act: Act,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Act {
    /// A setting of the repository; `None`: none of that name.
    Setting { key: &'static str, value: Option<&'static str> },
    /// The whole text of a file; `None`: no such file.
    File { text: Option<String>, executable: bool },
    /// Nothing that we write: what a person has to do.
    ByHand,
}

/// The merge driver. Where there is no milepost, or one that does not know this, git's own merge by lines is left; a fault is
/// passed on, at which git leaves the work tree alone.
const DRIVER: &str = "sh -c 'if command -v milepost >/dev/null 2>&1; then \
    milepost merge --marker-size=\"$4\" -- \"$1\" \"$2\" \"$3\" \"$5\"; \
    status=$?; if test $status -le 1 || test $status -ge 129; then exit $status; fi; fi; \
    exec git merge-file --marker-size=\"$4\" -L ours -L base -L theirs \"$2\" \"$1\" \"$3\"' - %O %A %B %L %P";

/// What stands above the text in a diff; where there is no milepost, nothing does.
const TEXTCONV: &str = "sh -c 'if command -v milepost >/dev/null 2>&1; then milepost git textconv \"$1\" || cat \"$1\"; \
    else cat \"$1\"; fi' -";

/// The screen on which conflicts are solved; it says by its status whether they are.
const TOOL: &str = "milepost mergetool \"$BASE\" \"$LOCAL\" \"$REMOTE\" \"$MERGED\"";

/// How many files at most are looked at for plans that no pattern names.
const MOST_LOOKED_AT: usize = 1_000;

const SETTINGS: [(&str, &str); 6] = [
    ("diff.milepost.xfuncname", "^\\[(.*)\\]"),
    ("diff.milepost.wordRegex", "[^[:space:]\"]+"),
    ("merge.milepost.name", "milepost: by item and key"),
    ("merge.milepost.driver", DRIVER),
    ("mergetool.milepost.cmd", TOOL),
    ("mergetool.milepost.trustExitCode", "true"),
];
const CONVERSION: &str = "diff.milepost.textconv";

/// What marks our lines in a file that others write to as well.
const BEGIN: &str = "# milepost: plans are compared and merged by meaning";
const ATTRIBUTES: &str = "diff=milepost merge=milepost linguist-language=TOML";

/// The hooks, each with what it is: git runs the second instead of the first where it commits a merge by itself.
const HOOKS: [(&str, &str); 2] = [
    ("pre-commit", "the check before a commit"),
    ("pre-merge-commit", "the check before the commit of a merge"),
];

fn hook_text(name: &str) -> String {
    format!(
        "#!/bin/sh\n# milepost: no plan with errors is committed\n\
        command -v milepost >/dev/null 2>&1 || exit 0\nexec milepost git {name}\n"
    )
}

/// Whether a text says of itself that it is a plan: it has the key that gives the version of the format.
fn says_plan(text: &str) -> bool {
    let is_version =
        |line: &str| line.strip_prefix("milepost").is_some_and(|it| it.trim_start().starts_with('='));
    text.lines().any(|line| is_version(line.trim_start()))
}

impl Repository {
    /// What has to be written.
    pub fn install(&self, wanted: &Wanted) -> Result<Vec<Step>, GitError> {
        let top = self.top()?;
        let own = self.common_dir()?.join("info").join("attributes");
        // In the work tree for everybody; in this clone for branches that do not have the file.
        let mut steps = vec![attributes(&top, ".gitattributes".into(), &wanted.patterns)?];
        steps.push(attributes(&top, own, &wanted.patterns)?);
        for (key, value) in SETTINGS {
            steps.push(self.setting(key, Some(value))?);
        }
        steps.push(self.setting(CONVERSION, wanted.textconv.then_some(TEXTCONV))?);
        steps.retain(|step| !(step.done && matches!(step.act, Act::Setting { value: None, .. })));
        if wanted.hook {
            for (name, what) in HOOKS {
                steps.push(self.hook(name, what, true)?);
            }
        }
        Ok(steps)
    }

    /// What has to be taken back.
    pub fn uninstall(&self) -> Result<Vec<Step>, GitError> {
        let top = self.top()?;
        let own = self.common_dir()?.join("info").join("attributes");
        let mut steps = vec![attributes(&top, ".gitattributes".into(), &[])?, attributes(&top, own, &[])?];
        for key in SETTINGS.map(|(key, _)| key).into_iter().chain([CONVERSION]) {
            steps.push(self.setting(key, None)?);
        }
        for (name, what) in HOOKS {
            steps.push(self.hook(name, what, false)?);
        }
        Ok(steps)
    }

    /// Makes a step.
    pub fn make(&self, step: &Step) -> Result<(), GitError> {
        match &step.act {
            Act::Setting { key, value: Some(value) } => self.config(&["--replace-all", key, value]).map(drop),
            Act::Setting { key, value: None } => {
                self.config(&["--unset-all", key])?;
                let (section, _) = key.rsplit_once('.').unwrap_or((key, ""));
                // An empty section is left behind by git; where more stands in it this says no, and that is right.
                if self.config(&["--get-regexp", &format!("^{}\\.", section.replace('.', "\\."))]).is_err() {
                    let _ = self.config(&["--remove-section", section]);
                }
                Ok(())
            }
            Act::File { text, executable } => {
                store::write_text(&self.top()?.join(&step.file), text.as_deref(), *executable)
                    .map_err(GitError::Io)
            }
            Act::ByHand => Ok(()),
        }
    }

    /// The files that are staged and are plans by their attributes, from the top; those that are deleted are not.
    pub fn staged_plans(&self) -> Result<Vec<Vec<u8>>, GitError> {
        let args = ["diff-index", "--cached", "--name-only", "-z", "--diff-filter=ACMRT", "--no-ext-diff"];
        let against = match self.revision("HEAD".as_ref()) {
            Ok(head) => head.commit,
            // Before the first commit: the empty tree.
            Err(_) => "4b825dc642cb6eb9a060e54bf8d69288fbee4904".to_owned(),
        };
        let args = args.map(OsString::from).into_iter().chain([OsString::from(against)]);
        let names = self.git.output(args)?;
        let names: Vec<&[u8]> = names.split(|byte| *byte == 0).filter(|name| !name.is_empty()).collect();
        if names.is_empty() {
            return Ok(Vec::new());
        }
        let is_plan = self.is_plan(&names, true)?;
        Ok(names.iter().zip(is_plan).filter(|(_, is_plan)| *is_plan).map(|(name, _)| name.to_vec()).collect())
    }

    /// The files of the work tree, in the folder and below it, that look like plans and are none to git; from the top.
    pub fn unmatched_plans(&self) -> Result<Vec<PathBuf>, GitError> {
        let top = self.top()?;
        let ask = ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--full-name"];
        let names = self.git.output(ask.map(OsString::from))?;
        let tomls = names.split(|byte| *byte == 0).filter(|name| name.ends_with(b".toml"));
        let names: Vec<&[u8]> = tomls.take(MOST_LOOKED_AT).collect();
        if names.is_empty() {
            return Ok(Vec::new());
        }
        let is_plan = self.is_plan(&names, false)?;
        let others = names.iter().zip(is_plan).filter(|(_, is_plan)| !is_plan);
        let paths = others.map(|(name, _)| PathBuf::from(os(name)));
        Ok(paths.filter(|path| store::text_of(&top.join(path)).is_ok_and(|text| says_plan(&text))).collect())
    }

    /// Whether files (from the top) are plans to git, by the attributes that are staged or those of the work tree.
    fn is_plan(&self, names: &[&[u8]], staged: bool) -> Result<Vec<bool>, GitError> {
        let ask = ["check-attr", "-z", "merge"].into_iter().chain(staged.then_some("--cached")).chain(["--"]);
        let mut ask: Vec<OsString> = ask.map(OsString::from).collect();
        // Names are taken from the folder that git runs in.
        let up = "../".repeat(self.prefix.split(|byte| *byte == b'/').count() - 1);
        ask.extend(names.iter().map(|name| os(&[up.as_bytes(), name].concat())));
        let said = self.git.output(ask)?;
        let parts: Vec<&[u8]> = said.split(|byte| *byte == 0).collect();
        let is_plan = |at: usize| parts.get(at * 3 + 2) == Some(&b"milepost".as_slice());
        Ok((0..names.len()).map(is_plan).collect())
    }

    /// The text of a file as it is staged.
    pub fn staged(&self, path: &[u8]) -> Result<crate::store::Seen, GitError> {
        let mut name = OsString::from(":");
        name.push(os(path));
        let args = ["rev-parse", "--verify", "--quiet", "--end-of-options"].map(OsString::from);
        let said = self.git.output(args.into_iter().chain([name]))?;
        let hash = String::from_utf8_lossy(&said).trim().to_owned();
        self.blob(&hash, &("staged".to_owned(), String::from_utf8_lossy(path).into_owned()))
    }

    fn top(&self) -> Result<PathBuf, GitError> {
        let said = self.git.output(["rev-parse", "--show-toplevel"].map(OsString::from))?;
        Ok(PathBuf::from(os(trimmed(&said))))
    }

    fn config(&self, args: &[&str]) -> Result<Vec<u8>, GitError> {
        let args = ["config", "--local"].into_iter().chain(args.iter().copied()).map(OsString::from);
        self.git.output(args)
    }

    fn setting(&self, key: &'static str, value: Option<&'static str>) -> Result<Step, GitError> {
        let found = self.config(&["--get-all", key]).ok().map(|said| trimmed(&said).to_vec());
        let done = found.as_deref() == value.map(str::as_bytes);
        let what = match value {
            Some(value) => format!("{key} = {value}"),
            None => format!("no {key}"),
        };
        let file = self.common_dir()?.join("config");
        Ok(Step { file, what, done, act: Act::Setting { key, value } })
    }

    fn common_dir(&self) -> Result<PathBuf, GitError> {
        let args = ["rev-parse", "--path-format=absolute", "--git-common-dir"].map(OsString::from);
        let said = self.git.output(args)?;
        let dir = PathBuf::from(os(trimmed(&said)));
        let top = self.top()?;
        Ok(dir.strip_prefix(&top).map(Path::to_owned).unwrap_or(dir))
    }

    /// The hook; one that is not ours is left alone.
    fn hook(&self, name: &str, what: &str, wanted: bool) -> Result<Step, GitError> {
        let elsewhere = ["--local", "--global", "--system"].into_iter().find_map(|scope| {
            let args = ["config", scope, "--get", "core.hooksPath"].map(OsString::from);
            self.git.output(args).ok().filter(|said| !trimmed(said).is_empty())
        });
        let file = match &elsewhere {
            Some(folder) => PathBuf::from(os(trimmed(folder))).join(name),
            None => self.common_dir()?.join("hooks").join(name),
        };
        let there = store::text_of(&self.top()?.join(&file)).ok().filter(|text| !text.is_empty());
        let is_ours = there.as_deref().is_some_and(|text| text.contains(&format!("milepost git {name}")));
        let by_hand =
            |what: &str, done| Step { file: file.clone(), what: what.to_owned(), done, act: Act::ByHand };
        let text = |text: Option<String>| Act::File { text, executable: true };
        Ok(match (wanted, there) {
            (true, _) if is_ours => by_hand(what, true),
            (true, None) if elsewhere.is_none() => Step {
                file: file.clone(),
                what: what.to_owned(),
                done: false,
                act: text(Some(hook_text(name))),
            },
            (true, _) => by_hand(
                &format!("somebody else's hook; add the line `milepost git {name} || exit 1` to it"),
                false,
            ),
            (false, Some(known)) if known == hook_text(name) => {
                Step { file: file.clone(), what: format!("not {what}"), done: false, act: text(None) }
            }
            (false, Some(_)) if is_ours => by_hand(
                &format!("somebody else's hook; take the line with `milepost git {name}` out of it"),
                false,
            ),
            (false, _) => by_hand(&format!("not {what}"), true),
        })
    }
}

/// The step that writes our lines of a file of attributes; without patterns they go.
fn attributes(top: &Path, file: PathBuf, patterns: &[String]) -> Result<Step, GitError> {
    let there = store::text_of(&top.join(&file)).map_err(GitError::Io)?;
    let lines: Vec<String> =
        patterns.iter().map(|pattern| format!("{} {ATTRIBUTES}", quoted(pattern))).collect();
    let others: String = there
        .split_inclusive('\n')
        .filter(|line| !line.contains("merge=milepost") && line.trim_end() != BEGIN)
        .collect();
    let mut text = others;
    if !lines.is_empty() {
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        text.push_str(&format!("{BEGIN}\n{}\n", lines.join("\n")));
    }
    let what = if lines.is_empty() { "no plans".to_owned() } else { lines.join(", ") };
    let done = text == there;
    let text = (!text.is_empty()).then_some(text);
    Ok(Step { file, what, done, act: Act::File { text, executable: false } })
}

/// A pattern as `.gitattributes` takes it: with quotes where it has blanks.
fn quoted(pattern: &str) -> String {
    if pattern.contains([' ', '"', '\\', '\t']) {
        format!("\"{}\"", pattern.replace('\\', "\\\\").replace('"', "\\\""))
    } else {
        pattern.to_owned()
    }
}

fn trimmed(said: &[u8]) -> &[u8] {
    said.strip_suffix(b"\n").unwrap_or(said)
}
