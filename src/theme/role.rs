//! The roles: everything that has a look, by meaning.

macro_rules! roles {
    ($($(#[doc = $doc:literal])* $role:ident $name:literal $(-> $fallback:ident)?;)*) => {
        /// Something that has a look, by its meaning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Role {
            $($(#[doc = $doc])* $role,)*
        }

        impl Role {
            /// Every role.
            pub const ALL: [Self; Self::COUNT] = [$(Self::$role,)*];
            /// How many there are.
            pub const COUNT: usize = [$($name,)*].len();

            /// As a theme writes it.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$role => $name,)*
                }
            }

            /// The role that it looks like when a theme does not say it.
            pub const fn fallback(self) -> Option<Self> {
                match self {
                    $(Self::$role => { let fallback: Option<Self> = None; $(let fallback = { let _ = fallback; Some(Self::$fallback) };)? fallback })*
                }
            }
        }
    };
}

roles! {
    /// Text, and the page that it stands on.
    Text "text";
    /// What is read second.
    Muted "muted" -> Text;
    /// What is hardly read: ticks, what is off.
    Faint "faint" -> Muted;
    /// Lines between panes.
    Border "border" -> Faint;
    /// A title.
    Heading "heading" -> Text;
    /// What draws the eye without meaning good or bad.
    Accent "accent" -> Heading;
    /// The title and status lines.
    Bar "bar" -> Muted;
    /// What matters in the title and status lines.
    BarStrong "bar-strong" -> Bar;
    /// A raised pane.
    Panel "panel" -> Text;
    /// The row of a stage.
    Lane "lane" -> Heading;
    /// The row of the cursor.
    CursorRow "cursor-row" -> Heading;
    /// The cell of the cursor.
    CursorCell "cursor-cell" -> CursorRow;
    /// Letters that match a search.
    Match "match" -> Accent;
    /// A key that can be pressed.
    HintKey "hint-key" -> Accent;
    /// What a key does.
    HintText "hint-text" -> Muted;
    /// A field.
    Input "input" -> Text;
    /// The field that is typed in.
    InputOn "input-on" -> Input;
    /// A field that holds what cannot be accepted.
    InputBad "input-bad" -> Input;
    /// The mark of unsaved work.
    Unsaved "unsaved" -> Accent;
    /// That a scenario is shown, or a way back is only tried.
    Scenario "scenario" -> Accent;
    /// The protective marking.
    Marking "marking" -> Bar;
    /// A message that passes.
    Toast "toast" -> Panel;
    /// Nothing to hold it against.
    Unchecked "unchecked" -> Muted;
    /// Inside, with room.
    Within "within" -> Text;
    /// Inside, hardly.
    Tight "tight" -> Heading;
    /// Money without an envelope.
    Unfunded "unfunded" -> Tight;
    /// Over.
    Over "over" -> Heading;
    /// Spent where it may not be.
    Ineligible "ineligible" -> Over;
    /// Over with commitments alone.
    Impossible "impossible" -> Over;
    /// Cannot be trusted.
    Invalid "invalid" -> Over;
    /// A change for the better.
    Gain "gain" -> Within;
    /// A change for the worse.
    Loss "loss" -> Over;
    /// Bars of the first stage.
    Stage1 "stage-1" -> Text;
    /// Bars of the second stage.
    Stage2 "stage-2" -> Stage1;
    /// Bars of the third stage.
    Stage3 "stage-3" -> Stage1;
    /// Bars of the fourth stage.
    Stage4 "stage-4" -> Stage1;
    /// Bars of the fifth stage.
    Stage5 "stage-5" -> Stage1;
    /// Bars of the sixth stage.
    Stage6 "stage-6" -> Stage1;
    /// Bars of the seventh stage.
    Stage7 "stage-7" -> Stage1;
    /// Bars of the eighth stage.
    Stage8 "stage-8" -> Stage1;
    /// Work on the critical path.
    Critical "critical" -> Heading;
    /// Work that is only an idea.
    Idea "idea" -> Faint;
    /// Gates and milestones.
    Gate "gate" -> Heading;
    /// Time that something may slip.
    Slack "slack" -> Faint;
    /// What waits for what.
    Link "link" -> Text;
    /// Today.
    Today "today" -> Accent;
    /// The turn of a financial year.
    YearLine "year-line" -> Border;
    /// Where something was before.
    Ghost "ghost" -> Faint;
    /// Money spent.
    Spend "spend" -> Accent;
    /// The line that spending must stay under.
    Envelope "envelope" -> Heading;
}

impl Role {
    /// The role of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// The role of the bars of a stage, counted from 0; after eight they begin again.
    pub const fn stage(at: usize) -> Self {
        const STAGES: [Role; 8] = [
            Role::Stage1,
            Role::Stage2,
            Role::Stage3,
            Role::Stage4,
            Role::Stage5,
            Role::Stage6,
            Role::Stage7,
            Role::Stage8,
        ];
        STAGES[at % 8]
    }
}
