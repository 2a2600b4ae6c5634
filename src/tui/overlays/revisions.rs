//! The revisions that the plan can be compared with, as entries of a list: tags, branches, the commits that touched its file.

use super::lists::{Item, Take};
use crate::display::{cut, harmless};
use crate::git::{Commit, Ref, RefKind};
use crate::tui::app::App;
use crate::tui::comparing::With;
use crate::tui::revisions::Known;
use crate::tui::screens::day_words;

/// The heading of what is no revision but says why there is none.
const NONE: &str = "Revisions";

/// As many commits stand before the branches.
const RECENT: usize = 8;

/// Every revision that is known, and the one that is typed where no other is called so: those that are wanted most, then the
/// commits before them.
pub fn items(app: &App, typed: &str) -> (Vec<Item>, Vec<Item>) {
    let note = |title: &str| Item {
        title: harmless(title).into_owned(),
        more: String::new(),
        right: String::new(),
        group: NONE,
        take: Take::Nothing,
    };
    let found = match &app.changes.known {
        Known::Nothing if app.disk.path.is_none() => {
            return (vec![note("The plan has no file yet, and so no revisions")], Vec::new());
        }
        Known::Nothing | Known::Asking => return (vec![note("Reading the revisions …")], Vec::new()),
        Known::None(why) => return (vec![note(why)], Vec::new()),
        Known::Found(found) => found,
    };
    let compared = match &app.comparing {
        Some(With::Baseline(baseline)) => Some(baseline.asked.as_str()),
        Some(With::Case(_) | With::Scenario(_) | With::Saved) | None => None,
    };
    let mut items: Vec<Item> = Vec::new();
    let (recent, older) = found.commits.split_at(found.commits.len().min(RECENT));
    for kind in [RefKind::Tag, RefKind::Branch, RefKind::Remote] {
        items.extend(found.refs.iter().filter(|it| it.kind == kind).map(|it| of_ref(it, compared)));
        if kind == RefKind::Tag {
            items.extend(recent.iter().map(|it| of_commit(it, compared, "Commits that touched the plan")));
        }
    }
    let older: Vec<Item> = older.iter().map(|it| of_commit(it, compared, "Earlier commits")).collect();
    let typed = typed.trim();
    let known =
        items.iter().chain(&older).any(|item| matches!(&item.take, Take::Revision(name) if name == typed))
            || found.refs.iter().any(|it| it.name == typed);
    if !typed.is_empty() && !known {
        items.push(Item {
            title: format!("The revision {}", harmless(typed)),
            more: "Anything that git takes for one: main~3, v1.0, main@{yesterday}, main:old/name.toml"
                .to_owned(),
            right: String::new(),
            group: "As typed",
            take: Take::Revision(typed.to_owned()),
        });
    }
    (items, older)
}

/// Who wrote it and when, in columns; a name that is too long leaves the message its room.
fn who_and_when(author: &str, date: &str) -> String {
    let author = harmless(author);
    format!("{}  {:>11}", cut(&author, 24), harmless(&day_words(date)))
}

fn of_ref(it: &Ref, compared: Option<&str>) -> Item {
    let here = if compared == Some(it.full.as_str()) { "compared  " } else { "" };
    Item {
        title: harmless(&format!("{}  {}", it.name, it.subject)).into_owned(),
        more: harmless(&format!("{}, {}: {}", day_words(&it.date), it.author, it.subject)).into_owned(),
        right: format!("{here}{}", who_and_when(&it.author, &it.date)),
        group: match it.kind {
            RefKind::Tag => "Tags",
            RefKind::Branch => "Branches",
            RefKind::Remote => "Branches elsewhere",
        },
        take: Take::Revision(it.full.clone()),
    }
}

fn of_commit(it: &Commit, compared: Option<&str>, group: &'static str) -> Item {
    let here = if compared == Some(it.hash.as_str()) { "compared  " } else { "" };
    let short = it.hash.get(..9).unwrap_or(&it.hash);
    Item {
        title: harmless(&format!("{short}  {}", it.subject)).into_owned(),
        more: harmless(&format!("{}, {}: {}", day_words(&it.date), it.author, it.subject)).into_owned(),
        right: format!("{here}{}", who_and_when(&it.author, &it.date)),
        group,
        take: Take::Revision(it.hash.clone()),
    }
}
