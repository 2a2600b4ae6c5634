//! `milepost new`: a commented plan to start from; it never takes the place of a file.

use super::args::{New, Template};
use super::outcome::{Failure, Outcome};
use crate::display::harmless;
use crate::store;

impl Template {
    /// The text of the template.
    const fn text(self) -> &'static str {
        match self {
            Self::FourStages => include_str!("../../plans/four-stages.toml"),
            Self::Blank => include_str!("../../plans/blank.toml"),
            Self::QuickWins => include_str!("../../plans/quick-wins.toml"),
        }
    }
}

/// Writes the plan.
pub fn run(args: &New) -> Result<Outcome, Failure> {
    if args.from.is_some() {
        return Err(Failure::Usage("--from is not built yet".to_owned()));
    }
    let saved = store::save_new(&args.path, args.template.text())?;
    let name = args.path.display().to_string();
    let mut outcome = Outcome::new();
    outcome.err = format!(
        "Wrote {0}. Open it with `milepost {0}`, check it with `milepost check {0}`.\n",
        harmless(&name)
    );
    if let Some(warning) = saved.warning {
        outcome.err.push_str(&format!("milepost: {}: {warning}\n", harmless(&name)));
    }
    Ok(outcome)
}
