//! The log of decisions as text, the latest first.

use super::Shown;
use crate::cli::table::Table;
use crate::display::{Align, harmless};
use crate::views::decisions::decisions;

/// The whole view.
pub fn tell(shown: &Shown<'_>) -> String {
    let plan = &shown.analysis.plan;
    let log = decisions(plan);
    if log.is_empty() {
        return "No decision is recorded; one is a line of an initiative, decided.2028-02-14 = \"Cabinet: approved\".\n"
            .to_owned();
    }
    let mut table = Table::new([
        ("date", Align::Left),
        ("initiative", Align::Left),
        ("who", Align::Left),
        ("what", Align::Left),
        ("why", Align::Left),
    ])
    .giving(&[3, 4]);
    for it in log {
        let of = &plan.initiatives[it.initiative.at()];
        table.row(vec![
            it.on.to_string().into(),
            harmless(&of.id).into_owned().into(),
            harmless(&it.parts.who).into_owned().into(),
            harmless(&it.parts.what).into_owned().into(),
            harmless(&it.parts.why).into_owned().into(),
        ]);
    }
    table.dense().text("", shown.door.columns, shown.door.colour)
}
