//! One line as typed in a workshop: `Booking system 6m 120k capital after e-forms @small-steps`.

use rust_decimal::Decimal;

use crate::display::harmless;
use crate::edit::Value;
use crate::keys::Type;
use crate::plan::{Kind, Plan};
use crate::revise;
use crate::units::{Duration, parse_amount};
use crate::views::figures::Figures;
use crate::views::money::money_of;

/// What a line says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Added {
    /// The words before anything else.
    pub title: String,
    /// The first length.
    pub duration: Option<Duration>,
    /// Amounts with their kinds; capital where none is said.
    pub costs: Vec<(Kind, Decimal)>,
    /// Ids of what it waits for.
    pub after: Vec<String>,
    /// The id of its stage.
    pub stage: Option<String>,
}

/// Reads a line. What is not understood belongs to the title.
pub fn read(plan: &Plan, line: &str) -> Added {
    let words: Vec<&str> = line.split_whitespace().collect();
    let mut added = Added::default();
    let mut title: Vec<&str> = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        at += 1;
        let kind = |word: &&str| Kind::ALL.into_iter().find(|kind| kind.word() == *word);
        if let Some(stage) = word.strip_prefix('@').and_then(|typed| stage(plan, typed)) {
            added.stage = Some(stage);
        } else if *word == "after" && at < words.len() {
            while let Some(typed) = words.get(at) {
                let Some(id) = initiative(plan, typed.trim_end_matches(',')) else { break };
                added.after.push(id);
                at += 1;
            }
            if added.after.is_empty() {
                title.push(word);
            }
        } else if let Some(duration) = Duration::parse(word).filter(|_| !title.is_empty()) {
            added.duration = Some(duration);
        } else if let Some(amount) = amount(word).filter(|_| !title.is_empty()) {
            let kind = words.get(at).and_then(kind);
            at += usize::from(kind.is_some());
            added.costs.push((kind.unwrap_or(Kind::Capital), amount));
        } else if let (Some(kind), Some(amount)) = (kind(word), words.get(at).and_then(|word| amount(word))) {
            added.costs.push((kind, amount));
            at += 1;
        } else {
            title.push(word);
        }
    }
    added.title = title.join(" ");
    added
}

/// What a line was understood to say.
pub fn words(added: &Added, figures: &Figures) -> String {
    let mut parts = vec![format!("“{}”", harmless(&added.title))];
    parts.push(added.duration.unwrap_or(Duration::months(3)).to_string());
    parts.extend(
        added
            .costs
            .iter()
            .map(|(kind, amount)| format!("{} {}", kind.word(), figures.full(money_of(*amount)))),
    );
    if !added.after.is_empty() {
        parts.push(format!("after {}", added.after.join(", ")));
    }
    parts.extend(added.stage.iter().map(|stage| format!("in {stage}")));
    parts.join(" · ")
}

/// An amount: with `k`, `m` after a point, a currency sign, or of four digits and more.
fn amount(word: &str) -> Option<Decimal> {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    if digits == 0
        || (digits < 4 && !word.ends_with(['k', 'K', 'm', 'M']) && !word.starts_with(['£', '€', '$']))
    {
        return None;
    }
    match revise::value(Type::Money, word)? {
        Value::Bare(bare) => parse_amount(&bare),
        Value::Text(_) | Value::List(_) | Value::Table(_) => None,
    }
}

/// A stage by its id or the beginning of it.
fn stage(plan: &Plan, typed: &str) -> Option<String> {
    let exact = plan.stages.iter().find(|stage| stage.id == typed);
    exact.or_else(|| plan.stages.iter().find(|stage| stage.id.starts_with(typed))).map(|it| it.id.clone())
}

/// An initiative by its id, its code, or the only title that has the word in it.
pub fn initiative(plan: &Plan, typed: &str) -> Option<String> {
    let lower = typed.to_lowercase();
    let known = || plan.initiatives.iter().filter(|it| !it.dropped);
    let exact = known()
        .find(|it| it.id == lower || it.code.as_ref().is_some_and(|code| code.to_lowercase() == lower));
    let found = exact.or_else(|| {
        let mut named = known().filter(|it| it.title.to_lowercase().contains(&lower));
        named.next().filter(|_| named.next().is_none() && typed.chars().count() > 2)
    });
    found.map(|it| it.id.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::testing::plan;

    #[test]
    fn a_line_says_length_money_dependencies_and_stage() {
        let plan = plan();
        let added = read(&plan, "Booking system 6m 120k capital 15_000 one-off after e-forms @small");
        assert_eq!(added.title, "Booking system");
        assert_eq!(added.duration, Some(Duration::months(6)));
        assert_eq!(added.costs, [(Kind::Capital, 120_000.into()), (Kind::OneOff, 15_000.into())]);
        assert_eq!(added.after, ["e-forms"]);
        assert_eq!(added.stage.as_deref(), Some("small-steps"));
    }

    #[test]
    fn what_is_not_understood_is_title() {
        let added = read(&plan(), "Look after 365 users");
        assert_eq!(added.title, "Look after 365 users");
        assert_eq!(added.duration, None);
        assert!(added.costs.is_empty() && added.after.is_empty());
    }
}
