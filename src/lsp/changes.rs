//! From one text to another in small edits: only what differs of the lines that do.

use std::time::{Duration, Instant};

use gen_lsp_types as lsp;
use similar::{Algorithm, DiffTag, capture_diff_slices_deadline};

use super::look::Look;
use crate::document::changed;

/// So long the smallest edits are sought; after that larger ones will do.
const PATIENCE: Duration = Duration::from_millis(200);

/// The edits that make another text of this one, so that marks, folds and places in lines that stay stay too.
pub(super) fn edits(look: &Look<'_>, after: &str) -> Vec<lsp::TextEdit> {
    let before = look.text();
    let Some((old, new)) = changed(before, after) else { return Vec::new() };
    // The stretch that differs, in whole lines.
    let begin = before[..old.start].rfind('\n').map_or(0, |at| at + 1);
    let tail = before[old.end..].find('\n').map_or(before.len() - old.end, |at| at + 1);
    let lead = old.start - begin;
    let (was, is) =
        (&before[begin..old.end + tail], &after[new.start - lead..(new.end + tail).min(after.len())]);
    let (was_lines, is_lines): (Vec<&str>, Vec<&str>) =
        (was.split_inclusive('\n').collect(), is.split_inclusive('\n').collect());
    let starts = |lines: &[&str], from: usize| {
        let ends = lines.iter().scan(from, |at, line| {
            *at += line.len();
            Some(*at)
        });
        std::iter::once(from).chain(ends).collect::<Vec<usize>>()
    };
    let (was_at, is_at) = (starts(&was_lines, begin), starts(&is_lines, 0));
    let mut edits = Vec::new();
    let deadline = Some(Instant::now() + PATIENCE);
    for op in capture_diff_slices_deadline(Algorithm::Patience, &was_lines, &is_lines, deadline) {
        let (tag, old, new) = op.as_tag_tuple();
        if tag == DiffTag::Equal {
            continue;
        }
        // Lines against lines where there are as many, else all of them against all.
        let pairs: Vec<_> = if old.len() == new.len() {
            old.zip(new).map(|(old, new)| (old..old + 1, new..new + 1)).collect()
        } else {
            vec![(old, new)]
        };
        for (old, new) in pairs {
            let (from, text) = (was_at[old.start], &is[is_at[new.start]..is_at[new.end]]);
            if let Some((gone, put)) = changed(&before[from..was_at[old.end]], text) {
                let range = look.range(&(from + gone.start..from + gone.end));
                edits.push(lsp::TextEdit { range, new_text: text[put].to_owned() });
            }
        }
    }
    edits
}
