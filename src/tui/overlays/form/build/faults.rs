//! What is wrong with what the file says, beside the fields that it is wrong in; what the format does not know.

use crate::analysis::Analysis;
use crate::diagnostic::{Code, Diagnostic, Path, Severity};
use crate::document::Document;
use crate::keys::Type;
use crate::tui::overlays::form::fields::{Field, Kind, written};
use crate::tui::overlays::form::{Subject, line};

/// Marks the fields that hold what cannot be taken, and adds one for each key that the format does not know.
pub(super) fn add(fields: &mut Vec<Field>, document: &Document, analysis: &Analysis, of: &Subject) {
    let own: Vec<&Diagnostic> = analysis.diagnostics.iter().filter(|it| is_own(of, &it.at)).collect();
    for field in fields.iter_mut() {
        let Some(place) = field.kind.place().filter(|_| !matches!(field.kind, Kind::NewEntry(_))) else {
            continue;
        };
        let about = |it: &&&Diagnostic| speaks(it) && it.at.keys.starts_with(&place.keys);
        field.fault = own.iter().find(about).map(|it| said(it));
    }
    let unknown = own.iter().filter(|it| it.code == Code::UnknownKey && !it.at.keys.is_empty());
    let unknown: Vec<Field> = unknown.map(|it| field(document, of, it)).collect();
    fields.extend(unknown);
}

/// Whether a place belongs to what a form is about.
fn is_own(of: &Subject, at: &Path) -> bool {
    match of {
        Subject::Item { at: own, .. } => at.keys.starts_with(&own.keys),
        Subject::Many(_) => false,
        Subject::Plan => {
            at.keys.len() == 1
                || ["plan", "assumptions"].iter().any(|it| at.keys.first().is_some_and(|key| key == it))
        }
    }
}

/// Whether a problem is one of the text or of dates, or of who pays: that a year is over is an answer, and no fault of
/// the figure that stands there.
fn speaks(it: &Diagnostic) -> bool {
    let code = it.code.info().code;
    let payers = ["M301", "M302", "M303", "M304"].contains(&code)
        && it.at.keys.last().is_some_and(|key| key == "funded-by");
    it.severity == Severity::Error && (code.starts_with("M1") || code.starts_with("M2") || payers)
}

fn said(it: &Diagnostic) -> String {
    it.help.as_ref().map_or_else(|| it.message.clone(), |help| format!("{}; {help}", it.message))
}

/// The field of a key that the format does not know: it can be taken away.
fn field(document: &Document, of: &Subject, it: &Diagnostic) -> Field {
    let lead = match of {
        Subject::Item { at, .. } => at.keys.len(),
        Subject::Plan | Subject::Many(_) => 0,
    };
    let was = written(document, &it.at, Type::Text);
    // A table says something, though not in one line.
    let was = if was.is_empty() { "…".to_owned() } else { was };
    Field {
        section: "Not known to the format".to_owned(),
        label: it.at.keys[lead..].join("."),
        key: String::new(),
        kind: Kind::Unknown(it.at.clone()),
        ty: Type::Text,
        input: line(&was),
        was,
        empty: "taken away".to_owned(),
        doc: "",
        choices: Vec::new(),
        row: None,
        fault: Some(said(it)),
        counts: false,
        wrong: None,
        understood: None,
    }
}
