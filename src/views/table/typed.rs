//! What a cell takes, what it says while it is edited, and the change that what is typed makes.

use crate::analysis::Analysis;
use crate::diagnostic::Path;
use crate::document::{Document, Form};
use crate::edit::{Change, Edit, LayerName, Value};
use crate::keys::{Edge, Type};
use crate::plan::{Amount, BenefitKind, Initiative, InitiativeIx, Kind, Per, Plan};
use crate::revise::{self, Beside, LineKind, Move};
use crate::units::{Day, Duration, Month, Offset};
use crate::views::columns::{Column, Holds};

/// The text that a cell is edited from; `Err` says why it cannot be typed into.
pub fn present(document: &Document, plan: &Plan, at: InitiativeIx, column: Column) -> Result<String, String> {
    let of = &plan.initiatives[at.at()];
    let own = Path::new(["initiative", of.id.as_str()]);
    match column.holds() {
        Holds::Words(key) | Holds::Time(key) => Ok(written(document, &own.child(key))),
        Holds::Start => match (of.actual.start, of.start.or(of.not_before)) {
            (Some(_), _) => Err("it has really started, and its actual date holds it".to_owned()),
            (None, day) => Ok(day.map(|day| day.to_string()).unwrap_or_default()),
        },
        Holds::Cost(_) | Holds::Benefit(_) => match place(of, column)? {
            Place::Line(path, ..) => Ok(written(document, &path)),
            Place::New(..) => Ok(String::new()),
        },
        Holds::Payers => Ok(written(document, &payers_key(of)?)),
        Holds::Computed(why) => Err(format!("{} is not typed: {why}", column.name())),
        Holds::Apart(_) => Err(format!("{} is not typed: the two plans make it", column.name())),
    }
}

/// What a cell takes, by example.
pub fn takes(plan: &Plan, column: Column) -> String {
    let ids = |ids: Vec<&str>| ids.join(" · ");
    match column {
        Column::Stage => ids(plan.stages.iter().map(|it| it.id.as_str()).collect()),
        Column::Status => "idea · proposed · approved · active · done".to_owned(),
        Column::FundedBy => {
            ids(plan.envelopes.iter().filter(|it| !it.dropped).map(|it| it.id.as_str()).collect())
        }
        Column::After => "ids, parted by commas: e-forms, crm + 2 months".to_owned(),
        Column::Tags => "words, parted by commas".to_owned(),
        Column::Start => "2027-10-01, Oct 27, Q4 27/28, +6m or -2w; empty: as early as possible".to_owned(),
        Column::Duration => "6 months, 10 weeks; or 6m, 10w, 2q, 1y".to_owned(),
        Column::NotBefore | Column::Deadline => "2027-10-01, or 2027-10 for the month".to_owned(),
        Column::Capital | Column::OneOff => "120_000, 120k, 1.2m, +10%; empty takes it out".to_owned(),
        Column::Recurrent | Column::Cashable | Column::NonCashable => {
            "24_000, 24k or +10% a year; empty takes it out".to_owned()
        }
        Column::Title
        | Column::Id
        | Column::Code
        | Column::Owner
        | Column::Sponsor
        | Column::Finish
        | Column::Slack
        | Column::Net
        | Column::StartThere
        | Column::StartApart
        | Column::FinishThere
        | Column::FinishApart
        | Column::CostThere
        | Column::CostApart
        | Column::RunningThere
        | Column::RunningApart => String::new(),
    }
}

/// The change that makes a cell say what is typed; `None`: it says so already.
///
/// # Errors
/// What the cell wants, as a sentence, when it cannot say that; nothing is to be written then.
pub fn typed(
    document: &Document,
    analysis: &Analysis,
    at: InitiativeIx,
    column: Column,
    text: &str,
    layer: &LayerName,
) -> Result<Option<Change>, String> {
    let plan = &analysis.plan;
    let of = &plan.initiatives[at.at()];
    let text = text.trim();
    let was = present(document, plan, at, column)?;
    if text == was.trim() {
        return Ok(None);
    }
    let beside = Beside { present: was.trim(), year_start: plan.year_start, ..Beside::default() };
    let own = Path::new(["initiative", of.id.as_str()]);
    let set = |at: &Path, text: &str| revise::set_typed(at, text, &of.title, layer, beside).map(Some);
    match column.holds() {
        Holds::Words("title") if text.is_empty() => Err("a title is needed".to_owned()),
        Holds::Words("stage") => set(&own.child("stage"), &named(text, &stages(plan), "stage")?),
        Holds::Words("status") => set(&own.child("status"), &status(text)),
        Holds::Words("after") if !text.is_empty() => {
            let edits = revise::relink(document, &own.child("after"), &revise::list(text));
            Ok(Some(Change {
                label: format!("Set after of {} to {text}", of.title),
                edits,
                layer: layer.clone(),
            }))
        }
        Holds::Words(key) | Holds::Time(key) => set(&own.child(key), text),
        Holds::Start => start(analysis, at, text, layer, beside),
        Holds::Payers => set(&payers_key(of)?, &named(text, &envelopes(plan), "envelope")?),
        Holds::Cost(_) | Holds::Benefit(_) => amount(plan, at, column, text, layer, beside),
        Holds::Computed(why) => Err(why.to_owned()),
        Holds::Apart(_) => Err("the two plans make it".to_owned()),
    }
}

