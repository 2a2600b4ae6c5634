//! Initiatives, their money lines, and what really happened.

use super::{PERIODS, key};
use crate::keys::{Edge, Figure, Item, Length, Table, Type};

pub(super) const INITIATIVE: Table = Table {
    name: "initiative",
    path: "initiative.*",
    doc: "A piece of work",
    keys: &[
        key("title", Type::Text, "Its title").or("from the id"),
        key("code", Type::Text, "The organisation's own reference"),
        key("stage", Type::Id(Item::Stage), "Its stage").or("Unstaged"),
        key("owner", Type::Text, "Who owns it"),
        key("sponsor", Type::Text, "Who sponsors it"),
        key(
            "status",
            Type::Choice(&["idea", "proposed", "approved", "active", "done"]),
            "How firm it is; an idea's money is shown apart",
        )
        .or("\"proposed\""),
        key("not-before", Type::Date(Edge::Begin), "The earliest day it may start"),
        key("start", Type::Date(Edge::Begin), "Exactly when it starts").or("as early as possible"),
        key("duration", Type::Duration(Length::Any), "How long it takes; \"0 days\" is a milestone")
            .or("\"3 months\""),
        key("duration-range", Type::DurationRange, "Shortest and longest, for simulation").later(),
        key("deadline", Type::Date(Edge::End), "The last day by which it must be finished"),
        key("after", Type::Links, "What its start waits for"),
        key("finish-after", Type::Links, "What its finish waits for"),
        key("optional", Type::Bool, "Whether fit may leave it out").or("false"),
        key("value", Type::Number(Some((0, 100))), "What doing it is worth to fit").or("0"),
        key("scope", Type::Choice(&["common", "local"]), "Serves the common need, or varies it locally"),
        key("shared-with", Type::Parts(Item::Partner), "What partners pay of its costs"),
        key("tags", Type::Texts, "Words to find it by"),
        key("notes", Type::Notes, "Remarks"),
        key("uses", Type::Ids(Item::Technology), "Technologies it uses"),
        key("retires", Type::Ids(Item::Technology), "Technologies it makes unnecessary"),
        key("moves", Type::Ids(Item::Measure), "Measures it moves"),
        key("rank", Type::Integer(i64::MIN, i64::MAX), "Order by hand within its lane").or("start, then id"),
        key("progress", Type::Percent(0, 100), "How far it is"),
        key("dropped", Type::Bool, "Leaves it out").or("false"),
        key("cost", Type::Tables("cost"), "What it costs, one line for each"),
        key("benefit", Type::Tables("benefit"), "What it brings, one line for each"),
        key("shift", Type::Tables("shift"), "Contacts that move from one channel to another").later(),
        key("actual", Type::Table("actual"), "What really happened"),
        key("decided", Type::Decisions, "Decisions by date: what and by whom"),
        key("accept", Type::Acceptances, "Warnings that are known and accepted, with the reason"),
    ],
};

pub(super) const COST: Table = Table {
    name: "cost",
    path: "initiative.*.cost.*",
    doc: "A cost: exactly one of capital, one-off and recurrent",
    keys: &[
        key("capital", Type::Amount, "Cost that creates or enhances an asset"),
        key("one-off", Type::Amount, "Revenue cost that ends with delivery"),
        key("recurrent", Type::Amount, "Revenue cost that goes on; needs per"),
        key("per", Type::Choice(PERIODS), "The period of the amount"),
        key(
            "spread",
            Type::Choice(&["even", "start", "finish", "front", "back", "s-curve"]),
            "How it spreads over its window",
        )
        .or("\"even\""),
        key("from", Type::Bound(Edge::Begin), "Begin of its window").or("the start; with per, the finish"),
        key("until", Type::Bound(Edge::End), "End of its window").or("the finish; with per, the plan's end"),
        key("low", Type::Money, "Least, for simulation").later(),
        key("high", Type::Money, "Most, for simulation").later(),
        key("funded-by", Type::Shares(Item::Envelope), "Which envelopes pay")
            .or("the only envelope that pays this kind"),
        key(
            "spend-by",
            Type::Date(Edge::End),
            "The last day on which its money may be spent: a condition of the grant",
        ),
        key("life", Type::Duration(Length::Years), "Years over which borrowing for it is repaid")
            .or("of the borrowing envelope"),
        key("each", Type::Text, "Pay as you go: the amount is the price of one of this").later(),
        key("volume", Type::Years(Figure::Count), "Pay as you go: how many in each year").later(),
        key("dropped", Type::Bool, "Leaves it out").or("false"),
        key("note", Type::Text, "A remark"),
    ],
};

