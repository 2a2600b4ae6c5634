//! A merge that waits: what the sides contradict each other about, each with what can be chosen, and the text that the
//! choices give.

use super::ends::Ends;
use super::markers::{Hunk, hunks, place_of, texts_of};
use super::news::{self, News};
use super::piece::{Clash, Piece};
use super::render::{self, Names};
use super::validity;
use super::{Put, Texts, Together, Unit, Unreadable, both, put_together, stages};
use crate::content::ItemName;
use crate::diagnostic::Path;
use crate::document::{Document, Source, apply};
use crate::merge::blocks::Name;
use crate::revise;

/// Three versions put together as far as they agree.
#[derive(Debug, Clone)]
pub struct Draft {
    /// What has to be decided, in the order of the text.
    pub disputes: Vec<Dispute>,
    /// What the sides changed without contradicting each other: money first.
    pub news: Vec<News>,
    units: Vec<Unit>,
    tail: String,
    end: Ends,
    twice: Vec<[String; 4]>,
}

/// What the sides contradict each other about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispute {
    /// What it is about: `initiative.crm.duration`, or a sentence.
    pub what: String,
    /// The keys of what is disputed; `None`: comments, the order of the stages, or lines of which nothing is known.
    pub at: Option<Vec<String>>,
    /// What kind of contradiction it is.
    pub kind: Kind,
    /// The lines of ours; empty when it has none.
    pub ours: String,
    /// The lines of the common ancestor; `None`: it is not known.
    pub base: Option<String>,
    /// The lines of theirs.
    pub theirs: String,
    /// Where it stands among the parts: which unit, which piece of it.
    places: Vec<(usize, usize)>,
}

/// Kinds of contradictions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Both sides changed it, differently.
    Edited,
    /// Both sides added it, differently.
    Added,
    /// Ours deleted it, theirs changed it.
    DeletedByOurs,
    /// Theirs deleted it, ours changed it.
    DeletedByTheirs,
    /// Both sides renamed it, or one renamed and the other deleted it.
    Renamed,
    /// A comment that both sides changed.
    Comment,
    /// The order of the stages.
    Order,
    /// A problem that neither side has by itself.
    Invalid(String),
    /// Lines that were not merged by meaning.
    Lines,
}

/// What is chosen for a contradiction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// As ours has it.
    Ours,
    /// As it was before either side.
    Base,
    /// As theirs has it.
    Theirs,
    /// What both sides have: of lists and comments.
    Both,
    /// Other lines, written by hand.
    Written(String),
}

impl Dispute {
    /// The item that it is about; `None`: none.
    pub fn item(&self) -> Option<ItemName> {
        self.at.as_deref().map(ItemName::of).filter(|name| !name.table.is_empty())
    }

    /// The lines that a choice puts in its place; for the order of the stages a comment that says it.
    pub fn lines(&self, choice: &Choice) -> String {
        match choice {
            Choice::Ours => self.ours.clone(),
            Choice::Base => self.base.clone().unwrap_or_default(),
            Choice::Theirs => self.theirs.clone(),
            Choice::Both => both::both(self).unwrap_or_else(|| self.ours.clone()),
            Choice::Written(lines) => lines.clone(),
        }
    }

    /// What can be chosen without typing, in the order in which it is shown.
    pub fn offers(&self) -> Vec<Choice> {
        let mut offers = vec![Choice::Ours];
        offers.extend(self.base.is_some().then_some(Choice::Base));
        offers.push(Choice::Theirs);
        offers.extend(both::both(self).is_some().then_some(Choice::Both));
        offers
    }

    /// Whether lines can be written for it by hand.
    pub fn can_be_written(&self) -> bool {
        self.kind != Kind::Order
    }

    /// Whether it is the same question as another, so that what was chosen for one holds for the other.
    pub fn same(&self, other: &Self) -> bool {
        let of = |it: &Self| (it.what.clone(), it.ours.clone(), it.base.clone(), it.theirs.clone());
        of(self) == of(other)
    }
}

impl Draft {
    /// Puts three versions together as far as they agree.
    ///
    /// # Errors
    /// When a version is not TOML.
    pub fn of(texts: Texts<'_>) -> Result<Self, Box<Unreadable>> {
        Ok(match put_together(texts)? {
            Together::As(text) => {
                let mut draft = Self::plain(text, &mut std::iter::once(Hunk::Common(String::new())));
                draft.news = news::of_texts(texts);
                draft
            }
            Together::Put(put) => {
                let Put { units, tail, end, sides, twice } = *put;
                let news = news::news(&sides, &units);
                let disputes = disputes(&units, &twice);
                Self { disputes, news, units, tail, end, twice }
            }
        })
    }

