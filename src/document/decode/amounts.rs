//! Money, numbers, percentages and shares.

use rust_decimal::Decimal;

use super::reader::{Reader, Trail, excerpt};
use super::value::Parsed;
use crate::diagnostic::Code;
use crate::document::{Form, ScalarKind, View};
use crate::keys::{self, Item};
use crate::plan::{Amount, ByYear};
use crate::units::{Percent, parse_amount};

/// The currencies of ISO 4217 that have no decimals.
const WHOLE: &[&str] = &[
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF",
    "XOF", "XPF",
];

/// How many decimals amounts of a currency may have; money is kept in hundredths, so never more than two.
pub(super) fn decimals_of(currency: &str) -> u32 {
    if WHOLE.contains(&currency) { 0 } else { 2 }
}

impl<'d> Reader<'d> {
    /// An amount with at most so many decimals.
    pub(super) fn read_money(
        &mut self,
        view: &View<'d>,
        trail: &Trail<'_>,
        decimals: u32,
    ) -> Option<Decimal> {
        let key = trail.key;
        if !is_number(view) {
            let help = match Self::string(view).and_then(|text| meant_amount(&text)) {
                Some(amount) => format!("write {key} = {amount}, without quotes"),
                None => format!("write {key} = 120_000"),
            };
            self.wrong(Code::BadMoney, view, trail, "an amount of money", help);
            return None;
        }
        let amount = self.exact(view, trail, Code::BadMoney)?;
        if amount.scale() <= decimals {
            return Some(amount);
        }
        let amount = amount.normalize();
        if amount.scale() <= decimals {
            return Some(amount);
        }
        let shown = excerpt(view.raw(), 40);
        let message = match decimals {
            0 => format!("`{key}` is {shown}, but amounts of {} have no decimals", self.currency),
            6 => format!("`{key}` is {shown}, but the price of one has at most 6 decimals"),
            _ => format!(
                "`{key}` is {shown}, but amounts of {} have at most {decimals} decimals",
                self.currency
            ),
        };
        let help = format!("write {key} = {}", grouped(amount.round_dp(decimals)));
        self.report(Code::BadMoney, trail, view.origin(), message, help);
        None
    }

    /// A number from its digits; `None`, with a diagnostic, when it cannot be held exactly.
    fn exact(&mut self, view: &View<'d>, trail: &Trail<'_>, code: Code) -> Option<Decimal> {
        let raw = view.raw();
        if let Some(number) = parse_amount(raw) {
            return Some(number);
        }
        let key = trail.key;
        let lower = raw.to_ascii_lowercase();
        let shown = excerpt(raw, 40);
        let (why, help) = if lower.contains("inf") || lower.contains("nan") {
            ("which is not a number that can be added".to_owned(), format!("write {key} = 120_000"))
        } else if lower.starts_with("0x") || lower.starts_with("0o") || lower.starts_with("0b") {
            ("but numbers are written in plain digits".to_owned(), format!("write {key} = 120_000"))
        } else if lower.contains('e') {
            let plain = Decimal::from_scientific(&lower.replace('_', "")).ok().map(grouped);
            let plain = plain.unwrap_or_else(|| "120_000".to_owned());
            ("but numbers are written without an exponent".to_owned(), format!("write {key} = {plain}"))
        } else {
            (
                "which has more digits than can be held exactly (28)".to_owned(),
                "write a smaller number".to_owned(),
            )
        };
        self.report(code, trail, view.origin(), format!("`{key}` is {shown}, {why}"), help);
        None
    }

    pub(super) fn read_amount(&mut self, view: &View<'d>, trail: &Trail<'_>) -> Option<Amount> {
        if !view.is_table() {
            return self.read_money(view, trail, self.decimals).map(Amount::Whole);
        }
        let years = self.read_years(view, trail, Some(self.decimals))?;
        if years.is_empty() && view.entries().next().is_none() {
            let help = format!("write {} = 120_000, or {0}.2027-28 = 80_000", trail.key);
            self.report(Code::MissingKey, trail, view.origin(), format!("`{}` has no year", trail.key), help);
            return None;
        }
        Some(Amount::ByYear(years))
    }

