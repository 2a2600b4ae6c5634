//! The channel between two layers: a column for each way that leaves a row, so that nothing runs over something else.
//!
//! *Algorithm*: channel routing with constraints (Hashimoto and Stevens, 1971; Deutsch's doglegs, 1976), turned by a
//! quarter. A way leaves one row and reaches one or more; its trunk takes the first column behind those of all ways that
//! it meets and that come before it. Where every order would run one way over another, a way takes a detour over a free row.

use std::collections::{BTreeMap, BTreeSet};

/// What leaves one row of a channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Way {
    /// The row that it leaves; no two ways leave one row.
    pub from: i32,
    /// The rows that it reaches, in ascending order, at least one.
    pub to: Vec<i32>,
}

/// How a way runs: columns count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trunk {
    /// Along its row.
    Straight,
    /// Along its row to a column, and in it to the rows that it reaches.
    At(i32),
    /// To a first column, in it to a row that nothing else uses, along that row to a second column.
    Over {
        /// The first column.
        first: i32,
        /// The row between them.
        row: i32,
        /// The second column.
        second: i32,
    },
}

/// A trunk to be placed: from one row over a span of rows.
struct Piece {
    way: usize,
    from: i32,
    to: Vec<i32>,
    span: (i32, i32),
    /// Whether it is the second half of a detour, or the first.
    half: Option<bool>,
}

impl Piece {
    fn new(way: usize, from: i32, to: Vec<i32>, half: Option<bool>) -> Self {
        let least = to.iter().copied().min().unwrap_or(from).min(from);
        let most = to.iter().copied().max().unwrap_or(from).max(from);
        Self { way, from, to, span: (least, most), half }
    }

    /// What comes first among those that could: upward ways from the top on, downward ones from the bottom on.
    fn rank(&self) -> (i32, i32) {
        let down = self.span.1 - self.from >= self.from - self.span.0;
        if down { (1, -self.from) } else { (0, self.from) }
    }
}

/// The trunk of each way, and how many columns they take.
pub(super) fn trunks(ways: &[Way]) -> (Vec<Trunk>, i32) {
    let mut trunks = vec![Trunk::Straight; ways.len()];
    let mut pieces: Vec<Piece> = Vec::new();
    let mut used: BTreeSet<i32> = BTreeSet::new();
    for (at, way) in ways.iter().enumerate() {
        used.insert(way.from);
        used.extend(&way.to);
        if way.to != [way.from] {
            pieces.push(Piece::new(at, way.from, way.to.clone(), None));
        }
    }
    let order = ordered(&mut pieces, &mut used);
    let mut columns = Columns::default();
    let mut count = 0;
    for at in order {
        let piece = &pieces[at];
        let column = columns.place(piece.span);
        count = count.max(column + 1);
        let trunk = &mut trunks[piece.way];
        *trunk = match (piece.half, *trunk) {
            (None, _) | (Some(true), Trunk::Straight | Trunk::At(_)) => Trunk::At(column),
            (Some(false), _) => Trunk::Over { first: column, row: piece.to[0], second: column },
            (Some(true), Trunk::Over { first, row, .. }) => Trunk::Over { first, row, second: column },
        };
    }
    (trunks, count)
}

/// The pieces in an order in which none runs over another: whatever leaves a row comes before what reaches it.
fn ordered(pieces: &mut Vec<Piece>, used: &mut BTreeSet<i32>) -> Vec<usize> {
    let leaving: BTreeMap<i32, usize> =
        pieces.iter().enumerate().map(|(at, piece)| (piece.from, at)).collect();
    let mut waits: Vec<usize> = Vec::with_capacity(pieces.len());
    let mut freed: Vec<Vec<usize>> = vec![Vec::new(); pieces.len()];
    for (at, piece) in pieces.iter().enumerate() {
        let before = piece.to.iter().filter_map(|row| leaving.get(row)).filter(|it| **it != at);
        let before: BTreeSet<usize> = before.copied().collect();
        waits.push(before.len());
        for it in before {
            freed[it].push(at);
        }
    }
    let mut ready: BTreeSet<((i32, i32), usize)> = BTreeSet::new();
    let mut waiting: BTreeSet<((i32, i32), usize)> = BTreeSet::new();
    for (at, piece) in pieces.iter().enumerate() {
        if waits[at] == 0 { &mut ready } else { &mut waiting }.insert((piece.rank(), at));
    }
    let mut order = Vec::new();
    loop {
        let (rank, at) = match ready.pop_first() {
            Some(next) => next,
            // All that are left wait for each other: one of them goes over a free row.
            None => match cut(&waiting, pieces, &freed) {
                Some(at) => {
                    waiting.remove(&(pieces[at].rank(), at));
                    let second = detour(&mut pieces[at], used);
                    let (rank, half) = (second.rank(), pieces.len());
                    waits.push(waits[at]);
                    for other in second.to.iter().filter_map(|row| leaving.get(row)) {
                        if let Some(there) = freed[*other].iter_mut().find(|it| **it == at) {
                            *there = half;
                        }
                    }
                    // The second half stands behind the first.
                    waits[half] += 1;
                    freed.push(Vec::new());
                    freed[at].push(half);
                    pieces.push(second);
                    waiting.insert((rank, half));
                    (pieces[at].rank(), at)
                }
                None => break,
            },
        };
        debug_assert_eq!(rank, pieces[at].rank(), "a rank does not change");
        order.push(at);
        for next in std::mem::take(&mut freed[at]) {
            waits[next] -= 1;
            if waits[next] == 0 {
                let rank = pieces[next].rank();
                waiting.remove(&(rank, next));
                ready.insert((rank, next));
            }
        }
    }
    order
}

