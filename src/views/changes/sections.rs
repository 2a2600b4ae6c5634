//! The sections of a difference, in the order in which a reviewer asks: terms, affordability, effects, edits, what followed.

use super::compose::cell_of;
use super::page::{About, Grid, Line, Part, Row, Section, Span};
use super::{Reported, words};
use crate::content::{ItemName, Renamed};
use crate::diff::{CellChange, Change, CommentChange, Diff, Edited, EnvelopeChange, Moved, Named};
use crate::display::Align;
use crate::money::TotalCell;
use crate::units::{Day, Money};
use crate::views::look::Look;

/// The tables whose changes are changes of the terms: what there is to spend, and what is assumed.
const TERMS: [&str; 4] = ["envelope", "assumptions", "plan", "case"];

/// Every section that has something in it.
pub fn all(reported: &Reported<'_>) -> Vec<Section> {
    let sections = [
        edits(reported, "Envelopes and assumptions", true),
        affordability(reported, "Affordability", true),
        effects(reported),
        edits(reported, "Edited", false),
        followed(reported),
        affordability(reported, "Other cells", false),
        comments(reported.compared.diff),
        layout(reported.compared.diff),
    ];
    sections.into_iter().flatten().collect()
}

/// Only which items were changed, in which keys.
pub fn stat(reported: &Reported<'_>) -> Vec<Section> {
    let diff = reported.compared.diff;
    let mut rows: Vec<Row> = Vec::new();
    let mut row = |sign: Span, item: &ItemName, what: String| {
        let cells = vec![vec![sign], vec![Span::code(words::item(item))], vec![Span::plain(what)]];
        rows.push(Row { cells, about: Some(About::Item(item.clone())) });
    };
    for it in in_order(&diff.edited, |it| &it.item) {
        let keys: Vec<String> = it.keys.iter().map(crate::diff::KeyChange::name).collect();
        row(Span::plain("~"), &it.item, keys.join(", "));
    }
    for it in in_order(&diff.added, |it| &it.item) {
        row(Span::of("+", Look::Within), &it.item, it.title.clone());
    }
    for it in in_order(&diff.removed, |it| &it.item) {
        row(Span::of("−", Look::Over), &it.item, it.title.clone());
    }
    for it in &diff.renamed {
        row(Span::plain("="), &ItemName::new(it.table.clone(), it.to.clone()), format!("was {}", it.from));
    }
    let columns = vec![("", Align::Left), ("changed", Align::Left), ("", Align::Left)];
    let count = rows.len();
    let grid = Grid { columns, rows, giving: vec![2], grouped: false };
    if count == 0 { Vec::new() } else { vec![section("Changed", count, false, vec![Part::Grid(grid)])] }
}

/// Whether an item is of the terms.
fn is_term(item: &ItemName) -> bool {
    TERMS.contains(&item.table.as_str())
}

/// Items with the terms first, in their order.
fn in_order<T>(items: &[T], name: impl Fn(&T) -> &ItemName) -> Vec<&T> {
    let mut items: Vec<&T> = items.iter().collect();
    items.sort_by_key(|it| TERMS.iter().position(|table| *table == name(it).table).unwrap_or(TERMS.len()));
    items
}

pub(super) fn section(title: &'static str, count: usize, folded: bool, parts: Vec<Part>) -> Section {
    Section { title, count, folded, parts }
}

