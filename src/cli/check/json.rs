//! `--format json`: one object a line for each plan and case. The shape is a contract: fields are added, never renamed.
//!
//! Money is a string with two decimals in major units, dates are the days that people see, absent figures are null.

use serde::Serialize;

use super::Checked;
use super::findings::Finding;
use super::held;
use super::ratchet::Ratchet;
use crate::analysis::Analysis;
use crate::cli::json;
use crate::cli::open::CENTRAL;
use crate::cli::stamp::Stamp;
use crate::money::{Cell, EnvelopeFigures, RecurrentYear, State};
use crate::plan::{InitiativeIx, Plan};
use crate::schedule::{Driver, Placed};
use crate::units::{FinancialYear, Money};

/// Adds the object of one plan and case, with its line end.
pub fn tell(checked: &Checked<'_>, ratchet: Option<&Ratchet>, out: &mut String) {
    let held = ratchet.map(held::json);
    out.push_str(&json::line(&Report { ratchet: held, ..report(checked) }));
}

#[derive(Serialize)]
struct Report<'a> {
    milepost: u32,
    plan: Head<'a>,
    case: &'a str,
    scenario: Option<&'a str>,
    verdict: &'static str,
    confirmed_verdict: Option<&'static str>,
    sentence: &'a str,
    diagnostics: Vec<Problem<'a>>,
    initiatives: Initiatives<'a>,
    envelopes: Vec<Envelope<'a>>,
    outside: Outside,
    recurrent: Vec<Recurrent>,
    totals: Totals,
    appraisal: Appraisal,
    #[serde(skip_serializing_if = "Option::is_none")]
    stamp: Option<&'a Stamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ratchet: Option<serde_json::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline: Option<serde_json::Value>,
}

#[derive(Serialize)]
struct Head<'a> {
    path: &'a str,
    title: &'a str,
    start: String,
    finish: Option<String>,
    end: String,
    currency: &'a str,
}

#[derive(Serialize)]
struct Problem<'a> {
    code: &'static str,
    name: &'static str,
    severity: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    path: &'a str,
    line: usize,
    column: usize,
    item: String,
    key: String,
    accepted: Option<&'a str>,
}

#[derive(Serialize)]
struct Initiative<'a> {
    id: &'a str,
    code: Option<&'a str>,
    title: &'a str,
    stage: Option<&'a str>,
    status: &'static str,
    start: Option<String>,
    finish: Option<String>,
    slack_days: Option<i32>,
    critical: bool,
    driven_by: Option<String>,
}

#[derive(Serialize)]
struct Envelope<'a> {
    id: &'a str,
    title: &'a str,
    pays: Vec<&'static str>,
    years: Vec<YearlyCell>,
    total: Total,
}

#[derive(Serialize)]
struct YearlyCell {
    year: String,
    opening: String,
    allocation: Option<String>,
    returned: String,
    spend: String,
    closing: Option<String>,
    lapsed: String,
    headroom: Option<String>,
    ineligible: String,
    balance: Option<String>,
    limit: Option<String>,
    state: &'static str,
    contingency: Option<Contingency>,
}

#[derive(Serialize)]
struct Contingency {
    spend: String,
    headroom: Option<String>,
    state: &'static str,
}

#[derive(Serialize)]
struct Total {
    allocation: Option<String>,
    spend: String,
    returned: String,
    headroom: Option<String>,
    state: &'static str,
}

#[derive(Serialize)]
struct Outside {
    unfunded: String,
    ambiguous: String,
    beyond: String,
    unscheduled: String,
    ideas: String,
}

#[derive(Serialize)]
struct Recurrent {
    year: String,
    running: String,
    cashable: String,
    repayment: String,
    interest: String,
    net: String,
    non_cashable: String,
}

#[derive(Serialize)]
struct Totals {
    capital: String,
    one_off: String,
    running_full_year: String,
    cashable_full_year: String,
}

