//! The order of rows by hand: initiatives by their ranks, stages by where they stand in the file.

use super::{key_of, single, title};
use crate::diagnostic::Path;
use crate::edit::{Change, Edit, LayerName, Spot, Value};
use crate::plan::{InitiativeIx, Plan, StageIx};
use crate::schedule::Schedule;

/// How far apart ranks are written, so that others fit between.
const GAP: i64 = 10;

/// Which way a row moves.
const fn word(up: bool) -> &'static str {
    if up { "up" } else { "down" }
}

/// Moves an initiative up or down by one among those of its stage, with as few ranks as that takes.
///
/// What has a rank stands before what has none. So to stand among those without, all before it get ranks as well, unless
/// it takes fewer to rank its neighbour. Ranks are written with gaps of ten; when no number is left between two, those of
/// the stage are numbered anew.
///
/// # Errors
/// Why it stays, as a sentence.
pub fn move_initiative(
    plan: &Plan,
    schedule: &Schedule,
    at: InitiativeIx,
    up: bool,
    layer: &LayerName,
) -> Result<Change, String> {
    let of = &plan.initiatives[at.at()];
    let lane = lane(plan, schedule, of.stage);
    let place = lane.iter().position(|it| *it == at).expect("it is in its own lane");
    let name = title(plan, at);
    let to = if up { place.checked_sub(1) } else { Some(place + 1) };
    let to = to.filter(|to| *to < lane.len());
    let end = if up { "first" } else { "last" };
    let to = to.ok_or_else(|| format!("{name} is the {end} of its stage"))?;
    let neighbour = lane[to];
    if plan.initiatives[neighbour.at()].dropped != of.dropped {
        return Err(format!(
            "{name} is the {end} of those that are {}",
            if of.dropped { "left out" } else { "in the plan" }
        ));
    }
    let mut wanted = lane;
    wanted.swap(place, to);
    wanted.retain(|it| plan.initiatives[it.at()].dropped == of.dropped);
    let label = format!("Move {name} {}", word(up));
    // Two neighbours that change places: either may be the one that is written elsewhere.
    let (own, others) = (ranks(plan, schedule, &wanted, at), ranks(plan, schedule, &wanted, neighbour));
    let writes = |ranks: &[(InitiativeIx, Option<i64>)]| {
        (ranks.len(), ranks.iter().filter(|(_, rank)| rank.is_some()).count())
    };
    let fewest = if writes(&others) < writes(&own) { others } else { own };
    Ok(Change { label, edits: written(plan, fewest), layer: layer.clone() })
}

/// Moves an initiative to where another of its stage stands, which makes room for it, with as few ranks as that takes.
///
/// # Errors
/// Why it stays, as a sentence.
pub fn move_initiative_to(
    plan: &Plan,
    schedule: &Schedule,
    at: InitiativeIx,
    to: InitiativeIx,
    layer: &LayerName,
) -> Result<Change, String> {
    let (of, other) = (&plan.initiatives[at.at()], &plan.initiatives[to.at()]);
    let name = title(plan, at);
    if of.stage != other.stage {
        return Err(format!("{name} stays in its own stage"));
    }
    if of.dropped != other.dropped {
        return Err(format!("What is left out stands behind the rest of its stage; {name} stays"));
    }
    let mut wanted = lane(plan, schedule, of.stage);
    wanted.retain(|it| plan.initiatives[it.at()].dropped == of.dropped);
    let place =
        |it: InitiativeIx| wanted.iter().position(|known| *known == it).expect("it is in its own lane");
    let (from, to) = (place(at), place(to));
    if from == to {
        return Err(format!("{name} stays where it is"));
    }
    let moved = wanted.remove(from);
    wanted.insert(to, moved);
    let label = format!("Move {name} {}", word(to < from));
    Ok(Change { label, edits: written(plan, ranks(plan, schedule, &wanted, at)), layer: layer.clone() })
}

/// The edits that write ranks, or take them away.
fn written(plan: &Plan, ranks: Vec<(InitiativeIx, Option<i64>)>) -> Vec<Edit> {
    let edit = |(it, rank): (InitiativeIx, Option<i64>)| {
        let at = key_of(plan, it, "rank");
        match rank {
            Some(rank) => Edit::Set { at, value: Value::Bare(rank.to_string()) },
            None => Edit::Remove { at },
        }
    };
    ranks.into_iter().map(edit).collect()
}

