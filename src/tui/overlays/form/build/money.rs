//! The money lines of an initiative in its form: what each amounts to and who pays; a line that cannot be read too.

use super::Maker;
use crate::diagnostic::Path;
use crate::document::View;
use crate::keys::{self, Item, Key, Type};
use crate::plan::{Kind as CostKind, Plan};
use crate::revise::LineKind;
use crate::tui::overlays::form::choices;
use crate::tui::overlays::form::fields::{Kind, written};

impl Maker<'_> {
    /// The money lines of an initiative: what they amount to and who pays; the rest is in the form of each.
    pub(super) fn lines(&mut self, table: &'static str, at: &Path) {
        let places = at.child(table);
        let (kind, section, new) = match table {
            "cost" => (LineKind::Cost, "Costs", "+ cost"),
            "benefit" => (LineKind::Benefit, "Benefits", "+ benefit"),
            _ => (LineKind::Shift, "Shifts", "+ shift"),
        };
        for id in self.entries_of(&places) {
            let place = places.child(&id);
            let Some(view) = self.document.value(&place) else { continue };
            if kind == LineKind::Shift && view.is_table() {
                self.shift(&id, &place);
            } else {
                self.line(section, kind, &id, &place, &view);
            }
        }
        let mut field = Self::blank(section, new.to_owned(), "");
        (field.kind, field.empty) = (Kind::NewLine(kind), "type to add".to_owned());
        self.made.push(field);
    }

    /// The ids of the tables at a place, in their order.
    fn entries_of(&self, at: &Path) -> Vec<String> {
        let view = self.document.value(at);
        let mut ids: Vec<String> =
            view.map(|view| view.entries().map(|(id, _)| id.to_owned()).collect()).unwrap_or_default();
        ids.sort_unstable();
        ids
    }

    /// A shift: how many contacts move.
    fn shift(&mut self, id: &str, place: &Path) {
        let place = place.child("contacts");
        let was = written(self.document, &place, Type::Number(None));
        let mut field = Self::blank("Shifts", format!("{id} contacts"), &was);
        (field.ty, field.kind) = (Type::Number(None), Kind::Key(place));
        self.made.push(field);
    }

    /// A cost or a benefit, from the text: what cannot be read has its row as well.
    fn line(&mut self, section: &'static str, kind: LineKind, id: &str, place: &Path, view: &View<'_>) {
        let keys = keys::of_table(kind.word());
        let amounts = || keys.iter().filter(|key| key.ty == Type::Amount);
        let given: Vec<&'static Key> = amounts().filter(|key| view.child(key.name).is_some()).collect();
        let dropped = view.child("dropped").is_some_and(|it| it.scalar() == "true");
        let aside = if dropped { ", left out" } else { "" };
        let [word] = given.as_slice() else {
            let said = if view.is_table() {
                written(self.document, place, Type::Text)
            } else {
                view.scalar().into_owned()
            };
            let mut field = Self::blank(section, format!("{id}{aside}"), &said);
            field.kind = Kind::Line(place.clone(), kind);
            self.made.push(field);
            return;
        };
        let amount = place.child(word.name);
        if view.child(word.name).is_some_and(|it| it.is_table()) {
            let title = format!("{id} {}, by year{aside}", word.name);
            self.year_fields(word, &amount, section, &title, word.name);
        } else {
            let was = written(self.document, &amount, Type::Amount);
            let mut field = Self::blank(section, format!("{id} {}{aside}", word.name), &was);
            field.kind = Kind::Amount(amount, kind, id.to_owned());
            self.made.push(field);
        }
        if kind == LineKind::Cost {
            self.payer(place, word.name);
        }
    }

    /// Who pays a cost.
    fn payer(&mut self, place: &Path, word: &str) {
        let payer = place.child("funded-by");
        let ty = Type::Shares(Item::Envelope);
        let was = written(self.document, &payer, ty);
        let mut field = Self::blank("Costs", "  paid by".to_owned(), &was);
        field.doc = "Which envelope pays it";
        (field.ty, field.key, field.empty) = (ty, "funded-by".to_owned(), who_pays(self.plan, word));
        field.choices = choices::of(self.plan, &self.years, Type::Id(Item::Envelope));
        field.kind = Kind::Key(payer);
        self.made.push(field);
    }
}

/// Who pays a kind when the line says nothing.
fn who_pays(plan: &Plan, word: &str) -> String {
    let kind = CostKind::ALL.into_iter().find(|kind| kind.word() == word);
    let pays = |kind| plan.envelopes.iter().filter(move |it| !it.dropped && it.pays(kind));
    let known: Vec<&str> = kind.into_iter().flat_map(pays).map(|it| it.id.as_str()).collect();
    match known.as_slice() {
        [] => "no envelope pays it".to_owned(),
        [only] => (*only).to_owned(),
        many => format!("? {}", many.join(" or ")),
    }
}
