//! The initiatives as a table: which rows in which order, in which groups, with which sums, and what a cell says.
//!
//! Rows and sums are made once for an analysis; what a cell says is made when it is in sight.

mod amounts;
mod typed;

use std::cmp::Ordering;

use super::apart::Aparts;
use super::columns::Column;
use super::figures::Figures;
use crate::analysis::Analysis;
use crate::plan::{Initiative, InitiativeIx, Plan, Status};
use crate::schedule::Placed;
use crate::units::{Day, Money};

pub use amounts::Amounts;
pub use typed::{present, takes, typed};

/// By what the rows are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grouping {
    /// By stage, in their order.
    Stage,
    /// By who owns them.
    Owner,
    /// By how firm they are.
    Status,
}

impl Grouping {
    /// For people.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Stage => "stage",
            Self::Owner => "owner",
            Self::Status => "status",
        }
    }
}

/// The order of the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort {
    /// By which column.
    pub by: Column,
    /// Whether the largest come first.
    pub down: bool,
}

/// A line of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// The heading of a group, with its sums.
    Group {
        /// What its rows have in common.
        title: String,
        /// How many count.
        count: usize,
        /// Their sums.
        sums: Amounts,
    },
    /// An initiative.
    Item(InitiativeIx),
}

impl Line {
    /// The initiative, if it is one.
    pub const fn item(&self) -> Option<InitiativeIx> {
        match self {
            Self::Item(at) => Some(*at),
            Self::Group { .. } => None,
        }
    }
}

/// The table of an analysis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its lines, from the top.
    pub lines: Vec<Line>,
    /// The amounts of every initiative of the plan.
    pub amounts: Vec<Amounts>,
    /// The sums of all that have a row and are not left out.
    pub total: Amounts,
    /// How many are not left out.
    pub count: usize,
}

impl Table {
    /// The initiatives that have a row, from the top.
    pub fn items(&self) -> impl Iterator<Item = InitiativeIx> {
        self.lines.iter().filter_map(Line::item)
    }

    /// The members of the group whose heading a line is.
    pub fn members(&self, heading: usize) -> Vec<InitiativeIx> {
        self.lines.iter().skip(heading + 1).map_while(Line::item).collect()
    }

    /// The line of an initiative.
    pub fn line_of(&self, at: InitiativeIx) -> Option<usize> {
        self.lines.iter().position(|line| *line == Line::Item(at))
    }
}

/// The table of an analysis; `shown` says which initiatives have a row and count in the sums, `None`: all of them; `aparts`
/// what they differ in from a plan that stands beside it.
pub fn table(
    analysis: &Analysis,
    sort: Option<Sort>,
    group: Option<Grouping>,
    shown: Option<&[bool]>,
    aparts: Option<&Aparts>,
) -> Table {
    let plan = &analysis.plan;
    let amounts: Vec<Amounts> = plan.initiatives.iter().map(|it| Amounts::of(it)).collect();
    let mut order: Vec<InitiativeIx> = (0..plan.initiatives.len() as u32).map(InitiativeIx).collect();
    order.retain(|at| shown.is_none_or(|shown| shown[at.at()]));
    order.sort_by_cached_key(|at| natural(analysis, *at));
    if let Some(sort) = sort {
        let mut keyed: Vec<(SortKey, InitiativeIx)> = order
            .iter()
            .map(|at| (SortKey::of(analysis, &amounts[at.at()], aparts, *at, sort.by), *at))
            .collect();
        keyed.sort_by(|(one, _), (other, _)| SortKey::compare(one, other, sort.down));
        order = keyed.into_iter().map(|(_, at)| at).collect();
    }
    let sums = |of: &[InitiativeIx]| {
        let counted = of.iter().filter(|at| !plan.initiatives[at.at()].dropped);
        counted.fold((Amounts::default(), 0), |(sum, count), at| (sum.plus(&amounts[at.at()]), count + 1))
    };
    let (total, count) = sums(&order);
    let lines = match group {
        None => order.iter().copied().map(Line::Item).collect(),
        Some(group) => {
            order.sort_by_cached_key(|at| group_key(plan, *at, group));
            let groups =
                order.chunk_by(|one, other| group_key(plan, *one, group) == group_key(plan, *other, group));
            let lines = groups.flat_map(|members| {
                let (sums, count) = sums(members);
                let title = group_key(plan, members[0], group).1;
                let heading = Line::Group { title, count, sums };
                std::iter::once(heading).chain(members.iter().copied().map(Line::Item))
            });
            lines.collect()
        }
    };
    Table { lines, amounts, total, count }
}

