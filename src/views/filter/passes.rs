//! Which initiatives pass a filter.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use super::read::days_of;
use super::words::{Dates, Flag, Lengths, Numbers, Sums, Texts};
use super::{Compare, Filter, Test};
use crate::analysis::Analysis;
use crate::diagnostic::Severity;
use crate::money::{OutsideReason, who_is_in};
use crate::plan::{Initiative, InitiativeIx, Link, Plan, Scope, Status, Target};
use crate::schedule::Placed;
use crate::units::{Day, Money};
use crate::views::money::money_of;
use crate::views::roadmap::costs_once;
use crate::views::table::Amounts;

impl Filter {
    /// Which initiatives of the plan pass, in its order; all of them when the filter asks for nothing.
    pub fn pass(&self, analysis: &Analysis, today: Day) -> Vec<bool> {
        let facts = Facts::new(analysis, today);
        let all = 0..analysis.plan.initiatives.len() as u32;
        all.map(|at| self.groups.is_empty() || self.passes(&facts, InitiativeIx(at))).collect()
    }

    /// Whether a text that is no initiative's is asked for: all words of a group are text, and it has them.
    pub fn finds(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        let has = |test: &Test| matches!(test, Test::Anywhere(words) if text.contains(words));
        self.groups.is_empty()
            || self.groups.iter().any(|group| group.iter().all(|term| has(&term.test) != term.not))
    }

    fn passes(&self, facts: &Facts, at: InitiativeIx) -> bool {
        self.groups.iter().any(|group| group.iter().all(|term| facts.holds(&term.test, at) != term.not))
    }
}

/// What is found out once for all initiatives, when a word asks for it.
pub(super) struct Facts<'a> {
    analysis: &'a Analysis,
    plan: &'a Plan,
    today: Day,
    costs: OnceCell<Vec<Money>>,
    /// Who is needed in a breach.
    over: OnceCell<BTreeSet<InitiativeIx>>,
    unfunded: OnceCell<BTreeSet<InitiativeIx>>,
    /// Ids of those with an error or a warning.
    problems: OnceCell<BTreeSet<&'a str>>,
    /// What waits for each: by its place, those whose links name it.
    feeds: OnceCell<Vec<Vec<InitiativeIx>>>,
}

impl<'a> Facts<'a> {
    pub(super) fn new(analysis: &'a Analysis, today: Day) -> Self {
        Self {
            analysis,
            plan: &analysis.plan,
            today,
            costs: OnceCell::new(),
            over: OnceCell::new(),
            unfunded: OnceCell::new(),
            problems: OnceCell::new(),
            feeds: OnceCell::new(),
        }
    }

