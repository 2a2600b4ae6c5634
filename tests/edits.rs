//! Edits of text: awkward fixtures written by hand, and properties over hostile layouts.

#[path = "edits/acts.rs"]
mod acts;
#[path = "edits/again.rs"]
mod again;
#[path = "edits/blocks.rs"]
mod blocks;
#[path = "edits/check.rs"]
mod check;
#[path = "edits/copies.rs"]
mod copies;
#[path = "edits/fixtures.rs"]
mod fixtures;
#[path = "edits/hostile.rs"]
mod hostile;
#[path = "edits/names.rs"]
mod names;
#[path = "edits/oracle.rs"]
mod oracle;
#[path = "edits/properties.rs"]
mod properties;
#[path = "edits/random_acts.rs"]
mod random_acts;
#[path = "edits/renames.rs"]
mod renames;
#[path = "edits/sums.rs"]
mod sums;
