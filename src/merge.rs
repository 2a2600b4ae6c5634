//! Three versions of a plan put together by meaning: by id and key, on the texts, so that the comments and the layout of
//! both sides live.
//!
//! The text of ours is the frame; what only theirs changed comes in with the bytes of theirs. Where the sides contradict
//! each other whole lines are marked, and all else is merged. What comes out is read again and held against what each key
//! must be, so that nothing is lost unseen.

use std::collections::BTreeMap;

use crate::document::{Source, SyntaxError};

mod blocks;
mod both;
mod comments;
mod draft;
mod ends;
mod lines;
mod lists;
mod markers;
mod news;
mod piece;
mod plain;
mod plan;
mod proof;
mod renaming;
mod render;
mod shapes;
mod side;
mod stages;
mod validity;
mod values;

pub use draft::{Choice, Dispute, Draft, Kind};
pub use markers::{edited_by_hand, marked_lines, sides_of_markers};
pub use news::{Happened, News, Whose};
pub use plain::{clean_by_lines, merge_by_lines, without_markers};
pub use render::Names;

use blocks::{Three, Unit};
use ends::Ends;
use piece::{Clash, Piece};
use side::Side;

/// Three versions put together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The text; with markers of whole lines wherever the sides contradict each other.
    pub text: String,
    /// The contradictions, in the order of the text.
    pub conflicts: Vec<Conflict>,
}

/// What the sides contradict each other about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// What it is about: `initiative.crm.duration`, or a sentence.
    pub what: String,
    /// The lines of ours; empty when it has none.
    pub ours: String,
    /// The lines of the common ancestor.
    pub base: String,
    /// The lines of theirs.
    pub theirs: String,
}

/// A version that is not TOML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// What is wrong with the base, ours and theirs; nothing where a version can be read.
    pub errors: [Vec<SyntaxError>; 3],
}

/// The texts of three versions.
#[derive(Debug, Clone, Copy)]
pub struct Texts<'t> {
    /// The common ancestor; empty when there is none.
    pub base: &'t str,
    /// The version that is merged into.
    pub ours: &'t str,
    /// The version that is merged.
    pub theirs: &'t str,
}

/// Puts three versions together; markers have `size` characters.
///
/// # Errors
/// When a version is not TOML.
pub fn merge(texts: Texts<'_>, names: &Names, size: usize) -> Result<Merged, Box<Unreadable>> {
    Ok(match put_together(texts)? {
        Together::As(text) => Merged { text: text.to_owned(), conflicts: Vec::new() },
        Together::Put(put) => {
            let conflicts = put.units.iter().flat_map(|unit| &unit.pieces).filter_map(conflict).collect();
            let text = put.end.restored(&render::marked(&put.units, &put.tail, names, size));
            Merged { text, conflicts }
        }
    })
}

/// What three versions come to.
enum Together<'t> {
    /// One of them: no two sides changed anything.
    As(&'t str),
    /// Parts of all.
    Put(Box<Put>),
}

/// Parts of three versions put together.
struct Put {
    units: Vec<Unit>,
    tail: String,
    end: Ends,
    /// Base, ours and theirs under the ids of the merged plan.
    sides: [Side; 3],
    /// Items to which the sides gave different ids: table, and the ids of base, ours and theirs.
    twice: Vec<[String; 4]>,
}

fn put_together(texts: Texts<'_>) -> Result<Together<'_>, Box<Unreadable>> {
    let all = [texts.base, texts.ours, texts.theirs];
    let ends = all.map(Ends::of);
    let plain = |at: usize| ends[at].plain(all[at]);
    let base = Source::new("", plain(0));
    let [ours, theirs] = [1, 2].map(|at| base.beside("", plain(at)));
    let errors = [&base, &ours, &theirs].map(|source| source.index.errors().to_vec());
    if errors.iter().any(|errors| !errors.is_empty()) {
        return Err(Box::new(Unreadable { errors }));
    }
    if texts.ours == texts.theirs || texts.base == texts.theirs {
        return Ok(Together::As(texts.ours));
    }
    if texts.base == texts.ours {
        return Ok(Together::As(texts.theirs));
    }
    let followed = renaming::follow(base, ours, theirs);
    let sides = shapes::align([followed.base, followed.ours, followed.theirs]);
    let three = Three { base: &sides[0], ours: &sides[1], theirs: &sides[2] };
    let mut disputed = followed.disputed;
    for [table, from, to, there] in &followed.twice {
        let why = format!("{table}.{from} renamed to {to} and to {there}");
        disputed.insert(vec![table.clone(), to.clone()], why);
    }
    let mut units = blocks::merge(three, &disputed);
    stages::arrange(three, &mut units);
    let tail = lines_between(three);
    let read = proof::hold(three, &mut units, &tail, &disputed);
    for [table, from, to, there] in &followed.twice {
        call_as_written(&mut units, table, to, [from, there]);
    }
    validity::hold(three, &mut units, &tail, read);
    let end = Ends::merged((!texts.base.is_empty()).then_some(ends[0]), ends[1], ends[2]);
    Ok(Together::Put(Box::new(Put { units, tail, end, sides, twice: followed.twice })))
}

/// The blank lines at the end.
fn lines_between(three: Three<'_>) -> String {
    let [base, ours, theirs] =
        [three.base, three.ours, three.theirs].map(|side| side.slice(&side.outline.tail));
    lines::blank(Some(base), Some(ours), Some(theirs)).to_owned()
}

fn conflict(piece: &Piece) -> Option<Conflict> {
    let Piece::Clash(Clash { what, ours, base, theirs, .. }) = piece else { return None };
    Some(Conflict { what: what.clone(), ours: ours.clone(), base: base.clone(), theirs: theirs.clone() })
}

/// Gives an item that both sides renamed the ids back under which base and theirs know it.
fn call_as_written(units: &mut [Unit], table: &str, id: &str, ids: [&str; 2]) {
    let header = |id: &str| format!("[{table}.{id}");
    for piece in units.iter_mut().flat_map(|unit| &mut unit.pieces) {
        if let Piece::Clash(clash) = piece
            && clash.at.as_deref() == Some(&[table.to_owned(), id.to_owned()])
        {
            clash.base = clash.base.replacen(&header(id), &header(ids[0]), 1);
            clash.theirs = clash.theirs.replacen(&header(id), &header(ids[1]), 1);
        }
    }
}

/// How often each comment stands in a text.
fn counted<T: Ord>(comments: impl Iterator<Item = T>) -> BTreeMap<T, usize> {
    let mut counts = BTreeMap::new();
    for comment in comments {
        *counts.entry(comment).or_default() += 1;
    }
    counts
}

#[cfg(test)]
mod tests;
