//! The lines of a journal: a checksum, then one JSON object; what stands behind the first bad line is not believed.
//!
//! ```text
//! milepost journal 1
//! 0f3a… {"base":{"path":"/…/plan.toml","sources":[{"name":"plan.toml","text":"[plan]…"}]}}
//! 91c2… {"step":{"at":0,"label":"CRM 1 month later","splices":[{"in":"plan.toml","from":9,"to":9,"text":"…"}],"before":"…","after":"…"}}
//! 77d0… {"position":{"at":0,"hash":"…"}}
//! 5be8… {"disk":{"hash":"…"}}
//! ```

use serde::{Deserialize, Serialize};

use crate::session::TextHash;

/// The first line.
pub(super) const MAGIC: &str = "milepost journal 1\n";

/// One line of a journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Record {
    /// The texts that the first step applies to; stands first.
    Base {
        /// Where the plan stands; none for one without a file.
        path: Option<String>,
        /// The texts, the plan's own file last.
        sources: Vec<Text>,
    },
    /// A step made at a position; those from there on are forgotten.
    Step {
        /// The position that it was made at: how many steps stand before it.
        at: usize,
        /// What it is called.
        label: String,
        /// What it replaces, in order.
        splices: Vec<Cut>,
        /// The hash of the texts before.
        before: Mark,
        /// The hash of the texts after.
        after: Mark,
    },
    /// Steps were taken back or made again, up to this position.
    Position {
        /// How many steps are made.
        at: usize,
        /// The hash of the texts there.
        hash: Mark,
    },
    /// The text that stands in the plan's file.
    Disk {
        /// Its hash.
        hash: Mark,
    },
}

/// A named text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Text {
    /// How it is called.
    pub(super) name: String,
    /// The whole of it.
    pub(super) text: String,
}

/// A replacement of bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Cut {
    /// The name of the text.
    #[serde(rename = "in")]
    pub(super) name: String,
    /// The first byte that goes.
    pub(super) from: usize,
    /// The first byte that stays.
    pub(super) to: usize,
    /// What comes.
    pub(super) text: String,
}

/// A hash as it is written: sixteen hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Mark(String);

impl From<TextHash> for Mark {
    fn from(hash: TextHash) -> Self {
        Self(format!("{:016x}", hash.0))
    }
}

impl Mark {
    /// The hash; `None` when these are not sixteen digits.
    pub(super) fn read(&self) -> Option<TextHash> {
        hexadecimal(&self.0).map(TextHash)
    }
}

fn hexadecimal(digits: &str) -> Option<u64> {
    let all = digits.len() == 16 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    all.then(|| u64::from_str_radix(digits, 16).ok()).flatten()
}

impl Record {
    /// The line of a record, its end included.
    pub(super) fn line(&self) -> String {
        let json = serde_json::to_string(self).expect("texts, numbers and lists can be written as JSON");
        format!("{:016x} {json}\n", TextHash::of(&json).0)
    }

    /// The record of a line without its end; `None` for anything that we did not write.
    pub(super) fn read(line: &[u8]) -> Option<Self> {
        let line = std::str::from_utf8(line).ok()?;
        let (sum, json) = line.split_at_checked(16)?;
        let json = json.strip_prefix(' ')?;
        if hexadecimal(sum)? != TextHash::of(json).0 {
            return None;
        }
        serde_json::from_str(json).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_as_it_was_written_and_not_with_one_byte_changed() {
        let record = Record::Step {
            at: 3,
            label: "a \u{1b} \"b\"\n".to_owned(),
            splices: vec![Cut { name: "p".to_owned(), from: 1, to: 2, text: "é\r\n".to_owned() }],
            before: TextHash(0).into(),
            after: TextHash(u64::MAX).into(),
        };
        let line = record.line();
        let line = line.strip_suffix('\n').unwrap().as_bytes();
        assert!(!line.contains(&b'\n'));
        assert_eq!(Record::read(line), Some(record));
        for at in 0..line.len() {
            let mut other = line.to_vec();
            other[at] ^= 1;
            assert_eq!(Record::read(&other), None, "{at}");
            assert_eq!(Record::read(&line[..at]), None, "{at}");
        }
    }

    #[test]
    fn a_hash_has_sixteen_digits() {
        assert_eq!(Mark::from(TextHash(10)).read(), Some(TextHash(10)));
        assert_eq!(Mark("+00000000000000a".to_owned()).read(), None);
        assert_eq!(Mark("a".to_owned()).read(), None);
    }
}