    fn of(&self, at: InitiativeIx) -> &'a Initiative {
        &self.plan.initiatives[at.at()]
    }

    fn holds(&self, test: &Test, at: InitiativeIx) -> bool {
        match test {
            Test::Anywhere(words) => self.anywhere(at, words),
            Test::Flag(flag) => self.flag(*flag, at),
            Test::Text(field, compare, wanted) => {
                let found = self.texts(*field, at);
                let whole = matches!(compare, Compare::Is | Compare::IsNot);
                let one = |wanted: &String| {
                    found.iter().any(|it| {
                        let it = it.to_lowercase();
                        if whole { it == *wanted } else { it.contains(wanted.as_str()) }
                    })
                };
                let any = wanted.iter().any(|it| it.as_ref().map_or(found.is_empty(), one));
                any != (*compare == Compare::IsNot)
            }
            Test::Sum(field, compare, wanted) => any(*compare, wanted, &self.sum(*field, at)),
            Test::Number(field, compare, wanted) => {
                self.number(*field, at).is_some_and(|number| any(*compare, wanted, &number))
            }
            Test::Length(field, compare, wanted) => {
                self.length(*field, at).is_some_and(|length| any(*compare, wanted, &length))
            }
            Test::Date(field, compare, wanted) => {
                let found = self.dates(*field, at);
                let one = |wanted: &Option<(Day, Day)>| match (wanted, found) {
                    (None, found) => found.is_none(),
                    (Some(_), None) => false,
                    (Some(range), Some(found)) => in_range(*compare, *range, found),
                };
                if *compare == Compare::IsNot {
                    wanted.iter().all(|it| !one(it))
                } else {
                    wanted.iter().any(one)
                }
            }
            Test::Year(compare, wanted) => {
                let years = &self.analysis.money.years;
                let inside = |year: usize| {
                    let day = years[year].first_day();
                    let end = years[year].end();
                    wanted.iter().any(|range| in_range(*compare, *range, (day, end)))
                };
                let mut postings = self.analysis.money.postings.of_initiative(at);
                let any = postings.any(|it| it.year.is_some_and(|year| inside(year as usize)));
                any != (*compare == Compare::IsNot)
            }
        }
    }

    fn anywhere(&self, at: InitiativeIx, text: &str) -> bool {
        let of = self.of(at);
        let stage = of.stage.map(|stage| &self.plan.stages[stage.at()].title);
        [Some(&of.title), Some(&of.id), of.code.as_ref(), of.owner.as_ref(), stage]
            .into_iter()
            .flatten()
            .chain(&of.tags)
            .any(|it| it.to_lowercase().contains(text))
    }

    fn flag(&self, flag: Flag, at: InitiativeIx) -> bool {
        let of = self.of(at);
        let placed = self.analysis.schedule.placed(at);
        match flag {
            Flag::Critical => placed.is_some_and(Placed::critical),
            Flag::Over => self.over.get_or_init(|| over(self.analysis)).contains(&at),
            Flag::Unfunded => self.unfunded.get_or_init(|| unfunded(self.analysis)).contains(&at),
            Flag::Late => placed.zip(of.deadline).is_some_and(|(placed, deadline)| placed.finish > deadline),
            Flag::Problem => self.problems.get_or_init(|| problems(self.analysis)).contains(of.id.as_str()),
            Flag::Now => placed.is_some_and(|it| it.start <= self.today && self.today <= it.last_day()),
            Flag::Committed => of.status.committed(),
            Flag::Idea => of.status == Status::Idea,
            Flag::Proposed => of.status == Status::Proposed,
            Flag::Approved => of.status == Status::Approved,
            Flag::Active => of.status == Status::Active,
            Flag::Done => of.status == Status::Done,
            Flag::Dropped => of.dropped,
            Flag::Optional => of.optional,
            Flag::Milestone => placed.is_some_and(Placed::milestone),
            Flag::Linked => {
                self.plan.dependencies(at).all().next().is_some() || !self.feeds()[at.at()].is_empty()
            }
            Flag::Shared => !of.shared_with.is_empty(),
            Flag::Decided => !of.decided.is_empty(),
            Flag::Unstaged => of.stage.is_none(),
        }
    }

    /// All that stands in a field.
    pub(super) fn texts(&self, field: Texts, at: InitiativeIx) -> Vec<&'a str> {
        let (of, plan) = (self.of(at), self.plan);
        let one = |text: &'a Option<String>| text.as_deref().into_iter().collect::<Vec<_>>();
        let named = |ids: &'a [String]| ids.iter().map(String::as_str).collect::<Vec<_>>();
        match field {
            Texts::Title => vec![of.title.as_str()],
            Texts::Id => vec![of.id.as_str()],
            Texts::Code => one(&of.code),
            Texts::Owner => one(&of.owner),
            Texts::Sponsor => one(&of.sponsor),
            Texts::Notes => one(&of.notes),
            Texts::Status => vec![of.status.word()],
            Texts::Scope => of.scope.iter().map(|it| scope(*it)).collect(),
            Texts::Stage => of.stage.map_or(Vec::new(), |stage| {
                let stage = &plan.stages[stage.at()];
                vec![stage.title.as_str(), stage.id.as_str()]
            }),
            Texts::Tag => named(&of.tags),
            Texts::Uses => named(&of.uses),
            Texts::Retires => named(&of.retires),
            Texts::Moves => named(&of.moves),
            Texts::Partner => {
                let partners = of.shared_with.iter().map(|(partner, _)| &plan.partners[partner.at()]);
                partners.flat_map(|it| [it.title.as_str(), it.id.as_str()]).collect()
            }
            Texts::Envelope => {
                let postings = self.analysis.money.postings.of_initiative(at);
                let envelopes: BTreeSet<_> = postings.map(|it| it.envelope).collect();
                let envelopes = envelopes.into_iter().map(|it| &plan.envelopes[it.at()]);
                envelopes.flat_map(|it| [it.title.as_str(), it.id.as_str()]).collect()
            }
            Texts::After => self.plan.dependencies(at).all().flat_map(|link| self.target(link)).collect(),
            Texts::Before => {
                let waiting = self.feeds()[at.at()].iter().map(|it| self.of(*it));
                waiting.flat_map(|it| [it.title.as_str(), it.id.as_str()]).collect()
            }
        }
    }

    /// Title and id of what a link names.
    fn target(&self, link: &Link) -> [&'a str; 2] {
        match link.target {
            Target::Initiative(at) => [&self.of(at).title, &self.of(at).id],
            Target::Stage(at) => {
                let stage = &self.plan.stages[at.at()];
                [&stage.title, &stage.id]
            }
            Target::Gate(at) => {
                let stage = &self.plan.stages[at.at()];
                [stage.gate.as_ref().map_or(stage.title.as_str(), |gate| &gate.title), &stage.id]
            }
        }
    }

    fn feeds(&self) -> &[Vec<InitiativeIx>] {
        self.feeds.get_or_init(|| {
            let mut feeds = vec![Vec::new(); self.plan.initiatives.len()];
            for (nth, links) in self.plan.dependencies.iter().enumerate() {
                for link in links.all() {
                    if let Target::Initiative(target) = link.target {
                        feeds[target.at()].push(InitiativeIx(nth as u32));
                    }
                }
            }
            feeds
        })
    }

    fn sum(&self, field: Sums, at: InitiativeIx) -> Money {
        let nth = match field {
            Sums::Cost => return self.costs.get_or_init(|| costs_once(self.analysis))[at.at()],
            Sums::Capital => 0,
            Sums::OneOff => 1,
            Sums::Recurrent => 2,
            Sums::Saves => 3,
            Sums::Other => 4,
            Sums::Net => 5,
        };
        Amounts::of(self.of(at)).of_column(nth)
    }

    /// From the first day to the half-open end of what a field says.
    fn dates(&self, field: Dates, at: InitiativeIx) -> Option<(Day, Day)> {
        let of = self.of(at);
        let placed = self.analysis.schedule.placed(at);
        let on = |day: Day| (day, day.next());
        match field {
            Dates::Start => placed.map(|it| on(it.start)),
            Dates::Finish => placed.map(|it| on(it.last_day())),
            Dates::Deadline => of.deadline.map(|day| on(day.previous())),
            Dates::NotBefore => of.not_before.map(on),
            Dates::During => placed.map(|it| (it.start, it.last_day().next())),
        }
    }

    /// Days.
    fn length(&self, field: Lengths, at: InitiativeIx) -> Option<i64> {
        match field {
            Lengths::Duration => Some(days_of(self.of(at).duration)),
            Lengths::Slack => self.analysis.schedule.placed(at).map(|it| it.slack_days.into()),
        }
    }

    /// Hundredths.
    fn number(&self, field: Numbers, at: InitiativeIx) -> Option<i64> {
        let of = self.of(at);
        match field {
            Numbers::Value => i64::try_from(money_of(of.value).pence()).ok(),
            Numbers::Progress => of.progress.and_then(|it| i64::try_from(money_of(it.number()).pence()).ok()),
            Numbers::Rank => of.rank.map(|rank| rank.saturating_mul(100)),
        }
    }
}

const fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::Common => "common",
        Scope::Local => "local",
    }
}

/// Whether a value stands so to one of those that are wanted; for *is not*, to all.
fn any<T: PartialOrd>(compare: Compare, wanted: &[T], found: &T) -> bool {
    match compare {
        Compare::IsNot => wanted.iter().all(|wanted| compare.holds(found, wanted)),
        Compare::Has | Compare::Is | Compare::Under | Compare::AtMost | Compare::Over | Compare::AtLeast => {
            wanted.iter().any(|wanted| compare.holds(found, wanted))
        }
    }
}

/// Whether a range of days stands so to the one that is wanted: both half-open. What is not compared overlaps.
fn in_range(compare: Compare, (from, end): (Day, Day), (first, last): (Day, Day)) -> bool {
    match compare {
        Compare::Has | Compare::Is | Compare::IsNot => first < end && from < last,
        Compare::Under => first < from,
        Compare::AtMost => first < end,
        Compare::Over => last > end,
        Compare::AtLeast => last > from,
    }
}

/// Who is needed in a breach of any cell.
fn over(analysis: &Analysis) -> BTreeSet<InitiativeIx> {
    let (plan, money) = (&analysis.plan, &analysis.money);
    let cells = money.envelopes.iter().flat_map(|of| {
        let breached = of.years.iter().enumerate().filter(|(_, cell)| cell.state.breached());
        breached.map(|(year, _)| (of.envelope, year))
    });
    let who = cells.flat_map(|(envelope, year)| who_is_in(plan, &analysis.schedule, money, envelope, year));
    who.filter(|it| it.needed).map(|it| it.initiative).collect()
}

fn unfunded(analysis: &Analysis) -> BTreeSet<InitiativeIx> {
    let lines = analysis.money.outside.lines.iter();
    let counts = |reason| matches!(reason, OutsideReason::Unfunded | OutsideReason::Ambiguous);
    lines.filter(|line| counts(line.reason)).map(|line| line.initiative).collect()
}

/// Ids of initiatives with an error or a warning.
fn problems(analysis: &Analysis) -> BTreeSet<&str> {
    let bad = analysis.diagnostics.iter().filter(|it| it.severity != Severity::Hint);
    bad.filter_map(|it| match it.at.keys.as_slice() {
        [table, id, ..] if table == "initiative" => Some(id.as_str()),
        _ => None,
    })
    .collect()
}
