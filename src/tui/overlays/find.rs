//! Everything that can be found or gone to: commands, items of every kind, years, cases, scenarios, themes; and the history.

use super::items;
use super::lists::{Item, Take, contexts, item, views};
use crate::diagnostic::Path;
use crate::tui::app::App;
use crate::tui::command::{Command, TABLE};
use crate::tui::keymap;

/// What people type behind a colon out of habit, and what does it here: each asks before anything is lost.
const AS_ELSEWHERE: [(&[&str], Command); 4] = [
    (&["q", "q!", "wq", "quit", "exit"], Command::Quit),
    (&["qa", "qa!", "wqa", "xa"], Command::QuitAll),
    (&["w", "w!", "write"], Command::Save),
    (&["e", "open"], Command::Recent),
];

/// The command that a word means in an editor.
pub fn as_elsewhere(typed: &str) -> Option<Command> {
    AS_ELSEWHERE.iter().find(|(words, _)| words.contains(&typed)).map(|(_, command)| *command)
}

/// An entry that is no command: its name, what else it is found by, and what kind of thing it is.
fn entry(title: &str, more: &str, right: &str, take: Take) -> Item {
    Item { title: title.to_owned(), more: more.to_owned(), right: right.to_owned(), group: "", take }
}

/// Commands that can do something now, then everything that has a name in the plan, then what can be shown.
pub fn anything(app: &App) -> Vec<Item> {
    let here = contexts(app);
    let commands = TABLE
        .iter()
        .filter(|it| here.contains(&it.context))
        .filter(|it| {
            keymap::holds(app, it.when) && it.command != Command::Palette && it.command != Command::Back
        })
        .map(|entry| Item { group: "", right: app.keys.first(entry.command), ..item(app, entry) });
    commands.chain(named(app)).chain(shown(app)).chain(views(app)).chain(items::palette(app)).collect()
}

/// What has a place in a view; the rest of the plan has forms.
fn named(app: &App) -> Vec<Item> {
    let plan = &app.analysis().plan;
    let mut items: Vec<Item> = Vec::new();
    let mut add = |table: &str, id: &str, title: &str, more: &str, right: &str| {
        items.push(entry(title, more, right, Take::Place(Path::new([table, id]))));
    };
    for it in &plan.initiatives {
        let also = [it.owner.as_deref().unwrap_or_default(), &it.id, &it.tags.join(" ")].join(" ");
        let right = if it.dropped { "left out" } else { it.code.as_deref().unwrap_or(&it.id) };
        add("initiative", &it.id, &it.title, also.trim(), right);
    }
    for it in &plan.envelopes {
        add(
            "envelope",
            &it.id,
            &it.title,
            &it.id,
            if it.dropped { "envelope, left out" } else { "envelope" },
        );
    }
    for it in &plan.stages {
        add("stage", &it.id, &it.title, &it.id, "stage");
        if let Some(gate) = &it.gate {
            add("stage", &it.id, &gate.title, &it.title, "gate");
        }
    }
    items
}

/// What can be shown: years, cases, scenarios, themes.
fn shown(app: &App) -> Vec<Item> {
    let analysis = app.analysis();
    let plan = &analysis.plan;
    let mut items: Vec<Item> = Vec::new();
    for (nth, year) in analysis.money.years.iter().enumerate() {
        items.push(entry(&year.to_string(), &year.key(), "year", Take::Year(nth)));
    }
    if !plan.cases.is_empty() {
        items.push(entry("Central case", "", "case", Take::Case(None)));
    }
    for it in &plan.cases {
        items.push(entry(&it.title, &it.id, "case", Take::Case(Some(it.id.clone()))));
    }
    if !plan.scenarios.is_empty() {
        items.push(entry("The plan itself", "no scenario", "scenario", Take::Scenario(None)));
    }
    for it in &plan.scenarios {
        items.push(entry(&it.title, &it.id, "scenario", Take::Scenario(Some(it.id.clone()))));
    }
    items.extend(super::plans::open(app).map(|item| Item { right: "open plan".to_owned(), ..item }));
    for name in app.themes.names() {
        items.push(entry(name, "colours", "theme", Take::Theme(name.to_owned())));
    }
    items
}

/// Every step of the history, from the first; Enter goes to the state after it.
pub fn history(app: &App) -> Vec<Item> {
    let history = app.session.history();
    let here = history.position();
    let mark = |position: usize| match position.cmp(&here) {
        std::cmp::Ordering::Less => "",
        std::cmp::Ordering::Equal => "here",
        std::cmp::Ordering::Greater => "taken back",
    };
    let first = entry("As it was at the beginning", "", mark(0), Take::Step(0));
    let steps = history.entries().iter().enumerate().map(|(nth, step)| {
        let title = crate::display::harmless(&step.label).into_owned();
        entry(&title, "", mark(nth + 1), Take::Step(nth + 1))
    });
    std::iter::once(first).chain(steps).collect()
}
