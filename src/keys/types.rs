//! What a key takes, and how to say so.

/// Which end of a span of days a date stands for: `"2027-10"` is the first of October, or its last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Edge {
    /// Its begin.
    Begin,
    /// Its end.
    End,
}

/// Which durations are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Length {
    /// All.
    Any,
    /// Months, quarters or years.
    Months,
    /// Whole years, at least one.
    Years,
}

/// What a table by financial year holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Figure {
    /// Money.
    Money,
    /// How many.
    Count,
}

/// What an id refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Item {
    /// `[stage.ID]`
    Stage,
    /// `[initiative.ID]`
    Initiative,
    /// `[envelope.ID]`
    Envelope,
    /// `[technology.ID]`
    Technology,
    /// `[channel.ID]`
    Channel,
    /// `[partner.ID]`
    Partner,
    /// `[measure.ID]`
    Measure,
}

impl Item {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Stage,
        Self::Initiative,
        Self::Envelope,
        Self::Technology,
        Self::Channel,
        Self::Partner,
        Self::Measure,
    ];

    /// The name of its table, which is also the word for people.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Stage => "stage",
            Self::Initiative => "initiative",
            Self::Envelope => "envelope",
            Self::Technology => "technology",
            Self::Channel => "channel",
            Self::Partner => "partner",
            Self::Measure => "measure",
        }
    }
}

