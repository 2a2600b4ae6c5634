//! `--format junit`: XML as test reports have it: each plan a suite; its verdict, each envelope and each problem a case.

use super::Checked;
use super::findings::Finding;
use super::ratchet::Ratchet;
use crate::cli::open::CENTRAL;
use crate::diagnostic::Severity;
use crate::display::{harmless_lines, markup};

/// The suites of all plans and cases so far.
#[derive(Debug, Default)]
pub struct Report {
    suites: String,
    tests: usize,
    failures: usize,
}

/// One case of a suite.
struct Case {
    class: String,
    name: String,
    /// What went wrong; `None`: nothing.
    failure: Option<String>,
}

impl Report {
    /// Adds the suite of one plan and case. `fails` says which problems count as failures; with a ratchet only what got
    /// worse does.
    pub fn add(
        &mut self,
        checked: &Checked<'_>,
        ratchet: Option<&Ratchet>,
        fails: impl Fn(&Finding<'_>) -> bool,
    ) {
        let analysis = checked.analysis;
        let mut cases = Vec::new();
        let mut case = |class: &str, name: &str, failure: Option<String>| {
            cases.push(Case { class: class.to_owned(), name: name.to_owned(), failure });
        };
        if let Some(ratchet) = ratchet {
            let name = format!("not worse than {}", ratchet.base);
            if ratchet.worse.is_empty() {
                case("ratchet", &name, None);
            }
            for it in &ratchet.worse {
                case("ratchet", &format!("{name}: {}", it.about), Some(it.message.clone()));
            }
        } else {
            let sentence = (!analysis.verdict.affordable()).then(|| analysis.sentence.clone());
            case("verdict", "the plan is affordable", sentence);
            for figures in &analysis.money.envelopes {
                let years = analysis.money.years.iter().zip(&figures.years);
                let broken: Vec<String> = years
                    .filter(|(_, cell)| cell.state.breached())
                    .map(|(year, cell)| {
                        let headroom =
                            cell.headroom.map_or(String::new(), |it| format!(" (headroom {})", it.plain()));
                        format!("{year}: {}{headroom}", cell.state.word())
                    })
                    .collect();
                let id = &analysis.plan.envelopes[figures.envelope.at()].id;
                case("envelope", id, (!broken.is_empty()).then(|| broken.join(", ")));
            }
            for it in checked.findings.iter().filter(|it| it.diagnostic.severity != Severity::Hint) {
                let info = it.diagnostic.code.info();
                let name = format!("{} {} at {}:{}", info.code, info.name, it.place.line, it.place.column);
                case(it.diagnostic.severity.word(), &name, fails(it).then(|| it.diagnostic.message.clone()));
            }
        }
        self.suite(checked, &cases);
    }

    fn suite(&mut self, checked: &Checked<'_>, cases: &[Case]) {
        let failures = cases.iter().filter(|case| case.failure.is_some()).count();
        let case = checked.analysis.case.as_deref().filter(|case| *case != CENTRAL);
        let name =
            case.map_or(checked.opened.name.clone(), |case| format!("{} (case {case})", checked.opened.name));
        self.suites.push_str(&format!(
            "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{failures}\">\n",
            escape(&name),
            cases.len()
        ));
        let flat = checked.baseline.map(|it| it.flat(checked.opened, checked.analysis));
        if let Some(flat) = &flat {
            let property =
                |name: &str, value: &str| format!("<property name=\"{name}\" value=\"{}\"/>", escape(value));
            let (name, was) = (property("baseline", &flat.name), property("baseline.sentence", &flat.was));
            self.suites.push_str(&format!("    <properties>{name}{was}</properties>\n"));
        }
        for it in cases {
            let head = format!("<testcase classname=\"{}\" name=\"{}\"", escape(&it.class), escape(&it.name));
            match &it.failure {
                None => self.suites.push_str(&format!("    {head}/>\n")),
                Some(why) => self.suites.push_str(&format!(
                    "    {head}><failure message=\"{0}\">{0}</failure></testcase>\n",
                    escape(why)
                )),
            }
        }
        if let Some(flat) = &flat {
            self.suites.push_str(&format!("    <system-out>{}</system-out>\n", escape(&flat.said())));
        }
        self.suites.push_str("  </testsuite>\n");
        self.tests += cases.len();
        self.failures += failures;
    }

    /// The whole report.
    pub fn tell(self) -> String {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"milepost\" tests=\"{}\" failures=\"{}\">\n{}</testsuites>\n",
            self.tests, self.failures, self.suites
        )
    }
}

/// Text that is only ever text; characters that XML does not have become pictures.
fn escape(raw: &str) -> String {
    markup(&harmless_lines(raw))
}
