//! The tags and branches of a repository, each with the commit that it leads to.

use std::ffi::OsString;

use super::{GitError, Repository};

/// What kind of name it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RefKind {
    /// A tag.
    Tag,
    /// A branch of this clone.
    Branch,
    /// A branch as another repository had it.
    Remote,
}

/// A tag or a branch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ref {
    /// What kind of name it is.
    pub kind: RefKind,
    /// Its name for people: `v1.0`, `origin/main`.
    pub name: String,
    /// Its whole name, which no other can be taken for: `refs/tags/v1.0`.
    pub full: String,
    /// The day of the tag, or of the commit: `2027-04-01`.
    pub date: String,
    /// Who wrote the commit.
    pub author: String,
    /// The first line of the message: of the tag where it has one, else of the commit.
    pub subject: String,
}

/// As many names as are asked for.
const MOST: &str = "--count=500";

/// What is asked of each name, each ended by a zero byte, which no name and no message holds.
const FORMAT: &str =
    "--format=%(refname)%00%(creatordate:short)%00%(authorname)%00%(*authorname)%00%(subject)";

impl Repository {
    /// The tags and branches, the latest first.
    pub fn refs(&self) -> Result<Vec<Ref>, GitError> {
        let args =
            ["for-each-ref", "--sort=-creatordate", MOST, FORMAT, "refs/tags", "refs/heads", "refs/remotes"];
        let said = self.git.output(args.map(OsString::from))?;
        Ok(String::from_utf8_lossy(&said).lines().filter_map(read).collect())
    }
}

fn read(line: &str) -> Option<Ref> {
    let mut fields = line.split('\0');
    let (full, date, of_commit, of_tagged, subject) =
        (fields.next()?, fields.next()?, fields.next()?, fields.next()?, fields.next()?);
    let kinds =
        [("refs/tags/", RefKind::Tag), ("refs/heads/", RefKind::Branch), ("refs/remotes/", RefKind::Remote)];
    let (name, kind) = kinds.into_iter().find_map(|(lead, kind)| Some((full.strip_prefix(lead)?, kind)))?;
    // What a remote has checked out is one of its branches under another name.
    if kind == RefKind::Remote && name.ends_with("/HEAD") {
        return None;
    }
    let author = if of_commit.is_empty() { of_tagged } else { of_commit };
    Some(Ref {
        kind,
        name: name.to_owned(),
        full: full.to_owned(),
        date: date.to_owned(),
        author: author.to_owned(),
        subject: subject.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_has_the_author_of_what_it_leads_to_and_its_own_words() {
        let line = "refs/tags/v1.0\u{0}2027-04-01\u{0}\u{0}Ada Penhale\u{0}Approved";
        let tag = read(line).unwrap();
        assert_eq!(
            (tag.kind, tag.name.as_str(), tag.full.as_str()),
            (RefKind::Tag, "v1.0", "refs/tags/v1.0")
        );
        assert_eq!((tag.author.as_str(), tag.subject.as_str()), ("Ada Penhale", "Approved"));
    }

    #[test]
    fn what_a_remote_has_checked_out_and_what_is_no_name_are_left_out() {
        assert_eq!(read("refs/remotes/origin/HEAD\u{0}2027-04-01\u{0}A\u{0}\u{0}S"), None);
        assert_eq!(read("refs/notes/x\u{0}2027-04-01\u{0}A\u{0}\u{0}S"), None);
        assert_eq!(read("refs/heads/main"), None);
    }
}
