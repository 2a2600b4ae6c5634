//! The roadmap as data: lanes by stage, bars, gates, slack, links.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::analysis::Analysis;
use crate::display::width;
use crate::plan::{Amount, Initiative, InitiativeIx, Kind, LinkEnd, StageIx, Status, Target};
use crate::schedule::{Driver, Extent, Placed};
use crate::units::{Day, Money, Month};

/// The roadmap of one analysis: which rows there are, and what a row needs that the plan does not say at once.
///
/// It is made once for an analysis; a row is put together when it is asked for, because few are in sight.
#[derive(Debug, Clone, PartialEq)]
pub struct Roadmap {
    rows: Vec<RowAt>,
    /// Every lane, the folded ones included.
    lanes: Vec<LaneFigures>,
    /// What each initiative costs once.
    costs: Vec<Money>,
    /// The row of each initiative; that of its lane when it is folded.
    places: Vec<u32>,
    /// The least and the most that a row costs.
    pub costs_between: (Money, Money),
    /// The longest reference of the organisation's own among the rows, in columns.
    pub longest_code: usize,
}

/// Which row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowAt {
    /// A lane, as an index of all of them.
    Lane(u32),
    /// An initiative.
    Bar(InitiativeIx),
}

/// What a lane sums up.
#[derive(Debug, Clone, Copy, PartialEq)]
struct LaneFigures {
    stage: Option<StageIx>,
    row: u32,
    count: usize,
    shown: Option<usize>,
    cost: Money,
    extent: Option<Extent>,
    folded: bool,
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
    /// How many of them have a row of their own, when some are filtered out.
    pub shown: Option<usize>,
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
    /// Whether it ends at the finish of what waits, and not at its start.
    pub to_finish: bool,
    /// Whether the point it ends at is earlier than the dependency allows.
    pub broken: bool,
    /// Whether it sets the date of the row it ends at.
    pub driving: bool,
}

/// The rows of a plan; `folded` holds the ids of stages whose bars are left out.
///
/// `shown` says which initiatives have a row, whatever is folded; `None`: all of them. The figures of a lane are those of
/// all that it holds. `ordered_by` is the analysis whose dates order the bars of a lane, so that nothing jumps while a bar is held.
pub fn roadmap(
    analysis: &Analysis,
    ordered_by: &Analysis,
    folded: &BTreeSet<String>,
    shown: Option<&[bool]>,
) -> Roadmap {
    let plan = &analysis.plan;
    let mut members: Vec<Vec<InitiativeIx>> = vec![Vec::new(); plan.stages.len() + 1];
    for (at, initiative) in plan.initiatives.iter().enumerate() {
        let lane = initiative.stage.map_or(plan.stages.len(), StageIx::at);
        members[lane].push(InitiativeIx(at as u32));
    }
    let mut made = Roadmap {
        rows: Vec::with_capacity(plan.initiatives.len() + members.len()),
        lanes: Vec::with_capacity(members.len()),
        costs: costs_once(analysis),
        places: vec![0; plan.initiatives.len()],
        costs_between: (Money::ZERO, Money::ZERO),
        longest_code: 0,
    };
    for (at, mut members) in members.into_iter().enumerate() {
        let stage = plan.stages.get(at);
        if stage.is_none() && members.is_empty() {
            continue;
        }
        members.sort_by_cached_key(|initiative| place_in_lane(analysis, ordered_by, *initiative));
        let folded = shown.is_none() && folded.contains(stage.map_or("", |stage| stage.id.as_str()));
        made.lane(analysis, stage.map(|_| StageIx(at as u32)), &members, folded, shown);
    }
    made
}

/// Its turn in its lane; what is equal goes by id, which is the order of the indices.
fn place_in_lane(
    analysis: &Analysis,
    ordered_by: &Analysis,
    initiative: InitiativeIx,
) -> ((bool, i64, Day), InitiativeIx) {
    let of = &analysis.plan.initiatives[initiative.at()];
    let known = ordered_by.plan.same_initiative(&of.id, initiative);
    let placed = known.and_then(|it| ordered_by.schedule.placed(it));
    (of.turn(placed.map(|placed| placed.start)), initiative)
}

