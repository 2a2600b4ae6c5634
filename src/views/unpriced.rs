//! Words without figures of money: for rooms in which money is not shown.

use super::figures::{Figures, is_sign};

/// What stands where a figure was.
const HIDDEN: &str = "–––";
/// Phrases of the sentence that say nothing without their figure.
const PHRASES: [(&str, &str); 5] = [
    (" is over by –––", " is over"),
    (" has ––– left", " has little left"),
    (" of –––", ""),
    (" by –––", ""),
    (" with –––", ""),
];

/// The text with every figure of money taken out: `2028/29 borrowing is over by £18,500` becomes `2028/29 borrowing is over`.
pub fn unpriced(text: &str, figures: &Figures) -> String {
    let mut text = bare(&masked(text, figures));
    for (phrase, instead) in PHRASES {
        text = text.replace(phrase, instead);
    }
    text
}

/// The text with a dash in the place of every figure that stands behind a sign of money.
fn masked(text: &str, figures: &Figures) -> String {
    let own = figures.symbol.trim_end();
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(begin) = next(rest, own) {
        let (before, from) = rest.split_at(begin.0);
        let behind = &from[begin.1..];
        let number = behind.trim_start_matches(' ');
        let end = number.find(|c: char| !is_figure(c)).unwrap_or(number.len());
        if end == 0 || !number.starts_with(|c: char| c.is_ascii_digit()) {
            out.push_str(before);
            out.push_str(&from[..begin.1]);
            rest = behind;
            continue;
        }
        // A stop or a comma at the end belongs to the sentence; a letter of thousands or millions to the figure.
        let figure = number[..end].trim_end_matches(['.', ',']);
        let mut behind = &number[figure.len()..];
        behind = &behind[magnitude(behind).unwrap_or(0)..];
        out.push_str(before.trim_end_matches(['−', '+', '-', '~', '–']));
        out.push_str(HIDDEN);
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// The text without figures that say only how many thousands or millions: `120k`, `1.2m`, `2bn`.
///
/// One figure before a capital is a name (`4K`, `5G`), not money.
fn bare(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(begin) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, number) = rest.split_at(begin);
        let end = number.find(|c: char| !is_figure(c)).unwrap_or(number.len());
        let letters = magnitude(&number[end..]).unwrap_or(0);
        let name = end == 1 && number[end..].starts_with(char::is_uppercase);
        let glued = before.chars().next_back().is_some_and(char::is_alphanumeric);
        out.push_str(before);
        if letters > 0 && !name && !glued {
            out.truncate(out.trim_end_matches(['−', '+', '-', '~']).len());
            out.push_str(HIDDEN);
        } else {
            out.push_str(&number[..end + letters]);
        }
        rest = &number[end + letters..];
    }
    out.push_str(rest);
    out
}

/// How long the letters of thousands or millions are that a text begins with and that end a word.
fn magnitude(text: &str) -> Option<usize> {
    let letters = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    let known = ["k", "m", "b", "bn", "mn"].into_iter().any(|it| text[..letters].eq_ignore_ascii_case(it));
    known.then_some(letters)
}

const fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, ',' | '.' | '_')
}

/// Where the next sign of money begins, and how long it is.
fn next(text: &str, own: &str) -> Option<(usize, usize)> {
    let sign = text.char_indices().find(|(_, c)| is_sign(*c));
    let sign = sign.map(|(at, c)| (at, c.len_utf8()));
    let code =
        Some(own).filter(|own| own.len() == 3).and_then(|own| text.find(own).map(|at| (at, own.len())));
    match (sign, code) {
        (Some(sign), Some(code)) => Some(if sign.0 < code.0 { sign } else { code }),
        (sign, code) => sign.or(code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::ReportUnit;

    #[test]
    fn no_figure_of_money_is_left_and_dates_stay() {
        let pounds = Figures { symbol: "£".to_owned(), unit: ReportUnit::Thousands };
        for (text, expected) in [
            (
                "Affordable to 2027/28; 2028/29 borrowing is over by £18,500 (crm).",
                "Affordable to 2027/28; 2028/29 borrowing is over (crm).",
            ),
            (
                "Affordable to 2028/29, but tight: 2027/28 improvement-fund has £5,000 left. Ideas of £28,250 are not counted.",
                "Affordable to 2028/29, but tight: 2027/28 improvement-fund has little left. Ideas are not counted.",
            ),
            (
                "CRM later: 3 moved, 2028/29 capital −£120k → +£1.5m, stage 2",
                "CRM later: 3 moved, 2028/29 capital ––– → –––, stage 2",
            ),
            ("Save £2bn and $3 in 2030", "Save ––– and ––– in 2030"),
            ("Network refresh, 120k (or 1.2m)", "Network refresh, ––– (or –––)"),
            ("The -250K gap, 2bn in all", "The ––– gap, ––– in all"),
            (
                "4K screens, 5G and Microsoft 365 for 2,000 users by 2028/29",
                "4K screens, 5G and Microsoft 365 for 2,000 users by 2028/29",
            ),
            ("S3-04 v2.0b3 in 6 months", "S3-04 v2.0b3 in 6 months"),
            ("£ and 12 boxes", "£ and 12 boxes"),
        ] {
            assert_eq!(unpriced(text, &pounds), expected);
        }
        let francs = Figures { symbol: "CHF ".to_owned(), unit: ReportUnit::Units };
        assert_eq!(unpriced("over by CHF 1,234.50.", &francs), "over.");
    }
}
