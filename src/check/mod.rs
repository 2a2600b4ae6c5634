//! Questions about a computed plan, each answered with its why: what breaks, what drives a date, what sums to a cell,
//! which single move mends it, what a gate can still stop.
//!
//! Pure functions over plan, schedule and money; words and layout are left to the doors.

mod breach;
mod cell;
mod chain;
mod gates;
mod ways;

pub use breach::{Breach, breaches};
pub use cell::{CellLine, Side, cell_lines};
pub use chain::{Because, Item, Step, chain};
pub use gates::{Committed, Freed, GateStanding, gates};
pub use ways::{Effort, Move, Way, ways_back};
