//! The top, the plan, what it assumes, its stages, cases and scenarios.

use super::{KINDS, key};
use crate::keys::{Edge, Length, Table, Type};

pub(super) const TOP: Table = Table {
    name: "",
    path: "",
    doc: "The top of the file",
    keys: &[
        key("milepost", Type::Integer(1, i64::MAX), "Version of the format").or("1"),
        key("extends", Type::Texts, "Files that this one is laid over, later ones winning; not read yet"),
        key("plan", Type::Table("plan"), "The plan as a whole"),
        key("assumptions", Type::Table("assumptions"), "What the computation assumes"),
        key("stage", Type::Tables("stage"), "Stages, in the order of the file"),
        key("initiative", Type::Tables("initiative"), "The work"),
        key("envelope", Type::Tables("envelope"), "The money there is"),
        key("technology", Type::Tables("technology"), "Technologies in use"),
        key("channel", Type::Tables("channel"), "Channels through which people are served"),
        key("partner", Type::Tables("partner"), "Partners that share costs"),
        key("risk", Type::Tables("risk"), "Risks as events, for simulation"),
        key("measure", Type::Tables("measure"), "Outcomes that are not money"),
        key("case", Type::Tables("case"), "The same plan under other figures"),
        key("scenario", Type::Tables("scenario"), "Other plans, as overlays on this one"),
    ],
};

pub(super) const PLAN: Table = Table {
    name: "plan",
    path: "plan",
    doc: "The plan as a whole",
    keys: &[
        key("title", Type::Text, "Its title").or("the file's name"),
        key("organisation", Type::Text, "Whose plan it is"),
        key("description", Type::Notes, "What it is about"),
        key("owner", Type::Text, "Who answers for it"),
        key("start", Type::Date(Edge::Begin), "The first day; nothing begins before it")
            .or("first day of the financial year of the earliest start, not-before, actual.start or envelope year"),
        key("end", Type::Date(Edge::End), "The last day; affordability is checked to here")
            .or("end of the financial year of the last finish or envelope year"),
        key("currency", Type::Currency, "The currency of every amount").or("\"GBP\""),
        key("financial-year-starts", Type::YearStart, "When financial years begin").or("\"04-01\""),
        key("marking", Type::Text, "A protective marking, printed on every report"),
        key("as-of", Type::Date(Edge::Begin), "The day the plan speaks of"),
        key("reports-in", Type::Choice(&["units", "thousands", "millions"]), "Unit of tables").or("\"thousands\""),
    ],
};

pub(super) const ASSUMPTIONS: Table = Table {
    name: "assumptions",
    path: "assumptions",
    doc: "What the computation assumes",
    keys: &[
        key("discount-rate", Type::Percent(0, 100), "Yearly discount rate of the appraisal").or("\"3.5%\""),
        key("appraisal-years", Type::Integer(1, 200), "Length of the appraisal in financial years").or("10"),
        key("tolerance", Type::Percent(0, 100), "Headroom under this share of what is available is tight")
            .or("\"5%\""),
        key(
            "contingency",
            Type::Percents(KINDS),
            "A second check with costs raised by this; one percentage is for capital and one-off",
        ),
        key(
            "savings-lag",
            Type::Duration(Length::Any),
            "From an initiative's finish to the begin of its recurring benefits",
        ),
        key(
            "savings-ramp",
            Type::Duration(Length::Months),
            "How long recurring benefits take to reach their full level",
        ),
        key(
            "inflation",
            Type::Percents(&["capital", "one-off", "recurrent", "benefits"]),
            "Yearly inflation of amounts, never of envelopes; benefits follow recurrent",
        )
        .or("\"0%\""),
        key("price-base", Type::Year, "The financial year in whose prices amounts are stated")
            .or("the plan's first financial year"),
        key("correlation", Type::Percent(0, 100), "How far initiatives run over together, for simulation")
            .or("\"25%\"")
            .later(),
        key("optimism-bias", Type::Table("optimism-bias"), "Uplifts for optimism, with their evidence")
            .later(),
    ],
};

pub(super) const OPTIMISM_BIAS: Table = Table {
    name: "optimism-bias",
    path: "assumptions.optimism-bias",
    doc: "Uplifts for optimism, with their evidence",
    keys: &[
        key("capital", Type::Percent(-100, 1000), "On capital").later(),
        key("one-off", Type::Percent(-100, 1000), "On one-off cost").later(),
        key("recurrent", Type::Percent(-100, 1000), "On recurrent cost").later(),
        key("duration", Type::Percent(-100, 1000), "On durations").later(),
        key("benefits", Type::Percent(-100, 1000), "On benefits").later(),
        key("reference-class", Type::Text, "The class of projects it is drawn from"),
        key("source", Type::Text, "Where the figures are from"),
    ],
};

pub(super) const STAGE: Table = Table {
    name: "stage",
    path: "stage.*",
    doc: "A stage of the roadmap",
    keys: &[
        key("title", Type::Text, "Its title").or("from the id"),
        key("aim", Type::Text, "What it is for"),
        key("after", Type::Links, "What its initiatives wait for"),
        key("gate", Type::Table("gate"), "The decision at its end"),
    ],
};

pub(super) const GATE: Table = Table {
    name: "gate",
    path: "stage.*.gate",
    doc: "The decision at a stage's end; it moves nothing unless something waits for it",
    keys: &[
        key("title", Type::Text, "Its title").or("Gate, and the stage's title"),
        key("on", Type::Date(Edge::End), "The day it is held"),
        key("after", Type::Links, "What it waits for"),
        key("criteria", Type::Notes, "What is decided by"),
    ],
};

pub(super) const CASE: Table = Table {
    name: "case",
    path: "case.*",
    doc: "The same plan under other figures",
    keys: &[
        key("title", Type::Text, "Its title").or("from the id"),
        key("cost", Type::Percent(-100, 1000), "On capital and one-off cost").or("\"0%\""),
        key("recurrent", Type::Percent(-100, 1000), "On recurrent cost").or("\"0%\""),
        key("benefits", Type::Percent(-100, 1000), "On benefits").or("\"0%\""),
        key("duration", Type::Percent(-100, 1000), "On durations").or("\"0%\""),
        key("savings-delay", Type::Duration(Length::Any), "Added to the begin of recurring benefits"),
        key(
            "inflation",
            Type::Percents(&["capital", "one-off", "recurrent", "benefits"]),
            "Replaces the plan's inflation",
        )
        .or("the plan's"),
    ],
};

pub(super) const SCENARIO: Table = Table {
    name: "scenario",
    path: "scenario.*",
    doc: "Another plan, as an overlay: any table of the format below it, as in [scenario.lean.initiative.portal]",
    keys: &[key("title", Type::Text, "Its title").or("from the id")],
};
