//! The planner in a real pseudo-terminal, as a person has it: keys in, the screen read back, the file and git afterwards.
#![cfg(unix)]

mod planner;
mod terminal;
