//! Envelopes: the money there is.

use super::{KINDS, key};
use crate::keys::{Edge, Figure, Item, Length, Table, Type};

pub(super) const ENVELOPE: Table = Table {
    name: "envelope",
    path: "envelope.*",
    doc: "Money that may be spent, by year or for life",
    keys: &[
        key("title", Type::Text, "Its title").or("from the id"),
        key(
            "pays",
            Type::Choices(KINDS),
            "The kinds it pays; recurrent alone: it holds the net effect on the revenue budget",
        )
        .or("all three"),
        key("year", Type::Years(Figure::Money), "Allocations by year; of a reserve, drawdown limits"),
        key("total", Type::Money, "A cap on its whole life"),
        key("carry-forward", Type::Choice(&["none", "surplus"]), "Whether a year's surplus opens the next")
            .or("\"none\""),
        key("from", Type::Date(Edge::Begin), "The first day on which spend is eligible"),
        key("until", Type::Date(Edge::End), "The last day on which spend is eligible"),
        key("reserve", Type::Table("reserve"), "Makes it a stock of money that is drawn down"),
        key("add", Type::Years(Figure::Money), "Contributions to the reserve by year"),
        key("borrowing", Type::Table("borrowing"), "Makes it borrowing, to be repaid with interest"),
        key("charged-to", Type::Id(Item::Envelope), "Where repayment and interest are charged")
            .or("the only envelope that pays recurrent alone"),
        key("confirmed", Type::Table("confirmed"), "Who confirmed it").or("not confirmed"),
        key("partner", Type::Id(Item::Partner), "The partner it comes from"),
        key("dropped", Type::Bool, "Leaves it out").or("false"),
        key("note", Type::Text, "A remark"),
    ],
};

pub(super) const RESERVE: Table = Table {
    name: "reserve",
    path: "envelope.*.reserve",
    doc: "A stock of money that is drawn down",
    keys: &[
        key("opening", Type::Money, "What it holds at the plan's start; required"),
        key("floor", Type::Money, "The least it may hold at a year's end").or("0"),
    ],
};

pub(super) const BORROWING: Table = Table {
    name: "borrowing",
    path: "envelope.*.borrowing",
    doc: "What borrowing costs",
    keys: &[
        key("interest", Type::Percent(0, 100), "Yearly interest; required"),
        key(
            "life",
            Type::Duration(Length::Years),
            "Years over which it is repaid, unless the line says otherwise",
        ),
    ],
};

pub(super) const CONFIRMED: Table = Table {
    name: "confirmed",
    path: "envelope.*.confirmed",
    doc: "Who confirmed the money",
    keys: &[
        key("by", Type::Text, "Who"),
        key("on", Type::Date(Edge::Begin), "When"),
        key("minute", Type::Text, "The minute that records it"),
    ],
};
