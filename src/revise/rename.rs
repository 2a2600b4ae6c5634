//! Giving an item another id, with everything in the plan's text that names it.
//!
//! A rename moves nothing: the block stays where it stands, also where blocks are in the order of their ids, so that the
//! change is as small as it can be.

use std::borrow::Cow;

use super::references::{How, Reference, link_target, overlays, references};
use crate::diagnostic::Path;
use crate::document::{Document, Index, Source, mentions};
use crate::edit::{Change, Edit, LayerName};
use crate::keys::{self, Item, Type};

/// An item with another id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renaming {
    /// The change, which goes to the plan's own text whatever is shown.
    pub change: Change,
    /// The keys that named the item and name it by its new id, in the order of the format.
    pub followed: Vec<Path>,
    /// How many comments have the old id in them; they are left as they are.
    pub comments: usize,
}

impl Renaming {
    /// What follows, and what does not, for people: `3 keys follow; 1 comment keeps the old id`.
    pub fn words(&self) -> String {
        let follow = match self.followed.len() {
            0 => "nothing names it".to_owned(),
            1 => "1 key follows".to_owned(),
            many => format!("{many} keys follow"),
        };
        match self.comments {
            0 => follow,
            1 => format!("{follow}; 1 comment keeps the old id"),
            many => format!("{follow}; {many} comments keep the old id"),
        }
    }
}

/// Gives an item, or a money line of one, another id. What names it follows: references, shares, what scenarios lay over
/// it, and what they take away.
///
/// `at` leads to the item (`initiative`, `crm`) or the line (`initiative`, `crm`, `cost`, `platform`). An id means one thing
/// in the whole file, so that of an item which only scenarios have changes in all of them.
///
/// # Errors
/// Why it cannot be called that, as a sentence: no id, taken, or named already although nothing is called so.
pub fn rename(document: &Document, at: &Path, to: &str) -> Result<Renaming, String> {
    let source = document.sources().last().ok_or("There is no text")?;
    let (id, above) = at.keys.split_last().ok_or("There is nothing to rename")?;
    let kind = above.last().map_or("", String::as_str);
    if !keys::is_id(to) {
        return Err(match to {
            "" => "An id cannot be empty".to_owned(),
            _ => format!("{to} is no id: lower-case letters, digits and hyphens only, like crm or e-forms-2"),
        });
    }
    if to == id {
        return Err(format!("It is called {id} already"));
    }
    let named = naming(source, at);
    let tables = tables(source, at);
    let is_partner = kind == Item::Partner.word();
    let exists = !tables.is_empty() || (is_partner && !named.is_empty());
    if !exists {
        return Err(format!("There is no {kind} {id}"));
    }
    let wanted = Path::new(above.iter().map(String::as_str).chain([to]));
    if let Some(taken) = self::tables(source, &wanted).first() {
        return Err(format!("There is {taken} already"));
    }
    if let Some(other) = naming(source, &wanted).first() {
        return Err(if is_partner {
            format!("There is a partner {to} already: {} names it", other.at)
        } else {
            format!("{} names {to}, and nothing is called that; take it out there first", other.at)
        });
    }
    let mut edits: Vec<Edit> = named.iter().flat_map(|reference| follow(reference, id, to)).collect();
    // What lies over the item first, the item itself last.
    let own = tables.iter().rev();
    edits.extend(own.map(|at| Edit::Rename { at: at.clone(), to: to.to_owned() }));
    let overlays = tables.into_iter().filter(|table| table != at);
    let followed = named.into_iter().map(|reference| reference.at).chain(overlays).collect();
    let change = Change { label: format!("Rename {id} to {to}"), edits, layer: LayerName::Plan };
    Ok(Renaming { change, followed, comments: mentions(&source.text, id) })
}

/// What is written of an item: its table, and what scenarios lay over it.
fn tables(source: &Source, at: &Path) -> Vec<Path> {
    let own = Some(at.clone()).filter(|at| source.index.find(&source.text, Index::ROOT, &at.keys).is_some());
    own.into_iter().chain(overlays(source, at)).collect()
}

/// What names an item, or the money line of one.
fn naming(source: &Source, at: &Path) -> Vec<Reference> {
    match at.keys.as_slice() {
        [kind, id] => references(source, kind, id),
        _ => unset(source, at),
    }
}

/// The lists of what scenarios take away that have a line in them.
fn unset(source: &Source, at: &Path) -> Vec<Reference> {
    let Some((id, above)) = at.keys.split_last() else { return Vec::new() };
    let (index, text) = (&source.index, &source.text);
    let list = Path::new(above.iter().map(String::as_str).chain(["unset"]));
    let names = |at: Path| {
        let list = index.find(text, Index::ROOT, &at.keys)?;
        let items = index.children(list).map(|item| index.scalar(text, item));
        let (of, items) = (index.len(list), items.filter(|item| item == id).map(Cow::into_owned).collect());
        Some(Reference { at, how: How::Texts { items, of } })
    };
    let found = overlays(source, &list).into_iter().filter_map(names);
    found.filter(|it| !matches!(&it.how, How::Texts { items, .. } if items.is_empty())).collect()
}

/// The edits that make a key name an item by its new id.
fn follow(reference: &Reference, id: &str, to: &str) -> Vec<Edit> {
    let at = &reference.at;
    match &reference.how {
        How::Share { .. } => vec![Edit::Rename { at: at.child(id), to: to.to_owned() }],
        How::Texts { items, .. } => {
            let links = keys::lookup(at).is_some_and(|key| key.ty == Type::Links);
            let renamed = |item: &String| {
                let span = if links { link_target(item).1 } else { 0..item.len() };
                let mut with = item.clone();
                with.replace_range(span, to);
                Edit::ReplaceItem { at: at.clone(), item: item.clone(), with }
            };
            items.iter().map(renamed).collect()
        }
    }
}
