//! Whether a text after an edit means the text before plus exactly that edit.
//!
//! Both indexes are walked side by side once (of an edit inside one item, that item alone was read again, and is walked);
//! equal bytes are equal values, so little is decoded.

use super::super::{Form, Index, NodeId, ScalarKind};
use super::Refusal;
use super::remove::scattered;
use super::set::{strings, texts};
use super::sheet::Sheet;
use crate::edit::{Edit, Spot, Value};
use crate::units::parse_amount;

/// One place at which two texts mean something else.
struct Difference {
    path: Vec<String>,
    kind: Kind,
}

#[derive(PartialEq, Eq, Clone, Copy)]
enum Kind {
    Added,
    Removed,
    Changed,
}

/// Whether `new` means what `old` means plus the edit, and can be read; `only` is the one item in which they differ, if that
/// is known.
pub(super) fn as_meant(old: Sheet<'_>, new: Sheet<'_>, edit: &Edit, only: Option<NodeId>) -> bool {
    let moves_stage = matches!(edit, Edit::Move { at, .. } if is_stage(&at.keys));
    if !new.index.errors().is_empty() || !(moves_stage || same_stage_order(old, new)) {
        return false;
    }
    let differences = match only {
        Some(item) => differences_in(old, new, item),
        None => differences(old, new),
    };
    let at = &edit.at().keys;
    let (before, after) = (old.find(at), new.find(at));
    match edit {
        Edit::Set { value, .. } => {
            after.is_some_and(|node| means(new, node, value))
                && differences.iter().all(|it| it.gives(at, new))
        }
        Edit::AddTable { entries, .. } | Edit::AddBlock { entries, .. } => {
            let value = Value::Table(entries.clone());
            before.is_none()
                && after.is_some_and(|node| means(new, node, &value))
                && differences.iter().all(|it| it.gives(at, new))
        }
        Edit::Remove { .. } => {
            before.is_some() && after.is_none() && differences.iter().all(|it| it.takes(at, old))
        }
        Edit::AddItem { item, .. } => {
            let mut wanted = before.and_then(|node| texts(old, node)).unwrap_or_default();
            wanted.push(item.clone());
            after.and_then(|node| texts(new, node)) == Some(wanted)
                && differences.iter().all(|it| it.gives(at, new))
        }
        Edit::RemoveItem { item, .. } => {
            let Some(mut wanted) = before.and_then(|node| texts(old, node)) else { return false };
            let Some(first) = wanted.iter().position(|it| it == item) else { return false };
            wanted.remove(first);
            match after {
                None => wanted.is_empty() && differences.iter().all(|it| it.takes(at, old)),
                Some(node) => {
                    !wanted.is_empty()
                        && texts(new, node) == Some(wanted)
                        && differences.iter().all(|it| it.path == *at)
                }
            }
        }
        Edit::ReplaceItem { item, with, .. } => {
            let Some(mut wanted) = before.and_then(|node| texts(old, node)) else { return false };
            let Some(first) = wanted.iter().position(|it| it == item) else { return false };
            wanted[first].clone_from(with);
            after.and_then(|node| texts(new, node)) == Some(wanted)
                && differences.iter().all(|it| it.path == *at)
        }
        Edit::Rename { to, .. } => is_renamed(old, new, at, to, &differences),
        Edit::Move { to, .. } => differences.is_empty() && is_moved(old, new, at, to),
    }
}

/// Whether a path is that of a stage, whose place among the others means something.
fn is_stage(path: &[String]) -> bool {
    matches!(path, [table, _] if table == "stage")
}

/// The keys of a table in the order of the text.
fn order<'d>(sheet: Sheet<'d>, table: &[String]) -> Vec<&'d str> {
    let table = sheet.find(table);
    let children = table.into_iter().flat_map(|table| sheet.index.children(table));
    children.map(|child| sheet.index.key(sheet.text, child)).collect()
}

/// Whether nothing but one name is another, in the same place among the others.
fn is_renamed(old: Sheet<'_>, new: Sheet<'_>, at: &[String], to: &str, differences: &[Difference]) -> bool {
    let Some((name, above)) = at.split_last() else { return false };
    let renamed: Vec<String> = above.iter().cloned().chain([to.to_owned()]).collect();
    let (Some(before), Some(after)) = (old.find(at), new.find(&renamed)) else { return false };
    let mut inner = Walk { old, new, path: Vec::new(), found: Vec::new() };
    inner.nodes(before, after);
    let mut wanted = order(old, above);
    wanted.iter_mut().filter(|key| *key == name).for_each(|key| *key = to);
    let is_name = |it: &Difference| match it.kind {
        Kind::Removed => it.path == at,
        Kind::Added => it.path == renamed,
        Kind::Changed => false,
    };
    inner.found.is_empty() && order(new, above) == wanted && differences.iter().all(is_name)
}

