//! How the pieces of a difference are said.

use super::Compared;
use super::page::{Line, Span};
use crate::content::ItemName;
use crate::diff::{CellChange, Change, EnvelopeChange, Part, Share, shares};
use crate::money::State;
use crate::units::{Day, Money};
use crate::views::figures::Figures;
use crate::views::look::{Look, glyph, of_state};

/// An item as people call it: initiatives by their id alone.
pub fn item(name: &ItemName) -> String {
    if name.table == "initiative" { name.id.clone() } else { name.to_string() }
}

/// Items one after the other.
pub fn items(names: &[ItemName]) -> String {
    names.iter().map(item).collect::<Vec<_>>().join(", ")
}

/// `before → after`, with a dash for what is not there.
pub fn arrow(before: Option<String>, after: Option<String>) -> String {
    let said = |it: Option<String>| it.unwrap_or_else(|| "–".to_owned());
    format!("{} → {}", said(before), said(after))
}

/// From the first day to the last, as people see them: `1 Oct 2027 to 30 Sep 2028`; a point is one day.
pub fn span(start: Day, finish: Day) -> String {
    if start >= finish {
        start.words()
    } else {
        format!("{} to {}", start.words(), finish.previous().words())
    }
}

/// A count with its word: `1 initiative`, `3 initiatives`.
pub fn count(number: usize, word: &str) -> String {
    format!("{number} {word}{}", if number == 1 { "" } else { "s" })
}

/// Where money in no envelope's year lies, for people.
pub fn outside(word: &'static str) -> &'static str {
    if word == "beyond" { "beyond the plan's years" } else { word }
}

/// The first day and the last, as people see them.
pub fn days((start, finish): (Day, Day)) -> (Day, Day) {
    (start, if start >= finish { start } else { finish.previous() })
}

/// How a cell stood and stands: `‼ over`, or `✓ within → ‼ over`.
pub fn state(state: Change<Option<State>>) -> Span {
    let said = |state: State| format!("{} {}", glyph(state), state.word());
    match (state.before, state.after) {
        (Some(before), Some(after)) if before == after => Span::of(said(after), of_state(after)),
        (Some(before), Some(after)) => {
            // Two states may share a sign; then the word says which it was.
            let was = if glyph(before) == glyph(after) { said(before) } else { glyph(before).to_owned() };
            Span::of(format!("{was} → {}", said(after)), of_state(after))
        }
        (None, Some(after)) => Span::of(format!("new, {}", said(after)), of_state(after)),
        (Some(before), None) => Span::of(format!("gone, was {}", before.word()), Look::Muted),
        (None, None) => Span::plain(""),
    }
}

/// Room in a cell: its headroom, or where it has no limit what it is spent from, as less of it.
pub fn room(cell: &CellChange) -> Change<Money> {
    let of =
        |cell: Option<crate::money::Cell>| cell.map_or(Money::ZERO, |it| it.headroom.unwrap_or(-it.spend));
    Change::new(of(cell.cell.before), of(cell.cell.after))
}

/// Two amounts to be held against each other: without pence where both are large enough that these say nothing.
pub fn pair(figures: &Figures, before: Option<Money>, after: Option<Money>) -> (String, String) {
    let whole = |money: Option<Money>| money.map(rounded);
    let both = [before, after].into_iter().flatten();
    let exact = both.clone().any(|it| it.abs().pence() < 100 * SMALL && it.pence() % 100 != 0)
        || (before != after && whole(before) == whole(after));
    let said = |money: Option<Money>| {
        money.map_or("–".to_owned(), |it| figures.full(if exact { it } else { rounded(it) }))
    };
    (said(before), said(after))
}

/// Amounts below this keep their pence.
const SMALL: i128 = 1_000;

/// Without pence, half away from nothing.
fn rounded(money: Money) -> Money {
    let size = (money.abs().pence() + 50) / 100 * 100;
    Money::from_pence(if money.is_negative() { -size } else { size })
}

/// Money with its change: red when it is less, blue when it is more.
pub fn signed(figures: &Figures, change: Money) -> Span {
    let look = if change.is_negative() { Look::Over } else { Look::Within };
    let shown = if change.abs().pence() < 100 * SMALL { change } else { rounded(change) };
    if change.is_zero() { Span::plain("") } else { Span::of(figures.signed(shown), look) }
}

/// As many of those who make a cell worse as are named.
const NAMED: usize = 3;

/// Who makes a cell worse, and by how much each: `crm +£120,000, portal +£98,000 (because of crm)`.
pub fn blame(
    compared: &Compared<'_>,
    envelope: &EnvelopeChange,
    cell: &CellChange,
    figures: &Figures,
) -> Line {
    let diff = compared.diff;
    let mut said: Vec<String> = Vec::new();
    let (was, is) = (cell.cell.before, cell.cell.after);
    let name = ItemName::new("envelope", &envelope.id);
    let less = |take: fn(&crate::money::Cell) -> Money| {
        let of = |cell: &Option<crate::money::Cell>| cell.as_ref().map_or(Money::ZERO, take);
        of(&was) - of(&is)
    };
    let allocation = less(|it| it.allocation.unwrap_or(Money::ZERO));
    if allocation > Money::ZERO {
        said.push(format!("{} allows {} less", item(&name), figures.full(allocation)));
    }
    let opening = less(|it| it.opening);
    if opening > Money::ZERO {
        said.push(format!("{} less is carried in", figures.full(opening)));
    }
    let all = shares(diff, compared.before, compared.after, envelope, cell);
    let more: Vec<&Share> = all.iter().filter(|share| share.more() > Money::ZERO).collect();
    for share in more.iter().take(NAMED) {
        said.push(of_share(share, figures));
    }
    if more.len() > NAMED {
        said.push(format!("{} more", more.len() - NAMED));
    }
    if said.is_empty() && diff.edited.iter().any(|it| it.item == name) {
        said.push(item(&name));
    }
    vec![Span::plain(said.join(", "))]
}

fn of_share(share: &Share, figures: &Figures) -> String {
    let amount = figures.signed(share.more());
    match &share.part {
        Part::Interest => format!("interest {amount}"),
        Part::Initiative(id) => {
            let others: Vec<ItemName> = share.because.iter().filter(|it| it.id != *id).cloned().collect();
            if others.is_empty() || others.len() < share.because.len() {
                format!("{id} {amount}")
            } else {
                format!("{id} {amount} (because of {})", few(&others))
            }
        }
    }
}

/// Items, the first few of them by name.
pub fn few(names: &[ItemName]) -> String {
    if names.len() <= NAMED {
        return items(names);
    }
    format!("{} and {} more", items(&names[..NAMED]), names.len() - NAMED)
}
