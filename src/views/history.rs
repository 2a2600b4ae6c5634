//! The history of a plan's money: how it stood after each commit, what each commit changed, and which one opened a breach.
//!
//! A commit is held against the text that it was made from, not against the one before it in the list: where people
//! worked side by side, these are not the same.

mod openings;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::figures::Figures;
use crate::analysis::{Analysis, Options, analyse, analyse_again};
use crate::diagnostic::Code;
use crate::document::{Document, Source};
use crate::git::{Blob, Commit, Lacking};
use crate::money::{State, Verdict};
use crate::units::{Day, FinancialYear, Money};

pub use openings::{Opening, openings};

/// How the plan of a text stands; or why there is no plan.
pub type Stood = Result<Arc<Standing>, Lacking>;

/// How a plan stood after a commit.
#[derive(Debug, Clone, Copy)]
pub enum After<'c> {
    /// So.
    Stood(&'c Standing),
    /// Its text could not be read as a whole, so that its figures do not count.
    Broken(&'c Standing),
    /// The file was removed.
    Removed,
    /// There is no text of a plan.
    Lacking(Lacking),
    /// It is not computed yet.
    Unread,
}

/// How a plan stood before a commit.
#[derive(Debug, Clone, Copy)]
pub enum Before<'c> {
    /// So; with the commit that left it so, where that is known.
    Stood(&'c Standing, Option<usize>),
    /// There was no plan whose figures count.
    Nothing,
    /// It is not computed yet.
    Unread,
}

impl<'c> Before<'c> {
    /// How it stood, where it did.
    pub const fn standing(self) -> Option<&'c Standing> {
        match self {
            Self::Stood(standing, _) => Some(standing),
            Self::Nothing | Self::Unread => None,
        }
    }
}

/// The commits that touched a plan, and how it stood with each of their texts, as far as that is computed.
#[derive(Debug, Clone)]
pub struct Chronicle {
    /// The oldest first.
    pub commits: Vec<Commit>,
    /// The commit that left the text as it is at the end of the history; `None` without commits.
    pub tip: Option<usize>,
    stood: HashMap<Blob, Stood>,
    /// For each commit the one before it that left the text that it was made from; for one that put a removed file back the
    /// one that removed it.
    made: Vec<Option<usize>>,
}

impl Chronicle {
    /// Nothing is computed yet. `tip` is the text at the end of the history, `None` when it was removed.
    pub fn new(commits: Vec<Commit>, tip: Option<&Blob>) -> Self {
        let last = commits.iter().rposition(|it| it.after.as_ref() == tip);
        let tip = last.or_else(|| commits.len().checked_sub(1));
        // What each commit left: a text, or no file.
        let mut left: HashMap<Option<&Blob>, usize> = HashMap::new();
        let mut made = Vec::with_capacity(commits.len());
        for (at, commit) in commits.iter().enumerate() {
            made.push(left.get(&commit.before.as_ref()).copied());
            left.insert(commit.after.as_ref(), at);
        }
        Self { commits, tip, stood: HashMap::new(), made }
    }

    /// Every text that is to be computed, once, those of the newest commits first.
    pub fn blobs(&self) -> Vec<Blob> {
        let mut known = std::collections::HashSet::new();
        let all = self.commits.iter().rev().flat_map(|it| [&it.after, &it.before]).flatten();
        all.filter(|blob| known.insert(*blob)).cloned().collect()
    }

    /// Takes down how the plan stands with a text.
    pub fn keep(&mut self, blob: Blob, stood: Stood) {
        self.stood.insert(blob, stood);
    }

    /// How many texts are computed.
    pub fn read(&self) -> usize {
        self.stood.len()
    }

    /// How the plan stood after a commit.
    pub fn after(&self, at: usize) -> After<'_> {
        match self.commits[at].after.as_ref().map(|blob| self.stood.get(blob)) {
            None => After::Removed,
            Some(None) => After::Unread,
            Some(Some(Err(lacking))) => After::Lacking(*lacking),
            Some(Some(Ok(standing))) if standing.torn.is_some() => After::Broken(standing),
            Some(Some(Ok(standing))) => After::Stood(standing),
        }
    }

    /// How it stood after a commit, where its figures count.
    pub fn standing(&self, at: usize) -> Option<&Standing> {
        match self.after(at) {
            After::Stood(standing) => Some(standing),
            After::Broken(_) | After::Removed | After::Lacking(_) | After::Unread => None,
        }
    }

    /// How it stood before a commit: with the text that the commit was made from, or with an earlier one where the figures of
    /// that do not count.
    pub fn before(&self, at: usize) -> Before<'_> {
        let mut at = at;
        loop {
            let Some(blob) = &self.commits[at].before else {
                let Some(removed) = self.made[at] else { return Before::Nothing };
                at = removed;
                continue;
            };
            match (self.stood.get(blob), self.made[at]) {
                (None, _) => return Before::Unread,
                (Some(Ok(standing)), made) if standing.torn.is_none() => {
                    return Before::Stood(standing, made);
                }
                (Some(Ok(_) | Err(_)), Some(made)) => at = made,
                (Some(Ok(_) | Err(_)), None) => return Before::Nothing,
            }
        }
    }

    /// What a commit did to cells: those that did not hold after it and did before, and those that hold again.
    pub fn turned(&self, at: usize) -> (Vec<&Cell>, Vec<&Cell>) {
        let Some(now) = self.standing(at) else { return Default::default() };
        let before = match self.before(at) {
            Before::Stood(before, _) => Some(before),
            Before::Nothing => None,
            Before::Unread => return Default::default(),
        };
        (now.opened(before).collect(), now.closed(before).collect())
    }
}

