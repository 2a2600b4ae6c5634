//! What drives a date: the chains of drivers in both schedules, followed through what moved to the items that were changed.
//!
//! *Algorithm*: an end of an item has one driver at most, so the drivers of a schedule are a forest. A chain is walked as long
//! as its points moved between the versions; what is found on it is kept for every point that it passes.

use std::collections::HashMap;
use std::rc::Rc;

use super::culprits::Culprits;
use super::pairing::Which;
use crate::plan::{InitiativeIx, Link, LinkEnd, StageIx, Target};
use crate::schedule::{Cause, Extent, List, cause};
use crate::units::{Day, Offset};

/// One end of something that has dates.
type Point = (Target, LinkEnd);

/// As many causes as are named of one thing.
const MOST: usize = 100;

/// Finds what drives dates.
pub(super) struct Drive<'c, 'a> {
    pub(super) culprits: &'c mut Culprits<'a>,
    known: [HashMap<Point, Rc<[u32]>>; 2],
    start: Option<Rc<[u32]>>,
    end: Option<Rc<[u32]>>,
    waiting: Option<Rc<[u32]>>,
}

impl<'c, 'a> Drive<'c, 'a> {
    pub(super) fn new(culprits: &'c mut Culprits<'a>) -> Self {
        Self { culprits, known: [HashMap::new(), HashMap::new()], start: None, end: None, waiting: None }
    }

    /// What drives the dates of an initiative of both versions, itself included when it was changed.
    pub(super) fn of(&mut self, before: InitiativeIx, after: InitiativeIx) -> Vec<u32> {
        let mut found = Vec::new();
        for (which, at) in [(Which::Before, before), (Which::After, after)] {
            for end in [LinkEnd::Start, LinkEnd::Finish] {
                add(&mut found, &self.causes(which, (Target::Initiative(at), end)));
            }
        }
        let scheduled = |which: Which, at| self.culprits.side(which).analysis.schedule.placed(at).is_some();
        if scheduled(Which::Before, before) != scheduled(Which::After, after) {
            add(&mut found, &self.of_waiting());
        }
        found
    }

    /// The changed items behind a point of one version.
    fn causes(&mut self, which: Which, from: Point) -> Rc<[u32]> {
        let mut path: Vec<(Point, Vec<u32>)> = Vec::new();
        let mut next = Some(from);
        let mut behind: Rc<[u32]> = Rc::from([]);
        // Dates cannot wait for each other, so a chain ends; the count only guards against a schedule of another plan.
        let plan = self.culprits.plan(which);
        let most = 2 * plan.initiatives.len() + 3 * plan.stages.len() + 1;
        while let Some(point) = next.filter(|_| path.len() <= most) {
            if let Some(known) = self.known[which as usize].get(&point) {
                behind = Rc::clone(known);
                break;
            }
            let (own, further) = self.step(which, point);
            path.push((point, own));
            next = further;
        }
        for (point, mut own) in path.into_iter().rev() {
            if !own.is_empty() {
                add(&mut own, &behind);
                own.truncate(MOST);
                behind = own.into();
            }
            self.known[which as usize].insert(point, Rc::clone(&behind));
        }
        behind
    }

    /// What was changed at a point, and the point before it.
    fn step(&mut self, which: Which, point: Point) -> (Vec<u32>, Option<Point>) {
        if !self.is_moved(which, point) {
            return (Vec::new(), None);
        }
        match point {
            (Target::Initiative(at), end) => self.initiative(which, at, end),
            (Target::Stage(at), end) => self.stage(which, at, end),
            (Target::Gate(at), _) => self.gate(which, at),
        }
    }

    fn initiative(&mut self, which: Which, at: InitiativeIx, end: LinkEnd) -> (Vec<u32>, Option<Point>) {
        let mut own: Vec<u32> = self.culprits.moving(which, at, end).into_iter().collect();
        if end == LinkEnd::Finish && self.other_durations() {
            own.extend(self.culprits.of_case());
        }
        let is_new = self.culprits.pairing.initiative(which, at).is_none();
        if is_new || !self.is_moved(which, (Target::Initiative(at), LinkEnd::Start)) {
            return (own, None);
        }
        let next = self.driver(which, (Target::Initiative(at), LinkEnd::Start), &mut own);
        (own, next)
    }

    fn stage(&mut self, which: Which, at: StageIx, end: LinkEnd) -> (Vec<u32>, Option<Point>) {
        let mut own = Vec::new();
        let next = self.driver(which, (Target::Stage(at), end), &mut own);
        (own, next)
    }

    fn gate(&mut self, which: Which, at: StageIx) -> (Vec<u32>, Option<Point>) {
        let mut own: Vec<u32> = self.culprits.of_stage(which, at, &["gate"]).into_iter().collect();
        let next = self.driver(which, (Target::Gate(at), LinkEnd::Finish), &mut own);
        (own, next)
    }