/// Whether one of a table's keys stands directly beside another, and the others as they stood.
fn is_moved(old: Sheet<'_>, new: Sheet<'_>, at: &[String], to: &Spot) -> bool {
    let Some((name, above)) = at.split_last() else { return false };
    let mut wanted = order(old, above);
    wanted.retain(|key| key != name);
    let Some(other) = wanted.iter().position(|key| *key == to.other()) else { return false };
    let place = match to {
        Spot::Before(_) => other,
        Spot::Behind(_) => other + 1,
    };
    wanted.insert(place, name);
    order(new, above) == wanted
}

/// Whether two texts mean the same, whatever their layout and order.
pub(in crate::document) fn same_meaning(old: Sheet<'_>, new: Sheet<'_>) -> bool {
    new.index.errors().is_empty() && same_stage_order(old, new) && differences(old, new).is_empty()
}

impl Difference {
    /// Whether it is part of giving the place something: there, or a table that only holds the place.
    fn gives(&self, at: &[String], new: Sheet<'_>) -> bool {
        self.path.starts_with(at)
            || (self.kind == Kind::Added && at.starts_with(&self.path) && holds_only(new, &self.path, at))
    }

    /// Whether it is part of taking the place away: there, or a table that only held the place.
    fn takes(&self, at: &[String], old: Sheet<'_>) -> bool {
        self.kind == Kind::Removed && at.starts_with(&self.path) && holds_only(old, &self.path, at)
    }
}

/// Whether nothing but the way to `at` hangs below `from`.
fn holds_only(sheet: Sheet<'_>, from: &[String], at: &[String]) -> bool {
    let Some(mut node) = sheet.find(from) else { return false };
    for key in &at[from.len()..] {
        if sheet.index.len(node) != 1 {
            return false;
        }
        match sheet.index.child(sheet.text, node, key) {
            Some(child) => node = child,
            None => return false,
        }
    }
    true
}

/// What to say of an edit that would put stages in another order: the first line of one went, and others stand between.
pub(super) fn out_of_order(old: Sheet<'_>, new: Sheet<'_>, edit: &Edit) -> Option<Refusal> {
    let path = edit.at().keys.get(..2).filter(|path| is_stage(path))?;
    let stage = old.find(path).filter(|_| !same_stage_order(old, new))?;
    Some(scattered(old, path, stage))
}

/// Stages alone mean something by their order.
fn same_stage_order(old: Sheet<'_>, new: Sheet<'_>) -> bool {
    let (Some(a), Some(b)) = (old.find(&["stage"]), new.find(&["stage"])) else { return true };
    let common = |one: Sheet<'_>, stages: NodeId, other: Sheet<'_>, others: NodeId| -> Vec<String> {
        let ids = one.index.children(stages).map(|id| one.index.key(one.text, id).to_owned());
        ids.filter(|id| other.index.child(other.text, others, id).is_some()).collect()
    };
    common(old, a, new, b) == common(new, b, old, a)
}

fn differences(old: Sheet<'_>, new: Sheet<'_>) -> Vec<Difference> {
    let mut walk = Walk { old, new, path: Vec::new(), found: Vec::new() };
    walk.tables(Index::ROOT, Index::ROOT);
    walk.found
}

/// The differences of two texts that differ only in one item.
fn differences_in(old: Sheet<'_>, new: Sheet<'_>, item: NodeId) -> Vec<Difference> {
    let holder = old.index.parent(item).expect("a table holds the item");
    let path = [holder, item].map(|node| old.index.key(old.text, node)).to_vec();
    let mut walk = Walk { old, new, path, found: Vec::new() };
    walk.nodes(item, item);
    walk.found
}

struct Walk<'d> {
    old: Sheet<'d>,
    new: Sheet<'d>,
    path: Vec<&'d str>,
    found: Vec<Difference>,
}

