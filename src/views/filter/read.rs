//! Reads a filter: words, then what each asks.

use std::ops::Range;

use super::words::{Dates, Flag, Lengths, Numbers, Sums, Texts, YEAR, offered};
use super::{Beside, Compare, Fault, Filter, Term, Test};
use crate::edit::Value;
use crate::keys::{self, Edge, Type};
use crate::revise;
use crate::units::{Day, Duration, FinancialYear, Money, Month, parse_amount};
use crate::views::money::money_of;

/// Marks of a comparison, the longest first.
const SIGNS: [(&str, Compare); 7] = [
    ("!=", Compare::IsNot),
    ("<=", Compare::AtMost),
    (">=", Compare::AtLeast),
    (":", Compare::Has),
    ("=", Compare::Is),
    ("<", Compare::Under),
    (">", Compare::Over),
];

pub(super) fn read(text: &str, beside: Beside) -> Filter {
    let mut reader = Reader { text, at: 0, beside, faults: Vec::new() };
    let (mut groups, mut group) = (Vec::new(), Vec::new());
    while let Some(word) = reader.word() {
        match word {
            Word::Or => groups.extend(Some(std::mem::take(&mut group)).filter(|it| !it.is_empty())),
            Word::Term(term) => group.push(term),
            Word::Nothing => {}
        }
    }
    groups.extend(Some(group).filter(|it| !it.is_empty()));
    Filter { groups, faults: reader.faults }
}

enum Word {
    Or,
    Term(Term),
    /// Something that could not be understood; a fault says so.
    Nothing,
}

