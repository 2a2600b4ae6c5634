//! Ids and references: what waits for what, with lag or lead.

use super::reader::{Reader, Trail, excerpt};
use crate::diagnostic::{Code, Origin};
use crate::document::View;
use crate::keys::{self, Item, is_id};
use crate::plan::{InitiativeIx, Link, LinkEnd, StageIx, Target};
use crate::units::{Duration, Offset};

/// A name and its offset: `crm.start + 2 months`; `None` when the offset cannot be read.
///
/// A minus needs a space before it, because ids have hyphens.
pub(super) fn split_offset(text: &str) -> Option<(&str, Offset)> {
    let text = text.trim();
    let plus = text.find('+');
    let minus = text.match_indices('-').map(|(at, _)| at).find(|at| text[..*at].ends_with([' ', '\t']));
    let Some(at) = plus.into_iter().chain(minus).min() else { return Some((text, Offset::NONE)) };
    let length = Duration::parse(&text[at + 1..])?;
    Some((text[..at].trim_end(), Offset { earlier: text[at..].starts_with('-'), length }))
}

impl<'d> Reader<'d> {
    /// The number of an item; if there is no such id, says so with the nearest.
    pub(super) fn find_id(
        &mut self,
        item: Item,
        id: &str,
        view: &View<'d>,
        trail: &Trail<'_>,
    ) -> Option<u32> {
        let number = self.ids.find(item, id);
        if number.is_none() {
            self.unknown_id(item, id, &view.origin(), trail);
        }
        number
    }

    pub(super) fn find_id_at(
        &mut self,
        item: Item,
        id: &str,
        origin: &Origin,
        trail: &Trail<'_>,
    ) -> Option<u32> {
        let number = self.ids.find(item, id);
        if number.is_none() {
            self.unknown_id(item, id, origin, trail);
        }
        number
    }

    fn unknown_id(&mut self, item: Item, id: &str, origin: &Origin, trail: &Trail<'_>) {
        let message = format!("there is no {} `{}`", item.word(), excerpt(id, 60));
        let help = match self.nearest_id(item, id) {
            Some(near) => format!("did you mean `{near}`?"),
            None if self.ids.list(item).is_empty() || !is_id(id) => {
                format!("add it: write [{}.{}]", item.word(), if is_id(id) { id } else { "my-id" })
            }
            None => format!(
                "write the id of {} that is in the plan, or add [{}.{id}]",
                keys::a(item.word()),
                item.word()
            ),
        };
        self.report(Code::UnknownId, trail, origin.clone(), message, help);
    }

    /// What something waits for, in the order of the file.
    pub(super) fn read_links(&mut self, view: &View<'d>, trail: &Trail<'_>) -> Option<Vec<Link>> {
        let items = self.list(view, trail, "a reference or a list of them")?;
        let mut links: Vec<Link> = Vec::with_capacity(items.len());
        for item in &items {
            let Some(text) = Self::string(item) else {
                let help = format!("write {} = [\"crm\", \"portal.start + 2 months\"]", trail.key);
                self.wrong(Code::BadReference, item, trail, "references in quotes", help);
                continue;
            };
            if let Some(link) = self.read_link(&text, item, trail) {
                links.push(link);
            }
        }
        Some(links)
    }

    fn read_link(&mut self, text: &str, view: &View<'d>, trail: &Trail<'_>) -> Option<Link> {
        let Some((name, offset)) = split_offset(text) else {
            let message = format!("the offset of \"{}\" is not a duration", excerpt(text, 60));
            let help = "write it as in \"crm.start + 2 months\" or \"crm - 1 week\"";
            self.report(Code::BadReference, trail, view.origin(), message, help);
            return None;
        };
        let (item, name, gate) = match name.split_once(':') {
            Some(("stage", rest)) => (Item::Stage, rest.trim(), false),
            Some(("gate", rest)) => (Item::Stage, rest.trim(), true),
            None => (Item::Initiative, name, false),
            Some((prefix, _)) => {
                let message = format!("\"{}\" begins with `{}:`", excerpt(text, 60), excerpt(prefix, 20));
                let help = "write an initiative's id, or \"stage:ID\", or \"gate:ID\"";
                self.report(Code::BadReference, trail, view.origin(), message, help);
                return None;
            }
        };
        let (id, end) = match name.split_once('.') {
            None => (name, LinkEnd::Finish),
            Some((id, "finish")) => (id, LinkEnd::Finish),
            Some((id, "start")) => (id, LinkEnd::Start),
            Some((id, other)) => {
                let message = format!("\"{}\" names `.{}`", excerpt(text, 60), excerpt(other, 20));
                let help = format!("write \"{0}.start\" or \"{0}.finish\"", excerpt(id, 60));
                self.report(Code::BadReference, trail, view.origin(), message, help);
                return None;
            }
        };
        if !is_id(id) {
            let message = format!("\"{}\" is not a reference", excerpt(text, 60));
            let help =
                "write an id, as in \"crm\", \"crm.start + 2 months\", \"stage:existing\", \"gate:existing\"";
            self.report(Code::BadReference, trail, view.origin(), message, help);
            return None;
        }
        let target = self.target(item, id, gate, view, trail)?;
        Some(Link { target, end, offset })
    }

    fn target(
        &mut self,
        item: Item,
        id: &str,
        gate: bool,
        view: &View<'d>,
        trail: &Trail<'_>,
    ) -> Option<Target> {
        let found = self.ids.find(item, id);
        if item == Item::Initiative && found.is_none() && self.ids.find(Item::Stage, id).is_some() {
            let message = format!("there is no initiative `{id}`, but a stage");
            let help = format!("write \"stage:{id}\"");
            self.report(Code::UnknownId, trail, view.origin(), message, help);
            return None;
        }
        let Some(number) = found else {
            self.unknown_id(item, id, &view.origin(), trail);
            return None;
        };
        if gate && !self.gates.contains(&number) {
            let message = format!("the stage `{id}` has no gate");
            let help = format!("add one: write gate = {{ on = 2028-03-31 }} under [stage.{id}]");
            self.report(Code::UnknownId, trail, view.origin(), message, help);
            return None;
        }
        Some(match (item, gate) {
            (Item::Stage, true) => Target::Gate(StageIx(number)),
            (Item::Stage, false) => Target::Stage(StageIx(number)),
            _ => Target::Initiative(InitiativeIx(number)),
        })
    }
}
