//! Everything there is to know about one revision of a plan: schedule, money, diagnostics placed in their lines.

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Document, decode};
use crate::money::{self, Assessment, Verdict};
use crate::plan::{Factors, Plan};
use crate::schedule::{self, Schedule};
use crate::units::Day;

/// What to compute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The id of the case; `None`: central.
    pub case: Option<String>,
    /// Today, from the door.
    pub today: Day,
}

/// Everything there is to know about one revision of a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Analysis {
    /// The plan as meant.
    pub plan: Plan,
    /// What the case changes.
    pub factors: Factors,
    /// The id of the case; `None`: central.
    pub case: Option<String>,
    /// When everything happens.
    pub schedule: Schedule,
    /// Every figure.
    pub money: Assessment,
    /// Every problem, each with its origin where it has one; by place, then code.
    pub diagnostics: Vec<Diagnostic>,
    /// How the plan stands: the money's verdict, or invalid when file or schedule has an error.
    pub verdict: Verdict,
    /// The verdict on confirmed envelopes only, when some are not.
    pub confirmed_verdict: Option<Verdict>,
    /// The sentence that heads every view.
    pub sentence: String,
}

/// Analyses a document. Never fails; an unknown case is computed as central (the doors refuse it before).
pub fn analyse(document: &Document, options: &Options) -> Analysis {
    let decoded = decode(document, options.today);
    let plan = decoded.plan;
    let case = options.case.as_deref().and_then(|id| plan.case(id));
    let factors = case.map(|case| case.factors).unwrap_or_default();
    let case = case.map(|case| case.id.clone());
    let schedule = schedule::solve(&plan, &factors);
    let money = money::assess(&plan, &schedule, &factors);
    // What is over or unfunded is a verdict of its own; every other error makes the file invalid.
    let errors = decoded
        .diagnostics
        .iter()
        .chain(&schedule.diagnostics)
        .chain(&money.diagnostics)
        .filter(|d| d.severity == Severity::Error && !d.code.is_verdict())
        .count();
    let mut diagnostics = decoded.diagnostics;
    diagnostics.extend(schedule.diagnostics.iter().chain(&money.diagnostics).cloned().map(
        |mut diagnostic| {
            if diagnostic.origin.is_none() {
                diagnostic.origin = document.origin(&diagnostic.at);
            }
            diagnostic
        },
    ));
    diagnostics.sort_by_key(|d| (d.origin.as_ref().map(|o| (o.source, o.span.start)), d.code, d.at.clone()));
    let verdict = if errors > 0 { Verdict::Invalid } else { money.verdict };
    let confirmed_verdict = money.confirmed_verdict;
    let mut sentence = money::sentence(&plan, &schedule, &money);
    if errors > 0 {
        sentence = money::invalid_sentence(errors, &sentence);
    }
    Analysis { plan, factors, case, schedule, money, diagnostics, verdict, confirmed_verdict, sentence }
}
