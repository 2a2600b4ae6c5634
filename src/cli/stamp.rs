//! The stamp under an output: which text, which version, which case and which day it speaks of.

use sha2::{Digest, Sha256};

use crate::analysis::Analysis;
use crate::units::Day;

/// What makes an output traceable.
#[derive(Debug, serde::Serialize)]
pub struct Stamp {
    /// SHA-256 of the plan's bytes, as `sha256sum` prints it.
    pub plan: String,
    /// The version of milepost.
    pub version: &'static str,
    /// The case.
    pub case: String,
    /// The scenario.
    pub scenario: Option<String>,
    /// The day the plan speaks of, or today.
    pub as_of: String,
}

impl Stamp {
    /// The stamp of one analysis.
    pub fn new(text: &str, analysis: &Analysis, scenario: Option<&str>, today: Day) -> Self {
        let digest = Sha256::digest(text.as_bytes());
        Self {
            plan: format!("{digest:x}"),
            version: env!("CARGO_PKG_VERSION"),
            case: analysis.case.clone().unwrap_or_else(|| super::open::CENTRAL.to_owned()),
            scenario: scenario.map(str::to_owned),
            as_of: analysis.plan.as_of.unwrap_or(today).to_string(),
        }
    }

    /// The stamp as one line for people.
    pub fn line(&self) -> String {
        let scenario = self.scenario.as_deref().map_or(String::new(), |id| format!(", scenario {id}"));
        format!(
            "plan {}, milepost {}, case {}{scenario}, as of {}",
            &self.plan[..16],
            self.version,
            self.case,
            self.as_of
        )
    }
}
