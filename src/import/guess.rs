//! What the columns are, from what stands above them and from what stands in them.

use super::cells::Sheet;
use super::meaning::{Column, Meaning, Sum};
use super::value;
use crate::plan::Plan;
use crate::revise;
use crate::units::{Duration, FinancialYear, TimeUnit};

/// What was guessed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    /// Whether the first row says what the columns are.
    pub headed: bool,
    /// The columns.
    pub columns: Vec<Column>,
}

/// Words above a column, and what they mean; the first that fits counts. A word stands whole, in any order.
const WORDS: &[(&[&str], Meaning)] = &[
    (&["not", "before"], Meaning::Start),
    (&["earliest", "start"], Meaning::Start),
    (&["fixed", "start"], Meaning::FixedStart),
    (&["funded", "by"], Meaning::FundedBy),
    (&["funding"], Meaning::FundedBy),
    (&["envelope"], Meaning::FundedBy),
    (&["budget", "line"], Meaning::FundedBy),
    (&["non", "cashable"], Meaning::Amount(Sum::NonCashable)),
    (&["cashable"], Meaning::Amount(Sum::Cashable)),
    (&["savings"], Meaning::Amount(Sum::Cashable)),
    (&["saving"], Meaning::Amount(Sum::Cashable)),
    (&["benefits"], Meaning::Amount(Sum::Cashable)),
    (&["benefit"], Meaning::Amount(Sum::Cashable)),
    (&["capital"], Meaning::Amount(Sum::Capital)),
    (&["capex"], Meaning::Amount(Sum::Capital)),
    (&["one", "off"], Meaning::Amount(Sum::OneOff)),
    (&["oneoff"], Meaning::Amount(Sum::OneOff)),
    (&["implementation", "cost"], Meaning::Amount(Sum::OneOff)),
    (&["recurrent"], Meaning::Amount(Sum::Recurrent)),
    (&["recurring"], Meaning::Amount(Sum::Recurrent)),
    (&["ongoing"], Meaning::Amount(Sum::Recurrent)),
    (&["running"], Meaning::Amount(Sum::Recurrent)),
    (&["opex"], Meaning::Amount(Sum::Recurrent)),
    (&["revenue"], Meaning::Amount(Sum::Recurrent)),
    (&["annual", "cost"], Meaning::Amount(Sum::Recurrent)),
    (&["depends", "on"], Meaning::After),
    (&["dependencies"], Meaning::After),
    (&["dependency"], Meaning::After),
    (&["predecessors"], Meaning::After),
    (&["predecessor"], Meaning::After),
    (&["after"], Meaning::After),
    (&["waits", "for"], Meaning::After),
    (&["deadline"], Meaning::Deadline),
    (&["due"], Meaning::Deadline),
    (&["start"], Meaning::Start),
    (&["starts"], Meaning::Start),
    (&["begin"], Meaning::Start),
    (&["from"], Meaning::Start),
    (&["finish"], Meaning::Finish),
    (&["end"], Meaning::Finish),
    (&["ends"], Meaning::Finish),
    (&["completion"], Meaning::Finish),
    (&["until"], Meaning::Finish),
    (&["duration"], Meaning::Duration),
    (&["length"], Meaning::Duration),
    (&["months"], Meaning::Duration),
    (&["weeks"], Meaning::Duration),
    (&["days"], Meaning::Duration),
    (&["stage"], Meaning::Stage),
    (&["phase"], Meaning::Stage),
    (&["workstream"], Meaning::Stage),
    (&["owner"], Meaning::Owner),
    (&["lead"], Meaning::Owner),
    (&["responsible"], Meaning::Owner),
    (&["service"], Meaning::Owner),
    (&["department"], Meaning::Owner),
    (&["sponsor"], Meaning::Sponsor),
    (&["sro"], Meaning::Sponsor),
    (&["status"], Meaning::Status),
    (&["state"], Meaning::Status),
    (&["tags"], Meaning::Tags),
    (&["tag"], Meaning::Tags),
    (&["labels"], Meaning::Tags),
    (&["category"], Meaning::Tags),
    (&["notes"], Meaning::Notes),
    (&["note"], Meaning::Notes),
    (&["comments"], Meaning::Notes),
    (&["comment"], Meaning::Notes),
    (&["description"], Meaning::Notes),
    (&["optional"], Meaning::Optional),
    (&["id"], Meaning::Id),
    (&["code"], Meaning::Code),
    (&["ref"], Meaning::Code),
    (&["reference"], Meaning::Code),
    (&["no"], Meaning::Code),
    (&["title"], Meaning::Title),
    (&["name"], Meaning::Title),
    (&["initiative"], Meaning::Title),
    (&["project"], Meaning::Title),
    (&["task"], Meaning::Title),
    (&["value", "score"], Meaning::Value),
    (&["value"], Meaning::Value),
    (&["cost"], Meaning::Amount(Sum::Capital)),
    (&["budget"], Meaning::Amount(Sum::Capital)),
    (&["amount"], Meaning::Amount(Sum::Capital)),
];