/// Takes the ranks of a stage's initiatives away, so that they stand by date again.
///
/// # Errors
/// That none has one.
pub fn by_date(plan: &Plan, stage: Option<StageIx>, layer: &LayerName) -> Result<Change, String> {
    let all = (0..plan.initiatives.len()).map(|at| InitiativeIx(at as u32));
    let of = |at: &InitiativeIx| &plan.initiatives[at.at()];
    let ranked = all.filter(|at| of(at).stage == stage && of(at).rank.is_some());
    let edits: Vec<Edit> = ranked.map(|at| Edit::Remove { at: key_of(plan, at, "rank") }).collect();
    let name = stage.map_or("what has no stage", |stage| &plan.stages[stage.at()].title);
    if edits.is_empty() {
        return Err(format!("{name} is in the order of its dates already"));
    }
    Ok(Change { label: format!("Order {name} by date"), edits, layer: layer.clone() })
}

/// Moves a stage up or down by one, with its text. The order of stages is that of the plan's file, in every scenario.
///
/// # Errors
/// Why it stays, as a sentence.
pub fn move_stage(plan: &Plan, at: StageIx, up: bool) -> Result<Change, String> {
    let other = if up { at.at().checked_sub(1) } else { Some(at.at() + 1) };
    let Some(other) = other.filter(|other| *other < plan.stages.len()) else {
        let title = &plan.stages[at.at()].title;
        return Err(format!("{title} is the {} stage", if up { "first" } else { "last" }));
    };
    move_stage_to(plan, at, StageIx(other as u32))
}

/// Moves a stage to where another one stands, which makes room for it, with its text.
///
/// # Errors
/// That it stands there.
pub fn move_stage_to(plan: &Plan, at: StageIx, to: StageIx) -> Result<Change, String> {
    let (stage, other) = (&plan.stages[at.at()], &plan.stages[to.at()]);
    if at == to {
        return Err(format!("{} stays where it is", stage.title));
    }
    let up = to < at;
    let spot = if up { Spot::Before(other.id.clone()) } else { Spot::Behind(other.id.clone()) };
    let edit = Edit::Move { at: Path::new(["stage", stage.id.as_str()]), to: spot };
    Ok(single(format!("Move {} {}", stage.title, word(up)), edit, &LayerName::Plan))
}

/// The initiatives of a stage in the order in which they are shown.
fn lane(plan: &Plan, schedule: &Schedule, stage: Option<StageIx>) -> Vec<InitiativeIx> {
    let all = (0..plan.initiatives.len()).map(|at| InitiativeIx(at as u32));
    let mut lane: Vec<_> = all.filter(|at| plan.initiatives[at.at()].stage == stage).collect();
    lane.sort_by_key(|at| turn(plan, schedule, *at, plan.initiatives[at.at()].rank));
    lane
}

type Turn = (bool, i64, crate::units::Day, InitiativeIx);

/// The turn that an initiative would have with a rank.
fn turn(plan: &Plan, schedule: &Schedule, at: InitiativeIx, rank: Option<i64>) -> Turn {
    let start = schedule.placed(at).map(|placed| placed.start);
    let (dropped, _, start) = plan.initiatives[at.at()].turn(start);
    (dropped, rank.unwrap_or(i64::MAX), start, at)
}

/// The ranks to write (`None`: to take away) so that initiatives stand in an order in which `moved` alone is elsewhere.
fn ranks(
    plan: &Plan,
    schedule: &Schedule,
    wanted: &[InitiativeIx],
    moved: InitiativeIx,
) -> Vec<(InitiativeIx, Option<i64>)> {
    let rank = |at: InitiativeIx| plan.initiatives[at.at()].rank;
    let place = wanted.iter().position(|it| *it == moved).expect("what is moved is in the order");
    let fits = |changed: &[(InitiativeIx, Option<i64>)]| {
        let new = |at: InitiativeIx| {
            changed.iter().find(|(it, _)| *it == at).map_or_else(|| rank(at), |(_, rank)| *rank)
        };
        let turns: Vec<Turn> = wanted.iter().map(|it| turn(plan, schedule, *it, new(*it))).collect();
        turns.is_sorted()
    };
    let alone = |to: Option<i64>| Some(vec![(moved, to)]).filter(|changed| fits(changed));
    let before = place.checked_sub(1).map(|at| rank(wanted[at]));
    let behind = wanted.get(place + 1).and_then(|it| rank(*it));
    let between = match (before, behind) {
        (None, None) => Some(GAP),
        (None, Some(behind)) => behind.checked_sub(GAP),
        (Some(Some(before)), None) => before.checked_add(GAP),
        (Some(Some(before)), Some(behind)) => middle(before, behind),
        (Some(None), _) => None,
    };
    let only = wanted.iter().all(|it| *it == moved || rank(*it).is_none());
    // The last rank of a stage can go when its initiatives stand as wanted by date.
    let unranked = rank(moved).filter(|_| only).and_then(|_| alone(None));
    unranked
        .or_else(|| between.and_then(|rank| alone(Some(rank))))
        .or_else(|| Some(up_to(wanted, place, rank)?).filter(|changed| fits(changed)))
        .unwrap_or_else(|| anew(wanted, place, rank))
}

