//! What each money line puts into each cell, to the penny.
//!
//! A plan of ten thousand initiatives has hundreds of thousands of postings, so they are kept in sixteen bytes each, in
//! the order in which they are asked for; the few that do not fit are kept beside them.

use std::collections::BTreeMap;
use std::ops::Range;

use super::again::Changed;
use crate::plan::{EnvelopeIx, InitiativeIx};
use crate::units::Money;

/// Where the money of a posting comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// A cost line: an index into the initiative's `costs`.
    Cost(u32),
    /// A benefit line: an index into the initiative's `benefits`.
    Benefit(u32),
    /// Repayment of what the cost line with this index borrowed from an envelope.
    Repayment(u32, EnvelopeIx),
    /// Interest of a borrowing envelope charged here; belongs to no initiative.
    Interest(EnvelopeIx),
}

/// What one line puts into one envelope in one year.
///
/// *Units*: pence; costs, repayment and interest positive, benefits negative. The postings of a cell sum to its spend
/// minus its returned money, to the penny.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    /// Into which envelope.
    pub envelope: EnvelopeIx,
    /// In which year, as an index into the assessment's years; `None`: outside the plan's years (counted against
    /// `total`).
    pub year: Option<u32>,
    /// Of which initiative; `None` for interest.
    pub initiative: Option<InitiativeIx>,
    /// From which line.
    pub source: Source,
    /// How much.
    pub amount: Money,
    /// How much of it is ineligible.
    pub ineligible: Money,
}

/// All postings of a plan: by envelope, then year (outside last), then initiative and line (interest last).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Postings {
    years: usize,
    cells: Vec<Vec<Packed>>,
    /// Those that do not fit, by cell and place.
    large: BTreeMap<(u32, u32), Posting>,
}

/// A posting without what its cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Packed {
    /// [`NOBODY`] for interest.
    initiative: u32,
    source: u32,
    /// [`LARGE`]: kept beside.
    amount: i64,
}

const NOBODY: u32 = u32::MAX;
const LARGE: i64 = i64::MIN;
const TAG: u32 = 30;
const HALF: u32 = 15;

fn pack(source: Source) -> Option<u32> {
    let fits = |number: u32, bits: u32| (number < 1 << bits).then_some(number);
    Some(match source {
        Source::Cost(line) => fits(line, TAG)?,
        Source::Benefit(line) => 1 << TAG | fits(line, TAG)?,
        Source::Repayment(line, from) => 2 << TAG | fits(line, HALF)? << HALF | fits(from.0, HALF)?,
        Source::Interest(from) => 3 << TAG | fits(from.0, TAG)?,
    })
}

const fn unpack(packed: u32) -> Source {
    let rest = packed & ((1 << TAG) - 1);
    match packed >> TAG {
        0 => Source::Cost(rest),
        1 => Source::Benefit(rest),
        2 => Source::Repayment(rest >> HALF, EnvelopeIx(rest & ((1 << HALF) - 1))),
        _ => Source::Interest(EnvelopeIx(rest)),
    }
}

impl Postings {
    /// None yet, for so many envelopes and years.
    pub(super) fn new(envelopes: usize, years: usize) -> Self {
        Self { years, cells: vec![Vec::new(); envelopes * (years + 1)], large: BTreeMap::new() }
    }

    fn cell(&self, envelope: EnvelopeIx, year: Option<usize>) -> usize {
        envelope.at() * (self.years + 1) + year.unwrap_or(self.years)
    }

    /// Adds a posting. *Invariant*: those of a cell come in the order of their initiatives, interest last.
    pub(super) fn push(&mut self, posting: Posting) {
        let cell = self.cell(posting.envelope, posting.year.map(|year| year as usize));
        let amount = i64::try_from(posting.amount.pence()).ok().filter(|it| *it != LARGE);
        let packed = match (pack(posting.source), amount) {
            (Some(source), Some(amount)) if posting.ineligible.is_zero() => {
                Packed { initiative: posting.initiative.map_or(NOBODY, |ix| ix.0), source, amount }
            }
            _ => self.keep_beside(cell, posting),
        };
        self.cells[cell].push(packed);
    }

