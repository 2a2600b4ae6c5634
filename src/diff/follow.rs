//! What followed: initiatives that say the same, on other dates or with other money, each with what drives it.

use super::culprits::Culprits;
use super::drive::{Drive, add};
use super::edits::{Edits, title};
use super::pairing::{Pairing, Which};
use super::schedule::Moved;
use super::{Change, Side};
use crate::content::ItemName;
use crate::money::{Context, Contexts};
use crate::plan::{InitiativeIx, Kind};
use crate::schedule::Placed;

/// An initiative that says the same, on other dates or with other money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Followed {
    /// Which.
    pub item: ItemName,
    /// Its title.
    pub title: String,
    /// The changed items that drive it, in order; of very many the nearest.
    pub because: Vec<ItemName>,
    /// Whether its dates are others; otherwise its phased money alone is.
    pub moved: bool,
}

/// Finds what has other dates, and what followed.
pub(super) fn find(
    before: Side<'_>,
    after: Side<'_>,
    pairing: &Pairing,
    edits: &Edits,
) -> (Vec<Moved>, Vec<Followed>) {
    let mut culprits = Culprits::new(before, after, pairing, edits);
    let mut drive = Drive::new(&mut culprits);
    let contexts = contexts(before, after, pairing);
    let (mut moved, mut followed) = (Vec::new(), Vec::new());
    for (at, earlier) in pairing.earlier.iter().enumerate() {
        let Some(old) = *earlier else { continue };
        let new = InitiativeIx(at as u32);
        let (was, is) = (before.analysis.schedule.placed(old), after.analysis.schedule.placed(new));
        let dates = |placed: Option<&Placed>| placed.map(|it| (it.start, it.finish));
        let has_moved = dates(was) != dates(is);
        let initiatives = (&before.analysis.plan.initiatives[old.at()], &after.analysis.plan.initiatives[at]);
        let edited = drive.culprits.is_edited(Which::After, new);
        let differing = match is {
            Some(placed) if !edited => contexts.differing(initiatives.0, initiatives.1, placed),
            Some(_) | None => Vec::new(),
        };
        if !has_moved && differing.is_empty() {
            continue;
        }
        let mut numbers = if has_moved { drive.of(old, new) } else { Vec::new() };
        for context in differing {
            let causes = of_context(&mut drive, context);
            add(&mut numbers, &causes);
        }
        let item = drive.culprits.initiative(Which::After, new);
        let because = drive.culprits.names(&numbers);
        let title = title(&after.analysis.plan, &item);
        if has_moved {
            let others = because.iter().filter(|it| **it != item).cloned().collect();
            let dates = Change::new(dates(was), dates(is));
            moved.push(Moved { item: item.clone(), title: title.clone(), dates, edited, because: others });
        }
        if !edited {
            followed.push(Followed { item, title, because, moved: has_moved });
        }
    }
    (moved, followed)
}

fn contexts<'a>(before: Side<'a>, after: Side<'a>, pairing: &Pairing) -> Contexts<'a> {
    let of = |side: Side<'a>| (&side.analysis.plan, &side.analysis.schedule, &side.analysis.factors);
    Contexts::new(of(before), of(after), pairing.envelopes.clone())
}

/// The changed items that make a context another one.
fn of_context(drive: &mut Drive<'_, '_>, context: Context) -> Vec<u32> {
    let assumptions = || ItemName::new("assumptions", "");
    let plan = || ItemName::new("plan", "");
    match context {
        Context::Defaults => {
            drive.culprits.touched(assumptions(), &["savings-lag", "savings-ramp"]).into_iter().collect()
        }
        Context::End => drive.of_end().to_vec(),
        Context::Prices => {
            let mut found: Vec<u32> =
                drive.culprits.touched(assumptions(), &["inflation", "price-base"]).into_iter().collect();
            found.extend(drive.culprits.touched(plan(), &["start", "financial-year-starts"]));
            let inflations =
                [drive.culprits.before, drive.culprits.after].map(|side| side.analysis.factors.inflation);
            if inflations[0] != inflations[1] {
                found.extend(drive.culprits.of_case());
            }
            if found.is_empty() {
                // The year of its prices is the first of the plan, whatever makes it that.
                found = drive.culprits.of_start();
            }
            found
        }
        Context::Case => drive.culprits.of_case(),
        Context::Years => drive.culprits.touched(plan(), &["financial-year-starts"]).into_iter().collect(),
        Context::Payer(kind) => payers(drive, |pays| pays.contains(&kind)),
        Context::Savings => payers(drive, |pays| pays == [Kind::Recurrent]),
    }
}

/// The envelopes that came, went, or pay something else now, of those that pay what is wanted in one of the versions.
fn payers(drive: &mut Drive<'_, '_>, wanted: impl Fn(&[Kind]) -> bool) -> Vec<u32> {
    let changed = drive.culprits.all(&["envelope"], &["pays", "dropped"]);
    let names = |numbers: &[u32]| drive.culprits.names(numbers);
    let plans = [drive.culprits.before, drive.culprits.after].map(|side| &side.analysis.plan);
    let pays = |name: &ItemName| {
        plans
            .iter()
            .any(|plan| plan.envelope(&name.id).is_some_and(|at| wanted(&plan.envelopes[at.at()].pays)))
    };
    changed.into_iter().filter(|number| names(&[*number]).iter().all(&pays)).collect()
}
