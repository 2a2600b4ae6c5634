//! Money as people read it: with the sign of its currency, in the unit that the plan reports in.

use crate::plan::{Plan, ReportUnit};
use crate::units::Money;

/// How a plan's money is written.
#[derive(Debug, Clone)]
pub struct Figures {
    sign: String,
    unit: ReportUnit,
}

impl Figures {
    /// As the plan wants it.
    pub fn of(plan: &Plan) -> Self {
        let sign = match plan.currency.as_str() {
            "GBP" => "£".to_owned(),
            "EUR" => "€".to_owned(),
            "USD" => "$".to_owned(),
            "JPY" => "¥".to_owned(),
            other => format!("{} ", crate::display::harmless(other)),
        };
        Self { sign, unit: plan.reports_in }
    }

    /// Whole amounts with their sign: `£18,500`, `−£0.50`.
    pub fn full(&self, money: Money) -> String {
        let minus = if money.is_negative() { "\u{2212}" } else { "" };
        format!("{minus}{}{}", self.sign, money.abs().grouped())
    }

    /// The sign of the currency, for a heading.
    pub fn currency(&self) -> String {
        self.sign.trim_end().to_owned()
    }

    /// To the penny, without a sign of currency: `18,500.00`.
    pub fn exact(money: Money) -> String {
        let text = money.grouped();
        if text.contains('.') { text } else { text + ".00" }
    }

    /// In the plan's unit, rounded half to even for show: `18.5` of thousands.
    pub fn short(&self, money: Money) -> String {
        let (unit, decimals) = match self.unit {
            ReportUnit::Units => return money.grouped(),
            ReportUnit::Thousands => (10_000, 1),
            ReportUnit::Millions => (1_000_000, 2),
        };
        let pence = money.pence();
        let (whole, rest) = (pence.div_euclid(unit), pence.rem_euclid(unit));
        let up = rest * 2 > unit || (rest * 2 == unit && whole % 2 != 0);
        let rounded = whole + i128::from(up);
        let power = 10_i128.pow(decimals);
        let minus = if rounded < 0 { "\u{2212}" } else { "" };
        let magnitude = rounded.abs();
        let whole = Money::from_pence(magnitude / power * 100).grouped();
        format!("{minus}{whole}.{:0width$}", magnitude % power, width = decimals as usize)
    }

    /// The unit of [`Self::short`] for a heading: `£k`.
    pub fn unit(&self) -> String {
        let sign = self.sign.trim_end();
        match self.unit {
            ReportUnit::Units => sign.to_owned(),
            ReportUnit::Thousands => format!("{sign}k"),
            ReportUnit::Millions => format!("{sign}m"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_rounded_half_to_even_for_show_only() {
        let figures = Figures { sign: "£".to_owned(), unit: ReportUnit::Thousands };
        for (pence, short) in [
            (39_000_000, "390.0"),
            (5_000, "0.0"),
            (15_000, "0.2"),
            (-5_001, "−0.1"),
            (-172_155_000, "−1,721.6"),
            (-4_000, "0.0"),
        ] {
            assert_eq!(figures.short(Money::from_pence(pence)), short, "{pence}");
        }
        assert_eq!(figures.full(Money::from_pence(-1_850_000)), "−£18,500");
        assert_eq!(Figures::exact(Money::from_pence(1_850_000)), "18,500.00");
        assert_eq!(figures.unit(), "£k");
    }

    #[test]
    fn millions_have_two_decimals() {
        let figures = Figures { sign: "€".to_owned(), unit: ReportUnit::Millions };
        assert_eq!(figures.short(Money::from_pence(12_345_678_900)), "123.46");
        assert_eq!(figures.unit(), "€m");
    }
}
