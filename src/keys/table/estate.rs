//! What surrounds the work: technologies, channels, partners, risks, measures.

use super::{PERIODS, key};
use crate::keys::{Edge, Figure, Item, Length, Table, Type};

pub(super) const TECHNOLOGY: Table = Table {
    name: "technology",
    path: "technology.*",
    doc: "A technology in use",
    keys: &[
        key("title", Type::Text, "Its title").or("from the id"),
        key("supplier", Type::Text, "Who supplies it"),
        key("cost", Type::Money, "What it costs").later(),
        key("per", Type::Choice(PERIODS), "For which period").or("\"year\"").later(),
        key("contract-ends", Type::Date(Edge::End), "The last day of its contract"),
        key("used", Type::Percent(0, 100), "How much of it is used"),
        key("charged-to", Type::Id(Item::Envelope), "The envelope it is charged to").later(),
        key("notes", Type::Notes, "Remarks"),
    ],
};

pub(super) const CHANNEL: Table = Table {
    name: "channel",
    path: "channel.*",
    doc: "A channel through which people are served",
    keys: &[
        key("title", Type::Text, "Its title").or("from the id"),
        key("unit-cost", Type::Price, "The cost of one contact").later(),
        key("contacts", Type::Years(Figure::Count), "How many contacts in each year").later(),
        key("source", Type::Text, "Where the figures are from"),
    ],
};

pub(super) const PARTNER: Table = Table {
    name: "partner",
    path: "partner.*",
    doc: "A partner that shares costs",
    keys: &[
        key("title", Type::Text, "Its title").or("from the id"),
        key("contact", Type::Text, "Whom to ask"),
        key("notes", Type::Notes, "Remarks"),
    ],
};

pub(super) const RISK: Table = Table {
    name: "risk",
    path: "risk.*",
    doc: "A risk as an event; it counts in simulation only",
    keys: &[
        key("title", Type::Text, "Its title").or("from the id"),
        key("chance", Type::Percent(0, 100), "How likely").later(),
        key("hits", Type::Ids(Item::Initiative), "The initiatives it hits").later(),
        key("cost", Type::Money, "What it costs").later(),
        key("delay", Type::Duration(Length::Any), "By how much it delays").later(),
        key("owner", Type::Text, "Who watches it"),
        key("response", Type::Notes, "What is done about it"),
    ],
};

pub(super) const MEASURE: Table = Table {
    name: "measure",
    path: "measure.*",
    doc: "An outcome that is not money",
    keys: &[
        key("title", Type::Text, "Its title").or("from the id"),
        key("unit", Type::Text, "What is counted"),
        key("baseline", Type::Number(None), "Where it stands"),
        key("target", Type::Number(None), "Where it should be"),
        key("by", Type::Date(Edge::End), "The last day by which it should be there"),
        key("owner", Type::Text, "Who answers for it"),
    ],
};
