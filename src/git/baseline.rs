//! A baseline: the text that a plan is held against, of a revision or of another file.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use super::{GitError, Repository, Revision, bytes, os};
use crate::store::{self, Seen};

/// What a plan is held against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Baseline {
    /// What to ask for to have it again, from whatever folder: `v1.0`, `refs/tags/v1.0`, `main:plans/a.toml`, the absolute path of
    /// a file.
    pub asked: String,
    /// What it is called, for people: `v1.0`, `old.toml`.
    pub name: String,
    /// The commit in hexadecimal digits; `None`: it is a file.
    pub commit: Option<String>,
    /// What the commit says of itself; `None`: it is a file.
    pub said: Option<Said>,
    /// Its text.
    pub seen: Seen,
}

/// What a commit says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The day, as the author had it: `2027-04-01`.
    pub date: String,
    /// Who wrote it.
    pub author: String,
    /// The first line of its message.
    pub subject: String,
}

impl Baseline {
    /// The baseline of a name: what is a file is that file, else it is `REV:PATH`, else a revision of the plan.
    pub fn open(asked: &OsStr, plan: Option<&Path>) -> Result<Self, GitError> {
        let file = Path::new(asked);
        if file.is_file() {
            let seen = store::read(file)?;
            let whole = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
            return Ok(Self {
                asked: whole.to_string_lossy().into_owned(),
                name: named(file, plan),
                commit: None,
                said: None,
                seen,
            });
        }
        let (repository, revision, path) = if let Some((revision, path)) = split_path(asked) {
            let repository = match Repository::here(Path::new(".")) {
                // Begun elsewhere: the plan's own one is meant.
                Err(GitError::Outside(_)) if plan.is_some() => Repository::around(plan.unwrap_or(file))?.0,
                found => found?,
            };
            let path = repository.from_top(bytes(&path));
            (repository, revision, path)
        } else {
            let plan = plan.ok_or_else(|| GitError::NoFile(asked.to_string_lossy().into_owned()))?;
            let (repository, path) = Repository::around(plan)?;
            (repository, asked.to_owned(), path)
        };
        let revision = repository.revision(&revision)?;
        let seen = repository.read(&revision, &path)?;
        let said = repository.said(&revision);
        let asked = asked.to_string_lossy().into_owned();
        Ok(Self { name: shown(&asked), asked, commit: Some(revision.commit), said, seen })
    }

    /// The name with the commit, where there is one and it is not the name: `v1.0 (1a2b3c4d5)`.
    pub fn title(&self) -> String {
        match self.commit.as_deref().and_then(|commit| commit.get(..9)) {
            Some(commit) if !self.name.starts_with(commit) => format!("{} ({commit})", self.name),
            Some(_) | None => self.name.clone(),
        }
    }
}

impl Repository {
    /// What a commit says of itself.
    fn said(&self, revision: &Revision) -> Option<Said> {
        let args = ["log", "-1", "--no-color", "--format=%as%x00%an%x00%s", &revision.commit];
        let said = self.git.output(args.map(OsString::from)).ok()?;
        let said = String::from_utf8_lossy(&said);
        let mut fields = said.trim_end_matches('\n').splitn(3, '\0').map(str::to_owned);
        Some(Said { date: fields.next()?, author: fields.next()?, subject: fields.next()? })
    }
}

/// A file for people: as it is written, and where that is from the root, as short as it is from this folder or from the plan's.
fn named(file: &Path, plan: Option<&Path>) -> String {
    let here = std::path::absolute(".").ok();
    let beside = plan.and_then(|plan| std::path::absolute(plan).ok()?.parent().map(Path::to_owned));
    let short = [here, beside].into_iter().flatten().find_map(|folder| file.strip_prefix(folder).ok());
    short.unwrap_or(file).display().to_string()
}

/// A revision for people: refs by the part that tells them apart, hashes in as many digits as people write.
fn shown(asked: &str) -> String {
    let leads = ["refs/tags/", "refs/heads/", "refs/remotes/"];
    let short = leads.iter().find_map(|lead| asked.strip_prefix(lead)).unwrap_or(asked);
    let is_hash = short.len() >= 40 && short.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_hash { short[..9].to_owned() } else { short.to_owned() }
}

/// The revision and the path of `REV:PATH`.
pub fn split_path(name: &OsStr) -> Option<(OsString, OsString)> {
    let all = bytes(name);
    let at = all.iter().position(|byte| *byte == b':')?;
    let (revision, path) = (&all[..at], &all[at + 1..]);
    (!revision.is_empty() && !path.is_empty()).then(|| (os(revision), os(path)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_at_a_revision_is_cut_at_the_first_colon() {
        let split = |name: &str| split_path(OsStr::new(name));
        assert_eq!(split("main:plans/a:b.toml"), Some(("main".into(), "plans/a:b.toml".into())));
        assert_eq!((split("main"), split(":a"), split("main:")), (None, None, None));
    }

    #[test]
    fn a_file_is_remembered_from_the_root_and_called_by_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let (plan, agreed) = (folder.path().join("plan.toml"), folder.path().join("agreed.toml"));
        std::fs::write(&agreed, "[plan]\n").unwrap();
        let opened = Baseline::open(agreed.as_os_str(), Some(&plan)).unwrap();
        assert_eq!((Path::new(&opened.asked), opened.name.as_str()), (agreed.as_path(), "agreed.toml"));
        // A path from this folder, which is the crate's, is remembered from the root too.
        let own = Baseline::open(OsStr::new("Cargo.toml"), Some(&plan)).unwrap();
        assert!(Path::new(&own.asked).is_absolute() && own.asked.ends_with("Cargo.toml"), "{}", own.asked);
        assert_eq!(own.name, "Cargo.toml");
    }

    #[test]
    fn names_are_as_short_as_they_can_be() {
        assert_eq!(shown("refs/tags/v1.0"), "v1.0");
        assert_eq!(shown("main~2"), "main~2");
        assert_eq!(shown("0123456789012345678901234567890123456789"), "012345678");
    }
}
