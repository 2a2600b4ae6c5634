//! The dependencies of a plan as a graph: initiatives, and the stages and gates that something waits for.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::Analysis;
use crate::plan::{InitiativeIx, Link, LinkEnd, StageIx, Target};
use crate::schedule::Placed;
use crate::units::{Day, Offset};

/// What of a plan is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Everything.
    All,
    /// What an initiative waits for and what waits for it, however far off, and itself.
    Around(InitiativeIx),
    /// What is critical.
    Critical,
}

/// How a dependency stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// One end is left out of the plan.
    Ignored,
    /// There is time between.
    Loose,
    /// What waits begins, or ends, as soon as it may.
    Tight,
    /// Tight, and both ends are critical.
    Critical,
    /// What waits has a date that is too early.
    Broken,
    /// It is part of a circle.
    Circular,
}

/// An arc from what is waited for to what waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dependency {
    /// What is waited for, as an index of the nodes.
    pub from: u32,
    /// What waits.
    pub to: u32,
    /// How it stands.
    pub standing: Standing,
    /// Whether a list of the one that waits names it; else it follows from its stage or gate.
    pub written: bool,
}

/// Nodes in the order in which ties are settled, and what waits for what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Graph {
    /// By stage, then by start, then by id.
    pub nodes: Vec<Target>,
    /// Each pair once.
    pub arcs: Vec<Dependency>,
}

impl Graph {
    /// The graph of a plan.
    pub fn of(analysis: &Analysis, scope: Scope) -> Self {
        let mut arcs = Arcs { analysis, found: BTreeMap::new() };
        for at in 0..analysis.plan.initiatives.len() {
            arcs.initiative(InitiativeIx(at as u32));
        }
        arcs.points();
        let mut nodes: BTreeSet<Target> = (0..analysis.plan.initiatives.len())
            .map(|at| Target::Initiative(InitiativeIx(at as u32)))
            .collect();
        nodes.extend(arcs.found.keys().flat_map(|(from, to)| [*from, *to]));
        let kept = kept(analysis, &nodes, &arcs.found, scope);
        let mut nodes: Vec<Target> = nodes.into_iter().filter(|node| kept.contains(node)).collect();
        nodes.sort_by_key(|node| place(analysis, *node));
        let number: BTreeMap<Target, u32> =
            nodes.iter().enumerate().map(|(at, node)| (*node, at as u32)).collect();
        let arcs = arcs.found.iter().filter_map(|((from, to), (standing, written))| {
            let (from, to) = (*number.get(from)?, *number.get(to)?);
            Some(Dependency { from, to, standing: *standing, written: *written })
        });
        let mut graph = Self { arcs: arcs.collect(), nodes };
        graph.close_circles(analysis);
        graph
    }

    /// Marks the arcs within which everything waits for everything.
    fn close_circles(&mut self, analysis: &Analysis) {
        let unplaced = |at: u32| point(analysis, self.nodes[at as usize]).is_none();
        let open: Vec<usize> = (0..self.arcs.len())
            .filter(|at| {
                let arc = self.arcs[*at];
                arc.standing != Standing::Ignored && unplaced(arc.from) && unplaced(arc.to)
            })
            .collect();
        if open.is_empty() {
            return;
        }
        let mut next: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for at in &open {
            next.entry(self.arcs[*at].from).or_default().push(self.arcs[*at].to);
        }
        let mut of: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        for at in open {
            let (from, to) = (self.arcs[at].from, self.arcs[at].to);
            let reached = of.entry(to).or_insert_with(|| reached(&next, to));
            if reached.contains(&from) {
                self.arcs[at].standing = Standing::Circular;
            }
        }
    }
}

/// What can be reached from a node, itself included.
fn reached(next: &BTreeMap<u32, Vec<u32>>, from: u32) -> BTreeSet<u32> {
    let mut reached = BTreeSet::from([from]);
    let mut path = vec![from];
    while let Some(at) = path.pop() {
        for to in next.get(&at).into_iter().flatten() {
            if reached.insert(*to) {
                path.push(*to);
            }
        }
    }
    reached
}

