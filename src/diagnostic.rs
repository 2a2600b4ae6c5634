//! Problems of a plan, as values: a stable code, what is wrong, where, and the remedy.
//!
//! The engine places a problem by item and key ([`Path`]); `analysis` turns that into file, line and column.

use std::fmt;
use std::ops::Range;

mod codes;
pub use codes::{Code, CodeInfo};

/// How much a problem matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The plan cannot be trusted until it is mended: the verdict is *invalid*.
    Error,
    /// Something that is probably not meant.
    Warning,
    /// Something worth knowing.
    Hint,
}

impl Severity {
    /// The word for people and JSON: `error`, `warning`, `hint`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Hint => "hint",
        }
    }
}

/// A place in a plan by its keys: `initiative`, `crm`, `cost`, `platform`, `capital`.
///
/// *Shape*: table names and keys from the top, decoded (without quotes); financial years as `2027-28`. A list item is
/// the key of its list with `index`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Path {
    /// The keys from the top.
    pub keys: Vec<String>,
    /// Which item, when the value is a list (from 0).
    pub index: Option<usize>,
}

impl Path {
    /// A path from its keys.
    pub fn new<I: IntoIterator<Item = S>, S: Into<String>>(keys: I) -> Self {
        Self { keys: keys.into_iter().map(Into::into).collect(), index: None }
    }

    /// The path of a key below this one.
    #[must_use]
    pub fn child(&self, key: impl Into<String>) -> Self {
        let mut keys = self.keys.clone();
        keys.push(key.into());
        Self { keys, index: None }
    }

    /// The path of one item of the list at this path.
    #[must_use]
    pub fn item(&self, index: usize) -> Self {
        Self { keys: self.keys.clone(), index: Some(index) }
    }

    /// The item that owns this place as JSON names it: `initiative.crm`, `plan`; empty for the top.
    pub fn owner(&self) -> String {
        match self.keys.as_slice() {
            [] => String::new(),
            [table, ..] if table == "plan" || table == "assumptions" => table.clone(),
            [table, id, ..] => format!("{table}.{id}"),
            [only] => only.clone(),
        }
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.keys.join("."))
    }
}

/// A byte range of one source text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Origin {
    /// Which text, as an index into the document's sources.
    pub source: usize,
    /// The bytes, half-open.
    pub span: Range<usize>,
}

/// One problem of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The stable code: `M101`.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong, as one sentence without a full stop at its end.
    pub message: String,
    /// The remedy: what to write or do.
    pub help: Option<String>,
    /// Which item and key it is about.
    pub at: Path,
    /// The bytes it is about, once known.
    pub origin: Option<Origin>,
}

impl Diagnostic {
    /// A problem with the severity that its code has by default.
    pub fn new(code: Code, at: Path, message: impl Into<String>) -> Self {
        Self { code, severity: code.info().severity, message: message.into(), help: None, at, origin: None }
    }

    /// The same with its remedy.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same at known bytes.
    #[must_use]
    pub fn origin(mut self, origin: Origin) -> Self {
        self.origin = Some(origin);
        self
    }
}
