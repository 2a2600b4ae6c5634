//! How money is written: in full with its pence, or in the unit of the plan's tables.

use crate::plan::{Plan, ReportUnit};
use crate::units::Money;

/// Whether a character stands for a currency: of pounds, euros, dollars, yen, rupees.
pub const fn is_sign(c: char) -> bool {
    matches!(c, '£' | '€' | '$' | '\u{a5}' | '\u{20b9}')
}

/// How a plan's money is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// Before an amount: `£`, `€`, or the currency's code with a space.
    pub symbol: String,
    /// The unit of tables.
    pub unit: ReportUnit,
}

impl Figures {
    /// As the plan wants it.
    pub fn of(plan: &Plan) -> Self {
        let symbol = match plan.currency.as_str() {
            "GBP" => "£".to_owned(),
            "EUR" => "€".to_owned(),
            "USD" | "AUD" | "CAD" | "NZD" => "$".to_owned(),
            code => format!("{} ", crate::display::harmless(code)),
        };
        Self { symbol, unit: plan.reports_in }
    }

    /// The heading of a table: `£k`.
    pub fn unit_word(&self) -> String {
        let letter = match self.unit {
            ReportUnit::Units => "",
            ReportUnit::Thousands => "k",
            ReportUnit::Millions => "m",
        };
        format!("{}{letter}", self.symbol.trim_end())
    }

    /// In full: `£1,234.50`, `−£18,500`.
    pub fn full(&self, money: Money) -> String {
        let sign = if money.is_negative() { "−" } else { "" };
        format!("{sign}{}{}", self.symbol, money.abs().grouped())
    }

    /// In full with its sign: `+£18,500`.
    pub fn signed(&self, money: Money) -> String {
        let sign = if money.is_negative() { "" } else { "+" };
        format!("{sign}{}", self.full(money))
    }

    /// For a table, in its unit: `3,058.5`. What is not nothing never looks like nothing without its sign: `−0.0`.
    pub fn table(&self, money: Money) -> String {
        match self.unit {
            ReportUnit::Units => money.grouped(),
            ReportUnit::Thousands => rounded(money, 100_000, 1),
            ReportUnit::Millions => rounded(money, 100_000_000, 2),
        }
    }

    /// For a table, with its sign.
    pub fn table_signed(&self, money: Money) -> String {
        let sign = if money.is_negative() || money.is_zero() { "" } else { "+" };
        format!("{sign}{}", self.table(money))
    }

    /// For a narrow column, in the table's unit without decimals where that is enough: `3,059`.
    pub fn short(&self, money: Money) -> String {
        match self.unit {
            ReportUnit::Units => rounded(money, 100, 0),
            ReportUnit::Thousands => rounded(money, 100_000, 0),
            ReportUnit::Millions => rounded(money, 100_000_000, 1),
        }
    }

    /// In a sentence, as short as it can be said: `£3.4m`, `£430k`, `£950`.
    pub fn spoken(&self, money: Money) -> String {
        let sign = if money.is_negative() { "−" } else { "" };
        let size = money.abs();
        let pence = size.pence();
        let said = if pence >= 100_000_000 {
            format!("{}m", rounded(size, 100_000_000, if pence % 100_000_000 == 0 { 0 } else { 2 }))
        } else if pence >= 1_000_000 {
            format!("{}k", rounded(size, 100_000, usize::from(pence % 100_000 != 0)))
        } else {
            size.grouped()
        };
        format!("{sign}{}{said}", self.symbol)
    }
}

/// Money in units of `pence_per_unit` with so many decimals, half away from nothing, grouped.
fn rounded(money: Money, pence_per_unit: i128, decimals: usize) -> String {
    let scale = 10_i128.pow(decimals as u32);
    let scaled = (money.pence().abs() * scale + pence_per_unit / 2) / pence_per_unit;
    let sign = if money.is_negative() { "−" } else { "" };
    let whole = Money::from_pence(scaled / scale * 100).grouped();
    if decimals == 0 {
        return format!("{sign}{whole}");
    }
    format!("{sign}{whole}.{:0decimals$}", scaled % scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(unit: ReportUnit) -> Figures {
        Figures { symbol: "£".to_owned(), unit }
    }

    #[test]
    fn tables_round_and_keep_the_sign_of_what_is_not_nothing() {
        let thousands = figures(ReportUnit::Thousands);
        assert_eq!(thousands.table(Money::from_pence(305_850_000)), "3,058.5");
        assert_eq!(thousands.table(Money::from_pence(-1)), "−0.0");
        assert_eq!(thousands.table_signed(Money::ZERO), "0.0");
        assert_eq!(thousands.short(Money::from_pence(305_850_000)), "3,059");
        assert_eq!(figures(ReportUnit::Millions).table(Money::from_pence(305_850_000)), "3.06");
        assert_eq!(figures(ReportUnit::Units).table(Money::from_pence(305_850_050)), "3,058,500.50");
    }

    #[test]
    fn sentences_are_short_and_exact_amounts_are_whole() {
        let thousands = figures(ReportUnit::Thousands);
        assert_eq!(thousands.spoken(Money::from_pence(338_000_000)), "£3.38m");
        assert_eq!(thousands.spoken(Money::from_pence(43_000_000)), "£430k");
        assert_eq!(thousands.spoken(Money::from_pence(-1_850_000)), "−£18.5k");
        assert_eq!(thousands.full(Money::from_pence(-1_850_050)), "−£18,500.50");
    }
}
