//! The tally: every line of the plan phased, and its pence put where they belong.

use super::again::Revision;
use super::appraisal;
use super::both::{LateRow, phase_both};
use super::calendar::{Calendar, Yearly};
use super::eligibility;
use super::ledger::{Flows, Ledger};
use super::loans;
use super::phasing::{phase, undated};
use super::prices::Prices;
use super::routing::{Charge, Route, Routes, Saving, live};
use super::row::Phased;
use super::shares::OurPart;
use super::stream::{Frame, Growth, Stream, benefit_recurs, cashable, recurs};
use super::{
    Outside, OutsideLine, OutsideReason, Posting, Postings, RecurrentYear, Source, Totals, exact, run_rate,
};
use crate::plan::{BenefitLine, CostLine, EnvelopeIx, Initiative, InitiativeIx, Kind, Plan, Status};
use crate::schedule::Placed;
use crate::units::{Day, Money};

/// A line that cannot be computed, or that lacks what it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// It comes to more than can be computed, and is left out.
    TooMuch(InitiativeIx, Source),
    /// Its borrowing has no life.
    NoLife(InitiativeIx, u32, EnvelopeIx),
}

impl Fault {
    /// Of which initiative.
    pub(super) const fn initiative_mut(&mut self) -> &mut InitiativeIx {
        match self {
            Self::TooMuch(initiative, _) | Self::NoLife(initiative, ..) => initiative,
        }
    }
}

/// Where every penny of the plan is.
#[derive(Debug)]
pub(super) struct Tally {
    /// The flows of everything that counts.
    pub(super) all: Ledger,
    /// The flows of committed initiatives alone.
    pub(super) committed: Ledger,
    /// What each line puts where.
    pub(super) postings: Postings,
    /// Money in no cell.
    pub(super) outside: Outside,
    /// The recurrent figures by year.
    pub(super) recurrent: Vec<RecurrentYear>,
    /// Whole sums.
    pub(super) totals: Totals,
    /// What is appraised.
    pub(super) appraised: appraisal::Rows,
    /// What is wrong with lines.
    pub(super) faults: Vec<Fault>,
}

/// One initiative on its way into the tally.
#[derive(Clone, Copy)]
struct Item<'p> {
    ix: InitiativeIx,
    initiative: &'p Initiative,
    ours: &'p OurPart,
}

impl Item<'_> {
    fn idea(&self) -> bool {
        self.initiative.status == Status::Idea
    }
}

/// The work of one pass.
struct Pass<'p> {
    plan: &'p Plan,
    frame: Frame<'p>,
    /// Where the appraisal ends.
    horizon: Day,
    /// How prices grow, each way once.
    prices: Vec<Prices>,
    calendar: &'p Calendar,
    routes: &'p Routes<'p>,
    tally: Tally,
}

/// Phases every line of a plan and puts its pence where they belong; without interest, which hangs on all that is owed.
pub(super) fn lines_of_all(revision: Revision<'_>, calendar: &Calendar, routes: &Routes<'_>) -> Tally {
    let all = (0..revision.plan.initiatives.len()).map(|at| InitiativeIx(at as u32));
    lines(revision, calendar, routes, all)
}

/// Phases the lines of some initiatives, in their order, and puts their pence where they belong; without interest.
pub(super) fn lines(
    Revision { plan, schedule, factors }: Revision<'_>,
    calendar: &Calendar,
    routes: &Routes<'_>,
    of: impl Iterator<Item = InitiativeIx>,
) -> Tally {
    let ledger = || Ledger::new(plan.envelopes.iter().map(|it| it.borrowing.is_some()), calendar.years);
    let tally = Tally {
        all: ledger(),
        committed: ledger(),
        postings: Postings::new(plan.envelopes.len(), calendar.years),
        outside: Outside::default(),
        recurrent: vec![RecurrentYear::default(); calendar.years],
        totals: Totals::default(),
        appraised: appraisal::Rows::new(plan, schedule),
        faults: Vec::new(),
    };
    let frame = Frame::new(plan, schedule, factors);
    let horizon = tally.appraised.horizon();
    let mut growths: Vec<Growth> = Vec::new();
    for growth in frame.growths() {
        if !growths.contains(&growth) {
            growths.push(growth);
        }
    }
    let prices = growths.into_iter().filter_map(|growth| Prices::new(growth, calendar)).collect();
    let mut pass = Pass { plan, frame, horizon, prices, calendar, routes, tally };
    for ix in of {
        let initiative = &plan.initiatives[ix.at()];
        if !initiative.dropped {
            let ours = OurPart::of(initiative);
            pass.initiative(Item { ix, initiative, ours: &ours }, schedule.placed(ix));
        }
    }
    pass.tally
}

