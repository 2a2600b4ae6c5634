//! What surrounds the work: technologies, channels, partners, risks, measures.

use super::fields::Fields;
use super::reader::Reader;
use crate::keys::Item;
use crate::plan::{Channel, Measure, Partner, Per, Risk, Technology};

impl<'d> Reader<'d> {
    pub(super) fn technology(&mut self, id: &'d str, fields: &Fields<'_, 'd>) -> Technology {
        Technology {
            id: id.to_owned(),
            title: self.title(id, fields),
            supplier: self.text(fields, "supplier"),
            cost: self.number(fields, "cost"),
            per: match self.choice(fields, "per") {
                Some(1) => Per::Quarter,
                Some(2) => Per::Month,
                Some(3) => Per::Week,
                _ => Per::Year,
            },
            contract_ends: self.day(fields, "contract-ends"),
            used: self.percent(fields, "used"),
            charged_to: self
                .id(fields, "charged-to")
                .map(|at| self.ids.list(Item::Envelope)[at as usize].to_owned()),
            notes: self.text(fields, "notes"),
        }
    }

    pub(super) fn channel(&mut self, id: &'d str, fields: &Fields<'_, 'd>) -> Channel {
        Channel {
            id: id.to_owned(),
            title: self.title(id, fields),
            unit_cost: self.number(fields, "unit-cost"),
            contacts: self.years(fields, "contacts").unwrap_or_default(),
            source: self.text(fields, "source"),
        }
    }

    pub(super) fn partner(&mut self, id: &'d str, fields: &Fields<'_, 'd>) -> Partner {
        Partner {
            id: id.to_owned(),
            title: self.title(id, fields),
            contact: self.text(fields, "contact"),
            notes: self.text(fields, "notes"),
        }
    }

    pub(super) fn risk(&mut self, id: &'d str, fields: &Fields<'_, 'd>) -> Risk {
        Risk {
            id: id.to_owned(),
            title: self.title(id, fields),
            chance: self.percent(fields, "chance"),
            hits: self.names(fields, "hits", Item::Initiative),
            cost: self.number(fields, "cost"),
            delay: self.duration(fields, "delay"),
            owner: self.text(fields, "owner"),
            response: self.text(fields, "response"),
        }
    }

    pub(super) fn measure(&mut self, id: &'d str, fields: &Fields<'_, 'd>) -> Measure {
        Measure {
            id: id.to_owned(),
            title: self.title(id, fields),
            unit: self.text(fields, "unit"),
            baseline: self.number(fields, "baseline"),
            target: self.number(fields, "target"),
            by: self.day(fields, "by"),
            owner: self.text(fields, "owner"),
        }
    }
}
