//! References of `after` and `finish-after`: an id, then which end, then a lag or lead.

use gen_lsp_types::CompletionItemKind as Kind;

use super::values::{Typed, items, written};
use super::{Choice, Offer};
use crate::keys::Item;
use crate::lsp::hover::span;
use crate::lsp::look::Look;
use crate::lsp::references::base;
use crate::plan::{InitiativeIx, Plan, Target};
use crate::revise::link_target;

/// Lags and leads that are likely meant.
const LENGTHS: [&str; 6] = ["1 month", "2 months", "3 months", "6 months", "2 weeks", "10 days"];

/// What may be written at a place of a reference.
pub(super) fn offer(look: &Look<'_>, above: &[String], typed: Typed<'_>) -> Offer {
    let text = look.text();
    let (before, after) = typed.quotes();
    let whole = &text[typed.text.clone()];
    let left = &text[typed.text.start..typed.offset.clamp(typed.text.start, typed.text.end)];
    let (_, target) = link_target(left);
    let behind = &left[target.end..];
    if let Some(sign) = behind.find(['+', '-']) {
        // Behind a sign: a length of time, to the end of the text.
        let at = typed.text.start + target.end + sign + 1;
        let gap = usize::from(text[at..].starts_with(' '));
        let lead = if gap == 0 { " " } else { "" };
        let choices =
            LENGTHS.map(|length| Choice::new(length, Kind::Value, format!("{lead}{length}{after}")));
        return (at + gap..typed.text.end, choices.to_vec());
    }
    if behind.contains([' ', '\t']) {
        let choices = LENGTHS
            .map(|length| Choice::new(format!("+ {length}"), Kind::Value, format!("+ {length}{after}")));
        return (typed.offset..typed.text.end, choices.to_vec());
    }
    if let Some(dot) = behind.find('.') {
        let at = typed.text.start + target.end + dot + 1;
        let rest = &text[at..typed.text.end];
        let end = at + rest.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(rest.len());
        let close = if end == typed.text.end { after } else { "" };
        let choice = |(word, doc): (&str, &str)| {
            Choice::new(word, Kind::EnumMember, format!("{word}{close}")).detail(doc.to_owned())
        };
        let choices = [("start", "waits for its start"), ("finish", "waits for its finish")].map(choice);
        return (at..end, choices.to_vec());
    }
    // The item itself, with `stage:` before it; what follows it stays.
    let end = typed.text.start + link_target(whole).1.end;
    let close = if end == typed.text.end { after } else { "" };
    let choices = targets(look, above).into_iter().map(|(name, detail, kind)| {
        let text = format!("{before}{name}{close}");
        Choice::new(name, kind, text).detail(detail)
    });
    (typed.text.start..end.max(typed.text.start), choices.collect())
}

/// What can be waited for: initiatives but the own one, those that wait for it themselves and those that are named already,
/// stages, gates.
fn targets(look: &Look<'_>, above: &[String]) -> Vec<(String, String, Kind)> {
    let path = base(above);
    let there = written(look, above);
    let is_own = |item: Item, id: &str| path.len() > 1 && path[0] == item.word() && path[1] == id;
    let analysis = look.analysis;
    let own = path.get(1).filter(|id| is_own(Item::Initiative, id));
    let own = own.and_then(|id| analysis.plan.initiative(id));
    let waiting = own.map_or_else(Vec::new, |own| waiting_for(&analysis.plan, own));
    let waits = |id: &str| analysis.plan.initiative(id).is_some_and(|at| waiting[at.at()]);
    let initiatives = items(look, Item::Initiative).into_iter().filter(|(id, _)| {
        let leads_back = !waiting.is_empty() && waits(id);
        !is_own(Item::Initiative, id) && !there.contains(id) && !leads_back
    });
    let initiatives = initiatives.map(|(id, title)| {
        let placed = analysis.plan.initiative(&id).and_then(|at| analysis.schedule.placed(at));
        let when = placed.map_or(String::new(), span);
        let detail: Vec<&str> =
            [title.as_str(), when.as_str()].into_iter().filter(|it| !it.is_empty()).collect();
        let detail = detail.join(" · ");
        (id, detail, Kind::Reference)
    });
    let stages = items(look, Item::Stage).into_iter().filter(|(id, _)| !is_own(Item::Stage, id));
    let stages: Vec<_> = stages.collect();
    let gates = stages.iter().filter(|(id, _)| look.node(&[Item::Stage.word(), id, "gate"]).is_some());
    let gates: Vec<_> = gates.map(|(id, title)| (format!("gate:{id}"), title.clone(), Kind::Event)).collect();
    let stages = stages.into_iter().map(|(id, title)| (format!("stage:{id}"), title, Kind::Module));
    initiatives.chain(stages).chain(gates).collect()
}

/// Of each initiative whether it waits for one, directly or through others: who waits for it in turn goes round in a circle.
fn waiting_for(plan: &Plan, on: InitiativeIx) -> Vec<bool> {
    let mut waiters: Vec<Vec<InitiativeIx>> = vec![Vec::new(); plan.initiatives.len()];
    for (at, links) in plan.dependencies.iter().enumerate() {
        for link in links.all() {
            if let Target::Initiative(target) = link.target {
                waiters[target.at()].push(InitiativeIx(at as u32));
            }
        }
    }
    let mut waits = vec![false; plan.initiatives.len()];
    let mut next = vec![on];
    while let Some(at) = next.pop() {
        for waiter in &waiters[at.at()] {
            if !waits[waiter.at()] {
                waits[waiter.at()] = true;
                next.push(*waiter);
            }
        }
    }
    waits
}