    /// Keeps beside what does not fit.
    #[cold]
    fn keep_beside(&mut self, cell: usize, posting: Posting) -> Packed {
        self.large.insert((cell as u32, self.cells[cell].len() as u32), posting);
        let initiative = posting.initiative.map_or(NOBODY, |ix| ix.0);
        Packed { initiative, source: pack(posting.source).unwrap_or(0), amount: LARGE }
    }

    /// The same without interest, by the numbers that initiatives have now, and with those of `fresh` for the initiatives that
    /// changed. *Invariant*: `fresh` has the same envelopes and years, and none but of those.
    pub(super) fn with(&self, changed: &Changed, fresh: &Self) -> Self {
        let mut all = Self::new(0, self.years);
        all.cells = Vec::with_capacity(self.cells.len());
        for (cell, (kept, new)) in self.cells.iter().zip(&fresh.cells).enumerate() {
            all.cells.push(Vec::with_capacity(kept.len() + new.len()));
            let (mut from, mut new_from) = (0, 0);
            for (same, number) in changed.stretches() {
                // What is new of the initiatives before these, and then these.
                let new_until = new_from + new[new_from..].partition_point(|it| it.initiative < number);
                all.take(fresh, cell, new_from..new_until, 0);
                new_from = new_until;
                from += kept[from..].partition_point(|it| it.initiative < same.start);
                let until = from + kept[from..].partition_point(|it| it.initiative < same.end);
                all.take(self, cell, from..until, number.wrapping_sub(same.start));
                from = until;
            }
            all.take(fresh, cell, new_from..new.len(), 0);
        }
        all
    }

    /// Adds some of a cell of others to the same cell, the numbers of their initiatives so much higher.
    fn take(&mut self, others: &Self, cell: usize, places: Range<usize>, higher: u32) {
        let key = |place: usize| (cell as u32, place as u32);
        let moved = |place: u32| key(self.cells[cell].len() + place as usize - places.start);
        if !others.large.is_empty() {
            let large = others.large.range(key(places.start)..key(places.end));
            let number = |InitiativeIx(at)| InitiativeIx(at.wrapping_add(higher));
            let renumbered =
                |posting: &Posting| Posting { initiative: posting.initiative.map(number), ..*posting };
            let large: Vec<_> =
                large.map(|((_, place), posting)| (moved(*place), renumbered(posting))).collect();
            self.large.extend(large);
        }
        let taken = &others.cells[cell][places];
        if higher == 0 {
            self.cells[cell].extend_from_slice(taken);
        } else {
            let number = |it: &Packed| Packed { initiative: it.initiative.wrapping_add(higher), ..*it };
            self.cells[cell].extend(taken.iter().map(number));
        }
    }

    fn at(&self, cell: usize, place: usize) -> Posting {
        let packed = self.cells[cell][place];
        if packed.amount == LARGE {
            return self.large[&(cell as u32, place as u32)];
        }
        let year = cell % (self.years + 1);
        Posting {
            envelope: EnvelopeIx((cell / (self.years + 1)) as u32),
            year: (year < self.years).then_some(year as u32),
            initiative: (packed.initiative != NOBODY).then_some(InitiativeIx(packed.initiative)),
            source: unpack(packed.source),
            amount: Money::from_pence(i128::from(packed.amount)),
            ineligible: Money::ZERO,
        }
    }