    /// What is left to decide in a text with markers; `None`: it has none.
    ///
    /// Where the markers hold the common ancestor, the versions are put together again by meaning.
    pub fn of_markers(text: &str) -> Option<Self> {
        let hunks = hunks(&Ends::of(text).plain(text))?;
        let merged = texts_of(&hunks).and_then(|[base, ours, theirs]| {
            let restored = |plain: &str| Ends::of(text).restored(plain);
            let [base, ours, theirs] = [restored(&base), restored(&ours), restored(&theirs)];
            Self::of(Texts { base: &base, ours: &ours, theirs: &theirs }).ok()
        });
        Some(merged.unwrap_or_else(|| Self::plain(text, &mut hunks.into_iter())))
    }

    /// A text with what is disputed in it.
    fn plain(text: &str, hunks: &mut dyn Iterator<Item = Hunk>) -> Self {
        let end = Ends::of(text);
        let mut pieces = Vec::new();
        let mut has_base = Vec::new();
        for hunk in hunks {
            match hunk {
                Hunk::Common(lines) if lines.is_empty() => {}
                Hunk::Common(lines) => pieces.push(Piece::text(lines)),
                Hunk::Disputed { ours, base, theirs, .. } => {
                    has_base.push(base.is_some());
                    let what = place_of(&pieces, &ours, &theirs);
                    let texts = [base.as_deref(), Some(ours.as_str()), Some(theirs.as_str())];
                    pieces.push(Piece::disputed(what, None, texts));
                }
            }
        }
        if pieces.is_empty() {
            pieces.push(Piece::text(end.plain(text)));
        }
        let units = vec![Unit { name: Name::Comment(String::new(), 0), before: String::new(), pieces }];
        let mut disputes = disputes(&units, &[]);
        for (dispute, has_base) in disputes.iter_mut().zip(has_base) {
            dispute.kind = Kind::Lines;
            dispute.base = dispute.base.take().filter(|_| has_base);
        }
        Self { disputes, news: Vec::new(), units, tail: String::new(), end, twice: Vec::new() }
    }

    /// The text that choices give, one for each dispute; what is open is as ours has it.
    pub fn text(&self, choices: &[Option<Choice>]) -> String {
        self.written(choices, None)
    }

    /// The text that choices give, with markers of `size` characters round what is open.
    pub fn marked(&self, choices: &[Option<Choice>], names: &Names, size: usize) -> String {
        self.written(choices, Some((names, size)))
    }

    fn written(&self, choices: &[Option<Choice>], markers: Option<(&Names, usize)>) -> String {
        let mut units = self.units.clone();
        let mut order = None;
        let mut renamed = Vec::new();
        for (dispute, choice) in self.disputes.iter().zip(choices.iter().chain(std::iter::repeat(&None))) {
            let Some(choice) = choice else { continue };
            let twice = self.twice_of(dispute);
            for (nth, (unit, piece)) in dispute.places.iter().enumerate() {
                let Piece::Clash(clash) = &units[*unit].pieces[*piece] else { continue };
                let lines = match choice {
                    Choice::Ours => clash.ours.clone(),
                    Choice::Base => clash.base.clone(),
                    Choice::Theirs => clash.theirs.clone(),
                    // Other lines stand where the first of its parts stood.
                    Choice::Both | Choice::Written(_) if nth > 0 => String::new(),
                    Choice::Both | Choice::Written(_) => dispute.lines(choice),
                };
                let lines = match (&dispute.kind, twice) {
                    (Kind::Order, _) => String::new(),
                    (_, Some([table, from, to, there])) => match choice {
                        Choice::Base => lines.replacen(&header(table, from), &header(table, to), 1),
                        Choice::Theirs => lines.replacen(&header(table, there), &header(table, to), 1),
                        Choice::Ours | Choice::Both | Choice::Written(_) => lines,
                    },
                    (_, None) => lines,
                };
                units[*unit].pieces[*piece] = Piece::text(lines);
            }
            if dispute.kind == Kind::Order {
                order = Some(dispute.lines(choice));
            }
            renamed.extend(twice.and_then(|[table, from, to, there]| match choice {
                Choice::Base => Some([table, to, from]),
                Choice::Theirs => Some([table, to, there]),
                Choice::Ours | Choice::Both | Choice::Written(_) => None,
            }));
        }
        if let Some(order) = order {
            stages::put_in_order(&mut units, &order);
        }
        let text = render::join(&units, &self.tail, |piece| match (piece, markers) {
            (Piece::Text(text), _) => text.clone(),
            (Piece::Clash(clash), Some((names, size))) => render::markers(clash, names, size),
            // What only says an order is no line of the plan.
            (Piece::Clash(clash), None) if is_order(clash) => String::new(),
            (Piece::Clash(clash), None) => clash.ours.clone(),
        });
        let text = called(text, &renamed);
        self.end.restored(&text)
    }

