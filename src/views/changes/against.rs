//! What is asked of a plan that is held against a baseline, as sections: slip in days and months, variance in money.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::page::{About, Grid, Part, Row, Section, Span};
use super::sections::{affordability, dates, effects, section, whole};
use super::{Reported, words};
use crate::check::{GateStanding, gates as standings};
use crate::content::ItemName;
use crate::diff::{Named, Side};
use crate::display::Align;
use crate::plan::{InitiativeIx, Per, Technology};
use crate::units::{Day, Money};
use crate::views::apart::{Both, later};
use crate::views::decisions::{Decided, decisions};
use crate::views::look::Look;
use crate::views::roadmap::costs_once;

/// What is asked of a plan that is held against a baseline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// What starts or ends on another day.
    Slip,
    /// What each initiative costs once.
    Costs,
    /// Every envelope and year.
    Cells,
    /// When it ends, whole sums, and what it is worth.
    Value,
    /// When each gate decides, and what stopping there would free.
    Gates,
    /// What technologies cost, and when their contracts end.
    Technologies,
    /// What was decided since.
    Decisions,
}

/// The sections of what is asked, those that have something in them.
pub fn against(reported: &Reported<'_>, asked: &[Asked]) -> Vec<Section> {
    let of = |asked: &Asked| match asked {
        Asked::Slip => [slip(reported), None],
        Asked::Costs => [costs(reported), None],
        Asked::Cells => {
            [affordability(reported, "Affordability", true), affordability(reported, "Other cells", false)]
        }
        Asked::Value => [effects(reported), None],
        Asked::Gates => [gates(reported), None],
        Asked::Technologies => [technologies(reported), None],
        Asked::Decisions => [decided(reported), None],
    };
    asked.iter().flat_map(of).flatten().collect()
}

/// By how much each initiative starts and ends later; what came and what went.
fn slip(reported: &Reported<'_>) -> Option<Section> {
    let diff = reported.compared.diff;
    let mut rows = Vec::new();
    for it in &diff.schedule.moved {
        let (start, finish) = dates(it);
        let both = it.dates.before.zip(it.dates.after);
        let later = |pick: fn((Day, Day)) -> Day| {
            vec![both.map_or_else(Span::default, |(then, now)| slipped(pick(then), pick(now)))]
        };
        let cells = vec![
            vec![Span::code(words::item(&it.item))],
            vec![Span::plain(start)],
            later(|days| days.0),
            vec![Span::plain(finish)],
            later(|days| days.1),
        ];
        rows.push(Row { cells, about: Some(About::Item(it.item.clone())) });
    }
    let columns = vec![
        ("item", Align::Left),
        ("start", Align::Left),
        ("later", Align::Right),
        ("last day", Align::Left),
        ("later", Align::Right),
    ];
    let mut parts = Vec::new();
    let mut count = rows.len();
    if !rows.is_empty() {
        parts.push(Part::Grid(Grid { columns, rows, giving: vec![0], grouped: false }));
    }
    let is = |it: &&Named| it.item.table == "initiative";
    let came = diff.added.iter().filter(is).map(|it| whole(reported, it, "+", Look::Within));
    let went = diff.removed.iter().filter(is).map(|it| whole(reported, it, "−", Look::Over));
    let lines: Vec<Row> = came.chain(went).map(|line| Row::line(line, None)).collect();
    count += lines.len();
    if !lines.is_empty() {
        parts.push(Part::Lines(lines));
    }
    (count > 0).then(|| section("Slip", count, false, parts))
}

/// What initiatives that are in both cost once, where that differs.
fn costs(reported: &Reported<'_>) -> Option<Section> {
    let (compared, figures) = (&reported.compared, reported.figures());
    let (was, is) = (costs_once(compared.before.analysis), costs_once(compared.after.analysis));
    let of = |(at, earlier): (usize, &Option<InitiativeIx>)| {
        let (then, now) = (was[earlier.as_ref()?.at()], is[at]);
        let (said, told) = words::pair(&figures, Some(then), Some(now));
        let change = Span {
            look: Some(if now > then { Look::Over } else { Look::Within }),
            ..words::signed(&figures, now - then)
        };
        let item = ItemName::new("initiative", &compared.after.analysis.plan.initiatives[at].id);
        let cells = vec![
            vec![Span::code(words::item(&item))],
            vec![Span::plain(said)],
            vec![Span::plain(told)],
            vec![change],
        ];
        (then != now).then_some(Row { cells, about: Some(About::Item(item)) })
    };
    let rows: Vec<Row> = compared.diff.pairing.earlier.iter().enumerate().filter_map(of).collect();
    let columns =
        vec![("item", Align::Left), ("cost", Align::Right), ("now", Align::Right), ("change", Align::Right)];
    let count = rows.len();
    let grid = Grid { columns, rows, giving: vec![0], grouped: false };
    (count > 0).then(|| section("Cost", count, false, vec![Part::Grid(grid)]))
}