type Found = BTreeMap<(Target, Target), (Standing, bool)>;

/// The arcs as they are found.
struct Arcs<'a> {
    analysis: &'a Analysis,
    found: Found,
}

impl Arcs<'_> {
    /// Notes an arc; of several between the same two the weightiest stays.
    fn note(&mut self, from: Target, to: Target, standing: Standing, written: bool) {
        if from == to {
            return;
        }
        let noted = self.found.entry((from, to)).or_insert((standing, written));
        noted.0 = noted.0.max(standing);
        noted.1 |= written;
    }

    /// What an initiative waits for.
    fn initiative(&mut self, at: InitiativeIx) {
        let analysis = self.analysis;
        let of = &analysis.plan.initiatives[at.at()];
        let own = Target::Initiative(at);
        let placed = analysis.schedule.placed(at);
        let links = analysis.plan.dependencies(at);
        let by_start = links.after.iter().map(|link| (link, placed.map(|it| it.start)));
        let by_finish = links.finish_after.iter().map(|link| (link, placed.map(|it| it.finish)));
        for (link, day) in by_start.chain(by_finish) {
            self.note(link.target, own, standing(analysis, own, link, day), true);
        }
        // What the stage waits for counts where it sets the date.
        let Some(stage) = of.stage.filter(|_| !of.dropped) else { return };
        for link in &analysis.plan.stages[stage.at()].after {
            let standing = standing(analysis, own, link, placed.map(|it| it.start));
            if matches!(standing, Standing::Tight | Standing::Critical | Standing::Circular) {
                self.note(link.target, own, standing, false);
            }
        }
    }

    /// What the stages and gates wait for that something waits for.
    fn points(&mut self) {
        let mut open: Vec<Target> = self.found.keys().map(|(from, _)| *from).collect();
        let mut seen = BTreeSet::new();
        while let Some(target) = open.pop() {
            if !seen.insert(target) {
                continue;
            }
            let before: Vec<Target> = match target {
                Target::Initiative(_) => Vec::new(),
                Target::Stage(stage) => self.stage(stage),
                Target::Gate(stage) => self.gate(stage),
            };
            open.extend(before);
        }
    }

    /// A stage waits for the initiatives that begin and end it; an empty one for its `after`.
    fn stage(&mut self, stage: StageIx) -> Vec<Target> {
        let analysis = self.analysis;
        let (plan, schedule) = (&analysis.plan, &analysis.schedule);
        let own = Target::Stage(stage);
        let extent = schedule.stages.get(stage.at()).copied().flatten();
        let members =
            plan.initiatives.iter().enumerate().filter(|(_, it)| it.stage == Some(stage) && !it.dropped);
        let mut before = Vec::new();
        for (at, _) in members {
            let member = InitiativeIx(at as u32);
            let placed = schedule.placed(member);
            let makes = match (extent, placed) {
                (Some(extent), Some(placed)) => placed.finish == extent.finish,
                // What hangs on a circle makes the stage hang on it.
                (None, None) => true,
                (Some(_), None) | (None, Some(_)) => false,
            };
            if makes {
                let critical = placed.is_some_and(Placed::critical);
                before.push(Target::Initiative(member));
                let standing = if critical { Standing::Critical } else { Standing::Tight };
                self.note(Target::Initiative(member), own, standing, false);
            }
        }
        if before.is_empty() {
            self.links(own, &plan.stages[stage.at()].after, extent.map(|it| it.start), &mut before);
        }
        before
    }

    fn gate(&mut self, stage: StageIx) -> Vec<Target> {
        let analysis = self.analysis;
        let mut before = Vec::new();
        if let Some(gate) = &analysis.plan.stages[stage.at()].gate {
            let point = analysis.schedule.gates.get(stage.at()).copied().flatten();
            self.links(Target::Gate(stage), &gate.after, point, &mut before);
        }
        before
    }

    fn links(&mut self, own: Target, links: &[Link], day: Option<Day>, before: &mut Vec<Target>) {
        for link in links {
            self.note(link.target, own, standing(self.analysis, own, link, day), false);
            before.push(link.target);
        }
    }
}