pub(super) const BENEFIT: Table = Table {
    name: "benefit",
    path: "initiative.*.benefit.*",
    doc: "A benefit: exactly one of cashable and non-cashable",
    keys: &[
        key("cashable", Type::Amount, "Money by which a budget falls"),
        key("non-cashable", Type::Amount, "The worth of time or quality"),
        key("per", Type::Choice(PERIODS), "The period of the amount").or("once"),
        key("from", Type::Bound(Edge::Begin), "Begin of its window")
            .or("the start; with per, the finish and lag"),
        key("until", Type::Bound(Edge::End), "End of its window").or("the finish; with per, the plan's end"),
        key("low", Type::Money, "Least, for simulation").later(),
        key("high", Type::Money, "Most, for simulation").later(),
        key("lag", Type::Duration(Length::Any), "From the finish to its begin; only with per")
            .or("assumptions.savings-lag"),
        key("ramp", Type::Duration(Length::Months), "How long it takes to its full level; only with per")
            .or("assumptions.savings-ramp"),
        key("owner", Type::Text, "Whose budget falls"),
        key("budget-line", Type::Text, "The budget line that falls"),
        key("returns-to", Type::Id(Item::Envelope), "The envelope it is returned to"),
        key("confidence", Type::Choice(&["high", "medium", "low"]), "How sure it is"),
        key("dropped", Type::Bool, "Leaves it out").or("false"),
        key("note", Type::Text, "A remark"),
    ],
};

pub(super) const SHIFT: Table = Table {
    name: "shift",
    path: "initiative.*.shift.*",
    doc: "Contacts that move from one channel to another",
    keys: &[
        key("from", Type::Id(Item::Channel), "From which channel").later(),
        key("to", Type::Id(Item::Channel), "To which channel").later(),
        key("contacts", Type::Number(None), "How many contacts").later(),
        key("per", Type::Choice(PERIODS), "In which period").or("\"year\"").later(),
        key("take-up", Type::Percent(0, 100), "The share of them that moves").later(),
        key("repeat", Type::Percent(0, 100), "Repeat contacts avoided: one and done").or("\"0%\"").later(),
        key("cashable", Type::Percent(0, 100), "The share of the saving that is cashable")
            .or("\"40%\"")
            .later(),
        key("lag", Type::Duration(Length::Any), "From the finish to its begin")
            .or("assumptions.savings-lag")
            .later(),
        key("ramp", Type::Duration(Length::Months), "How long it takes to its full level")
            .or("assumptions.savings-ramp")
            .later(),
        key("owner", Type::Text, "Whose budget falls"),
        key("budget-line", Type::Text, "The budget line that falls"),
        key("dropped", Type::Bool, "Leaves it out").or("false"),
    ],
};

pub(super) const ACTUAL: Table = Table {
    name: "actual",
    path: "initiative.*.actual",
    doc: "What really happened",
    keys: &[
        key("start", Type::Date(Edge::Begin), "When it really started"),
        key("finish", Type::Date(Edge::End), "The last day on which it was worked on"),
        key("spend", Type::Years(Figure::Money), "What it really cost, by year").later(),
        key("saved", Type::Years(Figure::Money), "What it really saved, by year").later(),
    ],
};
