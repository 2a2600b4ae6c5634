//! The roadmap as data: lanes by stage, bars, gates, slack, links.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::analysis::Analysis;
use crate::plan::{Amount, InitiativeIx, LinkEnd, Plan, StageIx, Status, Target};
use crate::schedule::{Driver, Extent, Placed};
use crate::units::{Day, Money, Month};

/// The rows of the roadmap, in the order in which they stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Roadmap<'a> {
    /// Lanes and bars; the bars of a folded lane are left out.
    pub rows: Vec<Row<'a>>,
}

/// One row of the roadmap.
#[derive(Debug, Clone, PartialEq)]
pub enum Row<'a> {
    /// A stage.
    Lane(Lane<'a>),
    /// An initiative.
    Bar(Bar<'a>),
}

/// The row of a stage.
#[derive(Debug, Clone, PartialEq)]
pub struct Lane<'a> {
    /// Which stage; `None`: the initiatives of no stage.
    pub stage: Option<StageIx>,
    /// The stage's id; empty for the initiatives of no stage.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Its number from 1; that of the initiatives of no stage is one more than the last.
    pub number: usize,
    /// How many initiatives it has.
    pub count: usize,
    /// What they cost once: capital and one-off revenue, our part.
    pub cost: Money,
    /// From when to when it lasts.
    pub extent: Option<Extent>,
    /// Its gate: title and point.
    pub gate: Option<(&'a str, Day)>,
    /// Whether its bars are left out.
    pub folded: bool,
}

/// The row of an initiative.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar<'a> {
    /// Which initiative.
    pub initiative: InitiativeIx,
    /// Its id.
    pub id: &'a str,
    /// The organisation's own reference.
    pub code: Option<&'a str>,
    /// Its title.
    pub title: &'a str,
    /// The number of its stage, from 1.
    pub lane: usize,
    /// When it happens; `None` when it hangs on a cycle.
    pub placed: Option<Placed>,
    /// What it costs once: capital and one-off revenue, our part.
    pub cost: Money,
    /// How firm it is.
    pub status: Status,
    /// The half-open point by which it must be finished.
    pub deadline: Option<Day>,
    /// Whether it is left out of the plan: it has no dates, and its money does not count.
    pub dropped: bool,
}

/// A dependency of the selected initiative, as a line to draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Connection {
    /// The row where the line begins.
    pub from_row: usize,
    /// The point where it begins.
    pub from: Day,
    /// The row where it ends.
    pub to_row: usize,
    /// The point where it ends.
    pub to: Day,
    /// Whether the point it ends at is earlier than the dependency allows.
    pub broken: bool,
    /// Whether it sets the date of the row it ends at.
    pub driving: bool,
}

/// The rows of a plan; `folded` holds the ids of stages whose bars are left out.
///
/// `ordered_by` is the analysis whose dates order the bars of a lane, so that nothing jumps while a bar is held.
pub fn roadmap<'a>(
    analysis: &'a Analysis,
    ordered_by: &Analysis,
    folded: &dyn Fn(&str) -> bool,
) -> Roadmap<'a> {
    let plan = &analysis.plan;
    let mut lanes: Vec<Vec<InitiativeIx>> = vec![Vec::new(); plan.stages.len() + 1];
    for (at, initiative) in plan.initiatives.iter().enumerate() {
        let lane = initiative.stage.map_or(plan.stages.len(), StageIx::at);
        lanes[lane].push(InitiativeIx(at as u32));
    }
    let mut rows = Vec::with_capacity(plan.initiatives.len() + lanes.len());
    for (at, mut members) in lanes.into_iter().enumerate() {
        let stage = plan.stages.get(at);
        if stage.is_none() && members.is_empty() {
            continue;
        }
        members.sort_by_key(|initiative| place_in_lane(plan, ordered_by, *initiative));
        let bars: Vec<Bar<'a>> =
            members.into_iter().map(|initiative| bar(analysis, initiative, at + 1)).collect();
        let id = stage.map_or("", |stage| stage.id.as_str());
        let folded = folded(id);
        rows.push(Row::Lane(Lane {
            stage: stage.map(|_| StageIx(at as u32)),
            id,
            title: stage.map_or("Unstaged", |stage| stage.title.as_str()),
            number: at + 1,
            count: bars.iter().filter(|bar| !bar.dropped).count(),
            cost: bars.iter().filter(|bar| !bar.dropped).map(|bar| bar.cost).sum(),
            extent: match stage {
                Some(_) if bars.iter().all(|bar| bar.dropped) => None,
                Some(_) => analysis.schedule.stages.get(at).copied().flatten(),
                None => extent_of(&bars),
            },
            gate: stage.and_then(|stage| stage.gate.as_ref()).and_then(|gate| {
                let point = analysis.schedule.gates.get(at).copied().flatten()?;
                Some((gate.title.as_str(), point))
            }),
            folded,
        }));
        if !folded {
            rows.extend(bars.into_iter().map(Row::Bar));
        }
    }
    Roadmap { rows }
}

