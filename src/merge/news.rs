//! What the sides changed without contradicting each other, so that a merge is no black box.

use std::collections::{BTreeMap, BTreeSet};

use super::blocks::disputed_places;
use super::side::Side;
use super::{Texts, Unit};
use crate::content::{Content, Item, ItemName, Leaf};
use crate::diagnostic::Path;
use crate::document::{Document, Source};

/// One thing that came in by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// The item; under its id in the merged plan.
    pub item: ItemName,
    /// What happened to it.
    pub what: Happened,
    /// Who did it.
    pub whose: Whose,
}

/// What happened to an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happened {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// One of its keys says something else.
    Changed {
        /// The key, below the item.
        key: Vec<String>,
        /// What it said, as written; `None`: nothing.
        before: Option<String>,
        /// What it says.
        after: Option<String>,
    },
}

/// Whose change something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    /// That of theirs.
    Theirs,
    /// That of ours.
    Ours,
    /// Both sides made it.
    Both,
}

/// What both sides changed; disputed places left out. `sides`: base, ours and theirs.
pub(super) fn news(sides: &[Side; 3], units: &[Unit]) -> Vec<News> {
    let disputed = disputed_places(units);
    let mut all = gathered([&sides[0].document, &sides[1].document, &sides[2].document]);
    all.retain(|news| {
        let mut path = news.item.path().keys;
        if let Happened::Changed { key, .. } = &news.what {
            path.extend(key.iter().cloned());
        }
        !disputed.iter().any(|at| path.starts_with(at) || at.starts_with(&path))
    });
    all
}

/// The same of texts of which only one side changed anything, or both the same.
pub(super) fn of_texts(texts: Texts<'_>) -> Vec<News> {
    let base = Source::new("", texts.base);
    let [ours, theirs] = [texts.ours, texts.theirs].map(|text| Document::new(base.beside("", text)));
    gathered([&Document::new(base), &ours, &theirs])
}

fn gathered(documents: [&Document; 3]) -> Vec<News> {
    let [base, ours, theirs] = documents.map(Document::root);
    let (was_ours, is_ours) = Content::of_differing(&base, &ours);
    let (was_theirs, is_theirs) = Content::of_differing(&base, &theirs);
    let names: BTreeSet<&ItemName> =
        [&was_ours, &is_ours, &was_theirs, &is_theirs].into_iter().flat_map(|it| it.items.keys()).collect();
    let there = |at: usize, name: &ItemName| {
        name.id.is_empty() || documents[at].value(&Path::new(name.path().keys)).is_some()
    };
    let mut found = Vec::new();
    for name in names {
        let [b, o, t] = [0, 1, 2].map(|at| there(at, name));
        let push = |what: Happened, whose: Whose, found: &mut Vec<News>| {
            found.push(News { item: name.clone(), what, whose });
        };
        if o != b || t != b {
            let what = if b { Happened::Removed } else { Happened::Added };
            push(what, whose(o != b, t != b), &mut found);
            continue;
        }
        let nothing = Item::default();
        let of = |content: &'_ Content| content.items.get(name).cloned().unwrap_or_else(|| nothing.clone());
        let own = changes(&of(&was_ours), &of(&is_ours));
        let other = changes(&of(&was_theirs), &of(&is_theirs));
        let keys: BTreeSet<&Vec<String>> = own.keys().chain(other.keys()).collect();
        for key in keys {
            let (mine, yours) = (own.get(key), other.get(key));
            let Some((before, after)) = yours.or(mine).cloned() else { continue };
            let what = Happened::Changed { key: key.clone(), before, after };
            push(what, whose(mine.is_some(), yours.is_some()), &mut found);
        }
    }
    found.sort_by_key(|news| (weight(news), news.whose));
    found
}

const fn whose(ours: bool, theirs: bool) -> Whose {
    match (ours, theirs) {
        (true, true) => Whose::Both,
        (true, false) => Whose::Ours,
        (false, _) => Whose::Theirs,
    }
}

type Words = (Option<String>, Option<String>);

/// The keys in which two states of an item differ, with what they say.
fn changes(before: &Item, after: &Item) -> BTreeMap<Vec<String>, Words> {
    let said = |item: &Item, key: &Vec<String>| {
        item.leaves.get(key).filter(|leaf| !leaf.is_nothing()).map(Leaf::written)
    };
    before.changed(after).map(|key| (key.clone(), (said(before, key), said(after, key)))).collect()
}

/// Money first, then time, then the rest.
fn weight(news: &News) -> u8 {
    let key = match &news.what {
        Happened::Changed { key, .. } => key.first().map(String::as_str).unwrap_or_default(),
        Happened::Added | Happened::Removed => "cost",
    };
    match (news.item.table.as_str(), key) {
        ("envelope" | "assumptions" | "loan", _) => 0,
        (_, "cost" | "benefit" | "shift" | "funded-by" | "contingency") => 1,
        (_, "start" | "duration" | "after" | "finish" | "deadline" | "not-before" | "dropped") => 2,
        _ => 3,
    }
}
