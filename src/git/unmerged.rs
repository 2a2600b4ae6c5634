//! A plan that was not merged: its versions put together as far as they agree, whether git still holds them or only the
//! markers in the text are left.

use std::path::Path;

use super::{Operation, Repository, Stages, UnderWay};
use crate::document::Source;
use crate::merge::{Draft, Names, Texts, edited_by_hand, marked_lines, merge_by_lines, sides_of_markers};
use crate::store::Seen;

/// The versions of a plan that was not merged.
#[derive(Debug, Clone)]
pub struct Unmerged {
    /// They are put together as far as they agree.
    pub draft: Draft,
    /// What ours, base and theirs are called; empty where nobody knows.
    pub sides: [String; 3],
    /// What is to be known of them.
    pub notes: Vec<String>,
    /// Whether somebody worked on the merged text by hand, so that it holds what is not in here.
    pub by_hand: bool,
    /// Whether git holds the versions until it is told that all is solved.
    pub is_staged: bool,
}

/// Why a plan has nothing to solve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NothingToSolve {
    /// It is merged.
    #[error("there is nothing to solve; git has it as merged, and it has no conflict markers")]
    Merged,
    /// One side deleted the file.
    #[error("one side deleted the whole plan; `git add` keeps it, `git rm` deletes it")]
    Deleted,
}

/// The versions of a plan that git or its markers hold. `merged` is what stands in the file.
///
/// # Errors
/// When there are none.
pub fn unmerged(path: &Path, merged: &Seen) -> Result<Unmerged, NothingToSolve> {
    let around = Repository::around(path).ok();
    let stages = around.as_ref().and_then(|(repository, path)| repository.stages(path).ok()?);
    let mut found = if let Some(Stages { base, ours, theirs }) = stages {
        let (Some(ours), Some(theirs)) = (ours, theirs) else { return Err(NothingToSolve::Deleted) };
        let base = base.unwrap_or_else(|| Seen::new(""));
        let texts = Texts { base: base.text(), ours: ours.text(), theirs: theirs.text() };
        Unmerged { is_staged: true, ..of_texts(texts, merged) }
    } else {
        let draft = Draft::of_markers(merged.text()).ok_or(NothingToSolve::Merged)?;
        let [ours, theirs] = sides_of_markers(merged.text()).unwrap_or_default();
        let note = "Read from the conflict markers in the file: git does not hold its versions.";
        let notes = vec![note.to_owned()];
        return Ok(Unmerged {
            draft,
            sides: [ours, String::new(), theirs],
            notes,
            by_hand: false,
            is_staged: false,
        });
    };
    if let Some(under_way) = around.and_then(|(repository, _)| repository.under_way()) {
        found.name(&under_way);
    }
    Ok(found)
}

/// Three versions put together by meaning, or by lines where one cannot be read; `path` is where they go to, and `merged` what
/// stands there.
pub fn of_files(path: &Path, texts: Texts<'_>, merged: &Seen) -> Unmerged {
    let mut found = of_texts(texts, merged);
    if let Some(under_way) = Repository::around(path).ok().and_then(|(repository, _)| repository.under_way())
    {
        found.name(&under_way);
    }
    found
}

fn of_texts(texts: Texts<'_>, merged: &Seen) -> Unmerged {
    let mut notes = Vec::new();
    let draft = match Draft::of(texts) {
        Ok(draft) => draft,
        Err(unreadable) => {
            let names = ["The version before", "Ours", "Theirs"];
            let all = [texts.base, texts.ours, texts.theirs];
            for ((name, text), errors) in names.iter().zip(all).zip(&unreadable.errors) {
                if let Some(error) = errors.first() {
                    let line = Source::new("", text).place(error.span.start).line;
                    notes.push(format!(
                        "{name} is not TOML (line {line}: {}): merged by lines.",
                        error.message
                    ));
                }
            }
            let [base, ours, theirs] = all.map(str::as_bytes);
            let text =
                merge_by_lines(base, ours, theirs, 7, "merged by lines; nobody looked at what it means");
            Draft::of_markers(&String::from_utf8_lossy(&text)).expect("what is merged by lines has markers")
        }
    };
    let own = draft.marked(&[], &Names::default(), 7);
    let versions = [texts.base, texts.ours, texts.theirs, &own];
    let by_hand = edited_by_hand(merged.text(), &versions) && !draft.disputes.is_empty();
    if by_hand {
        let what = if marked_lines(merged.text()).is_empty() {
            "The file has no markers any more: somebody worked on it by hand."
        } else {
            "Somebody worked on the file by hand, which is not in here."
        };
        notes.push(format!("{what} What is saved here takes its place; a copy is left."));
    }
    Unmerged { draft, sides: Default::default(), notes, by_hand, is_staged: false }
}

impl Unmerged {
    /// Gives the sides the names that git has for them.
    fn name(&mut self, under_way: &UnderWay) {
        let UnderWay { what, ours, theirs } = under_way;
        self.sides[0].clone_from(ours);
        self.sides[2].clone_from(theirs);
        let note = match what {
            Operation::Rebase => {
                format!(
                    "A rebase: ours is what you rebase onto ({ours}), theirs is your own commit, {theirs}."
                )
            }
            Operation::CherryPick => format!("A cherry-pick: theirs is the commit {theirs}."),
            Operation::Revert => format!("A revert: theirs is the plan {theirs}."),
            Operation::Merge => return,
        };
        self.notes.insert(0, note);
    }
}
