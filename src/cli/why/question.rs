//! What can be asked: `crm`, `crm.finish`, `stage.existing`, `gate.existing`, `borrowing.2028-29`, `crm.cost.platform`.

use crate::analysis::Analysis;
use crate::check::Item;
use crate::cli::outcome::Failure;
use crate::display::harmless;
use crate::money::Source;
use crate::plan::{EnvelopeIx, InitiativeIx, LinkEnd, Plan};
use crate::units::FinancialYear;

/// A question that was understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// What sets a date.
    Date(Item, LinkEnd),
    /// Where the money of one line goes.
    Line(InitiativeIx, Source),
    /// What sums to a cell; without a year, to the whole life.
    Cell(EnvelopeIx, Option<usize>),
    /// What is wrong with an envelope.
    Envelope(EnvelopeIx),
}

/// Reads a question.
pub fn read(analysis: &Analysis, text: &str) -> Result<Question, Failure> {
    let plan = &analysis.plan;
    // A plan writes `stage:existing` and `gate:existing` where it refers to them.
    let text = match text.trim().split_once(':') {
        Some((kind @ ("stage" | "gate"), rest)) => format!("{kind}.{rest}"),
        Some(_) | None => text.trim().to_owned(),
    };
    let text = text.as_str();
    let parts: Vec<&str> = text.split('.').collect();
    let found = match parts.as_slice() {
        ["initiative", id, rest @ ..] => plan.initiative(id).map(|at| initiative(plan, at, rest)),
        ["envelope", id, rest @ ..] => plan.envelope(id).map(|at| envelope(analysis, at, rest)),
        ["stage", id, rest @ ..] => plan.stage(id).map(|at| date(Item::Stage(at), rest)),
        ["gate", id, rest @ ..] => plan.stage(id).map(|at| date(Item::Gate(at), rest)),
        [id, rest @ ..] => unnamed(analysis, id, rest),
        [] => None,
    };
    found.unwrap_or_else(|| Err(unknown(plan, text)))
}

/// Without the name of a table: an initiative, unless what follows can only be asked of an envelope; then a stage.
fn unnamed(analysis: &Analysis, id: &str, rest: &[&str]) -> Option<Result<Question, Failure>> {
    let plan = &analysis.plan;
    let money =
        rest.first().is_some_and(|part| part.starts_with(|c: char| c.is_ascii_digit()) || *part == "total");
    let of_initiative = plan.initiative(id).map(|at| initiative(plan, at, rest));
    let of_envelope = plan.envelope(id).map(|at| envelope(analysis, at, rest));
    let both = if money { of_envelope.or(of_initiative) } else { of_initiative.or(of_envelope) };
    both.or_else(|| plan.stage(id).map(|at| date(Item::Stage(at), rest)))
        .or_else(|| by_code(plan, id).map(|at| initiative(plan, at, rest)))
}

/// The initiative that the organisation itself calls so.
fn by_code(plan: &Plan, code: &str) -> Option<InitiativeIx> {
    let same = |own: &str| own.eq_ignore_ascii_case(code);
    let found = plan.initiatives.iter().position(|it| it.code.as_deref().is_some_and(same));
    found.map(|at| InitiativeIx(at as u32))
}

fn date(item: Item, rest: &[&str]) -> Result<Question, Failure> {
    match rest {
        [] | ["start"] => Ok(Question::Date(item, LinkEnd::Start)),
        ["finish"] => Ok(Question::Date(item, LinkEnd::Finish)),
        _ => Err(Failure::Usage("a date is asked for with `.start` or `.finish`".to_owned())),
    }
}

fn initiative(plan: &Plan, at: InitiativeIx, rest: &[&str]) -> Result<Question, Failure> {
    let owner = &plan.initiatives[at.at()];
    let cost = |id: &str| owner.costs.iter().position(|line| line.id == id).map(|at| Source::Cost(at as u32));
    let benefit =
        |id: &str| owner.benefits.iter().position(|line| line.id == id).map(|at| Source::Benefit(at as u32));
    let source = match rest {
        [] | ["start" | "finish"] => return date(Item::Initiative(at), rest),
        ["cost", id, ..] => cost(id),
        ["benefit", id, ..] => benefit(id),
        [id] => cost(id).or_else(|| benefit(id)),
        _ => None,
    };
    source.map(|source| Question::Line(at, source)).ok_or_else(|| {
        let lines = owner.costs.iter().map(|line| format!("cost.{}", line.id));
        let lines = lines.chain(owner.benefits.iter().map(|line| format!("benefit.{}", line.id)));
        let known: Vec<_> = ["start".to_owned(), "finish".to_owned()].into_iter().chain(lines).collect();
        Failure::Usage(format!("`{}` has {}", owner.id, known.join(", ")))
    })
}

fn envelope(analysis: &Analysis, at: EnvelopeIx, rest: &[&str]) -> Result<Question, Failure> {
    if analysis.plan.envelopes[at.at()].dropped {
        return Err(Failure::Usage(format!(
            "`{}` is left out of the plan",
            analysis.plan.envelopes[at.at()].id
        )));
    }
    let years = &analysis.schedule.years;
    match rest {
        [] => Ok(Question::Envelope(at)),
        ["total"] => Ok(Question::Cell(at, None)),
        ["year", key] | [key] => {
            let wanted = FinancialYear::parse(key, analysis.plan.year_start);
            let found = wanted.and_then(|wanted| years.iter().position(|year| *year == wanted));
            found.map(|year| Question::Cell(at, Some(year))).ok_or_else(|| {
                let known: Vec<_> = years.iter().map(|year| year.key()).collect();
                Failure::Usage(format!(
                    "`{key}` is not a financial year of the plan; it has {}",
                    known.join(", ")
                ))
            })
        }
        _ => Err(Failure::Usage("a sum is asked for with a financial year, or `.total`".to_owned())),
    }
}

fn unknown(plan: &Plan, text: &str) -> Failure {
    let wanted = text.split('.').next_back().unwrap_or(text);
    let wanted = text
        .split('.')
        .find(|part| !matches!(*part, "initiative" | "envelope" | "stage" | "gate"))
        .unwrap_or(wanted);
    let ids = plan.initiatives.iter().map(|it| &it.id).chain(plan.envelopes.iter().map(|it| &it.id));
    let ids = ids.chain(plan.stages.iter().map(|it| &it.id));
    let distance = |id: &&String| strsim::osa_distance(id, wanted);
    let nearest = ids.min_by_key(distance).filter(|id| distance(id) <= (id.len() / 3).max(1));
    let hint = nearest.map_or(String::new(), |id| format!("; did you mean `{}`?", harmless(id)));
    Failure::Usage(format!(
        "the plan has no initiative, envelope or stage `{}`{hint}\n  \
         Ask for a date (`crm`, `crm.finish`, `stage.existing`, `gate.existing`), a sum (`borrowing.2028-29`, \
         `borrowing.total`) or a money line (`crm.cost.platform`)",
        harmless(wanted)
    ))
}
