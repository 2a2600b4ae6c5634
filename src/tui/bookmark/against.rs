//! What a plan was compared with when it was left, as a word of its bookmark.

use crate::tui::app::App;
use crate::tui::comparing::With;

/// What is to be done so that the plan is compared again with what it was.
#[derive(Debug, PartialEq, Eq)]
pub enum Again {
    /// Nothing: it is, or there is nothing.
    Done,
    /// A revision or a file is to be read.
    Read(String),
    /// It is not there any more; what it was.
    Gone(String),
}

/// What the plan is compared with, as a word; empty: nothing.
pub(super) fn word(app: &App) -> String {
    match &app.comparing {
        None => String::new(),
        Some(With::Saved) => "saved".to_owned(),
        Some(With::Case(id)) => format!("case {}", id.as_deref().unwrap_or_default()),
        Some(With::Scenario(id)) => format!("scenario {}", id.as_deref().unwrap_or_default()),
        Some(With::Baseline(baseline)) => format!("baseline {}", baseline.asked),
    }
}

/// Compares again with what a word says, where that needs nothing to be read.
pub(super) fn again(app: &mut App, word: &str) -> Again {
    let (kind, name) = word.split_once(' ').unwrap_or((word, ""));
    let id = Some(name.to_owned()).filter(|id| !id.is_empty());
    let with = match kind {
        "saved" => With::Saved,
        "case" => With::Case(id),
        "scenario" => With::Scenario(id),
        "baseline" if !name.is_empty() => return Again::Read(name.to_owned()),
        _ => return Again::Done,
    };
    if app.other_of(&with).is_none() {
        return Again::Gone(app.other_name(&with));
    }
    app.comparing = Some(with);
    Again::Done
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::testing::{PLAN, app, press};
    use crate::tui::tests::changes::revision;
    use std::sync::Arc;

    const WITH_CASE: &str = "[case.dear]\ntitle = \"Dear\"\ncost = \"+10%\"\n";

    #[test]
    fn what_it_was_compared_with_comes_back_or_is_said_to_be_gone() {
        let size = (120, 40);
        let plan = format!("{PLAN}{WITH_CASE}");
        let mut left = app(&plan, "harbour", size);
        assert_eq!(word(&left), "");
        press(&mut left, "g x 'Dear Enter");
        assert_eq!(word(&left), "case dear");
        let mut back = app(&plan, "harbour", size);
        assert_eq!((again(&mut back, "case dear"), back.comparing.is_some()), (Again::Done, true));
        let mut without = app(PLAN, "harbour", size);
        assert_eq!(again(&mut without, "case dear"), Again::Gone("case dear".to_owned()));
        assert!(without.comparing.is_none());
        left.comparing = Some(With::Baseline(Arc::new(revision(PLAN))));
        assert_eq!(word(&left), "baseline refs/tags/v1.0");
        assert_eq!(again(&mut back, &word(&left)), Again::Read("refs/tags/v1.0".to_owned()));
        assert_eq!(again(&mut without, "nonsense"), Again::Done);
    }
}
