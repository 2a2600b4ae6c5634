//! Everything that the plan holds, by kind: open its form, add one, rename, double, order, leave out, remove.

use super::form::Subject;
use super::lists::{Item, Take};
use crate::diagnostic::Path;
use crate::display::harmless;
use crate::keys::{self, Table};
use crate::tui::app::App;

/// The plan as a whole, then every item by kind, each kind with a row that adds one.
pub fn items(app: &App) -> Vec<Item> {
    of_kinds(app, |_| true)
}

/// The same, with the items of those kinds alone that are listed; every kind has its row that adds one.
fn of_kinds(app: &App, listed: impl Fn(&Table) -> bool) -> Vec<Item> {
    let plan = Item {
        title: "The plan and its assumptions".to_owned(),
        more: "Title, dates, currency, discount rate, contingency, savings, optimism bias".to_owned(),
        right: String::new(),
        group: "Plan",
        take: Take::Form(Subject::Plan),
    };
    std::iter::once(plan)
        .chain(keys::collections().flat_map(|table| of_kind(app, table, listed(table))))
        .collect()
}

fn of_kind(app: &App, table: &'static Table, listed: bool) -> impl Iterator<Item = Item> {
    let new = Item {
        title: format!("+ new {}", table.name),
        more: table.doc.to_owned(),
        right: String::new(),
        group: group(table),
        take: Take::Create(table),
    };
    let document = app.session.laid();
    let held = document.value(&Path::new([table.name])).filter(|_| listed);
    let ids: Vec<String> =
        held.map(|view| view.entries().map(|(id, _)| id.to_owned()).collect()).unwrap_or_default();
    let item = move |id: String| {
        let of = Subject::item(Path::new([table.name, id.as_str()]))?;
        let title = of.title(&document);
        let dropped = document.value(&Path::new([table.name, id.as_str(), "dropped"]));
        let out = dropped.is_some_and(|view| view.scalar() == "true");
        Some(Item {
            title: harmless(&title).into_owned(),
            more: if out { "Left out of the plan".to_owned() } else { String::new() },
            right: if out { format!("left out  {id}") } else { id },
            group: group(table),
            take: Take::Form(of),
        })
    };
    let items: Vec<Item> = ids.into_iter().filter_map(item).collect();
    items.into_iter().chain([new])
}

/// What several of a kind are called.
fn group(table: &Table) -> &'static str {
    match table.name {
        "stage" => "Stages",
        "initiative" => "Initiatives",
        "envelope" => "Envelopes",
        "technology" => "Technologies",
        "channel" => "Channels",
        "partner" => "Partners",
        "risk" => "Risks",
        "measure" => "Measures",
        "case" => "Cases",
        "scenario" => "Scenarios",
        _ => "Others",
    }
}

/// For the palette: the forms of what has no view of its own, and what can be added.
pub fn palette(app: &App) -> Vec<Item> {
    let named = |item: Item| {
        let title = match &item.take {
            Take::Form(Subject::Item { table, .. }) => format!("Edit {} {}", table.name, item.title),
            Take::Form(Subject::Plan) => "Edit the plan and its assumptions".to_owned(),
            Take::Create(table) => format!("New {}", table.name),
            _ => return None,
        };
        Some(Item { title, group: "", ..item })
    };
    of_kinds(app, |table| table.name != "initiative").into_iter().filter_map(named).collect()
}
