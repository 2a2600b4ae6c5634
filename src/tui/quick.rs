//! One line as typed in a workshop: `Booking system 6m 120k capital 24k/y saves 40k/y after e-forms @small-steps owner:CUS`.

mod spoken;

use rust_decimal::Decimal;

use crate::display::harmless;
use crate::edit::Value;
use crate::keys::Type;
use crate::plan::{Initiative, Kind, Plan, Stage};
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
    /// Amounts with their kinds; recurrent where a period is said, else capital where no kind is.
    pub costs: Vec<(Kind, Decimal, Option<&'static str>)>,
    /// What it saves in cash, each with its period; `None`: once.
    pub saves: Vec<(Decimal, Option<&'static str>)>,
    /// Ids of what it waits for.
    pub after: Vec<String>,
    /// The id of its stage.
    pub stage: Option<String>,
    /// The title of the stage that is made for it, since none is called so.
    pub new_stage: Option<String>,
    /// Keys that take a text, as they are called in the file: `owner`, `sponsor`, `code`, `status`.
    pub keys: Vec<(&'static str, String)>,
    /// What looked like more than a word of the title and could not be read, with the reason; it stays in the title.
    pub unread: Vec<(String, String)>,
}

/// Keys that can be given by name.
const KEYS: [&str; 4] = ["owner", "sponsor", "code", "status"];

/// Reads a line. What is not understood belongs to the title, and is named where it looks like something else.
pub fn read(plan: &Plan, line: &str) -> Added {
    let said = spoken::words(line);
    let words: Vec<&str> = said.iter().map(String::as_str).collect();
    let mut added = Added::default();
    let mut title: Vec<&str> = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        at += 1;
        let kind = |word: &&str| Kind::ALL.into_iter().find(|kind| kind.word() == *word);
        if let Some(typed) = word.strip_prefix('@').filter(|typed| !typed.is_empty()) {
            match stage(plan, typed) {
                Some(stage) => (added.stage, added.new_stage) = (Some(stage), None),
                None if typed.starts_with(char::is_alphabetic) => {
                    (added.stage, added.new_stage) = (None, Some(typed.replace('_', " ")));
                }
                None => unread(&mut added, &mut title, word, "no stage has that number, or can be called so"),
            }
        } else if let Some((key, value)) = keyed(word) {
            if key == "status" && !matches!(value, "idea" | "proposed" | "approved" | "active" | "done") {
                unread(&mut added, &mut title, word, "idea, proposed, approved, active or done");
            } else {
                added.keys.push((key, value.to_owned()));
            }
        } else if *word == "after" && at < words.len() {
            let before = added.after.len();
            while let Some(typed) = words.get(at) {
                let Some(id) = initiative(plan, typed.trim_end_matches(',')) else { break };
                added.after.push(id);
                at += 1;
            }
            if added.after.len() == before {
                title.push(word);
                let many = named(plan, words[at].trim_end_matches(','));
                // `Look after 365 users` is a title; `6m after crmm` is a slip.
                if !many.is_empty() || added.duration.is_some() || !added.costs.is_empty() {
                    added.unread.push((format!("after {}", words[at]), which(&many)));
                }
            }
        } else if let Some((amount, per)) = words.get(at).and_then(|next| saved(word, next)) {
            added.saves.push((amount, per));
            at += 1;
        } else if let Some(duration) = Duration::parse(word).filter(|_| !title.is_empty()) {
            added.duration = Some(duration);
        } else if let Some((amount, per)) = paced(word).filter(|_| !title.is_empty()) {
            let kind = words.get(at).and_then(kind);
            at += usize::from(kind.is_some());
            added.costs.push((kind.unwrap_or(Kind::Recurrent), amount, Some(per)));
        } else if let Some(amount) = amount(word).filter(|_| !title.is_empty()) {
            let kind = words.get(at).and_then(kind);
            at += usize::from(kind.is_some());
            cost(&mut added, kind.unwrap_or(Kind::Capital), amount);
        } else if let (Some(kind), Some(amount)) = (kind(word), words.get(at).and_then(|word| amount(word))) {
            cost(&mut added, kind, amount);
            at += 1;
        } else {
            title.push(word);
        }
    }
    added.title = title.join(" ");
    added
}

/// Notes what could not be read; it stays in the title.
fn unread<'a>(added: &mut Added, title: &mut Vec<&'a str>, word: &'a str, why: &str) {
    title.push(word);
    added.unread.push((word.to_owned(), why.to_owned()));
}

/// An amount of a kind; what runs on runs by the year.
fn cost(added: &mut Added, kind: Kind, amount: Decimal) {
    added.costs.push((kind, amount, (kind == Kind::Recurrent).then_some("year")));
}

