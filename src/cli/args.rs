//! What can be written on the command line, once: parsing, help, completions, manual and `docs/commands.md` follow.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::theme::Glyphs;
use crate::units::Day;

/// A planner in the terminal that says, at every edit, whether a staged roadmap is affordable.
///
/// Without a command it opens the planner: on the plans named, on the last one, or on the built-in example.
#[derive(Debug, Parser)]
#[command(name = "milepost", version, subcommand_precedence_over_arg = true, max_term_width = 100)]
#[command(override_usage = "milepost [OPTIONS] [PLAN]...\n       milepost <COMMAND>")]
#[command(
    after_help = "Exit status: 0 fine (also tight and unchecked); 1 errors, or a plan that is not affordable; \
                        2 wrong usage or unreadable input; 70 a fault of milepost.\n\
                        A plan is a TOML file; `-` stands for standard input."
)]
pub struct Cli {
    /// What to do; without it the planner opens
    #[command(subcommand)]
    pub command: Option<Command>,

    /// The plans to open; without any the last one, or the built-in example as an unsaved copy
    #[arg(value_name = "PLAN")]
    pub plans: Vec<PathBuf>,

    /// Which case to open it with
    #[arg(long, value_name = "ID")]
    pub case: Option<String>,

    /// Which scenario to open it with
    #[arg(long, value_name = "ID")]
    pub scenario: Option<String>,

    /// What to hold it against: a revision of it (`REV`, `REV:PATH`), or a file
    #[arg(long, value_name = "REV")]
    pub baseline: Option<OsString>,

    /// The theme of the screen: its name, as `milepost` lists them when it does not know one
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,

    /// The symbols of the screen: all, those that are one cell wide everywhere, or ASCII
    #[arg(long, value_name = "SET", value_enum)]
    pub glyphs: Option<GlyphSet>,

    /// What every command takes
    #[command(flatten)]
    pub global: Global,
}

/// A set of symbols.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum GlyphSet {
    /// All; bars are exact to an eighth of a cell
    Full,
    /// Those that are one cell wide on terminals set for Chinese, Japanese or Korean
    Cjk,
    /// ASCII
    Ascii,
}

impl GlyphSet {
    /// The set that is meant.
    pub const fn meant(self) -> Glyphs {
        match self {
            Self::Full => Glyphs::Full,
            Self::Cjk => Glyphs::Cjk,
            Self::Ascii => Glyphs::Ascii,
        }
    }
}

/// What every command takes.
#[derive(Debug, Clone, Copy, Args)]
pub struct Global {
    /// The day that counts as today, so that output can be reproduced
    #[arg(long, global = true, value_name = "DATE", value_parser = day)]
    pub now: Option<Day>,

    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = ColourChoice::Auto)]
    pub color: ColourChoice,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColourChoice {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Learn the planner in two minutes, on the built-in example
    Tour,
    /// Write a commented starting plan
    New(New),
    /// Say what is wrong with plans, and whether they are affordable
    Check(Check),
    /// Show a plan as text
    Show(Show),
    /// Explain a date, a sum or a breach
    Why(Why),
    /// Say what two versions of a plan differ in: the money first, then what was edited and what followed
    Diff(DiffArgs),
    /// Say what each commit did to the money of a plan
    Log(LogArgs),
    /// Bring plans into canonical layout, comments kept
    Fmt(Fmt),
    /// Put three versions of a plan together by meaning
    Merge(Merge),
    /// Solve the conflicts of a merge on the screen, with what each choice does to the money
    Mergetool(Mergetool),
    /// Teach git to compare and merge plans by meaning
    Git(Git),
    /// Serve an editor: problems as they are typed, completion, hover and more, over standard input and output
    Lsp,
    /// Show the settings: where they stand, what counts and why, what is wrong with them
    Settings,
    /// List the themes, or show what they look like
    Theme(Theme),
    /// Print the JSON Schema of the plan file
    Schema,
    /// Print the completions of a shell
    Completions(Completions),
    /// Print the manual page, in roff
    Man,
}

/// Write a commented starting plan.
#[derive(Debug, Args)]
pub struct New {
    /// The file to write; it must not exist; `-` writes to standard output
    pub path: PathBuf,
    /// What to start from
    #[arg(long, value_enum, default_value_t = Template::FourStages)]
    pub template: Template,
    /// Roll this finished plan forward instead: what is done is left out, the rest starts a year later
    #[arg(long, value_name = "PLAN", conflicts_with = "template")]
    pub from: Option<PathBuf>,
}