/// How a link stands whose own end is on a day.
fn standing(analysis: &Analysis, own: Target, link: &Link, day: Option<Day>) -> Standing {
    if left_out(analysis, own) || left_out(analysis, link.target) {
        return Standing::Ignored;
    }
    let (Some(day), Some(point)) = (day, analysis.schedule.point(link)) else { return Standing::Loose };
    match day.cmp(&link.offset.from(point)) {
        std::cmp::Ordering::Less => Standing::Broken,
        std::cmp::Ordering::Equal if critical(analysis, own) && critical(analysis, link.target) => {
            Standing::Critical
        }
        std::cmp::Ordering::Equal => Standing::Tight,
        std::cmp::Ordering::Greater => Standing::Loose,
    }
}

fn left_out(analysis: &Analysis, target: Target) -> bool {
    match target {
        Target::Initiative(at) => analysis.plan.initiatives[at.at()].dropped,
        Target::Stage(_) => false,
        Target::Gate(stage) => analysis.plan.stages[stage.at()].gate.is_none(),
    }
}

/// Whether something is critical; stages and gates have no slack of their own, and pass it on.
pub fn critical(analysis: &Analysis, target: Target) -> bool {
    match target {
        Target::Initiative(at) => analysis.schedule.placed(at).is_some_and(Placed::critical),
        Target::Stage(_) | Target::Gate(_) => true,
    }
}

/// When something begins; a gate is a point.
fn point(analysis: &Analysis, target: Target) -> Option<Day> {
    analysis.schedule.point(&Link { target, end: LinkEnd::Start, offset: Offset::NONE })
}

/// The order in which ties are settled.
fn place(analysis: &Analysis, node: Target) -> (usize, Day, Target) {
    let stage = match node {
        Target::Initiative(at) => analysis.plan.initiatives[at.at()].stage,
        Target::Stage(stage) | Target::Gate(stage) => Some(stage),
    };
    (stage.map_or(usize::MAX, StageIx::at), point(analysis, node).unwrap_or(Day::MAX), node)
}

/// The nodes that are shown.
fn kept(analysis: &Analysis, nodes: &BTreeSet<Target>, arcs: &Found, scope: Scope) -> BTreeSet<Target> {
    match scope {
        Scope::All => nodes.clone(),
        Scope::Critical => {
            let joined: BTreeSet<Target> = arcs
                .iter()
                .filter(|(_, (standing, _))| matches!(standing, Standing::Critical | Standing::Circular))
                .flat_map(|((from, to), _)| [*from, *to])
                .collect();
            let shown = |node: &&Target| match node {
                Target::Initiative(_) => critical(analysis, **node) || joined.contains(node),
                Target::Stage(_) | Target::Gate(_) => joined.contains(node),
            };
            nodes.iter().filter(shown).copied().collect()
        }
        Scope::Around(centre) => {
            let centre = Target::Initiative(centre);
            let mut kept = BTreeSet::from([centre]);
            for forward in [true, false] {
                let mut ends: BTreeMap<Target, Vec<Target>> = BTreeMap::new();
                for (from, to) in arcs.keys() {
                    let (from, to) = if forward { (from, to) } else { (to, from) };
                    ends.entry(*from).or_default().push(*to);
                }
                let mut seen = BTreeSet::from([centre]);
                let mut path = vec![centre];
                while let Some(at) = path.pop() {
                    path.extend(ends.get(&at).into_iter().flatten().filter(|to| seen.insert(**to)));
                }
                kept.extend(seen);
            }
            kept
        }
    }
}