impl Walk<'_> {
    fn note(&mut self, key: &str, kind: Kind) {
        let path = self.path.iter().copied().chain([key]).map(str::to_owned).collect();
        self.found.push(Difference { path, kind });
    }

    fn tables(&mut self, a: NodeId, b: NodeId) {
        let (old, new) = (self.old, self.new);
        let mut next = new.index.children(b).peekable();
        let mut met = 0;
        for child in old.index.children(a) {
            let other = match next.peek() {
                Some(&other) if same_key(old, child, new, other) => {
                    next.next();
                    Some(other)
                }
                _ => new.index.child(new.text, b, old.index.key(old.text, child)),
            };
            let key = old.index.key(old.text, child);
            match other {
                Some(other) => {
                    met += 1;
                    self.path.push(key);
                    self.nodes(child, other);
                    self.path.pop();
                }
                None => self.note(key, Kind::Removed),
            }
        }
        if met < new.index.len(b) {
            for child in new.index.children(b) {
                let key = new.index.key(new.text, child);
                if old.index.child(old.text, a, key).is_none() {
                    self.note(key, Kind::Added);
                }
            }
        }
    }

    fn nodes(&mut self, a: NodeId, b: NodeId) {
        let (one, other) = (self.old.node(a), self.new.node(b));
        if one.form == other.form
            && !matches!(one.form, Form::Root | Form::Header | Form::Implied | Form::Dotted | Form::Tables)
            && self.old.text[one.span()] == self.new.text[other.span()]
        {
            return;
        }
        if one.form.is_table() && other.form.is_table() {
            self.tables(a, b);
        } else if !same_value(self.old, a, self.new, b) {
            let key = self.path.pop().unwrap_or_default();
            self.note(key, Kind::Changed);
            self.path.push(key);
        }
    }
}

fn same_key(one: Sheet<'_>, a: NodeId, other: Sheet<'_>, b: NodeId) -> bool {
    one.text[one.node(a).key_span()] == other.text[other.node(b).key_span()]
        || one.index.key(one.text, a) == other.index.key(other.text, b)
}

/// Whether two values are the same: strings decoded, numbers by value, lists in order, tables by key.
fn same_value(one: Sheet<'_>, a: NodeId, other: Sheet<'_>, b: NodeId) -> bool {
    let is_list = |form: Form| matches!(form, Form::Array | Form::Tables);
    let (left, right) = (one.node(a).form, other.node(b).form);
    if let (Form::Scalar(kind), Form::Scalar(other_kind)) = (left, right) {
        let (left, right) = (one.index.scalar(one.text, a), other.index.scalar(other.text, b));
        let strings = [kind, other_kind].map(|kind| kind == ScalarKind::String);
        return match strings {
            [true, true] => same_text(&left, &right),
            [false, false] => same_token(&left, &right),
            [true, false] | [false, true] => false,
        };
    }
    if one.index.len(a) != other.index.len(b) {
        return false;
    }
    if is_list(left) && is_list(right) {
        let mut pairs = one.index.children(a).zip(other.index.children(b));
        return pairs.all(|(a, b)| same_value(one, a, other, b));
    }
    left.is_table()
        && right.is_table()
        && one.index.children(a).all(|child| {
            let twin = other.index.child(other.text, b, one.index.key(one.text, child));
            twin.is_some_and(|twin| same_value(one, child, other, twin))
        })
}

/// Whether two strings are the same, line ends aside (a file's own line ends stand in its paragraphs).
fn same_text(one: &str, other: &str) -> bool {
    one == other
        || (one.contains('\r') || other.contains('\r'))
            && one.replace("\r\n", "\n") == other.replace("\r\n", "\n")
}

/// Whether two bare tokens are the same value.
fn same_token(one: &str, other: &str) -> bool {
    one == other
        || match (parse_amount(one), parse_amount(other)) {
            (Some(one), Some(other)) => one == other,
            _ => false,
        }
}

/// Whether a node is this value.
pub(super) fn means(sheet: Sheet<'_>, node: NodeId, value: &Value) -> bool {
    let form = sheet.node(node).form;
    match value {
        Value::Text(text) => {
            form == Form::Scalar(ScalarKind::String) && same_text(&sheet.index.scalar(sheet.text, node), text)
        }
        Value::Bare(token) => {
            matches!(form, Form::Scalar(kind) if kind != ScalarKind::String)
                && same_token(&sheet.index.scalar(sheet.text, node), token)
        }
        Value::List(items) => form == Form::Array && strings(sheet, node).as_ref() == Some(items),
        Value::Table(entries) => {
            form.is_table()
                && sheet.index.len(node) == entries.len()
                && entries.iter().all(|(key, value)| {
                    let child = sheet.index.child(sheet.text, node, key);
                    child.is_some_and(|child| means(sheet, child, value))
                })
        }
    }
}
