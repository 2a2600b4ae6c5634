//! milepost: a planner in the terminal that says, at every edit, whether a staged roadmap is affordable.
//!
//! Data flows one way: texts, document, plan, schedule, money, views, screens. `docs/architecture.md` has the map.

pub mod analysis;
pub mod check;
pub mod cli;
pub mod config;
pub mod content;
pub mod diagnostic;
pub mod diff;
pub mod display;
pub mod document;
pub mod edit;
pub mod git;
pub mod import;
pub mod keys;
pub mod lsp;
pub mod merge;
pub mod money;
pub mod plan;
pub mod revise;
pub mod schedule;
pub mod session;
pub mod store;
pub mod theme;
pub mod tui;
pub mod units;
pub mod views;
