//! Dependencies.

use std::collections::BTreeSet;

use super::{key_of, single, title};
use crate::diagnostic::Path;
use crate::document::{Document, Form};
use crate::edit::{Change, Edit, LayerName, Value};
use crate::plan::{InitiativeIx, LinkEnd, Plan, Target};

/// The edits that make a list of dependencies say what was typed, where something was.
///
/// What is new is added and what is gone is taken out, however it is spelled, so that what stays keeps its place, its
/// spelling and its comment. Where nothing stays, or nothing but a spelling differs, the list is written anew.
pub fn relink(document: &Document, at: &Path, typed: &[String]) -> Vec<Edit> {
    let written: Vec<String> = document.value(at).map_or_else(Vec::new, |list| match list.form() {
        Form::Array => list.items().map(|item| item.scalar().into_owned()).collect(),
        _ => vec![list.scalar().into_owned()],
    });
    let without = |items: &[String], others: &[String]| -> Vec<String> {
        let others: BTreeSet<String> = others.iter().map(|item| plain(item)).collect();
        items.iter().filter(|item| !others.contains(&plain(item))).cloned().collect()
    };
    let (new, gone) = (without(typed, &written), without(&written, typed));
    if gone.len() == written.len() || (new.is_empty() && gone.is_empty()) {
        let value = match typed {
            [one] => Value::Text(one.clone()),
            many => Value::List(many.to_vec()),
        };
        return vec![Edit::Set { at: at.clone(), value }];
    }
    let gone = gone.into_iter().map(|item| Edit::RemoveItem { at: at.clone(), item });
    gone.chain(new.into_iter().map(|item| Edit::AddItem { at: at.clone(), item })).collect()
}

/// Lets an initiative wait for the finish of another; `None` when it waits for that already.
pub fn connect(plan: &Plan, waits: InitiativeIx, on: InitiativeIx, layer: &LayerName) -> Option<Change> {
    let target = Target::Initiative(on);
    let after = &plan.dependencies(waits).after;
    if after.iter().any(|link| link.target == target && link.end == LinkEnd::Finish) {
        return None;
    }
    let label = format!("{} waits for {}", title(plan, waits), title(plan, on));
    let item = plan.initiatives[on.at()].id.clone();
    Some(single(label, Edit::AddItem { at: key_of(plan, waits, "after"), item }, layer))
}

/// Lets an initiative no longer wait for another, in whichever of its lists that stands, with whatever lag.
pub fn disconnect(
    document: &Document,
    plan: &Plan,
    waits: InitiativeIx,
    on: InitiativeIx,
    layer: &LayerName,
) -> Change {
    let id = plan.initiatives[on.at()].id.as_str();
    let mut edits = Vec::new();
    for key in ["after", "finish-after"] {
        let at = key_of(plan, waits, key);
        let Some(list) = document.value(&at) else { continue };
        let items: Vec<String> = match list.form() {
            Form::Array => list.items().map(|item| item.scalar().into_owned()).collect(),
            _ => vec![list.scalar().into_owned()],
        };
        let named = items.into_iter().filter(|item| {
            let (target, _) = split(item);
            target.strip_suffix(".start").or(target.strip_suffix(".finish")).unwrap_or(target) == id
        });
        edits.extend(named.map(|item| Edit::RemoveItem { at: at.clone(), item }));
    }
    let label = format!("{} no longer waits for {}", title(plan, waits), title(plan, on));
    Change { label, edits, layer: layer.clone() }
}

/// A reference in one spelling: no spaces, no `.finish`, offsets in their short form.
fn plain(reference: &str) -> String {
    let (target, offset) = split(reference);
    let target = target.strip_suffix(".finish").unwrap_or(target);
    let length = offset.trim_start_matches(['+', '-']);
    let sign = &offset[..offset.len() - length.len()];
    match crate::units::Duration::parse(length) {
        Some(length) if length.is_zero() => target.to_owned(),
        Some(length) => format!("{target}{sign}{}", length.short()),
        None => format!("{target}{sign}{}", length.trim()),
    }
}

/// Target and offset of a reference as it is written.
fn split(reference: &str) -> (&str, &str) {
    let end =
        reference.trim().find(|c: char| c.is_whitespace() || c == '+').unwrap_or(reference.trim().len());
    let (target, offset) = reference.trim().split_at(end);
    (target, offset.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_dependency_has_many_spellings() {
        for written in ["crm + 2 months", "crm.finish+2m", " crm.finish  +  2 months "] {
            assert_eq!(plain(written), "crm+2m", "{written}");
        }
        assert_eq!(plain("crm.start - 1 week"), "crm.start-1w");
        assert_eq!(plain("a-b + 0 days"), "a-b");
    }
}
