//! The commands as people and CI call them: the real program, its streams and its exit status.

mod check;
mod hostile;
mod run;
mod show;
mod why;
mod write;