/// The value of a key as one line; nothing when it is not written.
fn written(document: &Document, path: &Path) -> String {
    let Some(view) = document.value(path) else { return String::new() };
    match view.form() {
        Form::Array => view.items().map(|item| item.scalar().into_owned()).collect::<Vec<_>>().join(", "),
        Form::Scalar(_) => view.scalar().replace(['\r', '\n'], " ").trim().to_owned(),
        Form::Root | Form::Header | Form::Implied | Form::Dotted | Form::Inline | Form::Tables => {
            String::new()
        }
    }
}

fn stages(plan: &Plan) -> Vec<(&str, &str)> {
    plan.stages.iter().map(|it| (it.id.as_str(), it.title.as_str())).collect()
}

fn envelopes(plan: &Plan) -> Vec<(&str, &str)> {
    plan.envelopes.iter().filter(|it| !it.dropped).map(|it| (it.id.as_str(), it.title.as_str())).collect()
}

/// The id of what is named by its id, its title, or the beginning of one of them; nothing typed names nothing.
fn named(text: &str, known: &[(&str, &str)], what: &str) -> Result<String, String> {
    if text.is_empty() {
        return Ok(String::new());
    }
    let typed = text.to_lowercase();
    let whole = known.iter().find(|(id, title)| *id == typed || title.to_lowercase() == typed);
    let begins =
        |(id, title): &&(&str, &str)| id.starts_with(&typed) || title.to_lowercase().starts_with(&typed);
    let mut begun = known.iter().filter(begins);
    let one = whole.or_else(|| begun.next().filter(|_| begun.next().is_none()));
    one.map(|(id, _)| (*id).to_owned()).ok_or_else(|| {
        let ids: Vec<&str> = known.iter().map(|(id, _)| *id).collect();
        format!(
            "no {what} is called {text}; there is {}",
            if ids.is_empty() { "none".to_owned() } else { ids.join(", ") }
        )
    })
}

/// A status by the beginning of its word, where only one begins so.
fn status(text: &str) -> String {
    let words = ["idea", "proposed", "approved", "active", "done"];
    let typed = text.to_lowercase();
    let mut begun = words.into_iter().filter(|word| !typed.is_empty() && word.starts_with(&typed));
    match (begun.next(), begun.next()) {
        (Some(only), None) => only.to_owned(),
        (Some(_) | None, _) => typed,
    }
}