#[derive(Serialize)]
struct Appraisal {
    npv_cashable: String,
    bcr_cashable: Option<String>,
    npv_all: String,
    bcr_all: Option<String>,
    payback: Option<String>,
    peak_outlay: String,
    peak_month: Option<String>,
    whole_life_cost: String,
    switching_benefits: Option<String>,
    switching_costs: Option<String>,
}

fn report<'a>(checked: &'a Checked<'_>) -> Report<'a> {
    let analysis = checked.analysis;
    let money = &analysis.money;
    Report {
        milepost: 1,
        plan: head(&checked.opened.name, analysis),
        case: analysis.case.as_deref().unwrap_or(CENTRAL),
        scenario: checked.scenario,
        verdict: analysis.verdict.word(),
        confirmed_verdict: analysis.confirmed_verdict.map(crate::money::Verdict::word),
        sentence: &analysis.sentence,
        diagnostics: checked.findings.iter().map(problem).collect(),
        initiatives: Initiatives(analysis),
        envelopes: money
            .envelopes
            .iter()
            .map(|figures| envelope(&analysis.plan, figures, &money.years))
            .collect(),
        outside: Outside {
            unfunded: money.outside.unfunded.plain(),
            ambiguous: money.outside.ambiguous.plain(),
            beyond: money.outside.beyond.plain(),
            unscheduled: money.outside.unscheduled.plain(),
            ideas: money.outside.ideas.plain(),
        },
        recurrent: money.years.iter().zip(&money.recurrent).map(recurrent).collect(),
        totals: Totals {
            capital: money.totals.capital.plain(),
            one_off: money.totals.one_off.plain(),
            running_full_year: money.totals.running_full_year.plain(),
            cashable_full_year: money.totals.cashable_full_year.plain(),
        },
        appraisal: appraisal(&money.appraisal),
        stamp: checked.stamp.as_ref(),
        ratchet: None,
        baseline: checked.baseline.map(|it| it.json(checked.opened, analysis)),
    }
}

fn head<'a>(path: &'a str, analysis: &'a Analysis) -> Head<'a> {
    let schedule = &analysis.schedule;
    // The latest of the dates shown below: a milestone shows the point itself, anything else its last day.
    let finish = schedule.initiatives.iter().flatten().map(Placed::last_day).max();
    Head {
        path,
        title: &analysis.plan.title,
        start: schedule.start.to_string(),
        finish: finish.map(|day| day.to_string()),
        end: schedule.end.previous().to_string(),
        currency: &analysis.plan.currency,
    }
}

fn problem<'a>(finding: &'a Finding<'_>) -> Problem<'a> {
    let diagnostic = finding.diagnostic;
    let info = diagnostic.code.info();
    Problem {
        code: info.code,
        name: info.name,
        severity: diagnostic.severity.word(),
        message: &diagnostic.message,
        help: diagnostic.help.as_deref(),
        path: finding.file,
        line: finding.place.line,
        column: finding.place.column,
        item: diagnostic.at.owner(),
        key: diagnostic.at.to_string(),
        accepted: finding.accepted,
    }
}

/// Every initiative that is not left out, in id order; each is made as it is written, so that a large plan is not held
/// twice.
struct Initiatives<'a>(&'a Analysis);

impl Serialize for Initiatives<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let listed = self.0.plan.initiatives.iter().enumerate().filter(|(_, it)| !it.dropped);
        serializer.collect_seq(listed.map(|(at, _)| initiative(self.0, InitiativeIx(at as u32))))
    }
}

