//! Amounts as people type them: `£120,000`, `1.4m`, `+10%` of what is there, `=1.2m+200k`; rows out of a spreadsheet.

use rust_decimal::Decimal;

use crate::edit::{Value, money};
use crate::units::parse_amount;

/// What an amount may look like, for refusals.
const WANTED: &str = "takes an amount: 120_000, 120k, 1.4m, +10%, =1.2m+200k";

/// An amount with at most that many decimals.
///
/// # Errors
/// What is wanted, or what does not come out exactly.
pub(super) fn read(text: &str, present: &str, decimals: u32) -> Result<Value, String> {
    let amount = if let Some(formula) = text.strip_prefix('=') {
        Formula { rest: formula, depth: 0 }.whole().ok_or(WANTED)?
    } else if let Some((sign, change)) = relative(text) {
        let present = figure(present).ok_or(format!("{text} of what? There is no amount yet"))?;
        sum(present, sign, change).ok_or(WANTED)?
    } else {
        figure(text).ok_or(WANTED)?
    };
    let amount = amount.normalize();
    if amount.abs() >= Decimal::from(i64::MAX) {
        return Err("That is more money than can be counted".to_owned());
    }
    if amount.scale() > decimals {
        let places = if decimals == 2 { "whole pence".to_owned() } else { format!("{decimals} decimals") };
        let exact = Decimal::try_from_i128_with_scale(amount.mantissa(), amount.scale());
        let shown = exact.map_or_else(|_| String::new(), |exact| format!("{exact:.8}"));
        return Err(format!("comes out at {}, which is not {places}", shown.trim_end_matches('0')));
    }
    Ok(money(amount))
}

/// How much an amount is changed by.
#[derive(Clone, Copy)]
enum Change {
    Share(Decimal),
    Amount(Decimal),
}

/// `+10%`, `-10%`, `+=20k`, `-=20k`; a sign alone belongs to the amount.
fn relative(text: &str) -> Option<(i64, Change)> {
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let rest = text.strip_prefix(['+', '-'])?;
    if let Some(amount) = rest.strip_prefix('=') {
        return Some((sign, Change::Amount(figure(amount)?)));
    }
    let percent = rest.strip_suffix('%')?;
    Some((sign, Change::Share(parse_amount(percent.trim())?)))
}

fn sum(present: Decimal, sign: i64, change: Change) -> Option<Decimal> {
    let by = match change {
        Change::Share(percent) => present.checked_mul(percent)?.checked_div(Decimal::ONE_HUNDRED)?,
        Change::Amount(amount) => amount,
    };
    present.checked_add(by.checked_mul(sign.into())?)
}

/// One figure: digits with group marks, a currency sign, `k`, `m` or `bn`; in brackets it is negative.
fn figure(text: &str) -> Option<Decimal> {
    let text = text.trim();
    // A spreadsheet writes the currency before or inside the brackets of what is negative.
    let bracketed = text.trim_start_matches(|c: char| matches!(c, '£' | '€' | '$') || c.is_whitespace());
    if let Some(inside) = bracketed.strip_prefix('(').and_then(|text| text.strip_suffix(')')) {
        return figure(inside).filter(|amount| !amount.is_sign_negative()).map(|amount| -amount);
    }
    let lower = text.to_lowercase();
    let (digits, factor) = [("bn", 1_000_000_000_u32), ("k", 1_000), ("m", 1_000_000)]
        .into_iter()
        .find_map(|(unit, factor)| lower.strip_suffix(unit).map(|digits| (digits.to_owned(), factor)))
        .unwrap_or((lower, 1));
    parse_amount(&plain(&digits)?)?.checked_mul(factor.into())
}

/// A figure without currency sign and group marks; `None` where a comma is no group mark, because then it may be meant
/// as a decimal point.
pub(super) fn plain(text: &str) -> Option<String> {
    let blank = |c: char| c.is_whitespace() || matches!(c, '£' | '€' | '$' | '\u{a0}' | '\u{202f}');
    let text: String = text.chars().filter(|c| !blank(*c)).collect::<String>().replace('\u{2212}', "-");
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default().trim_start_matches(['-', '+']);
    let grouped = whole.contains(',');
    let fits = (!grouped || (1..=3).contains(&first.len())) && groups.all(|group| group.len() == 3);
    (fits && !fraction.contains(',')).then(|| text.replace(',', ""))
}

/// A formula over figures: `+`, `-`, `*`, `/`, brackets; `+10%` is a tenth of what stands before it.
struct Formula<'t> {
    rest: &'t str,
    depth: usize,
}

impl<'t> Formula<'t> {
    /// Brackets deeper than this are no formula that a person types.
    const DEEPEST: usize = 16;

    fn whole(mut self) -> Option<Decimal> {
        let value = self.sum()?;
        self.rest.trim().is_empty().then_some(value)
    }

