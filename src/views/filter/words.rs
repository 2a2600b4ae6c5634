//! The words of the filter language: flags, and the fields by what they hold.

macro_rules! words {
    ($(#[doc = $about:literal] $name:ident { $($word:ident $written:literal $also:expr, $doc:literal;)* })*) => { $(
        #[doc = $about]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name { $(#[doc = $doc] $word,)* }

        impl $name {
            /// Every one, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$word,)*];

            /// How it is written.
            pub const fn written(self) -> &'static str {
                match self { $(Self::$word => $written,)* }
            }

            /// What it asks, as one sentence.
            pub const fn doc(self) -> &'static str {
                match self { $(Self::$word => $doc,)* }
            }

            /// What else it may be called.
            const fn also(self) -> &'static [&'static str] {
                match self { $(Self::$word => &$also,)* }
            }

            /// The one of that name, whatever its case.
            pub fn named(word: &str) -> Option<Self> {
                let is = |other: &str| other.eq_ignore_ascii_case(word);
                Self::ALL.iter().copied().find(|it| is(it.written()) || it.also().iter().any(|other| is(other)))
            }
        }
    )* };
}

words! {
    /// A word that stands alone.
    Flag {
        Critical "critical" [], "It has no slack: when it slips, something that has a date slips too.";
        Over "over" ["breach"], "It is needed in a breach: without it the envelope is less over.";
        Unfunded "unfunded" [], "Some of its money has no envelope, or too many.";
        Late "late" ["overdue"], "It finishes after its deadline.";
        Problem "problem" ["problems"], "Something is wrong with it.";
        Now "now" ["running"], "It runs today.";
        Committed "committed" [], "It is approved, active or done.";
        Idea "idea" [], "Its status: an idea, which counts nowhere.";
        Proposed "proposed" [], "Its status: proposed.";
        Approved "approved" [], "Its status: approved.";
        Active "active" [], "Its status: active.";
        Done "done" [], "Its status: done.";
        Dropped "dropped" ["left-out"], "It is left out of the plan.";
        Optional "optional" [], "It may be left out to fit the plan into its envelopes.";
        Milestone "milestone" [], "It has a date and no duration.";
        Linked "linked" [], "It waits for something, or something waits for it.";
        Shared "shared" [], "Partners pay a part of it.";
        Decided "decided" [], "A decision is recorded.";
        Unstaged "unstaged" [], "It belongs to no stage.";
    }
    /// A field that holds text.
    Texts {
        Title "title" ["name"], "Its title.";
        Id "id" [], "Its id.";
        Code "code" [], "The organisation's own reference.";
        Stage "stage" [], "Its stage, by title or id.";
        Owner "owner" [], "Who owns it.";
        Sponsor "sponsor" [], "Who sponsors it.";
        Status "status" [], "How firm it is.";
        Tag "tag" ["tags"], "One of its tags.";
        Envelope "envelope" ["funded-by", "pays"], "An envelope that its money is in, by title or id.";
        After "after" ["waits-for"], "What it waits for, by title or id.";
        Before "before" ["feeds"], "What waits for it, by title or id.";
        Uses "uses" [], "A technology that it uses.";
        Retires "retires" [], "A technology that it retires.";
        Moves "moves" ["measure"], "A measure that it moves.";
        Partner "partner" ["shared-with"], "A partner who pays a part, by title or id.";
        Scope "scope" [], "Common or local.";
        Notes "notes" ["note"], "Its notes.";
    }
    /// A field that holds money.
    Sums {
        Cost "cost" [], "What it costs once: capital and one-off, our part, under the case.";
        Capital "capital" [], "Capital, as written.";
        OneOff "one-off" ["oneoff", "revenue"], "Revenue that ends with delivery, as written.";
        Recurrent "recurrent" ["runs"], "Recurrent cost of a full year, as written.";
        Saves "saves" ["cashable", "benefit"], "Cashable benefits of a full year, as written.";
        Other "other" ["non-cashable"], "Benefits of a full year that are not cashable, as written.";
        Net "net" [], "What it saves a full year less what it costs to run.";
    }
    /// A field that holds a day.
    Dates {
        Start "start" ["starts"], "Its first day.";
        Finish "finish" ["end", "finishes", "ends"], "Its last day.";
        Deadline "deadline" [], "The last day on which it may finish.";
        NotBefore "not-before" [], "The earliest day it may start.";
        During "during" ["runs-in"], "It runs then.";
    }
    /// A field that holds a length of time.
    Lengths {
        Duration "duration" ["takes"], "How long it takes.";
        Slack "slack" [], "How long it may slip and delay nothing.";
    }
    /// A field that holds a number.
    Numbers {
        Value "value" [], "What doing it is worth, 0 to 100.";
        Progress "progress" [], "How far it is, in percent.";
        Rank "rank" [], "Its place by hand.";
    }
}

/// The field that asks for money in a year.
pub(super) const YEAR: &str = "year";
/// What it asks.
const YEAR_DOC: &str = "It spends or saves money in that financial year.";

/// Every word that a filter understands: how it is written, with the sign that a field wants, and what it asks.
pub fn offered() -> impl Iterator<Item = (String, &'static str)> {
    let flags = Flag::ALL.iter().map(|it| (it.written().to_owned(), it.doc()));
    let field = |written: &str, sign: &str| format!("{written}{sign}");
    let texts = Texts::ALL.iter().map(move |it| (field(it.written(), ":"), it.doc()));
    let sums = Sums::ALL.iter().map(move |it| (field(it.written(), ">"), it.doc()));
    let dates = Dates::ALL
        .iter()
        .map(move |it| (field(it.written(), if *it == Dates::During { ":" } else { "<" }), it.doc()));
    let lengths = Lengths::ALL.iter().map(move |it| (field(it.written(), "<"), it.doc()));
    let numbers = Numbers::ALL.iter().map(move |it| (field(it.written(), ">"), it.doc()));
    let year = std::iter::once((field(YEAR, ":"), YEAR_DOC));
    flags.chain(texts).chain(sums).chain(dates).chain(year).chain(lengths).chain(numbers)
}