/// One initiative; dates are null for what hangs on a cycle.
fn initiative(analysis: &Analysis, ix: InitiativeIx) -> Initiative<'_> {
    let plan = &analysis.plan;
    let initiative = &plan.initiatives[ix.at()];
    let placed = analysis.schedule.placed(ix);
    Initiative {
        id: &initiative.id,
        code: initiative.code.as_deref(),
        title: &initiative.title,
        stage: initiative.stage.map(|stage| plan.stages[stage.at()].id.as_str()),
        status: initiative.status.word(),
        start: placed.map(|placed| placed.start.to_string()),
        finish: placed.map(|placed| placed.last_day().to_string()),
        slack_days: placed.map(|placed| placed.slack_days),
        critical: placed.is_some_and(Placed::critical),
        driven_by: placed.map(|placed| driver(plan, placed.driven_by)),
    }
}

/// What sets a start, as the contract spells it: `initiative.ID`, `stage.ID`, `gate.ID`, or the key.
fn driver(plan: &Plan, driver: Driver) -> String {
    match driver {
        Driver::Initiative(at) => format!("initiative.{}", plan.initiatives[at.at()].id),
        Driver::Stage(at) => format!("stage.{}", plan.stages[at.at()].id),
        Driver::Gate(at) => format!("gate.{}", plan.stages[at.at()].id),
        Driver::Start => "start".to_owned(),
        Driver::NotBefore => "not-before".to_owned(),
        Driver::PlanStart => "plan.start".to_owned(),
        Driver::Actual => "actual".to_owned(),
    }
}

fn envelope<'a>(plan: &'a Plan, figures: &EnvelopeFigures, years: &[FinancialYear]) -> Envelope<'a> {
    let envelope = &plan.envelopes[figures.envelope.at()];
    Envelope {
        id: &envelope.id,
        title: &envelope.title,
        pays: envelope.pays.iter().map(|kind| kind.word()).collect(),
        years: years.iter().zip(&figures.years).map(year).collect(),
        total: Total {
            allocation: figures.total.allocation.map(Money::plain),
            spend: figures.total.spend.plain(),
            returned: figures.total.returned.plain(),
            headroom: figures.total.headroom.map(Money::plain),
            state: figures.total.state.word(),
        },
    }
}

fn year((year, cell): (&FinancialYear, &Cell)) -> YearlyCell {
    YearlyCell {
        year: year.to_string(),
        opening: cell.opening.plain(),
        allocation: cell.allocation.map(Money::plain),
        returned: cell.returned.plain(),
        spend: cell.spend.plain(),
        closing: cell.closing.map(Money::plain),
        lapsed: cell.lapsed.plain(),
        headroom: cell.headroom.map(Money::plain),
        ineligible: cell.ineligible.plain(),
        balance: cell.balance.map(Money::plain),
        limit: cell.limit.map(Money::plain),
        state: cell.state.word(),
        contingency: cell.contingency.map(|second| Contingency {
            spend: second.spend.plain(),
            headroom: second.headroom.map(Money::plain),
            state: State::word(second.state),
        }),
    }
}

fn recurrent((year, figures): (&FinancialYear, &RecurrentYear)) -> Recurrent {
    Recurrent {
        year: year.to_string(),
        running: figures.running.plain(),
        cashable: figures.cashable.plain(),
        repayment: figures.repayment.plain(),
        interest: figures.interest.plain(),
        net: figures.net().plain(),
        non_cashable: figures.non_cashable.plain(),
    }
}

fn appraisal(figures: &crate::money::Appraisal) -> Appraisal {
    let ratio = |ratio: rust_decimal::Decimal| format!("{ratio:.3}");
    Appraisal {
        npv_cashable: figures.npv_cashable.plain(),
        bcr_cashable: figures.bcr_cashable.map(ratio),
        npv_all: figures.npv_all.plain(),
        bcr_all: figures.bcr_all.map(ratio),
        payback: figures.payback.map(|month| month.to_string()),
        peak_outlay: figures.peak_outlay.plain(),
        peak_month: figures.peak_month.map(|month| month.to_string()),
        whole_life_cost: figures.whole_life_cost.plain(),
        switching_benefits: figures.switching_benefits.map(ratio),
        switching_costs: figures.switching_costs.map(ratio),
    }
}
