//! What a text names: every id of every kind, found along the key table.

use std::collections::BTreeSet;

use crate::document::{Form, ScalarKind, View};
use crate::keys::{self, Item, Table, Type};
use crate::revise::references::link_target;

/// The kind and id of what a table names, each once.
pub(super) fn named(view: &View<'_>, table: &'static Table) -> BTreeSet<(&'static str, String)> {
    let mut found = BTreeSet::new();
    walk(view, table, &mut found);
    found
}

fn walk(view: &View<'_>, table: &'static Table, found: &mut BTreeSet<(&'static str, String)>) {
    for key in table.keys {
        let Some(child) = view.child(key.name) else { continue };
        match key.ty {
            Type::Table(name) => walk(&child, below(name), found),
            Type::Tables(name) if child.is_table() => {
                for (_, item) in child.entries() {
                    walk(&item, below(name), found);
                }
            }
            Type::Links => found.extend(texts(&child).iter().map(|text| {
                let (item, span) = link_target(text);
                (item.word(), text[span].to_owned())
            })),
            Type::Id(item) | Type::Ids(item) => {
                found.extend(texts(&child).into_iter().map(|id| (item.word(), id)));
            }
            Type::Shares(item) | Type::Parts(item) => found.extend(shared(&child, item)),
            _ => {}
        }
    }
}

fn below(name: &str) -> &'static Table {
    keys::named(name).expect("every table that a key names exists")
}

fn shared(view: &View<'_>, item: Item) -> Vec<(&'static str, String)> {
    if view.is_table() {
        view.entries().map(|(id, _)| (item.word(), id.to_owned())).collect()
    } else {
        texts(view).into_iter().map(|id| (item.word(), id)).collect()
    }
}

/// The texts of a list, or a single one.
fn texts(view: &View<'_>) -> Vec<String> {
    let is_text = |view: &View<'_>| view.form() == Form::Scalar(ScalarKind::String);
    match view.form() {
        Form::Array => view.items().filter(is_text).map(|item| item.scalar().into_owned()).collect(),
        _ if is_text(view) => vec![view.scalar().into_owned()],
        _ => Vec::new(),
    }
}
