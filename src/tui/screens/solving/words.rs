//! What conflicts, sides and choices are called.

use crate::display::harmless;
use crate::merge::{Choice, Dispute, Happened, Kind, News, Whose};
use crate::tui::app::App;
use crate::tui::command::Command;
use crate::tui::solving::{Solving, Whence};

/// What a conflict is about, in two parts: the item, and the key of it; `crm` and `cost platform · capital`.
pub fn about(dispute: &Dispute) -> (String, String) {
    match (&dispute.at, dispute.item()) {
        (Some(at), Some(item)) => {
            let own = item.path().keys.len();
            let name = if item.id.is_empty() { item.table.clone() } else { item.to_string() };
            (harmless(&name).into_owned(), key(&at[own.min(at.len())..]))
        }
        _ => (harmless(&dispute.what).into_owned(), String::new()),
    }
}

/// A key below its item: `cost platform · capital`.
pub fn key(keys: &[String]) -> String {
    harmless(&keys.join(" ")).into_owned()
}

/// What kind of contradiction it is.
pub fn kind(solving: &Solving, dispute: &Dispute) -> String {
    let [ours, theirs] = names(solving);
    match &dispute.kind {
        Kind::Edited => "both changed it".to_owned(),
        Kind::Added => "both added it".to_owned(),
        Kind::DeletedByOurs => format!("{ours} deleted it, {theirs} changed it"),
        Kind::DeletedByTheirs => format!("{theirs} deleted it, {ours} changed it"),
        Kind::Renamed => harmless(&dispute.what).into_owned(),
        Kind::Comment => "both changed the comment".to_owned(),
        Kind::Order => "both changed the order".to_owned(),
        Kind::Invalid(why) => format!("only together: {}", harmless(why)),
        Kind::Lines => "lines that were not merged".to_owned(),
    }
}

/// What the two sides are called in a sentence.
pub fn names(solving: &Solving) -> [&'static str; 2] {
    match solving.whence {
        Whence::Disk(_) => ["you", "the file"],
        Whence::Tool { .. } | Whence::Markers => ["ours", "theirs"],
    }
}

/// What a choice is called.
pub const fn choice(solving: &Solving, choice: &Choice) -> &'static str {
    match (choice, &solving.whence) {
        (Choice::Ours, Whence::Disk(_)) => "yours",
        (Choice::Ours, Whence::Tool { .. } | Whence::Markers) => "ours",
        (Choice::Theirs, Whence::Disk(_)) => "the file's",
        (Choice::Theirs, Whence::Tool { .. } | Whence::Markers) => "theirs",
        (Choice::Base, _) => "before",
        (Choice::Both, _) => "both",
        (Choice::Written(_), _) => "by hand",
    }
}

/// The key of a choice.
pub fn key_of(app: &App, choice: &Choice) -> String {
    app.keys.first(match choice {
        Choice::Ours => Command::SolveOurs,
        Choice::Base => Command::SolveBase,
        Choice::Theirs => Command::SolveTheirs,
        Choice::Both => Command::SolveBoth,
        Choice::Written(_) => Command::SolveHand,
    })
}

/// A choice with what its side is: `ours main`.
pub fn side(_app: &App, solving: &Solving, of: &Choice) -> String {
    let name = match of {
        Choice::Ours => &solving.sides.ours,
        Choice::Base => &solving.sides.base,
        Choice::Theirs => &solving.sides.theirs,
        Choice::Both | Choice::Written(_) => return choice(solving, of).to_owned(),
    };
    let word = choice(solving, of);
    if name.is_empty() { word.to_owned() } else { format!("{word} {}", harmless(name)) }
}

/// Who did what came in by itself.
pub const fn whose(solving: &Solving, whose: Whose) -> &'static str {
    match (whose, &solving.whence) {
        (Whose::Both, _) => "both",
        (Whose::Ours, Whence::Disk(_)) => "you",
        (Whose::Ours, Whence::Tool { .. } | Whence::Markers) => "ours",
        (Whose::Theirs, Whence::Disk(_)) => "the file",
        (Whose::Theirs, Whence::Tool { .. } | Whence::Markers) => "theirs",
    }
}

/// What came in by itself: the item with its key, and what happened to it.
pub fn news(news: &News) -> (String, String, String) {
    let item = harmless(&news.item.to_string()).into_owned();
    match &news.what {
        Happened::Added => (item, String::new(), "new".to_owned()),
        Happened::Removed => (item, String::new(), "deleted".to_owned()),
        Happened::Changed { key: keys, before, after } => {
            let said = |text: &Option<String>| {
                text.as_ref().map_or_else(|| "nothing".to_owned(), |text| harmless(text).into_owned())
            };
            (item, key(keys), format!("{} → {}", said(before), said(after)))
        }
    }
}
