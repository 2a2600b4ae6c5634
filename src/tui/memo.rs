//! What is made once of something that does not change, and kept until another is asked for.
//!
//! Drawing asks for the same rows, strips and sums at every frame. Whoever asks says what they are made of, so that
//! nothing has to be thrown away by hand when the plan changes.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;
use std::rc::Rc;
use std::sync::Arc;

use super::changes::Told as Changed;
use super::comparing::{Other, With};
use super::filtering::Passed;
use crate::analysis::Analysis;
use crate::check::GateStanding;
use crate::money::Contributor;
use crate::plan::{EnvelopeIx, InitiativeIx};
use crate::units::Month;
use crate::views::apart::Aparts;
use crate::views::delta::Delta;
use crate::views::followers::Followers;
use crate::views::history::Standing;
use crate::views::network::{Detail, Network, Scope};
use crate::views::roadmap::Roadmap;
use crate::views::scale::TimeScale;
use crate::views::scenarios::{Differs, Told};
use crate::views::strip::{Strip, StripColumn};
use crate::views::table::{Grouping, Sort, Table};

/// The last thing that was made, with what it was made of.
pub struct Memo<K, V>(RefCell<Option<(K, Rc<V>)>>);

impl<K, V> Memo<K, V> {
    /// What was made of the same; else it is made now.
    pub fn of(&self, same: impl FnOnce(&K) -> bool, make: impl FnOnce() -> (K, V)) -> Rc<V> {
        self.again(same, |_| make())
    }

    /// What was made of the same; else it is made now, given what was made last.
    pub fn again(
        &self,
        same: impl FnOnce(&K) -> bool,
        make: impl FnOnce(Option<&(K, Rc<V>)>) -> (K, V),
    ) -> Rc<V> {
        if let Some((key, kept)) = &*self.0.borrow()
            && same(key)
        {
            return kept.clone();
        }
        let (key, value) = make(self.0.borrow().as_ref());
        let value = Rc::new(value);
        *self.0.borrow_mut() = Some((key, value.clone()));
        value
    }
}

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self(RefCell::new(None))
    }
}

impl<K, V> fmt::Debug for Memo<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.borrow().is_some() { "Memo(made)" } else { "Memo" })
    }
}

/// An analysis that is the very same, not only an equal one.
#[derive(Debug, Clone)]
pub struct Same(pub Arc<Analysis>);

impl Same {
    /// Whether it is this one.
    pub fn is(&self, other: &Arc<Analysis>) -> bool {
        Arc::ptr_eq(&self.0, other)
    }
}

/// Of each column spend and line; `None` outside the years.
pub type Columns = Vec<Option<StripColumn>>;

impl Beside {
    /// Whether this was the text on disk: the very same, not only an equal one.
    pub fn of_text(&self, saved: Option<&Arc<str>>) -> bool {
        match (&self.saved, saved) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        }
    }
}

/// Which initiatives are shown; `None`: all.
pub type Only = Option<Vec<bool>>;

/// What each initiative differs in from a plan that stands beside, where that orders the rows.
pub type Aside = Option<Rc<Aparts>>;

/// The order of the rows of the table, and their groups.
pub type Ordered = (Option<Sort>, Option<Grouping>);

/// What a plan is compared with, and all that hangs on.
#[derive(Debug, Clone)]
pub struct Beside {
    /// The plan.
    pub plan: Same,
    /// What it is compared with.
    pub with: With,
    /// The text on disk.
    pub saved: Option<Arc<str>>,
}

/// Everything that is made once of what is shown.
#[derive(Debug, Default)]
pub struct Made {
    /// The rows, of the analysis that is drawn, of the one that orders them, of what is folded, and of what is shown.
    pub rows: Memo<(Same, Same, BTreeSet<String>, Only), Roadmap>,
    /// One envelope along the time axis.
    pub strip: Memo<(Same, EnvelopeIx), Option<Strip>>,
    /// What the columns of a time axis show of an envelope.
    pub ramp: Memo<(Same, EnvelopeIx, TimeScale), Columns>,
    /// Who is in one cell, the largest first.
    pub who: Memo<(Same, EnvelopeIx, usize), Vec<Contributor>>,
    /// The table of initiatives, of an analysis, in an order, in groups, of what is shown, beside another where that orders it.
    pub table: Memo<(Same, Ordered, Only, Aside), Table>,
    /// What a filter lets through.
    pub passed: Memo<(Same, String), Passed>,
    /// The network, of an analysis, what of it, how large, in rows of which width.
    pub network: Memo<(Same, (Scope, Detail, u16)), Network>,
    /// Who would have to go so that nothing is over.
    pub causes: Memo<Same, BTreeSet<InitiativeIx>>,
    /// Who waits for whom.
    pub followers: Memo<Same, Followers>,
    /// From which month to which (exclusive) the whole plan shows.
    pub span: Memo<Same, (Month, Month)>,
    /// How many problems are worth going to.
    pub problems: Memo<Same, usize>,
    /// What the plan is compared with.
    pub other: Memo<Beside, Option<Other>>,
    /// From the one to the other.
    pub compared: Memo<(Same, Same), Delta>,
    /// Each initiative of the one against the other.
    pub aparts: Memo<(Same, Same), Aparts>,
    /// What differs from what the plan is held against: the analysis of that, and the plan's.
    pub changes: Memo<(Same, Same), Changed>,
    /// How the plan stands, as the history of the money takes it down.
    pub standing: Memo<Same, Standing>,
    /// Every gate, with what it can still stop.
    pub gates: Memo<Same, Vec<GateStanding>>,
    /// The same of what it is compared with.
    pub gates_there: Memo<Same, Vec<GateStanding>>,
    /// What each scenario changes and how it stands.
    pub told: Memo<Same, Vec<Told>>,
    /// What one scenario says otherwise, and what that does.
    pub differs: Memo<(Same, String), Option<Rc<Differs>>>,
    /// Whether two texts differ: that of the plan, and that on disk.
    pub unsaved: Memo<(Arc<str>, Arc<str>), bool>,
}

impl Made {
    /// What is worth keeping when the plan is another: of these the next is made from the last.
    #[must_use]
    pub fn after_edit(self) -> Self {
        Self { strip: self.strip, other: self.other, network: self.network, ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_made_of_the_same_is_not_made_again() {
        let memo = Memo::default();
        let made = std::cell::Cell::new(0);
        let of = |key: u32| {
            *memo.of(
                |known| *known == key,
                || {
                    made.set(made.get() + 1);
                    (key, key * 2)
                },
            )
        };
        assert_eq!([of(1), of(1), of(2), of(2), of(1)], [2, 2, 4, 4, 2]);
        assert_eq!(made.get(), 3);
    }
}