/// Where an amount is written.
enum Place {
    /// In this key, of this line.
    Line(Path, LineKind, String),
    /// In a line that is not there yet, with this name and the word of its kind.
    New(LineKind, String, &'static str),
}

/// Where the amount of a column is written; `Err` says why one figure cannot be typed.
fn place(of: &Initiative, column: Column) -> Result<Place, String> {
    let (kind, word, runs) = match column.holds() {
        Holds::Cost(kind) => (LineKind::Cost, kind.word(), kind == Kind::Recurrent),
        Holds::Benefit(true) => (LineKind::Benefit, "cashable", true),
        Holds::Benefit(false) => (LineKind::Benefit, "non-cashable", true),
        Holds::Words(_)
        | Holds::Time(_)
        | Holds::Start
        | Holds::Payers
        | Holds::Computed(_)
        | Holds::Apart(_) => {
            return Err("it is not an amount".to_owned());
        }
    };
    let lines: Vec<(&str, &Amount, Option<Per>, bool)> = if let Holds::Cost(kind) = column.holds() {
        let own = of.costs.iter().filter(|line| line.kind == kind);
        own.map(|line| (line.id.as_str(), &line.amount, line.per, line.each.is_some())).collect()
    } else {
        let wanted = if word == "cashable" { BenefitKind::Cashable } else { BenefitKind::NonCashable };
        let own = of.benefits.iter().filter(|line| line.kind == wanted);
        own.map(|line| (line.id.as_str(), &line.amount, line.per, false)).collect()
    };
    let path = |id: &str| Path::new(["initiative", of.id.as_str(), kind.word(), id, word]);
    match lines.as_slice() {
        [] => Ok(Place::New(kind, fresh(of, kind), word)),
        [(_, _, _, true)] => Err("it is paid as you go; the form has it".to_owned()),
        [(_, Amount::ByYear(_), ..)] => Err("it is written year by year; the form has it".to_owned()),
        [(id, Amount::Whole(_), per, false)] => match (per, runs) {
            (Some(Per::Year), true) | (None, false) => Ok(Place::Line(path(id), kind, (*id).to_owned())),
            (Some(_) | None, _) => Err("it is not written by the year; the form has it".to_owned()),
        },
        many => Err(format!("it is the sum of {} lines; the form has them", many.len())),
    }
}

/// A name for a new line.
fn fresh(of: &Initiative, kind: LineKind) -> String {
    let taken = |name: &str| match kind {
        LineKind::Cost => of.costs.iter().any(|line| line.id == name),
        LineKind::Benefit => of.benefits.iter().any(|line| line.id == name),
        LineKind::Shift => of.shifts.iter().any(|line| line.id == name),
    };
    let first = if kind == LineKind::Cost { "delivery" } else { "savings" };
    let more = (2..).map(|number| format!("{first}-{number}"));
    std::iter::once(first.to_owned()).chain(more).find(|name| !taken(name)).expect("numbers do not end")
}

/// The key of the only cost that says who pays it.
fn payers_key(of: &Initiative) -> Result<Path, String> {
    match of.costs.as_slice() {
        [] => Err("there is no cost to pay".to_owned()),
        [one] if one.funded_by.len() > 1 => Err("several share it; the form has it".to_owned()),
        [one] => Ok(Path::new(["initiative", of.id.as_str(), "cost", one.id.as_str(), "funded-by"])),
        many => Err(format!("it has {} costs, each with its own; the form has them", many.len())),
    }
}

fn amount(
    plan: &Plan,
    at: InitiativeIx,
    column: Column,
    text: &str,
    layer: &LayerName,
    beside: Beside<'_>,
) -> Result<Option<Change>, String> {
    let of = &plan.initiatives[at.at()];
    match place(of, column)? {
        Place::Line(_, kind, id) if text.is_empty() => {
            Ok(Some(revise::remove_line(plan, at, kind, &id, layer)))
        }
        Place::Line(path, ..) => revise::set_typed(&path, text, &of.title, layer, beside).map(Some),
        Place::New(..) if text.is_empty() => Ok(None),
        Place::New(kind, id, word) => {
            let wanted = || "an amount is needed: 120_000, 120k or 1.2m".to_owned();
            let value = revise::value(Type::Amount, text).ok_or_else(wanted)?;
            let mut entries = vec![(word.to_owned(), value)];
            if !matches!(word, "capital" | "one-off") {
                entries.push(("per".to_owned(), Value::Text("year".to_owned())));
            }
            let edit = revise::write_line(&of.id, kind, &id, entries);
            let label = format!("Set {word} of {} to {text}", of.title);
            Ok(Some(Change { label, edits: vec![edit], layer: layer.clone() }))
        }
    }
}

/// Another first day: a day, a month, an offset of the present one; nothing typed: as early as possible.
fn start(
    analysis: &Analysis,
    at: InitiativeIx,
    text: &str,
    layer: &LayerName,
    beside: Beside<'_>,
) -> Result<Option<Change>, String> {
    let plan = &analysis.plan;
    let of = &plan.initiatives[at.at()];
    if text.is_empty() {
        let key = if of.start.is_some() { "start" } else { "not-before" };
        let edits = vec![Edit::Remove { at: Path::new(["initiative", of.id.as_str(), key]) }];
        let label = format!("Start {} as early as possible", of.title);
        return Ok(Some(Change { label, edits, layer: layer.clone() }));
    }
    let wanted = || "a day is needed: 2027-10-01, 2027-10, +6m or -2w".to_owned();
    let moved = if let Some(length) = text.strip_prefix(['+', '-', '−']) {
        let length = Duration::parse(length.trim()).ok_or_else(wanted)?;
        let by = Offset { earlier: !text.starts_with('+'), length };
        revise::shift(plan, &analysis.factors, &analysis.schedule, at, by, layer)
    } else {
        let said = revise::read(Type::Date(Edge::Begin), text, beside);
        let day = match said {
            Ok(Value::Bare(text) | Value::Text(text)) => {
                Day::parse(&text).or_else(|| Month::parse(&text).map(Month::first_day))
            }
            Ok(Value::List(_) | Value::Table(_)) | Err(_) => None,
        };
        let day = day.ok_or_else(wanted)?;
        revise::start_on(plan, &analysis.factors, &analysis.schedule, at, day, layer)
    };
    match moved {
        None => Err("it has no date that could be moved".to_owned()),
        Some(Move { held_by: Some(driver), start, .. }) => {
            let why = crate::views::roadmap::driver_words(analysis, driver);
            Err(format!("it cannot start before {}: it {why}", start.words()))
        }
        Some(Move { change, .. }) => Ok(change),
    }
}