/// A piece of the text, without its quotes.
struct Piece<'t> {
    text: &'t str,
    span: Range<usize>,
    quoted: bool,
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    beside: Beside,
    faults: Vec<Fault>,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn skip_blanks(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    fn fault(&mut self, span: Range<usize>, message: impl Into<String>) -> Option<Test> {
        self.faults.push(Fault { span, message: message.into() });
        None
    }

    /// The next word; `None` at the end.
    fn word(&mut self) -> Option<Word> {
        self.skip_blanks();
        let first = self.rest().chars().next()?;
        let begins_word = self.rest().chars().nth(1).is_some_and(|second| !second.is_whitespace());
        let not = matches!(first, '-' | '!' | '\u{2212}') && begins_word;
        if not {
            self.at += first.len_utf8();
        }
        let test = self.test(not)?;
        Some(match test {
            Ok(test) => Word::Term(Term { not, test }),
            Err(word) => word,
        })
    }

    fn test(&mut self, not: bool) -> Option<Result<Test, Word>> {
        let from = self.at;
        let named =
            self.rest().find(|c: char| !c.is_ascii_alphabetic() && c != '-').unwrap_or(self.rest().len());
        let name = &self.rest()[..named];
        if !name.is_empty()
            && let Some(compare) = self.sign(named)
        {
            let test = self.field(name, from..from + named, compare);
            return Some(test.ok_or(Word::Nothing));
        }
        let piece = self.piece(false)?;
        if !piece.quoted && !not && matches!(piece.text, "or" | "OR" | "|") {
            return Some(Err(Word::Or));
        }
        if !piece.quoted && matches!(piece.text, "and" | "AND" | "&") {
            return Some(Err(Word::Nothing));
        }
        let flag = Flag::named(piece.text).filter(|_| !piece.quoted);
        Some(match flag {
            Some(flag) => Ok(Test::Flag(flag)),
            None if piece.text.is_empty() => Err(Word::Nothing),
            None => Ok(Test::Anywhere(piece.text.to_lowercase())),
        })
    }

    /// The sign behind a name of so many bytes, taken with the blanks around it; a colon stands at its name.
    fn sign(&mut self, named: usize) -> Option<Compare> {
        let behind = &self.rest()[named..];
        let bare = behind.trim_start();
        let (sign, compare) = SIGNS.into_iter().find(|(sign, _)| bare.starts_with(sign))?;
        if compare == Compare::Has && bare.len() < behind.len() {
            return None;
        }
        self.at += named + (behind.len() - bare.len()) + sign.len();
        if compare != Compare::Has {
            self.skip_blanks();
        }
        Some(compare)
    }

    /// The next piece, up to a blank; in a list up to a comma as well. `None` at the end.
    fn piece(&mut self, of_list: bool) -> Option<Piece<'t>> {
        let from = self.at;
        let rest = self.rest();
        if let Some(inside) = rest.strip_prefix('"') {
            // A quote that is still open while the filter is typed ends with the line.
            let end = inside.find('"').unwrap_or(inside.len());
            self.at = (from + 1 + end + 1).min(self.text.len());
            return Some(Piece { text: &inside[..end], span: from..self.at, quoted: true });
        }
        let ends = |c: char| c.is_whitespace() || (of_list && c == ',');
        let end = rest.find(ends).unwrap_or(rest.len());
        self.at += end;
        (end > 0 || of_list).then(|| Piece { text: &rest[..end], span: from..self.at, quoted: false })
    }

    /// What stands behind a sign: one piece or several with commas.
    fn pieces(&mut self) -> Vec<Piece<'t>> {
        let mut pieces = Vec::new();
        loop {
            pieces.extend(self.piece(true));
            if !self.rest().starts_with(',') {
                break;
            }
            self.at += 1;
        }
        pieces.retain(|piece| piece.quoted || !piece.text.is_empty());
        pieces
    }

    fn field(&mut self, name: &str, span: Range<usize>, compare: Compare) -> Option<Test> {
        let beside = self.beside;
        if let Some(field) = Texts::named(name) {
            if !matches!(compare, Compare::Has | Compare::Is | Compare::IsNot) {
                let message = format!("{name} holds text: {name}:words, {name}=\"exactly this\"");
                self.pieces();
                return self.fault(span, message);
            }
            let values = self.values(name, span, "text, or none", |piece| {
                let none = !piece.quoted && piece.text.eq_ignore_ascii_case("none");
                Some((!none).then(|| piece.text.to_lowercase()))
            })?;
            return Some(Test::Text(field, compare, values));
        }
        if let Some(field) = Sums::named(name) {
            let values =
                self.values(name, span, "an amount: 100k, 1.2m, 24_000", |piece| money(piece.text))?;
            return Some(Test::Sum(field, compare, values));
        }
        if let Some(field) = Dates::named(name) {
            let wanted = "a date: 2028, Jan 28, Q4 27/28, 2028-01-15, +6m, or none";
            let values = self.values(name, span, wanted, |piece| {
                if piece.text.eq_ignore_ascii_case("none") {
                    Some(None)
                } else {
                    days(piece.text, beside).map(Some)
                }
            })?;
            return Some(Test::Date(field, compare, values));
        }
        if name.eq_ignore_ascii_case(YEAR) {
            let wanted = "a financial year, like those of the money";
            let values = self.values(name, span, wanted, |piece| days(piece.text, beside))?;
            return Some(Test::Year(compare, values));
        }
        if let Some(field) = Lengths::named(name) {
            let values = self.values(name, span, "a length: 6m, 10w, 2q, 30d", |piece| length(piece.text))?;
            return Some(Test::Length(field, compare, values));
        }
        if let Some(field) = Numbers::named(name) {
            let values = self.values(name, span, "a number", |piece| number(piece.text))?;
            return Some(Test::Number(field, compare, values));
        }
        self.pieces();
        let message = match Flag::named(name) {
            Some(flag) => format!("{} stands alone", flag.written()),
            None => unknown(name),
        };
        self.fault(span, message)
    }

    /// The values of a field; `None`, with a fault, when there is none or one is not what is wanted.
    fn values<T>(
        &mut self,
        name: &str,
        span: Range<usize>,
        wanted: &str,
        value: impl Fn(&Piece<'t>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let pieces = self.pieces();
        if pieces.is_empty() {
            self.fault(span, format!("{name} wants {wanted}"));
            return None;
        }
        let mut values = Vec::new();
        for piece in &pieces {
            if let Some(value) = value(piece).or_else(|| value(&self.longer(piece)?)) {
                values.push(value);
            } else {
                self.fault(piece.span.clone(), format!("{name} wants {wanted}, not “{}”", piece.text));
                return None;
            }
        }
        Some(values)
    }

    /// The last piece with the word behind it: `Jan 28`, `Q4 27/28`.
    fn longer(&mut self, piece: &Piece<'t>) -> Option<Piece<'t>> {
        let starts_so = piece.text.starts_with(|c: char| c.is_ascii_alphanumeric());
        if piece.quoted || piece.span.end != self.at || !starts_so {
            return None;
        }
        let before = self.at;
        self.skip_blanks();
        let digits = self.rest().starts_with(|c: char| c.is_ascii_digit());
        let Some(behind) = self.piece(true).filter(|_| digits) else {
            self.at = before;
            return None;
        };
        let span = piece.span.start..behind.span.end;
        Some(Piece { text: &self.text[span.clone()], span, quoted: false })
    }
}

fn unknown(name: &str) -> String {
    let known: Vec<String> = offered().map(|(word, _)| word).collect();
    let fields = || known.iter().filter_map(|word| word.strip_suffix([':', '>', '<']));
    match keys::nearest(name, fields()) {
        Some(near) => format!("there is no field {name}; did you mean {near}?"),
        None => format!("there is no field {name}; \"{name}:\" in quotes looks for the words"),
    }
}

fn money(text: &str) -> Option<Money> {
    match revise::value(Type::Money, text)? {
        Value::Bare(token) => Some(money_of(parse_amount(&token)?)),
        Value::Text(_) | Value::List(_) | Value::Table(_) => None,
    }
}

/// From the first day to the half-open end of what a text names.
fn days(text: &str, beside: Beside) -> Option<(Day, Day)> {
    let year = |year: FinancialYear| (year.first_day(), year.end());
    if text.len() == 4
        && let Some(first) = text.parse().ok().and_then(|year| Month::new(year, 1))
        && text.bytes().all(|byte| byte.is_ascii_digit())
    {
        return Some((first.first_day(), first.plus(12).first_day()));
    }
    if let Some(named) = revise::financial_year(text, beside.year_start) {
        return Some(year(named));
    }
    if text.eq_ignore_ascii_case("today") {
        return Some((beside.today, beside.today.next()));
    }
    let typed = revise::Beside { present: "", day: Some(beside.today), year_start: beside.year_start };
    let edge = |edge: Edge| match revise::read(Type::Date(edge), text, typed).ok()? {
        Value::Bare(day) => {
            let day = Day::parse(&day)?;
            Some((day, day.next()))
        }
        Value::Text(month) => {
            let month = Month::parse(&month)?;
            Some((month.first_day(), month.plus(1).first_day()))
        }
        Value::List(_) | Value::Table(_) => None,
    };
    Some((edge(Edge::Begin)?.0, edge(Edge::End)?.1))
}

/// A length in days.
fn length(text: &str) -> Option<i64> {
    let (sign, plain) = text.strip_prefix(['-', '\u{2212}']).map_or((1, text), |plain| (-1, plain));
    let days = match plain.parse::<u32>() {
        Ok(days) => i64::from(days),
        Err(_) => days_of(Duration::parse(plain)?),
    };
    Some(sign * days)
}

/// How many days a length is, from a day on which months are as long as they come.
pub(super) fn days_of(length: Duration) -> i64 {
    length.after(Day::from_number(0)).number().into()
}

/// A number in hundredths.
fn number(text: &str) -> Option<i64> {
    let pence = money_of(parse_amount(text.trim_end_matches('%'))?).pence();
    i64::try_from(pence).ok()
}
