//! Envelopes: the money there is.

use rust_decimal::Decimal;

use super::fields::Fields;
use super::reader::Reader;
use crate::diagnostic::Code;
use crate::keys::Item;
use crate::plan::{Borrowing, Confirmed, Envelope, EnvelopeIx, Kind, Reserve};

impl<'d> Reader<'d> {
    pub(super) fn envelope(&mut self, id: &'d str, fields: &Fields<'_, 'd>) -> Envelope {
        let envelope = Envelope {
            id: id.to_owned(),
            title: self.title(id, fields),
            pays: self.pays(fields),
            years: self.years(fields, "year").unwrap_or_default(),
            total: self.number(fields, "total"),
            carries_surplus: self.choice(fields, "carry-forward") == Some(1),
            from: self.day(fields, "from"),
            until: self.day(fields, "until"),
            reserve: self.reserve(fields),
            additions: self.years(fields, "add").unwrap_or_default(),
            borrowing: self.borrowing(fields),
            charged_to: self.id(fields, "charged-to").map(EnvelopeIx),
            confirmed: self.confirmed(fields),
            partner: self
                .id(fields, "partner")
                .map(|at| self.ids.list(Item::Partner)[at as usize].to_owned()),
            note: self.text(fields, "note"),
            dropped: self.boolean(fields, "dropped").unwrap_or(false),
        };
        self.check_order(fields, ("from", envelope.from), ("until", envelope.until));
        if !fields.has("reserve") {
            self.no_effect(fields, "add", "contributions go into a reserve, and this envelope is none");
        } else if envelope.carries_surplus {
            self.no_effect(fields, "carry-forward", "a reserve keeps its balance anyway");
        }
        if !fields.has("borrowing") {
            self.no_effect(fields, "charged-to", "only borrowing is repaid, and this envelope is none");
        }
        envelope
    }

    fn pays(&mut self, fields: &Fields<'_, 'd>) -> Vec<Kind> {
        let chosen = self.choices(fields, "pays");
        if chosen.as_ref().is_some_and(Vec::is_empty)
            && let Some((key, view)) = fields.get("pays")
        {
            let (origin, trail) = (view.origin(), fields.trail.below(key.name));
            let message = "`pays` is an empty list, so all three kinds are assumed".to_owned();
            self.report(Code::MissingKey, &trail, origin, message, "write pays = [\"capital\"]");
        }
        match chosen {
            Some(chosen) if !chosen.is_empty() => chosen.into_iter().map(|at| Kind::ALL[at]).collect(),
            Some(_) | None => Kind::ALL.to_vec(),
        }
    }

    fn reserve(&mut self, above: &Fields<'_, 'd>) -> Option<Reserve> {
        let (key, view) = above.get("reserve")?;
        let trail = above.trail.below(key.name);
        let fields = self.open("reserve", &view, &trail)?;
        let opening = self.number(&fields, "opening");
        self.required(&fields, "opening", "what the reserve holds at the plan's start", "opening = 500_000");
        let floor = self.number(&fields, "floor").unwrap_or_default();
        Some(Reserve { opening: opening.unwrap_or(Decimal::ZERO), floor })
    }

    fn borrowing(&mut self, above: &Fields<'_, 'd>) -> Option<Borrowing> {
        let (key, view) = above.get("borrowing")?;
        let trail = above.trail.below(key.name);
        let fields = self.open("borrowing", &view, &trail)?;
        let interest = self.percent(&fields, "interest").unwrap_or_default();
        self.required(&fields, "interest", "what borrowing costs", "interest = \"4.9%\"");
        Some(Borrowing { interest, life: self.life(&fields) })
    }

    fn confirmed(&mut self, above: &Fields<'_, 'd>) -> Option<Confirmed> {
        let (key, view) = above.get("confirmed")?;
        let trail = above.trail.below(key.name);
        let fields = self.open("confirmed", &view, &trail)?;
        Some(Confirmed {
            by: self.text(&fields, "by"),
            on: self.day(&fields, "on"),
            minute: self.text(&fields, "minute"),
        })
    }

    /// Reports a key that must be there and is not.
    fn required(&mut self, fields: &Fields<'_, 'd>, name: &str, what: &str, example: &str) {
        if fields.has(name) {
            return;
        }
        let message = format!("`{}` does not say `{name}`: {what}", fields.trail.key);
        let trail = fields.trail.below(name);
        self.report(Code::MissingKey, &trail, fields.view.heading(), message, format!("add {example}"));
    }
}
