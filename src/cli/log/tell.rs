//! The history of a plan's money, for people and for programs.

use std::path::Path;

use serde_json::{Value, json};

use crate::cli::door::Door;
use crate::cli::headline::mark;
use crate::cli::json;
use crate::cli::paint::{Role, paint};
use crate::cli::stamp::Stamp;
use crate::cli::table::{Cell as Shown, Table};
use crate::display::{Align, cut, harmless, width};
use crate::units::Money;
use crate::views::history::{Cell, Entry, Opening, Standing};

/// The commits, the newest first.
pub fn text(entries: &[Entry], door: &Door) -> String {
    let mut table = Table::new([
        ("commit", Align::Left),
        ("date", Align::Left),
        ("author", Align::Left),
        ("cost", Align::Right),
        ("headroom", Align::Right),
        ("verdict", Align::Left),
        ("subject", Align::Left),
    ])
    .giving(&[2, 6]);
    for (at, entry) in entries.iter().enumerate().rev() {
        let before = at.checked_sub(1).and_then(|at| entries[at].standing.as_ref());
        let head = |text: &str| Shown::from(harmless(text).into_owned());
        let mut row =
            vec![head(short(&entry.commit.hash)), head(&entry.commit.date), head(&entry.commit.author)];
        match &entry.standing {
            None => row.extend(["".into(), "".into(), Shown::of("no plan", Role::Muted)]),
            Some(standing) => {
                row.push(change(standing, before.map(|it| it.cost), standing.cost, true));
                row.push(change(standing, before.map(|it| it.headroom), standing.headroom, false));
                let (glyph, role) = mark(standing.verdict);
                row.push(Shown::of(format!("{glyph} {}", standing.verdict.word()), role));
            }
        }
        row.push(head(&entry.commit.subject));
        table.row(row);
        if let Some(standing) = &entry.standing {
            for (word, role, cells) in [
                ("opens", Role::Over, standing.opened(before).collect::<Vec<_>>()),
                ("closes", Role::Within, standing.closed(before).collect()),
            ] {
                if !cells.is_empty() {
                    let said = format!("{word} {}", list(&cells));
                    table.row(vec![Shown::over(
                        format!("    {}", cut(&said, door.columns.saturating_sub(6))),
                        role,
                    )]);
                }
            }
        }
    }
    table.text("", door.columns, door.colour)
}

/// The change of a figure; the figure itself at the first commit.
fn change(standing: &Standing, before: Option<Money>, now: Money, more_is_worse: bool) -> Shown {
    let Some(before) = before else { return standing.figures.full(now).into() };
    let more = now - before;
    if more.is_zero() {
        return "".into();
    }
    let role = if more.is_negative() == more_is_worse { Role::Within } else { Role::Over };
    Shown::of(standing.figures.signed(more), role)
}

fn list(cells: &[&Cell]) -> String {
    let said: Vec<String> = cells.iter().map(|(id, year)| format!("{year} {}", harmless(id))).collect();
    said.join(", ")
}

fn short(hash: &str) -> &str {
    hash.get(..9).unwrap_or(hash)
}

/// Which commits opened what does not hold now.
pub fn bisect(entries: &[Entry], openings: &[Opening], door: &Door) -> String {
    if openings.is_empty() {
        return "Nothing of that is over at the last commit.\n".to_owned();
    }
    let mut out = String::new();
    for opening in openings {
        let entry = &entries[opening.entry];
        let figures = entry.standing.as_ref().map(|it| &it.figures);
        let money = |money: Option<Money>| {
            money.zip(figures).map_or("–".to_owned(), |(money, figures)| figures.full(money))
        };
        let first = if opening.entry == 0 { ", and was so from the first commit" } else { "" };
        let what = format!("{} {}", opening.cell.1, harmless(&opening.cell.0));
        let moved = format!(" headroom {} → {}{first}", money(opening.headroom.0), money(opening.headroom.1));
        out.push_str(&format!("{}{moved}\n", paint(&what, Role::Over, door.colour)));
        let commit = &entry.commit;
        let who = format!("  {} {} {}: ", short(&commit.hash), commit.date, harmless(&commit.author));
        let room = door.columns.saturating_sub(width(&who));
        out.push_str(&format!("{who}{}\n", cut(&harmless(&commit.subject), room.max(12))));
    }
    out
}

/// One object with the commits, the newest first.
pub fn json(plan: &Path, entries: &[Entry], openings: Option<&[Opening]>, stamp: Option<&Stamp>) -> String {
    let commits: Vec<Value> = (0..entries.len()).rev().map(|at| commit(entries, at)).collect();
    let mut object = json!({ "milepost": 1, "plan": plan.display().to_string(), "commits": commits });
    if let Some(openings) = openings {
        let one = |it: &Opening| {
            json!({
                "envelope": it.cell.0,
                "year": it.cell.1.to_string(),
                "commit": entries[it.entry].commit.hash,
                "author": entries[it.entry].commit.author,
                "date": entries[it.entry].commit.date,
                "subject": entries[it.entry].commit.subject,
                "before": it.headroom.0.map(Money::plain),
                "after": it.headroom.1.map(Money::plain),
            })
        };
        object["bisect"] = openings.iter().map(one).collect();
    }
    if let Some(stamp) = stamp {
        object["stamp"] = json!(stamp);
    }
    json::line(&object)
}

fn commit(entries: &[Entry], at: usize) -> Value {
    let (entry, before) = (&entries[at], at.checked_sub(1).and_then(|at| entries[at].standing.as_ref()));
    let commit = &entry.commit;
    let cells = |cells: Vec<&Cell>| -> Vec<Value> {
        cells.into_iter().map(|(id, year)| json!({ "envelope": id, "year": year.to_string() })).collect()
    };
    let standing = entry.standing.as_ref();
    let less =
        |now: Option<Money>, then: Option<Money>| now.zip(then).map(|(now, then)| (now - then).plain());
    json!({
        "commit": commit.hash,
        "author": commit.author,
        "date": commit.date,
        "subject": commit.subject,
        "verdict": standing.map(|it| it.verdict.word()),
        "sentence": standing.map(|it| &it.sentence),
        "cost": standing.map(|it| it.cost.plain()),
        "cost_change": less(standing.map(|it| it.cost), before.map(|it| it.cost)),
        "headroom": standing.map(|it| it.headroom.plain()),
        "headroom_change": less(standing.map(|it| it.headroom), before.map(|it| it.headroom)),
        "opened": standing.map_or_else(Vec::new, |it| cells(it.opened(before).collect())),
        "closed": standing.map_or_else(Vec::new, |it| cells(it.closed(before).collect())),
    })
}