    fn all_in(&self, cell: usize) -> impl Iterator<Item = Posting> + '_ {
        let places = self.cells.get(cell).map_or(0, Vec::len);
        (0..places).map(move |place| self.at(cell, place))
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = Posting> + '_ {
        (0..self.cells.len()).flat_map(|cell| self.all_in(cell))
    }

    /// Those of one cell; the year `None`: outside the plan's years.
    pub fn of_cell(&self, envelope: EnvelopeIx, year: Option<usize>) -> impl Iterator<Item = Posting> + '_ {
        self.all_in(self.cell(envelope, year))
    }

    /// Those of one envelope, by year, outside last.
    pub fn of_envelope(&self, envelope: EnvelopeIx) -> impl Iterator<Item = Posting> + '_ {
        let first = self.cell(envelope, Some(0));
        (first..=first + self.years).flat_map(|cell| self.all_in(cell))
    }

    /// Those of one initiative, by envelope and year, outside last.
    pub fn of_initiative(&self, initiative: InitiativeIx) -> impl Iterator<Item = Posting> + '_ {
        (0..self.cells.len()).flat_map(move |cell| self.theirs(initiative, cell))
    }

    /// Those of one initiative in one cell of the plan's years.
    pub(super) fn of_initiative_in(
        &self,
        initiative: InitiativeIx,
        envelope: EnvelopeIx,
        year: usize,
    ) -> impl Iterator<Item = Posting> + '_ {
        self.theirs(initiative, self.cell(envelope, Some(year)))
    }

    fn theirs(&self, initiative: InitiativeIx, cell: usize) -> impl Iterator<Item = Posting> + '_ {
        let packed = &self.cells[cell];
        let from = packed.partition_point(|it| it.initiative < initiative.0);
        let count = packed[from..].iter().take_while(|it| it.initiative == initiative.0).count();
        (from..from + count).map(move |place| self.at(cell, place))
    }

    /// Those with ineligible money.
    pub fn ineligible(&self) -> impl Iterator<Item = &Posting> + '_ {
        self.large.values().filter(|it| !it.ineligible.is_zero())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_posting_comes_back_as_it_was() {
        let plain = Posting {
            envelope: EnvelopeIx(1),
            year: Some(2),
            initiative: Some(InitiativeIx(7)),
            source: Source::Repayment(3, EnvelopeIx(1)),
            amount: Money::from_pence(-5),
            ineligible: Money::ZERO,
        };
        let all = [
            Posting { envelope: EnvelopeIx(0), year: None, ..plain },
            Posting { amount: Money::from_pence(1 << 80), ..plain },
            Posting { ineligible: Money::from_pence(1), source: Source::Cost(70_000), ..plain },
            Posting { source: Source::Repayment(70_000, EnvelopeIx(0)), ..plain },
            Posting { source: Source::Benefit(9), ..plain },
            Posting { initiative: None, source: Source::Interest(EnvelopeIx(0)), ..plain },
        ];
        let mut postings = Postings::new(2, 3);
        for posting in all {
            postings.push(posting);
        }
        assert_eq!(postings.iter().collect::<Vec<_>>(), all);
        assert_eq!(postings.of_cell(EnvelopeIx(1), Some(2)).collect::<Vec<_>>(), all[1..]);
        assert_eq!(postings.of_envelope(EnvelopeIx(0)).collect::<Vec<_>>(), all[..1]);
        assert_eq!(postings.of_initiative(InitiativeIx(7)).collect::<Vec<_>>(), all[..5]);
        assert_eq!(postings.ineligible().collect::<Vec<_>>(), [&all[2]]);
    }

    #[test]
    fn those_of_an_initiative_give_way_to_new_ones_in_their_order() {
        let of = |initiative: Option<u32>, pence| Posting {
            envelope: EnvelopeIx(0),
            year: Some(0),
            initiative: initiative.map(InitiativeIx),
            source: initiative.map_or(Source::Interest(EnvelopeIx(0)), |_| Source::Cost(0)),
            amount: Money::from_pence(pence),
            ineligible: Money::ZERO,
        };
        let made = |all: &[Posting]| {
            let mut postings = Postings::new(1, 1);
            for posting in all {
                postings.push(*posting);
            }
            postings
        };
        let large = 1 << 80;
        let before =
            made(&[of(Some(1), 1), of(Some(2), 2), of(Some(2), large), of(Some(4), large + 4), of(None, 9)]);
        let fresh = made(&[of(Some(2), 20), of(Some(3), large + 3)]);
        let after = made(&[of(Some(1), 1), of(Some(2), 20), of(Some(3), large + 3), of(Some(4), large + 4)]);
        let both = |at| [(at, true), (at, true)];
        assert_eq!(before.with(&Changed::new([both(2), both(3)]), &fresh), after);
        let gone = made(&[of(Some(1), 1), of(Some(2), 2), of(Some(2), large)]);
        assert_eq!(before.with(&Changed::new([both(4)]), &made(&[])), gone);
        // The second goes, one comes behind the fourth, which is the third then.
        let moved = Changed::new([[(2, true), (2, false)], [(5, false), (4, true)]]);
        let fresh = made(&[of(Some(4), 40)]);
        let after = made(&[of(Some(1), 1), of(Some(3), large + 4), of(Some(4), 40)]);
        assert_eq!(before.with(&moved, &fresh), after);
    }
}
