//! A decision about an initiative, kept under its date.

use super::{single, title};
use crate::diagnostic::Path;
use crate::edit::{Change, Edit, LayerName, Value};
use crate::plan::{InitiativeIx, Plan};
use crate::units::Day;

/// Records what was decided about an initiative on a day, as the file says it: `Cabinet: approved`.
///
/// The file has one text for a day; a second decision of the same day is added to the first.
pub fn decide(plan: &Plan, at: InitiativeIx, on: Day, text: &str, layer: &LayerName) -> Change {
    let of = &plan.initiatives[at.at()];
    let before = of.decided.iter().find(|(day, _)| *day == on).map(|(_, before)| before.as_str());
    let text = before.map_or_else(|| text.to_owned(), |before| format!("{before}; {text}"));
    let at_day = Path::new(["initiative", of.id.as_str(), "decided", on.to_string().as_str()]);
    let label = format!("Decision on {}", title(plan, at));
    single(label, Edit::Set { at: at_day, value: Value::Text(text) }, layer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Source, apply, decode};

    fn decided(text: &str, words: &str) -> String {
        let document = Document::new(Source::new("plan.toml", text));
        let today = Day::new(2028, 2, 14).unwrap();
        let plan = decode(&document, today).plan;
        let on = Day::new(2028, 2, 14).unwrap();
        let change = decide(&plan, plan.initiative("crm").unwrap(), on, words, &LayerName::Plan);
        apply(&document, &change).unwrap().0.sources()[0].text.to_string()
    }

    #[test]
    fn a_decision_is_one_line_and_a_second_of_the_day_joins_it() {
        let plan = "[plan]\nstart = 2027-04-01\n\n[initiative.crm]\nduration = \"3 months\" # short\n";
        let once = decided(plan, "Cabinet: approved");
        assert_eq!(once, format!("{plan}decided.2028-02-14 = \"Cabinet: approved\"\n"));
        let twice = decided(&once, "Board: start in May");
        assert_eq!(twice, format!("{plan}decided.2028-02-14 = \"Cabinet: approved; Board: start in May\"\n"));
    }
}
