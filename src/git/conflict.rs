//! A file that git could not merge: its three versions, and what the sides are called.

use std::ffi::OsString;
use std::path::Path;

use super::{GitError, Repository, os};
use crate::store::{self, Seen};

/// The versions of a file that git holds until it is decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stages {
    /// The common ancestor; `None`: there is none.
    pub base: Option<Seen>,
    /// The version that is merged into; `None`: it deleted the file.
    pub ours: Option<Seen>,
    /// The version that is merged; `None`: it deleted the file.
    pub theirs: Option<Seen>,
}

/// What git is in the middle of, and what its sides are called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnderWay {
    /// What it is.
    pub what: Operation,
    /// What is merged into: a branch, or a commit by its subject.
    pub ours: String,
    /// What is merged.
    pub theirs: String,
}

/// Something of git that can leave conflicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    /// A merge.
    Merge,
    /// A rebase: ours is what is rebased onto.
    Rebase,
    /// A single commit taken over.
    CherryPick,
    /// A commit taken back.
    Revert,
}

impl Operation {
    /// For people.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Merge => "merge",
            Self::Rebase => "rebase",
            Self::CherryPick => "cherry-pick",
            Self::Revert => "revert",
        }
    }
}

/// Whether git is in the middle of something that can leave conflicts, in the work tree that a folder lies in.
///
/// Told by git's files alone: a conversion is asked for every version of every plan, and has no time to ask git.
pub fn is_under_way(folder: &Path) -> bool {
    let notes = ["MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply"];
    let git = folder.ancestors().map(|folder| folder.join(".git")).find(|git| git.exists());
    let git = git.map(|git| match store::text_of(&git) {
        // A linked work tree or a submodule: where its own notes are.
        Ok(link) => git.with_file_name(link.trim_start_matches("gitdir:").trim()),
        Err(_) => git,
    });
    git.is_some_and(|git| notes.iter().any(|note| git.join(note).exists()))
}

impl Repository {
    /// The versions of a file that wait to be merged; `None`: it is merged. `path` is from the top.
    pub fn stages(&self, path: &[u8]) -> Result<Option<Stages>, GitError> {
        let args = ["ls-files", "-u", "-z", "--full-name", "--"].map(OsString::from);
        let said = self.git.output(args.into_iter().chain([os(&self.below(path))]))?;
        let mut stages = Stages { base: None, ours: None, theirs: None };
        let mut any = false;
        for line in said.split(|byte| *byte == 0) {
            let Some((hash, stage)) = stage(line, path) else { continue };
            let name = (format!(":{stage}"), String::from_utf8_lossy(path).into_owned());
            let seen = Some(self.blob(&hash, &name)?);
            any = true;
            match stage {
                '1' => stages.base = seen,
                '2' => stages.ours = seen,
                _ => stages.theirs = seen,
            }
        }
        Ok(any.then_some(stages))
    }

    /// What git is in the middle of; `None`: of nothing that it notes.
    pub fn under_way(&self) -> Option<UnderWay> {
        if let Some((branch, onto)) = self.rebasing() {
            let own = self.subject("REBASE_HEAD").unwrap_or_else(|| "your commit".to_owned());
            let theirs = format!("{own} of {branch}");
            return Some(UnderWay { what: Operation::Rebase, ours: self.called(&onto), theirs });
        }
        let (what, theirs) = if let Some(hash) = self.hash("MERGE_HEAD") {
            (Operation::Merge, self.called(&hash))
        } else if let Some(subject) = self.subject("CHERRY_PICK_HEAD") {
            (Operation::CherryPick, subject)
        } else {
            (Operation::Revert, format!("before {}", self.subject("REVERT_HEAD")?))
        };
        Some(UnderWay { what, ours: self.branch(), theirs })
    }

    /// The commits that a merge that is under way puts into the branch.
    pub fn merged_heads(&self) -> Vec<OsString> {
        let read = || {
            let said = self.git.lines(&["rev-parse", "--git-path", "MERGE_HEAD"]).ok()?;
            store::text_of(&self.git.folder().join(Path::new(&os(said.first()?)))).ok()
        };
        read().unwrap_or_default().lines().map(OsString::from).collect()
    }

    /// The branch that is rebased, and the commit that it is rebased onto.
    fn rebasing(&self) -> Option<(String, String)> {
        ["rebase-merge", "rebase-apply"].into_iter().find_map(|folder| {
            let read = |name: &str| {
                let said = self.git.lines(&["rev-parse", "--git-path", &format!("{folder}/{name}")]).ok()?;
                let path = self.git.folder().join(Path::new(&os(said.first()?)));
                store::text_of(&path).ok().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
            };
            let head = read("head-name")?;
            let branch = head.strip_prefix("refs/heads/").unwrap_or(&head).to_owned();
            Some((branch, read("onto")?))
        })
    }

    fn branch(&self) -> String {
        let said = self.git.lines(&["symbolic-ref", "--short", "-q", "HEAD"]).ok();
        let name = said.and_then(|lines| lines.into_iter().next()).filter(|name| !name.is_empty());
        name.map_or_else(|| "HEAD".to_owned(), |name| String::from_utf8_lossy(&name).into_owned())
    }

    fn hash(&self, name: &str) -> Option<String> {
        self.revision(name.as_ref()).ok().map(|revision| revision.commit)
    }

    /// A branch or tag that stands at a commit, else the commit's subject.
    fn called(&self, hash: &str) -> String {
        let points = format!("--points-at={hash}");
        let args = [
            "for-each-ref",
            "--format=%(refname:short)",
            "--count=1",
            &points,
            "refs/heads",
            "refs/remotes",
            "refs/tags",
        ];
        let named = self.git.lines(&args).ok().and_then(|lines| lines.into_iter().next());
        let named = named.filter(|name| !name.is_empty());
        named.map_or_else(
            || self.subject(hash).unwrap_or_else(|| hash.get(..9).unwrap_or(hash).to_owned()),
            |name| String::from_utf8_lossy(&name).into_owned(),
        )
    }

    /// The subject of a commit in quotes.
    fn subject(&self, name: &str) -> Option<String> {
        let hash = self.hash(name)?;
        let said = self.git.lines(&["log", "-1", "--no-color", "--format=%s", &hash, "--"]).ok()?;
        let subject = String::from_utf8_lossy(said.first()?).into_owned();
        Some(format!("“{subject}”"))
    }
}

/// Hash and stage of `100644 HASH STAGE\tPATH`.
fn stage(line: &[u8], path: &[u8]) -> Option<(String, char)> {
    let tab = line.iter().position(|byte| *byte == b'\t')?;
    if &line[tab + 1..] != path {
        return None;
    }
    let head = String::from_utf8(line[..tab].to_vec()).ok()?;
    let mut words = head.split(' ').skip(1);
    let (hash, stage) = (words.next()?, words.next()?);
    Some((hash.to_owned(), stage.chars().next()?))
}