/// Rank, then start, then id (which is the order of the indices); what is unscheduled comes last, after it what is
/// left out.
fn place_in_lane(
    plan: &Plan,
    ordered_by: &Analysis,
    initiative: InitiativeIx,
) -> (bool, i64, Day, InitiativeIx) {
    let of = &plan.initiatives[initiative.at()];
    let placed = ordered_by.plan.initiative(&of.id).and_then(|it| ordered_by.schedule.placed(it));
    (of.dropped, of.rank.unwrap_or(i64::MAX), placed.map_or(Day::MAX, |placed| placed.start), initiative)
}

fn bar(analysis: &Analysis, initiative: InitiativeIx, lane: usize) -> Bar<'_> {
    let of = &analysis.plan.initiatives[initiative.at()];
    Bar {
        initiative,
        id: &of.id,
        code: of.code.as_deref(),
        title: &of.title,
        lane,
        placed: analysis.schedule.placed(initiative).copied(),
        cost: cost_once(analysis, initiative),
        status: of.status,
        deadline: of.deadline,
        dropped: of.dropped,
    }
}

fn extent_of(bars: &[Bar]) -> Option<Extent> {
    let placed = || bars.iter().filter_map(|bar| bar.placed);
    Some(Extent { start: placed().map(|it| it.start).min()?, finish: placed().map(|it| it.finish).max()? })
}

/// What an initiative costs once: capital without a period and one-off revenue, our part, under the case.
pub fn cost_once(analysis: &Analysis, initiative: InitiativeIx) -> Money {
    let of = &analysis.plan.initiatives[initiative.at()];
    let whole: Decimal = of
        .costs
        .iter()
        .filter(|line| line.per.is_none() && line.kind != crate::plan::Kind::Recurrent && line.each.is_none())
        .map(|line| match &line.amount {
            Amount::Whole(amount) => *amount,
            Amount::ByYear(years) => years.values().fold(Decimal::ZERO, |sum, it| sum.saturating_add(*it)),
        })
        .fold(Decimal::ZERO, Decimal::saturating_add);
    let percent = |number: Decimal| number / Decimal::ONE_HUNDRED;
    let shared: Decimal = of.shared_with.iter().map(|(_, share)| share.number()).sum();
    let ours = whole
        .saturating_mul(Decimal::ONE + percent(analysis.factors.cost.number()))
        .saturating_mul(Decimal::ONE - percent(shared))
        .saturating_mul(Decimal::ONE_HUNDRED);
    Money::from_pence(ours.round().to_i128().unwrap_or(0))
}

