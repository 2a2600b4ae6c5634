//! The table of diagnostic codes: number, name, default severity, one sentence. `docs/diagnostics.md` is made from it.
//!
//! M0xx the text, M1xx values and keys, M2xx references and schedule, M3xx money and envelopes, M4xx not counted yet,
//! M5xx settings and themes.

use std::fmt;

use super::Severity;

/// What the table says of one code.
#[derive(Debug, Clone, Copy)]
pub struct CodeInfo {
    /// `M101`.
    pub code: &'static str,
    /// A short name: `unknown-key`.
    pub name: &'static str,
    /// How much it matters by default.
    pub severity: Severity,
    /// When it is raised, as one sentence.
    pub doc: &'static str,
}

macro_rules! codes {
    ($($variant:ident = $code:literal $name:literal $severity:ident $doc:literal;)*) => {
        /// A stable diagnostic code.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $doc] $variant,)*
        }

        impl Code {
            /// Every code, in the order of their numbers.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// What the table says of this code.
            pub const fn info(self) -> CodeInfo {
                match self {
                    $(Self::$variant => CodeInfo {
                        code: $code,
                        name: $name,
                        severity: Severity::$severity,
                        doc: $doc,
                    },)*
                }
            }
        }
    };
}

codes! {
    Syntax = "M001" "syntax" Error "The text is not TOML at this place.";
    Duplicate = "M002" "duplicate" Error "A key or table stands twice.";
    UnfinishedMerge = "M004" "unfinished-merge" Error "The file has merge conflict markers.";
    NewerSyntax = "M005" "newer-syntax" Hint "The text uses TOML 1.1, which many editors do not read.";
    NewerFormat = "M006" "newer-format" Error "The file says a format version that this milepost does not know.";
    HiddenCharacter = "M007" "hidden-character" Warning "A text has control or direction characters that hide what it says.";
    ExtendsNotRead = "M008" "extends-not-read" Warning "The plan extends other files, which this version does not read yet.";
    UnknownKey = "M101" "unknown-key" Warning "A key that the format does not have; it is kept, and counts for nothing.";
    WrongType = "M102" "wrong-type" Error "A value of the wrong type.";
    BadDate = "M103" "bad-date" Error "A value that is not a date, or a date outside 1900 to 2200.";
    BadDuration = "M104" "bad-duration" Error "A value that is not a duration.";
    BadMoney = "M105" "bad-money" Error "A value that is not an amount of money that can be held exactly.";
    BadPercent = "M106" "bad-percent" Error "A value that is not a percentage with its sign %.";
    BadYear = "M107" "bad-year" Error "A key that is not a financial year of this plan.";
    BadId = "M108" "bad-id" Error "An id that is not lower-case letters, digits and hyphens.";
    BadChoice = "M109" "bad-choice" Error "A value that is not one of the words allowed here.";
    OutOfRange = "M110" "out-of-range" Error "A number outside its range.";
    MissingKey = "M111" "missing-key" Error "A key that must be there is not.";
    KindCount = "M112" "kind-count" Error "A money line needs exactly one kind.";
    NeedsPer = "M113" "needs-per" Error "A recurrent amount says no period.";
    PerNotAllowed = "M114" "per-not-allowed" Error "A one-off amount cannot have a period.";
    NoPlanStart = "M115" "no-plan-start" Error "Nothing says when the plan starts.";
    DatesInverted = "M116" "dates-inverted" Error "An end that is before its beginning.";
    DurationAssumed = "M117" "duration-assumed" Hint "No duration is given, so three months are assumed.";
    KeyHasNoEffect = "M118" "key-has-no-effect" Warning "A key that has no effect beside the others here.";
    EmptyWindow = "M119" "empty-window" Warning "Money that ends before it begins, so all of it falls on its first day.";
    UnknownId = "M201" "unknown-id" Error "A reference to something that is not in the plan.";
    BadReference = "M202" "bad-reference" Error "A reference that cannot be read.";
    Cycle = "M203" "cycle" Error "Initiatives wait for each other in a circle.";
    StartTooEarly = "M204" "start-too-early" Error "A given start that what it waits for does not allow.";
    DeadlineMissed = "M205" "deadline-missed" Warning "The last day is after the deadline.";
    LinkToDropped = "M206" "link-to-dropped" Warning "A dependency on something dropped is ignored.";
    ActualConflict = "M207" "actual-conflict" Warning "Actual dates that a dependency does not allow.";
    ActualMissing = "M208" "actual-missing" Warning "Active or done, but no date says since when.";
    AfterPlanEnd = "M209" "after-plan-end" Warning "It finishes after the plan's end.";
    DuplicateLink = "M210" "duplicate-link" Warning "The same dependency stands twice.";
    BeforePlanStart = "M211" "before-plan-start" Warning "A given start before the plan's start, of something that has not begun.";
    UndescribedPartner = "M212" "undescribed-partner" Warning "A partner shares costs, but nothing in the plan says who that is.";
    Unfunded = "M301" "unfunded" Error "No envelope pays this money.";
    Ambiguous = "M302" "ambiguous" Error "More than one envelope could pay this money.";
    Ineligible = "M303" "ineligible" Error "Money that its envelope may not pay.";
    SharesNotWhole = "M304" "shares-not-whole" Error "Shares that do not add up to 100 %.";
    Beyond = "M305" "beyond" Warning "Money before the plan's first or after its last financial year.";
    EmptyEnvelope = "M306" "empty-envelope" Warning "An envelope without any amount allows nothing.";
    RecurrentNotNamed = "M307" "recurrent-not-named" Error "More than one envelope pays recurrent alone, so this must name its own.";
    ChargedToWrong = "M308" "charged-to-wrong" Error "Borrowing must be charged to an envelope that pays recurrent alone.";
    NoLife = "M309" "no-life" Error "Borrowing needs the life over which it is repaid.";
    Over = "M310" "over" Error "An envelope is over in this year.";
    Impossible = "M311" "impossible" Error "Committed initiatives alone are over.";
    Tight = "M312" "tight" Hint "The headroom is under the tolerance.";
    NotConfirmed = "M313" "not-confirmed" Hint "An envelope that nobody has confirmed yet.";
    TooMuchMoney = "M314" "too-much-money" Error "An amount that grows beyond what can be computed.";
    DroppedEnvelope = "M315" "dropped-envelope" Warning "The envelope that should pay is left out.";
    YearOutsidePlan = "M316" "year-outside-plan" Warning "An amount in a year that the plan does not cover.";
    NotCountedYet = "M401" "not-counted-yet" Hint "This is read and kept; its money does not count yet.";
    UnknownTheme = "M501" "unknown-theme" Error "A theme that neither comes with the program nor stands in the folder of themes.";
    ThemeCircle = "M502" "theme-circle" Error "Themes inherit from each other in a circle.";
    BadColour = "M503" "bad-colour" Error "A value that is not a colour.";
    UnknownCommand = "M504" "unknown-command" Error "A command that the program does not have.";
    BadKey = "M505" "bad-key" Error "A value that is not a key, or one that cannot be bound.";
    SharedKey = "M506" "shared-key" Error "Two commands of one place share a key, or one's key begins the other's.";
}

impl Code {
    /// Whether it says how affordable the plan is, which is a verdict of its own and makes no file invalid.
    pub const fn is_verdict(self) -> bool {
        matches!(self, Self::Unfunded | Self::Ambiguous | Self::Ineligible | Self::Over | Self::Impossible)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.info().code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_in_order() {
        let codes: Vec<_> = Code::ALL.iter().map(|code| code.info().code).collect();
        assert!(codes.is_sorted() && codes.windows(2).all(|pair| pair[0] != pair[1]), "{codes:?}");
    }
}