    /// The ids that the sides gave to the item of a dispute, when that is what it is about.
    fn twice_of(&self, dispute: &Dispute) -> Option<&[String; 4]> {
        let at = dispute.at.as_deref()?;
        let is = |it: &&[String; 4]| dispute.kind == Kind::Renamed && at == [it[0].clone(), it[2].clone()];
        self.twice.iter().find(is)
    }
}

fn is_order(clash: &Clash) -> bool {
    clash.at.is_none() && clash.what == stages::ORDER
}

fn header(table: &str, id: &str) -> String {
    format!("[{table}.{id}")
}

/// A text in which items have other ids, with all that refers to them; as it was where that cannot be done.
fn called(text: String, renamed: &[[&String; 3]]) -> String {
    let mut text = text;
    for [table, from, to] in renamed {
        let document = Document::new(Source::new("", text.as_str()));
        let renaming = revise::rename(&document, &Path::new([table.as_str(), from.as_str()]), to);
        let done = renaming.ok().and_then(|renaming| apply(&document, &renaming.change).ok());
        if let Some((document, _)) = done {
            text = document.sources()[0].text.to_string();
        }
    }
    text
}

/// What has to be decided: an item of several blocks is one question.
fn disputes(units: &[Unit], twice: &[[String; 4]]) -> Vec<Dispute> {
    let mut found: Vec<Dispute> = Vec::new();
    for (at, unit) in units.iter().enumerate() {
        for (piece, clash) in unit.pieces.iter().enumerate() {
            let Piece::Clash(clash) = clash else { continue };
            let known = found.iter_mut().find(|it| {
                it.at == clash.at && it.what == clash.what && clash.at.as_deref().is_some_and(is_item)
            });
            if let Some(known) = known {
                known.ours.push_str(&clash.ours);
                known.theirs.push_str(&clash.theirs);
                if let Some(base) = &mut known.base {
                    base.push_str(&clash.base);
                }
                known.places.push((at, piece));
                continue;
            }
            found.push(Dispute {
                what: clash.what.clone(),
                at: clash.at.clone(),
                kind: Kind::Edited,
                ours: clash.ours.clone(),
                base: Some(clash.base.clone()),
                theirs: clash.theirs.clone(),
                places: vec![(at, piece)],
            });
        }
    }
    for dispute in &mut found {
        dispute.kind = kind(dispute, twice);
    }
    found
}

fn is_item(at: &[String]) -> bool {
    at.len() == 2 && ItemName::of(at).path().keys == at
}

fn kind(dispute: &Dispute, twice: &[[String; 4]]) -> Kind {
    let Some(at) = dispute.at.as_deref() else {
        return if dispute.what == stages::ORDER { Kind::Order } else { Kind::Comment };
    };
    if let Some(why) = validity::why(&dispute.what, at) {
        return Kind::Invalid(why.to_owned());
    }
    let is_twice = |it: &[String; 4]| at == [it[0].clone(), it[2].clone()];
    if twice.iter().any(is_twice) || dispute.what != at.join(".") {
        return Kind::Renamed;
    }
    let base = dispute.base.as_deref().unwrap_or_default();
    match (base.is_empty(), dispute.ours.is_empty(), dispute.theirs.is_empty()) {
        (false, true, _) => Kind::DeletedByOurs,
        (false, false, true) => Kind::DeletedByTheirs,
        (true, ..) => Kind::Added,
        (false, false, false) => Kind::Edited,
    }
}

#[cfg(test)]
mod tests;
