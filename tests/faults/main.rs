//! What happens to a plan when the system fails: calls that fail or lie, signals, full disks, folders and files that others own.
//!
//! Each test is a table. What a machine cannot do (trace, mount, be somebody else) is skipped with a line that says so.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![cfg(target_os = "linux")]

mod calls;
mod command;
mod places;
mod screen;
#[path = "../e2e/terminal.rs"]
#[expect(dead_code, reason = "the tests of the planner use more of it")]
mod terminal;
