//! The columns of the table of initiatives: what each is called, what it says, and how it is written.

use crate::display::Align;
use crate::plan::Kind;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// The key of the file with this name, as words.
    Words(&'static str),
    /// The key of the file with this name: a day, or a length of time.
    Time(&'static str),
    /// The first day, which several keys make together.
    Start,
    /// One cost as written, of a kind.
    Cost(Kind),
    /// One benefit as written, a year; whether it is cashable.
    Benefit(bool),
    /// Who pays.
    Payers,
    /// What is computed, and of what.
    Computed(&'static str),
    /// What two plans that stand side by side differ in.
    Apart(Apart),
}

/// What two plans that stand side by side differ in, of one initiative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Apart {
    /// The first day in the other.
    StartThere,
    /// How much later it starts.
    Start,
    /// The last day in the other.
    FinishThere,
    /// How much later it finishes.
    Finish,
    /// What it costs once in the other.
    CostThere,
    /// How much more it costs once.
    Cost,
    /// What it costs to run in the other.
    RunningThere,
    /// How much more it costs to run.
    Running,
}

macro_rules! columns {
    ($($column:ident $name:literal $cells:literal $holds:expr, $doc:literal;)*) => {
        /// A column of the table of initiatives.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Column { $(#[doc = $doc] $column,)* }

        impl Column {
            /// Every column, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$column,)*];

            /// Its heading.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$column => $name,)* }
            }

            /// What it says, as one sentence.
            pub const fn doc(self) -> &'static str {
                match self { $(Self::$column => $doc,)* }
            }

            /// The cells that it wants.
            pub const fn cells(self) -> u16 {
                match self { $(Self::$column => $cells,)* }
            }

            /// What it holds.
            pub const fn holds(self) -> Holds {
                match self { $(Self::$column => $holds,)* }
            }
        }
    };
}

columns! {
    Title "title" 25 Holds::Words("title"), "What it is called.";
    Id "id" 18 Holds::Computed("other items name it by its id"), "Its name in the file.";
    Code "code" 8 Holds::Words("code"), "The organisation's own reference.";
    Stage "stage" 14 Holds::Words("stage"), "The stage that it belongs to.";
    Owner "owner" 12 Holds::Words("owner"), "Who owns it.";
    Sponsor "sponsor" 12 Holds::Words("sponsor"), "Who sponsors it.";
    Status "status" 8 Holds::Words("status"), "How firm it is: idea, proposed, approved, active, done.";
    Start "start" 11 Holds::Start, "Its first day, as computed.";
    Finish "finish" 11 Holds::Computed("start and duration make it"), "Its last day, as computed.";
    Duration "duration" 10 Holds::Time("duration"), "How long it takes.";
    NotBefore "not before" 11 Holds::Time("not-before"), "The earliest day it may start.";
    Deadline "deadline" 11 Holds::Time("deadline"), "The last day on which it may finish.";
    Slack "slack" 6 Holds::Computed("the whole schedule makes it"), "How long it may slip and delay nothing.";
    After "after" 18 Holds::Words("after"), "What its start waits for.";
    Capital "capital" 9 Holds::Cost(Kind::Capital), "Capital, as written.";
    OneOff "one-off" 9 Holds::Cost(Kind::OneOff), "Revenue that ends with delivery, as written.";
    Recurrent "running/y" 9 Holds::Cost(Kind::Recurrent), "Recurrent cost of a full year, as written.";
    Cashable "saves/y" 9 Holds::Benefit(true), "Cashable benefits of a full year, as written.";
    NonCashable "other/y" 9 Holds::Benefit(false), "Benefits of a full year that are not cashable, as written.";
    Net "net/y" 9 Holds::Computed("it is what it saves less what it costs to run"), "Cashable benefits less recurrent cost, in a full year: what stays in the budget.";
    FundedBy "funded by" 16 Holds::Payers, "Who pays its costs.";
    Tags "tags" 14 Holds::Words("tags"), "Its tags.";
    StartThere "start there" 11 Holds::Apart(Apart::StartThere), "Its first day in what the plan is compared with, where it differs.";
    StartApart "± start" 9 Holds::Apart(Apart::Start), "How much later it starts here.";
    FinishThere "finish there" 12 Holds::Apart(Apart::FinishThere), "Its last day in what the plan is compared with, where it differs.";
    FinishApart "± finish" 10 Holds::Apart(Apart::Finish), "How much later it finishes here.";
    CostThere "cost there" 10 Holds::Apart(Apart::CostThere), "What it costs once in what the plan is compared with, where it differs.";
    CostApart "± cost" 9 Holds::Apart(Apart::Cost), "How much more it costs once here.";
    RunningThere "running there" 13 Holds::Apart(Apart::RunningThere), "What it costs to run a full year in what the plan is compared with, where it differs.";
    RunningApart "± running/y" 13 Holds::Apart(Apart::Running), "How much more it costs to run a full year here.";
}