/// Computes how a plan stands with one text after the other, each from the one before.
#[derive(Debug)]
pub struct Teller {
    name: String,
    options: Options,
    last: Option<(Document, Analysis)>,
}

impl Teller {
    /// Of a plan that messages call so.
    pub fn new(name: String, options: Options) -> Self {
        Self { name, options, last: None }
    }

    /// How the plan stands with a text.
    pub fn tell(&mut self, text: &str) -> Standing {
        let (document, analysis) = match self.last.take() {
            None => {
                let first = Document::new(Source::new(self.name.clone(), text));
                let analysis = analyse(&first, &self.options);
                (first, analysis)
            }
            Some((document, analysis)) => {
                let next = Document::new(document.sources()[0].with_text(text));
                let analysis = analyse_again(&document, &analysis, &next, &self.options);
                (next, analysis)
            }
        };
        let standing = Standing::of(&analysis);
        self.last = Some((document, analysis));
        standing
    }

    /// The plan with the text that was computed last.
    pub fn last(&self) -> Option<(&Document, &Analysis)> {
        self.last.as_ref().map(|(document, analysis)| (document, analysis))
    }
}

/// The id of an envelope, and a year.
pub type Cell = (String, FinancialYear);

/// How a plan stood.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// Whether it was affordable.
    pub verdict: Verdict,
    /// The sentence about it.
    pub sentence: String,
    /// Capital and one-off money together.
    pub cost: Money,
    /// The half-open end of the last initiative.
    pub finish: Day,
    /// What is left in all envelopes and years that have a limit, what is over taken off.
    pub headroom: Money,
    /// Every envelope and year, with the headroom where it has a limit.
    pub cells: BTreeMap<Cell, (State, Option<Money>)>,
    /// How its money is written.
    pub figures: Figures,
    /// What keeps its text from being read as a whole; its figures are not those of a plan then.
    pub torn: Option<String>,
}

/// Whether a problem keeps a text from being read as a whole.
const fn tears(code: Code) -> bool {
    matches!(code, Code::Syntax | Code::Duplicate | Code::UnfinishedMerge | Code::NewerFormat)
}

impl Standing {
    /// That of an analysis.
    pub fn of(analysis: &Analysis) -> Self {
        let money = &analysis.money;
        let mut cells = BTreeMap::new();
        for figures in &money.envelopes {
            let id = &analysis.plan.envelopes[figures.envelope.at()].id;
            for (year, cell) in money.years.iter().zip(&figures.years) {
                cells.insert((id.clone(), *year), (cell.state, cell.headroom));
            }
        }
        Self {
            verdict: analysis.verdict,
            sentence: analysis.sentence.clone(),
            cost: money.totals.capital + money.totals.one_off,
            finish: analysis.schedule.finish,
            headroom: cells.values().filter_map(|(_, headroom)| *headroom).sum(),
            cells,
            figures: Figures::of(&analysis.plan),
            torn: analysis.diagnostics.iter().find(|it| tears(it.code)).map(|it| it.message.clone()),
        }
    }

    /// Whether a cell does not hold.
    pub fn breaks(&self, cell: &Cell) -> bool {
        self.cells.get(cell).is_some_and(|(state, _)| state.breached())
    }

    /// What is left in a cell, where it has a limit.
    pub fn headroom_of(&self, cell: &Cell) -> Option<Money> {
        self.cells.get(cell).and_then(|(_, headroom)| *headroom)
    }

    /// The cells that do not hold here and did before.
    pub fn opened<'s>(&'s self, before: Option<&'s Self>) -> impl Iterator<Item = &'s Cell> {
        let held = move |cell: &&Cell| !before.is_some_and(|it| it.breaks(cell));
        self.cells.keys().filter(|cell| self.breaks(cell)).filter(held)
    }

