//! What must hold of any bytes. The fuzz targets call these; the tests run them on seeds and on mutations of them.

use milepost::analysis::{Options, analyse};
use milepost::diagnostic::Path;
use milepost::document::{Document, Index, NodeId, Refusal, Source, apply, apply_splices, render, render_line};
use milepost::edit::{Change, Edit, LayerName, Spot, Value};
use milepost::units::Day;

/// How deep keys are collected for edits.
const DEEPEST: usize = 6;
/// How many keys are collected for edits.
const MOST: usize = 2_000;

/// Reads bytes as a plan, to its last figure: no panic, and nothing said of it can steer a terminal.
///
/// # Panics
/// When a rule is broken.
pub fn decode(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let document = Document::new(Source::new("plan.toml", text));
    let today = Day::new(2026, 11, 21).expect("a day of the calendar");
    let analysis = analyse(&document, &Options { case: None, today });
    for diagnostic in analysis.diagnostics.iter().take(100) {
        for shown in [render(&document, diagnostic, false), render_line(&document, diagnostic)] {
            assert!(!shown.chars().any(|c| c != '\n' && milepost::display::is_hidden(c)), "{shown:?}");
        }
    }
}

/// Edits a plan and takes the edit back: the text is the old one to the byte, and an edit that is made leaves a text
/// that is no worse as TOML; what is only renamed or moved says what it said.
///
/// *Shape*: two bytes that choose the place, one that chooses the edit, one for the length of the value, the value, the
/// plan. The value is what is written, or a name: the new one, or that of a neighbour to move to (where there is none of
/// that name, the first neighbour is taken).
///
/// # Panics
/// When a rule is broken.
pub fn splice(data: &[u8]) {
    let [first, second, kind, length, rest @ ..] = data else { return };
    let length = usize::from(*length).min(rest.len());
    let (value, text) = rest.split_at(length);
    let (Ok(value), Ok(text)) = (std::str::from_utf8(value), std::str::from_utf8(text)) else { return };
    let document = Document::new(Source::new("plan.toml", text));
    let places = places(&document);
    let chosen = usize::from(u16::from_le_bytes([*first, *second]));
    let place = places.get(chosen % places.len().max(1)).cloned().unwrap_or_default();
    let edit = beside(edit(*kind, &place, value), &places);
    let moved = matches!(edit, Edit::Move { .. });
    let renamed = matches!(edit, Edit::Rename { .. });
    let change = Change { label: "fuzz".to_owned(), edits: vec![edit], layer: LayerName::Plan };
    let (edited, inverse) = match apply(&document, &change) {
        Ok(done) => done,
        Err(refusal) => {
            let at_fault = matches!(refusal, Refusal::NotAsMeant(_)) && (moved || renamed);
            assert!(!at_fault, "{change:?}: {refusal}");
            return;
        }
    };
    let errors = |document: &Document| document.sources()[0].index.errors().len();
    assert!(errors(&edited) <= errors(&document), "the edit broke the text");
    if moved || renamed {
        let many = |document: &Document| self::places(document).len();
        assert_eq!(many(&edited), many(&document), "something came or went");
    }
    let (back, _) = apply_splices(&edited, &inverse);
    assert_eq!(back.sources()[0].text, document.sources()[0].text, "the edit was not taken back");
}

fn edit(kind: u8, place: &[String], value: &str) -> Edit {
    let at = Path::new(place.iter().cloned());
    match kind % 10 {
        0 => Edit::Set { at, value: Value::Text(value.to_owned()) },
        1 => Edit::Remove { at },
        2 => Edit::AddItem { at, item: value.to_owned() },
        3 => Edit::RemoveItem { at, item: value.to_owned() },
        4 => Edit::Set { at: at.child(value), value: Value::Text("x".to_owned()) },
        5 => Edit::Rename { at, to: value.to_owned() },
        6 => {
            let (item, with) = value.split_once('|').unwrap_or((value, "x"));
            Edit::ReplaceItem { at, item: item.to_owned(), with: with.to_owned() }
        }
        7 => Edit::Move { at, to: Spot::Before(value.to_owned()) },
        8 => Edit::Move { at, to: Spot::Behind(value.to_owned()) },
        _ => Edit::AddTable { at: at.child(value), entries: vec![("title".to_owned(), Value::Text(value.to_owned()))] },
    }
}