impl Column {
    /// The columns that are shown until others are chosen.
    pub const SHOWN: [Self; 14] = [
        Self::Title,
        Self::Status,
        Self::Start,
        Self::Finish,
        Self::Capital,
        Self::OneOff,
        Self::Recurrent,
        Self::Cashable,
        Self::Net,
        Self::Duration,
        Self::Slack,
        Self::Stage,
        Self::Owner,
        Self::FundedBy,
    ];

    /// As many cells as it takes where there is room: words are cut least, figures stay close together.
    pub fn most(self) -> u16 {
        match self.holds() {
            Holds::Words(key) if !matches!(key, "code" | "status") => 2 * self.cells(),
            Holds::Payers => 2 * self.cells(),
            Holds::Words(_)
            | Holds::Time(_)
            | Holds::Start
            | Holds::Cost(_)
            | Holds::Benefit(_)
            | Holds::Computed(_)
            | Holds::Apart(_) => self.cells(),
        }
    }

    /// Its place among the amounts, where it is one.
    pub const fn amount(self) -> Option<usize> {
        match self {
            Self::Capital => Some(0),
            Self::OneOff => Some(1),
            Self::Recurrent => Some(2),
            Self::Cashable => Some(3),
            Self::NonCashable => Some(4),
            Self::Net => Some(5),
            Self::Title
            | Self::Id
            | Self::Code
            | Self::Stage
            | Self::Owner
            | Self::Sponsor
            | Self::Status
            | Self::Start
            | Self::Finish
            | Self::Duration
            | Self::NotBefore
            | Self::Deadline
            | Self::Slack
            | Self::After
            | Self::FundedBy
            | Self::Tags
            | Self::StartThere
            | Self::StartApart
            | Self::FinishThere
            | Self::FinishApart
            | Self::CostThere
            | Self::CostApart
            | Self::RunningThere
            | Self::RunningApart => None,
        }
    }

    /// What it says of two plans that stand side by side; such a column is there only while they do.
    pub const fn apart(self) -> Option<Apart> {
        match self.holds() {
            Holds::Apart(of) => Some(of),
            Holds::Words(_)
            | Holds::Time(_)
            | Holds::Start
            | Holds::Cost(_)
            | Holds::Benefit(_)
            | Holds::Payers
            | Holds::Computed(_) => None,
        }
    }

    /// On which side its cells stand: figures and dates at the right, so that they can be compared.
    pub const fn align(self) -> Align {
        match self.holds() {
            Holds::Words(_) | Holds::Payers => Align::Left,
            Holds::Computed(_) if matches!(self, Self::Id) => Align::Left,
            Holds::Time(_)
            | Holds::Start
            | Holds::Cost(_)
            | Holds::Benefit(_)
            | Holds::Computed(_)
            | Holds::Apart(_) => Align::Right,
        }
    }

    /// Whether what is typed into it begins with a digit or a sign rather than with a letter.
    pub const fn of_figures(self) -> bool {
        matches!(self.holds(), Holds::Time(_) | Holds::Start | Holds::Cost(_) | Holds::Benefit(_))
    }
}