/// The order without another: what is left out last, by stage, each stage in the order of the roadmap.
fn natural(analysis: &Analysis, at: InitiativeIx) -> (bool, u32, (bool, i64, Day), InitiativeIx) {
    let of = &analysis.plan.initiatives[at.at()];
    let start = analysis.schedule.placed(at).map(|placed| placed.start);
    (of.dropped, of.stage.map_or(u32::MAX, |stage| stage.0), of.turn(start), at)
}

/// The group of an initiative: its place among the groups, and what it is called.
fn group_key(plan: &Plan, at: InitiativeIx, group: Grouping) -> (u32, String) {
    let of = &plan.initiatives[at.at()];
    match group {
        Grouping::Stage => match of.stage {
            Some(stage) => (stage.0, plan.stages[stage.at()].title.clone()),
            None => (u32::MAX, "no stage".to_owned()),
        },
        Grouping::Owner => of.owner.clone().map_or((1, "no owner".to_owned()), |owner| (0, owner)),
        Grouping::Status => {
            let firmness = [Status::Idea, Status::Proposed, Status::Approved, Status::Active, Status::Done];
            let nth = firmness.iter().position(|it| *it == of.status).unwrap_or(0);
            (nth as u32, of.status.word().to_owned())
        }
    }
}

/// What a row is sorted by.
enum SortKey {
    Words(String),
    Number(i128),
    Nothing,
}

impl SortKey {
    fn of(
        analysis: &Analysis,
        amounts: &Amounts,
        aparts: Option<&Aparts>,
        at: InitiativeIx,
        by: Column,
    ) -> Self {
        let of = &analysis.plan.initiatives[at.at()];
        let placed = analysis.schedule.placed(at);
        let day = |day: Option<crate::units::Day>| {
            day.map_or(Self::Nothing, |day| Self::Number(day.number().into()))
        };
        match by {
            Column::Start => day(placed.map(|it| it.start)),
            Column::Finish => day(placed.map(|it| it.finish)),
            Column::NotBefore => day(of.not_before),
            Column::Deadline => day(of.deadline),
            Column::Slack => placed.map_or(Self::Nothing, |it| Self::Number(it.slack_days.into())),
            Column::Duration => {
                let epoch = crate::units::Day::from_number(0);
                Self::Number(of.duration.after(epoch).number().into())
            }
            Column::Stage => of.stage.map_or(Self::Nothing, |stage| Self::Number(stage.0.into())),
            Column::Capital
            | Column::OneOff
            | Column::Recurrent
            | Column::Cashable
            | Column::NonCashable
            | Column::Net => {
                by.amount().map_or(Self::Nothing, |nth| Self::Number(amounts.of_column(nth).pence()))
            }
            Column::StartThere
            | Column::StartApart
            | Column::FinishThere
            | Column::FinishApart
            | Column::CostThere
            | Column::CostApart
            | Column::RunningThere
            | Column::RunningApart => {
                let of = aparts.and_then(|aparts| aparts.of_one(at)).zip(by.apart());
                of.and_then(|(of, by)| of.key(by)).map_or(Self::Nothing, Self::Number)
            }
            Column::Title
            | Column::Id
            | Column::Code
            | Column::Owner
            | Column::Sponsor
            | Column::Status
            | Column::After
            | Column::FundedBy
            | Column::Tags => {
                let text = words(analysis, at, by).to_lowercase();
                if text.is_empty() { Self::Nothing } else { Self::Words(text) }
            }
        }
    }

