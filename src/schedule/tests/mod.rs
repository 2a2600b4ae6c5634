//! The rules of the schedule, each as a table worked by hand.

mod links;
mod sketch;

use sketch::sketch;