/// What the columns of a sheet are.
pub fn guess(sheet: &Sheet, plan: &Plan) -> Guess {
    let first: Vec<Column> = sheet.rows[0].iter().map(|text| headed(text, plan)).collect();
    let known = first.iter().filter(|column| column.meaning != Meaning::Ignored).count();
    let full = sheet.rows[0].iter().filter(|cell| !cell.is_empty()).count();
    let says = |cell: &String| value::is_figure(cell) || value::is_day(cell, plan.year_start);
    let headed = sheet.rows.len() > 1
        && known > 0
        && known * 2 >= full.min(4)
        && !sheet.rows[0].iter().any(|cell| says(cell) && year(cell, plan).is_none());
    let mut columns = first;
    if !headed {
        columns = vec![bare(); sheet.columns];
    }
    let body = &sheet.rows[usize::from(headed)..];
    let mut taken: Vec<Meaning> = Vec::new();
    // Of two columns with the same heading the first is meant; amounts may be parted over several.
    for column in &mut columns {
        if taken.contains(&column.meaning) && column.meaning != Meaning::Ignored {
            column.meaning = Meaning::Ignored;
        }
        taken.push(column.meaning);
    }
    for at in 0..sheet.columns {
        let cells: Vec<&str> =
            body.iter().map(|row| row[at].as_str()).filter(|cell| !cell.is_empty()).collect();
        if columns[at].meaning == Meaning::Code && all(&cells, is_id) {
            columns[at].meaning = Meaning::Id;
        }
        if columns[at].meaning == Meaning::Ignored && (!headed || columns[at].heading.is_empty()) {
            columns[at].meaning = by_content(&cells, plan, &columns, headed);
        }
    }
    title(sheet, body, &mut columns);
    Guess { headed, columns }
}

const fn bare() -> Column {
    Column { heading: String::new(), meaning: Meaning::Ignored, factor: 1, unit: None }
}

/// A column by what stands above it.
fn headed(heading: &str, plan: &Plan) -> Column {
    let lower = heading.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let has = |word: &&str| words.contains(word);
    let found = WORDS.iter().find(|(known, _)| known.iter().all(&has)).map(|(_, meaning)| *meaning);
    let factor = factor(&lower);
    let unit = unit(&words);
    let meaning = match (found, year(heading, plan)) {
        (Some(Meaning::Amount(sum)), Some(year)) => Meaning::Year(sum, year),
        (None, Some(year)) => Meaning::Year(Sum::Capital, year),
        (Some(found), _) => found,
        (None, None) => Meaning::Ignored,
    };
    Column { heading: heading.to_owned(), meaning, factor, unit }
}

/// By how much figures under a heading are smaller than meant: `£k`, `£000`, `£m`.
fn factor(lower: &str) -> u32 {
    let tight: String = lower.chars().filter(|c| !c.is_whitespace()).collect();
    let has = |marks: &[&str]| marks.iter().any(|mark| tight.contains(mark));
    if has(&["£k", "£'000", "£000", "(k)", "(000)", "000s", "€k", "$k", "thousand"]) {
        1_000
    } else if has(&["£m", "€m", "$m", "(m)", "million"]) {
        1_000_000
    } else {
        1
    }
}

