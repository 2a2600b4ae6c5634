//! The rules of the schedule, each as a table worked by hand; published networks; properties of random plans.

mod answers;
mod cycles;
mod links;
mod networks;
mod properties;
mod rules;
mod sketch;
mod slack;

use sketch::{Sketch, day, sketch};
