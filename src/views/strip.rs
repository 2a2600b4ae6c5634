//! The money strip: what one envelope has spent so far in each financial year, against what that year allows.
//!
//! Envelopes are annual, so the ramp begins again with each year, and it crosses the year's line exactly when the money
//! runs out. An envelope without yearly limits is drawn against its whole-life cap, and never begins again.

use std::cmp::Reverse;

use crate::analysis::Analysis;
use crate::money::{Cell, EnvelopeFigures, MonthlySpend, State, TotalCell};
use crate::plan::EnvelopeIx;
use crate::units::{Day, FinancialYear, Money, Month, YearStart};
use crate::views::scale::TimeScale;

/// One envelope along the time axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Strip {
    /// Which envelope.
    pub envelope: EnvelopeIx,
    /// Its years.
    pub years: Vec<StripYear>,
    /// The whole-life check.
    pub total: TotalCell,
    /// Whether it has yearly limits; otherwise the ramp runs through to the whole-life cap.
    pub yearly: bool,
    /// The lowest and the highest figure that there is to show; nothing lies between them at least.
    pub range: (Money, Money),
    /// What has been spent up to the beginning of each month, from the first to the month after the last.
    so_far: Vec<Money>,
    spend: MonthlySpend,
    first: Month,
    starts: YearStart,
}

/// One year of an envelope.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StripYear {
    /// Which year.
    pub year: FinancialYear,
    /// Its reconciliation.
    pub cell: Cell,
    /// The most that may be spent: spend and headroom together; `None` without a yearly limit.
    pub limit: Option<Money>,
    /// The first day whose end is above the line: the money runs out on it.
    pub runs_out: Option<Day>,
}

/// One column of the strip on a time axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StripColumn {
    /// Spend up to the last day that it shows.
    pub spent: Money,
    /// The line there.
    pub limit: Option<Money>,
    /// Whether it lies above the line in a year that ends over it.
    pub over: bool,
}

/// An envelope along the time axis; `None` when it has no figures. `before` is the strip of another revision, of which what
/// did not change is taken over.
pub fn strip(
    analysis: &Analysis,
    envelope: EnvelopeIx,
    before: Option<(&Analysis, &Strip)>,
) -> Option<Strip> {
    let figures = figures_of(analysis, envelope)?;
    let years: Vec<StripYear> = analysis
        .money
        .years
        .iter()
        .zip(&figures.years)
        .map(|(year, cell)| StripYear {
            year: *year,
            cell: *cell,
            limit: cell.headroom.map(|headroom| cell.spend + headroom),
            runs_out: None,
        })
        .collect();
    let yearly = years.iter().any(|year| year.limit.is_some());
    let spend = match before.filter(|(_, strip)| strip.envelope == envelope) {
        Some((other, strip)) => strip.spend.again(other.revision(), analysis.revision()),
        None => MonthlySpend::of(analysis.revision(), envelope),
    };
    let monthly = spend.months(&analysis.money);
    let first = monthly.first().map_or(analysis.schedule.start.month(), |(month, _)| *month);
    let mut so_far = vec![Money::ZERO];
    for (at, (_, spend)) in monthly.iter().enumerate() {
        so_far.push(so_far[at] + *spend);
    }
    let starts = analysis.plan.year_start;
    let range = (Money::ZERO, Money::ZERO);
    let total = figures.total;
    let mut strip = Strip { envelope, years, total, yearly, range, so_far, spend, first, starts };
    strip.range = strip.reach();
    for at in 0..strip.years.len() {
        strip.years[at].runs_out = strip.out_in(&strip.years[at]);
    }
    Some(strip)
}

/// The figures of an envelope.
pub fn figures_of(analysis: &Analysis, envelope: EnvelopeIx) -> Option<&EnvelopeFigures> {
    analysis.money.envelopes.iter().find(|it| it.envelope == envelope)
}

impl Strip {
    /// What is spent up to a day: since its financial year began, or since ever where no year has a limit.
    pub fn spent(&self, day: Day) -> Money {
        if self.yearly {
            self.since(FinancialYear::of(day, self.starts).first_day(), day)
        } else {
            self.before(day)
        }
    }

    /// What is spent from one day up to another.
    pub fn since(&self, from: Day, to: Day) -> Money {
        self.before(to) - self.before(from)
    }

    /// The line at a day.
    pub fn limit(&self, day: Day) -> Option<Money> {
        if !self.yearly {
            return self.total.headroom.map(|headroom| self.total.spend + headroom);
        }
        let year = FinancialYear::of(day, self.starts);
        self.years.iter().find(|it| it.year == year).and_then(|it| it.limit)
    }

    /// The lowest and the highest figure that the strip has to show; nothing lies between them at least.
    fn reach(&self) -> (Money, Money) {
        let months = 1..self.so_far.len();
        let ends = months.map(|at| {
            let end = self.first.plus(at as i32).first_day();
            self.spent(end.previous()) + self.since(end.previous(), end)
        });
        let limits = self.years.iter().filter_map(|year| self.limit(year.year.first_day()));
        let all = ends.chain(limits).chain([Money::ZERO]);
        all.fold((Money::ZERO, Money::ZERO), |(low, high), it| (low.min(it), high.max(it)))
    }