fn unit(words: &[&str]) -> Option<TimeUnit> {
    let named = |word: &&str| match *word {
        "months" | "month" | "mths" | "mth" => Some(TimeUnit::Month),
        "weeks" | "week" | "wks" => Some(TimeUnit::Week),
        "days" | "day" => Some(TimeUnit::Day),
        "quarters" | "quarter" | "qtrs" => Some(TimeUnit::Quarter),
        "years" | "year" | "yrs" => Some(TimeUnit::Year),
        _ => None,
    };
    words.iter().find_map(named)
}

/// The financial year that a heading names: `2027/28`, `Capital 27/28`, `FY2027-28 £k`.
fn year(heading: &str, plan: &Plan) -> Option<FinancialYear> {
    let words = heading.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | ':'));
    words.filter(|word| word.len() >= 4).find_map(|word| revise::financial_year(word, plan.year_start))
}

fn all(cells: &[&str], is: impl Fn(&str) -> bool) -> bool {
    !cells.is_empty() && cells.iter().all(|cell| is(cell))
}

fn is_id(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    text.chars().all(fits)
        && text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && text.contains(|c: char| c.is_ascii_lowercase())
}

/// A reference such as `S2-05`.
fn is_code(text: &str) -> bool {
    text.len() <= 12
        && text.contains(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '-' | '.' | '/'))
        && text.starts_with(|c: char| c.is_ascii_uppercase())
}

/// What a column is by what stands in it, where that can be told and nothing else is that already.
fn by_content(cells: &[&str], plan: &Plan, columns: &[Column], headed: bool) -> Meaning {
    let free = |meaning: Meaning| columns.iter().all(|column| column.meaning != meaning);
    let stage = |cell: &str| {
        plan.stages.iter().any(|it| it.id == cell.to_lowercase() || it.title.eq_ignore_ascii_case(cell))
    };
    let length = |cell: &str| Duration::parse(&value::spelled_out(cell)).is_some();
    let candidates: [(Meaning, bool); 8] = [
        (Meaning::Status, all(cells, |cell| value::status(cell).is_some())),
        (Meaning::Stage, all(cells, stage)),
        (Meaning::Duration, all(cells, length)),
        (Meaning::Start, all(cells, |cell| value::is_day(cell, plan.year_start))),
        (Meaning::Finish, all(cells, |cell| value::is_day(cell, plan.year_start))),
        (Meaning::Code, all(cells, is_code)),
        (Meaning::Id, !headed && columns.len() > 1 && all(cells, is_id)),
        (Meaning::Amount(Sum::Capital), all(cells, value::is_figure)),
    ];
    let found = candidates.into_iter().find(|(meaning, fits)| *fits && free(*meaning));
    found.map_or(Meaning::Ignored, |(meaning, _)| meaning)
}

/// Without a title the most telling column of words is it: the one with the longest texts.
fn title(sheet: &Sheet, body: &[Vec<String>], columns: &mut [Column]) {
    if columns.iter().any(|column| column.meaning == Meaning::Title) {
        return;
    }
    let letters = |at: &usize| -> usize {
        body.iter().map(|row| row[*at].chars().filter(|c| c.is_alphabetic()).count()).sum()
    };
    let free = |at: &usize| matches!(columns[*at].meaning, Meaning::Ignored);
    let longest = (0..sheet.columns).filter(free).max_by_key(|at| (letters(at), std::cmp::Reverse(*at)));
    // Ids alone are titles too.
    let longest = longest.filter(|at| letters(at) > 0);
    let instead = columns.iter().position(|it| matches!(it.meaning, Meaning::Notes | Meaning::Id));
    if let Some(at) = longest.or(instead) {
        columns[at].meaning = Meaning::Title;
    }
}
