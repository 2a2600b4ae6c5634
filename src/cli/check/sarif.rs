//! `--format sarif`: the Static Analysis Results Interchange Format 2.1.0 (OASIS), one log of all plans and cases.

use serde_json::{Value, json};

use super::Checked;
use super::ratchet::Ratchet;
use crate::cli::json;
use crate::cli::open::CENTRAL;
use crate::diagnostic::{Code, Severity};

/// The results of all plans and cases so far.
#[derive(Debug, Default)]
pub struct Log {
    results: Vec<Value>,
    /// What each plan and case is held against.
    baselines: Vec<Value>,
}

impl Log {
    /// Adds those of one plan and case.
    pub fn add(&mut self, checked: &Checked<'_>, ratchet: Option<&Ratchet>) {
        let case = checked.analysis.case.as_deref().filter(|case| *case != CENTRAL);
        let suffix = case.map_or(String::new(), |case| format!(" (case {case})"));
        for finding in checked.findings {
            let diagnostic = finding.diagnostic;
            let help = diagnostic.help.as_deref().map_or(String::new(), |help| format!("\n{help}"));
            let mut result = json!({
                "ruleId": diagnostic.code.info().code,
                "level": level(diagnostic.severity),
                "message": { "text": format!("{}{help}{suffix}", diagnostic.message) },
                "locations": [{ "physicalLocation": {
                    "artifactLocation": { "uri": uri(finding.file) },
                    "region": {
                        "startLine": finding.place.line,
                        "startColumn": finding.place.column,
                        "endLine": finding.end.line,
                        "endColumn": finding.end.column.max(1),
                    },
                }}],
            });
            if let Some(why) = finding.accepted {
                result["suppressions"] = json!([{ "kind": "inSource", "justification": why }]);
            }
            self.results.push(result);
        }
        if let Some(baseline) = checked.baseline {
            let mut object = baseline.json(checked.opened, checked.analysis);
            object["plan"] = json!(checked.opened.name);
            object["case"] = json!(case.unwrap_or(CENTRAL));
            self.baselines.push(object);
        }
        for worse in ratchet.iter().flat_map(|it| &it.worse) {
            let source = worse
                .origin
                .as_ref()
                .map(|it| (&checked.opened.document.sources()[it.source], it.span.start));
            let line = source.map_or(1, |(source, at)| source.place(at).line);
            let base = ratchet.map_or("", |it| it.base.as_str());
            self.results.push(json!({
                "ruleId": WORSE,
                "level": "error",
                "message": { "text": format!("worse than in {base}: {}: {}{suffix}", worse.about, worse.message) },
                "locations": [{ "physicalLocation": {
                    "artifactLocation": { "uri": uri(&checked.opened.name) },
                    "region": { "startLine": line },
                }}],
            }));
        }
    }

    /// The whole log.
    pub fn tell(self) -> String {
        let rule = |code: &Code| {
            let info = code.info();
            json!({
                "id": info.code,
                "name": info.name,
                "shortDescription": { "text": info.doc },
                "defaultConfiguration": { "level": level(info.severity) },
            })
        };
        let mut rules: Vec<Value> = Code::ALL.iter().map(rule).collect();
        rules.push(json!({
            "id": WORSE,
            "name": "worse-than-before",
            "shortDescription": { "text": "The plan got worse than the version that it is held against." },
            "defaultConfiguration": { "level": "error" },
        }));
        let mut log = json!({
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": {
                    "name": "milepost",
                    "version": env!("CARGO_PKG_VERSION"),
                    "rules": rules,
                }},
                "columnKind": "unicodeCodePoints",
                "results": self.results,
            }],
        });
        if !self.baselines.is_empty() {
            log["runs"][0]["properties"] = json!({ "baselines": self.baselines });
        }
        json::line(&log)
    }
}

/// The rule of what got worse.
const WORSE: &str = "worse";

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    }
}

/// A path as a relative reference of a URI: everything that is not plain is percent-encoded.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.replace('\\', "/").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'_' | b'-' | b'~' => {
                out.push(char::from(byte));
            }
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_a_reference() {
        assert_eq!(uri("plans/a b#c.toml"), "plans/a%20b%23c.toml");
        assert_eq!(uri("é"), "%C3%A9");
    }
}
