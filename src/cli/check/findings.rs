//! Diagnostics with their place in people's terms, and whether the plan says that they are accepted.

use crate::analysis::Analysis;
use crate::diagnostic::{Diagnostic, Origin, Path, Severity};
use crate::document::{Document, LineColumn};

/// One diagnostic, placed.
#[derive(Debug)]
pub struct Finding<'a> {
    /// What is wrong.
    pub diagnostic: &'a Diagnostic,
    /// The name of the file.
    pub file: &'a str,
    /// Where it begins.
    pub place: LineColumn,
    /// Where it ends.
    pub end: LineColumn,
    /// Why the plan accepts it; errors cannot be accepted.
    pub accepted: Option<&'a str>,
}

/// Every diagnostic of an analysis in its order, placed.
pub fn collect<'a>(document: &'a Document, analysis: &'a Analysis) -> Vec<Finding<'a>> {
    let finding = |diagnostic: &'a Diagnostic| {
        let origin = diagnostic.origin.clone().or_else(|| nearest(document, &diagnostic.at));
        let origin = origin.unwrap_or_else(|| Origin { source: document.sources().len() - 1, span: 0..0 });
        let source = &document.sources()[origin.source];
        Finding {
            diagnostic,
            file: &source.name,
            place: source.place(origin.span.start),
            end: source.place(origin.span.end),
            accepted: accepted(diagnostic, analysis),
        }
    };
    analysis.diagnostics.iter().map(finding).collect()
}

/// The place of the closest thing above that is written down.
fn nearest(document: &Document, at: &Path) -> Option<Origin> {
    let above = (1..=at.keys.len()).rev().map(|depth| Path::new(at.keys[..depth].iter().cloned()));
    above.into_iter().find_map(|path| document.origin(&path))
}

/// The reason that `accept.CODE` of the initiative gives.
fn accepted<'a>(diagnostic: &Diagnostic, analysis: &'a Analysis) -> Option<&'a str> {
    if diagnostic.severity == Severity::Error {
        return None;
    }
    let [table, id, ..] = diagnostic.at.keys.as_slice() else { return None };
    if table != "initiative" {
        return None;
    }
    let initiative = &analysis.plan.initiatives[analysis.plan.initiative(id)?.at()];
    let code = diagnostic.code.info().code;
    initiative.accept.iter().find(|(accepted, _)| accepted == code).map(|(_, why)| why.as_str())
}
