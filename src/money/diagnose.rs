//! What is wrong with the money, as diagnostics: each with its line or envelope and a concrete remedy.

use std::collections::BTreeMap;

use super::routing::{Charge, Routes, Saving, live};
use super::sentence::amount;
use super::stream::cashable;
use super::tally::Fault;
use super::{Assessment, Cell, OutsideLine, OutsideReason, Source, State, Verdict};
use crate::diagnostic::{Code, Diagnostic, Path};
use crate::plan::{BenefitLine, CostLine, Envelope, EnvelopeIx, InitiativeIx, Kind, Plan};
use crate::schedule::Schedule;
use crate::units::{Day, Money};

/// What a diagnostic is made from.
struct Facts<'a> {
    plan: &'a Plan,
    schedule: &'a Schedule,
    assessment: &'a Assessment,
}

/// Everything that is wrong with the money.
pub(super) fn diagnose(
    plan: &Plan,
    schedule: &Schedule,
    assessment: &Assessment,
    routes: &Routes<'_>,
    faults: &[Fault],
) -> Vec<Diagnostic> {
    let facts = Facts { plan, schedule, assessment };
    let mut found: Vec<Diagnostic> = faults.iter().map(|fault| facts.fault(*fault)).collect();
    if assessment.verdict != Verdict::Unchecked {
        found.extend(assessment.outside.lines.iter().filter_map(|line| facts.outside(line)));
    }
    found.extend(facts.ineligible());
    found.extend(facts.unnamed(routes));
    found.extend(facts.dropped());
    for (ix, envelope) in live(plan) {
        found.extend(facts.envelope(ix, envelope, routes));
    }
    found
}

fn line_path(plan: &Plan, initiative: InitiativeIx, source: Source) -> Path {
    let item = &plan.initiatives[initiative.at()];
    let (table, id) = match source {
        Source::Cost(at) | Source::Repayment(at, _) => ("cost", item.costs[at as usize].id.as_str()),
        Source::Benefit(at) => ("benefit", item.benefits[at as usize].id.as_str()),
        Source::Interest(_) => return Path::new(["initiative", item.id.as_str()]),
    };
    Path::new(["initiative", item.id.as_str(), table, id])
}

fn envelope_path(envelope: &Envelope) -> Path {
    Path::new(["envelope", envelope.id.as_str()])
}

/// The ids of envelopes that fit, said as a list: `a`, `b` or `c`.
fn list<'a>(ids: impl Iterator<Item = &'a str>) -> Option<String> {
    let ids: Vec<String> = ids.map(|id| format!("`{id}`")).collect();
    let (last, first) = ids.split_last()?;
    Some(if first.is_empty() { last.clone() } else { format!("{} or {last}", first.join(", ")) })
}