/// The number in the middle between two ranks, a multiple of ten where one is there.
fn middle(before: i64, behind: i64) -> Option<i64> {
    let round = before.checked_add(GAP)?.div_euclid(GAP).checked_mul(GAP)?;
    let middle = before.midpoint(behind);
    [round, middle].into_iter().find(|rank| (before + 1..behind).contains(rank))
}

/// Ranks for all up to a place that have none, behind those that have one.
fn up_to(
    wanted: &[InitiativeIx],
    place: usize,
    rank: impl Fn(InitiativeIx) -> Option<i64>,
) -> Option<Vec<(InitiativeIx, Option<i64>)>> {
    let mut last = 0_i64;
    let mut changed = Vec::new();
    for (at, it) in wanted[..=place].iter().enumerate() {
        match rank(*it) {
            Some(known) if at < place => last = known,
            Some(_) | None => {
                last = last.checked_add(GAP)?;
                changed.push((*it, Some(last)));
            }
        }
    }
    Some(changed)
}

/// Ranks from ten on for all that have one, and for what is moved.
fn anew(
    wanted: &[InitiativeIx],
    place: usize,
    rank: impl Fn(InitiativeIx) -> Option<i64>,
) -> Vec<(InitiativeIx, Option<i64>)> {
    let last = wanted.iter().rposition(|it| rank(*it).is_some()).unwrap_or(place).max(place);
    let numbered = wanted[..=last].iter().zip(1_i64..);
    let new = numbered.map(|(it, number)| (*it, Some(number * GAP)));
    new.filter(|(it, new)| rank(*it) != *new).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Analysis, Options, analyse};
    use crate::document::{Document, Source, apply};
    use crate::units::Day;

    /// Initiatives `a`, `b`, … that start one after the other, with these ranks.
    fn plan(ranks: &[Option<i64>]) -> Document {
        let mut text = "[plan]\nstart = 2027-04-01\n[stage.s]\n".to_owned();
        for (at, rank) in ranks.iter().enumerate() {
            let id = char::from(b'a' + at as u8);
            text += &format!("[initiative.{id}]\nstage = 's'\nstart = 2027-{:02}-01 # {id}\n", at % 8 + 4);
            text += &rank.map_or_else(String::new, |rank| format!("rank = {rank}\n"));
        }
        Document::new(Source::new("plan.toml", text))
    }

    fn known(document: &Document) -> Analysis {
        analyse(document, &Options { case: None, today: Day::parse("2027-01-01").unwrap() })
    }

    /// The order that is shown.
    fn order(document: &Document) -> String {
        let analysis = known(document);
        let lane = lane(&analysis.plan, &analysis.schedule, Some(StageIx(0)));
        lane.into_iter().map(|at| analysis.plan.initiatives[at.at()].id.clone()).collect()
    }

    fn moved(document: &Document, id: &str, up: bool) -> Result<(Document, usize), String> {
        let analysis = known(document);
        let at = analysis.plan.initiative(id).unwrap();
        let change = move_initiative(&analysis.plan, &analysis.schedule, at, up, &LayerName::Plan)?;
        Ok((apply(document, &change).unwrap().0, change.edits.len()))
    }

    #[test]
    fn a_row_moves_with_as_few_ranks_as_that_takes() {
        let none = None;
        for (ranks, id, up, expected, edits, written) in [
            (vec![none; 4], "b", true, "bacd", 1, "b=10"),
            (vec![none; 4], "a", false, "bacd", 1, "b=10"),
            (vec![none; 4], "c", true, "acbd", 2, "a=10 c=20"),
            (vec![none; 4], "d", true, "abdc", 3, "a=10 b=20 d=30"),
            (vec![Some(10), none, none], "b", true, "bac", 1, "a=10 b=0"),
            (vec![Some(30), Some(10), Some(20)], "a", true, "bac", 1, "a=15 b=10 c=20"),
            (vec![Some(10), Some(30), Some(60)], "c", true, "acb", 1, "a=10 b=30 c=20"),
            (vec![Some(1), Some(2), Some(3)], "c", true, "acb", 1, "a=1 b=13 c=3"),
            (vec![Some(1), Some(2), Some(3), Some(4)], "c", true, "acbd", 4, "a=10 b=30 c=20 d=40"),
            (vec![Some(5), none, none], "a", false, "bac", 1, "a=5 b=-5"),
            (vec![none, Some(10), none], "a", true, "abc", 1, ""),
            (vec![none, Some(10), none], "b", false, "abc", 1, ""),
            (vec![Some(7), Some(7), none], "b", true, "bac", 1, "a=7 b=-3"),
        ] {
            let before = plan(&ranks);
            let (after, count) = moved(&before, id, up).unwrap();
            assert_eq!(order(&after), expected, "{ranks:?} {id}");
            let analysis = known(&after);
            let ranks: Vec<String> = analysis
                .plan
                .initiatives
                .iter()
                .filter_map(|it| Some(format!("{}={}", it.id, it.rank?)))
                .collect();
            assert_eq!((count, ranks.join(" ").as_str()), (edits, written), "{id}");
        }
    }

    #[test]
    fn a_row_is_dropped_where_another_stands() {
        for (ranks, id, to, expected, edits) in [
            (vec![None; 4], "c", "a", "cabd", 1),
            (vec![None; 4], "a", "c", "bcad", 3),
            (vec![Some(10), Some(20), Some(30)], "c", "a", "cab", 1),
            (vec![Some(10), Some(20), Some(30)], "a", "c", "bca", 1),
        ] {
            let document = plan(&ranks);
            let analysis = known(&document);
            let of = |id: &str| analysis.plan.initiative(id).unwrap();
            let plan = &analysis.plan;
            let change =
                move_initiative_to(plan, &analysis.schedule, of(id), of(to), &LayerName::Plan).unwrap();
            assert_eq!(change.edits.len(), edits, "{ranks:?} {id} to {to}");
            assert_eq!(order(&apply(&document, &change).unwrap().0), expected, "{ranks:?} {id} to {to}");
            let stays = move_initiative_to(plan, &analysis.schedule, of(id), of(id), &LayerName::Plan);
            assert!(stays.is_err());
        }
    }

    #[test]
    fn the_ends_of_a_stage_are_ends() {
        let document = plan(&[None, None]);
        assert_eq!(moved(&document, "a", true).unwrap_err(), "A is the first of its stage");
        assert_eq!(moved(&document, "b", false).unwrap_err(), "B is the last of its stage");
    }

    #[test]
    fn whatever_the_ranks_one_step_is_one_step() {
        let mut state = 1_u64;
        let mut next = |most: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % most
        };
        for _ in 0..300 {
            let rank = [None, Some(10), Some(20), Some(11), Some(i64::MAX), Some(i64::MIN), Some(-3)];
            let ranks: Vec<Option<i64>> = (0..next(6) + 2).map(|_| rank[next(7) as usize]).collect();
            let before = plan(&ranks);
            let (old, up) = (order(&before), next(2) == 0);
            let place = next(ranks.len() as u64) as usize;
            let other = if up { place.wrapping_sub(1) } else { place + 1 };
            let Ok((after, _)) = moved(&before, &old[place..=place], up) else {
                assert!(other >= ranks.len());
                continue;
            };
            let mut wanted: Vec<char> = old.chars().collect();
            wanted.swap(place, other);
            assert_eq!(order(&after), wanted.iter().collect::<String>(), "{ranks:?}");
        }
    }

    #[test]
    fn ranks_are_taken_away_and_stages_move_with_their_text() {
        let before = plan(&[Some(20), Some(10)]);
        let analysis = known(&before);
        let change = by_date(&analysis.plan, Some(StageIx(0)), &LayerName::Plan).unwrap();
        let (after, _) = apply(&before, &change).unwrap();
        assert_eq!((order(&before).as_str(), order(&after).as_str()), ("ba", "ab"));
        let after = known(&after);
        assert!(by_date(&after.plan, Some(StageIx(0)), &LayerName::Plan).is_err());

        let text = "[plan]\nstart = 2027-04-01\n\n[stage.one] # 1\n\n# two\n[stage.two]\n";
        let document = Document::new(Source::new("plan.toml", text));
        let analysis = known(&document);
        let change = move_stage(&analysis.plan, StageIx(1), true).unwrap();
        assert_eq!(change.label, "Move Two up");
        let (after, _) = apply(&document, &change).unwrap();
        let expected = "[plan]\nstart = 2027-04-01\n\n# two\n[stage.two]\n\n[stage.one] # 1\n";
        assert_eq!(&*after.sources()[0].text, expected);
        assert_eq!(move_stage(&analysis.plan, StageIx(0), true).unwrap_err(), "One is the first stage");
    }
}
