//! What heads every output for people: the plan, what is computed, and the sentence.

use super::door::Door;
use super::paint::{Role, paint};
use crate::analysis::Analysis;
use crate::display::{harmless, wrap};
use crate::money::Verdict;
pub use crate::views::look::mark;

/// The title line and the sentence.
pub fn tell(analysis: &Analysis, scenario: Option<&str>, door: &Door) -> String {
    let plan = &analysis.plan;
    let mut title = paint(&harmless(&plan.title), Role::Strong, door.colour);
    let mut notes = Vec::new();
    notes.extend(plan.organisation.as_deref().map(|name| harmless(name).into_owned()));
    notes.extend(plan.marking.as_deref().map(|marking| harmless(marking).into_owned()));
    notes.extend(analysis.case.as_deref().map(|case| format!("case {}", harmless(case))));
    notes.extend(scenario.map(|scenario| format!("scenario {}", harmless(scenario))));
    if !notes.is_empty() {
        title.push_str(&paint(&format!("  {}", notes.join(" · ")), Role::Muted, door.colour));
    }
    let (glyph, role) = mark(analysis.verdict);
    let sentence = format!("{glyph} {}", harmless(&analysis.sentence));
    let mut out = format!("{title}\n");
    for (at, line) in wrap(&sentence, door.columns).iter().enumerate() {
        let indent = if at == 0 { "" } else { "  " };
        out.push_str(&format!("{indent}{}\n", paint(line, role, door.colour)));
    }
    let confirmed = analysis.confirmed_verdict.filter(|confirmed| *confirmed != analysis.verdict);
    // When nobody has confirmed anything there is nothing to say beside it.
    if let Some(confirmed) = confirmed.filter(|confirmed| *confirmed != Verdict::Unchecked) {
        let note = format!("  Counting confirmed envelopes only: {}.", confirmed.word());
        out.push_str(&format!("{}\n", paint(&note, mark(confirmed).1, door.colour)));
    }
    out
}