    /// The cells that hold here, or are gone, and did not hold before.
    pub fn closed<'s>(&'s self, before: Option<&'s Self>) -> impl Iterator<Item = &'s Cell> {
        let broken = before.into_iter().flat_map(|it| it.cells.keys().filter(|cell| it.breaks(cell)));
        broken.filter(|cell| !self.breaks(cell))
    }
}

#[cfg(test)]
impl Commit {
    /// A commit as tests need one, of a text after another.
    pub fn made(hash: &str, author: &str, subject: &str, texts: (Option<&str>, Option<&str>)) -> Self {
        let own = |text: &str| text.to_owned();
        Self {
            hash: own(hash).repeat(40),
            author: own(author),
            date: own("2027-04-01"),
            subject: own(subject),
            merge: subject.starts_with("Merge"),
            before: texts.0.map(own),
            after: texts.1.map(own),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Day;

    /// A plan that spends so much of 100,000.
    fn plan(spends: &str) -> String {
        format!(
            "[plan]\ntitle = \"P\"\nstart = 2027-04-01\nend = 2028-03-31\n[envelope.fund]\npays = [\"capital\"]\n\
             year.2027-28 = 100_000\n[initiative.a]\nduration = \"2 months\"\ncost.x = {{ capital = {spends} }}\n"
        )
    }

    /// A history, each commit as author, what it was made from and what it made: what is spent, or something else.
    pub fn chronicle(commits: &[(&str, Option<&str>, Option<&str>)], tip: &str) -> Chronicle {
        let made = commits.iter().zip(0_u32..);
        let made = made.map(|((subject, before, after), nth)| {
            let hash = char::from_digit(nth % 16, 16).unwrap().to_string();
            Commit::made(&hash, "Ada", subject, (*before, *after))
        });
        let mut chronicle = Chronicle::new(made.collect(), Some(&tip.to_owned()));
        let today = Day::new(2027, 9, 15).unwrap();
        let mut teller = Teller::new("p.toml".to_owned(), Options { case: None, today });
        for blob in chronicle.blobs() {
            let stood = match blob.as_str() {
                "lost" => Err(Lacking::Missing),
                "wrong" => Ok(Arc::new(teller.tell("not = a plan ["))),
                spends => Ok(Arc::new(teller.tell(&plan(spends)))),
            };
            chronicle.keep(blob, stood);
        }
        chronicle
    }

    #[test]
    fn a_commit_is_held_against_what_it_was_made_from() {
        // Two people work side by side on a plan that spends 60,000: one adds 10,000, the other takes off 20,000.
        let told = chronicle(
            &[
                ("a plan", None, Some("60_000")),
                ("dearer", Some("60_000"), Some("70_000")),
                ("cheaper", Some("60_000"), Some("40_000")),
                ("Merge", Some("70_000"), Some("50_000")),
            ],
            "50_000",
        );
        let cost = |at: usize| told.standing(at).unwrap().cost - told.before(at).standing().unwrap().cost;
        assert_eq!([1, 2, 3].map(|at| cost(at).to_string()), ["10,000", "−20,000", "−20,000"]);
        assert!(matches!(told.before(0), Before::Nothing));
    }

    #[test]
    fn a_file_that_is_put_back_is_held_against_the_text_that_was_removed() {
        let told = chronicle(
            &[
                ("a plan", None, Some("60_000")),
                ("over", Some("60_000"), Some("110_000")),
                ("gone", Some("110_000"), None),
                ("back, dearer", None, Some("120_000")),
            ],
            "120_000",
        );
        let more = told.standing(3).unwrap().cost - told.before(3).standing().unwrap().cost;
        assert_eq!(more.to_string(), "10,000");
        let found = openings(&told, None, None);
        assert_eq!(found.iter().map(|it| it.entry).collect::<Vec<_>>(), [1]);
    }

    #[test]
    fn what_cannot_be_computed_is_passed_over() {
        let told = chronicle(
            &[
                ("a plan", None, Some("60_000")),
                ("a slip", Some("60_000"), Some("wrong")),
                ("mended", Some("wrong"), Some("lost")),
                ("dearer", Some("lost"), Some("110_000")),
                ("gone", Some("110_000"), None),
            ],
            "none",
        );
        assert!(matches!(told.after(1), After::Broken(_)));
        assert!(matches!(told.after(2), After::Lacking(Lacking::Missing)));
        assert!(matches!(told.after(4), After::Removed));
        let more = told.standing(3).unwrap().cost - told.before(3).standing().unwrap().cost;
        assert_eq!(more.to_string(), "50,000");
        let turned = told.turned(3);
        assert_eq!((turned.0.len(), turned.1.len()), (1, 0));
        assert_eq!(told.turned(1), (vec![], vec![]));
    }
}