/// By how much a day slipped: `+3m`, `−9d`.
fn slipped(then: Day, now: Day) -> Span {
    let look = if now > then { Look::Tight } else { Look::Within };
    Span::of(later(Both { here: Some(now), there: Some(then) }), look)
}

/// By how much something is dearer than it was; nothing where it is not.
fn dearer(reported: &Reported<'_>, more: Money) -> Span {
    let look = if more > Money::ZERO { Look::Over } else { Look::Within };
    Span { look: Some(look), ..words::signed(&reported.figures(), more) }
}

/// One cell of each span.
fn row(cells: impl IntoIterator<Item = Span>, item: ItemName) -> Row {
    Row { cells: cells.into_iter().map(|cell| vec![cell]).collect(), about: Some(About::Item(item)) }
}

/// Every gate of a version with the id of its stage.
fn gates_of(side: Side<'_>) -> Vec<(&str, GateStanding)> {
    let of = side.analysis;
    let found = standings(&of.plan, &of.factors, &of.schedule, &of.money);
    found.into_iter().map(|gate| (of.plan.stages[gate.stage.at()].id.as_str(), gate)).collect()
}

/// The gates of the later version with what each was in the earlier one, by its date.
///
/// *Shape*: the id of its stage, as it was, as it is.
pub fn gates_both<'a>(
    before: Side<'a>,
    after: Side<'a>,
    pairs: &[Option<crate::plan::StageIx>],
) -> Vec<(&'a str, Option<GateStanding>, GateStanding)> {
    let mut was = gates_of(before);
    let found = gates_of(after).into_iter().map(|(id, now)| {
        let at = was.iter().position(|(_, then)| pairs[then.stage.at()] == Some(now.stage));
        (id, at.map(|at| was.swap_remove(at).1), now)
    });
    found.collect()
}

/// The gates that are on another day, or at which something else can be freed.
fn gates(reported: &Reported<'_>) -> Option<Section> {
    let (compared, figures) = (&reported.compared, reported.figures());
    let last = |day: Option<Day>| day.map_or("no date".to_owned(), |day| day.previous().words());
    let mut rows: Vec<Row> = Vec::new();
    for (stage, then, now) in gates_both(compared.before, compared.after, &compared.diff.pairing.stages) {
        let was = then.as_ref();
        if was.is_some_and(|was| was.point == now.point && was.freed == now.freed) {
            continue;
        }
        let slip = was.and_then(|was| was.point).zip(now.point);
        let (said, told) = words::pair(&figures, was.map(|was| was.freed), Some(now.freed));
        // What can still be stopped is a choice that is left: less of it is worse.
        let more = was.map_or_else(Span::default, |was| words::signed(&figures, now.freed - was.freed));
        let item = ItemName::new("stage", stage);
        let cells = [
            Span::code(format!("gate of {stage}")),
            Span::plain(was.map_or("not there".to_owned(), |was| last(was.point))),
            Span::plain(last(now.point)),
            slip.map_or_else(Span::default, |(then, now)| slipped(then, now)),
            Span::plain(said),
            Span::plain(told),
            more,
        ];
        rows.push(row(cells, item));
    }
    let columns = vec![
        ("gate", Align::Left),
        ("baseline", Align::Right),
        ("now", Align::Right),
        ("slip", Align::Right),
        ("freed", Align::Right),
        ("now", Align::Right),
        ("variance", Align::Right),
    ];
    let count = rows.len();
    let grid = Grid { columns, rows, giving: vec![0], grouped: false };
    (count > 0).then(|| section("Gates", count, false, vec![Part::Grid(grid)]))
}