impl Facts<'_> {
    fn cost(&self, initiative: InitiativeIx, at: u32) -> &CostLine {
        &self.plan.initiatives[initiative.at()].costs[at as usize]
    }

    fn payers(&self, kind: Kind) -> Option<String> {
        list(live(self.plan).filter(|(_, it)| it.pays(kind)).map(|(_, it)| it.id.as_str()))
    }

    fn budgets(&self) -> Option<String> {
        list(live(self.plan).filter(|(_, it)| it.recurrent_only()).map(|(_, it)| it.id.as_str()))
    }

    fn fault(&self, fault: Fault) -> Diagnostic {
        match fault {
            Fault::TooMuch(initiative, source) => Diagnostic::new(
                Code::TooMuchMoney,
                line_path(self.plan, initiative, source),
                "this comes to more money than can be computed, so it is left out",
            )
            .help("check the amount, the percentages of the case and the inflation"),
            Fault::NoLife(initiative, at, envelope) => {
                let id = &self.plan.envelopes[envelope.at()].id;
                Diagnostic::new(
                    Code::NoLife,
                    line_path(self.plan, initiative, Source::Cost(at)),
                    format!("nothing says over how many years what is borrowed from `{id}` is repaid"),
                )
                .help(format!(
                    "write `life = \"5 years\"` in this line, or in `borrowing` of [envelope.{id}] for all its lines"
                ))
            }
        }
    }

    /// Savings that must name one of several envelopes that pay recurrent alone, those of ideas included.
    fn unnamed(&self, routes: &Routes<'_>) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        if !routes.names_are_needed() {
            return found;
        }
        for (at, initiative) in self.plan.initiatives.iter().enumerate().filter(|(_, it)| !it.dropped) {
            let unnamed = |line: &BenefitLine| cashable(line) && routes.saving(line) == Saving::Unnamed;
            for (nth, _) in initiative.benefits.iter().enumerate().filter(|(_, line)| unnamed(line)) {
                found.push(
                    Diagnostic::new(
                        Code::RecurrentNotNamed,
                        line_path(self.plan, InitiativeIx(at as u32), Source::Benefit(nth as u32)),
                        "more than one envelope pays recurrent alone, so this saving must say which it is for",
                    )
                    .help(format!("write `returns-to = …` with {}", self.budgets().unwrap_or_default())),
                );
            }
        }
        found
    }

    fn outside(&self, line: &OutsideLine) -> Option<Diagnostic> {
        let cost = self.cost(line.initiative, line.cost);
        let at = line_path(self.plan, line.initiative, Source::Cost(line.cost));
        let sum = amount(self.plan, line.amount);
        let kind = cost.kind.word();
        match line.reason {
            OutsideReason::Unscheduled | OutsideReason::Idea => None,
            OutsideReason::Unfunded if cost.funded_by.is_empty() => Some(
                Diagnostic::new(Code::Unfunded, at, format!("no envelope pays {kind}, so {sum} has none"))
                    .help(format!(
                        "add an envelope with `pays = [\"{kind}\"]`, or \"{kind}\" to `pays` of one"
                    )),
            ),
            OutsideReason::Unfunded => Some(
                Diagnostic::new(Code::Unfunded, at, format!("what should pay {sum} of this is left out"))
                    .help(match self.payers(cost.kind) {
                        Some(payers) => format!("write `funded-by = …` with {payers}"),
                        None => format!("add an envelope with `pays = [\"{kind}\"]`"),
                    }),
            ),
            OutsideReason::Ambiguous => Some(
                Diagnostic::new(
                    Code::Ambiguous,
                    at,
                    format!("more than one envelope pays {kind}, so {sum} has none"),
                )
                .help(format!("write `funded-by = …` with {}", self.payers(cost.kind).unwrap_or_default())),
            ),
            OutsideReason::Beyond => {
                let years = &self.schedule.years;
                let (first, last) = (years.first()?, years.last()?);
                Some(
                    Diagnostic::new(
                        Code::Beyond,
                        at,
                        format!("{sum} lies outside the plan's years, {first} to {last}"),
                    )
                    .help("move the initiative, or move `start` or `end` of [plan]"),
                )
            }
        }
    }

    /// One diagnostic for each line and envelope that may not pay all of it.
    fn ineligible(&self) -> Vec<Diagnostic> {
        let mut sums: BTreeMap<(InitiativeIx, u32, EnvelopeIx), Money> = BTreeMap::new();
        for posting in self.assessment.postings.ineligible() {
            if let (Some(initiative), Source::Cost(at)) = (posting.initiative, posting.source) {
                *sums.entry((initiative, at, posting.envelope)).or_default() += posting.ineligible;
            }
        }
        sums.into_iter()
            .map(|((initiative, at, envelope), sum)| {
                let cost = self.cost(initiative, at);
                let payer = &self.plan.envelopes[envelope.at()];
                let (why, help) = self.why_not(cost, payer);
                let path = line_path(self.plan, initiative, Source::Cost(at));
                Diagnostic::new(
                    Code::Ineligible,
                    path,
                    format!("`{}` may not pay {} of this: {why}", payer.id, amount(self.plan, sum)),
                )
                .help(help)
            })
            .collect()
    }

    fn why_not(&self, cost: &CostLine, payer: &Envelope) -> (String, String) {
        let kind = cost.kind.word();
        let others = live(self.plan).filter(|(_, it)| it.pays(cost.kind) && it.id != payer.id);
        let others = list(others.map(|(_, it)| it.id.as_str()));
        if !payer.pays(cost.kind) {
            let help = match others {
                Some(others) => format!("write `funded-by = …` with {others}"),
                None => format!("add \"{kind}\" to `pays` of an envelope, or say another kind"),
            };
            return (format!("it does not pay {kind}"), help);
        }
        let mut reasons = Vec::new();
        if let Some(from) = payer.from {
            reasons.push(format!("it begins on {}", from.words()));
        }
        if let Some(by) = cost.spend_by.filter(|by| payer.until.is_none_or(|until| *by <= until)) {
            reasons.push(format!("the line must be spent by {}", last_day(by)));
        } else if let Some(until) = payer.until {
            reasons.push(format!("it ends on {}", last_day(until)));
        }
        let help = match others {
            Some(others) => format!("spend it inside those dates, or write `funded-by = …` with {others}"),
            None => "spend it inside those dates".to_owned(),
        };
        (reasons.join(" and "), help)
    }

    /// Lines whose envelope is left out.
    fn dropped(&self) -> Vec<Diagnostic> {
        let dropped = |ix: EnvelopeIx| Some(&self.plan.envelopes[ix.at()]).filter(|it| it.dropped);
        let warn = |at: Path, envelope: &Envelope, what: &str| {
            Diagnostic::new(Code::DroppedEnvelope, at, format!("`{}` is left out, so {what}", envelope.id))
                .help(format!("name another envelope, or take `dropped` out of [envelope.{}]", envelope.id))
        };
        let mut found = Vec::new();
        if self.plan.envelopes.iter().all(|it| !it.dropped) {
            return found;
        }
        for (at, initiative) in self.plan.initiatives.iter().enumerate().filter(|(_, it)| !it.dropped) {
            let ix = InitiativeIx(at as u32);
            for (nth, line) in initiative.costs.iter().enumerate() {
                for payer in line.funded_by.iter().filter_map(|(payer, _)| dropped(*payer)) {
                    let at = line_path(self.plan, ix, Source::Cost(nth as u32)).child("funded-by");
                    found.push(warn(at, payer, "this has no envelope"));
                }
            }
            for (nth, line) in initiative.benefits.iter().enumerate() {
                if let Some(payer) = line.returns_to.and_then(dropped) {
                    let at = line_path(self.plan, ix, Source::Benefit(nth as u32)).child("returns-to");
                    found.push(warn(at, payer, "this counts as if it named none"));
                }
            }
        }
        found
    }

    fn envelope(&self, ix: EnvelopeIx, envelope: &Envelope, routes: &Routes<'_>) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let at = envelope_path(envelope);
        if envelope.years.is_empty() && envelope.total.is_none() && envelope.reserve.is_none() {
            let first = self.schedule.years.first().map(|year| year.key()).unwrap_or_default();
            found.push(
                Diagnostic::new(
                    Code::EmptyEnvelope,
                    at.clone(),
                    format!("`{}` has no amount, so it allows nothing", envelope.id),
                )
                .help(format!("write `total = …`, or an amount for each year: `year.{first} = …`")),
            );
        }
        found.extend(self.charge(envelope, routes));
        found.extend(self.years_outside(envelope));
        let some_are_confirmed = live(self.plan).any(|(_, it)| it.confirmed.is_some());
        if some_are_confirmed && envelope.confirmed.is_none() {
            found.push(
                Diagnostic::new(
                    Code::NotConfirmed,
                    at.clone(),
                    format!("nobody has confirmed `{}` yet", envelope.id),
                )
                .help("once somebody has: `confirmed = { by = \"…\", on = 2027-02-24 }`"),
            );
        }
        let cells = self.assessment.envelope(ix).map(|it| it.years.as_slice()).unwrap_or_default();
        found.extend(cells.iter().enumerate().filter_map(|(year, cell)| self.cell(envelope, year, cell)));
        found.extend(self.whole_life(ix, envelope));
        found
    }

    fn charge(&self, envelope: &Envelope, routes: &Routes<'_>) -> Option<Diagnostic> {
        envelope.borrowing?;
        let at = envelope_path(envelope);
        match routes.charge(envelope) {
            Charge::To(_) | Charge::Nowhere => None,
            Charge::Unnamed => Some(
                Diagnostic::new(
                    Code::RecurrentNotNamed,
                    at,
                    "more than one envelope pays recurrent alone, so this borrowing must say where it is charged",
                )
                .help(format!("write `charged-to = …` with {}", self.budgets().unwrap_or_default())),
            ),
            Charge::Wrong(named) => {
                let named = &self.plan.envelopes[named.at()];
                let why = if named.dropped { "is left out" } else { "does not pay recurrent alone" };
                Some(
                    Diagnostic::new(
                        Code::ChargedToWrong,
                        at.child("charged-to"),
                        format!("financing cannot be charged to `{}`: it {why}", named.id),
                    )
                    .help(match self.budgets() {
                        Some(budgets) => format!("write `charged-to = …` with {budgets}"),
                        None => "add an envelope with `pays = [\"recurrent\"]`".to_owned(),
                    }),
                )
            }
        }
    }

    fn years_outside(&self, envelope: &Envelope) -> Vec<Diagnostic> {
        let years = &self.schedule.years;
        let (Some(first), Some(last)) = (years.first(), years.last()) else { return Vec::new() };
        let listed = envelope.years.keys().map(|year| ("year", year));
        let added = envelope.additions.keys().map(|year| ("add", year));
        listed
            .chain(added)
            .filter(|(_, year)| *year < first || *year > last)
            .map(|(table, year)| {
                Diagnostic::new(
                    Code::YearOutsidePlan,
                    envelope_path(envelope).child(table).child(year.key()),
                    format!("{year} is outside the plan, {first} to {last}, so this counts nowhere"),
                )
                .help("take it out, or move `start` or `end` of [plan]")
            })
            .collect()
    }

    fn cell(&self, envelope: &Envelope, year: usize, cell: &Cell) -> Option<Diagnostic> {
        let key = self.assessment.years[year].key();
        let said = self.assessment.years[year];
        let headroom = cell.headroom?;
        let listed = envelope.years.contains_key(&said);
        let at = envelope_path(envelope);
        let at = if listed { at.child("year").child(key) } else { at };
        let over = amount(self.plan, -headroom);
        match cell.state {
            State::Impossible => Some(
                Diagnostic::new(
                    Code::Impossible,
                    at,
                    format!(
                        "`{}` is over by {over} in {said}, and over with committed initiatives alone",
                        envelope.id
                    ),
                )
                .help("nothing that can still be left out cures it: find more money, or reopen a commitment"),
            ),
            State::Over | State::Ineligible if headroom.is_negative() => Some(
                Diagnostic::new(Code::Over, at, format!("`{}` is over by {over} in {said}", envelope.id))
                    .help(format!(
                        "spend {over} less in {said}, or find it: start something later, or pay it elsewhere"
                    )),
            ),
            State::Tight => Some(
                Diagnostic::new(
                    Code::Tight,
                    at,
                    if headroom.is_zero() {
                        format!("`{}` has nothing left in {said}", envelope.id)
                    } else {
                        format!("`{}` has only {} left in {said}", envelope.id, amount(self.plan, headroom))
                    },
                )
                .help(format!(
                    "that is under the tolerance of {}; see `tolerance` of [assumptions]",
                    self.plan.assumptions.tolerance
                )),
            ),
            State::Over | State::Ineligible | State::Within => None,
        }
    }

    fn whole_life(&self, ix: EnvelopeIx, envelope: &Envelope) -> Option<Diagnostic> {
        envelope.total?;
        let headroom = self.assessment.envelope(ix)?.total.headroom.filter(|it| it.is_negative())?;
        let over = amount(self.plan, -headroom);
        Some(
            Diagnostic::new(
                Code::Over,
                envelope_path(envelope).child("total"),
                format!("`{}` is over its total by {over}", envelope.id),
            )
            .help(format!("spend {over} less from it, or raise `total`")),
        )
    }
}

/// The last day before a half-open end, for people.
fn last_day(end: Day) -> String {
    end.previous().words()
}