impl Pass<'_> {
    fn initiative(&mut self, item: Item<'_>, placed: Option<&Placed>) {
        let counted = |line: &&CostLine| line.each.is_none();
        for (at, line) in item.initiative.costs.iter().enumerate().filter(|(_, line)| counted(line)) {
            match placed {
                Some(placed) => self.cost(item, at as u32, line, placed),
                None => self.unscheduled(item, at as u32, line),
            }
        }
        let Some(placed) = placed.filter(|_| !item.idea()) else { return };
        for (at, line) in item.initiative.benefits.iter().enumerate() {
            self.benefit(item, at as u32, line, placed);
        }
    }

    /// Puts money outside, if there is any.
    fn outside(&mut self, item: Item<'_>, cost: u32, reason: OutsideReason, amount: Money) {
        if amount.is_zero() {
            return;
        }
        let outside = &mut self.tally.outside;
        *match reason {
            OutsideReason::Unscheduled => &mut outside.unscheduled,
            OutsideReason::Idea => &mut outside.ideas,
            OutsideReason::Unfunded => &mut outside.unfunded,
            OutsideReason::Ambiguous => &mut outside.ambiguous,
            OutsideReason::Beyond => &mut outside.beyond,
        } += amount;
        outside.lines.push(OutsideLine { initiative: item.ix, cost, reason, amount });
    }

    /// One-off money and capital of something without dates; what recurs counts nothing.
    fn unscheduled(&mut self, item: Item<'_>, cost: u32, line: &CostLine) {
        if recurs(line) {
            return;
        }
        match undated(&line.amount, self.frame.more(line.kind)) {
            Some(sum) => {
                let ours = Money::from_pence(item.ours.take(sum));
                self.outside(item, cost, OutsideReason::Unscheduled, ours);
            }
            None => self.tally.faults.push(Fault::TooMuch(item.ix, Source::Cost(cost))),
        }
    }

    /// The pence of a stream up to the calendar's ends, and its row; `real` is its row without inflation. `None` when it
    /// comes to too much.
    fn sums<'l>(&self, stream: &Stream<'l>, real: Option<Phased>) -> Option<(Vec<i128>, LateRow<'l>)> {
        let late = LateRow::new(*stream, self.calendar.starts());
        let Some(growth) = stream.growth else {
            let row = real?;
            return Some((row.up_to(self.calendar.ends()), late.known(row)));
        };
        let prices = self.prices.iter().find(|prices| prices.growth == growth);
        if let Some(sums) = prices.zip(real).and_then(|(prices, real)| prices.up_to(&real, self.calendar)) {
            return Some((sums, late));
        }
        let row = phase(stream, self.calendar.starts())?;
        Some((row.up_to(self.calendar.ends()), late.known(row)))
    }

    fn cost(&mut self, item: Item<'_>, at: u32, line: &CostLine, placed: &Placed) {
        let stream = self.frame.cost(line, placed);
        let appraise = |row: &Phased| self.tally.appraised.add_cost(row, item.ours);
        let real = if item.idea() {
            phase(&stream.real(), self.calendar.starts())
        } else {
            phase_both(&stream.real(), self.horizon, self.calendar.starts(), appraise)
        };
        let Some((mut sums, row)) = self.sums(&stream, real) else {
            self.tally.faults.push(Fault::TooMuch(item.ix, Source::Cost(at)));
            return;
        };
        if *item.ours != OurPart::All {
            for sum in &mut sums {
                *sum = item.ours.take(*sum);
            }
        }
        let ours = Yearly(sums);
        let counted = |amounts: &Yearly| match line.kind {
            Kind::Capital | Kind::OneOff => amounts.inside() + amounts.outside(),
            Kind::Recurrent => amounts.inside(),
        };
        if item.idea() {
            self.outside(item, at, OutsideReason::Idea, counted(&ours));
            return;
        }
        self.sum_up(line, item, &ours);
        match self.routes.cost(line) {
            Route::Unfunded => self.outside(item, at, OutsideReason::Unfunded, counted(&ours)),
            Route::Ambiguous => self.outside(item, at, OutsideReason::Ambiguous, counted(&ours)),
            Route::One(envelope) => {
                let running = |sum| item.ours.take(sum);
                self.spend(item, at, line, placed, &row, envelope, &ours, running);
            }
            Route::Shared(payers, weights) => {
                let parts: Vec<Vec<i128>> = ours.0.iter().map(|sum| exact::split(*sum, &weights)).collect();
                for (nth, payer) in payers.into_iter().enumerate() {
                    let amounts = Yearly(parts.iter().map(|parts| parts[nth]).collect());
                    let running = |sum| exact::split(item.ours.take(sum), &weights)[nth];
                    match payer {
                        Some(envelope) => {
                            self.spend(item, at, line, placed, &row, envelope, &amounts, running);
                        }
                        None => self.outside(item, at, OutsideReason::Unfunded, counted(&amounts)),
                    }
                }
            }
        }
    }

    /// Adds a cost to the totals and the recurrent figures.
    fn sum_up(&mut self, line: &CostLine, item: Item<'_>, ours: &Yearly) {
        let totals = &mut self.tally.totals;
        match line.kind {
            Kind::Capital => totals.capital += ours.inside() + ours.outside(),
            Kind::OneOff => totals.one_off += ours.inside() + ours.outside(),
            Kind::Recurrent => {
                let rate = run_rate::of(&line.amount, line.per, self.frame.more(line.kind));
                totals.running_full_year += Money::from_pence(item.ours.take(rate.pence()));
                for (year, amount) in self.tally.recurrent.iter_mut().zip(ours.years()) {
                    year.running += amount;
                }
            }
        }
    }

    /// Puts a line's spend into one envelope.
    #[allow(
        clippy::too_many_arguments,
        reason = "the parts of one posting; a type for them would be used once"
    )]
    fn spend(
        &mut self,
        item: Item<'_>,
        at: u32,
        line: &CostLine,
        placed: &Placed,
        row: &LateRow<'_>,
        envelope: EnvelopeIx,
        amounts: &Yearly,
        running: impl Fn(i128) -> i128,
    ) {
        let payer = &self.plan.envelopes[envelope.at()];
        let ineligible = eligibility::ineligible(payer, line, row, self.calendar, amounts, running);
        for (year, amount) in amounts.years().enumerate() {
            let ineligible = ineligible.as_ref().map_or(Money::ZERO, |years| years[year]);
            if amount.is_zero() && ineligible.is_zero() {
                continue;
            }
            self.post(
                Posting {
                    envelope,
                    year: Some(year as u32),
                    initiative: Some(item.ix),
                    source: Source::Cost(at),
                    amount,
                    ineligible,
                },
                |flows| {
                    flows.cost[line.kind as usize] += amount;
                    flows.ineligible += ineligible;
                },
            );
        }
        let beyond = amounts.outside();
        if line.kind != Kind::Recurrent && !(amounts.before().is_zero() && amounts.after().is_zero()) {
            self.outside(item, at, OutsideReason::Beyond, beyond);
            self.post(
                Posting {
                    envelope,
                    year: None,
                    initiative: Some(item.ix),
                    source: Source::Cost(at),
                    amount: beyond,
                    ineligible: Money::ZERO,
                },
                |flows| flows.cost[line.kind as usize] += beyond,
            );
        }
        if line.kind == Kind::Capital {
            self.borrow(item, at, line, placed, envelope, amounts);
        }
    }

    /// Records a posting, and the same in the ledgers.
    fn post(&mut self, posting: Posting, mut put: impl FnMut(&mut Flows)) {
        let year = posting.year.map(|year| year as usize);
        put(self.tally.all.at(posting.envelope, year));
        let committed =
            posting.initiative.is_some_and(|ix| self.plan.initiatives[ix.at()].status.committed());
        if committed {
            put(self.tally.committed.at(posting.envelope, year));
        }
        self.tally.postings.push(posting);
    }

    /// Borrows what a capital line draws from an envelope, and repays it.
    fn borrow(
        &mut self,
        item: Item<'_>,
        at: u32,
        line: &CostLine,
        placed: &Placed,
        envelope: EnvelopeIx,
        amounts: &Yearly,
    ) {
        let lender = &self.plan.envelopes[envelope.at()];
        let Some(borrowing) = lender.borrowing else { return };
        if amounts.years().all(Money::is_zero) {
            return;
        }
        let Some(years) = line.life.or(borrowing.life) else {
            self.tally.faults.push(Fault::NoLife(item.ix, at, envelope));
            return;
        };
        let finished = self.calendar.years_from_first(placed.last_day());
        let drawn: Vec<Money> = amounts.years().collect();
        let repaid = loans::repayments(&drawn, finished, years);
        let committed = item.initiative.status.committed().then_some(&mut self.tally.committed);
        for ledger in [Some(&mut self.tally.all), committed].into_iter().flatten() {
            ledger.owe(envelope, &drawn, &repaid);
        }
        let charge = self.routes.charge(lender);
        for (year, amount) in repaid.into_iter().enumerate().filter(|(_, amount)| !amount.is_zero()) {
            self.tally.recurrent[year].repayment += amount;
            let Charge::To(budget) = charge else { continue };
            self.post(
                Posting {
                    envelope: budget,
                    year: Some(year as u32),
                    initiative: Some(item.ix),
                    source: Source::Repayment(at, envelope),
                    amount,
                    ineligible: Money::ZERO,
                },
                |flows| flows.financing += amount,
            );
        }
    }

    fn benefit(&mut self, item: Item<'_>, at: u32, line: &BenefitLine, placed: &Placed) {
        let stream = self.frame.benefit(line, placed);
        let appraise = |row: &Phased| self.tally.appraised.add_benefit(row, cashable(line));
        let real = phase_both(&stream.real(), self.horizon, self.calendar.starts(), appraise);
        let Some((sums, _)) = self.sums(&stream, real) else {
            self.tally.faults.push(Fault::TooMuch(item.ix, Source::Benefit(at)));
            return;
        };
        let amounts = Yearly(sums);
        if !cashable(line) {
            for (year, amount) in self.tally.recurrent.iter_mut().zip(amounts.years()) {
                year.non_cashable += amount;
            }
            return;
        }
        self.tally.totals.cashable_full_year +=
            run_rate::of(&line.amount, line.per, self.frame.factors.benefits);
        let saving = self.routes.saving(line);
        if !matches!(saving, Saving::Returned(_)) {
            for (year, amount) in self.tally.recurrent.iter_mut().zip(amounts.years()) {
                year.cashable += amount;
            }
        }
        // Recurrent money outside the plan's years is in no envelope.
        let outside = if benefit_recurs(line) { Money::ZERO } else { amounts.outside() };
        let years = amounts.years().enumerate().map(|(year, amount)| (Some(year), amount));
        match saving {
            Saving::Nowhere | Saving::Unnamed => {}
            Saving::Net(envelope) => {
                for (year, amount) in years.chain([(None, outside)]) {
                    self.save(item, at, envelope, year, amount, |flows| flows.savings += amount);
                }
            }
            Saving::Returned(envelope) => {
                for (year, amount) in years.chain([(None, outside)]) {
                    self.save(item, at, envelope, year, amount, |flows| flows.returned += amount);
                }
            }
        }
    }

    fn save(
        &mut self,
        item: Item<'_>,
        at: u32,
        envelope: EnvelopeIx,
        year: Option<usize>,
        amount: Money,
        put: impl FnMut(&mut Flows),
    ) {
        if amount.is_zero() {
            return;
        }
        self.post(
            Posting {
                envelope,
                year: year.map(|year| year as u32),
                initiative: Some(item.ix),
                source: Source::Benefit(at),
                amount: -amount,
                ineligible: Money::ZERO,
            },
            put,
        );
    }
}

impl Tally {
    /// Charges the interest of every borrowing envelope, once all lines are in.
    pub(super) fn with_interest(mut self, plan: &Plan, routes: &Routes<'_>) -> Self {
        for (ix, envelope) in live(plan) {
            let Some(borrowing) = envelope.borrowing else { continue };
            let charge = routes.charge(envelope);
            let of = |ledger: &mut Ledger| {
                ledger.debt(ix).map(|debt| loans::interest(debt, borrowing.interest)).unwrap_or_default()
            };
            let (all, committed) = (of(&mut self.all), of(&mut self.committed));
            for (year, (all, committed)) in all.into_iter().zip(committed).enumerate() {
                self.recurrent[year].interest += all;
                let Charge::To(budget) = charge else { continue };
                self.all.at(budget, Some(year)).financing += all;
                self.committed.at(budget, Some(year)).financing += committed;
                if !all.is_zero() {
                    self.postings.push(Posting {
                        envelope: budget,
                        year: Some(year as u32),
                        initiative: None,
                        source: Source::Interest(ix),
                        amount: all,
                        ineligible: Money::ZERO,
                    });
                }
            }
        }
        self
    }
}
