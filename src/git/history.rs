//! The commits that touched a file, the oldest first, and its texts before and after each of them.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read, Write};

use super::{GitError, Repository, Revision, os, run};
use crate::store::MOST_BYTES;

/// A text as git keeps it, by its name in hexadecimal digits; the same text has the same name.
pub type Blob = String;

/// A commit that touched a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// In hexadecimal digits.
    pub hash: String,
    /// Who wrote it.
    pub author: String,
    /// The day, as the author had it: `2027-04-01`.
    pub date: String,
    /// The first line of its message.
    pub subject: String,
    /// Whether it puts branches together; what it changed is then told against the branch that it was made on.
    pub merge: bool,
    /// The text of the file before it; `None` where it was not there.
    pub before: Option<Blob>,
    /// The text of the file after it; `None` where it was removed.
    pub after: Option<Blob>,
}

impl Commit {
    /// Its hash in as many digits as people write.
    pub fn short(&self) -> &str {
        self.hash.get(..9).unwrap_or(&self.hash)
    }
}

/// Why there is no text of a plan where git names one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lacking {
    /// It is not in this clone.
    Missing,
    /// It is no text, or too long for a plan.
    NoText,
}

impl Repository {
    /// The commits up to a revision that touched a file, under its former names too, the oldest first.
    pub fn history(&self, revision: &Revision, path: &[u8]) -> Result<Vec<Commit>, GitError> {
        let args = [
            "log",
            "--follow",
            "--date-order",
            "--raw",
            "--no-abbrev",
            "--no-color",
            "--no-ext-diff",
            "--no-textconv",
            "--diff-merges=first-parent",
            "--format=%x01%H%x00%an%x00%as%x00%P%x00%s",
            &revision.commit,
            "--",
        ];
        let below = self.below(path);
        let said = self.git.output(args.map(OsString::from).into_iter().chain([os(&below)]))?;
        let mut commits = read(&said);
        commits.reverse();
        Ok(commits)
    }

    /// The text of a file at a revision, by its name; `None` where it is not there.
    pub fn tip(&self, revision: &Revision, path: &[u8]) -> Option<Blob> {
        let at = [revision.commit.as_bytes(), b":", path].concat();
        let args = ["rev-parse", "--verify", "--quiet", "--end-of-options"].map(OsString::from);
        let said = self.git.output(args.into_iter().chain([os(&at)])).ok()?;
        Some(String::from_utf8_lossy(&said).trim().to_owned())
    }

    /// Calls with each of these texts in their order, until it says that that is enough. One git answers for all of them.
    pub fn texts<'b>(
        &self,
        blobs: impl IntoIterator<Item = &'b Blob>,
        mut call: impl FnMut(&Blob, Result<&str, Lacking>) -> bool,
    ) -> Result<(), GitError> {
        let mut child = self.git.converse(["cat-file", "--batch"])?;
        let mut ask = child.stdin.take().expect("its input is piped");
        let mut answers = BufReader::new(child.stdout.take().expect("its output is piped"));
        for blob in blobs {
            ask.write_all(format!("{blob}\n").as_bytes()).and_then(|()| ask.flush()).map_err(GitError::Io)?;
            let text = answer(&mut answers).map_err(GitError::Io)?;
            if !call(blob, text.as_deref().map_err(|lacking| *lacking)) {
                break;
            }
        }
        drop((ask, answers));
        run::end(child)
    }

    /// A path from the top as git's commands take it in this folder.
    pub(super) fn below(&self, path: &[u8]) -> Vec<u8> {
        path.strip_prefix(self.prefix.as_slice()).map_or_else(|| [b":/", path].concat(), <[u8]>::to_vec)
    }
}

/// One answer of `cat-file --batch`: `HASH blob SIZE`, the bytes, a line end; anything else is nothing.
fn answer(answers: &mut impl BufRead) -> std::io::Result<Result<String, Lacking>> {
    let mut head = String::new();
    answers.read_line(&mut head)?;
    let mut words = head.split_whitespace().skip(1);
    let (Some("blob"), Some(Ok(size))) = (words.next(), words.next().map(str::parse::<u64>)) else {
        return Ok(Err(Lacking::Missing));
    };
    let mut bytes = Vec::new();
    answers.take(size.min(MOST_BYTES)).read_to_end(&mut bytes)?;
    std::io::copy(&mut answers.take(size - size.min(MOST_BYTES) + 1), &mut std::io::sink())?;
    let text = if size > MOST_BYTES { None } else { String::from_utf8(bytes).ok() };
    Ok(text.ok_or(Lacking::NoText))
}

/// Reads what `log --raw` said. No name and no message holds a zero byte, so that none can look like another record.
fn read(said: &[u8]) -> Vec<Commit> {
    let mut commits: Vec<Commit> = Vec::new();
    let text = String::from_utf8_lossy(said);
    let mut rest = text.as_ref();
    while let Some(start) = next(rest) {
        let record = &rest[start + 1..];
        let end = next(record).unwrap_or(record.len());
        rest = &record[end..];
        let (head, raw) = record[..end].split_once('\n').unwrap_or((&record[..end], ""));
        let mut fields = head.split('\0').map(str::to_owned);
        let (Some(hash), Some(author), Some(date), Some(parents), Some(subject)) =
            (fields.next(), fields.next(), fields.next(), fields.next(), fields.next())
        else {
            continue;
        };
        let line = raw.lines().find(|line| line.starts_with(':'));
        let blob = |nth: usize| line.and_then(|line| line.split(' ').nth(nth)).map(str::to_owned);
        // A merge that changes nothing against its first parent says nothing.
        let (Some(before), Some(after)) = (blob(2), blob(3)) else { continue };
        let is_text = |blob: &Blob| blob.bytes().any(|byte| byte != b'0');
        let (before, after) = (Some(before).filter(is_text), Some(after).filter(is_text));
        let merge = parents.contains(' ');
        commits.push(Commit { hash, author, date, subject, merge, before, after });
    }
    commits
}

/// Where the next record begins: a mark, the digits of a commit, a zero byte.
fn next(text: &str) -> Option<usize> {
    let is_record = |at: &usize| {
        let digits = text.as_bytes()[at + 1..].iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
        digits >= 40 && text.as_bytes().get(at + 1 + digits) == Some(&0)
    };
    text.match_indices('\u{1}').map(|(at, _)| at).find(is_record)
}