/// From the first start to the last finish of what is placed.
fn extent_of(analysis: &Analysis, members: &[InitiativeIx]) -> Option<Extent> {
    let placed = || members.iter().filter_map(|it| analysis.schedule.placed(*it));
    Some(Extent { start: placed().map(|it| it.start).min()?, finish: placed().map(|it| it.finish).max()? })
}

/// What each initiative costs once: capital without a period and one-off revenue, our part, under the case.
pub fn costs_once(analysis: &Analysis) -> Vec<Money> {
    // Pence of a pound under the case, so that most initiatives cost one multiplication.
    let percent = |number: Decimal| number / Decimal::ONE_HUNDRED;
    let pence = (Decimal::ONE + percent(analysis.factors.cost.number())).saturating_mul(Decimal::ONE_HUNDRED);
    let of_one = |of: &Initiative| {
        let lines = of.costs.iter();
        let once =
            lines.filter(|line| line.per.is_none() && line.kind != Kind::Recurrent && line.each.is_none());
        let whole = once.fold(Decimal::ZERO, |sum, line| match &line.amount {
            Amount::Whole(amount) => sum.saturating_add(*amount),
            Amount::ByYear(years) => years.values().fold(sum, |sum, it| sum.saturating_add(*it)),
        });
        let mut ours = whole.saturating_mul(pence);
        if !of.shared_with.is_empty() {
            let shared: Decimal = of.shared_with.iter().map(|(_, share)| share.number()).sum();
            ours = ours.saturating_mul(Decimal::ONE - percent(shared));
        }
        Money::from_pence(ours.round().to_i128().unwrap_or(0))
    };
    analysis.plan.initiatives.iter().map(|of| of_one(of)).collect()
}

impl Roadmap {
    /// Adds the rows of a lane.
    fn lane(
        &mut self,
        analysis: &Analysis,
        stage: Option<StageIx>,
        members: &[InitiativeIx],
        folded: bool,
        shown: Option<&[bool]>,
    ) {
        let plan = &analysis.plan;
        let row = self.rows.len() as u32;
        let counted = || members.iter().filter(|it| !plan.initiatives[it.at()].dropped);
        let is_shown = |at: InitiativeIx| shown.is_none_or(|shown| shown[at.at()]);
        let figures = LaneFigures {
            stage,
            row,
            count: counted().count(),
            shown: shown.map(|_| counted().filter(|it| is_shown(**it)).count()),
            cost: counted().map(|it| self.costs[it.at()]).sum(),
            extent: match stage {
                Some(_) if counted().next().is_none() => None,
                Some(stage) => analysis.schedule.stages.get(stage.at()).copied().flatten(),
                None => extent_of(analysis, members),
            },
            folded,
        };
        self.rows.push(RowAt::Lane(self.lanes.len() as u32));
        self.note_cost(figures.cost);
        self.lanes.push(figures);
        for at in members {
            let out = folded || !is_shown(*at);
            self.places[at.at()] = if out { row } else { self.rows.len() as u32 };
            if out {
                continue;
            }
            self.note_cost(self.costs[at.at()]);
            let code = plan.initiatives[at.at()].code.as_deref().map_or(0, width);
            self.longest_code = self.longest_code.max(code);
            self.rows.push(RowAt::Bar(*at));
        }
    }

    fn note_cost(&mut self, cost: Money) {
        self.costs_between = (self.costs_between.0.min(cost), self.costs_between.1.max(cost));
    }