/// A move to a neighbour that there is.
fn beside(edit: Edit, places: &[Vec<String>]) -> Edit {
    let Edit::Move { at, to } = edit else { return edit };
    let Some((own, above)) = at.keys.split_last() else { return Edit::Move { at, to } };
    let is_neighbour = |place: &&Vec<String>| {
        place.split_last().is_some_and(|(name, table)| table == above && name != own)
    };
    let names: Vec<&String> = places.iter().filter(is_neighbour).filter_map(|place| place.last()).collect();
    let known = names.iter().any(|name| *name == to.other());
    let to = match (names.first(), to) {
        (Some(first), Spot::Before(_)) if !known => Spot::Before((*first).clone()),
        (Some(first), Spot::Behind(_)) if !known => Spot::Behind((*first).clone()),
        (_, to) => to,
    };
    Edit::Move { at, to }
}

/// The keys of a plan as paths, the top first.
fn places(document: &Document) -> Vec<Vec<String>> {
    let source = &document.sources()[0];
    let mut places = vec![Vec::new()];
    let mut open: Vec<(NodeId, Vec<String>)> = vec![(Index::ROOT, Vec::new())];
    while let Some((node, path)) = open.pop() {
        if !source.index.node(node).form.is_table() || path.len() >= DEEPEST {
            continue;
        }
        for child in source.index.children(node) {
            let mut path = path.clone();
            path.push(source.index.key(&source.text, child).to_owned());
            if places.len() >= MOST {
                return places;
            }
            places.push(path.clone());
            open.push((child, path));
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEEDS: [&str; 2] =
        [include_str!("../../plans/northmere.toml"), "[plan]\nstart = 2027-04-01\n[initiative.a]\nafter = [\"b\"]\n"];

    /// The next number of a small generator (Marsaglia's xorshift), so that a run can be repeated.
    fn next(state: &mut u64) -> usize {
        *state ^= *state << 13;
        *state ^= *state >> 7;
        *state ^= *state << 17;
        usize::try_from(*state >> 33).expect("31 bits fit")
    }

    /// A seed with some of its bytes changed, moved and taken away.
    fn mutated(seed: &str, state: &mut u64) -> Vec<u8> {
        const PIECES: [&str; 10] = ["[", "]", "\"", "'''", "=", "\n", "{", ".", "\u{202e}", "#"];
        let mut bytes = seed.as_bytes().to_vec();
        for _ in 0..next(state) % 6 {
            let at = next(state) % (bytes.len() + 1);
            let end = (at + next(state) % 20).min(bytes.len());
            let piece = PIECES[next(state) % PIECES.len()];
            match next(state) % 3 {
                0 => drop(bytes.drain(at..end)),
                1 => drop(bytes.splice(at..at, piece.bytes())),
                _ => drop(bytes.splice(at..end, piece.bytes())),
            }
        }
        bytes
    }

    #[test]
    fn seeds_and_what_becomes_of_them() {
        let mut state = 0x2027_1122_u64;
        for round in 0..600 {
            let plan = mutated(SEEDS[round % SEEDS.len()], &mut state);
            decode(&plan);
            let mut data: Vec<u8> = (0..3).map(|_| next(&mut state).to_le_bytes()[0]).collect();
            let value = ["b", "2028-01-01", "a \"b\"", "", "b|c"][round % 5];
            data.push(u8::try_from(value.len()).expect("short"));
            data.extend(value.bytes());
            data.extend(plan);
            splice(&data);
        }
    }
}
