//! Quantities with their unit in the type: money, percents, days, months, financial years, durations.
//!
//! Nothing here reads a file, a clock or an environment; no float touches any of them.
#![deny(clippy::float_arithmetic)]

mod day;
mod duration;
mod money;
mod percent;
mod year;

pub use day::{Day, Month};
pub use duration::{Duration, Offset, TimeUnit};
pub use money::{Money, parse_amount};
pub use percent::Percent;
pub use year::{FinancialYear, YearStart};
