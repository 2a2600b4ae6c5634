//! Pasting initiatives that were copied as text: their ids made unique, what they name among themselves followed, what the
//! plan lacks left out.

use std::collections::BTreeSet;

use super::named::named;
use crate::diagnostic::Path;
use crate::document::{Document, Source, View, apply, patch, splices};
use crate::edit::{Change, Edit, LayerName, Value};
use crate::keys;
use crate::revise::create::numbered;
use crate::revise::references::references;
use crate::revise::remove::{unhook, value_of};
use crate::revise::rename;

/// What comes of pasting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pasted {
    /// What the step is called.
    pub label: String,
    /// The plan's own text with it.
    pub text: String,
    /// The ids under which they are pasted, in the order of the text.
    pub ids: Vec<String>,
    /// Those that get another id, with it.
    pub renamed: Vec<(String, String)>,
    /// What they name and the plan does not have.
    pub left: Vec<Left>,
    /// Those that come without their comments, because the plan's file has no room for their block as it is written.
    pub bare: Vec<String>,
}

/// Something that the pasted text names and the plan does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// The word of its kind.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// What is named instead; `None`: the reference is left out.
    pub instead: Option<String>,
}

/// Pastes the initiatives of a text. Those whose stage the plan lacks come into the stage `into`, if one is given.
///
/// # Errors
/// Why nothing can be pasted, as a sentence without a full stop.
pub fn paste(
    document: &Document,
    text: &str,
    into: Option<&str>,
    layer: &LayerName,
) -> Result<Pasted, String> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut own = Document::new(Source::new("pasted text", text));
    if let Some(error) = own.sources()[0].index.errors().first() {
        let line = own.sources()[0].place(error.span.start).line;
        return Err(format!("line {line} of it is not TOML"));
    }
    let ids = ids_of(&own);
    if ids.is_empty() {
        return Err("it has no initiative".to_owned());
    }
    let (ids, renamed) = unique(document, &mut own, ids)?;
    let left = unhooked(document, &mut own, &ids, into)?;
    let label = match ids.as_slice() {
        [one] => format!("Paste {one}"),
        many => format!("Paste {} initiatives", many.len()),
    };
    let (text, bare) = inserted(document, &own, &ids, layer)?;
    Ok(Pasted { label, text, ids, renamed, left, bare })
}

fn ids_of(document: &Document) -> Vec<String> {
    let table = document.value(&Path::new(["initiative"]));
    let entries = table.iter().flat_map(View::entries).filter(|(_, view)| view.is_table());
    entries.map(|(id, _)| id.to_owned()).collect()
}

fn changed(document: &mut Document, edits: Vec<Edit>) -> Result<(), String> {
    let change = Change { label: String::new(), edits, layer: LayerName::Plan };
    *document = apply(document, &change).map_err(|refusal| refusal.to_string())?.0;
    Ok(())
}

/// Gives those another id whose own the plan has; what names them in the text follows.
#[expect(clippy::type_complexity, reason = "the ids, and those that are new")]
fn unique(
    plan: &Document,
    own: &mut Document,
    ids: Vec<String>,
) -> Result<(Vec<String>, Vec<(String, String)>), String> {
    let mut taken: BTreeSet<String> = ids_of(plan).into_iter().chain(ids.iter().cloned()).collect();
    let known: BTreeSet<String> = ids_of(plan).into_iter().collect();
    let (mut now, mut renamed) = (Vec::new(), Vec::new());
    for id in ids {
        if !known.contains(&id) {
            now.push(id);
            continue;
        }
        let new = numbered(format!("{id}-2"), |id| taken.contains(id));
        taken.insert(new.clone());
        let renaming = rename(own, &Path::new(["initiative", id.as_str()]), &new)?;
        changed(own, renaming.change.edits)?;
        now.push(new.clone());
        renamed.push((id, new));
    }
    Ok((now, renamed))
}

/// Takes out what the plan does not have, or names something else in its place.
fn unhooked(
    plan: &Document,
    own: &mut Document,
    ids: &[String],
    into: Option<&str>,
) -> Result<Vec<Left>, String> {
    let table = keys::named("initiative").expect("the format has initiatives");
    let mut names = BTreeSet::new();
    for id in ids {
        if let Some(view) = own.value(&Path::new(["initiative", id.as_str()])) {
            names.extend(named(&view, table));
        }
    }
    let there = |kind: &str, id: &str| {
        (kind == "initiative" && ids.iter().any(|it| it == id))
            || plan.value(&Path::new([kind, id])).is_some()
    };
    let mut left = Vec::new();
    for (kind, id) in names.into_iter().filter(|(kind, id)| !id.is_empty() && !there(kind, id)) {
        let found = references(&own.sources()[0], kind, &id);
        let stage = |at: &Path| at.keys.len() == 3 && at.keys[2] == "stage";
        let instead = into.filter(|_| kind == "stage" && found.iter().any(|it| stage(&it.at)));
        let edits = found.iter().flat_map(|reference| match instead.filter(|_| stage(&reference.at)) {
            Some(stage) => {
                vec![Edit::Set { at: reference.at.clone(), value: Value::Text(stage.to_owned()) }]
            }
            None => unhook(reference, &id),
        });
        let edits = edits.collect();
        changed(own, edits)?;
        left.push(Left { kind, id, instead: instead.map(str::to_owned) });
    }
    Ok(left)
}

