//! Taking back what differs from another version of the plan: a key, all keys of an item, an item that came, went, or has
//! another id.

use super::copy::written;
use super::remove::{remove, value_of};
use super::rename::rename;
use crate::content::ItemName;
use crate::diagnostic::Path;
use crate::diff::{Diff, Edited, KeyChange};
use crate::document::{Document, View, apply, headed};
use crate::edit::{Change, Edit, LayerName, Spot, Value};
use crate::keys;

/// The change that takes back one key of an item (`None`: all that differs of it), so that it says what the earlier
/// version said. `before` is that version, `document` the plan as it is.
///
/// # Errors
/// Why it cannot be taken back by itself, as a sentence.
pub fn take_back(
    diff: &Diff,
    (before, document): (&Document, &Document),
    item: &ItemName,
    key: Option<&[String]>,
    layer: &LayerName,
) -> Result<Change, String> {
    if let Some(edited) = diff.edited.iter().find(|it| it.item == *item) {
        return keys_back(diff, (before, document), edited, key, layer);
    }
    let table = || keys::named(&item.table).ok_or_else(|| format!("{item} cannot be taken back"));
    if diff.added.iter().any(|it| it.item == *item) {
        return Ok(remove(document, table()?, &item.id, layer)?.change);
    }
    if diff.removed.iter().any(|it| it.item == *item) {
        return brought_back(diff, (before, document), item, layer);
    }
    if let Some(it) = diff.renamed.iter().find(|it| it.table == item.table && it.to == item.id) {
        return Ok(rename(document, &item.path(), &it.from)?.change);
    }
    match diff.followed.iter().find(|it| it.item == *item).map(|it| it.because.as_slice()) {
        Some([]) => Err(format!("{item} says what it said there; only what is computed differs")),
        Some(because) => {
            let because: Vec<String> = because.iter().map(ItemName::to_string).collect();
            Err(format!("{item} says what it said there; it follows from {}", because.join(", ")))
        }
        None if diff.comments.iter().any(|it| it.item == *item) => {
            Err(format!("Of {item} only the comments differ, and they are yours to write"))
        }
        None => Err(format!("{item} says what it said there")),
    }
}

/// Brings an item back that is gone: with its comments and where it stood, as far as the file has room for that.
fn brought_back(
    diff: &Diff,
    (before, document): (&Document, &Document),
    item: &ItemName,
    layer: &LayerName,
) -> Result<Change, String> {
    let at = item.path();
    let value = before.value(&at).as_ref().and_then(value_of);
    let Some(Value::Table(entries)) = value else {
        return Err(format!("{item} is written in a way that cannot be written again"));
    };
    entries.iter().try_for_each(|(_, value)| unnamed(diff, value))?;
    let of = |edits| Change { label: format!("Bring back {item}"), edits, layer: layer.clone() };
    let block = in_its_words(before, &at, layer).map(|text| Edit::AddBlock {
        at: at.clone(),
        entries: entries.clone(),
        text: text.trim_end_matches('\n').to_owned(),
    });
    let to = beside(diff, (before, document), &at, |_| true);
    let place = to.map(|to| Edit::Move { at: at.clone(), to });
    let placed = block.clone().zip(place).map(|(block, place)| of(vec![block, place]));
    let tries = [placed, block.map(|block| of(vec![block]))];
    let fits = |change: &Change| apply(document, change).is_ok();
    let anew = || of(vec![Edit::AddTable { at: at.clone(), entries: entries.clone() }]);
    Ok(tries.into_iter().flatten().find(fits).unwrap_or_else(anew))
}

/// The block of an item as the earlier version has it, under the header that it has in the plan; what the scenario that is
/// edited had of its own goes before what the plan had.
fn in_its_words(before: &Document, at: &Path, layer: &LayerName) -> Option<String> {
    let own = match layer {
        LayerName::Plan => None,
        LayerName::Scenario(id) => {
            let there =
                Path::new(["scenario", id.as_str()].into_iter().map(str::to_owned).chain(at.keys.clone()));
            written(before, &there).and_then(|text| headed(&text, &there, at))
        }
    };
    own.or_else(|| written(before, at))
}

/// Where a table stood among those beside it, as far as they are still there and `stays` says so: behind the nearest before
/// it, else before the nearest behind it.
fn beside(
    diff: &Diff,
    (before, document): (&Document, &Document),
    at: &Path,
    stays: impl Fn(&str) -> bool,
) -> Option<Spot> {
    let (id, above) = at.keys.split_last()?;
    let above = Path::new(above.iter().cloned());
    let table = before.value(&above)?;
    let ids: Vec<&str> = table.entries().map(|(id, _)| id).collect();
    let place = ids.iter().position(|it| it == id)?;
    let now = |id: &&str| {
        let renamed = diff.renamed.iter().find(|it| above.keys == [it.table.as_str()] && it.from == **id);
        let now = renamed.map_or(*id, |it| it.to.as_str());
        (stays(now) && document.value(&above.child(now)).is_some()).then(|| now.to_owned())
    };
    let behind = ids[..place].iter().rev().find_map(now).map(Spot::Behind);
    behind.or_else(|| ids[place + 1..].iter().find_map(now).map(Spot::Before))
}

