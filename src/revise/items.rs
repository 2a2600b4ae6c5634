//! Initiatives as a whole: adding, renaming, taking away with all that refers to them.

use super::create::{numbered, slug};
use super::links::initiative_of;
use super::{single, title};
use crate::diagnostic::Path;
use crate::document::{Document, Form, Index, NodeId, ScalarKind, Source};
use crate::edit::{Change, Edit, LayerName, Value};
use crate::plan::{InitiativeIx, Plan};

/// An id made from a title, which no initiative of the plan has.
pub fn fresh_id(plan: &Plan, title: &str) -> String {
    numbered(slug(title, "initiative"), |id| plan.initiative(id).is_some())
}

/// Adds an initiative with these keys.
pub fn add_initiative(id: &str, entries: Vec<(String, Value)>, layer: &LayerName) -> Change {
    let named = entries.iter().find_map(|(key, value)| match value {
        Value::Text(text) if key == "title" => Some(text.as_str()),
        Value::Text(_) | Value::Bare(_) | Value::List(_) | Value::Table(_) => None,
    });
    let label = format!("Add {}", named.unwrap_or(id));
    single(label, Edit::AddTable { at: Path::new(["initiative", id]), entries }, layer)
}

/// Takes an initiative away. In the plan: with everything written of it, overlays and all references to it included.
/// In a scenario: leaves it out there.
pub fn remove_initiative(document: &Document, plan: &Plan, at: InitiativeIx, layer: &LayerName) -> Change {
    let id = plan.initiatives[at.at()].id.as_str();
    let own = Path::new(["initiative", id]);
    let label = format!("Remove {}", title(plan, at));
    let remove = Edit::Remove { at: own };
    let (LayerName::Plan, Some(source)) = (layer, document.sources().last()) else {
        return single(label, remove, layer);
    };
    let mut edits = Vec::new();
    part(source, &[], id, &mut edits);
    let scenarios = source.index.find(&source.text, Index::ROOT, &["scenario"]);
    for scenario in scenarios.iter().flat_map(|table| source.index.children(*table)) {
        let name = source.index.key(&source.text, scenario);
        part(source, &["scenario", name], id, &mut edits);
    }
    edits.push(remove);
    Change { label, edits, layer: LayerName::Plan }
}

/// The edits that take an initiative out of one part of a text: the plan, or a scenario's overlay.
fn part(source: &Source, prefix: &[&str], id: &str, edits: &mut Vec<Edit>) {
    let Some(root) = source.index.find(&source.text, Index::ROOT, prefix) else { return };
    let find = |keys: &[&str]| source.index.find(&source.text, root, keys);
    let path = |keys: &[&str]| Path::new(prefix.iter().chain(keys).copied());
    for (table, keys) in [
        ("initiative", [&["after"][..], &["finish-after"]].as_slice()),
        ("stage", &[&["after"], &["gate", "after"]]),
        ("risk", &[&["hits"]]),
    ] {
        for item in find(&[table]).into_iter().flat_map(|items| source.index.children(items)) {
            let name = source.index.key(&source.text, item);
            if table == "initiative" && name == id {
                continue;
            }
            for keys in keys {
                let Some(list) = source.index.find(&source.text, item, keys) else { continue };
                let at = path(&[&[table, name], *keys].concat());
                edits.extend(without(source, list, at, id, prefix.is_empty()));
            }
        }
    }
    if !prefix.is_empty() && find(&["initiative", id]).is_some() {
        edits.push(Edit::Remove { at: path(&["initiative", id]) });
    }
}

/// The edits that take every reference to an initiative out of a list. Outside the plan a list that becomes empty stays,
/// because without it the list below it would hold.
fn without(source: &Source, list: NodeId, at: Path, id: &str, plan: bool) -> Vec<Edit> {
    let text = |node: NodeId| source.index.scalar(&source.text, node).into_owned();
    let items: Vec<String> = match source.index.node(list).form {
        Form::Array => source.index.children(list).map(text).collect(),
        Form::Scalar(ScalarKind::String) => vec![text(list)],
        _ => return Vec::new(),
    };
    let (gone, kept): (Vec<_>, Vec<_>) = items.into_iter().partition(|item| initiative_of(item) == Some(id));
    if !gone.is_empty() && kept.is_empty() && !plan {
        return vec![Edit::Set { at, value: Value::List(Vec::new()) }];
    }
    gone.into_iter().map(|item| Edit::RemoveItem { at: at.clone(), item }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reference_goes_with_its_initiative() {
        let text = "\
[stage.s]
gate = { title = \"G\", after = \"crm\" }

[risk.r]
hits = [\"web\", \"crm\"]

[initiative.crm]
title = \"CRM\"

[initiative.crm-2]
after = [
    \"crm.start + 2 months\", # soon
    \"crm\",
    \"web\",
]
finish-after = 'crm.finish'

[initiative.web]

[scenario.lean.initiative.crm]
duration = \"1 month\"

[scenario.lean.initiative.web]
after = [\"crm\"]
";
        let source = Source::new("plan.toml", text);
        let mut edits = Vec::new();
        part(&source, &[], "crm", &mut edits);
        part(&source, &["scenario", "lean"], "crm", &mut edits);
        edits.push(Edit::Remove { at: Path::new(["initiative", "crm"]) });
        let change = Change { label: String::new(), edits, layer: LayerName::Plan };
        let (document, _) = crate::document::apply(&Document::new(source), &change).unwrap();
        let expected = "\
[stage.s]
gate = { title = \"G\" }

[risk.r]
hits = [\"web\"]

[initiative.crm-2]
after = [
    \"web\",
]

[initiative.web]

[scenario.lean.initiative.web]
after = []
";
        assert_eq!(&*document.sources()[0].text, expected);
    }
}
