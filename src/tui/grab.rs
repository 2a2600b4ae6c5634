//! A bar in hand, with those that are marked with it: which end, how far it was taken, and what that would do.

use std::sync::Arc;

use crate::analysis::Analysis;
use crate::edit::Change;
use crate::revise::{By, Reach};

/// Which part of a bar is moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Grip {
    /// All of it.
    #[default]
    Whole,
    /// Its begin; the finish stays.
    Begin,
    /// Its end; the start stays.
    End,
}

impl Grip {
    /// The part that is taken next.
    pub const fn next(self) -> Self {
        match self {
            Self::Whole => Self::End,
            Self::End => Self::Begin,
            Self::Begin => Self::Whole,
        }
    }

    /// What is wanted when this part is moved further.
    pub fn moved(self, mut wanted: Reach, by: By) -> Reach {
        let part = match self {
            Self::Whole => &mut wanted.whole,
            Self::Begin => &mut wanted.begin,
            Self::End => &mut wanted.end,
        };
        *part = part.and(by);
        wanted
    }
}

/// A bar in hand.
#[derive(Debug, Clone)]
pub struct Grab {
    /// Which initiative.
    pub id: String,
    /// Those that are marked with it and go wherever it goes; itself is not among them.
    pub others: Vec<String>,
    /// Which part of it the arrows move.
    pub grip: Grip,
    /// How far everything was moved.
    pub wanted: Reach,
    /// What was asked for last, whether or not it was reached.
    pub asked: Option<Reach>,
    /// The change that would be made; `None` when it is where it was.
    pub change: Option<Change>,
    /// The analysis as it would be.
    pub preview: Option<Arc<Analysis>>,
    /// Why the last step was not possible.
    pub held: Option<String>,
}

impl Grab {
    /// A bar that was just taken, with those that go along.
    pub fn new(id: String, others: Vec<String>, grip: Grip) -> Self {
        Self {
            id,
            others,
            grip,
            wanted: Reach::default(),
            asked: None,
            change: None,
            preview: None,
            held: None,
        }
    }

    /// All that are in hand.
    pub fn ids(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.id).chain(&self.others)
    }
}
