//! What is read and kept but does not count yet: one hint for each feature that a plan uses.

use super::reader::Reader;
use crate::diagnostic::{Code, Diagnostic, Path};
use crate::plan::Plan;

/// One hint for each feature that is used, at its first place.
pub(super) fn report(reader: &mut Reader<'_>, plan: &Plan) {
    for (what, places) in features(plan) {
        let Some(first) = places.first() else { continue };
        let count = if places.len() == 1 { String::new() } else { format!(" ({} of them)", places.len()) };
        let mut diagnostic = Diagnostic::new(
            Code::NotCountedYet,
            first.clone(),
            format!("{what}{count}: read and kept, but not counted in any figure yet"),
        );
        diagnostic.origin = reader.document.origin(first);
        reader.diagnostics.push(diagnostic);
    }
}

/// Each feature with the places that use it.
fn features(plan: &Plan) -> Vec<(&'static str, Vec<Path>)> {
    let initiatives = || plan.initiatives.iter().filter(|it| !it.dropped);
    let at = |id: &str, keys: &[&str]| Path::new(["initiative", id].iter().chain(keys).copied());
    let shifts = initiatives().flat_map(|it| it.shifts.iter().map(|shift| at(&it.id, &["shift", &shift.id])));
    let each = initiatives().flat_map(|it| {
        it.costs.iter().filter(|line| line.each.is_some()).map(|line| at(&it.id, &["cost", &line.id]))
    });
    let spend = initiatives().filter(|it| !it.actual.spend.is_empty() || !it.actual.saved.is_empty());
    let spend = spend.map(|it| at(&it.id, &["actual"]));
    let technologies = plan.technologies.iter().filter(|it| it.cost.is_some());
    let technologies = technologies.map(|it| Path::new(["technology", it.id.as_str(), "cost"]));
    let shifts: Vec<Path> = shifts.collect();
    let channels = plan.channels.iter().filter(|it| it.unit_cost.is_some());
    let channels = channels.map(|it| Path::new(["channel", it.id.as_str(), "unit-cost"])).collect();
    let risks = plan.risks.iter().filter(|it| it.cost.is_some() || it.delay.is_some());
    let risks = risks.map(|it| Path::new(["risk", it.id.as_str()]));
    let bias = plan.assumptions.optimism_bias.iter().map(|_| Path::new(["assumptions", "optimism-bias"]));
    vec![
        ("optimism bias", bias.collect()),
        if shifts.is_empty() {
            ("unit costs of channels", channels)
        } else {
            ("shifts between channels", shifts)
        },
        ("money paid as it is used (`each`, `volume`)", each.collect()),
        ("actual spend and savings", spend.collect()),
        ("costs of technologies", technologies.collect()),
        ("risks", risks.collect()),
    ]
}
