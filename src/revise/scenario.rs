//! What a scenario says otherwise than the plan, and the changes that take it back, write it into the plan, or throw it
//! away.
//!
//! The overlay is compared key by key with what lies under it, as the layers merge: an item that only the scenario has,
//! and a money line that only it has, is one difference; of all else each key is one.

mod promote;

use super::remove::value_of;
use super::single;
use crate::diagnostic::Path;
use crate::document::{Document, Form, View};
use crate::edit::{Change, Edit, LayerName, Value};
use crate::keys;

pub use promote::{Promotion, promote};

/// One thing that a scenario says otherwise than the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Where it is in the plan.
    pub at: Path,
    /// What the plan says, as written; `None`: nothing.
    pub plan: Option<String>,
    /// What the scenario says, as written; `None`: it takes it away.
    pub scenario: Option<String>,
    /// Whether it is an item, or a money line, that only the scenario has.
    pub new: bool,
    /// Other keys of the plan that go because of it: the kind that a money line had, and its period.
    pub replaced: Vec<Path>,
    /// What to write where it is promoted; `None`: what stands there cannot be written elsewhere, or nothing is.
    value: Option<Value>,
    said: Said,
}

/// Where the overlay says it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Said {
    /// By a key or a table of its own.
    Key,
    /// In the list of what it takes away, beside the key.
    Unset,
}

/// Keys of the top that an overlay cannot change.
const NOT_IN_OVERLAYS: [&str; 4] = ["milepost", "extends", "scenario", "title"];
/// The tables of money lines.
const LINES: [&str; 3] = ["cost", "benefit", "shift"];

/// What a scenario says otherwise than the plan, in the order of its text; nothing when there is no such scenario.
pub fn differences(document: &Document, scenario: &str) -> Vec<Difference> {
    let mut found = Vec::new();
    let own = document.value(&Path::new(["scenario", scenario]));
    let Some((own, laid)) = own.zip(document.with_scenario(scenario)) else { return found };
    let (plan, laid) = (document.root(), laid.root());
    let levels = Levels { plan: Some(&plan), laid: &laid, own: &own };
    for (key, child) in own.entries().filter(|(key, _)| !NOT_IN_OVERLAYS.contains(key)) {
        of_key(&levels, key, &child, &Path::default(), &mut found);
    }
    found
}

/// One table in the plan, with the scenario laid over it, and in the overlay alone.
struct Levels<'v, 'd> {
    plan: Option<&'v View<'d>>,
    laid: &'v View<'v>,
    own: &'v View<'d>,
}

fn of_table(levels: &Levels<'_, '_>, at: &Path, found: &mut Vec<Difference>) {
    for (key, child) in levels.own.entries() {
        of_key(levels, key, &child, at, found);
    }
}

fn of_key(levels: &Levels<'_, '_>, key: &str, own: &View<'_>, at: &Path, found: &mut Vec<Difference>) {
    if key == "unset" && own.form() == Form::Array {
        return found.extend(unset(levels, own, at));
    }
    let here = at.child(key);
    let below = levels.plan.and_then(|plan| plan.child(key));
    let Some(laid) = levels.laid.child(key) else { return };
    let merged = laid.depth() > 1;
    if own.is_table() && (merged || holds_items(&here)) {
        let plan = below.filter(|_| merged);
        let levels = Levels { plan: plan.as_ref(), laid: &laid, own };
        return of_table(&levels, &here, found);
    }
    let said = |view: &View<'_>| said(view);
    let same = !own.is_table() && below.as_ref().is_some_and(|below| said(below) == said(own));
    let replaced = replaced(levels, key, at);
    if same && replaced.is_empty() {
        return;
    }
    let is_line = here.keys.len() == 4 && LINES.contains(&here.keys[2].as_str());
    let is_item = here.keys.len() == 2 && keys::collections().any(|table| table.name == here.keys[0]);
    let gone =
        replaced.first().and_then(|at| levels.plan?.child(at.keys.last()?)).filter(|_| below.is_none());
    found.push(Difference {
        plan: below.as_ref().or(gone.as_ref()).map(said),
        scenario: Some(said(own)),
        new: below.is_none() && (is_item || is_line),
        replaced,
        value: value_of(own).map(cleaned),
        said: Said::Key,
        at: here,
    });
}

/// Whether the tables below a place are items or money lines, each a difference of its own.
fn holds_items(at: &Path) -> bool {
    match at.keys.as_slice() {
        [kind] => {
            keys::collections().any(|table| table.name == *kind) || kind == "plan" || kind == "assumptions"
        }
        [kind, _, lines] => kind == "initiative" && LINES.contains(&lines.as_str()),
        _ => false,
    }
}

/// What the list of an overlay takes away of the table that it stands in.
fn unset(levels: &Levels<'_, '_>, list: &View<'_>, at: &Path) -> Vec<Difference> {
    let gone = |item: View<'_>| {
        let key = item.scalar().into_owned();
        let below = levels.plan?.child(&key)?;
        let own = levels.own.child(&key).is_some();
        (!own).then(|| Difference {
            at: at.child(key),
            plan: Some(said(&below)),
            scenario: None,
            new: false,
            replaced: Vec::new(),
            value: None,
            said: Said::Unset,
        })
    };
    list.items().filter_map(gone).collect()
}