/// A plan to start from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Template {
    /// Four stages from making the most of existing technology to a digital business
    FourStages,
    /// The least that is a plan
    Blank,
    /// A stage-one plan for a first afternoon
    QuickWins,
}

/// Say what is wrong with plans, and whether they are affordable.
#[derive(Debug, Args)]
pub struct Check {
    /// The plans; `-` reads standard input
    #[arg(required = true, value_name = "PLAN")]
    pub plans: Vec<PathBuf>,
    /// Which case to compute: its id, or `all`
    #[arg(long, value_name = "ID")]
    pub case: Option<String>,
    /// Which scenario to lay over the plan
    #[arg(long, value_name = "ID")]
    pub scenario: Option<String>,
    /// Hold the plan against this revision of it: what is over may stay so, but nothing may get worse
    #[arg(long, value_name = "REV", conflicts_with = "base_file")]
    pub not_worse_than: Option<OsString>,
    /// The same against a file
    #[arg(long, value_name = "FILE")]
    pub base_file: Option<PathBuf>,
    /// Say how much later and dearer the plan is than at this revision (`REV`, `REV:PATH`), or in this file
    #[arg(long, value_name = "REV")]
    pub baseline: Option<OsString>,
    /// Count warnings as errors
    #[arg(long, value_name = "WHAT", value_enum)]
    pub deny: Option<Deny>,
    /// For people, for programs, or for a forge
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Say which plan, version, case and day it was
    #[arg(long)]
    pub stamp: bool,
}

/// What is counted as an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Deny {
    /// Warnings too
    Warning,
}

/// A form of output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// For programs: one object a line
    Json,
    /// Annotations of a pull request
    Github,
    /// A comment for a pull request
    Md,
    /// SARIF 2.1.0, for the code scanning of a forge
    Sarif,
    /// XML as CI reads test results
    Junit,
}

/// A form of a view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// For people
    Text,
    /// For programs
    Json,
}

/// Show a plan as text.
#[derive(Debug, Args)]
pub struct Show {
    /// The plan; `-` reads standard input
    pub plan: PathBuf,
    /// What to show
    #[arg(value_enum, default_value_t = Sight::Roadmap)]
    pub view: Sight,
    /// Which case to compute
    #[arg(long, value_name = "ID")]
    pub case: Option<String>,
    /// Which scenario to lay over the plan
    #[arg(long, value_name = "ID")]
    pub scenario: Option<String>,
    /// Say how much later and dearer that is than at this revision (`REV`, `REV:PATH`), or in this file
    #[arg(long, value_name = "REV")]
    pub baseline: Option<OsString>,
    /// Show only these initiatives: `stage:small cost>100k critical`
    #[arg(long, value_name = "WORDS")]
    pub filter: Option<String>,
    /// For people, or for programs (one JSON object; of the gates)
    #[arg(long, value_enum, default_value_t = Form::Text)]
    pub format: Form,
    /// Say which plan, version, case and day it was
    #[arg(long)]
    pub stamp: bool,
}

/// A view of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Sight {
    /// When everything happens
    Roadmap,
    /// Every envelope by year, with its reconciliation
    Money,
    /// The initiatives with their sums
    Initiatives,
    /// Value for money
    Appraisal,
    /// Technologies in use, and what retires them
    Estate,
    /// What was decided, when, by whom and why
    Decisions,
    /// What each gate can still stop, and what that would free
    Gates,
}

/// Explain a date, a sum or a breach.
#[derive(Debug, Args)]
pub struct Why {
    /// The plan; `-` reads standard input
    pub plan: PathBuf,
    /// A date (`crm`, `crm.finish`), or a sum (`borrowing.2028-29`)
    pub item: String,
    /// Which case to compute
    #[arg(long, value_name = "ID")]
    pub case: Option<String>,
    /// Which scenario to lay over the plan
    #[arg(long, value_name = "ID")]
    pub scenario: Option<String>,
    /// Say how that was at this revision (`REV`, `REV:PATH`), or in this file
    #[arg(long, value_name = "REV")]
    pub baseline: Option<OsString>,
}

