//! Several branches merged at once (an octopus): git does that by lines and asks no driver, so what it made of each plan is held
//! against the same branches merged by meaning, one after another.

use std::collections::BTreeSet;
use std::ffi::OsString;

use crate::content::{self, ItemName};
use crate::display::harmless;
use crate::document::{Document, Source};
use crate::git::{GitError, Repository, Revision};
use crate::merge::{Names, Texts, merge};

/// What leads git's names of the branches that it merges, in the environment of what it runs.
const HEAD: &str = "GITHEAD_";

/// The commits that are being merged; none outside a merge.
pub fn heads() -> Vec<OsString> {
    let names = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    let mut heads: Vec<String> = names.filter_map(|name| Some(name.strip_prefix(HEAD)?.to_owned())).collect();
    heads.sort_unstable();
    heads.into_iter().map(OsString::from).collect()
}

/// What is wrong with a plan as it is staged, as a sentence; nothing, where it says what all branches ask for.
pub fn wrong(repository: &Repository, path: &[u8], staged: &str, heads: &[OsString]) -> Option<String> {
    let name = harmless(&String::from_utf8_lossy(path)).into_owned();
    let how = "`git merge --abort`, then merge the branches one after another";
    match asked(repository, path, heads) {
        // A branch that cannot be read has its own words where it is opened.
        Err(_) => None,
        Ok(Asked::Contradiction(what)) => Some(format!(
            "{name}: the branches contradict each other about {}, which a merge of several by lines does not see; {how}",
            harmless(&what)
        )),
        Ok(Asked::Text(text)) => {
            let (asked, made) =
                (Document::new(Source::new("", text)), Document::new(Source::new("", staged)));
            let items: BTreeSet<ItemName> = content::differing(&asked.root(), &made.root());
            let says_otherwise = |item: &&ItemName| {
                let keys = item.path().keys;
                let of = |document: &Document| content::at(&document.root(), &keys);
                match (of(&asked), of(&made)) {
                    (Some(one), Some(other)) => !one.means(&other),
                    (None, None) => false,
                    (None, Some(_)) | (Some(_), None) => true,
                }
            };
            let wrong: Vec<String> = items.iter().filter(says_otherwise).map(ItemName::to_string).collect();
            let first = wrong.first()?;
            let more = if wrong.len() > 1 { format!(" and {} more", wrong.len() - 1) } else { String::new() };
            Some(format!(
                "{name}: several branches at once are merged by lines, and {}{more} is not what they ask for; {how}",
                harmless(first)
            ))
        }
    }
}

/// What the branches ask for together.
enum Asked {
    /// This text.
    Text(String),
    /// They contradict each other: about what.
    Contradiction(String),
}

fn asked(repository: &Repository, path: &[u8], heads: &[OsString]) -> Result<Asked, GitError> {
    let head = repository.revision("HEAD".as_ref())?;
    let text = |revision: &Revision| match repository.read(revision, path) {
        Ok(seen) => Ok(seen.text().to_string()),
        Err(GitError::NotThere { .. }) => Ok(String::new()),
        Err(fault) => Err(fault),
    };
    let mut merged = text(&head)?;
    let mut done = vec![head];
    for name in heads {
        let other = repository.revision(name)?;
        let common = repository.common_with(&other, &done)?;
        let (base, theirs) = (text(&common)?, text(&other)?);
        let texts = Texts { base: &base, ours: &merged, theirs: &theirs };
        match merge(texts, &Names::default(), 7) {
            Ok(found) => {
                if let Some(conflict) = found.conflicts.first() {
                    return Ok(Asked::Contradiction(conflict.what.clone()));
                }
                merged = found.text;
            }
            Err(_) => return Ok(Asked::Contradiction("a version that cannot be read".to_owned())),
        }
        done.push(other);
    }
    Ok(Asked::Text(merged))
}
