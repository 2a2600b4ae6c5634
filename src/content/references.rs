//! References seen through renamed items: what an item of the earlier plan would say if only ids had changed.

use std::collections::BTreeMap;

use super::{Item, ItemName, Leaf, Renamed, Value, leaves};
use crate::diagnostic::Path;
use crate::keys::{self, Key, Type};

/// The renamed items of a plan, by their ids before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Renames {
    after: BTreeMap<(String, String), String>,
    before: BTreeMap<(String, String), String>,
}

impl Renames {
    /// Those of a list.
    pub fn of(renamed: &[Renamed]) -> Self {
        let after = renamed.iter().map(|it| ((it.table.clone(), it.from.clone()), it.to.clone()));
        let before = renamed.iter().map(|it| ((it.table.clone(), it.to.clone()), it.from.clone()));
        Self { after: after.collect(), before: before.collect() }
    }

    /// Whether nothing has another id.
    pub fn is_empty(&self) -> bool {
        self.after.is_empty()
    }

    /// The id of an item afterwards, when it has another one.
    pub fn after(&self, table: &str, id: &str) -> Option<&str> {
        if self.is_empty() {
            return None;
        }
        self.after.get(&(table.to_owned(), id.to_owned())).map(String::as_str)
    }

    /// The id of an item before, when it had another one.
    pub fn before(&self, table: &str, id: &str) -> Option<&str> {
        if self.is_empty() {
            return None;
        }
        self.before.get(&(table.to_owned(), id.to_owned())).map(String::as_str)
    }

    /// The name of an item of the earlier plan in the later one.
    pub fn name(&self, name: &ItemName) -> ItemName {
        let id = self.after(&name.table, &name.id).unwrap_or(&name.id);
        ItemName::new(name.table.clone(), id)
    }

    /// What an item of the earlier plan says, with the ids that the later plan has.
    #[must_use]
    pub fn seen_through(&self, table: &str, item: &Item) -> Item {
        let rewritten = item.leaves.iter().map(|(path, leaf)| self.leaf(table, path, leaf));
        Item { leaves: rewritten.collect() }
    }

    fn leaf(&self, table: &str, path: &[String], leaf: &Leaf) -> (Vec<String>, Leaf) {
        let mut path = path.to_vec();
        let above = if table == "scenario" { self.overlaid(&mut path) } else { None };
        let full = [table, "-"].into_iter().chain(path.iter().map(String::as_str));
        let key = keys::lookup(&Path::new(full));
        let reference = match above {
            Some(of) => Some(Reference::Ids(of)),
            None => key.and_then(Reference::of),
        };
        let Some(reference) = reference else { return (path, leaf.clone()) };
        // Shares and parts stand by id: the last key is the reference.
        if let Reference::Ids(of) = &reference
            && let Some(last) = path.last_mut().filter(|last| key.is_some_and(|key| key.name != **last))
            && let Some(id) = self.after(of, last)
        {
            *last = id.to_owned();
        }
        let leaf = match leaf {
            Leaf::One(value) => Leaf::One(self.value(&reference, value)),
            Leaf::Many(items) => {
                let items = items.iter().map(|(about, value)| match &reference {
                    Reference::Links => (self.link(about), self.value(&reference, value)),
                    Reference::Ids(_) => {
                        let value = self.value(&reference, value);
                        (value.meaning.clone(), value)
                    }
                });
                Leaf::Many(items.collect())
            }
        };
        (path, leaf)
    }

    /// Renames the item that an overlay is about; the table whose ids it lists when it takes some away.
    fn overlaid(&self, path: &mut [String]) -> Option<String> {
        let [table, id, ..] = path else { return None };
        if id == "unset" && leaves::has_ids(table) {
            return Some(table.clone());
        }
        if let Some(after) = self.after(table, id) {
            *id = after.to_owned();
        }
        None
    }

    fn value(&self, reference: &Reference, value: &Value) -> Value {
        let meaning = match reference {
            Reference::Links => {
                let about = about(&value.meaning);
                format!("{}{}", self.link(about), &value.meaning[about.len()..])
            }
            Reference::Ids(table) => value
                .meaning
                .strip_prefix('"')
                .and_then(|id| self.after(table, id))
                .map_or_else(|| value.meaning.clone(), |id| format!("\"{id}")),
        };
        Value { meaning, written: value.written.clone() }
    }

    /// What a dependency is about, with the id of the later plan.
    fn link(&self, about: &str) -> String {
        let (prefix, name) = about.split_once(':').map_or(("", about), |(prefix, name)| (prefix, name));
        let table = if prefix.is_empty() { "initiative" } else { "stage" };
        let (id, end) = name.strip_suffix(".start").map_or((name, ""), |id| (id, ".start"));
        match self.after(table, id) {
            None => about.to_owned(),
            Some(after) if prefix.is_empty() => format!("{after}{end}"),
            Some(after) => format!("{prefix}:{after}{end}"),
        }
    }
}

/// What a key refers to.
enum Reference {
    /// Points in time of initiatives, stages and gates.
    Links,
    /// Ids of this table, as values or as keys.
    Ids(String),
}

impl Reference {
    fn of(key: &Key) -> Option<Self> {
        let item = key.references()?;
        Some(if key.ty == Type::Links { Self::Links } else { Self::Ids(item.word().to_owned()) })
    }
}

/// The part of a dependency's one spelling before its lag or lead.
fn about(meaning: &str) -> &str {
    let end = [" + ", " - "].iter().filter_map(|sign| meaning.find(sign)).min();
    &meaning[..end.unwrap_or(meaning.len())]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::Content;
    use crate::document::{Document, Source};

    #[test]
    fn every_kind_of_reference_is_seen_through_a_rename() {
        let text = |id: &str, envelope: &str, stage: &str| {
            format!(
                "[initiative.x]\nafter = ['{id}.start + 2m', 'gate:{stage}', 'other']\nstage = '{stage}'\n\
                 cost.a = {{ capital = 1, funded-by = '{envelope}' }}\n\
                 cost.b = {{ capital = 1, funded-by = {{ {envelope} = '60%', other = '40%' }} }}\n\
                 [scenario.lean.initiative.{id}]\nafter = 'other'\n[scenario.lean.initiative]\nunset = ['{id}']\n"
            )
        };
        let content = |text: String| Content::of(&Document::new(Source::new("p", text)).root());
        let other_id = |table: &str, from: &str, to: &str| Renamed {
            table: table.to_owned(),
            from: from.to_owned(),
            to: to.to_owned(),
        };
        let renames = Renames::of(&[
            other_id("initiative", "crm", "records"),
            other_id("envelope", "loan", "borrowing"),
            other_id("stage", "one", "first"),
        ]);
        let before = content(text("crm", "loan", "one"));
        let after = content(text("records", "borrowing", "first"));
        for (name, item) in &before.items {
            let seen = renames.seen_through(&name.table, item);
            let left: Vec<_> = seen.changed(&after.items[name]).collect();
            assert_eq!(left, Vec::<&Vec<String>>::new(), "{name}");
            assert!(!item.means(&after.items[name]));
        }
        assert_eq!(renames.before("stage", "first"), Some("one"));
    }
}
