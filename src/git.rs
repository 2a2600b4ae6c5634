//! Plans in git: what a file was at a revision, and what git must know of plans. With git's own program.
//!
//! git is run without a shell, and whatever its configuration could run is switched off: hooks, file monitors, pagers,
//! editors, external diffs, text conversions, the network. A revision is verified before it is used, and never an option; a
//! path stands behind `--` and is no pattern.

mod baseline;
mod conflict;
mod fault;
mod history;
mod install;
mod refs;
mod run;
mod unmerged;

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

pub use baseline::{Baseline, Said, split_path};
pub use conflict::{Operation, Stages, UnderWay, is_under_way};
pub use fault::GitError;
pub use history::{Blob, Commit, Lacking};
pub use install::{Step, Wanted};
pub use refs::{Ref, RefKind};
use run::Git;
pub use unmerged::{NothingToSolve, Unmerged, of_files, unmerged};

use crate::store::{self, Seen};

/// A commit, verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// As it was asked for: `main`, `v1.0~2`.
    pub name: String,
    /// The commit, in hexadecimal digits.
    pub commit: String,
}

impl Revision {
    /// The commit in as many digits as people write.
    pub fn short(&self) -> &str {
        self.commit.get(..9).unwrap_or(&self.commit)
    }
}

/// The repository that a plan lies in.
#[derive(Debug, Clone)]
pub struct Repository {
    git: Git,
    /// The folder from its top, with a slash at its end; empty at the top, and in a repository without a work tree.
    prefix: Vec<u8>,
}

impl Repository {
    /// The repository around a file, which need not be there any more; links to it are followed first.
    pub fn around(file: &Path) -> Result<(Self, Vec<u8>), GitError> {
        let real = file.canonicalize().unwrap_or_else(|_| beside(file));
        let outside = || GitError::Outside(file.to_owned());
        // Its folder need not be there either: in a sparse work tree, in none, or where its last file went.
        let folder = real.ancestors().skip(1).find(|folder| folder.is_dir()).ok_or_else(outside)?;
        let below = real.strip_prefix(folder).ok().filter(|below| below.file_name().is_some());
        let below = below.ok_or_else(outside)?;
        let repository = Self::at(folder, file)?;
        let names: Vec<&[u8]> = below.iter().map(bytes).collect();
        if names.iter().any(|name| matches!(*name, b".." | b".")) {
            return Err(outside());
        }
        let path = [repository.prefix.as_slice(), &names.join(&b'/')].concat();
        Ok((repository, path))
    }

    /// The repository around a folder.
    pub fn here(folder: &Path) -> Result<Self, GitError> {
        Self::at(folder, folder)
    }

    /// The same for what git runs before a commit: of `git commit -a` or of some files alone, what will be committed stands
    /// in an index of its own, which git names (`GIT_INDEX_FILE`; from the folder, where it is no whole path).
    #[must_use]
    pub fn with_index(self, index: Option<OsString>) -> Self {
        let whole = index.map(|index| self.git.folder().join(index).into_os_string());
        Self { git: self.git.with_index(whole), ..self }
    }

    fn at(folder: &Path, asked: &Path) -> Result<Self, GitError> {
        if !folder.is_dir() {
            return Err(GitError::Outside(asked.to_owned()));
        }
        let git = Git::new(folder);
        let said = git
            .lines(&["rev-parse", "--is-inside-work-tree", "--show-prefix"])
            .map_err(|fault| if fault.is_outside() { GitError::Outside(asked.to_owned()) } else { fault })?;
        let prefix = said.get(1).cloned().unwrap_or_default();
        Ok(Self { git, prefix })
    }

    /// A path as a command takes it, from the top: `./plan.toml` is in this folder, all others begin at the top.
    pub fn from_top(&self, path: &[u8]) -> Vec<u8> {
        path.strip_prefix(b"./")
            .map_or_else(|| path.to_vec(), |inner| [self.prefix.as_slice(), inner].concat())
    }

