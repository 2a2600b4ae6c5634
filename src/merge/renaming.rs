//! Renamed items followed: all three versions get the ids that the merged plan has, and are put together after that.

use super::blocks::Disputed;
use crate::content::{Content, Renamed, renames};
use crate::diagnostic::Path;
use crate::document::{Document, Source, apply};
use crate::revise;

/// The three texts with the ids of the merged plan, and what the sides dispute.
pub(super) struct Followed {
    pub base: Source,
    pub ours: Source,
    pub theirs: Source,
    pub disputed: Disputed,
    /// Items to which the sides gave different ids: table, and the ids of base, ours and theirs.
    pub twice: Vec<[String; 4]>,
}

/// Follows what either side renamed.
pub(super) fn follow(base: Source, ours: Source, theirs: Source) -> Followed {
    let mut all = Followed { base, ours, theirs, disputed: Disputed::new(), twice: Vec::new() };
    let (own, other) = (renamed(&all.base, &all.ours), renamed(&all.base, &all.theirs));
    for it in &own {
        let there = other.iter().find(|there| there.table == it.table && there.from == it.from);
        match there {
            Some(there) if there.to == it.to => {
                rename(&mut all.base, it);
            }
            Some(there) => {
                let back = Renamed { from: there.to.clone(), ..it.clone() };
                if !has(&all.theirs, &it.table, &it.to) && rename(&mut all.theirs, &back) {
                    rename(&mut all.base, it);
                    all.twice.push([it.table.clone(), it.from.clone(), it.to.clone(), there.to.clone()]);
                }
            }
            None => {
                let Followed { base, theirs, disputed, .. } = &mut all;
                one_sided(it, base, theirs, disputed);
            }
        }
    }
    for it in &other {
        if !own.iter().any(|own| own.table == it.table && own.from == it.from) {
            let Followed { base, ours, disputed, .. } = &mut all;
            one_sided(it, base, ours, disputed);
        }
    }
    all
}

/// Follows what one side renamed in the text of the other.
fn one_sided(it: &Renamed, base: &mut Source, other: &mut Source, disputed: &mut Disputed) {
    if has(other, &it.table, &it.to) {
        // It added an item of that id: the sides differ about what it is.
        return;
    }
    if has(other, &it.table, &it.from) {
        if rename(other, it) {
            rename(base, it);
        }
    } else if rename(base, it) {
        let why = format!("{}.{} renamed to {}, and deleted", it.table, it.from, it.to);
        disputed.insert(vec![it.table.clone(), it.to.clone()], why);
    }
}

fn renamed(base: &Source, side: &Source) -> Vec<Renamed> {
    let (one, other) = (Document::new(base.clone()), Document::new(side.clone()));
    let (before, after) = Content::of_unpaired(&one.root(), &other.root());
    renames(&before, &after)
}

fn has(source: &Source, table: &str, id: &str) -> bool {
    Document::new(source.clone()).value(&Path::new([table, id])).is_some()
}

/// Renames an item and what refers to it; whether that could be done.
fn rename(source: &mut Source, it: &Renamed) -> bool {
    let document = Document::new(source.clone());
    let renaming = revise::rename(&document, &Path::new([&it.table, &it.from]), &it.to);
    let done = renaming.ok().and_then(|renaming| apply(&document, &renaming.change).ok());
    if let Some((document, _)) = &done {
        *source = document.sources()[0].clone();
    }
    done.is_some()
}
