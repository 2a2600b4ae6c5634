//! The sentence that heads every view: how the plan stands, in words that a tired person understands at once.

use std::collections::BTreeSet;

use super::who::below_floor;
use super::{Assessment, OutsideReason, State, Verdict, who_is_in};
use crate::plan::{EnvelopeIx, InitiativeIx, Plan};
use crate::schedule::Schedule;
use crate::units::Money;

/// How many breaches and how many names are said in full.
const SAID: usize = 2;

/// Money with the symbol of the plan's currency: `£18,500`; a currency without a symbol is said by its code.
pub fn amount(plan: &Plan, money: Money) -> String {
    let sign = if money.is_negative() { "\u{2212}" } else { "" };
    let figure = money.abs().grouped();
    match plan.currency.as_str() {
        "GBP" => format!("{sign}£{figure}"),
        "EUR" => format!("{sign}€{figure}"),
        "USD" => format!("{sign}${figure}"),
        "JPY" | "CNY" => format!("{sign}¥{figure}"),
        "INR" => format!("{sign}₹{figure}"),
        code => format!("{sign}{code} {figure}"),
    }
}

/// The sentence that heads every view: `Affordable to 2027/28; 2028/29 borrowing is over by £18,500 (crm, portal).`
///
/// *Shape*: the whole sentence, then the same in ever fewer words for where there is little room: without names, the first
/// breach alone, how many breaches there are. How the plan stands and that money lies outside is never left out.
pub fn sentences(plan: &Plan, schedule: &Schedule, assessment: &Assessment) -> Vec<String> {
    let found = all_breaches(plan, assessment);
    let said: Vec<Clause> =
        found.iter().take(SAID).map(|it| breach(plan, schedule, assessment, it)).collect();
    let first = first_clause(plan, assessment, &found);
    let outside = outside(plan, assessment);
    let breaches = |count: usize| if count == 1 { "breach" } else { "breaches" };
    let more = |count: usize| match found.len().saturating_sub(count) {
        0 => String::new(),
        more => format!(", and {more} more {}", breaches(more)),
    };
    let join = |clauses: Vec<String>| {
        let clauses = clauses.into_iter().filter(|clause| !clause.is_empty());
        format!("{}.", clauses.collect::<Vec<_>>().join("; "))
    };
    let told = |named: bool| {
        let mut clauses = vec![first.clone()];
        clauses.extend(said.iter().map(|clause| clause.words(named)));
        if !said.is_empty() {
            clauses.last_mut().expect("there is a breach").push_str(&more(said.len()));
        }
        clauses.extend(outside.iter().map(|clause| clause.words(named)));
        join(clauses)
    };
    let elsewhere = || match assessment.outside.beyond
        + assessment.outside.unfunded
        + assessment.outside.ambiguous
        + assessment.outside.unscheduled
    {
        Money::ZERO => String::new(),
        _ if outside.is_empty() => String::new(),
        money => format!("{} in no envelope", amount(plan, money)),
    };
    let whole = match ideas(plan, assessment) {
        Some(ideas) => format!("{} {ideas}", told(true)),
        None => told(true),
    };
    let mut sentences = vec![whole, told(false)];
    if let Some(worst) = said.first() {
        sentences.push(join(vec![first.clone(), format!("{}{}", worst.what, more(1)), elsewhere()]));
        let others = match found.len() - 1 {
            0 => String::new(),
            others => format!(", {others} more"),
        };
        sentences.push(join(vec![first.clone(), format!("{}{others}", worst.short), elsewhere()]));
        sentences.push(join(vec![
            first.clone(),
            format!("{} {}", found.len(), breaches(found.len())),
            elsewhere(),
        ]));
    } else {
        sentences.push(join(vec![first.clone(), elsewhere()]));
    }
    let mut shortest = usize::MAX;
    sentences.retain(|sentence| {
        let shorter = sentence.chars().count() < shortest;
        shortest = shortest.min(sentence.chars().count());
        shorter
    });
    sentences
}

