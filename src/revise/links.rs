//! Dependencies.

use super::{key_of, single, title};
use crate::document::{Document, Form};
use crate::edit::{Change, Edit, LayerName};
use crate::plan::{InitiativeIx, Link, LinkEnd, Plan, Target};

/// A dependency as a file writes it: `crm`, `crm.start + 2 months`, `stage:existing`, `gate:existing`.
pub fn reference(plan: &Plan, link: &Link) -> String {
    let end = match link.end {
        LinkEnd::Start => ".start",
        LinkEnd::Finish => "",
    };
    let target = match link.target {
        Target::Initiative(at) => format!("{}{end}", plan.initiatives[at.at()].id),
        Target::Stage(at) => format!("stage:{}{end}", plan.stages[at.at()].id),
        Target::Gate(at) => format!("gate:{}", plan.stages[at.at()].id),
    };
    format!("{target}{}", link.offset)
}

/// What a dependency waits for, by its title.
fn target_title<'p>(plan: &'p Plan, link: &Link) -> &'p str {
    match link.target {
        Target::Initiative(at) => title(plan, at),
        Target::Stage(at) => &plan.stages[at.at()].title,
        Target::Gate(at) => {
            let stage = &plan.stages[at.at()];
            stage.gate.as_ref().map_or(&stage.title, |gate| &gate.title)
        }
    }
}

/// Makes an initiative wait: its start (`after`) or its finish (`finish-after`). Whether that closes a circle is the
/// schedule's to say.
pub fn add_link(plan: &Plan, at: InitiativeIx, key: &str, link: &Link, layer: &LayerName) -> Change {
    let label = format!("Make {} wait for {}", title(plan, at), target_title(plan, link));
    single(label, Edit::AddItem { at: key_of(plan, at, key), item: reference(plan, link) }, layer)
}

/// Takes a dependency away, however it is spelled; `None` when it is not written in that list.
pub fn remove_link(
    document: &Document,
    plan: &Plan,
    at: InitiativeIx,
    key: &str,
    link: &Link,
    layer: &LayerName,
) -> Option<Change> {
    let path = key_of(plan, at, key);
    let list = document.value(&path)?;
    let written: Vec<String> = match list.form() {
        Form::Array => list.items().map(|item| item.scalar().into_owned()).collect(),
        _ => vec![list.scalar().into_owned()],
    };
    let wanted = plain(&reference(plan, link));
    let item = written.into_iter().find(|item| plain(item) == wanted)?;
    let label = format!("No longer make {} wait for {}", title(plan, at), target_title(plan, link));
    Some(single(label, Edit::RemoveItem { at: path, item }, layer))
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

/// The initiative that a reference as written names, if it names one.
pub(super) fn initiative_of(reference: &str) -> Option<&str> {
    let (target, _) = split(reference);
    if target.contains(':') {
        return None;
    }
    Some(target.strip_suffix(".start").or(target.strip_suffix(".finish")).unwrap_or(target))
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
        assert_eq!(initiative_of("a-b.start - 3 days"), Some("a-b"));
        assert_eq!(initiative_of("stage:a"), None);
    }
}
