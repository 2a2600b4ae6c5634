//! The reader stays where they were when what they were on is called something else.

use crate::plan::Plan;
use crate::tui::app::{App, RowKey};

/// Goes on with what has another id than in the plan before: a rename, its undoing, an edit of the file.
pub fn follow(app: &mut App, before: &Plan) {
    let shared = app.session.shared().clone();
    let after = &shared.plan;
    let initiatives = |id: &str| {
        if after.initiative(id).is_some() {
            return None;
        }
        let ids = |plan: &Plan| plan.initiatives.iter().map(|it| it.id.clone()).collect::<Vec<_>>();
        renamed(&ids(before), &ids(after), id)
    };
    let stages = |id: &str| {
        let ids = |plan: &Plan| plan.stages.iter().map(|it| it.id.clone()).collect::<Vec<_>>();
        renamed(&ids(before), &ids(after), id)
    };
    let envelopes = |id: &str| {
        let ids = |plan: &Plan| plan.envelopes.iter().map(|it| it.id.clone()).collect::<Vec<_>>();
        renamed(&ids(before), &ids(after), id)
    };
    match &mut app.roadmap.cursor {
        RowKey::Lane(id) => *id = stages(id).unwrap_or_else(|| id.clone()),
        RowKey::Bar(id) => *id = initiatives(id).unwrap_or_else(|| id.clone()),
    }
    let marked = std::mem::take(&mut app.marks.ids);
    app.marks.ids = marked.into_iter().map(|id| initiatives(&id).unwrap_or(id)).collect();
    let folded = std::mem::take(&mut app.roadmap.folded);
    app.roadmap.folded = folded.into_iter().map(|id| stages(&id).unwrap_or(id)).collect();
    if let Some(new) = app.roadmap.envelope.as_deref().and_then(envelopes) {
        app.roadmap.envelope = Some(new);
    }
    if let Some(new) = envelopes(&app.money.envelope) {
        app.money.envelope = new;
    }
}

/// The only id that is new, where as many items are there as before and this one is gone.
fn renamed(before: &[String], after: &[String], id: &str) -> Option<String> {
    let gone =
        before.len() == after.len() && before.iter().any(|it| it == id) && !after.iter().any(|it| it == id);
    let mut new = after.iter().filter(|it| gone && !before.contains(it));
    new.next().filter(|_| new.next().is_none()).cloned()
}
