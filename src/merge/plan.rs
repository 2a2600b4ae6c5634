//! The order of what is put together: ours, with what only theirs has beside its neighbour there.

use std::collections::BTreeMap;

/// One thing, and where it stands in each of the three versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot {
    pub base: Option<usize>,
    pub ours: Option<usize>,
    pub theirs: Option<usize>,
}

/// Puts three lists of keys, each without a repetition, in one order.
///
/// What stands in ours has the order of ours. Anything else of theirs follows its nearest neighbour before it in theirs
/// that ours has as well, and behind that what only ours has there, as long as `passes` lets it (ours, theirs).
pub(super) fn plan<K: Ord>(
    base: &[K],
    ours: &[K],
    theirs: &[K],
    passes: impl Fn(usize, usize) -> bool,
) -> Vec<Slot> {
    let (in_base, in_ours, in_theirs) = (places(base), places(ours), places(theirs));
    // What follows each of ours; the first entry: what comes before all.
    let mut behind: Vec<Vec<usize>> = vec![Vec::new(); ours.len() + 1];
    let mut anchor = 0;
    for (at, key) in theirs.iter().enumerate() {
        if let Some(found) = in_ours.get(key) {
            anchor = found + 1;
            continue;
        }
        let only_ours = |key: &K| !in_base.contains_key(key) && !in_theirs.contains_key(key);
        while anchor < ours.len() && only_ours(&ours[anchor]) && passes(anchor, at) {
            anchor += 1;
        }
        behind[anchor].push(at);
    }
    let theirs_only =
        |at: &usize| Slot { base: in_base.get(&theirs[*at]).copied(), ours: None, theirs: Some(*at) };
    let mut slots: Vec<Slot> = behind[0].iter().map(theirs_only).collect();
    for (at, key) in ours.iter().enumerate() {
        slots.push(Slot {
            base: in_base.get(key).copied(),
            ours: Some(at),
            theirs: in_theirs.get(key).copied(),
        });
        slots.extend(behind[at + 1].iter().map(theirs_only));
    }
    slots
}

fn places<K: Ord>(keys: &[K]) -> BTreeMap<&K, usize> {
    keys.iter().enumerate().map(|(at, key)| (key, at)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(base: &str, ours: &str, theirs: &str) -> String {
        let keys = |text: &str| -> Vec<char> { text.chars().collect() };
        let (base, ours, theirs) = (keys(base), keys(ours), keys(theirs));
        let slots = plan(&base, &ours, &theirs, |_, _| true);
        slots
            .iter()
            .map(|slot| slot.ours.map_or_else(|| theirs[slot.theirs.unwrap()], |at| ours[at]))
            .collect()
    }

    #[test]
    fn what_theirs_added_follows_its_neighbour_and_what_ours_added_there() {
        assert_eq!(order("abc", "abc", "abxc"), "abxc");
        assert_eq!(order("abc", "abyc", "abxc"), "abyxc");
        assert_eq!(order("abc", "cab", "axbyc"), "caxby");
        assert_eq!(order("abc", "abc", "xabc"), "xabc");
        assert_eq!(order("abc", "c", "axbc"), "axbc");
        assert_eq!(order("", "ab", "cd"), "abcd");
    }
}
