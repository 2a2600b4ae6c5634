//! What comes out of a spreadsheet: text in, cells, what the columns are taken for, and the initiatives that the rows make.
//!
//! Pure functions; nothing is written here. What cannot be understood is said with a remedy and left out.

mod cells;
mod guess;
mod meaning;
mod rows;
mod value;

pub use cells::{MOST_ROWS, Sheet, sheet};
pub use guess::{Guess, guess};
pub use meaning::{Column, Meaning, Sum, offered};
pub use rows::{Fault, Options, Reading, RowRead, change, read};
pub use value::{as_typed, is_figure_or_day};
