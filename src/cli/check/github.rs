//! `--format github`: one workflow command a problem, which a pull request shows at its line.

use std::path::Path;

use super::Checked;
use super::findings::Finding;
use super::ratchet::Ratchet;
use crate::cli::open::CENTRAL;
use crate::cli::outcome::Failure;
use crate::diagnostic::Severity;
use crate::display::harmless_lines;

/// The annotations of one plan, its sentence last.
pub fn tell(checked: &Checked<'_>) -> String {
    let mut out = String::new();
    for finding in checked.findings.iter().filter(|finding| finding.accepted.is_none()) {
        out.push_str(&annotation(finding));
    }
    let analysis = checked.analysis;
    let level = if analysis.verdict.affordable() { "notice" } else { "error" };
    let case = analysis.case.as_deref().filter(|case| *case != CENTRAL);
    let title = format!(
        "{}: {}{}",
        analysis.plan.title,
        analysis.verdict.word(),
        case.map_or(String::new(), |case| format!(" in case {case}"))
    );
    let mut message = analysis.sentence.clone();
    if let Some(stamp) = &checked.stamp {
        message.push('\n');
        message.push_str(&stamp.line());
    }
    out.push_str(&format!(
        "::{level} file={},title={}::{}\n",
        property(&checked.opened.name),
        property(&title),
        data(&message)
    ));
    out + &against(checked)
}

/// The annotation of slip and variance; it fails nothing.
fn against(checked: &Checked<'_>) -> String {
    let Some(baseline) = checked.baseline else { return String::new() };
    let flat = baseline.flat(checked.opened, checked.analysis);
    let title = property(&format!("against {}", flat.name));
    format!("::notice file={},title={title}::{}\n", property(&checked.opened.name), data(&flat.said()))
}

/// The annotations of what got worse, the plan's sentence last.
pub fn held(checked: &Checked<'_>, ratchet: &Ratchet) -> String {
    let mut out = String::new();
    let file = property(&checked.opened.name);
    for it in &ratchet.worse {
        let place = it.origin.as_ref().map(|origin| {
            let place = checked.opened.document.sources()[origin.source].place(origin.span.start);
            format!(",line={},col={}", place.line, place.column)
        });
        let title = property(&format!("worse: {}", it.about));
        let message = data(&format!("{} (held against {})", it.message, ratchet.base));
        out.push_str(&format!("::error file={file}{},title={title}::{message}\n", place.unwrap_or_default()));
    }
    if ratchet.worse.is_empty() {
        let said = format!("Nothing is worse than in {}. {}", ratchet.base, checked.analysis.sentence);
        out.push_str(&format!("::notice file={file},title={}::{}\n", property("not worse"), data(&said)));
    }
    out + &against(checked)
}

/// The annotation of a plan that could not be checked at all.
pub fn failure(path: &Path, failure: &Failure) -> String {
    let file = property(&path.display().to_string());
    format!("::error file={file},title=milepost::{}\n", data(&failure.to_string()))
}

fn annotation(finding: &Finding<'_>) -> String {
    let diagnostic = finding.diagnostic;
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "notice",
    };
    let info = diagnostic.code.info();
    let help = diagnostic.help.as_deref().map_or(String::new(), |help| format!("\n{help}"));
    // The end is named only on one line: GitHub refuses columns over several.
    let end = if finding.end.line == finding.place.line && finding.end.column > finding.place.column {
        format!(",endColumn={}", finding.end.column - 1)
    } else {
        String::new()
    };
    format!(
        "::{level} file={},line={},col={}{end},title={}::{}\n",
        property(finding.file),
        finding.place.line,
        finding.place.column,
        property(&format!("{} {}", info.code, info.name)),
        data(&format!("{}{help}", diagnostic.message))
    )
}

/// The text of an annotation: percent signs and line ends are escaped.
fn data(text: &str) -> String {
    harmless_lines(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of an annotation: colons and commas as well.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_command_is_escaped() {
        assert_eq!(data("100 %\nnext: a, b"), "100 %25%0Anext: a, b");
        assert_eq!(property("a:b,c%"), "a%3Ab%2Cc%25");
        assert_eq!(data("\u{1b}]0;x\u{7}"), "␛]0;x␇");
    }
}