    /// What an initiative costs once: capital and one-off revenue, our part.
    pub fn cost_of(&self, initiative: InitiativeIx) -> Money {
        self.costs[initiative.at()]
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no row at all.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Which row stands at a place.
    pub fn at(&self, row: usize) -> Option<RowAt> {
        self.rows.get(row).copied()
    }

    /// The first row of an initiative.
    pub fn first_bar(&self) -> Option<usize> {
        self.rows.iter().position(|row| matches!(row, RowAt::Bar(_)))
    }

    /// A row, put together; `analysis` is the one that the roadmap was made of.
    pub fn row<'a>(&self, analysis: &'a Analysis, row: usize) -> Option<Row<'a>> {
        Some(match self.at(row)? {
            RowAt::Lane(lane) => Row::Lane(self.lane_of(analysis, lane as usize)),
            RowAt::Bar(initiative) => Row::Bar(self.bar_of(analysis, initiative)),
        })
    }

    fn lane_of<'a>(&self, analysis: &'a Analysis, lane: usize) -> Lane<'a> {
        let of = self.lanes[lane];
        let stage = of.stage.map(|at| &analysis.plan.stages[at.at()]);
        Lane {
            stage: of.stage,
            id: stage.map_or("", |stage| stage.id.as_str()),
            title: stage.map_or("Unstaged", |stage| stage.title.as_str()),
            number: of.stage.map_or(analysis.plan.stages.len(), StageIx::at) + 1,
            count: of.count,
            shown: of.shown,
            cost: of.cost,
            extent: of.extent,
            gate: of.stage.zip(stage.and_then(|stage| stage.gate.as_ref())).and_then(|(at, gate)| {
                let point = analysis.schedule.gates.get(at.at()).copied().flatten()?;
                Some((gate.title.as_str(), point))
            }),
            folded: of.folded,
        }
    }

    fn bar_of<'a>(&self, analysis: &'a Analysis, initiative: InitiativeIx) -> Bar<'a> {
        let of = &analysis.plan.initiatives[initiative.at()];
        Bar {
            initiative,
            id: &of.id,
            code: of.code.as_deref(),
            title: &of.title,
            lane: of.stage.map_or(analysis.plan.stages.len(), StageIx::at) + 1,
            placed: analysis.schedule.placed(initiative).copied(),
            cost: self.costs[initiative.at()],
            status: of.status,
            deadline: of.deadline,
            dropped: of.dropped,
        }
    }

    /// The row of an initiative; when it has none, that of its lane.
    pub fn row_of(&self, initiative: InitiativeIx) -> usize {
        self.places[initiative.at()] as usize
    }

    /// Whether a link may end at an initiative: it has a row, or its lane is folded and stands for it. What is filtered
    /// out has none.
    fn has_place(&self, initiative: InitiativeIx) -> bool {
        match self.at(self.row_of(initiative)) {
            Some(RowAt::Lane(lane)) => self.lanes[lane as usize].folded,
            Some(RowAt::Bar(_)) | None => true,
        }
    }

    /// The row of a stage; `None`: that of the initiatives of no stage.
    pub fn row_of_stage(&self, stage: Option<StageIx>) -> Option<usize> {
        self.lanes.iter().find(|lane| lane.stage == stage).map(|lane| lane.row as usize)
    }

    /// The dependencies of an initiative, in and out, between the rows there are. `followers` are those that wait for it.
    pub fn connections(
        &self,
        analysis: &Analysis,
        selected: InitiativeIx,
        followers: &[InitiativeIx],
    ) -> Vec<Connection> {
        let mut ends: Vec<InitiativeIx> = followers.iter().copied().chain([selected]).collect();
        ends.sort_unstable();
        ends.dedup();
        let mut connections = Vec::new();
        for to in ends {
            let initiative = &analysis.plan.initiatives[to.at()];
            let Some(placed) = analysis.schedule.placed(to).filter(|_| !initiative.dropped) else { continue };
            let links = analysis.plan.dependencies(to);
            let starts = links.after.iter().map(|link| (link, placed.start, false));
            let finishes = links.finish_after.iter().map(|link| (link, placed.finish, true));
            for (link, own, to_finish) in starts.chain(finishes) {
                if to != selected && link.target != Target::Initiative(selected) || !self.has_place(to) {
                    continue;
                }
                let Some((from_row, from)) = self.end_of(analysis, link.target, link.end) else { continue };
                let driving = match (link.target, placed.driven_by) {
                    (Target::Initiative(one), Driver::Initiative(other)) => one == other,
                    (Target::Stage(one), Driver::Stage(other)) | (Target::Gate(one), Driver::Gate(other)) => {
                        one == other
                    }
                    (Target::Initiative(_) | Target::Stage(_) | Target::Gate(_), _) => false,
                };
                let broken = own < link.offset.from(from);
                let to_row = self.row_of(to);
                connections.push(Connection { from_row, from, to_row, to: own, to_finish, broken, driving });
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
                let placed = analysis.schedule.placed(from).filter(|_| self.has_place(from))?;
                let point = of_extent(&Extent { start: placed.start, finish: placed.finish });
                Some((self.row_of(from), point))
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
