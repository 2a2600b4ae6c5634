//! How a fixture is written and checked: the text before, the edit, the text after, to the byte.

use milepost::diagnostic::Path;
use milepost::document::{Document, Refusal, Source, apply, apply_splices};
use milepost::edit::{Change, Edit, LayerName, Value};

pub(crate) fn path(at: &str) -> Path {
    Path::new(at.split('/'))
}

pub(crate) fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

pub(crate) fn bare(token: &str) -> Value {
    Value::Bare(token.to_owned())
}

pub(crate) fn list(items: &[&str]) -> Value {
    Value::List(items.iter().map(|item| (*item).to_owned()).collect())
}

pub(crate) fn table(entries: &[(&str, Value)]) -> Value {
    Value::Table(entries.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect())
}

pub(crate) fn set(at: &str, value: Value) -> Edit {
    Edit::Set { at: path(at), value }
}

pub(crate) fn remove(at: &str) -> Edit {
    Edit::Remove { at: path(at) }
}

pub(crate) fn add_item(at: &str, item: &str) -> Edit {
    Edit::AddItem { at: path(at), item: item.to_owned() }
}

pub(crate) fn remove_item(at: &str, item: &str) -> Edit {
    Edit::RemoveItem { at: path(at), item: item.to_owned() }
}

pub(crate) fn add_table(at: &str, entries: &[(&str, Value)]) -> Edit {
    let entries = entries.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
    Edit::AddTable { at: path(at), entries }
}

pub(crate) fn change(edit: Edit, scenario: Option<&str>) -> Change {
    let layer = scenario.map_or(LayerName::Plan, |id| LayerName::Scenario(id.to_owned()));
    Change { label: String::new(), edits: vec![edit], layer }
}

#[track_caller]
pub(crate) fn check(before: &str, edit: Edit, scenario: Option<&str>, after: &str) {
    let document = Document::new(Source::new("plan.toml", before));
    assert_eq!(document.sources()[0].index.errors(), &[], "the fixture must be TOML");
    let (new, inverse) = apply(&document, &change(edit, scenario)).expect("the edit is made");
    assert_eq!(&*new.sources()[0].text, after);
    let (old, _) = apply_splices(&new, &inverse);
    assert_eq!(&*old.sources()[0].text, before);
}

/// The edit turns one text into the other, and taking it back gives the first again.
#[track_caller]
pub(crate) fn check_edit(before: &str, edit: Edit, after: &str) {
    check(before, edit, None, after);
}

#[track_caller]
pub(crate) fn check_scenario_edit(before: &str, edit: Edit, after: &str) {
    check(before, edit, Some("lean"), after);
}

#[track_caller]
pub(crate) fn refusal(before: &str, edit: Edit) -> Refusal {
    let document = Document::new(Source::new("plan.toml", before));
    apply(&document, &change(edit, None)).expect_err("the edit is refused")
}

pub(crate) const CRM: &str = "initiative/crm";

pub(crate) fn crm(key: &str) -> String {
    format!("{CRM}/{key}")
}