/// Say what two versions of a plan differ in: the money first, then what was edited and what followed.
///
/// Exit status 1 when they mean something else; comments, order and layout are listed, and do not count.
#[derive(Debug, Args)]
pub struct DiffArgs {
    /// Two files; a revision, or two with `..` between, and a plan; one plan alone, against HEAD or in two scenarios or cases
    ///
    /// A name that is a file is that file; `REV:PATH` is a file at a revision, and `-` reads standard input.
    #[arg(required = true, num_args = 1..=2, value_names = ["OLD", "NEW"])]
    pub versions: Vec<PathBuf>,
    /// The earlier version of the one plan that is named: a revision (`REV`, `REV:PATH`), or a file
    #[arg(long, value_name = "REV")]
    pub baseline: Option<OsString>,
    /// Which scenario to lay over both
    #[arg(long, value_name = "ID", conflicts_with_all = ["old_scenario", "new_scenario"])]
    pub scenario: Option<String>,
    /// Which scenario to lay over the earlier version
    #[arg(long, value_name = "ID")]
    pub old_scenario: Option<String>,
    /// Which scenario to lay over the later version
    #[arg(long, value_name = "ID")]
    pub new_scenario: Option<String>,
    /// Which case to compute of both
    #[arg(long, value_name = "ID", conflicts_with_all = ["old_case", "new_case"])]
    pub case: Option<String>,
    /// Which case to compute of the earlier version
    #[arg(long, value_name = "ID")]
    pub old_case: Option<String>,
    /// Which case to compute of the later version
    #[arg(long, value_name = "ID")]
    pub new_case: Option<String>,
    /// For people, for programs (one JSON object), for a pull request, or as a page of its own
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    pub format: DiffFormat,
    /// Only the head, and which keys of which items were changed
    #[arg(long)]
    pub stat: bool,
    /// Say which plans, versions, cases and day it was
    #[arg(long)]
    pub stamp: bool,
}

impl DiffArgs {
    /// The scenario of the earlier version.
    pub fn old_scenario(&self) -> Option<&str> {
        self.scenario.as_deref().or(self.old_scenario.as_deref())
    }

    /// The scenario of the later version.
    pub fn new_scenario(&self) -> Option<&str> {
        self.scenario.as_deref().or(self.new_scenario.as_deref())
    }

    /// The case of the earlier version.
    pub fn old_case(&self) -> Option<&str> {
        self.case.as_deref().or(self.old_case.as_deref())
    }

    /// The case of the later version.
    pub fn new_case(&self) -> Option<&str> {
        self.case.as_deref().or(self.new_case.as_deref())
    }
}

/// Say what each commit did to the money of a plan.
#[derive(Debug, Args)]
pub struct LogArgs {
    /// The plan
    pub plan: PathBuf,
    /// Up to which revision
    #[arg(long, value_name = "REV", default_value = "HEAD")]
    pub revision: OsString,
    /// Name the commits that opened what does not hold
    #[arg(long, value_name = "WHAT", value_enum)]
    pub bisect: Option<Bisect>,
    /// Only this envelope
    #[arg(long, value_name = "ID", requires = "bisect")]
    pub envelope: Option<String>,
    /// Only this year: 2028-29
    #[arg(long, value_name = "YEAR", requires = "bisect")]
    pub year: Option<String>,
    /// Which case to compute
    #[arg(long, value_name = "ID")]
    pub case: Option<String>,
    /// Say how much later and dearer each commit left it than this revision (`REV`, `REV:PATH`), or this file
    #[arg(long, value_name = "REV")]
    pub baseline: Option<OsString>,
    /// For people, or for programs (one JSON object)
    #[arg(long, value_enum, default_value_t = Form::Text)]
    pub format: Form,
    /// Say which plan, version, case and day it was
    #[arg(long)]
    pub stamp: bool,
}

/// What is looked for in the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Bisect {
    /// A cell that does not hold
    Over,
}

/// A form of a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For people
    Text,
    /// For a pull request
    Md,
    /// For programs: one object
    Json,
    /// One page that needs nothing else
    Html,
}

/// Bring plans into canonical layout, comments kept.
#[derive(Debug, Args)]
pub struct Fmt {
    /// The plans; `-` reads standard input and writes standard output
    #[arg(required = true, value_name = "PLAN")]
    pub plans: Vec<PathBuf>,
    /// Change nothing; say which plans would change
    #[arg(long)]
    pub check: bool,
}

/// List the themes, or show what they look like.
#[derive(Debug, Args)]
pub struct Theme {
    /// What to do with them
    #[command(subcommand)]
    pub act: ThemeAct,
}

/// What is done with themes.
#[derive(Debug, Subcommand)]
pub enum ThemeAct {
    /// List the themes: for which backgrounds, where from, and which one the planner wears here
    List,
    /// Show themes on a small plan: all of them in short, or those named with every role and its contrast
    Preview(Preview),
}

