//! The commands as people and CI call them: the real program, its streams and its exit status.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod baseline;
mod check;
mod diff;
mod git;
mod hostile;
mod in_ci;
mod log;
mod merge;
mod ratchet;
mod repository;
mod run;
mod show;
mod theme;
mod why;
mod write;
