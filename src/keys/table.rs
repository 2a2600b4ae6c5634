//! The tables themselves: what DESIGN and FORMAT call the format, as data.

use super::{Key, Table};

mod estate;
mod initiative;
mod money;
mod plan;

/// Every table of the format, the top first.
pub(super) const TABLES: &[Table] = &[
    plan::TOP,
    plan::PLAN,
    plan::ASSUMPTIONS,
    plan::OPTIMISM_BIAS,
    plan::STAGE,
    plan::GATE,
    initiative::INITIATIVE,
    initiative::COST,
    initiative::BENEFIT,
    initiative::SHIFT,
    initiative::ACTUAL,
    money::ENVELOPE,
    money::RESERVE,
    money::BORROWING,
    money::CONFIRMED,
    estate::TECHNOLOGY,
    estate::CHANNEL,
    estate::PARTNER,
    estate::RISK,
    estate::MEASURE,
    plan::CASE,
    plan::SCENARIO,
];

/// A key without a default.
const fn key(name: &'static str, ty: super::Type, doc: &'static str) -> Key {
    Key { name, ty, default: "", doc, counts: true }
}

impl Key {
    /// The same with a default.
    const fn or(self, default: &'static str) -> Self {
        Self { default, ..self }
    }

    /// The same, read and kept, and not counted yet.
    const fn later(self) -> Self {
        Self { counts: false, ..self }
    }
}

/// How often money recurs.
const PERIODS: &[&str] = &["year", "quarter", "month", "week"];
/// The kinds of cost.
const KINDS: &[&str] = &["capital", "one-off", "recurrent"];
