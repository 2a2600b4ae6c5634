//! Connecting the selected initiative with another, and cutting its links: what can be picked, and by which letters.

use super::app::{App, View};
use super::layout;
use super::network::window;
use super::update::roadmap_parts;
use crate::plan::{InitiativeIx, Target};
use crate::views::roadmap::RowAt;

/// What is done with the one that is picked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The selected one will wait for it.
    Wait,
    /// It will wait for the selected one.
    Feed,
    /// The link between the two is cut.
    Cut,
}

/// A link being made or cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linking {
    /// The id of the selected initiative.
    pub of: String,
    /// What for.
    pub purpose: Purpose,
    /// Letters of a hint, or behind a `/` a part of a name.
    pub typed: String,
    /// Which of the candidates is marked.
    pub at: usize,
}

/// An initiative that can be picked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Which.
    pub initiative: InitiativeIx,
    /// The letters that pick it; empty while a name is typed.
    pub hint: String,
    /// Its place on the screen, if it is in sight.
    pub place: Option<(u16, u16)>,
    /// When links are cut, whether it waits for the selected one.
    pub waits: bool,
}

/// Letters of hints, the easiest first.
const LETTERS: &[u8] = b"asdfghjklqwertyuiopzxcvbnm";

/// The hint with a number, of as many as there are.
fn hint(at: usize, count: usize) -> String {
    let letter = |at: usize| char::from(LETTERS[at % LETTERS.len()]);
    if count <= LETTERS.len() {
        letter(at).to_string()
    } else {
        [letter(at / LETTERS.len()), letter(at)].iter().collect()
    }
}

/// What can be picked now, the marked one at its place in the list.
pub fn candidates(app: &App) -> Vec<Candidate> {
    let Some(linking) = &app.linking else { return Vec::new() };
    let plan = &app.analysis().plan;
    let Some(own) = plan.initiative(&linking.of) else { return Vec::new() };
    let places = in_sight(app);
    let place = |of: InitiativeIx| places.iter().find(|(at, _)| *at == of).map(|(_, place)| *place);
    if linking.purpose == Purpose::Cut {
        let before = linked(app, own).into_iter().map(|at| (at, false));
        let after = app.followers().waiting_for(own).to_vec().into_iter().map(|at| (at, true));
        let all: Vec<(InitiativeIx, bool)> = before.chain(after).collect();
        let count = all.len();
        let candidate = |(at, (initiative, waits)): (usize, (InitiativeIx, bool))| Candidate {
            initiative,
            hint: hint(at, count),
            place: place(initiative),
            waits,
        };
        return all.into_iter().enumerate().map(candidate).collect();
    }
    if let Some(name) = linking.typed.strip_prefix('/') {
        let name = name.to_lowercase();
        let named = |at: &InitiativeIx| {
            let of = &plan.initiatives[at.at()];
            let texts = [of.title.as_str(), of.id.as_str(), of.code.as_deref().unwrap_or_default()];
            *at != own && texts.iter().any(|text| text.to_lowercase().contains(&name))
        };
        let all = (0..plan.initiatives.len()).map(|at| InitiativeIx(at as u32)).filter(named);
        return all
            .map(|initiative| Candidate {
                initiative,
                hint: String::new(),
                place: place(initiative),
                waits: false,
            })
            .collect();
    }
    let others: Vec<(InitiativeIx, (u16, u16))> = places.into_iter().filter(|(at, _)| *at != own).collect();
    let count = others.len();
    let all = others.into_iter().enumerate().map(|(at, (initiative, place))| Candidate {
        initiative,
        hint: hint(at, count.min(LETTERS.len() * LETTERS.len())),
        place: Some(place),
        waits: false,
    });
    all.take(LETTERS.len() * LETTERS.len()).collect()
}

/// The initiatives that one names in its lists, each once.
fn linked(app: &App, own: InitiativeIx) -> Vec<InitiativeIx> {
    let mut linked: Vec<InitiativeIx> = app
        .analysis()
        .plan
        .dependencies(own)
        .all()
        .filter_map(|link| match link.target {
            Target::Initiative(at) => Some(at),
            Target::Stage(_) | Target::Gate(_) => None,
        })
        .collect();
    linked.sort_unstable();
    linked.dedup();
    linked
}

/// The initiatives in sight with their places on the screen.
fn in_sight(app: &App) -> Vec<(InitiativeIx, (u16, u16))> {
    let frame = layout::frame(ratatui::layout::Rect::new(0, 0, app.size.0, app.size.1));
    match app.view {
        View::Network => {
            let (network, origin, size) = window(app);
            let sheet = layout::network(frame.view).sheet;
            let mut found: Vec<(InitiativeIx, (u16, u16))> = network
                .nodes
                .iter()
                .filter_map(|node| {
                    let Target::Initiative(at) = node.of else { return None };
                    let (x, y) = (node.at.x - origin.0, node.at.y - origin.1);
                    let cut = x + node.cells <= 3 || y + node.rows <= 0 || x >= size.0 || y >= size.1;
                    let place = (sheet.x + x.max(0) as u16, sheet.y + y.max(0) as u16);
                    (!cut).then_some((at, place))
                })
                .collect();
            found.sort_by_key(|(_, (x, y))| (*y, *x));
            found
        }
        View::Roadmap => {
            let (rows, area) = (app.rows(), roadmap_parts(app).rows);
            let height = usize::from(area.height);
            let top = layout::scrolled(app.roadmap.top, app.cursor_row(&rows), height, rows.len());
            let in_sight = (top..rows.len()).take(height).enumerate();
            in_sight
                .filter_map(|(y, row)| match rows.at(row) {
                    Some(RowAt::Bar(at)) => Some((at, (area.x, area.y + y as u16))),
                    Some(RowAt::Lane(_)) | None => None,
                })
                .collect()
        }
        View::Money | View::Initiatives | View::Changes | View::Past | View::Problems => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hints_are_short_and_none_begins_another() {
        assert_eq!((hint(0, 5), hint(4, 5)), ("a".to_owned(), "g".to_owned()));
        let many: std::collections::BTreeSet<String> = (0..300).map(|at| hint(at, 300)).collect();
        assert_eq!(many.len(), 300);
        assert!(many.iter().all(|hint| hint.len() == 2));
    }
}