/// Show themes on a small plan.
#[derive(Debug, Args)]
pub struct Preview {
    /// Names of themes, or theme files that are being written
    #[arg(value_name = "NAME|FILE")]
    pub themes: Vec<String>,

    /// The symbols: all, those that are one cell wide everywhere, or ASCII
    #[arg(long, value_name = "SET", value_enum)]
    pub glyphs: Option<GlyphSet>,
}

/// Put three versions of a plan together by meaning.
///
/// With a fourth name it is git's merge driver: the result is written over OURS, and the name stands in messages.
#[derive(Debug, Args)]
pub struct Merge {
    /// The common ancestor; an empty file when there is none
    pub base: PathBuf,
    /// The version that is merged into
    pub ours: PathBuf,
    /// The version that is merged
    pub theirs: PathBuf,
    /// As git's merge driver: what the file is called
    pub path: Option<PathBuf>,
    /// Write the result to this file instead of standard output
    #[arg(short, long, value_name = "FILE", conflicts_with = "path")]
    pub output: Option<PathBuf>,
    /// How many characters the conflict markers have
    #[arg(long, value_name = "N", default_value_t = 7, value_parser = marker_size)]
    pub marker_size: usize,
}

/// Solve the conflicts of a merge on the screen.
///
/// One name: a plan that git could not merge; its versions are read from git, or from the markers in it. Four names: as
/// `git mergetool` gives them. It ends with 0 when all is solved and written, otherwise with 1, and nothing is written.
#[derive(Debug, Args)]
pub struct Mergetool {
    /// The plan; or the common ancestor, ours, theirs, and the file that the result is written to
    #[arg(value_name = "PLAN | BASE OURS THEIRS MERGED", num_args = 1..=4, required = true)]
    pub files: Vec<PathBuf>,
}

/// Print the completions of a shell.
#[derive(Debug, Args)]
pub struct Completions {
    /// Which shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// Teach git to compare and merge plans by meaning.
#[derive(Debug, Args)]
pub struct Git {
    /// What to do
    #[command(subcommand)]
    pub act: GitAct,
}

/// What is done with git.
#[derive(Debug, Subcommand)]
pub enum GitAct {
    /// Write what git needs into this repository: attributes, drivers, a hook; says what before it does
    Install(Install),
    /// Take back what `install` wrote
    Uninstall {
        /// Change nothing; say what would be taken back
        #[arg(long)]
        dry_run: bool,
    },
    /// What git runs to show a plan in a diff: what is computed, then the text
    #[command(hide = true)]
    Textconv {
        /// The file
        file: PathBuf,
    },
    /// What git runs before a commit: checks the plans that are staged
    #[command(hide = true)]
    PreCommit,
    /// What git runs before the commit of a merge: the same, and whether several branches were put together as they ask
    #[command(hide = true)]
    PreMergeCommit,
}

/// Write what git needs into this repository.
#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is an option of the command line")]
pub struct Install {
    /// Which files are plans, as `.gitattributes` writes it
    #[arg(value_name = "PATTERN", default_value = "*.plan.toml")]
    pub patterns: Vec<String>,
    /// Write nothing; say what is there and what is missing, and end with 1 if anything is
    #[arg(long, conflicts_with = "dry_run")]
    pub check: bool,
    /// Write nothing; say what would be written
    #[arg(long)]
    pub dry_run: bool,
    /// Leave `git diff` and `git log -p` to the text alone; else what is computed stands above it
    #[arg(long)]
    pub no_textconv: bool,
    /// Do without the check before a commit
    #[arg(long)]
    pub no_hook: bool,
}

fn marker_size(text: &str) -> Result<usize, String> {
    let size = text.parse().ok().filter(|size| (1..=200).contains(size));
    size.ok_or_else(|| "this is not a number from 1 to 200".to_owned())
}

fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).ok_or_else(|| "this is not a date like 2027-04-01".to_owned())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_definitions_do_not_contradict_each_other() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_plan_and_a_command_are_told_apart() {
        let plan = Cli::try_parse_from(["milepost", "plan.toml"]).unwrap();
        assert!(plan.command.is_none() && plan.plans.len() == 1);
        let check = Cli::try_parse_from(["milepost", "check", "-", "--now", "2027-04-01"]).unwrap();
        assert!(matches!(check.command, Some(Command::Check(_))) && check.global.now.is_some());
        assert!(Cli::try_parse_from(["milepost", "check"]).is_err());
        assert!(Cli::try_parse_from(["milepost", "check", "a", "--now", "tomorrow"]).is_err());
    }
}
