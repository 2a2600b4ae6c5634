//! Initiatives and what really happened to them.

use super::fields::Fields;
use super::reader::{Reader, excerpt};
use super::value::Parsed;
use crate::diagnostic::{Code, Diagnostic};
use crate::keys::Item;
use crate::plan::{Actual, Dependencies, Initiative, PartnerIx, Scope, StageIx, Status};
use crate::units::{Day, Duration};

/// What is assumed when an initiative says no duration.
const ASSUMED: Duration = Duration::months(3);

impl<'d> Reader<'d> {
    pub(super) fn initiative(&mut self, id: &'d str, fields: &Fields<'_, 'd>) -> (Initiative, Dependencies) {
        let dependencies = Dependencies {
            after: self.links(fields, "after").unwrap_or_default(),
            finish_after: self.links(fields, "finish-after").unwrap_or_default(),
        };
        let actual = self.actual(fields);
        let dropped = self.boolean(fields, "dropped").unwrap_or(false);
        let shared = self.shares(fields, "shared-with").unwrap_or_default();
        let initiative = Initiative {
            id: id.to_owned(),
            title: self.title(id, fields),
            code: self.text(fields, "code"),
            stage: self.id(fields, "stage").map(StageIx),
            owner: self.text(fields, "owner"),
            sponsor: self.text(fields, "sponsor"),
            status: self.status(fields),
            not_before: self.day(fields, "not-before"),
            start: self.day(fields, "start"),
            duration: self.initiative_duration(fields, &actual, dropped),
            duration_range: match self.value(fields, "duration-range") {
                Some(Parsed::Range(least, most)) => Some((least, most)),
                _ => None,
            },
            deadline: self.day(fields, "deadline"),
            optional: self.boolean(fields, "optional").unwrap_or(false),
            value: self.number(fields, "value").unwrap_or_default(),
            scope: self.choice(fields, "scope").map(|at| if at == 0 { Scope::Common } else { Scope::Local }),
            shared_with: shared.into_iter().map(|(at, percent)| (PartnerIx(at), percent)).collect(),
            tags: self.texts(fields, "tags").unwrap_or_default(),
            notes: self.text(fields, "notes"),
            uses: self.names(fields, "uses", Item::Technology),
            retires: self.names(fields, "retires", Item::Technology),
            moves: self.names(fields, "moves", Item::Measure),
            rank: self.integer(fields, "rank"),
            progress: self.percent(fields, "progress"),
            dropped,
            decided: self.dated(fields, "decided").unwrap_or_default(),
            accept: self.coded(fields, "accept").unwrap_or_default(),
            costs: self.costs(fields),
            benefits: self.benefits(fields),
            shifts: self.shifts(fields),
            actual,
        };
        (initiative, dependencies)
    }

    fn status(&mut self, fields: &Fields<'_, 'd>) -> Status {
        match self.choice(fields, "status") {
            Some(0) => Status::Idea,
            Some(2) => Status::Approved,
            Some(3) => Status::Active,
            Some(4) => Status::Done,
            _ => Status::Proposed,
        }
    }

    fn initiative_duration(&mut self, fields: &Fields<'_, 'd>, actual: &Actual, dropped: bool) -> Duration {
        let known = actual.start.is_some() && actual.finish.is_some();
        if !fields.has("duration") && !known && !dropped {
            let message = format!("`{}` says no duration, so {ASSUMED} are assumed", fields.trail.key);
            let at = fields.trail.path().child("duration");
            let diagnostic = Diagnostic::new(Code::DurationAssumed, at, message)
                .help(format!("write duration = \"{ASSUMED}\""))
                .origin(fields.view.heading());
            self.diagnostics.push(diagnostic);
        }
        self.duration(fields, "duration").unwrap_or(ASSUMED)
    }

    /// The ids that a list names, as they stand in the plan.
    pub(super) fn names(&mut self, fields: &Fields<'_, 'd>, name: &str, item: Item) -> Vec<String> {
        let numbers = self.ids_of(fields, name).unwrap_or_default();
        let list = self.ids.list(item);
        numbers.into_iter().map(|at| list[at as usize].to_owned()).collect()
    }

    fn actual(&mut self, above: &Fields<'_, 'd>) -> Actual {
        let Some((key, view)) = above.get("actual") else { return Actual::default() };
        let trail = above.trail.below(key.name);
        let Some(fields) = self.open("actual", &view, &trail) else { return Actual::default() };
        let actual = Actual {
            start: self.day(&fields, "start"),
            finish: self.day(&fields, "finish"),
            spend: self.years(&fields, "spend").unwrap_or_default(),
            saved: self.years(&fields, "saved").unwrap_or_default(),
        };
        self.check_order(&fields, ("start", actual.start), ("finish", actual.finish));
        actual
    }

    /// Warns of money whose window (half-open) ends before it begins: it is computed as an empty one.
    pub(super) fn check_window(&mut self, fields: &Fields<'_, 'd>, first: Day, last: Day) {
        if last <= first
            && let Some((key, view)) = fields.get("until")
        {
            let message = format!("`until` is {}, before `from`, which is {first}", excerpt(view.raw(), 40));
            let help = format!("all of it falls on {first}; write a later `until`, or leave it out");
            self.report(Code::EmptyWindow, &fields.trail.below(key.name), view.origin(), message, help);
        }
    }

    /// Reports an end (half-open) that is not after its begin.
    pub(super) fn check_order(
        &mut self,
        fields: &Fields<'_, 'd>,
        begin: (&str, Option<Day>),
        end: (&str, Option<Day>),
    ) {
        if let (Some(first), Some(last)) = (begin.1, end.1)
            && last <= first
            && let Some((key, view)) = fields.get(end.0)
        {
            self.inverted(&view, &fields.trail.below(key.name), (begin.0, first), last);
        }
    }
}
