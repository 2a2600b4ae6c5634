//! The planner in a real pseudo-terminal, as a person has it: keys in, the screen read back, the file and git afterwards.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![cfg(unix)]

mod changes;
mod crashed;
mod forms;
mod from_blank;
mod hand;
mod journal;
mod many;
mod mergetool;
mod northmere;
mod numbers;
mod outside;
mod pastes;
mod planner;
mod plans;
mod room;
mod scenarios;
mod storms;
#[allow(dead_code, reason = "the tests of faults use the rest of it")]
mod terminal;
mod typed;
mod workshop;