    /// What sets a point in one version, with the changes that stand between.
    fn driver(&mut self, which: Which, (item, end): Point, own: &mut Vec<u32>) -> Option<Point> {
        let analysis = self.culprits.side(which).analysis;
        match cause(&analysis.plan, &analysis.schedule, item, end)? {
            Cause::Link { link, list } => {
                let stage = match (list, item) {
                    (List::StageAfter(stage), _) | (List::After, Target::Stage(stage)) => Some(stage),
                    (List::After | List::FinishAfter, _) => None,
                };
                own.extend(stage.and_then(|stage| self.culprits.of_stage(which, stage, &["after"])));
                Some((link.target, link.end))
            }
            Cause::Member(at) => {
                own.extend(self.culprits.changed_stage(which, at));
                Some((Target::Initiative(at), end))
            }
            Cause::PlanStart => {
                if let Target::Stage(stage) = item {
                    own.extend(self.culprits.of_stage(which, stage, &["after"]));
                }
                add(own, &self.of_start());
                None
            }
            Cause::Start | Cause::NotBefore | Cause::Actual | Cause::On => None,
        }
    }

    /// Whether a point is another day in the other version, or is not there.
    fn is_moved(&self, which: Which, point: Point) -> bool {
        let other = match which {
            Which::Before => Which::After,
            Which::After => Which::Before,
        };
        let there = self.culprits.pairing.point(which, point).and_then(|point| self.day(other, point));
        self.day(which, point) != there
    }

    fn day(&self, which: Which, (target, end): Point) -> Option<Day> {
        self.culprits.side(which).analysis.schedule.point(&Link { target, end, offset: Offset::NONE })
    }

    fn other_durations(&self) -> bool {
        self.culprits.before.analysis.factors.duration != self.culprits.after.analysis.factors.duration
    }

    /// What makes the plan start on another day; nothing when it does not.
    fn of_start(&mut self) -> Rc<[u32]> {
        let schedules = [self.culprits.before, self.culprits.after].map(|side| &side.analysis.schedule);
        if schedules[0].start == schedules[1].start {
            return Rc::from([]);
        }
        let culprits = &mut *self.culprits;
        Rc::clone(self.start.get_or_insert_with(|| culprits.of_start().into()))
    }

    /// What makes the plan end on another day: its own keys, what finishes last, or a year of an envelope.
    pub(super) fn of_end(&mut self) -> Rc<[u32]> {
        if let Some(known) = &self.end {
            return Rc::clone(known);
        }
        let plan = crate::content::ItemName::new("plan", "");
        let keys = ["end", "start", "financial-year-starts"];
        let mut found: Vec<u32> = self.culprits.touched(plan, &keys).into_iter().collect();
        if found.is_empty() {
            for which in [Which::Before, Which::After] {
                let schedule = &self.culprits.side(which).analysis.schedule;
                let is_last = |extent: Option<Extent>| extent.is_some_and(|it| it.finish == schedule.finish);
                let placed = (0..schedule.initiatives.len()).map(|at| InitiativeIx(at as u32));
                let last: Vec<InitiativeIx> = placed
                    .filter(|at| {
                        let placed = schedule.placed(*at);
                        is_last(placed.map(|it| Extent { start: it.start, finish: it.finish }))
                    })
                    .collect();
                for at in last {
                    add(&mut found, &self.causes(which, (Target::Initiative(at), LinkEnd::Finish)));
                }
            }
            if self.is_end_of_envelopes() {
                add(&mut found, &self.culprits.all(&["envelope"], &["year", "add", "dropped"]));
            }
        }
        let found: Rc<[u32]> = found.into();
        self.end = Some(Rc::clone(&found));
        found
    }

    /// Whether in one of the versions the last year is one that an envelope names.
    fn is_end_of_envelopes(&self) -> bool {
        [self.culprits.before, self.culprits.after].iter().any(|side| {
            let last = side.analysis.schedule.years.last();
            let envelopes = side.analysis.plan.envelopes.iter().filter(|it| !it.dropped);
            envelopes.flat_map(|it| it.years.keys().chain(it.additions.keys())).max() == last
        })
    }

    /// The changed items among those that have dates in one version alone, because of a circle.
    fn of_waiting(&mut self) -> Rc<[u32]> {
        if let Some(known) = &self.waiting {
            return Rc::clone(known);
        }
        let mut found = Vec::new();
        for which in [Which::Before, Which::After] {
            let side = self.culprits.side(which);
            for (at, initiative) in side.analysis.plan.initiatives.iter().enumerate() {
                let at = InitiativeIx(at as u32);
                if !initiative.dropped && side.analysis.schedule.placed(at).is_none() {
                    found.extend(self.culprits.moving(which, at, LinkEnd::Start));
                }
            }
        }
        found.extend(self.culprits.all(&["stage"], &["after", "gate"]));
        found.sort_unstable();
        found.dedup();
        found.truncate(MOST);
        let found: Rc<[u32]> = found.into();
        self.waiting = Some(Rc::clone(&found));
        found
    }
}

/// Adds what is not there yet.
pub(super) fn add(to: &mut Vec<u32>, more: &[u32]) {
    for number in more {
        if !to.contains(number) {
            to.push(*number);
        }
    }
}
