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
use crate::views::apart::{Both, later};
use crate::views::history::{After, Cell, Chronicle, Opening, Standing};

/// The history that is told.
pub struct History<'a> {
    /// Every commit, with how the plan stood.
    pub chronicle: &'a Chronicle,
    /// Whether this clone holds only the end of it.
    pub shallow: bool,
    /// What every version is held against, by its name.
    pub agreed: Option<Agreed>,
}

/// A baseline of a history.
pub struct Agreed {
    /// What it is called.
    pub title: String,
    /// What is said of it to programs.
    pub named: Value,
    /// How the plan stood there.
    pub standing: Standing,
}

/// The commits, the newest first.
pub fn text(history: &History, door: &Door) -> String {
    let told = history.chronicle;
    let mut columns = vec![
        ("commit", Align::Left),
        ("date", Align::Left),
        ("author", Align::Left),
        ("cost", Align::Right),
        ("headroom", Align::Right),
    ];
    if history.agreed.is_some() {
        columns.extend([("slip", Align::Right), ("variance", Align::Right)]);
    }
    columns.extend([("verdict", Align::Left), ("subject", Align::Left)]);
    let last = columns.len() - 1;
    let columns = columns.into_iter().map(|(title, align)| (title.to_owned(), align)).collect();
    let mut table = Table::titled(columns).giving(&[2, last]);
    for (at, commit) in told.commits.iter().enumerate().rev() {
        let head = |text: &str| Shown::from(harmless(text).into_owned());
        let mut row = vec![head(commit.short()), head(&commit.date), head(&commit.author)];
        let mut below: Vec<(String, Role)> = Vec::new();
        match told.after(at) {
            After::Stood(standing) => {
                let before = told.before(at).standing();
                row.push(change(standing, before.map(|it| it.cost), standing.cost, true));
                row.push(change(standing, before.map(|it| it.headroom), standing.headroom, false));
                if let Some(agreed) = &history.agreed {
                    row.extend(apart(standing, &agreed.standing));
                }
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
                row.extend(blanks(history));
                row.push(Shown::of(format!("{glyph} invalid"), role));
                below.push((unreadable(standing), role));
            }
            After::Removed => row.extend(nothing(history, "removed")),
            After::Lacking(Lacking::Missing) => {
                row.extend(nothing(history, "missing"));
                below.push((MISSING.to_owned(), Role::Muted));
            }
            After::Lacking(Lacking::NoText) | After::Unread => row.extend(nothing(history, "no plan")),
        }
        row.push(head(&commit.subject));
        table.row(row);
        for (said, role) in below {
            let said = cut(&said, door.columns.saturating_sub(6)).into_owned();
            table.row(vec![Shown::over(format!("    {said}"), role)]);
        }
    }
    let mut out = table.text("", door.columns, door.colour);
    if let Some(agreed) = &history.agreed {
        let (glyph, _) = mark(agreed.standing.verdict);
        let said = format!(
            "Slip (of the last finish) and variance (of the cost) are against {}: {glyph} {}, {}, to {}.",
            harmless(&agreed.title),
            agreed.standing.verdict.word(),
            agreed.standing.figures.full(agreed.standing.cost),
            agreed.standing.finish.previous().words(),
        );
        out.push_str(&format!("\n{}\n", paint(&said, Role::Muted, door.colour)));
    }
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
fn nothing(history: &History, why: &str) -> Vec<Shown> {
    blanks(history).into_iter().chain([Shown::of(why, Role::Muted)]).collect()
}

/// Empty cells where figures would stand.
fn blanks(history: &History) -> Vec<Shown> {
    vec!["".into(); if history.agreed.is_some() { 4 } else { 2 }]
}

/// By how much a version ends later and costs more than the baseline.
fn apart(standing: &Standing, agreed: &Standing) -> [Shown; 2] {
    let slip = later(Both { here: Some(standing.finish), there: Some(agreed.finish) });
    let role = if slip.starts_with('+') { Role::Tight } else { Role::Within };
    [Shown::of(slip, role), change(standing, Some(agreed.cost), standing.cost, true)]
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
        let agreed = history.agreed.as_ref().map_or(String::new(), |agreed| {
            let room = money(agreed.standing.headroom_of(&opening.cell));
            let was = if agreed.standing.breaks(&opening.cell) { ", not held there either" } else { "" };
            format!("; {room} in {}{was}", harmless(&agreed.title))
        });
        let (before, after) = opening.headroom;
        let moved = format!(" headroom {} → {}{first}{agreed}", money(before), money(after));
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
    let commits: Vec<Value> = (0..told.commits.len()).rev().map(|at| commit(history, at)).collect();
    let mut object = json!({
        "milepost": 1,
        "plan": plan.display().to_string(),
        "shallow": history.shallow,
        "commits": commits,
    });
    if let Some(openings) = openings {
        let one = |it: &Opening| {
            let by = &told.commits[it.entry];
            let agreed = history.agreed.as_ref().map(|agreed| agreed.standing.headroom_of(&it.cell));
            let mut one = json!({
                "envelope": it.cell.0,
                "year": it.cell.1.to_string(),
                "commit": by.hash,
                "author": by.author,
                "date": by.date,
                "subject": by.subject,
                "merge": it.merged.map(|merge| &told.commits[merge].hash),
                "before": it.headroom.0.map(Money::plain),
                "after": it.headroom.1.map(Money::plain),
            });
            if let Some(agreed) = agreed {
                one["baseline"] = json!(agreed.map(Money::plain));
            }
            one
        };
        object["bisect"] = openings.iter().map(one).collect();
    }
    if let Some(agreed) = &history.agreed {
        object["baseline"] = agreed.named.clone();
        object["baseline"]["cost"] = json!(agreed.standing.cost.plain());
        object["baseline"]["headroom"] = json!(agreed.standing.headroom.plain());
        object["baseline"]["finish"] = json!(agreed.standing.finish.previous().to_string());
    }
    if let Some(stamp) = stamp {
        object["stamp"] = json!(stamp);
    }
    json::line(&object)
}

fn commit(history: &History, at: usize) -> Value {
    let told = history.chronicle;
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
    let mut object = json!({
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
    });
    if let Some(agreed) = history.agreed.as_ref().map(|agreed| &agreed.standing) {
        object["slip_days"] = json!(standing.map(|it| it.finish.since(agreed.finish)));
        object["variance"] = json!(standing.map(|it| (it.cost - agreed.cost).plain()));
    }
    object
}