/// Puts keys back to what they said.
fn keys_back(
    diff: &Diff,
    (before, document): (&Document, &Document),
    edited: &Edited,
    key: Option<&[String]>,
    layer: &LayerName,
) -> Result<Change, String> {
    let item = &edited.item;
    let from = diff.renamed.iter().find(|it| it.table == item.table && it.to == item.id);
    let then = from.map_or_else(|| item.clone(), |it| ItemName::new(item.table.clone(), it.from.clone()));
    let wanted = edited.keys.iter().filter(|change| key.is_none_or(|key| change.key == key));
    let mut edits: Vec<Edit> = Vec::new();
    for change in wanted {
        let edit = key_back(diff, (before, document), (item, &then), change, key.is_none())?;
        // Several keys may go, or come back, as one.
        let done = edits.iter().any(|it| edit.at().keys.starts_with(&it.at().keys));
        if !done {
            edits.push(edit);
        }
    }
    let label = match key {
        Some(key) => format!("Take back {} of {item}", key.join(".")),
        None => format!("Take back what {item} says otherwise"),
    };
    Ok(Change { label, edits, layer: layer.clone() })
}

/// Puts one key back; `whole` says that all of its item is put back.
fn key_back(
    diff: &Diff,
    (before, document): (&Document, &Document),
    (item, then): (&ItemName, &ItemName),
    change: &KeyChange,
    whole: bool,
) -> Result<Edit, String> {
    let at = spelled(document, item, &change.key);
    if item.table == "stage" && change.name() == "order" {
        let moved = |id: &str| {
            let of = diff.edited.iter().find(|it| it.item.table == "stage" && it.item.id == id);
            of.is_some_and(|it| it.keys.iter().any(|key| key.name() == "order"))
        };
        let to = beside(diff, (before, document), &then.path(), |id| !moved(id));
        let to = to.ok_or_else(|| format!("No stage beside {item} is where it was"))?;
        return Ok(Edit::Move { at: item.path(), to });
    }
    let was = spelled(before, then, &change.key);
    let depth = item.path().keys.len();
    let cut = |path: &Path, keys: usize| Path::new(path.keys[..keys].iter().cloned());
    let deeper = depth + 1..at.keys.len();
    if change.before.is_none() {
        // A table of which nothing else is left, or all of which is new, goes with it.
        let goes = |keys: &usize| {
            let entries = document.value(&cut(&at, *keys)).map_or(0, |view| view.entries().count());
            before.value(&cut(&was, *keys)).is_none() && (whole || entries == 1)
        };
        let mut keys = at.keys.len();
        while keys > depth + 1 && goes(&(keys - 1)) {
            keys -= 1;
        }
        return Ok(Edit::Remove { at: cut(&at, keys) });
    }
    // What was a table and is one value now comes back as a whole.
    let value_now = |keys: &usize| document.value(&cut(&at, *keys)).is_some_and(|view| !view.is_table());
    let keys = deeper.into_iter().find(value_now).unwrap_or(at.keys.len());
    let (at, was) = (cut(&at, keys), cut(&was, keys));
    let value = before.value(&was).as_ref().and_then(value_of);
    let value =
        value.ok_or_else(|| format!("{at} was written there in a way that cannot be written again"))?;
    unnamed(diff, &value)?;
    Ok(Edit::Set { at, value })
}

/// The place of a key as a text spells it, where a year may be `2027-28` or `2027/28`.
fn spelled(document: &Document, item: &ItemName, key: &[String]) -> Path {
    let mut at = item.path();
    for part in key {
        let view = document.value(&at);
        let same = |name: &&str| *name == part || name.replace('/', "-") == *part;
        let names: Vec<&str> = view.iter().flat_map(View::entries).map(|(name, _)| name).collect();
        let exact = names.contains(&part.as_str());
        let found = names.iter().find(|name| !exact && same(name)).copied().unwrap_or(part).to_owned();
        at = at.child(found);
    }
    at
}

/// Makes sure that a value names nothing that has another id now.
fn unnamed(diff: &Diff, value: &Value) -> Result<(), String> {
    let names = |text: &str| {
        let between = |c: char| !(c.is_ascii_alphanumeric() || c == '-');
        diff.renamed.iter().find(|it| text.split(between).any(|word| word == it.from))
    };
    let found = match value {
        Value::Text(text) => names(text),
        Value::List(items) => items.iter().find_map(|item| names(item)),
        Value::Bare(_) => None,
        Value::Table(entries) => return entries.iter().try_for_each(|(_, value)| unnamed(diff, value)),
    };
    match found {
        Some(it) => Err(format!("It named {}, which is called {} now: take that back first", it.from, it.to)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
