//! A scenario becomes the plan: what it says is written into the plan's own lines, and its tables go.

use super::{Difference, differences};
use crate::analysis::{Analysis, Options, analyse};
use crate::diagnostic::{Diagnostic, Path, Severity};
use crate::document::{Document, apply};
use crate::edit::{Change, Edit, LayerName, Spot, Value};
use crate::keys;
use crate::plan::Plan;

/// A scenario that becomes the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promotion {
    /// The change, one step of undo.
    pub change: Change,
    /// The other scenarios by title, which lie over another plan from then on.
    pub others: Vec<String>,
}

/// Writes what a scenario says into the plan's own lines, key by key, and takes its tables away.
///
/// The plan afterwards is the plan with the scenario laid over it before, which is tried before it is offered.
///
/// # Errors
/// Why it cannot be: what it says cannot be written there, the plan would not be the same, or another scenario could not
/// be laid over it any more.
pub fn promote(document: &Document, scenario: &str, options: &Options) -> Result<Promotion, String> {
    let own = Path::new(["scenario", scenario]);
    let laid = document.with_scenario(scenario).ok_or_else(|| format!("There is no scenario {scenario}"))?;
    let mut edits = Vec::new();
    let mut last_stage = last_stage(document);
    for difference in differences(document, scenario) {
        edits.extend(edits_of(&difference)?);
        // Stages have the order of the file, and one that only the scenario has comes behind all others.
        if let ([table, id], true) = (difference.at.keys.as_slice(), difference.new)
            && table == "stage"
            && let Some(last) = last_stage.replace(id.clone())
        {
            edits.push(Edit::Move { at: difference.at.clone(), to: Spot::Behind(last) });
        }
    }
    edits.push(Edit::Remove { at: own.clone() });
    let title = super::super::remove::title(document, &own);
    let change = Change { label: format!("Promote the scenario {title}"), edits, layer: LayerName::Plan };
    let (after, _) =
        apply(document, &change).map_err(|refusal| format!("{title} cannot be promoted: {refusal}"))?;
    let (meant, made) = (analyse(&laid, options), analyse(&after, options));
    if !same(&meant.plan, &made.plan) || (&meant.schedule, &meant.money) != (&made.schedule, &made.money) {
        return Err(format!("{title} cannot be promoted: the plan would not be what the scenario shows"));
    }
    let others: Vec<_> = meant.plan.scenarios.iter().filter(|it| it.id != scenario).collect();
    for other in &others {
        let before = document.with_scenario(&other.id).map(|laid| analyse(&laid, options));
        let then = after.with_scenario(&other.id).map(|laid| analyse(&laid, options));
        if let Some(problem) = before.zip(then).and_then(|(before, then)| fresh(&before, &then, scenario)) {
            return Err(format!(
                "{title} cannot be promoted: {} could not be laid over it any more ({})",
                other.title, problem.message
            ));
        }
    }
    Ok(Promotion { change, others: others.into_iter().map(|it| it.title.clone()).collect() })
}

/// Whether two plans are the same but for their scenarios.
fn same(one: &Plan, other: &Plan) -> bool {
    let without = |plan: &Plan| Plan { scenarios: Vec::new(), ..plan.clone() };
    without(one) == without(other)
}

/// An error that another scenario has then, and neither had before nor has of the promoted one.
fn fresh(before: &Analysis, then: &Analysis, promoted: &str) -> Option<Diagnostic> {
    let errors = |of: &Analysis| {
        let wrong = |it: &&Diagnostic| it.severity == Severity::Error && !it.code.is_verdict();
        of.diagnostics.iter().filter(wrong).cloned().collect::<Vec<_>>()
    };
    let known = errors(before);
    let said =
        |it: &Diagnostic| known.iter().any(|known| (known.code, &known.message) == (it.code, &it.message));
    let own = |it: &Diagnostic| {
        it.at.keys.first().is_some_and(|key| key == "scenario")
            && it.at.keys.get(1).is_some_and(|id| id == promoted)
    };
    errors(then).into_iter().find(|it| !said(it) && !own(it))
}

/// The stage that stands last in the file.
fn last_stage(document: &Document) -> Option<String> {
    let stages = document.value(&Path::new(["stage"]))?;
    stages.entries().filter(|(_, stage)| stage.is_table()).last().map(|(id, _)| id.to_owned())
}

/// The edits of the plan's own text that make it say what a scenario says.
fn edits_of(difference: &Difference) -> Result<Vec<Edit>, String> {
    let at = difference.at.clone();
    if difference.scenario.is_none() {
        return Ok(vec![Edit::Remove { at }]);
    }
    let value = difference
        .value
        .clone()
        .ok_or_else(|| format!("{at} cannot be written into the plan as it stands"))?;
    let is_item = at.keys.len() == 2 && keys::collections().any(|table| table.name == at.keys[0]);
    if let (true, true, Value::Table(entries)) = (difference.new, is_item, &value) {
        return Ok(vec![Edit::AddTable { at, entries: entries.clone() }]);
    }
    let mut edits = Vec::new();
    let mut replaced = difference.replaced.iter();
    // The line keeps its place and its comment where one kind takes the place of another.
    let renamed =
        difference.plan.is_some() && !replaced.as_slice().is_empty() && !is_period(&replaced.as_slice()[0]);
    if renamed && let Some(old) = replaced.next() {
        let to = at.keys.last().cloned().unwrap_or_default();
        edits.push(Edit::Rename { at: old.clone(), to });
    }
    edits.push(Edit::Set { at, value });
    edits.extend(replaced.map(|at| Edit::Remove { at: at.clone() }));
    Ok(edits)
}

/// Whether a key is the period of a money line.
fn is_period(at: &Path) -> bool {
    at.keys.last().is_some_and(|key| key == "per")
}
