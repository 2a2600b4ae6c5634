//! `diff --format json`: one object. Its shape is a contract: fields are added, never renamed.
//!
//! Money is a string with two decimals in major units, dates are the days that people see, what is absent is null.

use serde::Serialize;
use serde_json::{Value, json};

use crate::cli::json;
use crate::cli::open::CENTRAL;
use crate::cli::stamp::Stamp;
use crate::content::ItemName;
use crate::diagnostic::Diagnostic;
use crate::diff::{Change, Diff, EnvelopeChange};
use crate::money::{Appraisal, Cell, TotalCell, Totals};
use crate::units::{Day, Money};
use crate::views::changes::{Reported, words};

/// The object, with its line end.
pub fn tell(reported: &Reported<'_>, stamps: Option<&[Stamp; 2]>) -> String {
    let diff = reported.compared.diff;
    let changed = |of: &[(&'static str, Change<Money>)]| -> Value {
        of.iter()
            .map(|(word, change)| ((*word).to_owned(), money(*change)))
            .collect::<serde_json::Map<_, _>>()
            .into()
    };
    let mut object = json!({
        "milepost": 1,
        "different": diff.is_different(),
        "old": version(reported, true),
        "new": version(reported, false),
        "verdict": { "before": diff.verdict.before.word(), "after": diff.verdict.after.word() },
        "sentence": { "before": diff.sentence.before, "after": diff.sentence.after },
        "edited": diff.edited.iter().map(|it| json!({
            "item": name(&it.item),
            "title": it.title,
            "keys": it.keys.iter().map(crate::diff::KeyChange::name).collect::<Vec<_>>(),
            "changes": it.keys.iter().map(|key| json!({
                "key": key.name(), "before": key.before, "after": key.after,
            })).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "added": diff.added.iter().map(|it| json!({ "item": name(&it.item), "title": it.title })).collect::<Vec<_>>(),
        "removed": diff.removed.iter().map(|it| json!({ "item": name(&it.item), "title": it.title })).collect::<Vec<_>>(),
        "renamed": diff.renamed.iter().map(|it| json!({
            "item": format!("{}.{}", it.table, it.to), "from": format!("{}.{}", it.table, it.from),
        })).collect::<Vec<_>>(),
        "followed": diff.followed.iter().map(|it| json!({
            "item": name(&it.item), "title": it.title, "because": all(&it.because), "moved": it.moved,
        })).collect::<Vec<_>>(),
        "envelopes": diff.envelopes.iter().map(envelope).collect::<Vec<_>>(),
        "breaches": {
            "opened": cells(diff, crate::diff::CellChange::opens),
            "closed": cells(diff, crate::diff::CellChange::closes),
        },
        "problems": {
            "opened": diff.problems.opened.iter().map(problem).collect::<Vec<_>>(),
            "closed": diff.problems.closed.iter().map(problem).collect::<Vec<_>>(),
        },
        "outside": changed(&diff.outside.all()),
        "schedule": schedule(diff),
        "totals": totals(&diff.totals),
        "appraisal": appraisal(&diff.appraisal),
        "comments": diff.comments.iter().map(|it| json!({
            "item": name(&it.item), "removed": it.removed, "added": it.added,
            "moved": it.moved.iter().map(|(comment, from)| json!({
                "comment": comment, "from": name(from),
            })).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "layout": {
            "order": diff.layout.order,
            "spelling": all(&diff.layout.spelling),
            "blanks": diff.layout.blanks,
        },
    });
    if let Some([old, new]) = stamps {
        object["stamp"] = json!({ "old": old, "new": new });
    }
    json::line(&object)
}

fn problem(it: &Diagnostic) -> Value {
    json!({
        "code": it.code.info().code,
        "severity": it.severity.word(),
        "item": it.at.to_string(),
        "message": it.message,
    })
}

fn version(reported: &Reported<'_>, old: bool) -> Value {
    let (side, called, scenario) = if old {
        (reported.compared.before, &reported.names.0, reported.scenarios.0)
    } else {
        (reported.compared.after, &reported.names.1, reported.scenarios.1)
    };
    json!({
        "name": called,
        "title": side.analysis.plan.title,
        "case": side.analysis.case.as_deref().unwrap_or(CENTRAL),
        "scenario": scenario,
    })
}

fn name(item: &ItemName) -> String {
    item.to_string()
}

fn all(items: &[ItemName]) -> Vec<String> {
    items.iter().map(name).collect()
}

fn money(change: Change<Money>) -> Value {
    json!({ "before": change.before.plain(), "after": change.after.plain() })
}

fn plain(money: Option<Money>) -> Option<String> {
    money.map(Money::plain)
}

fn envelope(envelope: &EnvelopeChange) -> Value {
    let years = envelope.years.iter().map(|cell| {
        let (headroom, state) = (cell.headroom(), cell.state());
        let of = |take: fn(&Cell) -> Option<Money>| {
            let one = |cell: &Option<Cell>| plain(cell.as_ref().and_then(take));
            (one(&cell.cell.before), one(&cell.cell.after))
        };
        let (spend, allocation) = (of(|it| Some(it.spend)), of(|it| it.allocation));
        json!({
            "year": cell.year.to_string(),
            "before": plain(headroom.before),
            "after": plain(headroom.after),
            "state_before": state.before.map(crate::money::State::word),
            "state_after": state.after.map(crate::money::State::word),
            "spend_before": spend.0,
            "spend_after": spend.1,
            "allocation_before": allocation.0,
            "allocation_after": allocation.1,
            "changed": cell.is_change(),
        })
    });
    let total = |take: fn(&TotalCell) -> Option<Money>| {
        let one = |total: &Option<TotalCell>| plain(total.as_ref().and_then(take));
        (one(&envelope.total.before), one(&envelope.total.after))
    };
    let (headroom, spend) = (total(|it| it.headroom), total(|it| Some(it.spend)));
    json!({
        "id": envelope.id,
        "title": envelope.title,
        "from": envelope.from,
        "changed": envelope.is_change(),
        "years": years.collect::<Vec<_>>(),
        "total": {
            "before": headroom.0,
            "after": headroom.1,
            "state_before": envelope.total.before.map(|it| it.state.word()),
            "state_after": envelope.total.after.map(|it| it.state.word()),
            "spend_before": spend.0,
            "spend_after": spend.1,
        },
    })
}

/// The cells that changed, with spend and headroom in both versions.
pub fn variance(diff: &Diff) -> Vec<Value> {
    let of = |(envelope, cell): (&EnvelopeChange, &crate::diff::CellChange)| {
        let (spend, headroom, state) = (cell.spend(), cell.headroom(), cell.state());
        json!({
            "envelope": envelope.id,
            "year": cell.year.to_string(),
            "spend_before": spend.before.plain(),
            "spend_after": spend.after.plain(),
            "headroom_before": plain(headroom.before),
            "headroom_after": plain(headroom.after),
            "state_before": state.before.map(crate::money::State::word),
            "state_after": state.after.map(crate::money::State::word),
        })
    };
    diff.cells().map(of).collect()
}

fn cells(diff: &Diff, wanted: fn(&crate::diff::CellChange) -> bool) -> Vec<Value> {
    let found = diff.cells().filter(|(_, cell)| wanted(cell));
    found
        .map(|(envelope, cell)| {
            let state = cell.state();
            json!({
                "envelope": envelope.id,
                "year": cell.year.to_string(),
                "state": state.after.or(state.before).map(crate::money::State::word),
                "headroom": plain(cell.headroom().after),
            })
        })
        .collect()
}

/// When everything happens, in both versions.
pub fn schedule(diff: &Diff) -> Value {
    let schedule = &diff.schedule;
    let last = |change: Change<Day>| json!({ "before": change.before.previous().to_string(), "after": change.after.previous().to_string() });
    let dates = |dates: Option<(Day, Day)>| {
        dates
            .map(words::days)
            .map(|(start, finish)| json!({ "start": start.to_string(), "finish": finish.to_string() }))
    };
    json!({
        "start": { "before": schedule.start.before.to_string(), "after": schedule.start.after.to_string() },
        "finish": last(schedule.finish),
        "end": last(schedule.end),
        "moved": schedule.moved.iter().map(|it| json!({
            "item": name(&it.item),
            "before": dates(it.dates.before),
            "after": dates(it.dates.after),
            "edited": it.edited,
            "because": all(&it.because),
        })).collect::<Vec<_>>(),
        "gates": schedule.gates.iter().map(|it| json!({
            "stage": it.stage,
            "before": it.day.before.map(|day| day.previous().to_string()),
            "after": it.day.after.map(|day| day.previous().to_string()),
        })).collect::<Vec<_>>(),
    })
}

#[derive(Serialize)]
struct Both<T> {
    before: T,
    after: T,
}

/// Whole sums in both versions.
pub fn totals(totals: &Change<Totals>) -> Value {
    let of = |it: &Totals| {
        json!({
            "capital": it.capital.plain(),
            "one_off": it.one_off.plain(),
            "running_full_year": it.running_full_year.plain(),
            "cashable_full_year": it.cashable_full_year.plain(),
        })
    };
    json!(Both { before: of(&totals.before), after: of(&totals.after) })
}

/// Value for money in both versions.
pub fn appraisal(appraisal: &Change<Appraisal>) -> Value {
    let of = |it: &Appraisal| {
        json!({
            "npv_cashable": it.npv_cashable.plain(),
            "bcr_cashable": it.bcr_cashable.map(|it| format!("{it:.3}")),
            "npv_all": it.npv_all.plain(),
            "bcr_all": it.bcr_all.map(|it| format!("{it:.3}")),
            "payback": it.payback.map(|it| it.to_string()),
            "peak_outlay": it.peak_outlay.plain(),
        })
    };
    json!(Both { before: of(&appraisal.before), after: of(&appraisal.after) })
}
