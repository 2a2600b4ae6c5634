//! A line as people say it, with each length and each sum as one word: `Website, 6 months, £40k a year` is
//! `Website 6m £40k/y`. What is not clearly a length or a sum stays as it is.

use super::{amount, paced};
use crate::plan::Kind;
use crate::units::Duration;

/// The words of a line; a stage in quotes is one.
pub fn words(line: &str) -> Vec<String> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let mut said = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let (taken, text) = one(&words[at..], at == 0);
        // A comma that parts the title from what follows is none of its letters.
        let parts = taken == 1 && words.get(at + 1).is_some_and(|_| is_said(&words[at + 1..]));
        let plain = parts && text == **word;
        said.push(if plain { bare(word).to_owned() } else { text });
        at += taken;
    }
    said
}

/// The first word or words as one, and how many they are; the very first word is always of the title.
fn one(words: &[&str], first: bool) -> (usize, String) {
    let word = bare(words[0]);
    let at = |nth: usize| words.get(nth).map(|it| bare(it).to_lowercase());
    let (second, third) = (at(1).unwrap_or_default(), at(2).unwrap_or_default());
    if let Some(quoted) = in_quotes(words) {
        return quoted;
    }
    if first {
        return (1, words[0].to_owned());
    }
    if word.bytes().all(|it| it.is_ascii_digit())
        && let Some(unit) = unit(&second)
        && words.get(2).is_none_or(|_| words[1].ends_with([',', ';']) || is_more(&words[2..]))
    {
        return (2, format!("{word}{unit}"));
    }
    if amount(word).is_some() {
        // Nothing runs by the day.
        let period = unit(&third).filter(|unit| *unit != 'd');
        if let (true, Some(unit)) = (matches!(second.as_str(), "a" | "per" | "each" | "every"), period) {
            return (3, format!("{word}/{unit}"));
        }
        if matches!(second.as_str(), "pa" | "p.a." | "p.a" | "yearly" | "annually") {
            return (2, format!("{word}/y"));
        }
    }
    let known = Duration::parse(word).is_some() || amount(word).is_some() || paced(word).is_some();
    (1, if known { word } else { words[0] }.to_owned())
}

/// What begins with `@"`, to the quote that ends it.
fn in_quotes(words: &[&str]) -> Option<(usize, String)> {
    words[0].strip_prefix("@\"")?;
    let last = words.iter().position(|word| bare(word).len() > 2 && bare(word).ends_with('"'))?;
    let whole = words[..=last].join(" ");
    Some((last + 1, format!("@{}", bare(&whole)[2..].trim_end_matches('"').trim())))
}

/// Whether words begin with a length or a sum.
fn is_said(words: &[&str]) -> bool {
    let (taken, text) = one(words, false);
    taken > 1 || Duration::parse(&text).is_some() || amount(&text).is_some() || paced(&text).is_some()
}

/// Whether what follows a length is more about the initiative, and not the rest of its title.
fn is_more(words: &[&str]) -> bool {
    let word = bare(words[0]).to_lowercase();
    is_said(words)
        || word.starts_with('@')
        || word.contains(':')
        || matches!(word.as_str(), "after" | "saves" | "saving")
        || Kind::ALL.into_iter().any(|kind| kind.word() == word)
}

fn bare(word: &str) -> &str {
    word.trim_end_matches([',', ';'])
}

/// The letter of a unit of time that is written out.
fn unit(word: &str) -> Option<char> {
    Some(match word {
        "day" | "days" => 'd',
        "week" | "weeks" | "wk" | "wks" => 'w',
        "month" | "months" | "mth" | "mths" => 'm',
        "year" | "years" | "yr" | "yrs" => 'y',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_and_sums_are_one_word_each() {
        for (line, expected) in [
            ("Website, 6 months, £40k", "Website 6m £40k"),
            ("Licences 30k a year", "Licences 30k/y"),
            ("Licences, £30k per year, after crm", "Licences £30k/y after crm"),
            ("Support 12k pa", "Support 12k/y"),
            ("Training 3 weeks 5k one-off", "Training 3w 5k one-off"),
            ("Pilot 2 years", "Pilot 2y"),
            ("Rent 2k every month", "Rent 2k/m"),
            ("Forms 6 months after crm @small", "Forms 6m after crm @small"),
        ] {
            assert_eq!(words(line).join(" "), expected);
        }
    }

    #[test]
    fn what_is_of_the_title_stays() {
        for line in [
            "Look after 365 users",
            "Review of 2 years of data",
            "6 months of support",
            "Parks, gardens and trees 6m",
            "Move 10 days earlier",
        ] {
            assert_eq!(words(line).join(" "), line);
        }
    }
}