impl Roadmap<'_> {
    /// The row of an initiative; when its lane is folded, that of the lane.
    pub fn row_of(&self, analysis: &Analysis, initiative: InitiativeIx) -> Option<usize> {
        let own =
            self.rows.iter().position(|row| matches!(row, Row::Bar(bar) if bar.initiative == initiative));
        own.or_else(|| {
            let stage = analysis.plan.initiatives[initiative.at()].stage;
            self.row_of_stage(stage)
        })
    }

    /// The row of a stage; `None`: that of the initiatives of no stage.
    pub fn row_of_stage(&self, stage: Option<StageIx>) -> Option<usize> {
        self.rows.iter().position(|row| matches!(row, Row::Lane(lane) if lane.stage == stage))
    }

    /// The dependencies of an initiative, in and out, between the rows there are.
    pub fn connections(&self, analysis: &Analysis, selected: InitiativeIx) -> Vec<Connection> {
        let plan = &analysis.plan;
        let mut connections = Vec::new();
        for (at, initiative) in plan.initiatives.iter().enumerate() {
            let to = InitiativeIx(at as u32);
            if initiative.dropped {
                continue;
            }
            let Some(placed) = analysis.schedule.placed(to) else { continue };
            let links = initiative.after.iter().map(|link| (link, placed.start));
            for (link, own) in links.chain(initiative.finish_after.iter().map(|link| (link, placed.finish))) {
                if to != selected && link.target != Target::Initiative(selected) {
                    continue;
                }
                let Some((from_row, from)) = self.end_of(analysis, link.target, link.end) else { continue };
                let Some(to_row) = self.row_of(analysis, to) else { continue };
                let driving = match (link.target, placed.driven_by) {
                    (Target::Initiative(one), Driver::Initiative(other)) => one == other,
                    (Target::Stage(one), Driver::Stage(other)) | (Target::Gate(one), Driver::Gate(other)) => {
                        one == other
                    }
                    (Target::Initiative(_) | Target::Stage(_) | Target::Gate(_), _) => false,
                };
                let broken = own < link.offset.from(from);
                connections.push(Connection { from_row, from, to_row, to: own, broken, driving });
            }
        }
        connections
    }

    fn end_of(&self, analysis: &Analysis, target: Target, end: LinkEnd) -> Option<(usize, Day)> {
        let of_extent = |extent: &Extent| match end {
            LinkEnd::Start => extent.start,
            LinkEnd::Finish => extent.finish,
        };
        match target {
            Target::Initiative(from) => {
                let placed = analysis.schedule.placed(from)?;
                let point = of_extent(&Extent { start: placed.start, finish: placed.finish });
                Some((self.row_of(analysis, from)?, point))
            }
            Target::Stage(stage) => {
                let extent = analysis.schedule.stages.get(stage.at())?.as_ref()?;
                Some((self.row_of_stage(Some(stage))?, of_extent(extent)))
            }
            Target::Gate(stage) => {
                let point = analysis.schedule.gates.get(stage.at()).copied().flatten()?;
                Some((self.row_of_stage(Some(stage))?, point))
            }
        }
    }
}

/// From which month to which (exclusive) the whole plan shows: its financial years, and whatever lies beyond them.
pub fn span(analysis: &Analysis) -> (Month, Month) {
    let schedule = &analysis.schedule;
    let placed = || schedule.initiatives.iter().flatten();
    let first = placed().map(|it| it.start).min().unwrap_or(schedule.start).min(schedule.start);
    let last = placed().map(|it| it.finish).max().unwrap_or(schedule.end).max(schedule.end);
    (first.month(), last.previous().month().plus(1))
}

/// What sets the start of an initiative, for people: `waits for Integration platform`.
pub fn driver_words(analysis: &Analysis, driver: Driver) -> String {
    let plan = &analysis.plan;
    match driver {
        Driver::Initiative(it) => format!("waits for {}", plan.initiatives[it.at()].title),
        Driver::Stage(it) => format!("waits for the stage {}", plan.stages[it.at()].title),
        Driver::Gate(it) => {
            let gate = plan.stages[it.at()].gate.as_ref();
            format!("waits for the gate {}", gate.map_or(plan.stages[it.at()].title.as_str(), |it| &it.title))
        }
        Driver::Start => "starts on its given date".to_owned(),
        Driver::NotBefore => "may not start before this".to_owned(),
        Driver::PlanStart => "starts with the plan".to_owned(),
        Driver::Actual => "really started then".to_owned(),
    }
}