/// What was changed by hand: keys with both values, then what came, went, or has another id.
fn edits(reported: &Reported<'_>, title: &'static str, terms: bool) -> Option<Section> {
    let diff = reported.compared.diff;
    let wanted = |item: &ItemName| is_term(item) == terms;
    let edited: Vec<&Edited> =
        in_order(&diff.edited, |it| &it.item).into_iter().filter(|it| wanted(&it.item)).collect();
    let mut parts = Vec::new();
    if !edited.is_empty() {
        parts.push(Part::Grid(changes(diff, &edited)));
    }
    let mut lines: Vec<Row> = Vec::new();
    let item = |it: &Named| Some(About::Item(it.item.clone()));
    for it in in_order(&diff.added, |it| &it.item).into_iter().filter(|it| wanted(&it.item)) {
        lines.push(Row::line(whole(reported, it, "+", Look::Within), item(it)));
    }
    for it in in_order(&diff.removed, |it| &it.item).into_iter().filter(|it| wanted(&it.item)) {
        lines.push(Row::line(whole(reported, it, "−", Look::Over), item(it)));
    }
    let name = |it: &Renamed| ItemName::new(it.table.clone(), it.to.clone());
    for it in diff.renamed.iter().filter(|it| wanted(&name(it))) {
        let (to, from) = (words::item(&name(it)), it.from.clone());
        let line = vec![Span::plain("= "), Span::code(to), Span::plain(" was called "), Span::code(from)];
        lines.push(Row::line(line, Some(About::Item(name(it)))));
    }
    let count = edited.len() + lines.len();
    if !lines.is_empty() {
        parts.push(Part::Lines(lines));
    }
    (count > 0).then(|| section(title, count, false, parts))
}