/// The keys of the plan beside a kind of money that are not there any more once the scenario is laid over it.
fn replaced(levels: &Levels<'_, '_>, key: &str, at: &Path) -> Vec<Path> {
    const KINDS: [&str; 5] = ["capital", "one-off", "recurrent", "cashable", "non-cashable"];
    let is_line = at.keys.len() == 4 && LINES.contains(&at.keys[2].as_str());
    let Some(plan) = levels.plan.filter(|_| is_line && KINDS.contains(&key)) else { return Vec::new() };
    let listed = levels.own.child("unset");
    let listed: Vec<String> =
        listed.iter().flat_map(View::items).map(|item| item.scalar().into_owned()).collect();
    let gone = |other: &&str| {
        *other != key
            && plan.child(other).is_some()
            && levels.laid.child(other).is_none()
            && !listed.iter().any(|it| it == other)
    };
    KINDS.into_iter().chain(["per"]).filter(gone).map(|other| at.child(other)).collect()
}

/// What stands at a place, as it is written but on one line.
fn said(view: &View<'_>) -> String {
    let of_table = || {
        let entries: Vec<String> =
            view.entries().map(|(key, below)| format!("{key} = {}", said(&below))).collect();
        format!("{{ {} }}", entries.join(", "))
    };
    match view.form() {
        Form::Scalar(_) => view.scalar().trim().replace('\n', " "),
        Form::Array => view.items().map(|item| item.scalar().into_owned()).collect::<Vec<_>>().join(", "),
        Form::Root | Form::Header | Form::Implied | Form::Dotted | Form::Inline | Form::Tables => of_table(),
    }
}

/// A table without the lists of what it takes away, which mean nothing where nothing lies under it.
fn cleaned(value: Value) -> Value {
    match value {
        Value::Table(entries) => {
            let stays = |(key, value): &(String, Value)| !(key == "unset" && matches!(value, Value::List(_)));
            let entries = entries.into_iter().filter(stays);
            Value::Table(entries.map(|(key, value)| (key, cleaned(value))).collect())
        }
        Value::Text(_) | Value::Bare(_) | Value::List(_) => value,
    }
}

/// What a scenario changes, item by item: `crm: duration, not-before`, `web: left out`.
pub fn summary(differences: &[Difference]) -> Vec<String> {
    let mut items: Vec<(String, Vec<String>)> = Vec::new();
    for difference in differences {
        let keys = &difference.at.keys;
        let (item, rest) =
            keys.split_at(keys.len().min(if holds_items(&Path::new(&keys[..1])) { 2 } else { 1 }));
        let item = match item {
            [table, key] if table == "plan" || table == "assumptions" => format!("{table}.{key}"),
            _ => item.last().cloned().unwrap_or_default(),
        };
        let out = rest == ["dropped"] && difference.scenario.as_deref() == Some("true");
        let what = match (rest, &difference.scenario) {
            (_, None) if rest.is_empty() => "taken out".to_owned(),
            _ if out => "left out".to_owned(),
            ([], _) if difference.new => "new".to_owned(),
            ([], _) => String::new(),
            (rest, None) => format!("no {}", rest.join(".")),
            (rest, Some(_)) => rest.join("."),
        };
        match items.iter_mut().find(|(known, _)| *known == item) {
            Some((_, all)) => all.push(what),
            None => items.push((item, vec![what])),
        }
    }
    let line = |(item, what): (String, Vec<String>)| match what.join(", ") {
        what if what.is_empty() => item,
        what => format!("{item}: {what}"),
    };
    items.into_iter().map(line).collect()
}

/// Takes one difference back, so that the scenario says there what the plan says.
pub fn take_back(document: &Document, scenario: &str, difference: &Difference) -> Change {
    let root = Path::new(["scenario", scenario]);
    let full = Path::new(root.keys.iter().chain(&difference.at.keys).cloned());
    let edit = match difference.said {
        Said::Key => Edit::Remove { at: lonely(document, &root, full) },
        Said::Unset => {
            let (key, table) = full.keys.split_last().expect("a difference has a place");
            let list = Path::new(table).child("unset");
            let alone = document.value(&list).is_some_and(|list| list.items().count() == 1);
            if alone {
                Edit::Remove { at: lonely(document, &root, list) }
            } else {
                Edit::RemoveItem { at: list, item: key.clone() }
            }
        }
    };
    single(format!("Take back {} in {scenario}", difference.at), edit, &LayerName::Plan)
}

/// The uppermost table below the scenario that would be empty without a key; the key itself when others stand beside it.
fn lonely(document: &Document, root: &Path, key: Path) -> Path {
    let mut at = key;
    while at.keys.len() > root.keys.len() + 1 {
        let above = Path::new(&at.keys[..at.keys.len() - 1]);
        if document.value(&above).is_none_or(|table| table.entries().count() != 1) {
            break;
        }
        at = above;
    }
    at
}

/// Adds a scenario with a title, an empty one or one that begins with all that another says; its id is made from the
/// title.
///
/// # Errors
/// That the other one is not there, or says what cannot be written again.
pub fn create(document: &Document, title: &str, from: Option<&str>) -> Result<(String, Change), String> {
    let table = keys::named("scenario").expect("the format has scenarios");
    let Some(from) = from else { return Ok(super::create::create(document, table, title, &LayerName::Plan)) };
    let new = super::create::fresh(document, table, title);
    let view = document
        .value(&Path::new(["scenario", from]))
        .ok_or_else(|| format!("There is no scenario {from}"))?;
    let edits = super::remove::scenario(&view, &new, title.trim().to_owned());
    let edits = edits.ok_or_else(|| format!("{from} says what cannot be written again"))?;
    Ok((new, Change { label: format!("Add scenario {}", title.trim()), edits, layer: LayerName::Plan }))
}

/// Throws a scenario away: takes all that is written of it out of the file.
pub fn discard(document: &Document, scenario: &str) -> Change {
    let title = super::remove::title(document, &Path::new(["scenario", scenario]));
    let edit = Edit::Remove { at: Path::new(["scenario", scenario]) };
    single(format!("Discard the scenario {title}"), edit, &LayerName::Plan)
}

#[cfg(test)]
mod tests;
