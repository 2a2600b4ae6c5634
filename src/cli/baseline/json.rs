//! Slip and variance for programs: the object `baseline` of what `--format json` says.

use serde_json::{Value, json};

use super::Held;
use crate::analysis::Analysis;
use crate::cli::diff::json as told;
use crate::cli::open::Opened;
use crate::diff::Diff;
use crate::units::Day;
use crate::views::changes::words;

impl Held {
    /// What it is, and how the plan stood there.
    pub fn named(&self) -> Value {
        json!({
            "name": self.baseline.name,
            "commit": self.baseline.commit,
            "verdict": self.analysis.verdict.word(),
            "sentence": self.analysis.sentence,
        })
    }

    /// The whole object.
    pub fn json(&self, opened: &Opened, analysis: &Analysis) -> Value {
        self.with(opened, analysis, |_, diff| {
            let mut object = self.named();
            object["slip"] = slip(diff).into();
            object["added"] = diff.added.iter().map(|it| it.item.to_string()).collect();
            object["removed"] = diff.removed.iter().map(|it| it.item.to_string()).collect();
            object["variance"] = told::variance(diff).into();
            object["schedule"] = told::schedule(diff);
            object["totals"] = told::totals(&diff.totals);
            object["appraisal"] = told::appraisal(&diff.appraisal);
            object
        })
    }
}

/// By how many days each initiative starts and ends later; earlier where it is negative.
fn slip(diff: &Diff) -> Vec<Value> {
    let of = |it: &crate::diff::Moved| {
        let both = it.dates.before.zip(it.dates.after);
        let shown = |dates: Option<(Day, Day)>| dates.map(words::days);
        let (before, after) = (shown(it.dates.before), shown(it.dates.after));
        json!({
            "item": it.item.to_string(),
            "title": it.title,
            "start_before": before.map(|days| days.0.to_string()),
            "start_after": after.map(|days| days.0.to_string()),
            "start_days_later": both.map(|(then, now)| now.0.since(then.0)),
            "finish_before": before.map(|days| days.1.to_string()),
            "finish_after": after.map(|days| days.1.to_string()),
            "finish_days_later": both.map(|(then, now)| now.1.since(then.1)),
        })
    };
    diff.schedule.moved.iter().map(of).collect()
}