/// Which of those that wait goes over a free row: one that was not cut before, and that others wait for.
fn cut(waiting: &BTreeSet<((i32, i32), usize)>, pieces: &[Piece], freed: &[Vec<usize>]) -> Option<usize> {
    let mut all = waiting.iter().map(|(_, at)| *at);
    all.find(|at| pieces[*at].half.is_none() && !freed[*at].is_empty())
}

/// Cuts a piece at a row that nothing uses; the piece keeps the first half.
fn detour(piece: &mut Piece, used: &mut BTreeSet<i32>) -> Piece {
    let (least, most) = piece.span;
    let inside = (least..=most).min_by_key(|row| (used.contains(row), (row - piece.from).abs()));
    let inside = inside.filter(|row| !used.contains(row));
    let outside = || (1..i32::MAX / 2).flat_map(|by| [most + by, least - by]).find(|row| !used.contains(row));
    let row = inside.or_else(outside).expect("rows do not end");
    used.insert(row);
    let second = Piece::new(piece.way, row, std::mem::take(&mut piece.to), Some(true));
    *piece = Piece::new(piece.way, piece.from, vec![row], Some(false));
    second
}

/// The first free column of each row.
#[derive(Default)]
struct Columns {
    /// Spans of rows by their first row, with their last row and the column that is free in all of them.
    spans: BTreeMap<i32, (i32, i32)>,
}

impl Columns {
    /// Takes the first column that is behind all that was placed in these rows.
    fn place(&mut self, (least, most): (i32, i32)) -> i32 {
        let mut met = Vec::new();
        if let Some((begin, (end, free))) = self.spans.range(..least).next_back()
            && *end >= least
        {
            met.push((*begin, *end, *free));
        }
        met.extend(self.spans.range(least..=most).map(|(begin, (end, free))| (*begin, *end, *free)));
        let column = met.iter().map(|(.., free)| *free).max().unwrap_or(0);
        for (begin, end, free) in met {
            self.spans.remove(&begin);
            if begin < least {
                self.spans.insert(begin, (least - 1, free));
            }
            if end > most {
                self.spans.insert(most + 1, (end, free));
            }
        }
        self.spans.insert(least, (most, column + 1));
        column
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(from: i32, to: &[i32]) -> Way {
        Way { from, to: to.to_vec() }
    }

    #[test]
    fn a_straight_way_needs_no_column_and_ways_apart_share_one() {
        let (made, count) = trunks(&[way(0, &[0]), way(4, &[6]), way(10, &[8])]);
        assert_eq!(made, [Trunk::Straight, Trunk::At(0), Trunk::At(0)]);
        assert_eq!(count, 1);
    }

    #[test]
    fn of_two_ways_down_the_lower_turns_first_so_that_they_do_not_cross() {
        // 0 -> 4 and 2 -> 6: the second turns before it meets the first.
        let (made, count) = trunks(&[way(0, &[4]), way(2, &[6])]);
        assert_eq!((made, count), (vec![Trunk::At(1), Trunk::At(0)], 2));
    }

    #[test]
    fn what_leaves_a_row_turns_before_what_reaches_it() {
        // 4 -> 8 and 0 -> 4: on row 4 the first must be gone where the second comes.
        let (made, _) = trunks(&[way(4, &[8]), way(0, &[4])]);
        assert_eq!(made, [Trunk::At(0), Trunk::At(1)]);
    }

    #[test]
    fn two_that_change_their_rows_need_a_detour() {
        let (made, count) = trunks(&[way(0, &[2]), way(2, &[0])]);
        let over = made.iter().filter(|it| matches!(it, Trunk::Over { row: 1, .. })).count();
        assert_eq!((over, count), (1, 3), "{made:?}");
        // Without a free row between, it lies outside.
        let (made, _) = trunks(&[way(0, &[1]), way(1, &[0])]);
        assert!(made.iter().any(|it| matches!(it, Trunk::Over { row: 2 | -1, .. })), "{made:?}");
    }
}
