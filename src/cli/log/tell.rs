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
use crate::git::{Commit, Lacking};
use crate::units::Money;
use crate::views::history::{After, Cell, Chronicle, Opening, Standing};

/// The history that is told.
pub struct History<'a> {
    /// Every commit, with how the plan stood.
    pub chronicle: &'a Chronicle,
    /// Whether this clone holds only the end of it.
    pub shallow: bool,
}

/// The commits, the newest first.
pub fn text(history: &History, door: &Door) -> String {
    let told = history.chronicle;
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
    for (at, commit) in told.commits.iter().enumerate().rev() {
        let head = |text: &str| Shown::from(harmless(text).into_owned());
        let mut row = vec![head(commit.short()), head(&commit.date), head(&commit.author)];
        let mut below: Vec<(String, Role)> = Vec::new();
        match told.after(at) {
            After::Stood(standing) => {
                let before = told.before(at).standing();
                row.push(change(standing, before.map(|it| it.cost), standing.cost, true));
                row.push(change(standing, before.map(|it| it.headroom), standing.headroom, false));
                let (glyph, role) = mark(standing.verdict);
                row.push(Shown::of(format!("{glyph} {}", standing.verdict.word()), role));
                let (opened, closed) = told.turned(at);
                for (word, role, cells) in [("opens", Role::Over, opened), ("closes", Role::Within, closed)] {
                    if !cells.is_empty() {
                        below.push((format!("{word} {}", list(&cells)), role));
                    }
                }
            }
            After::Broken(standing) => {
                let (glyph, role) = mark(standing.verdict);
                row.extend(["".into(), "".into(), Shown::of(format!("{glyph} invalid"), role)]);
                below.push((unreadable(standing), role));
            }
            After::Removed => row.extend(nothing("removed")),
            After::Lacking(Lacking::Missing) => {
                row.extend(nothing("missing"));
                below.push((MISSING.to_owned(), Role::Muted));
            }
            After::Lacking(Lacking::NoText) | After::Unread => row.extend(nothing("no plan")),
        }
        row.push(head(&commit.subject));
        table.row(row);
        for (said, role) in below {
            let said = cut(&said, door.columns.saturating_sub(6)).into_owned();
            table.row(vec![Shown::over(format!("    {said}"), role)]);
        }
    }
    let mut out = table.text("", door.columns, door.colour);
    if history.shallow {
        out.push_str(&format!("\n{}\n", paint(SHALLOW, Role::Muted, door.colour)));
    }
    out
}

/// Why there are no figures of a text.
fn unreadable(standing: &Standing) -> String {
    format!("cannot be read: {}", harmless(standing.torn.as_deref().unwrap_or_default()))
}

/// What to say where a text is not in this clone.
const MISSING: &str = "the text is not in this clone; `git fetch --refetch` gets it";

/// What to say at the end of a history that is cut off.
const SHALLOW: &str =
    "This clone is shallow: what was before is not in it. `git fetch --unshallow` gets the rest.";

/// The cells of a commit after which there are no figures.
fn nothing(why: &str) -> [Shown; 3] {
    ["".into(), "".into(), Shown::of(why, Role::Muted)]
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

/// Which commits opened what does not hold now.
pub fn bisect(history: &History, openings: &[Opening], door: &Door) -> String {
    if openings.is_empty() {
        return "Nothing of that is over at the last commit.\n".to_owned();
    }
    let told = history.chronicle;
    let mut out = String::new();
    for opening in openings {
        let figures = told.standing(opening.entry).map(|it| &it.figures);
        let money = |money: Option<Money>| {
            money.zip(figures).map_or("–".to_owned(), |(money, figures)| figures.full(money))
        };
        let commit = &told.commits[opening.entry];
        let first = match commit.before {
            None if history.shallow => ", and was so where this shallow clone begins",
            None => ", and was so from the first commit",
            Some(_) => "",
        };
        let what = format!("{} {}", opening.cell.1, harmless(&opening.cell.0));
        let moved = format!(" headroom {} → {}{first}", money(opening.headroom.0), money(opening.headroom.1));
        out.push_str(&format!("{}{moved}\n", paint(&what, Role::Over, door.colour)));
        let mut line = |lead: &str, commit: &Commit| {
            let author = harmless(&commit.author);
            let who = format!("  {lead}{} {} {author}: ", commit.short(), commit.date);
            let room = door.columns.saturating_sub(width(&who));
            out.push_str(&format!("{who}{}\n", cut(&harmless(&commit.subject), room.max(12))));
        };
        line("", commit);
        if let Some(merge) = opening.merged {
            line("merged by ", &told.commits[merge]);
        }
    }
    out
}

/// One object with the commits, the newest first.
pub fn json(plan: &Path, history: &History, openings: Option<&[Opening]>, stamp: Option<&Stamp>) -> String {
    let told = history.chronicle;
    let commits: Vec<Value> = (0..told.commits.len()).rev().map(|at| commit(told, at)).collect();
    let mut object = json!({
        "milepost": 1,
        "plan": plan.display().to_string(),
        "shallow": history.shallow,
        "commits": commits,
    });
    if let Some(openings) = openings {
        let one = |it: &Opening| {
            let by = &told.commits[it.entry];
            json!({
                "envelope": it.cell.0,
                "year": it.cell.1.to_string(),
                "commit": by.hash,
                "author": by.author,
                "date": by.date,
                "subject": by.subject,
                "merge": it.merged.map(|merge| &told.commits[merge].hash),
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

fn commit(told: &Chronicle, at: usize) -> Value {
    let commit = &told.commits[at];
    let cells = |cells: Vec<&Cell>| -> Vec<Value> {
        cells.into_iter().map(|(id, year)| json!({ "envelope": id, "year": year.to_string() })).collect()
    };
    let (standing, broken) = match told.after(at) {
        After::Stood(standing) => (Some(standing), None),
        After::Broken(standing) => (None, Some(standing)),
        After::Removed | After::Lacking(_) | After::Unread => (None, None),
    };
    let said = standing.or(broken);
    let before = told.before(at).standing();
    let less =
        |now: Option<Money>, then: Option<Money>| now.zip(then).map(|(now, then)| (now - then).plain());
    let (opened, closed) = told.turned(at);
    json!({
        "commit": commit.hash,
        "author": commit.author,
        "date": commit.date,
        "subject": commit.subject,
        "merge": commit.merge,
        "removed": commit.after.is_none(),
        "verdict": said.map(|it| it.verdict.word()),
        "sentence": said.map(|it| &it.sentence),
        "cost": standing.map(|it| it.cost.plain()),
        "cost_change": less(standing.map(|it| it.cost), before.map(|it| it.cost)),
        "headroom": standing.map(|it| it.headroom.plain()),
        "headroom_change": less(standing.map(|it| it.headroom), before.map(|it| it.headroom)),
        "opened": cells(opened),
        "closed": cells(closed),
    })
}