    /// Nothing comes last, whichever way.
    fn compare(one: &Self, other: &Self, down: bool) -> Ordering {
        let order = match (one, other) {
            (Self::Nothing, Self::Nothing) => return Ordering::Equal,
            (Self::Nothing, _) => return Ordering::Greater,
            (_, Self::Nothing) => return Ordering::Less,
            (Self::Words(one), Self::Words(other)) => one.cmp(other),
            (Self::Number(one), Self::Number(other)) => one.cmp(other),
            (Self::Words(_), Self::Number(_)) | (Self::Number(_), Self::Words(_)) => Ordering::Equal,
        };
        if down { order.reverse() } else { order }
    }
}

/// What a cell says, in the figures of tables; empty when it says nothing.
pub fn cell(
    analysis: &Analysis,
    figures: &Figures,
    table: &Table,
    at: InitiativeIx,
    column: Column,
) -> String {
    match column.amount() {
        Some(nth) => table.amounts[at.at()].words(nth, |money| figures.table(money)),
        None => words(analysis, at, column),
    }
}

/// What a sum says.
pub fn sum(figures: &Figures, sums: &Amounts, column: Column) -> Option<String> {
    Some(sums.words(column.amount()?, |money: Money| figures.table(money)))
}

/// What a cell says that is not an amount.
fn words(analysis: &Analysis, at: InitiativeIx, column: Column) -> String {
    let plan = &analysis.plan;
    let of = &plan.initiatives[at.at()];
    let placed = analysis.schedule.placed(at);
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    match column {
        Column::Title => of.title.clone(),
        Column::Id => of.id.clone(),
        Column::Code => text(&of.code),
        Column::Stage => of.stage.map(|stage| plan.stages[stage.at()].title.clone()).unwrap_or_default(),
        Column::Owner => text(&of.owner),
        Column::Sponsor => text(&of.sponsor),
        Column::Status => if of.dropped { "left out" } else { of.status.word() }.to_owned(),
        Column::Start => placed.map_or_else(unplaced(of), |it| it.start.words()),
        Column::Finish => placed.map_or_else(unplaced(of), |it| it.last_day().words()),
        Column::Duration => of.duration.to_string(),
        Column::NotBefore => of.not_before.map(Day::words).unwrap_or_default(),
        Column::Deadline => of.deadline.map(|day| day.previous().words()).unwrap_or_default(),
        Column::Slack => placed.map(slack_words).unwrap_or_default(),
        Column::After => {
            let after = &plan.dependencies(at).after;
            after.iter().map(|link| plan.reference(link)).collect::<Vec<_>>().join(", ")
        }
        Column::FundedBy => payers(plan, of),
        Column::Tags => of.tags.join(", "),
        Column::Capital
        | Column::OneOff
        | Column::Recurrent
        | Column::Cashable
        | Column::NonCashable
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

/// What stands in the place of a day that there is not.
fn unplaced(of: &Initiative) -> impl FnOnce() -> String + use<> {
    let dropped = of.dropped;
    move || if dropped { String::new() } else { "no date".to_owned() }
}

/// Slack in the largest unit that says it in short: days, weeks, months.
fn slack_words(placed: &Placed) -> String {
    match placed.slack_days {
        days if days < 0 => format!("−{}d", -days),
        0 => "0".to_owned(),
        days @ 1..14 => format!("{days}d"),
        days @ 14..61 => format!("{}w", days / 7),
        days => format!("{}m", days * 12 / 365),
    }
}

/// The envelopes that its costs name, each once; nothing where the plan finds who pays.
fn payers(plan: &Plan, of: &Initiative) -> String {
    let mut named: Vec<&str> = Vec::new();
    for (envelope, _) in of.costs.iter().flat_map(|line| &line.funded_by) {
        let title = plan.envelopes[envelope.at()].title.as_str();
        if !named.contains(&title) {
            named.push(title);
        }
    }
    named.join(", ")
}