    /// Figures by financial year: money with so many decimals, or counts.
    pub(super) fn read_years(
        &mut self,
        view: &View<'d>,
        trail: &Trail<'_>,
        decimals: Option<u32>,
    ) -> Option<ByYear> {
        if !view.is_table() {
            let example = self.year_example();
            let help = match view.form() {
                Form::Scalar(ScalarKind::Integer(_) | ScalarKind::Float) => {
                    format!("write {}.{example} = {}", trail.key, excerpt(view.raw(), 40))
                }
                _ => format!("write {}.{example} = 80_000", trail.key),
            };
            self.wrong(Code::WrongType, view, trail, "figures by financial year", help);
            return None;
        }
        let mut years = ByYear::new();
        for (key, child) in view.entries() {
            let trail = trail.below(key);
            let year = self.year_key(key, &child, &trail);
            let figure = match decimals {
                Some(decimals) => self.read_money(&child, &trail, decimals),
                None => self.read_number(&child, &trail, Some((0, u32::MAX))),
            };
            if let (Some(year), Some(figure)) = (year, figure)
                && years.insert(year, figure).is_some()
            {
                let message = format!("the year {year} stands twice here, in two spellings");
                let help = format!("keep one of them, as {}", year.key());
                self.report(Code::Duplicate, &trail, child.key_origin(), message, help);
            }
        }
        Some(years)
    }

    pub(super) fn read_number(
        &mut self,
        view: &View<'d>,
        trail: &Trail<'_>,
        limits: Option<(u32, u32)>,
    ) -> Option<Decimal> {
        let key = trail.key;
        let wanted = match limits {
            None => "a number".to_owned(),
            Some((least, u32::MAX)) => format!("a number, {least} or more"),
            Some((least, most)) => format!("a number from {least} to {most}"),
        };
        if !is_number(view) {
            let help = match Self::string(view).and_then(|text| meant_amount(&text)) {
                Some(number) => format!("write {key} = {number}, without quotes"),
                None => format!("write {key} = 35"),
            };
            self.wrong(Code::WrongType, view, trail, &wanted, help);
            return None;
        }
        let number = self.exact(view, trail, Code::OutOfRange)?;
        let (least, most) = match limits {
            None => return Some(number),
            Some((least, u32::MAX)) => (Decimal::from(least), Decimal::MAX),
            Some((least, most)) => (Decimal::from(least), Decimal::from(most)),
        };
        if number < least || number > most {
            let message = format!("`{key}` is {}, but must be {wanted}", excerpt(view.raw(), 40));
            let help = format!("write {key} = {}", number.clamp(least, most));
            self.report(Code::OutOfRange, trail, view.origin(), message, help);
            return None;
        }
        Some(number)
    }

    pub(super) fn read_percent(
        &mut self,
        view: &View<'d>,
        trail: &Trail<'_>,
        least: i32,
        most: i32,
    ) -> Option<Percent> {
        let key = trail.key;
        let Some(percent) = Self::string(view).and_then(|text| Percent::parse(&text)) else {
            let help = match meant_percent(view) {
                Some(percent) => format!("write {key} = \"{percent}\""),
                None => format!("write {key} = \"10%\", in quotes and with its sign"),
            };
            self.wrong(Code::BadPercent, view, trail, "a percentage with its sign %", help);
            return None;
        };
        let (low, high) = (Decimal::from(least), Decimal::from(most));
        if percent.number() < low || percent.number() > high || percent.number().normalize().scale() > 12 {
            let message = format!("`{key}` is {percent}, but must be from {least}% to {most}%");
            let help = format!("write {key} = \"{}%\"", percent.number().clamp(low, high).round_dp(12));
            self.report(Code::OutOfRange, trail, view.origin(), message, help);
            return None;
        }
        Some(percent)
    }

