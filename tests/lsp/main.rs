//! The language server as editors drive it: the real program over its streams, and real editors.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod client;
#[cfg(unix)]
mod editor;
#[cfg(unix)]
mod emacs;
mod hostile;
mod life;
#[cfg(unix)]
mod neovim;
mod schema;
mod speed;
mod typing;
#[cfg(unix)]
mod vscode;