    /// The first day whose end is above the line in a year that is over.
    fn out_in(&self, of: &StripYear) -> Option<Day> {
        of.cell.headroom.filter(|headroom| headroom.is_negative())?;
        let begin = of.year.first_day();
        let limit = self.limit(begin).filter(|limit| *limit >= Money::ZERO)?;
        let above = |day: Day| self.since(begin, day.next()) > limit;
        // Within a month spend runs straight, so that only a month with an end above the line is searched.
        (0..12).map(|nth| begin.month().plus(nth)).find_map(|month| {
            let (first, last) = (month.first_day(), month.plus(1).first_day().previous());
            let searched = above(first) || above(last);
            (0..i64::from(month.days())).map(|nth| first.plus_days(nth)).find(|day| searched && above(*day))
        })
    }

    /// Whether the year of a day ends over its line (of an envelope with one total for all years, whether that does). Before
    /// its end a year may lie above its line and come back: one that requires a saving always does.
    fn ends_over(&self, day: Day) -> bool {
        let headroom = if self.yearly {
            let year = FinancialYear::of(day, self.starts);
            self.years.iter().find(|it| it.year == year).and_then(|it| it.cell.headroom)
        } else {
            self.total.headroom
        };
        headroom.is_some_and(Money::is_negative)
    }

    /// What the columns of a time axis show, from the left; `None` outside the years.
    pub fn columns(&self, scale: &TimeScale) -> Vec<Option<StripColumn>> {
        let (Some(first), Some(last)) = (self.years.first(), self.years.last()) else { return Vec::new() };
        let (first, end) = (first.year.first_day(), last.year.end());
        let days = scale.edges();
        let columns = days.windows(2).map(|cell| {
            // The last day that the column shows: what is spent up to its end.
            let (from, day) = (cell[0], cell[1].previous().max(cell[0]));
            if day < first || from >= end {
                return None;
            }
            let day = day.min(end.previous());
            let (spent, limit) = (self.spent(day) + self.since(day, day.next()), self.limit(day));
            let over = self.ends_over(day) && limit.is_some_and(|limit| spent > limit);
            Some(StripColumn { spent, limit, over })
        });
        columns.collect()
    }

    /// All that is spent before a day; within a month it grows by days.
    fn before(&self, day: Day) -> Money {
        let month = day.month();
        let at = month.number() - self.first.number();
        if at < 0 {
            return Money::ZERO;
        }
        let at = at as usize;
        let Some(next) = self.so_far.get(at + 1) else {
            return self.so_far.last().copied().unwrap_or_default();
        };
        let into = i128::from(day.since(month.first_day()));
        let spend = (*next - self.so_far[at]).pence();
        self.so_far[at] + Money::from_pence(spend * into / i128::from(month.days()))
    }
}

/// The envelope and year in question: the worst state, and within it the least headroom for its size.
pub fn worst(analysis: &Analysis) -> Option<(EnvelopeIx, usize)> {
    let cells = analysis.money.envelopes.iter().flat_map(|figures| {
        figures.years.iter().enumerate().map(move |(year, cell)| (figures.envelope, year, cell))
    });
    let found = cells
        .filter(|(_, _, cell)| !(cell.spend.is_zero() && cell.state == State::Within))
        .min_by_key(|(envelope, year, cell)| (Reverse(cell.state), room(cell), *envelope, *year))
        .map(|(envelope, year, _)| (envelope, year));
    found.or_else(|| analysis.money.envelopes.first().map(|figures| (figures.envelope, 0)))
}

/// Headroom for its size, in thousandths: below nothing in absolute pence, so that the largest breach comes first.
fn room(cell: &Cell) -> i128 {
    let Some(headroom) = cell.headroom else { return i128::MAX };
    if headroom.is_negative() {
        return headroom.pence();
    }
    let size = (cell.spend + headroom).abs().max(cell.spend.abs()).pence();
    headroom.pence().saturating_mul(1_000) / size.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Options, analyse};
    use crate::document::{Document, Source};
    use crate::views::scale::Zoom;

    /// The columns of one envelope of a plan of 2027/28, a month each.
    fn columns(allowed: i64, cashable: i64) -> Vec<StripColumn> {
        let text = format!(
            "[plan]\nstart = 2027-04-01\nend = 2028-03-31\n[envelope.r]\npays = [\"recurrent\"]\n\
             year.2027-28 = {allowed}\n[initiative.a]\nstart = 2027-04-01\nduration = \"1 day\"\n\
             benefit.b = {{ cashable = {cashable}, per = \"year\", from = 2027-04-01 }}\n"
        );
        let options = Options { case: None, today: Day::new(2027, 4, 1).expect("a day") };
        let analysis = analyse(&Document::new(Source::new("plan.toml", text)), &options);
        let strip =
            strip(&analysis, analysis.plan.envelope("r").expect("it is there"), None).expect("it has years");
        let begin = strip.years[0].year.first_month();
        let scale = TimeScale::zoomed(Zoom::Fit, begin.first_day(), begin, begin.plus(12), 12);
        strip.columns(&scale).into_iter().flatten().collect()
    }

    #[test]
    fn a_required_saving_that_is_reached_by_the_end_of_the_year_is_not_over_before() {
        // £1,200 a year is £100 a month: after April £1,100 are still missing, at the end nothing.
        let held = columns(-1_200, 1_200);
        assert!(held.iter().all(|column| !column.over), "{held:?}");
        assert!(held.first().is_some_and(|column| column.limit.is_some_and(|limit| column.spent > limit)));
        let missed = columns(-1_300, 1_200);
        assert!(missed.iter().all(|column| column.over), "{missed:?}");
    }
}
