//! The steps that led to a text, without limit: each can be taken back and made again, byte for byte.
//!
//! A step holds splices, not texts, and is bound to the hash of the text before and after it. Where a text is not the
//! one a step expects, nothing is done.

use crate::document::{Document, Splice, apply_splices, inverse_of};

/// A hash of all texts of a document, to tell whether they are what they were.
///
/// *Source*: FNV-1a of 64 bits (Fowler, Noll, Vo) over words of eight bytes. It guards against mistakes, not malice.
/// Journals keep it: another way to compute it is another version of their format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TextHash(pub u64);

impl TextHash {
    const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;

    /// The hash of one text.
    pub fn of(text: &str) -> Self {
        Self(Self::BASIS).and(text)
    }

    /// The hash of all texts of a document, in order.
    pub fn of_document(document: &Document) -> Self {
        Self::of_all(document.sources().iter().map(|source| &*source.text))
    }

    /// The hash of several texts, in order.
    pub fn of_all<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        texts.into_iter().fold(Self(Self::BASIS), Self::and)
    }

    fn and(self, text: &str) -> Self {
        let mix = |hash: u64, word: u64| (hash ^ word).wrapping_mul(Self::PRIME).rotate_left(23);
        let (words, rest) = text.as_bytes().as_chunks::<8>();
        let hash = words.iter().fold(self.0, |hash, word| mix(hash, u64::from_le_bytes(*word)));
        let hash = rest.iter().fold(hash, |hash, byte| mix(hash, u64::from(*byte)));
        Self(mix(hash, text.len() as u64))
    }
}

/// One step of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is called: `Move CRM 3 months later`.
    pub label: String,
    /// The splices that make it, to be applied in order to the text before.
    pub forward: Vec<Splice>,
    /// The splices that take it back, to be applied in order to the text after.
    pub backward: Vec<Splice>,
    /// The text that it applies to.
    pub before: TextHash,
    /// The text that it gives.
    pub after: TextHash,
}

/// The steps made so far and those taken back.
#[derive(Debug, Clone, Default)]
pub struct History {
    entries: Vec<Entry>,
    position: usize,
}

impl History {
    /// Steps that were kept elsewhere, `position` of which are made.
    pub fn resumed(entries: Vec<Entry>, position: usize) -> Self {
        let position = position.min(entries.len());
        Self { entries, position }
    }

    /// All steps, the oldest first.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// How many of them are made; the others are taken back.
    pub const fn position(&self) -> usize {
        self.position
    }

    /// Notes a step that was just made, and forgets those taken back before it.
    ///
    /// `before` is the hash of the text that it was made on; `backward` are the splices that lead back there.
    pub fn note(
        &mut self,
        label: &str,
        before: TextHash,
        (document, after): (&Document, TextHash),
        backward: Vec<Splice>,
    ) {
        let forward = inverse_of(document, &backward);
        self.entries.truncate(self.position);
        self.entries.push(Entry { label: label.to_owned(), forward, backward, before, after });
        self.position += 1;
    }

    /// The document before the last step, its hash, and the step's label; `None` at the beginning, or where the hash of
    /// the document is not the one that the step gave.
    pub fn undo(&mut self, document: &Document, hash: TextHash) -> Option<(Document, TextHash, &str)> {
        let entry = self.entries.get(self.position.checked_sub(1)?)?;
        if hash != entry.after {
            return None;
        }
        self.position -= 1;
        Some((apply_splices(document, &entry.backward).0, entry.before, &entry.label))
    }

    /// The document after the next step that was taken back, its hash, and the step's label; `None` at the end, or where
    /// the hash of the document is not the one that the step applies to.
    pub fn redo(&mut self, document: &Document, hash: TextHash) -> Option<(Document, TextHash, &str)> {
        let entry = self.entries.get(self.position)?;
        if hash != entry.before {
            return None;
        }
        self.position += 1;
        Some((apply_splices(document, &entry.forward).0, entry.after, &entry.label))
    }

    /// The document at another position (0: before all steps) and its hash; `None` when there is no such position.
    pub fn jump(
        &mut self,
        document: &Document,
        hash: TextHash,
        position: usize,
    ) -> Option<(Document, TextHash)> {
        if position > self.entries.len() {
            return None;
        }
        let start = self.position;
        let mut at = (document.clone(), hash);
        while self.position != position {
            let step = if self.position > position { self.undo(&at.0, at.1) } else { self.redo(&at.0, at.1) };
            let Some((next, hash, _)) = step else {
                self.position = start;
                return None;
            };
            at = (next, hash);
        }
        Some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Path;
    use crate::document::{Source, apply};
    use crate::edit::{Change, Edit, LayerName, Value};

    fn set(title: &str) -> Change {
        let at = Path::new(["initiative", "crm", "title"]);
        let edits = vec![Edit::Set { at, value: Value::Text(title.to_owned()) }];
        Change { label: title.to_owned(), edits, layer: LayerName::Plan }
    }

    fn text(document: &Document) -> &str {
        &document.sources()[0].text
    }

    fn hash(document: &Document) -> TextHash {
        TextHash::of_document(document)
    }

    #[test]
    fn steps_are_taken_back_and_made_again() {
        let texts = ["[initiative.crm] # c\n", "one", "two", "three"];
        let mut document = Document::new(Source::new("plan.toml", texts[0]));
        let mut history = History::default();
        let mut seen = vec![texts[0].to_owned()];
        for title in &texts[1..] {
            let (next, inverse) = apply(&document, &set(title)).unwrap();
            history.note(title, hash(&document), (&next, hash(&next)), inverse);
            document = next;
            seen.push(text(&document).to_owned());
        }
        for position in [0, 3, 1, 2, 3, 0] {
            let (there, known) = history.jump(&document, hash(&document), position).unwrap();
            document = there;
            assert_eq!(text(&document), seen[position]);
            assert_eq!(known, hash(&document));
        }
        assert!(history.undo(&document, hash(&document)).is_none());
        let (next, known, label) = history.redo(&document, hash(&document)).unwrap();
        assert_eq!((text(&next), label), (seen[1].as_str(), "one"));
        assert!(history.jump(&next, known, 4).is_none());
        let (other, inverse) = apply(&next, &set("other")).unwrap();
        history.note("other", known, (&other, hash(&other)), inverse);
        assert_eq!(history.entries().len(), 2);
    }

    #[test]
    fn the_hash_is_the_one_that_journals_keep() {
        // Of nothing: the basis, xor the length 0, times the prime, turned left by 23 bits.
        assert_eq!(TextHash::of(""), TextHash(0xa643_00db_efd7_b1de));
        assert_eq!(TextHash::of_all(["a", "b"]), TextHash::of("a").and("b"));
        assert_ne!(TextHash::of_all(["ab"]), TextHash::of_all(["a", "b"]));
    }

    #[test]
    fn a_step_is_bound_to_its_text() {
        let document = Document::new(Source::new("plan.toml", "[initiative.crm]\n"));
        let mut history = History::default();
        let (next, inverse) = apply(&document, &set("one")).unwrap();
        history.note("one", hash(&document), (&next, hash(&next)), inverse);
        assert!(history.undo(&document, hash(&document)).is_none());
        assert!(history.redo(&next, hash(&next)).is_none());
        assert_eq!(history.position(), 1);
    }
}
