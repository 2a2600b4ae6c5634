//! What is wrong in a scenario and not in the plan without it: shown where the scenario says what leads to it.
//!
//! What cannot be read of an overlay is the plan's own problem and not told twice. Scenarios are computed one at a time, when
//! nobody waits; until then what was last known of them stays on show.

use std::collections::BTreeSet;

use gen_lsp_types as lsp;

use super::diagnostics::{contributors, shown};
use super::look::Look;
use crate::analysis::analyse_beside;
use crate::diagnostic::{Diagnostic, Severity};
use crate::display::harmless;

/// As many scenarios of one text as are looked at.
const MOST: usize = 12;
/// As many problems of one scenario as are told.
const MOST_PROBLEMS: usize = 20;

/// A problem that only a scenario has.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Apart {
    /// Which scenario.
    pub scenario: String,
    /// The problem, with its place in the plan.
    problem: Diagnostic,
    /// The keys of what the scenario says of it; of the scenario itself where it says nothing of it.
    because: Vec<String>,
}

/// The scenarios of a text that are looked at, in its order.
pub(super) fn of_text(look: &Look<'_>) -> Vec<String> {
    look.names_in(&["scenario"]).into_iter().take(MOST).map(str::to_owned).collect()
}

/// What is wrong in a scenario alone, the worst first.
pub(super) fn apart(look: &Look<'_>, scenario: &str) -> Vec<Apart> {
    let Some(laid) = look.document.with_scenario(scenario) else { return Vec::new() };
    let analysis = analyse_beside(look.analysis, &laid, look.options);
    // What an overlay says wrongly stands at a place of its own in the plan without it, and at the same bytes.
    let begin = |it: &Diagnostic| it.origin.as_ref().map(|origin| (origin.source, origin.span.start));
    let plain = look.analysis.diagnostics.iter();
    let places: BTreeSet<_> = plain.clone().map(|it| (it.code, &it.at)).collect();
    let bytes: BTreeSet<_> = plain.map(|it| (it.code, begin(it))).collect();
    let is_known =
        |it: &Diagnostic| places.contains(&(it.code, &it.at)) || bytes.contains(&(it.code, begin(it)));
    let of = |severity: Severity| {
        let of_it = analysis.diagnostics.iter().filter(move |it| it.severity == severity);
        of_it.filter(|it| !is_known(it)).take(MOST_PROBLEMS)
    };
    let because = |problem: &Diagnostic| {
        let own = |keys: &[String]| -> Vec<String> {
            ["scenario", scenario].map(str::to_owned).into_iter().chain(keys.iter().cloned()).collect()
        };
        let keys = &problem.at.keys;
        let item = |length: usize| own(&keys[..length]);
        let touched = (2..=keys.len()).rev().map(item).find(|path| look.node(path).is_some());
        let who = || {
            let in_it = contributors(&analysis, keys).into_iter().filter(|it| it.needed);
            let id = |at: usize| analysis.plan.initiatives[at].id.clone();
            let paths = in_it.map(|it| own(&["initiative".to_owned(), id(it.initiative.at())]));
            paths.into_iter().find(|path| look.node(path).is_some())
        };
        touched.or_else(who).unwrap_or_else(|| own(&[]))
    };
    let worst = of(Severity::Error).chain(of(Severity::Warning)).take(MOST_PROBLEMS);
    worst
        .map(|problem| Apart {
            scenario: scenario.to_owned(),
            problem: problem.clone(),
            because: because(problem),
        })
        .collect()
}

/// A problem of a scenario as the protocol has it; `None` when the text has no such scenario any more.
///
/// It counts for less than one of the plan itself, which holds.
pub(super) fn told(look: &Look<'_>, apart: &Apart) -> Option<lsp::Diagnostic> {
    let scenario = ["scenario", apart.scenario.as_str()];
    let span = look.name_span(&apart.because).or_else(|| look.name_span(&scenario))?;
    let plain = shown(look, &apart.problem);
    let severity = match apart.problem.severity {
        Severity::Error => lsp::DiagnosticSeverity::Warning,
        Severity::Warning | Severity::Hint => lsp::DiagnosticSeverity::Information,
    };
    let keys = apart.problem.at.keys.as_slice();
    let place = look.name_span(keys).filter(|_| look.client.related).map(|span| {
        let message = harmless(&keys.join(".")).into_owned();
        vec![lsp::DiagnosticRelatedInformation { location: look.location(&span), message }]
    });
    let mut message =
        format!("in the scenario {}: {}", harmless(&apart.scenario), harmless(&apart.problem.message));
    if let Some(help) = &apart.problem.help {
        message.push_str(&format!("\nhelp: {}", harmless(help)));
    }
    Some(lsp::Diagnostic {
        range: look.range(&span),
        severity: Some(severity),
        message: message.into(),
        related_information: place,
        ..plain
    })
}
