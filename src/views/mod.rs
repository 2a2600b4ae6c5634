//! What a reader sees, as plain data: no cells, no pixels, no colours, so that screen, text and picture agree.

pub mod apart;
pub mod changes;
pub mod choosing;
pub mod columns;
pub mod decisions;
pub mod delta;
pub mod figures;
pub mod filter;
pub mod followers;
pub mod history;
pub mod lines;
pub mod look;
pub mod money;
pub mod network;
pub mod roadmap;
pub mod scale;
pub mod scenarios;
pub mod standing;
pub mod strip;
pub mod table;
pub mod unpriced;