/// The ends of an initiative, with how to find each.
type End = (&'static str, fn((Day, Day)) -> Day);
const ENDS: [End; 2] = [("start", |days| days.0), ("last day", |days| days.1)];

/// The keys that were changed, a row each, the dates that went with them last.
fn changes(diff: &Diff, edited: &[&Edited]) -> Grid {
    let mut rows = Vec::new();
    for it in edited {
        let mut first = true;
        let mut name = || {
            let name = if std::mem::take(&mut first) { words::item(&it.item) } else { String::new() };
            vec![Span::code(name)]
        };
        for key in &it.keys {
            let said = |text: &Option<String>| match text {
                Some(text) => vec![Span::plain(text.clone())],
                None => vec![Span::of("–", Look::Muted)],
            };
            let cells = vec![name(), vec![Span::code(key.name())], said(&key.before), said(&key.after)];
            rows.push(Row { cells, about: Some(About::Key(it.item.clone(), key.key.clone())) });
        }
        if let Ok(at) = diff.schedule.moved.binary_search_by(|moved| moved.item.cmp(&it.item)) {
            let moved = &diff.schedule.moved[at];
            for (what, pick) in ENDS {
                let said = |dates: Option<(Day, Day)>| {
                    dates.map_or("no date".to_owned(), |dates| pick(words::days(dates)).words())
                };
                let (before, after) = (said(moved.dates.before), said(moved.dates.after));
                if before != after {
                    let cells =
                        [what.to_owned(), before, after].map(|text| vec![Span::of(text, Look::Muted)]);
                    let cells = std::iter::once(name()).chain(cells).collect();
                    rows.push(Row { cells, about: Some(About::Item(it.item.clone())) });
                }
            }
        }
    }
    let columns =
        [("item", Align::Left), ("key", Align::Left), ("before", Align::Left), ("after", Align::Left)];
    Grid { columns: columns.to_vec(), rows, giving: vec![0, 1, 2, 3], grouped: false }
}

fn span(dates: Option<(Day, Day)>) -> String {
    dates.map_or_else(|| "no dates".to_owned(), |dates| words::span(dates.0, dates.1))
}

/// An item that came or went: its title, and of an initiative its dates and what it costs.
pub(super) fn whole(reported: &Reported<'_>, it: &Named, sign: &str, look: Look) -> Line {
    let side = if sign == "+" { reported.compared.after } else { reported.compared.before };
    let mut line = vec![Span::of(format!("{sign} "), look), Span::code(words::item(&it.item))];
    if !it.title.is_empty() && it.title != it.item.id {
        line.push(Span::plain(format!("  {}", it.title)));
    }
    let (plan, analysis) = (&side.analysis.plan, side.analysis);
    let at = (it.item.table == "initiative").then(|| plan.initiative(&it.item.id)).flatten();
    if let Some(at) = at {
        let dates = analysis.schedule.placed(at).map(|placed| (placed.start, placed.finish));
        let mut said = vec![span(dates)];
        for kind in crate::plan::Kind::ALL {
            let costs = plan.initiatives[at.at()].costs.iter().enumerate().filter(|(_, it)| it.kind == kind);
            let spent: Money = costs
                .flat_map(|(line, _)| {
                    let (schedule, factors) = (&analysis.schedule, &analysis.factors);
                    crate::money::cost_row(plan, schedule, factors, at, line).months
                })
                .sum();
            if !spent.is_zero() {
                said.push(format!("{} {}", kind.word(), reported.figures().full(spent)));
            }
        }
        line.push(Span::of(format!("  {}", said.join(", ")), Look::Muted));
    }
    line
}

/// The cells that changed: those that stand otherwise or do not hold, breaches that open and close first, then money in no
/// cell; or all others.
pub(super) fn affordability(reported: &Reported<'_>, title: &'static str, telling: bool) -> Option<Section> {
    let (diff, figures) = (reported.compared.diff, reported.figures());
    let tells = |cell: &CellChange| {
        let state = cell.state();
        state.is_change() || state.after.is_some_and(crate::money::State::breached)
    };
    let mut cells: Vec<(&EnvelopeChange, &CellChange)> =
        diff.cells().filter(|(_, cell)| tells(cell) == telling).collect();
    cells.sort_by_key(|(_, cell)| (!cell.opens(), !cell.closes()));
    let mut rows: Vec<Row> = Vec::new();
    let mut row =
        |about, name: Span, year: String, values: Change<Option<Money>>, more: Money, state: Span| {
            let (before, after) = words::pair(&figures, values.before, values.after);
            let cells = [
                name,
                Span::plain(year),
                Span::plain(before),
                Span::plain(after),
                words::signed(&figures, more),
                state,
            ];
            rows.push(Row { cells: cells.into_iter().map(|cell| vec![cell]).collect(), about });
        };
    for (envelope, cell) in cells {
        let (room, headroom) = (words::room(cell), cell.headroom());
        let limited = headroom.before.is_some() || headroom.after.is_some();
        let values = if limited { headroom } else { spends(cell) };
        // What came and went within one limit is no news.
        if !telling && !values.is_change() {
            continue;
        }
        let name = Span::code(envelope.id.clone());
        let (about, more) = (Some(cell_of(envelope, cell)), room.after - room.before);
        row(about, name, cell.year.to_string(), values, more, words::state(cell.state()));
    }
    if telling {
        for envelope in diff.envelopes.iter().filter(|it| whole_life(reported, it)) {
            let headroom = |total: Option<TotalCell>| total.and_then(|it| it.headroom);
            let values = Change::new(headroom(envelope.total.before), headroom(envelope.total.after));
            let more = values.after.unwrap_or(Money::ZERO) - values.before.unwrap_or(Money::ZERO);
            let state = |total: Option<TotalCell>| total.map(|it| it.state);
            let states = Change::new(state(envelope.total.before), state(envelope.total.after));
            let about = Some(About::Item(ItemName::new("envelope", &envelope.id)));
            let name = Span::code(envelope.id.clone());
            row(about, name, "whole life".to_owned(), values, more, words::state(states));
        }
        for (word, change) in diff.outside.all().into_iter().filter(|(_, change)| change.is_change()) {
            let values = Change::new(Some(change.before), Some(change.after));
            let less = change.before - change.after;
            let nowhere = Span::of("in no envelope", Look::Muted);
            row(
                None,
                Span::plain(format!("({})", words::outside(word))),
                String::new(),
                values,
                less,
                nowhere,
            );
        }
    }
    let columns = vec![
        ("envelope", Align::Left),
        ("year", Align::Left),
        ("headroom", Align::Right),
        ("now", Align::Right),
        ("change", Align::Right),
        ("state", Align::Left),
    ];
    let count = rows.len();
    let grid = Grid { columns, rows, giving: vec![0], grouped: false };
    (count > 0).then(|| section(title, count, !telling, vec![Part::Grid(grid)]))
}

/// What is spent from a cell without a limit.
fn spends(cell: &CellChange) -> Change<Option<Money>> {
    let spend = cell.spend();
    Change::new(cell.cell.before.map(|_| -spend.before), cell.cell.after.map(|_| -spend.after))
}

/// Whether an envelope has a cap for its whole life that is used otherwise.
fn whole_life(reported: &Reported<'_>, envelope: &EnvelopeChange) -> bool {
    let capped = |plan: &crate::plan::Plan, at: Option<crate::plan::EnvelopeIx>| {
        at.is_some_and(|at| plan.envelopes[at.at()].total.is_some())
    };
    let (before, after) = (&reported.compared.before.analysis.plan, &reported.compared.after.analysis.plan);
    let headroom = |total: Option<TotalCell>| total.and_then(|it| it.headroom);
    (capped(before, envelope.at.before) || capped(after, envelope.at.after))
        && headroom(envelope.total.before) != headroom(envelope.total.after)
}

/// When it ends, and what it is worth.
pub(super) fn effects(reported: &Reported<'_>) -> Option<Section> {
    let (diff, figures) = (reported.compared.diff, reported.figures());
    let mut rows: Vec<Row> = Vec::new();
    let mut row = |about: Option<About>, what: &str, before: String, after: String, change: Span| {
        if before != after {
            let cells = [Span::plain(what), Span::plain(before), Span::plain(after), change];
            rows.push(Row { cells: cells.into_iter().map(|cell| vec![cell]).collect(), about });
        }
    };
    let day = |day: Day| day.words();
    let last = |day: Day| day.previous().words();
    let schedule = &diff.schedule;
    let later = |change: Change<Day>| {
        let days = change.after.since(change.before);
        let look = if days > 0 { Look::Tight } else { Look::Within };
        Span::of(format!("{} days {}", days.abs(), if days > 0 { "later" } else { "earlier" }), look)
    };
    row(None, "plan starts", day(schedule.start.before), day(schedule.start.after), later(schedule.start));
    row(
        None,
        "last finish",
        last(schedule.finish.before),
        last(schedule.finish.after),
        later(schedule.finish),
    );
    row(None, "plan ends", last(schedule.end.before), last(schedule.end.after), later(schedule.end));
    for gate in &schedule.gates {
        let said = |day: Option<Day>| day.map_or("–".to_owned(), last);
        let change = match (gate.day.before, gate.day.after) {
            (Some(before), Some(after)) => later(Change::new(before, after)),
            (None | Some(_), None) | (None, Some(_)) => Span::plain(""),
        };
        let about = Some(About::Item(ItemName::new("stage", &gate.stage)));
        row(about, &format!("gate of {}", gate.stage), said(gate.day.before), said(gate.day.after), change);
    }
    let (was, is) = (&diff.appraisal.before, &diff.appraisal.after);
    let mut money = |what: &str, before: Money, after: Money, more_is_worse: bool| {
        let more = after - before;
        let good = more.is_negative() == more_is_worse;
        let look = if good { Look::Within } else { Look::Over };
        let (said, now) = words::pair(&figures, Some(before), Some(after));
        row(None, what, said, now, Span { look: Some(look), ..words::signed(&figures, more) });
    };
    money("capital", diff.totals.before.capital, diff.totals.after.capital, true);
    money("one-off", diff.totals.before.one_off, diff.totals.after.one_off, true);
    let (before, after) = (diff.totals.before, diff.totals.after);
    money("running, full year", before.running_full_year, after.running_full_year, true);
    money("cashable, full year", before.cashable_full_year, after.cashable_full_year, false);
    money("NPV, cashable", was.npv_cashable, is.npv_cashable, false);
    money("NPV, all benefits", was.npv_all, is.npv_all, false);
    money("peak outlay", was.peak_outlay, is.peak_outlay, true);
    let ratio = |it: Option<rust_decimal::Decimal>| it.map_or("–".to_owned(), |it| it.to_string());
    row(None, "BCR, cashable", ratio(was.bcr_cashable), ratio(is.bcr_cashable), Span::plain(""));
    row(None, "BCR, all benefits", ratio(was.bcr_all), ratio(is.bcr_all), Span::plain(""));
    let month = |it: Option<crate::units::Month>| it.map_or("never".to_owned(), crate::units::Month::words);
    row(None, "payback", month(was.payback), month(is.payback), Span::plain(""));
    let columns =
        vec![("", Align::Left), ("before", Align::Right), ("after", Align::Right), ("change", Align::Right)];
    let count = rows.len();
    let grid = Grid { columns, rows, giving: vec![], grouped: false };
    (count > 0).then(|| section("Schedule and appraisal", count, false, vec![Part::Grid(grid)]))
}

/// What says the same and has other dates or money, with what drives it.
fn followed(reported: &Reported<'_>) -> Option<Section> {
    let diff = reported.compared.diff;
    let mut rows: Vec<Row> = Vec::new();
    for it in &diff.followed {
        let moved = diff.schedule.moved.binary_search_by(|moved| moved.item.cmp(&it.item)).ok();
        let (start, finish) = match moved.map(|at| &diff.schedule.moved[at]) {
            Some(moved) => dates(moved),
            None => ("money only".to_owned(), String::new()),
        };
        let because = if it.because.is_empty() { "–".to_owned() } else { words::few(&it.because) };
        let item = vec![Span::code(words::item(&it.item))];
        let cells =
            vec![item, vec![Span::plain(start)], vec![Span::plain(finish)], vec![Span::plain(because)]];
        rows.push(Row { cells, about: Some(About::Item(it.item.clone())) });
    }
    // Those with one cause stand together; the sort keeps the order of ids.
    rows.sort_by(|a, b| a.cells[3][0].text.cmp(&b.cells[3][0].text));
    let columns = vec![
        ("item", Align::Left),
        ("start", Align::Left),
        ("last day", Align::Left),
        ("because of", Align::Left),
    ];
    let count = rows.len();
    let grid = Grid { columns, rows, giving: vec![0], grouped: true };
    (count > 0).then(|| section("Followed", count, true, vec![Part::Grid(grid)]))
}

/// Start and last day where they moved.
pub(super) fn dates(moved: &Moved) -> (String, String) {
    let said = |pick: fn((Day, Day)) -> Day| {
        let of = |dates: Option<(Day, Day)>| dates.map(|dates| pick(words::days(dates)).words());
        let (before, after) = (of(moved.dates.before), of(moved.dates.after));
        if before == after { String::new() } else { words::arrow(before, after) }
    };
    (said(|days| days.0), said(|days| days.1))
}

/// The comments that came and went.
fn comments(diff: &Diff) -> Option<Section> {
    let mut lines: Vec<Row> = Vec::new();
    for change in &diff.comments {
        let item = || Span::code(words::item(&change.item));
        for (sign, look, texts) in [("− ", Look::Over, &change.removed), ("+ ", Look::Within, &change.added)]
        {
            for text in texts {
                let line = vec![Span::of(sign, look), item(), Span::plain(format!("  {text}"))];
                lines.push(Row::line(line, Some(About::Item(change.item.clone()))));
            }
        }
        for (text, from) in &change.moved {
            let from = [Span::plain(format!("  {text} · moved here from ")), Span::code(words::item(from))];
            let line = [Span::plain("→ "), item()].into_iter().chain(from).collect();
            lines.push(Row::line(line, Some(About::Item(change.item.clone()))));
        }
    }
    let count = diff.comments.iter().map(CommentChange::count).sum();
    (count > 0).then(|| section("Comments", count, true, vec![Part::Lines(lines)]))
}

/// What is only written otherwise.
fn layout(diff: &Diff) -> Option<Section> {
    let mut lines: Vec<Row> = Vec::new();
    for table in &diff.layout.order {
        let line = vec![Span::code(*table), Span::plain(" tables stand in another order")];
        lines.push(Row::line(line, None));
    }
    for item in &diff.layout.spelling {
        let said = Span::plain(" is written otherwise and says the same");
        let line = vec![Span::code(words::item(item)), said];
        lines.push(Row::line(line, Some(About::Item(item.clone()))));
    }
    if diff.layout.blanks {
        let said = "only blanks, line ends or the place of comments differ";
        lines.push(Row::line(vec![Span::plain(said)], None));
    }
    let count = lines.len();
    (count > 0).then(|| section("Order and layout", count, true, vec![Part::Lines(lines)]))
}
