//! Edits of text: awkward fixtures written by hand, and properties over hostile layouts.

#[path = "edits/fixtures.rs"]
mod fixtures;
