//! The history of the plan's money as a list: each commit with what it did to cost and headroom, and the breaches that it
//! opened or closed; typing a year or an envelope leaves the commits that did something to it.

use super::lists::{Item, Take};
use crate::display::harmless;
use crate::tui::app::App;
use crate::tui::past::Past;
use crate::tui::screens::day_words;
use crate::units::Money;
use crate::views::history::{Cell, Entry, Standing};
use crate::views::standing;

/// How many cells the bar of the headroom has.
const CELLS: i128 = 8;

/// Every commit that touched the plan, the newest first.
pub fn items(app: &App) -> Vec<Item> {
    let note = |title: String| Item {
        title,
        more: String::new(),
        right: String::new(),
        group: "",
        take: Take::Nothing,
    };
    let entries = match &app.changes.past {
        Past::Nothing if app.disk.path.is_none() => {
            return vec![note("The plan has no file yet, and so no history".to_owned())];
        }
        Past::Nothing | Past::Asking(0, _) => return vec![note("Reading the history …".to_owned())],
        Past::Asking(done, all) => return vec![note(format!("{done} of {all} commits; Esc leaves"))],
        Past::None(why) => return vec![note(harmless(why).into_owned())],
        Past::Told(entries) => entries,
    };
    let headroom = |it: &Entry| it.standing.as_ref().map_or(0, |it| it.headroom.abs().pence());
    let most = entries.iter().map(headroom).max().unwrap_or(0).max(1);
    let item = |at: usize| {
        let before = at.checked_sub(1).and_then(|at| entries[at].standing.as_ref());
        of(&entries[at], before, most)
    };
    (0..entries.len()).rev().map(item).collect()
}

fn of(entry: &Entry, before: Option<&Standing>, most: i128) -> Item {
    let commit = &entry.commit;
    let short = commit.hash.get(..9).unwrap_or(&commit.hash);
    let head = format!("{:>11}  {}: {}", day_words(&commit.date), commit.author, commit.subject);
    let take = Take::Revision(commit.hash.clone());
    let Some(now) = &entry.standing else {
        let title = harmless(&head).into_owned();
        return Item { title, more: short.to_owned(), right: "no plan".to_owned(), group: "", take };
    };
    let (opened, closed): (Vec<&Cell>, Vec<&Cell>) =
        (now.opened(before).collect(), now.closed(before).collect());
    let did = [("‼ opens", &opened), ("✓ closes", &closed)];
    let said: Vec<String> = did
        .iter()
        .filter(|(_, cells)| !cells.is_empty())
        .map(|(word, cells)| format!("{word} {}", list(cells)))
        .collect();
    let standing = standing::of_verdict(now.verdict);
    let change = |word: &str, then: Option<Money>, now_is: Money| match then {
        None => format!("{word} {}", now.figures.full(now_is)),
        Some(then) if then == now_is => format!("{word} as before"),
        Some(then) => format!("{word} {}", now.figures.signed(now_is - then)),
    };
    let sums = [
        change("cost", before.map(|it| it.cost), now.cost),
        change("headroom", before.map(|it| it.headroom), now.headroom),
    ];
    let more =
        format!("{short}  {}{}{}", sums.join(", "), if said.is_empty() { "" } else { "  " }, said.join("  "));
    Item {
        title: harmless(&head).into_owned(),
        more: harmless(&more).into_owned(),
        right: format!(
            "{}{}  {:>12} {}",
            said.iter()
                .map(|it| it.chars().next().map_or(String::new(), |sign| format!("{sign} ")))
                .collect::<String>(),
            bar(now.headroom, most),
            now.figures.table_signed(now.headroom),
            standing.glyph,
        ),
        group: "",
        take,
    }
}

/// The headroom of all envelopes and years together beside that of the other commits: what is over to the left of the line, what is left to its right.
fn bar(headroom: Money, most: i128) -> String {
    let cells = ((headroom.abs().pence() * CELLS / 2 + most / 2) / most) as usize;
    let half = CELLS as usize / 2;
    let (full, rest) = ("━".repeat(cells), " ".repeat(half - cells.min(half)));
    let empty = " ".repeat(half);
    if headroom.is_negative() { format!("{rest}{full}│{empty}") } else { format!("{empty}│{full}{rest}") }
}

fn list(cells: &[&Cell]) -> String {
    cells.iter().map(|(id, year)| format!("{year} {id}")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_over_grows_to_the_left_and_what_is_left_to_the_right() {
        let of = |pounds: i128| bar(Money::from_pence(pounds * 100), 10_000);
        // The most is a hundred; half of it is two cells of four.
        assert_eq!(
            (of(100), of(50), of(0)),
            ("    │━━━━".to_owned(), "    │━━  ".to_owned(), "    │    ".to_owned())
        );
        assert_eq!(of(-50), "  ━━│    ");
    }
}
