//! `--format text`: the sentence first, then the money that is wrong, then every problem with its place and remedy.

use super::Checked;
use super::findings::Finding;
use crate::cli::door::Door;
use crate::diagnostic::Severity;
use crate::display::harmless;

/// One plan and case for people.
pub fn tell(checked: &Checked<'_>, door: &Door) -> String {
    let _ = door;
    let analysis = checked.analysis;
    let mut out = format!("{}\n", harmless(&analysis.plan.title));
    out.push_str(&format!("{}\n", harmless(&analysis.sentence)));
    for finding in checked.findings {
        out.push_str(&problem(finding));
    }
    if let Some(stamp) = &checked.stamp {
        out.push_str(&format!("{}\n", stamp.line()));
    }
    out
}

fn problem(finding: &Finding<'_>) -> String {
    let diagnostic = finding.diagnostic;
    let word = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    };
    let mut out = format!(
        "{}:{}:{}: {word}[{}]: {}\n",
        harmless(finding.file),
        finding.place.line,
        finding.place.column,
        diagnostic.code,
        harmless(&diagnostic.message)
    );
    if let Some(help) = &diagnostic.help {
        out.push_str(&format!("  help: {}\n", harmless(help)));
    }
    out
}