    fn takes(&mut self, mark: char) -> bool {
        match self.rest.trim_start().strip_prefix(mark) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn sum(&mut self) -> Option<Decimal> {
        let mut value = self.product()?;
        loop {
            let sign: i64 = if self.takes('+') {
                1
            } else if self.takes('-') {
                -1
            } else {
                return Some(value);
            };
            let change =
                self.share().map_or_else(|| self.product().map(Change::Amount), |it| Some(Change::Share(it)));
            value = sum(value, sign, change?)?;
        }
    }

    fn product(&mut self) -> Option<Decimal> {
        let mut value = self.factor()?;
        loop {
            if self.takes('*') || self.takes('×') {
                value = value.checked_mul(self.factor()?)?;
            } else if self.takes('/') || self.takes('÷') {
                let by = self.factor()?;
                let quotient = value.checked_div(by)?;
                // Only what comes out exactly is taken.
                if quotient.checked_mul(by)? != value {
                    return None;
                }
                value = quotient;
            } else {
                return Some(value);
            }
        }
    }

    /// A percentage that stands alone, as in `+10%`.
    fn share(&mut self) -> Option<Decimal> {
        let token = self.token();
        let percent = token.strip_suffix('%').and_then(|percent| parse_amount(percent.trim()))?;
        self.rest = &self.rest.trim_start()[token.len()..];
        Some(percent)
    }

    fn factor(&mut self) -> Option<Decimal> {
        if self.takes('(') {
            self.depth += 1;
            let value = if self.depth > Self::DEEPEST { None } else { self.sum() };
            self.depth -= 1;
            return value.filter(|_| self.takes(')'));
        }
        if self.takes('-') {
            return self.factor().map(|value| -value);
        }
        if let Some(percent) = self.share() {
            return percent.checked_div(Decimal::ONE_HUNDRED);
        }
        let token = self.token();
        let value = figure(token)?;
        self.rest = &self.rest.trim_start()[token.len()..];
        Some(value)
    }

    fn token(&self) -> &'t str {
        let text = self.rest.trim_start();
        let end = text.find(['+', '-', '*', '/', '×', '÷', '(', ')']).unwrap_or(text.len());
        text[..end].trim_end()
    }
}

/// The figures of a row that was copied out of a spreadsheet: parted by tabs, else by lines, else by `;`, else by blanks.
/// `None` when it is one figure, or something in it is none; an empty cell is nothing.
pub fn row(text: &str) -> Option<Vec<Option<Value>>> {
    let cells =
        |mark: &[char]| text.trim_end_matches(['\r', '\n']).split(mark).map(str::trim).collect::<Vec<_>>();
    let marks: [&[char]; 3] = [&['\t'], &['\n'], &[';']];
    let parted = marks.into_iter().map(cells).find(|cells| cells.len() > 1);
    let cells = parted.unwrap_or_else(|| text.split_whitespace().collect());
    if cells.len() < 2 {
        return None;
    }
    // A spreadsheet shows nothing as `-`, or as `£ -`.
    let figure = |cell: &&str| match cell.trim_matches(|c: char| "£€$ \u{a0}".contains(c)) {
        "" | "-" | "–" => Some(None),
        _ => read(cell, "", 2).ok().map(Some),
    };
    cells.iter().map(figure).collect()
}

/// How an amount is written for people: `1,400,000`.
pub fn figures(value: &Value) -> Option<String> {
    match value {
        Value::Bare(token) => Some(token.replace('_', ",")),
        Value::Text(_) | Value::List(_) | Value::Table(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bare(text: &str) -> Value {
        Value::Bare(text.to_owned())
    }

    #[test]
    fn amounts_are_taken_as_people_type_them() {
        for (typed, expected) in [
            ("1.4m", "1_400_000"),
            ("120k", "120_000"),
            ("£1,250.50", "1_250.50"),
            ("2.5bn", "2_500_000_000"),
            ("(5,000)", "-5_000"),
            ("\u{2212}80k", "-80_000"),
            ("1 200 000", "1_200_000"),
            // Sums worked by hand.
            ("=1.2m+200k", "1_400_000"),
            ("=3*40k", "120_000"),
            ("=(100k+20k)/2", "60_000"),
            ("=100k+10%", "110_000"),
            ("=200k*15%", "30_000"),
            ("=-5k+2k", "-3_000"),
        ] {
            assert_eq!(read(typed, "", 2), Ok(bare(expected)), "{typed}");
        }
        for typed in
            ["", "k", "1.500,00", "1,20", "=1+", "=1/0", "=10/3", "=(1", "lots", "=((((((((((((((((((1"]
        {
            assert!(read(typed, "", 2).is_err(), "{typed}");
        }
    }

    #[test]
    fn a_percentage_is_of_what_is_there() {
        assert_eq!(read("+10%", "120_000", 2), Ok(bare("132_000")));
        assert_eq!(read("-2.5%", "120_000", 2), Ok(bare("117_000")));
        assert_eq!(read("+=20k", "120_000", 2), Ok(bare("140_000")));
        assert_eq!(read("-=20k", "120_000", 2), Ok(bare("100_000")));
        assert!(read("+10%", "", 2).unwrap_err().contains("no amount yet"));
        // 10 % of 0.05 is half a penny.
        assert_eq!(read("+10%", "0.05", 2).unwrap_err(), "comes out at 0.055, which is not whole pence");
    }

    #[test]
    fn a_row_of_a_spreadsheet_is_figures() {
        let row =
            |text| row(text).map(|cells| cells.iter().map(|cell| cell.as_ref().and_then(figures)).collect());
        let figures = |texts: &[&str]| -> Vec<Option<String>> {
            texts.iter().map(|text| (!text.is_empty()).then(|| (*text).to_owned())).collect()
        };
        assert_eq!(
            row("£1,200,000\t450k\t\t(20,000)\n"),
            Some(figures(&["1,200,000", "450,000", "", "-20,000"]))
        );
        assert_eq!(
            row("£ 1 200 000\t £ -   \t£(20,000)\t(£5)"),
            Some(figures(&["1,200,000", "", "-20,000", "-5"]))
        );
        assert_eq!(row("1,000\r\n2,000\r\n"), Some(figures(&["1,000", "2,000"])));
        assert_eq!(row("100 200 300"), Some(figures(&["100", "200", "300"])));
        assert_eq!(row("120,000"), None);
        assert_eq!(row("100\tlots"), None);
    }
}