    /// Verifies a revision.
    pub fn revision(&self, name: &OsStr) -> Result<Revision, GitError> {
        let shown = name.to_string_lossy().into_owned();
        let unknown = || GitError::NoRevision { name: shown.clone(), shallow: self.is_shallow() };
        if shown.is_empty() || shown.starts_with('-') || bytes(name).contains(&0) {
            return Err(unknown());
        }
        let mut wanted = name.to_owned();
        wanted.push("^{commit}");
        let args = ["rev-parse", "--verify", "--quiet", "--end-of-options"].map(OsString::from);
        let said = self.git.output(args.into_iter().chain([wanted])).map_err(|fault| match fault {
            GitError::Failed { .. } => unknown(),
            other => other,
        })?;
        let commit = String::from_utf8_lossy(&said).trim().to_owned();
        let is_hash = commit.len() >= 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit());
        if is_hash { Ok(Revision { name: shown, commit }) } else { Err(unknown()) }
    }

    /// The last commit that two revisions have in common.
    pub fn common(&self, one: &Revision, other: &Revision) -> Result<Revision, GitError> {
        let said = self.git.lines(&["merge-base", &one.commit, &other.commit]);
        let commit = said.ok().and_then(|lines| lines.into_iter().next());
        let none = || GitError::NothingCommon {
            one: one.name.clone(),
            other: other.name.clone(),
            shallow: self.is_shallow(),
        };
        let commit = String::from_utf8(commit.ok_or_else(none)?).map_err(|_| none())?;
        Ok(Revision { name: format!("{}...{}", one.name, other.name), commit })
    }

    /// The last commit that a revision has in common with the merge of others.
    pub fn common_with(&self, one: &Revision, others: &[Revision]) -> Result<Revision, GitError> {
        let all = ["merge-base", &one.commit].into_iter().chain(others.iter().map(|it| it.commit.as_str()));
        let said = self.git.lines(&all.collect::<Vec<_>>());
        let commit = said.ok().and_then(|lines| lines.into_iter().next());
        let commit = commit.and_then(|commit| String::from_utf8(commit).ok());
        let none = || GitError::NothingCommon {
            one: one.name.clone(),
            other: others.last().map_or_else(String::new, |it| it.name.clone()),
            shallow: self.is_shallow(),
        };
        Ok(Revision { name: one.name.clone(), commit: commit.ok_or_else(none)? })
    }

    /// The text of a file at a revision. `path` is from the top of the repository.
    ///
    /// A file that had another name there is found when git sees that it was renamed since.
    pub fn read(&self, revision: &Revision, path: &[u8]) -> Result<Seen, GitError> {
        let found = match self.entry(revision, path)? {
            Some(entry) => Some(entry),
            None => match self.former_name(revision, path) {
                Some(former) => self.entry(revision, &former)?,
                None => None,
            },
        };
        let at = || (revision.name.clone(), String::from_utf8_lossy(path).into_owned());
        let Some(entry) = found else {
            let (revision, path) = at();
            return Err(GitError::NotThere { revision, path });
        };
        let what = match entry.mode.as_slice() {
            b"120000" => "a symbolic link; name the file that it leads to",
            b"160000" => "a submodule; name the plan in it",
            b"040000" => "a folder; name the plan in it",
            _ => return self.blob(&entry.hash, &at()),
        };
        let (revision, path) = at();
        Err(GitError::NotAFile { revision, path, what })
    }

    /// A blob as text, within the limits of every plan.
    fn blob(&self, hash: &str, at: &(String, String)) -> Result<Seen, GitError> {
        let name = PathBuf::from(format!("{}:{}", at.0, at.1));
        let mut child = self.git.spawn(["cat-file", "blob", hash])?;
        let stream = child.stdout.take().expect("its output is piped");
        let read = store::read_stream(stream, &name, 0);
        let ended = run::end(child);
        match (read, ended) {
            (Ok(seen), Ok(())) => Ok(seen),
            (Ok(_), Err(_)) => Err(GitError::Missing { revision: at.0.clone(), path: at.1.clone() }),
            (Err(fault), _) => Err(fault.into()),
        }
    }

    /// What a path is at a revision; `None` when it is nothing.
    fn entry(&self, revision: &Revision, path: &[u8]) -> Result<Option<Entry>, GitError> {
        let args = ["ls-tree", "-z", "--full-tree", &revision.commit, "--"].map(OsString::from);
        let said = self.git.output(args.into_iter().chain([os(path)])).map_err(|fault| match fault {
            GitError::Failed { .. } => GitError::Missing {
                revision: revision.name.clone(),
                path: String::from_utf8_lossy(path).into_owned(),
            },
            other => other,
        })?;
        Ok(said.split(|byte| *byte == 0).find(|line| is_of(line, path)).and_then(Entry::read))
    }

    /// The name that a file had at a revision, when it was renamed since: by HEAD, or in the index.
    fn former_name(&self, revision: &Revision, path: &[u8]) -> Option<Vec<u8>> {
        let ask = |head: &[&str]| {
            let rest =
                ["-M", "--diff-filter=R", "--name-status", "-r", "-z", "--no-ext-diff", "--no-textconv"];
            self.git.output(head.iter().chain(&rest).map(OsString::from))
        };
        let both = [
            ask(&["diff-index", "--cached", &revision.commit]),
            ask(&["diff-tree", &revision.commit, "HEAD"]),
        ];
        for said in both.into_iter().flatten() {
            let mut parts = said.split(|byte| *byte == 0);
            while let (Some(status), Some(from), Some(to)) = (parts.next(), parts.next(), parts.next()) {
                if status.starts_with(b"R") && to == path {
                    return Some(from.to_vec());
                }
            }
        }
        None
    }

    /// Whether this clone holds only the end of the history.
    pub fn is_shallow(&self) -> bool {
        let said = self.git.lines(&["rev-parse", "--is-shallow-repository"]);
        said.is_ok_and(|lines| lines.first().is_some_and(|line| line == b"true"))
    }
}

