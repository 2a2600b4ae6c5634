//! The log of decisions: what was decided about which initiative, when, by whom and why.

use crate::plan::{Decision, InitiativeIx, Plan};
use crate::units::Day;

/// One entry of the log.
#[derive(Debug, Clone, PartialEq)]
pub struct Decided<'a> {
    /// About which initiative.
    pub initiative: InitiativeIx,
    /// On which day.
    pub on: Day,
    /// As the file says it.
    pub text: &'a str,
    /// The same in its parts.
    pub parts: Decision<'a>,
}

/// Every decision of a plan.
///
/// *Shape*: the latest first; those of one day by the initiative's id.
pub fn decisions(plan: &Plan) -> Vec<Decided<'_>> {
    let all = plan.initiatives.iter().enumerate().flat_map(|(at, of)| {
        of.decided.iter().map(move |(on, text)| Decided {
            initiative: InitiativeIx(at as u32),
            on: *on,
            text,
            parts: Decision::read(text),
        })
    });
    let mut all: Vec<_> = all.collect();
    let id = |it: &Decided| plan.initiatives[it.initiative.at()].id.clone();
    all.sort_by(|one, other| other.on.cmp(&one.on).then_with(|| id(one).cmp(&id(other))));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Source, decode};

    #[test]
    fn the_latest_stands_first() {
        let text = "[initiative.b]\ndecided.2028-02-14 = \"Cabinet: approved, because it pays for itself\"\n\
                    decided.2027-05-01 = \"on hold\"\n[initiative.a]\ndecided.2028-02-14 = \"Board: later\"\n";
        let document = Document::new(Source::new("plan.toml", text));
        let today = Day::new(2028, 2, 14).unwrap();
        let plan = decode(&document, today).plan;
        let said: Vec<_> = decisions(&plan)
            .iter()
            .map(|it| (it.on.to_string(), it.parts.who.to_string(), it.parts.what.to_string()))
            .collect();
        let expected = [
            ("2028-02-14", "Board", "later"),
            ("2028-02-14", "Cabinet", "approved"),
            ("2027-05-01", "", "on hold"),
        ];
        let expected: Vec<_> = expected
            .iter()
            .map(|(on, who, what)| ((*on).to_owned(), (*who).to_owned(), (*what).to_owned()))
            .collect();
        assert_eq!(said, expected);
        assert_eq!(decisions(&plan)[1].parts.why, "it pays for itself");
    }
}
