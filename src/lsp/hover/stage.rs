//! A stage: from when to when it lasts, its gate, and what stands in it.

use crate::lsp::look::Look;
use crate::lsp::words::{Page, count};
use crate::plan::StageIx;

/// What is known of a stage.
pub(super) fn describe(look: &Look<'_>, at: StageIx, page: &mut Page) {
    let analysis = look.analysis;
    let stage = &analysis.plan.stages[at.at()];
    page.paragraph(&format!("{} {}", page.strong(&stage.title), page.code(&stage.id)));
    if let Some(aim) = &stage.aim {
        page.paragraph(&page.words(aim));
    }
    let mut lines = Vec::new();
    if let Some(extent) = analysis.schedule.stages.get(at.at()).copied().flatten() {
        lines.push(if extent.start == extent.finish {
            format!("empty, at {}", extent.start.words())
        } else {
            format!("{} – {}", extent.start.words(), extent.finish.previous().words())
        });
    }
    let within = analysis.plan.initiatives.iter().filter(|it| it.stage == Some(at) && !it.dropped).count();
    lines.push(count(within, "initiative"));
    let point = analysis.schedule.gates.get(at.at()).copied().flatten();
    if let (Some(gate), Some(point)) = (&stage.gate, point) {
        lines.push(format!("gate on {}: {}", point.previous().words(), page.words(&gate.title)));
    }
    page.list(&lines);
}
