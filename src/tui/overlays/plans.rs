//! The list of plans: those that are open, those that were lately, those beside them in the folder, and a path as typed.

use std::path::{Path, PathBuf};

use super::lists::{Item, Take};
use crate::display::harmless;
use crate::tui::app::App;
use crate::tui::event::Nearby;

/// The entries, for what is typed.
pub fn items(app: &App, near: &Nearby, typed: &str) -> Vec<Item> {
    let open = open(app).map(|item| Item { group: "Open", ..item });
    let recent = near.recent.iter().map(|path| item(path, "Lately"));
    let beside = near.beside.iter().map(|path| item(path, "In the folder"));
    let mut items: Vec<Item> = open.chain(recent).chain(beside).collect();
    items.extend(typed_path(typed).map(|path| Item {
        title: harmless(typed.trim()).into_owned(),
        right: "path".to_owned(),
        ..item(&path, "As typed")
    }));
    items
}

/// The plans that are open and not shown.
pub fn open(app: &App) -> impl Iterator<Item = Item> + '_ {
    app.tabs.placed().map(|(place, tab)| Item {
        title: harmless(&tab.title).into_owned(),
        more: harmless(&tab.name).into_owned(),
        right: if tab.unsaved { "● unsaved" } else { "open" }.to_owned(),
        group: "",
        take: Take::Tab(place),
    })
}

/// What is typed, when it reads like the path of a plan.
fn typed_path(typed: &str) -> Option<PathBuf> {
    let typed = typed.trim();
    let is_path = typed.contains(['/', '\\'])
        || Path::new(typed).extension().is_some_and(|end| end.eq_ignore_ascii_case("toml"));
    is_path.then(|| PathBuf::from(typed))
}

fn item(path: &Path, group: &'static str) -> Item {
    let text = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let folder = path.parent().map(|folder| harmless(&folder.to_string_lossy()).into_owned());
    Item {
        title: harmless(&text(path.file_name())).into_owned(),
        more: harmless(&path.to_string_lossy()).into_owned(),
        right: folder.unwrap_or_default(),
        group,
        take: Take::Plan(path.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reads_like_a_path_can_be_opened() {
        for (typed, path) in [
            ("harbour", None),
            ("harbour.toml", Some("harbour.toml")),
            (" ../plans/harbour ", Some("../plans/harbour")),
            ("", None),
        ] {
            assert_eq!(typed_path(typed), path.map(PathBuf::from), "{typed:?}");
        }
    }
}