/// What stands at a path of a tree.
struct Entry {
    mode: Vec<u8>,
    hash: String,
}

impl Entry {
    /// Reads `100644 blob HASH\tPATH`.
    fn read(line: &[u8]) -> Option<Self> {
        let head = line.split(|byte| *byte == b'\t').next()?;
        let mut words = head.split(|byte| *byte == b' ');
        let (mode, _, hash) = (words.next()?, words.next()?, words.next()?);
        Some(Self { mode: mode.to_vec(), hash: String::from_utf8(hash.to_vec()).ok()? })
    }
}

/// Whether a line of a tree is that of a path.
fn is_of(line: &[u8], path: &[u8]) -> bool {
    line.iter().position(|byte| *byte == b'\t').is_some_and(|tab| &line[tab + 1..] == path)
}

/// A file that is not there, in the folder that is.
fn beside(file: &Path) -> PathBuf {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let real = folder.canonicalize().unwrap_or_else(|_| match folder.parent() {
        Some(_) => beside(folder),
        None => folder.to_owned(),
    });
    file.file_name().map_or_else(|| real.clone(), |name| real.join(name))
}

/// The bytes of a name as git writes it.
pub fn bytes(name: &OsStr) -> &[u8] {
    name.as_encoded_bytes()
}

/// A name of any bytes as the system passes it on.
#[cfg(unix)]
fn os(bytes: &[u8]) -> OsString {
    use std::os::unix::ffi::OsStringExt;
    OsString::from_vec(bytes.to_vec())
}

#[cfg(not(unix))]
fn os(bytes: &[u8]) -> OsString {
    OsString::from(String::from_utf8_lossy(bytes).into_owned())
}

#[cfg(test)]
mod tests;
