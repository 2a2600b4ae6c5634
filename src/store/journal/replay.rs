//! What a journal says: the texts and steps it leads to, as far as it can be believed.
//!
//! A step is taken only where the hash before it is that of the text it is made to, and the text after it has the hash
//! it names. What is torn, damaged or foreign ends the reading; what stood before it counts.

use super::record::{Cut, MAGIC, Record, Text};
use crate::document::Splice;
use crate::session::{Entry, History, TextHash};

/// What was read.
#[derive(Debug)]
pub(super) struct Replayed {
    /// The names of the texts.
    pub(super) names: Vec<String>,
    /// The hash of the texts before the first step.
    pub(super) origin: TextHash,
    /// The texts at the position of the history.
    pub(super) texts: Vec<String>,
    /// The steps.
    pub(super) history: History,
    /// What stands in the plan's file, if it was noted.
    pub(super) on_disk: Option<TextHash>,
    /// How many bytes can be believed.
    pub(super) good: u64,
    /// How the reading ended.
    pub(super) end: End,
}

/// How the reading of a journal ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// At the end of the file.
    Whole,
    /// In a last line that was not written to its end: a crash in the middle of a record.
    Torn,
    /// Before the end, at something that does not belong there.
    Damaged,
}

/// Reads a journal; `None` when it is not one, or has no beginning that can be believed.
pub(super) fn replay(bytes: &[u8]) -> Option<Replayed> {
    let body = bytes.strip_prefix(MAGIC.as_bytes())?;
    let mut lines = body.split_inclusive(|byte| *byte == b'\n');
    let first = lines.next()?;
    let Record::Base { sources, .. } = Record::read(first.strip_suffix(b"\n")?)? else { return None };
    let mut steps = Steps::new(sources)?;
    let mut good = MAGIC.len() + first.len();
    let mut end = End::Whole;
    for line in lines {
        let Some(whole) = line.strip_suffix(b"\n") else {
            end = End::Torn;
            break;
        };
        if Record::read(whole).and_then(|record| steps.take(record)).is_none() {
            end = End::Damaged;
            break;
        }
        good += line.len();
    }
    Some(steps.made(good as u64, end))
}

/// The steps noted so far, none of them made yet.
struct Steps {
    names: Vec<String>,
    base: Vec<String>,
    origin: TextHash,
    entries: Vec<Entry>,
    position: usize,
    on_disk: Option<TextHash>,
}

impl Steps {
    fn new(sources: Vec<Text>) -> Option<Self> {
        let (names, base): (Vec<String>, Vec<String>) =
            sources.into_iter().map(|Text { name, text }| (name, text)).unzip();
        let origin = TextHash::of_all(base.iter().map(String::as_str));
        (!base.is_empty()).then(|| Self {
            names,
            base,
            origin,
            entries: Vec::new(),
            position: 0,
            on_disk: None,
        })
    }

    /// The hash of the texts at a position; `None` where there is none.
    fn hash_at(&self, position: usize) -> Option<TextHash> {
        match position.checked_sub(1) {
            None => Some(self.origin),
            Some(before) => self.entries.get(before).map(|entry| entry.after),
        }
    }

    /// Notes what a record says; `None` when it does not fit what stands before it.
    fn take(&mut self, record: Record) -> Option<()> {
        match record {
            Record::Base { .. } => return None,
            Record::Step { at, label, splices, before, after } => {
                let (before, after) = (before.read()?, after.read()?);
                if self.hash_at(at)? != before {
                    return None;
                }
                let forward = splices.into_iter().map(|cut| self.splice(cut)).collect::<Option<_>>()?;
                self.entries.truncate(at);
                self.entries.push(Entry { label, forward, backward: Vec::new(), before, after });
                self.position = at + 1;
            }
            Record::Position { at, hash } => {
                if self.hash_at(at)? != hash.read()? {
                    return None;
                }
                self.position = at;
            }
            Record::Disk { hash } => self.on_disk = Some(hash.read()?),
        }
        Some(())
    }

    fn splice(&self, Cut { name, from, to, text }: Cut) -> Option<Splice> {
        let source = self.names.iter().position(|it| *it == name)?;
        (from <= to).then_some(Splice { source, span: from..to, text })
    }

    /// Makes the steps. The hashes of the last text and of the one at the position vouch for all; only where they do
    /// not is every step looked at, and the first wrong one ends it.
    fn made(mut self, good: u64, end: End) -> Replayed {
        let (mut texts, mut whole) = self.play(false);
        if !whole {
            (texts, whole) = self.play(true);
        }
        let history = History::resumed(self.entries, self.position);
        let end = if whole { end } else { End::Damaged };
        Replayed { names: self.names, origin: self.origin, texts, history, on_disk: self.on_disk, good, end }
    }

    /// Makes the steps one by one and fills in what takes them back. The texts at the position, and whether all went
    /// well; `careful` compares after each step, and keeps only those before the first wrong one.
    fn play(&mut self, careful: bool) -> (Vec<String>, bool) {
        let mut texts = self.base.clone();
        let mut there = (self.position == 0).then(|| texts.clone());
        let hash = |texts: &[String]| TextHash::of_all(texts.iter().map(String::as_str));
        let mut good = 0;
        for at in 0..self.entries.len() {
            let before = careful.then(|| texts.clone());
            let Some(backward) = replace(&mut texts, &self.entries[at].forward) else { break };
            let checked = careful || at + 1 == self.entries.len() || at + 1 == self.position;
            if checked && hash(&texts) != self.entries[at].after {
                texts = before.unwrap_or(texts);
                break;
            }
            self.entries[at].backward = backward;
            good = at + 1;
            if good == self.position {
                there = Some(texts.clone());
            }
        }
        let whole = good == self.entries.len();
        if careful {
            self.entries.truncate(good);
            self.position = self.position.min(good);
        }
        (there.unwrap_or(texts), whole)
    }
}

/// Replaces bytes in texts, in order; what takes it back, or `None` where a place does not exist in the text.
pub(super) fn replace(texts: &mut [String], splices: &[Splice]) -> Option<Vec<Splice>> {
    let mut back = Vec::with_capacity(splices.len());
    for Splice { source, span, text } in splices {
        let old = texts.get_mut(*source)?;
        let gone = old.get(span.clone())?.to_owned();
        old.replace_range(span.clone(), text);
        back.push(Splice { source: *source, span: span.start..span.start + text.len(), text: gone });
    }
    back.reverse();
    Some(back)
}
