//! The commits that touched a file, the oldest first, and its text at each of them.

use std::collections::HashMap;
use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read, Write};

use super::{GitError, Repository, Revision, os, run};
use crate::store::MOST_BYTES;

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
    /// The blob of the file; `None` where it was removed.
    blob: Option<String>,
}

#[cfg(test)]
impl Commit {
    /// A commit as tests need one.
    pub fn made(hash: &str, author: &str, date: &str, subject: &str) -> Self {
        let own = |text: &str| text.to_owned();
        Self { hash: own(hash), author: own(author), date: own(date), subject: own(subject), blob: None }
    }
}

impl Repository {
    /// The commits up to a revision that touched a file, under its former names too, the oldest first.
    pub fn history(&self, revision: &Revision, path: &[u8]) -> Result<Vec<Commit>, GitError> {
        let args = [
            "log",
            "--follow",
            "--raw",
            "--no-abbrev",
            "--no-color",
            "--no-ext-diff",
            "--no-textconv",
            "--diff-merges=first-parent",
            "--format=%x01%H%x00%an%x00%as%x00%s",
            &revision.commit,
            "--",
        ];
        let below = self.below(path);
        let said = self.git.output(args.map(OsString::from).into_iter().chain([os(&below)]))?;
        let mut commits = read(&said);
        commits.reverse();
        Ok(commits)
    }

    /// Calls with the text of a file at each of these commits, in their order; `None` where it is not there, or no text of a
    /// plan; until it says that that is enough. One git answers for all of them.
    pub fn texts(
        &self,
        commits: &[Commit],
        mut call: impl FnMut(&Commit, Option<&str>) -> bool,
    ) -> Result<(), GitError> {
        let mut child = self.git.converse(["cat-file", "--batch"])?;
        let mut ask = child.stdin.take().expect("its input is piped");
        let mut answers = BufReader::new(child.stdout.take().expect("its output is piped"));
        let mut known: HashMap<&str, Option<String>> = HashMap::new();
        for commit in commits {
            let Some(blob) = commit.blob.as_deref() else {
                if !call(commit, None) {
                    break;
                }
                continue;
            };
            // A text that came back is asked for once.
            if !known.contains_key(blob) {
                ask.write_all(format!("{blob}\n").as_bytes())
                    .and_then(|()| ask.flush())
                    .map_err(GitError::Io)?;
                known.insert(blob, answer(&mut answers).map_err(GitError::Io)?);
            }
            if !call(commit, known[blob].as_deref()) {
                break;
            }
            if known.len() > MOST_KEPT {
                known.clear();
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

/// How many texts are kept in case that they come back.
const MOST_KEPT: usize = 64;

/// One answer of `cat-file --batch`: `HASH blob SIZE`, the bytes, a line end; anything else is nothing.
fn answer(answers: &mut impl BufRead) -> std::io::Result<Option<String>> {
    let mut head = String::new();
    answers.read_line(&mut head)?;
    let mut words = head.split_whitespace().skip(1);
    let (Some("blob"), Some(Ok(size))) = (words.next(), words.next().map(str::parse::<u64>)) else {
        return Ok(None);
    };
    let mut bytes = Vec::new();
    answers.take(size.min(MOST_BYTES)).read_to_end(&mut bytes)?;
    std::io::copy(&mut answers.take(size - size.min(MOST_BYTES) + 1), &mut std::io::sink())?;
    Ok(if size > MOST_BYTES { None } else { String::from_utf8(bytes).ok() })
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
        let (Some(hash), Some(author), Some(date), Some(subject)) =
            (fields.next(), fields.next(), fields.next(), fields.next())
        else {
            continue;
        };
        let line = raw.lines().find(|line| line.starts_with(':'));
        let blob = line.and_then(|line| line.split(' ').nth(3)).map(str::to_owned);
        // A merge that changes nothing against its first parent says nothing.
        let Some(blob) = blob else { continue };
        let is_gone = blob.bytes().all(|byte| byte == b'0');
        commits.push(Commit { hash, author, date, subject, blob: (!is_gone).then_some(blob) });
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
