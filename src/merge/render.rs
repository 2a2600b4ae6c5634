//! The merged text written out, with markers of whole lines round what the sides dispute.

use super::blocks::Unit;
use super::piece::{Clash, Piece};
use crate::display::harmless;

/// How the three versions are called in markers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    /// The common ancestor.
    pub base: String,
    /// The version that is merged into.
    pub ours: String,
    /// The version that is merged.
    pub theirs: String,
}

impl Default for Names {
    fn default() -> Self {
        Self { base: "base".to_owned(), ours: "ours".to_owned(), theirs: "theirs".to_owned() }
    }
}

/// The text as ours has it wherever the sides disagree.
pub(super) fn ours(units: &[Unit], tail: &str) -> String {
    join(units, tail, |piece| piece.of_ours().to_owned())
}

/// The text as theirs has it wherever the sides disagree.
pub(super) fn theirs(units: &[Unit], tail: &str) -> String {
    join(units, tail, |piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Clash(clash) => clash.theirs.clone(),
    })
}

/// The text with markers.
pub(super) fn marked(units: &[Unit], tail: &str, names: &Names, size: usize) -> String {
    join(units, tail, |piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Clash(clash) => markers(clash, names, size),
    })
}

/// The text of all parts, each piece written as `of` says.
pub(super) fn join(units: &[Unit], tail: &str, mut of: impl FnMut(&Piece) -> String) -> String {
    let mut out = String::new();
    for (at, unit) in units.iter().enumerate() {
        ended(&mut out);
        // Nothing stands before the first part of a text; another part does when it comes first.
        let space =
            if at > 0 && unit.before.is_empty() && first_of_a_text(units, at) { "\n" } else { &unit.before };
        out.push_str(space);
        for piece in &unit.pieces {
            let text = of(piece);
            if !text.is_empty() {
                ended(&mut out);
                out.push_str(&text);
            }
        }
    }
    if !tail.is_empty() {
        ended(&mut out);
        out.push_str(tail);
    }
    out
}

/// Whether a part without a blank line before it needs one, since others have.
fn first_of_a_text(units: &[Unit], at: usize) -> bool {
    let others = units[1..].iter().filter(|unit| !unit.before.is_empty()).count();
    others * 2 >= units.len() - 1 && at < 3
}

/// Ends the last line.
fn ended(out: &mut String) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

pub(super) fn markers(clash: &Clash, names: &Names, size: usize) -> String {
    let mut out = String::new();
    let mut mark = |sign: char, label: &str, text: &str| {
        out.extend(std::iter::repeat_n(sign, size));
        if !label.is_empty() {
            out.push(' ');
            out.push_str(&harmless(label));
        }
        out.push('\n');
        out.push_str(text);
        ended(&mut out);
    };
    mark('<', &format!("{}: {}", names.ours, clash.what), &clash.ours);
    mark('|', &names.base, &clash.base);
    mark('=', "", &clash.theirs);
    mark('>', &names.theirs, "");
    out
}
