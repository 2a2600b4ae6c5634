//! Where two texts differ, block by block: for texts with many small differences far apart.

use std::ops::Range;

use memchr::memchr_iter;

use super::changed;

/// A stretch shorter than this is one difference.
const SHORT: usize = 4_096;

/// A place in which two texts differ: its bytes in the earlier one, and in the later one.
pub(super) type Place = (Range<usize>, Range<usize>);

/// The places in which two texts differ, in each of them and in order: each block (from a header to the next) that is not
/// the same in both. Not the fewest, but found by going through both once.
pub(super) fn differing(old: &str, new: &str) -> Vec<Place> {
    let Some((was, is)) = changed(old, new) else { return Vec::new() };
    if was.len().max(is.len()) < SHORT {
        return vec![(was, is)];
    }
    let (before, after) = (blocks(old, was), blocks(new, is));
    let same = |one: usize, other: usize| match (before.get(one), after.get(other)) {
        (Some(one), Some(other)) => old[one.clone()] == new[other.clone()],
        (None, _) | (_, None) => false,
    };
    let (mut found, mut one, mut other) = (Vec::new(), 0, 0);
    while one < before.len() || other < after.len() {
        if same(one, other) {
            (one, other) = (one + 1, other + 1);
            continue;
        }
        // What comes next tells whether a block came, went, or became another one.
        let (gone, come) = if same(one, other + 1) {
            (0, 1)
        } else if same(one + 1, other) {
            (1, 0)
        } else {
            (usize::from(one < before.len()), usize::from(other < after.len()))
        };
        let span = |blocks: &[Range<usize>], at: usize, many: usize, end: usize| {
            let start = blocks.get(at).map_or(end, |block| block.start);
            start..if many == 0 { start } else { blocks[at].end }
        };
        let ends = (before.last().map_or(0, |it| it.end), after.last().map_or(0, |it| it.end));
        add(&mut found, (span(&before, one, gone, ends.0), span(&after, other, come, ends.1)));
        (one, other) = (one + gone, other + come);
    }
    found.into_iter().filter_map(|(was, is)| trimmed(old, new, (was, is))).collect()
}

/// A place without what is the same at both its ends: the header of a block that became another one stays outside.
fn trimmed(old: &str, new: &str, (was, is): Place) -> Option<Place> {
    let (gone, come) = changed(&old[was.clone()], &new[is.clone()])?;
    Some((was.start + gone.start..was.start + gone.end, is.start + come.start..is.start + come.end))
}

/// Adds a place, to the one before when they touch.
fn add(found: &mut Vec<Place>, (was, is): Place) {
    match found.last_mut() {
        Some((span, put)) if span.end == was.start && put.end == is.start => {
            (span.end, put.end) = (was.end, is.end);
        }
        Some(_) | None => found.push((was, is)),
    }
}

/// A stretch of a text cut before each line that begins with a bracket.
fn blocks(text: &str, stretch: Range<usize>) -> Vec<Range<usize>> {
    let mut start = stretch.start;
    let bytes = &text.as_bytes()[stretch.clone()];
    let cuts = memchr_iter(b'[', bytes).filter(|at| at.checked_sub(1).is_some_and(|end| bytes[end] == b'\n'));
    let cuts = cuts.map(|at| stretch.start + at);
    let mut found = Vec::new();
    for cut in cuts.chain([stretch.end]) {
        if cut > start {
            found.push(start..cut);
            start = cut;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_new_text_is_the_old_one_with_the_places_put_in() {
        let text = |ids: &[(u32, u32)]| {
            ids.iter().fold(String::from("# head\n"), |text, (id, value)| {
                text + &format!("[a.b{id}]\nx = {value}\ny = \"{}\"\n", "long ".repeat(60))
            })
        };
        let all: Vec<(u32, u32)> = (0..60).map(|id| (id, 1)).collect();
        let mut changed = all.clone();
        (changed[3].1, changed[50].1) = (2, 2);
        changed.remove(20);
        changed.insert(40, (99, 1));
        for (old, new) in
            [(text(&all), text(&changed)), (text(&changed), text(&all)), (text(&all), text(&all[..5]))]
        {
            let places = differing(&old, &new);
            let mut made = old.clone();
            for (span, put) in places.iter().rev() {
                made.replace_range(span.clone(), &new[put.clone()]);
            }
            assert_eq!(made, new);
            assert!(places.len() <= 4);
        }
        assert_eq!(differing(&text(&all), &text(&changed)).len(), 4);
    }
}
