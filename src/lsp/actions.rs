//! What can be done about a problem at a place: its remedy, a way back inside an envelope, taking it as it is.

use gen_lsp_types as lsp;

use super::changes;
use super::diagnostics::{cell_of, shown};
use super::look::Look;
use super::words::count;
use crate::check::{Effort, Move, Way, ways_back};
use crate::diagnostic::{Code, Diagnostic, Path, Severity};
use crate::display::harmless;
use crate::document::apply;
use crate::edit::{Change, Edit, LayerName, Value};
use crate::revise::{has_remedy, remedy};
use crate::units::Money;
use crate::views::figures::Figures;

/// As many problems of a place as are looked at.
const MOST: usize = 12;
/// As many ways back as are offered for a cell.
const WAYS: usize = 3;
/// So little is tried for them that an editor may ask at every move of its cursor.
const EFFORT: Effort = Effort { plans: 36, initiatives: 12_000 };

/// What can be done about the problems of a range, remedies first.
pub(super) fn actions(look: &Look<'_>, params: &lsp::CodeActionParams) -> Vec<lsp::CodeActionResponse> {
    let wants = |kind: &lsp::CodeActionKind| {
        matches!(kind, lsp::CodeActionKind::QuickFix | lsp::CodeActionKind::Empty)
    };
    if params.context.only.as_ref().is_some_and(|only| !only.iter().any(wants)) {
        return Vec::new();
    }
    // An editor asks about the place of its cursor, and means the line.
    let range = look.lines.span(look.text(), params.range);
    let wanted = look.source().line_span(range.start).start..look.source().line_span(range.end).end;
    let touched = |problem: &&Diagnostic| {
        let span = problem.origin.as_ref().filter(|it| it.source == 0).map(|it| it.span.clone());
        let span = span.unwrap_or_else(|| look.span_of(&problem.at));
        span.start <= wanted.end && wanted.start <= span.end
    };
    let problems: Vec<&Diagnostic> = look.analysis.diagnostics.iter().filter(touched).take(MOST).collect();
    let mut found: Vec<lsp::CodeAction> = Vec::new();
    found.extend(problems.iter().filter_map(|problem| mended(look, problem)));
    found.extend(problems.iter().flat_map(|problem| ways(look, problem)));
    found.extend(problems.iter().filter_map(|problem| accepted(look, problem)));
    found.into_iter().map(Into::into).collect()
}

fn action(look: &Look<'_>, problem: &Diagnostic, title: &str, text: &str) -> lsp::CodeAction {
    lsp::CodeAction {
        title: harmless(title).into_owned(),
        kind: Some(lsp::CodeActionKind::QuickFix),
        diagnostics: Some(vec![shown(look, problem)]),
        edit: Some(look.edit(changes::edits(look, text))),
        ..lsp::CodeAction::default()
    }
}

/// The remedy of a problem, where it can be made as it is said.
fn mended(look: &Look<'_>, problem: &Diagnostic) -> Option<lsp::CodeAction> {
    if !has_remedy(look.document, problem) {
        return None;
    }
    let found = remedy(look.document, look.analysis, look.options, &LayerName::Plan, problem)?;
    let action = action(look, problem, &found.label, &found.text);
    Some(lsp::CodeAction { is_preferred: Some(true), ..action })
}

/// The moves that bring a cell back inside, best first.
fn ways(look: &Look<'_>, problem: &Diagnostic) -> Vec<lsp::CodeAction> {
    if !matches!(problem.code, Code::Over | Code::Impossible) {
        return Vec::new();
    }
    let analysis = look.analysis;
    let Some(cell) = cell_of(analysis, &problem.at.keys) else { return Vec::new() };
    let found = ways_back(analysis.computed(), cell, EFFORT, &|| true);
    let cures = found.iter().filter(|way| way.cures && way.new_problems == 0).take(WAYS);
    let made = |way: &Way| {
        let step = way.step;
        let initiative = &analysis.plan.initiatives[step.initiative().at()];
        let own = Path::new(["initiative", initiative.id.as_str()]);
        let months = |number: u32| count(number as usize, "month");
        let (key, value, how) = match step {
            Move::Later { months: by, to, .. } => {
                ("not-before", to.to_string(), format!("Start {} {} later", initiative.id, months(by)))
            }
            Move::Earlier { months: by, to, .. } => {
                ("not-before", to.to_string(), format!("Start {} {} earlier", initiative.id, months(by)))
            }
            Move::LeaveOut { .. } => ("dropped", "true".to_owned(), format!("Leave {} out", initiative.id)),
        };
        let text = edited(look, Edit::Set { at: own.child(key), value: Value::Bare(value) })?;
        let year = analysis.money.years[cell.1];
        Some(action(
            look,
            problem,
            &format!("{how}: {year} is back inside{}", at_what_cost(look, way)),
            &text,
        ))
    };
    cures.filter_map(made).collect()
}

/// What a move does beside what it is for: ` (2 others move, the plan ends 31 days later)`; nothing where it does nothing else.
fn at_what_cost(look: &Look<'_>, way: &Way) -> String {
    let figures = Figures::of(&look.analysis.plan);
    let others = (way.moved > 0).then(|| match way.moved {
        1 => "1 other moves".to_owned(),
        many => format!("{many} others move"),
    });
    let later = (way.slip_days > 0)
        .then(|| format!("the plan ends {} later", count(way.slip_days.unsigned_abs() as usize, "day")));
    let lost = way.savings_lost;
    let saved = (lost > Money::ZERO).then(|| format!("saves {} less", figures.full(lost)));
    let left =
        (way.breaches_left > 0).then(|| format!("{} still over", count(way.breaches_left, "other cell")));
    let all: Vec<String> = [others, later, saved, left].into_iter().flatten().collect();
    if all.is_empty() { String::new() } else { format!(" ({})", all.join(", ")) }
}

/// Taking a warning as it is, with a reason to be filled in.
fn accepted(look: &Look<'_>, problem: &Diagnostic) -> Option<lsp::CodeAction> {
    let [table, id, ..] = problem.at.keys.as_slice() else { return None };
    if table != "initiative" || problem.severity != Severity::Warning {
        return None;
    }
    let code = problem.code.info().code;
    let at = Path::new([table.as_str(), id, "accept", code]);
    let text = edited(look, Edit::Set { at, value: Value::Text("known and accepted".to_owned()) })?;
    Some(action(look, problem, &format!("Accept {code} for {id}, with a reason"), &text))
}

/// The text after an edit of the plan's own file.
fn edited(look: &Look<'_>, edit: Edit) -> Option<String> {
    let change = Change { label: String::new(), edits: vec![edit], layer: LayerName::Plan };
    let (after, _) = apply(look.document, &change).ok()?;
    Some(after.sources()[0].text.to_string())
}