/// The sentences of a plan with errors: what is wrong comes before what can be said all the same.
pub fn invalid_sentences(errors: usize, sentences: Vec<String>) -> Vec<String> {
    let (an, count) = match errors {
        1 => ("an error".to_owned(), "1 error".to_owned()),
        many => (format!("{many} errors"), format!("{many} errors")),
    };
    let lead = |(at, sentence): (usize, String)| match at {
        0 => format!("The plan has {an}, so this may not hold: {sentence}"),
        _ => format!("{count} to mend first; as it stands: {sentence}"),
    };
    sentences.into_iter().enumerate().map(lead).collect()
}

/// A clause of the sentence.
struct Clause {
    /// What is said of it.
    what: String,
    /// The same in fewer words.
    short: String,
    /// Who is in it, in brackets; may be empty.
    names: String,
}

impl Clause {
    fn words(&self, named: bool) -> String {
        if named { format!("{}{}", self.what, self.names) } else { self.what.clone() }
    }
}

/// A breached cell, or a whole life that is over (`None`).
struct Breach {
    year: Option<usize>,
    envelope: EnvelopeIx,
}

/// All breaches, by year (whole lives last), then envelope.
fn all_breaches(plan: &Plan, assessment: &Assessment) -> Vec<Breach> {
    let mut found = Vec::new();
    for figures in &assessment.envelopes {
        let breached = |(year, cell): (usize, &super::Cell)| cell.state.breached().then_some(year);
        let envelope = figures.envelope;
        found.extend(
            figures
                .years
                .iter()
                .enumerate()
                .filter_map(breached)
                .map(|year| Breach { year: Some(year), envelope }),
        );
        let capped = plan.envelopes[envelope.at()].total.is_some();
        if capped && figures.total.headroom.is_some_and(Money::is_negative) {
            found.push(Breach { year: None, envelope });
        }
    }
    found.sort_by_key(|it| (it.year.unwrap_or(usize::MAX), it.envelope));
    found
}

fn first_clause(plan: &Plan, assessment: &Assessment, found: &[Breach]) -> String {
    let last = assessment.years.last().map(ToString::to_string).unwrap_or_default();
    match (assessment.verdict, found.first().and_then(|it| it.year)) {
        (Verdict::Unchecked, _) => match whole_cost(plan, assessment) {
            Some(cost) => format!("There is no envelope to hold {cost} against"),
            None => "There is no envelope, and no cost to hold against one".to_owned(),
        },
        (_, Some(0)) => "Not affordable".to_owned(),
        (_, Some(year)) => format!("Affordable to {}", assessment.years[year - 1]),
        (Verdict::Over | Verdict::Impossible, None) => format!("Within every year to {last}"),
        (Verdict::Unfunded, None) => format!("Every envelope holds to {last}"),
        (Verdict::Tight, None) => format!("Affordable to {last}, but tight: {}", tightest(plan, assessment)),
        (Verdict::Within | Verdict::Ineligible | Verdict::Invalid, None) => format!("Affordable to {last}"),
    }
}

/// What the plan costs, for a plan that has nothing to pay it.
fn whole_cost(plan: &Plan, assessment: &Assessment) -> Option<String> {
    let totals = assessment.totals;
    let (once, yearly) = (totals.capital + totals.one_off, totals.running_full_year);
    match (once.is_zero(), yearly.is_zero()) {
        (true, true) => None,
        (false, true) => Some(amount(plan, once)),
        (true, false) => Some(format!("{} a year", amount(plan, yearly))),
        (false, false) => Some(format!("{} once and {} a year", amount(plan, once), amount(plan, yearly))),
    }
}

/// The tight cell with the least headroom.
fn tightest(plan: &Plan, assessment: &Assessment) -> String {
    let cells = assessment.envelopes.iter().flat_map(|figures| {
        let years = figures.years.iter().zip(&assessment.years);
        let of_year = years
            .filter(|(cell, _)| cell.state == State::Tight)
            .map(move |(cell, year)| (cell.headroom, Some(*year), figures.envelope));
        let whole = plan.envelopes[figures.envelope.at()].total.is_some();
        of_year.chain((whole && figures.total.state == State::Tight).then_some((
            figures.total.headroom,
            None,
            figures.envelope,
        )))
    });
    let Some((headroom, year, envelope)) = cells.min_by_key(|(headroom, year, ix)| (*headroom, *year, *ix))
    else {
        return String::new();
    };
    let left = match headroom.unwrap_or_default() {
        Money::ZERO => "nothing".to_owned(),
        money => amount(plan, money),
    };
    let id = &plan.envelopes[envelope.at()].id;
    match year {
        Some(year) => format!("{year} {id} has {left} left"),
        None => format!("{id} has {left} left of its total"),
    }
}

