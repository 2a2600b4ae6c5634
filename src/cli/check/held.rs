//! What got worse, as a terminal, a pull request and a program are told.

use serde_json::{Value, json};

use super::Checked;
use super::ratchet::{Ratchet, Worsened};
use crate::cli::door::Door;
use crate::cli::headline;
use crate::cli::markdown;
use crate::cli::names::count;
use crate::cli::paint::{Role, paint};
use crate::display::{harmless, wrap};

/// The plan's sentence, and what got worse, for people.
pub fn text(checked: &Checked<'_>, ratchet: &Ratchet, door: &Door) -> String {
    let mut out = headline::tell(checked.analysis, checked.scenario, door);
    let base = harmless(&ratchet.base);
    let (line, role) = if ratchet.worse.is_empty() {
        (format!("✓ Nothing is worse than in {base}."), Role::Within)
    } else {
        (format!("‼ {} worse than in {base}:", things(ratchet)), Role::Over)
    };
    out.push_str(&format!("{}\n", paint(&line, role, door.colour)));
    for it in &ratchet.worse {
        let said = format!("{}: {}", harmless(&it.about), harmless(&it.message));
        for (at, line) in wrap(&said, door.columns.saturating_sub(4)).iter().enumerate() {
            out.push_str(&format!("  {}{line}\n", if at == 0 { "" } else { "  " }));
        }
    }
    if let Some(stamp) = &checked.stamp {
        out.push_str(&format!("{}\n", paint(&harmless(&stamp.line()), Role::Muted, door.colour)));
    }
    out
}

fn things(ratchet: &Ratchet) -> String {
    let many = ratchet.worse.len();
    format!("{} {}", count(many, "thing"), if many == 1 { "is" } else { "are" })
}

/// What got worse, for a comment of a pull request.
pub fn markdown(ratchet: &Ratchet) -> String {
    let base = markdown::code(&ratchet.base);
    if ratchet.worse.is_empty() {
        return format!("✓ Nothing is worse than in {base}.\n");
    }
    let mut out = format!(
        "**‼ {} worse than in** {base}\n\n| what | was → is, by whom |\n| --- | --- |\n",
        things(ratchet)
    );
    for it in &ratchet.worse {
        out.push_str(&format!("| {} | {} |\n", markdown::inline(&it.about), markdown::inline(&it.message)));
    }
    out
}

/// What got worse, for programs.
pub fn json(ratchet: &Ratchet) -> Value {
    let one = |it: &Worsened| {
        json!({
            "kind": it.kind,
            "about": it.about,
            "message": it.message,
            "envelope": it.envelope,
            "year": it.year,
            "before": it.change.0,
            "after": it.change.1,
            "by": it.by.iter().map(ToString::to_string).collect::<Vec<_>>(),
        })
    };
    json!({ "base": ratchet.base, "worse": ratchet.worse.iter().map(one).collect::<Vec<_>>() })
}
