//! The language server as editors drive it: the real program over its streams, and the real client of Neovim.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod client;
mod hostile;
mod life;
mod neovim;
mod schema;
mod speed;
mod typing;