/// Which of several was meant, as a question.
fn which(many: &[&Initiative]) -> String {
    let ids: Vec<&str> = many.iter().take(3).map(|it| it.id.as_str()).collect();
    match (ids.as_slice(), many.len()) {
        ([], _) => "no initiative is called that".to_owned(),
        (_, 4..) => format!("{} or another?", ids.join(", ")),
        (_, _) => format!("{}?", ids.join(" or ")),
    }
}

/// What is saved: `saves 40k/y`, `saves 15k` for once.
fn saved(word: &str, next: &str) -> Option<(Decimal, Option<&'static str>)> {
    if !matches!(word.to_lowercase().as_str(), "saves" | "saving" | "cashable") {
        return None;
    }
    paced(next).map(|(amount, per)| (amount, Some(per))).or_else(|| Some((amount(next)?, None)))
}

/// A key with its text: `owner:CUS`.
fn keyed(word: &str) -> Option<(&'static str, &str)> {
    let (name, value) = word.split_once(':')?;
    let key = KEYS.into_iter().find(|key| key.eq_ignore_ascii_case(name))?;
    (!value.is_empty()).then_some((key, value))
}

/// An amount for a period: `24k/y`, `2k/month`.
pub fn paced(word: &str) -> Option<(Decimal, &'static str)> {
    let (sum, per) = word.split_once('/')?;
    let per = match per.to_lowercase().as_str() {
        "y" | "yr" | "year" | "a" => "year",
        "q" | "quarter" => "quarter",
        "m" | "mo" | "month" => "month",
        "w" | "week" => "week",
        _ => return None,
    };
    // With a period a bare figure can only be money.
    let sum = amount(sum).or_else(|| parse_amount(sum))?;
    Some((sum, per))
}

/// What a line was understood to say.
pub fn words(added: &Added, figures: &Figures) -> String {
    let mut parts = vec![format!("“{}”", harmless(&added.title))];
    parts.push(added.duration.unwrap_or(Duration::months(3)).to_string());
    parts.extend(added.costs.iter().map(|(kind, amount, per)| {
        let per = per.map(|per| format!(" a {per}")).unwrap_or_default();
        format!("{} {}{per}", kind.word(), figures.full(money_of(*amount)))
    }));
    parts.extend(added.saves.iter().map(|(amount, per)| {
        let per = per.map_or_else(|| " once".to_owned(), |per| format!(" a {per}"));
        format!("saves {}{per}", figures.full(money_of(*amount)))
    }));
    if !added.after.is_empty() {
        parts.push(format!("after {}", added.after.join(", ")));
    }
    parts.extend(added.stage.iter().map(|stage| format!("in {stage}")));
    parts.extend(added.new_stage.iter().map(|title| format!("in a new stage “{}”", harmless(title))));
    parts.extend(added.keys.iter().map(|(key, value)| format!("{key} {}", harmless(value))));
    parts.join(" · ")
}

/// An amount: with `k`, `m` after a point, a currency sign, or of four digits and more; but a year is none.
fn amount(word: &str) -> Option<Decimal> {
    if word.parse().is_ok_and(|number: u32| (1990..2100).contains(&number)) {
        return None;
    }
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

/// A stage by its id, its number, or the beginning of its id or title.
fn stage(plan: &Plan, typed: &str) -> Option<String> {
    let lower = typed.to_lowercase();
    let numbered = || typed.parse::<usize>().ok().and_then(|number| plan.stages.get(number.checked_sub(1)?));
    let begins =
        |stage: &&Stage| stage.id.starts_with(&lower) || stage.title.to_lowercase().starts_with(&lower);
    let exact = plan.stages.iter().find(|stage| stage.id == lower);
    exact.or_else(numbered).or_else(|| plan.stages.iter().find(begins)).map(|it| it.id.clone())
}

/// The stage that may have been meant by one that is not there: a slip of two letters away.
pub fn near<'a>(plan: &'a Plan, typed: &str) -> Option<&'a Stage> {
    let lower = typed.to_lowercase();
    let many = lower.chars().count();
    let distance = |name: &str| {
        let name: String = name.to_lowercase().chars().take(many).collect();
        strsim::osa_distance(&name, &lower)
    };
    let all = plan.stages.iter().map(|it| (distance(&it.id).min(distance(&it.title)), it));
    all.filter(|(far, _)| *far <= 2 && many > 3).min_by_key(|(far, _)| *far).map(|(_, it)| it)
}

