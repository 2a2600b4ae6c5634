//! Overlays of scenarios, checked whether they are shown or not, without changing the plan.

use super::reader::{Reader, Trail, excerpt};
use crate::diagnostic::Code;
use crate::document::{Form, View};
use crate::keys::{self, Item, Table, Type};

/// Keys of the top that an overlay cannot change.
const NOT_IN_OVERLAYS: &[&str] = &["milepost", "extends", "scenario"];

/// Checks the overlay of every scenario: keys, types, ids, and what it removes.
pub(super) fn check<'d>(reader: &mut Reader<'d>, scenarios: &[(&'d str, View<'d>)]) {
    let above = Trail::TOP.below("scenario");
    for (id, view) in scenarios {
        let document = reader.document;
        let under = View::plan(document);
        let known = Item::ALL.map(|item| (item, reader.ids.list(item).len()));
        add_ids(reader, view);
        let trail = above.below(id);
        let top = keys::named("").expect("the key table has its top");
        check_table(reader, top, view, Some(&under), &trail);
        for (item, count) in known {
            reader.ids.truncate(item, count);
        }
    }
}

/// Makes what an overlay adds known as well, with partners that only its shares name.
fn add_ids<'d>(reader: &mut Reader<'d>, view: &View<'d>) {
    for item in Item::ALL {
        let tables = view.child(item.word()).filter(View::is_table);
        let tables = tables.iter().flat_map(View::entries).filter(|(_, table)| table.is_table());
        let named = (item == Item::Partner).then(|| sharing(view)).into_iter().flatten();
        for id in tables.map(|(id, _)| id).chain(named) {
            if reader.ids.find(item, id).is_none() {
                reader.ids.add(item, id);
            }
        }
    }
}

/// The partners that the initiatives of an overlay share costs with.
fn sharing<'d>(view: &View<'d>) -> Vec<&'d str> {
    let initiatives = view.child("initiative").filter(View::is_table);
    let shares = initiatives.iter().flat_map(View::entries).filter_map(|(_, it)| it.child("shared-with"));
    shares
        .filter(View::is_table)
        .flat_map(|shares| shares.entries().map(|(id, _)| id).collect::<Vec<_>>())
        .collect()
}

/// Checks one table of an overlay against the table that it lies over.
fn check_table<'d>(
    reader: &mut Reader<'d>,
    table: &'static Table,
    view: &View<'d>,
    under: Option<&View<'d>>,
    trail: &Trail<'_>,
) {
    if !reader.is_table(table, view, trail) {
        return;
    }
    for (name, child) in view.entries() {
        if name == "unset" && child.form() == Form::Array {
            check_unset(reader, &child, under, trail);
            continue;
        }
        if table.path.is_empty() && name == "title" {
            continue;
        }
        let below = trail.below(name);
        let Some(key) = table.key(name) else {
            reader.unknown_key(table, name, &child, trail);
            continue;
        };
        if table.path.is_empty() && NOT_IN_OVERLAYS.contains(&name) {
            let message = format!("`{name}` cannot be changed by a scenario, so it counts for nothing here");
            reader.report(
                Code::KeyHasNoEffect,
                &below,
                child.key_origin(),
                message,
                format!("remove {name}"),
            );
            continue;
        }
        let beneath = under.and_then(|view| view.child(name));
        match key.ty {
            Type::Table(of) => {
                let of = keys::named(of).expect("a key's table exists");
                check_table(reader, of, &child, beneath.as_ref(), &below);
            }
            Type::Tables(of) => check_tables(reader, of, &child, beneath.as_ref(), &below),
            _ => {
                // Percentages that are to add up are whole only together with what lies beneath.
                let merges = matches!(key.ty, Type::Shares(_) | Type::Parts(_))
                    && child.is_table()
                    && beneath.is_some();
                if !merges {
                    reader.read(key, &child, &below);
                }
            }
        }
    }
}

fn check_tables<'d>(
    reader: &mut Reader<'d>,
    of: &str,
    view: &View<'d>,
    under: Option<&View<'d>>,
    trail: &Trail<'_>,
) {
    let table = keys::named(of).expect("a key's table exists");
    if !reader.is_table(table, view, trail) {
        return;
    }
    for (id, child) in view.entries() {
        if id == "unset" && child.form() == Form::Array {
            check_unset(reader, &child, under, trail);
            continue;
        }
        let below = trail.below(id);
        reader.check_id(id, &child, &below);
        let beneath = under.and_then(|view| view.child(id));
        check_table(reader, table, &child, beneath.as_ref(), &below);
    }
}

/// Whether what is removed exists.
fn check_unset<'d>(reader: &mut Reader<'d>, list: &View<'d>, under: Option<&View<'d>>, trail: &Trail<'_>) {
    let trail = trail.below("unset");
    for item in list.items() {
        let Some(name) = reader.read_text(&item, &trail) else { continue };
        let Some(under) = under else {
            let message = format!("`unset` removes `{}`, but the plan has no such table", excerpt(&name, 40));
            reader.report(Code::KeyHasNoEffect, &trail, item.origin(), message, "remove it from unset");
            continue;
        };
        if under.child(&name).is_some() {
            continue;
        }
        let message = format!("`unset` removes `{}`, which is not set in the plan", excerpt(&name, 40));
        let near = under.entries().map(|(key, _)| key).collect::<Vec<_>>();
        let help = match keys::nearest(&name, near.into_iter()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if name.contains('.') => {
                "write unset in the table that has the key, and name the key alone".to_owned()
            }
            None => "remove it from unset".to_owned(),
        };
        reader.report(Code::KeyHasNoEffect, &trail, item.origin(), message, help);
    }
}
