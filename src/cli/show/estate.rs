//! The estate as text: technologies in use, what uses and what retires them.

use super::Shown;
use crate::cli::table::Table;
use crate::display::{Align, harmless};
use crate::plan::{Initiative, Per};

/// The whole view.
pub fn tell(shown: &Shown<'_>) -> String {
    let plan = &shown.analysis.plan;
    if plan.technologies.is_empty() {
        return "The plan names no technologies; a technology is a table [technology.ID].\n".to_owned();
    }
    let mut table = Table::new([
        ("technology", Align::Left),
        ("title", Align::Left),
        ("supplier", Align::Left),
        ("cost", Align::Right),
        ("contract ends", Align::Right),
        ("used", Align::Right),
        ("used by", Align::Left),
        ("retired by", Align::Left),
    ])
    .giving(&[1, 2]);
    for technology in &plan.technologies {
        let by = |list: fn(&Initiative) -> &[String]| {
            let named = plan.initiatives.iter().filter(|it| !it.dropped && list(it).contains(&technology.id));
            named.map(|it| harmless(&it.id).into_owned()).collect::<Vec<_>>().join(", ")
        };
        let per = match technology.per {
            Per::Year => "a year",
            Per::Quarter => "a quarter",
            Per::Month => "a month",
            Per::Week => "a week",
        };
        table.row(vec![
            harmless(&technology.id).into_owned().into(),
            harmless(&technology.title).into_owned().into(),
            harmless(technology.supplier.as_deref().unwrap_or("")).into_owned().into(),
            technology.cost.map_or(String::new(), |cost| format!("{cost} {per}")).into(),
            technology.contract_ends.map_or(String::new(), |day| day.previous().words()).into(),
            technology.used.map_or(String::new(), |share| share.to_string()).into(),
            by(|it| &it.uses).into(),
            by(|it| &it.retires).into(),
        ]);
    }
    let mut out = table.dense().text("", shown.door.columns, shown.door.colour);
    out.push_str("Costs of technologies are shown; they do not count in any envelope yet.\n");
    out
}