/// What a key takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// One line of text.
    Text,
    /// Text of any length.
    Notes,
    /// A date, or a month that stands for its first or last day.
    Date(Edge),
    /// A length of time.
    Duration(Length),
    /// A shortest and a longest duration.
    DurationRange,
    /// An amount of money.
    Money,
    /// An amount of money, or amounts by financial year.
    Amount,
    /// The price of one, with up to six decimals.
    Price,
    /// A percentage from the first to the second number.
    Percent(i32, i32),
    /// One percentage, or one for each of these words.
    Percents(&'static [&'static str]),
    /// `true` or `false`.
    Bool,
    /// A whole number from the first to the second.
    Integer(i64, i64),
    /// A number, from the first to the second when they are given.
    Number(Option<(u32, u32)>),
    /// One of these words.
    Choice(&'static [&'static str]),
    /// One or more of these words.
    Choices(&'static [&'static str]),
    /// The id of an item.
    Id(Item),
    /// Ids of items.
    Ids(Item),
    /// What something waits for.
    Links,
    /// Texts.
    Texts,
    /// Figures by financial year.
    Years(Figure),
    /// The id of an item, or percentages by id.
    Shares(Item),
    /// Percentages by id that leave something for ourselves.
    Parts(Item),
    /// A date, or the start or finish with an offset.
    Bound(Edge),
    /// A currency code.
    Currency,
    /// Month and day on which financial years begin.
    YearStart,
    /// A financial year.
    Year,
    /// Texts by date.
    Decisions,
    /// Texts by diagnostic code.
    Acceptances,
    /// A table of its own.
    Table(&'static str),
    /// Tables by id.
    Tables(&'static str),
}

impl Type {
    /// Whether a value may be a table of keys that are no words of the format: years, shares, dates, codes.
    pub const fn has_keys_below(self) -> bool {
        matches!(
            self,
            Self::Years(_)
                | Self::Amount
                | Self::Percents(_)
                | Self::Shares(_)
                | Self::Parts(_)
                | Self::Decisions
                | Self::Acceptances
        )
    }

    /// What is accepted, for people, with examples as the file writes them.
    pub fn accepts(self) -> String {
        match self {
            Self::Text => "text in quotes".to_owned(),
            Self::Notes => "text in quotes, or in \"\"\" over several lines".to_owned(),
            Self::Date(Edge::Begin) => {
                "a date: 2027-04-01, or \"2027-04\" for the first of the month".to_owned()
            }
            Self::Date(Edge::End) => "a date: 2028-03-31, or \"2028-03\" for its last day".to_owned(),
            Self::Duration(Length::Any) => "a duration: \"6 months\", \"10 weeks\", \"30d\"".to_owned(),
            Self::Duration(Length::Months) => "a duration in months or longer: \"12 months\"".to_owned(),
            Self::Duration(Length::Years) => "whole years: \"5 years\"".to_owned(),
            Self::DurationRange => "two durations: [\"4 months\", \"9 months\"]".to_owned(),
            Self::Money => "an amount: 120_000 or 1_250.50".to_owned(),
            Self::Amount => "an amount, or amounts by year: 120_000 or { 2027-28 = 80_000 }".to_owned(),
            Self::Price => "the price of one, up to 6 decimals: 0.15".to_owned(),
            Self::Percent(-100, _) => "a percentage with its sign: \"+10%\" or \"-20%\"".to_owned(),
            Self::Percent(_, _) => "a percentage: \"10%\"".to_owned(),
            Self::Percents(words) => {
                format!("a percentage, or one by kind: \"10%\" or {{ {} = \"10%\" }}", words[0])
            }
            Self::Bool => "true or false".to_owned(),
            Self::Integer(i64::MIN, _) => "a whole number: 35".to_owned(),
            Self::Integer(least, i64::MAX) => format!("a whole number from {least}"),
            Self::Integer(least, most) => format!("a whole number from {least} to {most}"),
            Self::Number(None) => "a number: 52 or 4.5".to_owned(),
            Self::Number(Some((least, most))) => format!("a number from {least} to {most}"),
            Self::Choice(words) => {
                words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", ")
            }
            Self::Choices(words) => {
                let words: Vec<_> = words.iter().map(|word| format!("\"{word}\"")).collect();
                format!("a list of {}", words.join(", "))
            }
            Self::Id(item) => format!("the id of {}", a(item.word())),
            Self::Ids(item) => format!("ids of {}: [\"one\", \"two\"]", plural(item)),
            Self::Links => {
                "references: \"crm\", \"crm.start + 2 months\", \"stage:existing\", \"gate:existing\""
                    .to_owned()
            }
            Self::Texts => "texts: [\"one\", \"two\"]".to_owned(),
            Self::Years(Figure::Money) => "amounts by financial year: 2027-28 = 80_000".to_owned(),
            Self::Years(Figure::Count) => "numbers by financial year: 2027-28 = 12_000".to_owned(),
            Self::Shares(item) => format!(
                "the id of {}, or shares that add up to 100 %: {{ one = \"60%\", two = \"40%\" }}",
                a(item.word())
            ),
            Self::Parts(item) => format!("a percentage for each {}: {{ neighbour = \"40%\" }}", item.word()),
            Self::Bound(Edge::Begin) => "a date, or \"start\", \"finish\", \"finish + 3 months\"".to_owned(),
            Self::Bound(Edge::End) => "a date (its last day), or \"start + 2 years\", \"finish\"".to_owned(),
            Self::Currency => "an ISO 4217 code: \"GBP\"".to_owned(),
            Self::YearStart => "month and day, the first of a month: \"04-01\"".to_owned(),
            Self::Year => "a financial year: \"2027-28\"".to_owned(),
            Self::Decisions => {
                "what and by whom, by date: decided.2028-02-14 = \"Cabinet: approved\"".to_owned()
            }
            Self::Acceptances => {
                "why, by diagnostic code: accept.M205 = \"agreed with the supplier\"".to_owned()
            }
            Self::Table(_) => "a table".to_owned(),
            Self::Tables(_) => "tables, each with its id".to_owned(),
        }
    }

    /// The unit of its figure; empty when it has none.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Money | Self::Amount | Self::Price | Self::Years(Figure::Money) => {
                "major units of the plan's currency"
            }
            Self::Percent(..) | Self::Percents(_) | Self::Shares(_) | Self::Parts(_) => "%",
            Self::Duration(_) | Self::DurationRange => "days, weeks, months, quarters or years",
            _ => "",
        }
    }
}

/// A word with its article.
pub(crate) fn a(word: &str) -> String {
    let article = if word.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" };
    format!("{article} {word}")
}

/// The word for several.
fn plural(item: Item) -> String {
    match item {
        Item::Technology => "technologies".to_owned(),
        other => format!("{}s", other.word()),
    }
}