/// The technologies whose contract ends on another day, or that cost something else; what came and what went.
fn technologies(reported: &Reported<'_>) -> Option<Section> {
    let compared = &reported.compared;
    let (was, is) = (&compared.before.analysis.plan, &compared.after.analysis.plan);
    let renamed = |id: &str| {
        let found = compared.diff.renamed.iter().find(|it| it.table == "technology" && it.to == id);
        found.map_or(id.to_owned(), |it| it.from.clone())
    };
    let mut rows = Vec::new();
    for now in &is.technologies {
        let before = renamed(&now.id);
        let Some(then) = was.technologies.iter().find(|it| it.id == before) else { continue };
        if then.contract_ends == now.contract_ends && a_year(then) == a_year(now) {
            continue;
        }
        let last = |of: &Technology| of.contract_ends.map_or("–".to_owned(), |day| day.previous().words());
        let slip = then.contract_ends.zip(now.contract_ends);
        let (said, told) = words::pair(&reported.figures(), a_year(then), a_year(now));
        let more = a_year(now).unwrap_or(Money::ZERO) - a_year(then).unwrap_or(Money::ZERO);
        let cells = [
            Span::code(words::item(&ItemName::new("technology", &now.id))),
            Span::plain(last(then)),
            Span::plain(last(now)),
            slip.map_or_else(Span::default, |(then, now)| slipped(then, now)),
            Span::plain(said),
            Span::plain(told),
            dearer(reported, more),
        ];
        rows.push(row(cells, ItemName::new("technology", &now.id)));
    }
    let is_one = |it: &&Named| it.item.table == "technology";
    let came = compared.diff.added.iter().filter(is_one).map(|it| whole(reported, it, "+", Look::Within));
    let went = compared.diff.removed.iter().filter(is_one).map(|it| whole(reported, it, "−", Look::Over));
    let lines: Vec<Row> = came.chain(went).map(|line| Row::line(line, None)).collect();
    let count = rows.len() + lines.len();
    let columns = vec![
        ("technology", Align::Left),
        ("contract ends", Align::Right),
        ("now", Align::Right),
        ("slip", Align::Right),
        ("a year", Align::Right),
        ("now", Align::Right),
        ("variance", Align::Right),
    ];
    let mut parts = Vec::new();
    if !rows.is_empty() {
        parts.push(Part::Grid(Grid { columns, rows, giving: vec![0], grouped: false }));
    }
    if !lines.is_empty() {
        parts.push(Part::Lines(lines));
    }
    (count > 0).then(|| section("Technologies", count, false, parts))
}

/// What a technology costs in a year, to the penny.
fn a_year(of: &Technology) -> Option<Money> {
    let times = match of.per {
        Per::Year => 1,
        Per::Quarter => 4,
        Per::Month => 12,
        Per::Week => 52,
    };
    let pence = of.cost?.saturating_mul(Decimal::from(times * 100));
    pence.round().to_i128().map(Money::from_pence)
}

/// The decisions that the earlier version does not have, the latest first.
fn decided(reported: &Reported<'_>) -> Option<Section> {
    let compared = &reported.compared;
    let (was, is) = (&compared.before.analysis.plan, &compared.after.analysis.plan);
    let new = |it: &Decided<'_>| {
        let then = compared.diff.pairing.earlier[it.initiative.at()];
        !then.is_some_and(|at| {
            was.initiatives[at.at()].decided.iter().any(|(on, text)| *on == it.on && text == it.text)
        })
    };
    let rows: Vec<Row> = decisions(is)
        .iter()
        .filter(|it| new(it))
        .map(|it| {
            let item = ItemName::new("initiative", &is.initiatives[it.initiative.at()].id);
            let cells = [
                Span::plain(it.on.words()),
                Span::code(words::item(&item)),
                Span::plain(it.parts.who.to_string()),
                Span::plain(it.parts.what.to_string()),
                Span::plain(it.parts.why.to_string()),
            ];
            row(cells, item)
        })
        .collect();
    let columns = vec![
        ("date", Align::Right),
        ("initiative", Align::Left),
        ("who", Align::Left),
        ("what", Align::Left),
        ("why", Align::Left),
    ];
    let count = rows.len();
    let grid = Grid { columns, rows, giving: vec![3, 4], grouped: false };
    (count > 0).then(|| section("Decided since", count, false, vec![Part::Grid(grid)]))
}