fn breach(plan: &Plan, schedule: &Schedule, assessment: &Assessment, breach: &Breach) -> Clause {
    let id = &plan.envelopes[breach.envelope.at()].id;
    let figures = assessment.envelope(breach.envelope);
    let Some(year) = breach.year else {
        let headroom = figures.and_then(|it| it.total.headroom).unwrap_or_default();
        let by = amount(plan, -headroom);
        return Clause {
            what: format!("{id} is over its total by {by}"),
            short: format!("{id} over by {by}"),
            names: String::new(),
        };
    };
    let cell = assessment.cell(breach.envelope, year).expect("a breached cell is in the assessment");
    let when = &assessment.years[year];
    let who: Vec<InitiativeIx> = who_is_in(plan, schedule, assessment, breach.envelope, year)
        .into_iter()
        .filter(|it| it.needed)
        .map(|it| it.initiative)
        .collect();
    let names = names(plan, &who);
    let over = -cell.headroom.unwrap_or_default();
    let below = below_floor(plan, assessment, breach.envelope, year);
    let is_over = if below == over && !below.is_zero() {
        format!("is {} below its floor", amount(plan, over))
    } else if cell.limit.is_some() {
        format!("is {} over its limit", amount(plan, over))
    } else {
        format!("is over by {}", amount(plan, over))
    };
    let not_allowed = || amount(plan, cell.ineligible);
    let what = match cell.state {
        State::Ineligible => {
            let also = if over > Money::ZERO { format!("{is_over} and ") } else { String::new() };
            format!("{when} {id} {also}holds {} that it may not pay", not_allowed())
        }
        State::Impossible => format!("{when} {id} {is_over} with what is committed alone"),
        State::Over | State::Tight | State::Within => format!("{when} {id} {is_over}"),
    };
    let short = match cell.state {
        State::Ineligible => format!("{when} {id} may not pay {}", not_allowed()),
        State::Impossible | State::Over | State::Tight | State::Within => {
            format!("{when} {id} over by {}", amount(plan, over))
        }
    };
    Clause { what, short, names }
}

/// ` (crm, portal and 3 more)`.
fn names(plan: &Plan, who: &[InitiativeIx]) -> String {
    const NAMED: usize = 3;
    if who.is_empty() {
        return String::new();
    }
    let said: Vec<&str> = who.iter().take(NAMED).map(|ix| plan.initiatives[ix.at()].id.as_str()).collect();
    let more = who.len() - said.len();
    match more {
        0 => format!(" ({})", said.join(", ")),
        more => format!(" ({} and {more} more)", said.join(", ")),
    }
}

/// Money in no cell, by reason, ideas apart.
fn outside(plan: &Plan, assessment: &Assessment) -> Vec<Clause> {
    if assessment.verdict == Verdict::Unchecked {
        return Vec::new();
    }
    let outside = &assessment.outside;
    [
        (OutsideReason::Unfunded, outside.unfunded, "has no envelope"),
        (OutsideReason::Ambiguous, outside.ambiguous, "could go to more than one envelope"),
        (OutsideReason::Beyond, outside.beyond, "lies outside the plan's years"),
        (OutsideReason::Unscheduled, outside.unscheduled, "cannot be scheduled"),
    ]
    .into_iter()
    .filter(|(reason, _, _)| outside.lines.iter().any(|line| line.reason == *reason))
    .map(|(reason, sum, what)| {
        let who: BTreeSet<InitiativeIx> =
            outside.lines.iter().filter(|line| line.reason == reason).map(|line| line.initiative).collect();
        let names = names(plan, &who.into_iter().collect::<Vec<_>>());
        let what = format!("{} {what}", amount(plan, sum));
        Clause { short: what.clone(), what, names }
    })
    .collect()
}

fn ideas(plan: &Plan, assessment: &Assessment) -> Option<String> {
    let ideas = assessment.outside.ideas;
    (!ideas.is_zero()).then(|| format!("Ideas of {} are not counted.", amount(plan, ideas)))
}