/// An initiative of the text as an edit that writes its values.
fn added(own: &Document, id: &str) -> Result<Edit, String> {
    let at = Path::new(["initiative", id]);
    match own.value(&at).and_then(|view| value_of(&view)) {
        Some(Value::Table(entries)) => Ok(Edit::AddTable { at, entries }),
        Some(Value::Text(_) | Value::Bare(_) | Value::List(_)) | None => {
            Err(format!("{id} says something that cannot be pasted"))
        }
    }
}

/// The plan's text with the blocks of the initiatives, each where a new one would stand, with its comments; and the ids of
/// those whose comments have no place there.
fn inserted(
    plan: &Document,
    own: &Document,
    ids: &[String],
    layer: &LayerName,
) -> Result<(String, Vec<String>), String> {
    let before = plan;
    let (mut plan, mut bare) = (plan.clone(), Vec::new());
    for id in ids {
        let at = Path::new(["initiative", id.as_str()]);
        let empty = Edit::AddTable { at: at.clone(), entries: Vec::new() };
        let place = splices(&plan, &empty, layer).map_err(|refusal| refusal.to_string())?;
        let with_block = match place.as_slice() {
            [splice] => under(&splice.text, own, id).map(|block| {
                let eol = if plan.sources()[0].text.contains("\r\n") { "\r\n" } else { "\n" };
                let mut splice = splice.clone();
                splice.text = splice.text.replacen(splice.text.trim(), &block.replace('\n', eol), 1);
                patch(&plan.sources()[0].text, &[splice]).0
            }),
            _ => None,
        };
        let full: Vec<&str> = match layer {
            LayerName::Plan => vec!["initiative", id],
            LayerName::Scenario(scenario) => vec!["scenario", scenario, "initiative", id],
        };
        let wanted = own.value(&at).and_then(|view| value_of(&view));
        let tried = with_block.map(|text| Document::new(Source::new(plan.sources()[0].name.clone(), text)));
        let good = tried.filter(|tried| {
            tried.sources()[0].index.errors().is_empty()
                && tried.value(&Path::new(full.iter().copied())).and_then(|view| value_of(&view)) == wanted
                && without(tried, &full) == without(&plan, &full)
        });
        plan = if let Some(tried) = good {
            tried
        } else {
            // Where the file has no room for a block, or it would mean something else there, its values are written.
            let change = Change { label: String::new(), edits: vec![added(own, id)?], layer: layer.clone() };
            if super::written(own, &at).is_none_or(|block| block.contains('#')) {
                bare.push(id.clone());
            }
            apply(&plan, &change).map_err(|refusal| refusal.to_string())?.0
        };
    }
    debug_assert!(ids_of(before).iter().all(|id| ids_of(&plan).contains(id)));
    Ok((plan.sources()[0].text.to_string(), bare))
}

/// The block of an initiative with its comments, under the header that a new one would have: `[initiative.crm]`, in a
/// scenario `[scenario.lean.initiative.crm]`.
fn under(new: &str, own: &Document, id: &str) -> Option<String> {
    let header = new.trim().strip_prefix('[')?.strip_suffix(']').filter(|header| !header.contains('\n'))?;
    let block = super::written(own, &Path::new(["initiative", id]))?;
    let alone = format!("[initiative.{id}");
    let line = |line: &str| match line.strip_prefix(&alone) {
        Some(rest) if rest.starts_with([']', '.']) => format!("[{header}{rest}"),
        Some(_) | None => line.to_owned(),
    };
    Some(block.trim_end_matches('\n').split('\n').map(line).collect::<Vec<_>>().join("\n"))
}

/// All that a document says but for one table, and for tables that hold nothing else; in the order of the names.
fn without(document: &Document, path: &[&str]) -> Vec<(String, Value)> {
    fn pruned(entries: Vec<(String, Value)>, path: &[&str]) -> Vec<(String, Value)> {
        let mut kept: Vec<(String, Value)> = Vec::with_capacity(entries.len());
        for (key, value) in entries {
            match (value, path) {
                (_, [last]) if *last == key => {}
                (Value::Table(inner), [first, rest @ ..]) if *first == key => {
                    let inner = pruned(inner, rest);
                    if !inner.is_empty() {
                        kept.push((key, Value::Table(inner)));
                    }
                }
                (value, _) => kept.push((key, value)),
            }
        }
        kept.sort_by(|one, other| one.0.cmp(&other.0));
        kept
    }
    let top = document.value(&Path::default()).and_then(|view| value_of(&view));
    match top {
        Some(Value::Table(entries)) => pruned(entries, path),
        Some(Value::Text(_) | Value::Bare(_) | Value::List(_)) | None => Vec::new(),
    }
}
