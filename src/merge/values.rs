//! Values that both sides changed: tables key by key, lists as sets, and of anything else only one side may have.

use super::lists;
use super::plan::plan;
use super::side::{Value, same};
use crate::document::{Element, Form, items};

/// Both sides changed one value differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Contradiction;

/// A value that stands on both sides, as it is to be written.
pub(super) fn merge(
    base: Option<&Value<'_>>,
    ours: &Value<'_>,
    theirs: &Value<'_>,
) -> Result<String, Contradiction> {
    if ours.text() == theirs.text() {
        return Ok(ours.text().to_owned());
    }
    if let Some(base) = base {
        if base.text() == ours.text() {
            return Ok(theirs.text().to_owned());
        }
        if base.text() == theirs.text() {
            return Ok(ours.text().to_owned());
        }
    }
    if ours.is_set() && theirs.is_set() {
        return lists::merge(base, Some(ours), Some(theirs));
    }
    let inline = |value: &Value<'_>| value.form() == Form::Inline;
    if inline(ours) && inline(theirs) && base.is_none_or(inline) {
        return table(base, ours, theirs);
    }
    let (own, other) = (ours.item(), theirs.item());
    let before = base.and_then(Value::item);
    if same(own.as_ref(), other.as_ref()) || base.is_some() && same(other.as_ref(), before.as_ref()) {
        return Ok(ours.text().to_owned());
    }
    if base.is_some() && same(own.as_ref(), before.as_ref()) {
        return Ok(theirs.text().to_owned());
    }
    Err(Contradiction)
}

/// An inline table, key by key.
fn table(base: Option<&Value<'_>>, ours: &Value<'_>, theirs: &Value<'_>) -> Result<String, Contradiction> {
    let of = |value: &Value<'_>| items(value.side.source(), value.node);
    let (b, o, t) = (base.map(of).unwrap_or_default(), of(ours), of(theirs));
    if [base, Some(ours), Some(theirs)].into_iter().flatten().any(|value| value.text().contains(['#', '\n']))
    {
        return Err(Contradiction);
    }
    let keys = |items: &[Element]| items.iter().map(|it| it.keys.clone()).collect::<Vec<_>>();
    let mut merged: Vec<String> = Vec::new();
    for slot in plan(&keys(&b), &keys(&o), &keys(&t), |_, _| true) {
        let base = base.zip(slot.base).map(|(base, at)| Part::new(base, &b[at]));
        let ours = slot.ours.map(|at| Part::new(ours, &o[at]));
        let theirs = slot.theirs.map(|at| Part::new(theirs, &t[at]));
        merged.extend(entry(base.as_ref(), ours.as_ref(), theirs.as_ref())?);
    }
    let inside = &ours.text()[1..ours.text().len() - 1];
    let pad =
        if inside.trim().is_empty() { " " } else { &inside[..inside.len() - inside.trim_start().len()] };
    Ok(if merged.is_empty() { "{}".to_owned() } else { format!("{{{pad}{}{pad}}}", merged.join(", ")) })
}

/// A key of an inline table.
struct Part<'s> {
    value: Value<'s>,
    text: &'s str,
}

impl<'s> Part<'s> {
    fn new(table: &Value<'s>, element: &Element) -> Self {
        let keys = table.keys.iter().chain(&element.keys).cloned().collect();
        let value = Value { side: table.side, node: element.node, keys };
        Self { value, text: table.side.slice(&element.span) }
    }
}

fn entry(
    base: Option<&Part<'_>>,
    ours: Option<&Part<'_>>,
    theirs: Option<&Part<'_>>,
) -> Result<Option<String>, Contradiction> {
    match (base, ours, theirs) {
        (_, None, None) => Ok(None),
        (None, Some(only), None) | (None, None, Some(only)) => Ok(Some(only.text.to_owned())),
        (Some(base), Some(left), None) | (Some(base), None, Some(left)) => {
            let stays = same(base.value.item().as_ref(), left.value.item().as_ref());
            if stays { Ok(None) } else { Err(Contradiction) }
        }
        (base, Some(ours), Some(theirs)) => {
            let value = merge(base.map(|base| &base.value), &ours.value, &theirs.value)?;
            let key = &ours.text[..ours.text.len() - ours.value.text().len()];
            Ok(Some(format!("{key}{value}")))
        }
    }
}