    /// One percentage, or one by word.
    pub(super) fn read_percents(
        &mut self,
        view: &View<'d>,
        trail: &Trail<'_>,
        words: &'static [&'static str],
    ) -> Option<Parsed> {
        if !view.is_table() {
            let one = self.read_percent(view, trail, -50, 1000)?;
            return Some(Parsed::Percents(Some(one), Vec::new()));
        }
        let mut by_word = Vec::new();
        for (key, child) in view.entries() {
            let trail = trail.below(key);
            if let Some(word) = words.iter().find(|word| **word == key) {
                if let Some(percent) = self.read_percent(&child, &trail, -50, 1000) {
                    by_word.push((*word, percent));
                }
                continue;
            }
            let list = words.join(", ");
            let message = format!("`{}` is not one of {list}, so it counts for nothing", excerpt(key, 40));
            let help = match keys::nearest(key, words.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("write one of {list}"),
            };
            self.report(Code::UnknownKey, &trail, child.key_origin(), message, help);
        }
        Some(Parsed::Percents(None, by_word))
    }

    /// One id, or percentages by id that add up to exactly 100.
    pub(super) fn read_shares(
        &mut self,
        view: &View<'d>,
        trail: &Trail<'_>,
        item: Item,
    ) -> Option<Vec<(u32, Percent)>> {
        if let Some(id) = Self::string(view) {
            let number = self.find_id(item, &id, view, trail)?;
            return Some(vec![(number, Percent::HUNDRED)]);
        }
        if !view.is_table() {
            let wanted = format!("the id of {}, or shares by id", keys::a(item.word()));
            self.wrong(Code::WrongType, view, trail, &wanted, format!("write {} = \"…\"", trail.key));
            return None;
        }
        let (shares, sum) = self.shares_by_id(view, trail, item)?;
        if sum == Decimal::ONE_HUNDRED {
            return Some(shares);
        }
        let sum = Percent::new(sum);
        let message = format!("the shares of `{}` add up to {sum}, not to 100%", trail.key);
        self.report(Code::SharesNotWhole, trail, view.origin(), message, even_shares(view, trail, sum));
        None
    }

    /// Percentages by id that leave something, or nothing, for ourselves.
    pub(super) fn read_parts(
        &mut self,
        view: &View<'d>,
        trail: &Trail<'_>,
        item: Item,
    ) -> Option<Vec<(u32, Percent)>> {
        if !view.is_table() {
            let wanted = format!("a percentage for each {}", item.word());
            let help = match Self::string(view) {
                Some(id) => format!("write {} = {{ {} = \"50%\" }}", trail.key, excerpt(&id, 40)),
                None => format!("write {} = {{ neighbour = \"40%\" }}", trail.key),
            };
            self.wrong(Code::WrongType, view, trail, &wanted, help);
            return None;
        }
        let (shares, sum) = self.shares_by_id(view, trail, item)?;
        if sum <= Decimal::ONE_HUNDRED {
            return Some(shares);
        }
        let sum = Percent::new(sum);
        let message = format!("the shares of `{}` add up to {sum}, more than the whole", trail.key);
        self.report(Code::SharesNotWhole, trail, view.origin(), message, "lower them to 100% or less in all");
        None
    }

    /// Percentages by id with their sum; `None` when one of them cannot be read.
    fn shares_by_id(
        &mut self,
        view: &View<'d>,
        trail: &Trail<'_>,
        item: Item,
    ) -> Option<(Vec<(u32, Percent)>, Decimal)> {
        let mut shares = Vec::new();
        let mut sum = Decimal::ZERO;
        let mut complete = true;
        for (id, child) in view.entries() {
            let trail = trail.below(id);
            let number = self.find_id_at(item, id, &child.key_origin(), &trail);
            let share = self.read_percent(&child, &trail, 0, 100);
            sum = share.and_then(|share| sum.checked_add(share.number())).unwrap_or(sum);
            match (number, share) {
                (Some(number), Some(share)) => shares.push((number, share)),
                _ => complete = false,
            }
        }
        shares.sort_by_key(|(number, _)| *number);
        complete.then_some((shares, sum))
    }
}

/// What would make shares whole: the last of them changed by what is missing.
fn even_shares(view: &View<'_>, trail: &Trail<'_>, sum: Percent) -> String {
    let last = view.entries().last().and_then(|(id, child)| {
        let share = Percent::parse(&child.scalar())?;
        let whole = share.number() + Decimal::ONE_HUNDRED - sum.number();
        (whole > Decimal::ZERO).then(|| format!("{id} = \"{}\"", Percent::new(whole)))
    });
    match last {
        Some(last) => format!("make them add up to 100%, as with {last}"),
        None => format!("write {} = {{ one = \"60%\", two = \"40%\" }}", trail.key),
    }
}

fn is_number(view: &View<'_>) -> bool {
    matches!(view.form(), Form::Scalar(ScalarKind::Integer(_) | ScalarKind::Float))
}

/// The amount that a text may mean, as a file writes it: `£1.2m`, `120k`, `1,200`.
fn meant_amount(text: &str) -> Option<String> {
    let lower = text.trim().to_ascii_lowercase();
    let bare: String =
        lower.chars().filter(|c| !matches!(c, '£' | '€' | '$' | ',' | ' ' | '_' | '\'')).collect();
    let (digits, factor) = match bare.strip_suffix(['k', 'm']) {
        Some(digits) if bare.ends_with('k') => (digits, 1_000_u32),
        Some(digits) => (digits, 1_000_000),
        None => (bare.as_str(), 1),
    };
    let amount = parse_amount(digits)?.checked_mul(Decimal::from(factor))?;
    Some(grouped(amount.normalize()))
}

/// The percentage that a value without its sign may mean.
fn meant_percent(view: &View<'_>) -> Option<Percent> {
    let text = view.scalar();
    let number = parse_amount(text.trim())?;
    let fraction = !number.is_zero() && number.abs() < Decimal::ONE;
    Some(Percent::new(if fraction { number.checked_mul(Decimal::ONE_HUNDRED)? } else { number }))
}

/// A number with `_` between groups of three digits, as a file writes it.
fn grouped(number: Decimal) -> String {
    let text = number.to_string();
    let (sign, rest) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("-", rest));
    let (whole, fraction) =
        rest.split_once('.').map_or((rest, None), |(whole, fraction)| (whole, Some(fraction)));
    let mut out = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push('_');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}
