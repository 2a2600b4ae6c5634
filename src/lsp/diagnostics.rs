//! What is wrong with a text, unasked, as an editor shows it in its lines.

use gen_lsp_types::{self as lsp, DiagnosticSeverity};

use super::look::Look;
use super::scenarios::{self, Apart};
use crate::analysis::Analysis;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::display::harmless;
use crate::money::{self, Contributor};
use crate::plan::EnvelopeIx;
use crate::units::FinancialYear;

/// As many problems of one text as are told, at every keystroke.
const MOST: usize = 1_000;
/// As many other places as one problem names.
const MOST_RELATED: usize = 12;

/// What is wrong with a text, and in its scenarios as far as that is known.
pub(super) fn of(look: &Look<'_>, apart: &[Apart]) -> lsp::PublishDiagnosticsParams {
    let all = &look.analysis.diagnostics;
    // What is worst is told whatever else there is.
    let of = |severity: Severity| all.iter().filter(move |it| it.severity == severity);
    let worst = of(Severity::Error).chain(of(Severity::Warning)).chain(of(Severity::Hint));
    let own = worst.map(|it| shown(look, it));
    let diagnostics = own.chain(apart.iter().filter_map(|it| scenarios::told(look, it))).take(MOST).collect();
    lsp::PublishDiagnosticsParams {
        uri: look.uri.to_owned().into(),
        version: Some(look.version),
        diagnostics,
    }
}

/// Nothing is wrong with it, or it is nobody's business.
pub(super) fn none(uri: &str) -> lsp::PublishDiagnosticsParams {
    lsp::PublishDiagnosticsParams { uri: uri.to_owned().into(), version: None, diagnostics: Vec::new() }
}

/// It is larger than a plan may be.
pub(super) fn too_large(uri: &str, version: i32) -> lsp::PublishDiagnosticsParams {
    let diagnostic = lsp::Diagnostic {
        severity: Some(DiagnosticSeverity::Error),
        source: Some("milepost".to_owned()),
        message: "the text is larger than 16 MiB, the most that a plan may have".to_owned().into(),
        ..lsp::Diagnostic::default()
    };
    lsp::PublishDiagnosticsParams {
        uri: uri.to_owned().into(),
        version: Some(version),
        diagnostics: vec![diagnostic],
    }
}

/// One problem as the protocol has it, its remedy on a second line.
pub(super) fn shown(look: &Look<'_>, problem: &Diagnostic) -> lsp::Diagnostic {
    let span = match &problem.origin {
        Some(origin) if origin.source == 0 => origin.span.clone(),
        Some(_) => 0..0,
        None => look.span_of(&problem.at),
    };
    let mut message = harmless(&problem.message).into_owned();
    if let Some(help) = &problem.help {
        message.push_str(&format!("\nhelp: {}", harmless(help)));
    }
    let has_no_effect = matches!(problem.code, Code::KeyHasNoEffect | Code::YearOutsidePlan);
    let related = if look.client.related { related(look, problem, span.start) } else { Vec::new() };
    lsp::Diagnostic {
        range: look.range(&span),
        severity: Some(match problem.severity {
            Severity::Error => DiagnosticSeverity::Error,
            Severity::Warning => DiagnosticSeverity::Warning,
            Severity::Hint => DiagnosticSeverity::Hint,
        }),
        code: Some(problem.code.info().code.to_owned().into()),
        source: Some("milepost".to_owned()),
        message: message.into(),
        tags: has_no_effect.then(|| vec![lsp::DiagnosticTag::Unnecessary]),
        related_information: Some(related).filter(|related| !related.is_empty()),
        ..lsp::Diagnostic::default()
    }
}

/// The other places that a problem is about: the first of two, the others of a circle, who is in a cell.
fn related(look: &Look<'_>, problem: &Diagnostic, start: usize) -> Vec<lsp::DiagnosticRelatedInformation> {
    let place = |path: &[&str], message: String| {
        let span = look.name_span(path)?;
        let message = harmless(&message).into_owned();
        Some(lsp::DiagnosticRelatedInformation { location: look.location(&span), message })
    };
    let found: Vec<_> = match problem.code {
        Code::Duplicate => {
            let same = look.source().index.errors().iter().find(|error| error.span.start == start);
            let first = same.and_then(|error| error.first.clone());
            let info = first.map(|span| lsp::DiagnosticRelatedInformation {
                location: look.location(&span),
                message: "the first one".to_owned(),
            });
            info.into_iter().collect()
        }
        Code::Cycle => {
            let names = problem.message.rsplit_once(": ").map_or("", |(_, names)| names);
            let mut ids: Vec<&str> = names.split(" -> ").collect();
            ids.pop();
            let one = |id: &&str| match id.split_once(':') {
                Some(("gate", stage)) => place(&["stage", stage, "gate"], format!("the gate {stage}")),
                Some((_, stage)) => place(&["stage", stage], format!("the stage {stage}")),
                None => place(&["initiative", id], (*id).to_owned()),
            };
            ids.iter().filter_map(one).collect()
        }
        Code::Over | Code::Impossible => {
            let who = contributors(look.analysis, &problem.at.keys);
            let said = |it: &Contributor| {
                let initiative = &look.analysis.plan.initiatives[it.initiative.at()];
                let figures = crate::views::figures::Figures::of(&look.analysis.plan);
                let message = format!("{} is in it with {}", initiative.title, figures.full(it.amount));
                place(&["initiative", &initiative.id], message)
            };
            who.iter().filter(|it| it.needed).filter_map(said).collect()
        }
        _ => Vec::new(),
    };
    found.into_iter().take(MOST_RELATED).collect()
}

/// Who is in the cell that a place names.
pub(super) fn contributors(analysis: &Analysis, keys: &[String]) -> Vec<Contributor> {
    cell_of(analysis, keys).map_or_else(Vec::new, |(envelope, year)| {
        money::who_is_in(&analysis.plan, &analysis.schedule, &analysis.money, envelope, year)
    })
}

/// The cell that keys name: `envelope`, `borrowing`, `year`, `2027-28`; the year as an index.
pub(super) fn cell_of(analysis: &Analysis, keys: &[String]) -> Option<(EnvelopeIx, usize)> {
    let [table, id, list, key] = keys else { return None };
    if table != "envelope" || !matches!(list.as_str(), "year" | "add") {
        return None;
    }
    let wanted = FinancialYear::parse(key, analysis.plan.year_start)?;
    let year = analysis.money.years.iter().position(|year| *year == wanted)?;
    Some((analysis.plan.envelope(id)?, year))
}
