//! The filter: which initiatives are meant, in one line that every view understands.
//!
//! ```text
//! stage:small owner:customer cost>100k critical over
//! ```
//!
//! Words are all to hold; `or` begins another group; `-` before a word turns it round; commas part what may stand in a
//! field. A word of the table ([`Flag`]) means what it says there; any other is looked for in title, id, code, owner,
//! tags and stage, and in quotes always. What cannot be understood is said with its place, and the rest counts.

mod complete;
mod passes;
mod read;
mod words;

use std::ops::Range;

use crate::units::{Day, Money, YearStart};

pub use complete::{Completion, completions};
pub use words::{Dates, Flag, Lengths, Numbers, Sums, Texts, offered};

/// What the reading of a filter has to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beside {
    /// When financial years begin.
    pub year_start: YearStart,
    /// Today, for `start<+6m` and `now`.
    pub today: Day,
}

/// Which initiatives are meant.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Filter {
    /// One of these groups must hold, with all that is in it; none: all initiatives.
    groups: Vec<Vec<Term>>,
    /// What could not be understood.
    pub faults: Vec<Fault>,
}

/// A part of a filter that could not be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Which bytes.
    pub span: Range<usize>,
    /// What is wanted instead, as a sentence without a full stop.
    pub message: String,
}

/// One word of a filter.
#[derive(Debug, Clone, PartialEq)]
struct Term {
    /// Whether it must not hold.
    not: bool,
    test: Test,
}

/// What a word asks.
#[derive(Debug, Clone, PartialEq)]
enum Test {
    /// A text anywhere; lower case.
    Anywhere(String),
    Flag(Flag),
    /// One of some texts in a field; lower case. `None`: nothing stands there.
    Text(Texts, Compare, Vec<Option<String>>),
    Sum(Sums, Compare, Vec<Money>),
    /// Half-open ranges of days.
    Date(Dates, Compare, Vec<Option<(Day, Day)>>),
    /// Days.
    Length(Lengths, Compare, Vec<i64>),
    /// Hundredths.
    Number(Numbers, Compare, Vec<i64>),
    /// Money in one of these ranges of days.
    Year(Compare, Vec<(Day, Day)>),
}

/// How a field is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Compare {
    /// `:`: holds, lies in.
    Has,
    /// `=`
    Is,
    /// `!=`
    IsNot,
    /// `<`
    Under,
    /// `<=`
    AtMost,
    /// `>`
    Over,
    /// `>=`
    AtLeast,
}

impl Compare {
    /// Whether a number stands so beside another.
    fn holds<T: PartialOrd>(self, one: &T, other: &T) -> bool {
        match self {
            Self::Has | Self::Is => one == other,
            Self::IsNot => one != other,
            Self::Under => one < other,
            Self::AtMost => one <= other,
            Self::Over => one > other,
            Self::AtLeast => one >= other,
        }
    }
}

impl Filter {
    /// Reads a filter; never fails, see [`Filter::faults`].
    pub fn read(text: &str, beside: Beside) -> Self {
        read::read(text, beside)
    }

    /// Whether it asks for nothing, so that all initiatives pass.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }
}

#[cfg(test)]
mod tests;
