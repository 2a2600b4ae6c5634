//! `check --not-worse-than`: what got worse than in another version of the plan, by how much and by whom.

use std::path::Path;

use crate::analysis::{Analysis, Options, analyse_again};
use crate::cli::args::Check;
use crate::cli::diff::versions::at_revision;
use crate::cli::door::Door;
use crate::cli::names::count;
use crate::cli::open::{Opened, named, opened_beside};
use crate::cli::outcome::Failure;
use crate::content::ItemName;
use crate::diagnostic::{Origin, Path as Place};
use crate::diff::{CellChange, EnvelopeChange, Part, Side, Worse, diff, shares, worse};
use crate::git::GitError;
use crate::units::Money;
use crate::views::changes::{Compared, words};
use crate::views::figures::Figures;

/// What a plan is held against, and what got worse than there.
pub struct Ratchet {
    /// What the other version is called.
    pub base: String,
    /// What got worse, the verdict first.
    pub worse: Vec<Worsened>,
}

/// Something that got worse.
pub struct Worsened {
    /// A short name that stays: `cell`, `verdict`, `outside`, `total`, or a diagnostic code.
    pub kind: &'static str,
    /// What it is about: `borrowing 2028/29`.
    pub about: String,
    /// How it was and is, and by whom.
    pub message: String,
    /// The envelope of a cell.
    pub envelope: Option<String>,
    /// The year of a cell.
    pub year: Option<String>,
    /// How it was, and how it is.
    pub change: (String, String),
    /// The changed items that did it, where they are known.
    pub by: Vec<ItemName>,
    /// Where in the plan to look.
    pub origin: Option<Origin>,
}

/// The other version of a plan; `None`, with a remark, when the plan is new and was not there.
pub fn base(path: &Path, args: &Check, plan: &Opened) -> Result<Result<Opened, String>, Failure> {
    let found = match &args.base_file {
        Some(file) => named(file),
        None => at_revision(&args.not_worse_than.clone().unwrap_or_default(), path),
    };
    let (name, seen) = match found {
        Err(Failure::Git(fault @ GitError::NotThere { .. })) => {
            return Ok(Err(format!("{fault}: the plan is new, and is checked for itself")));
        }
        found => found?,
    };
    let open = |scenario| opened_beside(plan, name.clone(), seen.clone(), scenario);
    // A scenario that the other version does not have yet is held against its plan.
    let opened = match open(args.scenario.as_deref()) {
        Err(Failure::Usage(_)) => open(None),
        found => found,
    };
    opened.map(Ok)
}

/// Holds a plan against another version of it, under the same case.
pub fn hold(base: &Opened, opened: &Opened, analysis: &Analysis, door: &Door) -> Ratchet {
    let options = Options { case: analysis.case.clone(), today: door.today };
    let earlier = analyse_again(&opened.document, analysis, &base.document, &options);
    let before = Side { document: &base.document, analysis: &earlier };
    let after = Side { document: &opened.document, analysis };
    let found = diff(before, after);
    let compared = Compared { before, after, diff: &found };
    let worse = worse(&found, before, after);
    Ratchet { base: base.name.clone(), worse: worse.iter().map(|it| tell(it, &compared)).collect() }
}

fn tell(worse: &Worse<'_>, compared: &Compared<'_>) -> Worsened {
    let figures = Figures::of(&compared.after.analysis.plan);
    let none = |kind, about: String, change: (String, String)| Worsened {
        kind,
        message: format!("{} → {}", change.0, change.1),
        about,
        envelope: None,
        year: None,
        change,
        by: Vec::new(),
        origin: None,
    };
    match worse {
        Worse::Verdict(verdict) => {
            let said = (verdict.before.word().to_owned(), verdict.after.word().to_owned());
            none("verdict", "the plan".to_owned(), said)
        }
        Worse::Cell { envelope, cell } => of_cell(compared, envelope, cell, &figures),
        Worse::Total(envelope) => {
            let of = |total: &Option<crate::money::TotalCell>| {
                let headroom = total.and_then(|it| it.headroom).unwrap_or(Money::ZERO);
                total.map_or("–".to_owned(), |it| {
                    format!("{} ({})", figures.full(headroom), it.state.word())
                })
            };
            let change = (of(&envelope.total.before), of(&envelope.total.after));
            let about = format!("{} over its whole life", envelope.id);
            let origin = place(compared, &ItemName::new("envelope", &envelope.id));
            Worsened { envelope: Some(envelope.id.clone()), origin, ..none("total", about, change) }
        }
        Worse::Outside { what, amount } => {
            let change = (figures.full(amount.before), figures.full(amount.after));
            none("outside", format!("money {}", words::outside(what)), change)
        }
        Worse::Problems { code, severity, count: many, new } => {
            let info = code.info();
            let change = (many.before.to_string(), many.after.to_string());
            let said: Vec<&str> = new.iter().take(3).map(|it| it.message.as_str()).collect();
            let more = if new.len() > 3 { format!(", and {} more", new.len() - 3) } else { String::new() };
            let message = format!(
                "{} → {}{}{}{more}",
                many.before,
                count(many.after, severity.word()),
                if said.is_empty() { "" } else { ": " },
                said.join("; ")
            );
            let by = new.iter().map(|it| ItemName::of(&it.at.keys)).collect();
            let origin = new.first().and_then(|it| it.origin.clone());
            Worsened {
                message,
                by,
                origin,
                ..none(info.code, format!("{} {}", info.code, info.name), change)
            }
        }
    }
}

fn of_cell(
    compared: &Compared<'_>,
    envelope: &EnvelopeChange,
    cell: &CellChange,
    figures: &Figures,
) -> Worsened {
    let said = |cell: &Option<crate::money::Cell>| {
        let Some(cell) = cell else { return "not there".to_owned() };
        let headroom = cell.headroom.map_or(String::new(), |it| format!("{} ", figures.full(it)));
        format!("{headroom}({})", cell.state.word())
    };
    let change = (said(&cell.cell.before), said(&cell.cell.after));
    let blame: String =
        words::blame(compared, envelope, cell, figures).into_iter().map(|it| it.text).collect();
    let by_whom = if blame.is_empty() { String::new() } else { format!(", by {blame}") };
    let mut by: Vec<ItemName> = Vec::new();
    let own = ItemName::new("envelope", &envelope.id);
    if compared.diff.edited.iter().any(|it| it.item == own) {
        by.push(own.clone());
    }
    for share in shares(compared.diff, compared.before, compared.after, envelope, cell) {
        if share.more() > Money::ZERO && matches!(share.part, Part::Initiative(_)) {
            by.extend(share.because.into_iter().filter(|it| !by.contains(it)).collect::<Vec<_>>());
        }
    }
    let culprit = by.iter().find_map(|it| place(compared, it));
    Worsened {
        kind: "cell",
        about: format!("{} {}", cell.year, envelope.id),
        message: format!("headroom {} → {}{by_whom}", change.0, change.1),
        envelope: Some(envelope.id.clone()),
        year: Some(cell.year.to_string()),
        origin: culprit.or_else(|| place(compared, &own)),
        change,
        by,
    }
}

/// Where an item stands in the plan.
fn place(compared: &Compared<'_>, item: &ItemName) -> Option<Origin> {
    let path: Place = item.path();
    compared.after.document.value(&path)?;
    compared.after.document.origin(&path)
}