/// The initiatives that a word may mean: the one of that id or code; else those whose id or title begins with it; else
/// those whose title has it in it.
fn named<'a>(plan: &'a Plan, typed: &str) -> Vec<&'a Initiative> {
    let lower = typed.to_lowercase();
    let known = |test: &dyn Fn(&Initiative) -> bool| -> Vec<&'a Initiative> {
        plan.initiatives.iter().map(AsRef::as_ref).filter(|it| !it.dropped && test(it)).collect()
    };
    let exact =
        known(&|it| it.id == lower || it.code.as_ref().is_some_and(|code| code.to_lowercase() == lower));
    if !exact.is_empty() || typed.chars().count() < 3 {
        return exact.into_iter().take(1).collect();
    }
    let begin = known(&|it| it.id.starts_with(&lower) || it.title.to_lowercase().starts_with(&lower));
    if begin.is_empty() { known(&|it| it.title.to_lowercase().contains(&lower)) } else { begin }
}

/// The only initiative that a word can mean.
pub fn initiative(plan: &Plan, typed: &str) -> Option<String> {
    match named(plan, typed).as_slice() {
        [only] => Some(only.id.clone()),
        _ => None,
    }
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
        assert_eq!(added.costs, [(Kind::Capital, 120_000.into(), None), (Kind::OneOff, 15_000.into(), None)]);
        assert_eq!(added.after, ["e-forms"]);
        assert_eq!(added.stage.as_deref(), Some("small-steps"));
    }

    #[test]
    fn a_line_says_what_runs_on_and_whose_it_is() {
        let plan = plan();
        let added = read(&plan, "Booking system 6m 120k capital 24k/y after e-forms @small-steps owner:CUS");
        assert_eq!(added.title, "Booking system");
        let costs = [(Kind::Capital, 120_000.into(), None), (Kind::Recurrent, 24_000.into(), Some("year"))];
        assert_eq!(added.costs, costs);
        assert_eq!(added.keys, [("owner", "CUS".to_owned())]);
        assert!(added.unread.is_empty());
    }

    #[test]
    fn a_line_says_what_is_saved() {
        let added = read(&plan(), "Kiosks 4m 80k saves 40k/y after e-forms");
        assert_eq!(added.title, "Kiosks");
        assert_eq!(added.saves, [(40_000.into(), Some("year"))]);
        assert_eq!(read(&plan(), "Paper saves trees").title, "Paper saves trees");
    }

    #[test]
    fn what_cannot_be_read_is_named_and_stays() {
        let added = read(&plan(), "Kiosks 4m @77 status:sure after crmm");
        assert_eq!(added.title, "Kiosks @77 status:sure after crmm");
        let unread: Vec<&str> = added.unread.iter().map(|(word, _)| word.as_str()).collect();
        assert_eq!(unread, ["@77", "status:sure", "after crmm"]);
    }

    #[test]
    fn a_stage_that_is_not_there_is_made() {
        let plan = plan();
        let added = read(&plan, "Kiosks 4m @Housing 20k");
        assert_eq!((added.title.as_str(), added.new_stage.as_deref()), ("Kiosks", Some("Housing")));
        assert!(added.stage.is_none() && added.unread.is_empty() && added.costs.len() == 1);
        let quoted = read(&plan, "Kiosks @\"Homes and land\" 4m");
        assert_eq!((quoted.title.as_str(), quoted.new_stage.as_deref()), ("Kiosks", Some("Homes and land")));
        assert_eq!(read(&plan, "Kiosks @Homes_and_land").new_stage.as_deref(), Some("Homes and land"));
        // The last one counts, and one that is there in quotes is that one.
        let last = read(&plan, "Kiosks @Housing @\"Small step\"");
        assert_eq!((last.stage.as_deref(), last.new_stage), (Some("small-steps"), None));
        assert_eq!(near(&plan, "smlal").map(|it| it.id.as_str()), Some("small-steps"));
        assert!(near(&plan, "Housing").is_none());
    }

    #[test]
    fn a_line_is_read_as_it_is_said() {
        let added = read(&plan(), "Website, 6 months, £40k, 30k a year after e-forms");
        assert_eq!((added.title.as_str(), added.duration), ("Website", Some(Duration::months(6))));
        let costs = [(Kind::Capital, 40_000.into(), None), (Kind::Recurrent, 30_000.into(), Some("year"))];
        assert_eq!(
            (added.costs.as_slice(), added.after.as_slice()),
            (costs.as_slice(), &["e-forms".to_owned()][..])
        );
        let added = read(&plan(), "Vision 2029 6m 2_500");
        assert_eq!((added.title.as_str(), added.costs.len()), ("Vision 2029", 1));
    }

    #[test]
    fn what_is_not_understood_is_title() {
        let added = read(&plan(), "Look after 365 users");
        assert_eq!(added.title, "Look after 365 users");
        assert_eq!(added.duration, None);
        assert!(added.costs.is_empty() && added.after.is_empty());
    }
}
