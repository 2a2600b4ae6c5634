//! Random concurrent edits of hand-commented plans, of which the right answer is known by how they were made: two people
//! edit a model of the plan, which says by itself whether they contradict each other and what must come out.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};

use milepost::content::Content;
use milepost::document::{Document, Source, comments};
use milepost::merge::{Merged, Names, Texts, merge};

/// A generator of numbers that is the same everywhere (xorshift, Marsaglia 2003).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }

    fn one_in(&mut self, sides: usize) -> bool {
        self.roll(sides) == 0
    }

    fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.roll(all.len())]
    }
}

/// A key of the model with its comments.
#[derive(Debug, Clone, PartialEq)]
struct Key {
    name: String,
    value: Said,
    above: Vec<String>,
    behind: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
enum Said {
    /// As TOML writes it.
    Plain(String),
    /// A money line: its keys in order.
    Line(Vec<(String, String)>),
    /// References: target, lag in months, comment.
    Links(Vec<(String, u32, Option<String>)>),
}

#[derive(Debug, Clone, PartialEq)]
struct Item {
    table: &'static str,
    /// What it is called in the base, or when it is new.
    born: String,
    id: String,
    above: Vec<String>,
    banner: Option<String>,
    keys: Vec<Key>,
}

#[derive(Debug, Clone, PartialEq)]
struct Model {
    items: Vec<Item>,
    /// Whether lists stand on one line, and numbers have no underscores: layout only.
    dense: bool,
}

impl Model {
    fn base(dice: &mut Dice) -> Self {
        let mut items = Vec::new();
        let note = |dice: &mut Dice, what: &str| dice.one_in(3).then(|| format!("# note on {what}"));
        let plain = |name: &str, value: String, dice: &mut Dice, of: &str| Key {
            name: name.to_owned(),
            value: Said::Plain(value),
            above: note(dice, &format!("{of} {name}")).into_iter().collect(),
            behind: note(dice, &format!("the value of {of} {name}")),
        };
        items.push(Item {
            table: "plan",
            born: String::new(),
            id: String::new(),
            above: vec!["# the plan".to_owned()],
            banner: Some("# a plan by hand\n# in two lines".to_owned()),
            keys: vec![
                plain("title", "\"Northmere\"".to_owned(), dice, "plan"),
                plain("start", "2027-04-01".to_owned(), dice, "plan"),
            ],
        });
        for (at, id) in ["grant", "loan", "reserve"].into_iter().enumerate() {
            let keys = vec![
                plain("title", format!("\"Envelope {id}\""), dice, id),
                plain("year.2027-28", format!("{}00_000", at + 1), dice, id),
                plain("year.2028-29", format!("{}50_000", at + 1), dice, id),
            ];
            items.push(Item {
                table: "envelope",
                born: id.to_owned(),
                id: id.to_owned(),
                above: Vec::new(),
                banner: None,
                keys,
            });
        }
        for at in 0..8 {
            let id = format!("work-{at}");
            let mut keys = vec![
                plain("title", format!("\"Work number {at}\""), dice, &id),
                plain("owner", format!("\"Team {}\"", at * 7), dice, &id),
                plain("duration", format!("\"{} months\"", at + 3), dice, &id),
                plain("code", format!("\"C-{at}\""), dice, &id),
                plain("value", format!("{}", 10 + at), dice, &id),
            ];
            if at > 0 {
                let mut links = BTreeMap::new();
                for _ in 0..=dice.roll(2) {
                    links.insert(format!("work-{}", dice.roll(at)), dice.roll(3) as u32);
                }
                let links = links.into_iter().map(|(to, lag)| {
                    let why = dice.one_in(2).then(|| format!("# {id} waits for {to}"));
                    (to, lag, why)
                });
                let value = Said::Links(links.collect());
                keys.push(Key { name: "after".to_owned(), value, above: Vec::new(), behind: None });
            }
            for line in ["build", "run"] {
                let value = Said::Line(vec![
                    ("capital".to_owned(), format!("{}0_000", 3 + at)),
                    ("funded-by".to_owned(), format!("\"{}\"", dice.pick(&["grant", "loan"]))),
                ]);
                let behind = note(dice, &format!("the price of {id} {line}"));
                keys.push(Key { name: format!("cost.{line}"), value, above: Vec::new(), behind });
            }
            let above = note(dice, &id).into_iter().collect();
            let banner = dice.one_in(4).then(|| format!("# ---- from {id} on ----"));
            items.push(Item { table: "initiative", born: id.clone(), id, above, banner, keys });
        }
        Self { items, dense: false }
    }

    fn text(&self) -> String {
        let mut out = String::new();
        for item in &self.items {
            if let Some(banner) = &item.banner {
                out += &format!("{banner}\n\n");
            }
            item.above.iter().for_each(|line| out += &format!("{line}\n"));
            let id = if item.id.is_empty() { String::new() } else { format!(".{}", item.id) };
            out += &format!("[{}{id}]\n", item.table);
            for key in &item.keys {
                key.above.iter().for_each(|line| out += &format!("{line}\n"));
                let behind = key.behind.as_ref().map_or(String::new(), |text| format!("  {text}"));
                out += &format!("{} = {}{behind}\n", key.name, self.value(&key.value));
            }
            out.push('\n');
        }
        out
    }

    fn value(&self, value: &Said) -> String {
        let number = |text: &str| if self.dense { text.replace('_', "") } else { text.to_owned() };
        match value {
            Said::Plain(text) if text.starts_with('"') => text.clone(),
            Said::Plain(text) => number(text),
            Said::Line(keys) => {
                let keys: Vec<String> =
                    keys.iter().map(|(key, value)| format!("{key} = {}", number(value))).collect();
                format!("{{ {} }}", keys.join(", "))
            }
            Said::Links(links) => {
                let mut out = "[\n".to_owned();
                for (to, lag, why) in links {
                    let lag = if *lag == 0 { String::new() } else { format!(" + {lag} months") };
                    let why = why.as_ref().map_or(String::new(), |why| format!(" {why}"));
                    out += &format!("    \"{to}{lag}\",{why}\n");
                }
                out + "]"
            }
        }
    }

    fn at(&self, born: &str) -> Option<usize> {
        self.items.iter().position(|item| item.born == born && item.table != "plan")
    }
}

/// What one person did: what was touched, and what it became. Two persons contradict each other when one place became two
/// different things, or one took an item away in which the other changed something.
#[derive(Debug, Default)]
struct Done {
    /// By item (as it was born) and place in it.
    touched: BTreeMap<(String, String), Option<String>>,
    gone: BTreeSet<String>,
    renamed: BTreeMap<String, String>,
    /// New references: the item that has them, and what they name.
    references: BTreeSet<(String, String)>,
    /// What was done, for whoever reads a failure.
    log: Vec<String>,
}

fn contradict(one: &Done, other: &Done) -> bool {
    let places =
        one.touched.iter().any(|(place, value)| other.touched.get(place).is_some_and(|it| it != value));
    let renames = one.renamed.iter().any(|(id, to)| other.renamed.get(id).is_some_and(|it| it != to));
    places || renames || takes_away(one, other) || takes_away(other, one)
}

fn takes_away(one: &Done, other: &Done) -> bool {
    one.gone.iter().any(|id| {
        let edited = other.touched.keys().any(|(item, place)| item == id && !place.starts_with("place"));
        let needed = other
            .references
            .iter()
            .any(|(item, to)| to == id && !one.gone.contains(item) && !other.gone.contains(item));
        edited || needed || other.renamed.contains_key(id)
    })
}

/// One person edits a plan.
fn edit(model: &mut Model, who: &str, dice: &mut Dice, steps: usize) -> Done {
    let mut done = Done::default();
    for step in 0..steps {
        let works: Vec<usize> =
            (0..model.items.len()).filter(|at| model.items[*at].table == "initiative").collect();
        // Half of what they do concerns a few items, where they meet.
        let at = if dice.one_in(2) { works[dice.roll(3)] } else { *dice.pick(&works) };
        let born = model.items[at].born.clone();
        let touch = |done: &mut Done, place: String, value: Option<String>| {
            done.touched.insert((born.clone(), place), value);
        };
        match dice.roll(17) {
            0..=2 => {
                let (name, value) = match dice.roll(4) {
                    0 => ("duration", format!("\"{} months\"", 3 + dice.roll(12))),
                    1 => ("value", format!("{}", dice.roll(60))),
                    2 => ("owner", format!("\"Team {}\"", dice.roll(9))),
                    _ => ("title", format!("\"Work renamed {}\"", dice.roll(9))),
                };
                if let Some(key) = model.items[at].keys.iter_mut().find(|key| key.name == name) {
                    if key.value == Said::Plain(value.clone()) {
                        continue;
                    }
                    done.log.push(format!("{born}.{name} = {value}"));
                    touch(&mut done, name.to_owned(), Some(value.clone()));
                    key.value = Said::Plain(value);
                }
            }
            3 | 4 => {
                let line = *dice.pick(&["build", "run"]);
                let (part, value) = match dice.roll(3) {
                    0 => ("capital", format!("{}1_000", dice.roll(40) + 1)),
                    1 => ("funded-by", format!("\"{}\"", dice.pick(&["grant", "loan", "reserve"]))),
                    _ => ("note", format!("\"said {}\"", dice.roll(9))),
                };
                let name = format!("cost.{line}");
                if let Some(Said::Line(keys)) =
                    model.items[at].keys.iter_mut().find(|key| key.name == name).map(|key| &mut key.value)
                {
                    match keys.iter_mut().find(|(key, _)| key == part) {
                        Some((_, old)) if *old == value => continue,
                        Some((_, old)) => old.clone_from(&value),
                        None => keys.push((part.to_owned(), value.clone())),
                    }
                    done.log.push(format!("{born}.{name}.{part} = {value}"));
                    touch(&mut done, format!("{name}.{part}"), Some(value));
                }
            }
            5 | 6 => {
                // A link to a work with a smaller number, so that no cycle can come of it.
                let number = |born: &str| born.strip_prefix("work-").and_then(|it| it.parse::<usize>().ok());
                let Some(mine) = number(&born).filter(|it| *it > 0) else { continue };
                let target = format!("work-{}", dice.roll(mine));
                let Some(there) = model.at(&target) else { continue };
                let id = model.items[there].id.clone();
                let lag = dice.roll(4) as u32;
                let keys = &mut model.items[at].keys;
                let place = format!("after {target}");
                let Some(key) = keys.iter_mut().find(|key| key.name == "after") else { continue };
                let Said::Links(links) = &mut key.value else { continue };
                match links.iter().position(|link| link.0 == id) {
                    Some(found) if dice.one_in(2) && links.len() > 1 => {
                        let (_, _, why) = links.remove(found);
                        done.references.remove(&(born.clone(), target.clone()));
                        done.log.push(format!("{born} no longer after {target}"));
                        if why.is_some() {
                            touch(&mut done, format!("why of {place}"), None);
                        }
                        touch(&mut done, place, None);
                    }
                    Some(found) if links[found].1 != lag => {
                        links[found].1 = lag;
                        done.references.insert((born.clone(), target.clone()));
                        done.log.push(format!("{born} after {target} + {lag}"));
                        touch(&mut done, place, Some(lag.to_string()));
                    }
                    Some(_) => {}
                    None => {
                        let why = dice
                            .one_in(3)
                            .then(|| format!("# {who} says why {born} waits for {target} {step}"));
                        // Both sides may add one link; their comments are then two comments behind one item.
                        touch(&mut done, format!("why of {place} by {who}"), why.clone());
                        links.push((id, lag, why));
                        done.references.insert((born.clone(), target.clone()));
                        done.log.push(format!("{born} after {target} + {lag}, new"));
                        touch(&mut done, place, Some(lag.to_string()));
                    }
                }
            }
            7 => {
                let id = format!("{}-{who}-{step}", dice.pick(&["alpha", "work-3", "zulu"]));
                let keys = vec![
                    Key {
                        name: "title".to_owned(),
                        value: Said::Plain(format!("\"{id}\"")),
                        above: Vec::new(),
                        behind: None,
                    },
                    Key {
                        name: "duration".to_owned(),
                        value: Said::Plain("\"6 weeks\"".to_owned()),
                        above: Vec::new(),
                        behind: Some(format!("# guess of {id}")),
                    },
                ];
                let item = Item {
                    table: "initiative",
                    born: id.clone(),
                    id: id.clone(),
                    above: vec![format!("# {id} is new")],
                    banner: None,
                    keys,
                };
                let behind =
                    works.iter().copied().find(|at| model.items[*at].id > id).unwrap_or(model.items.len());
                let place = if dice.one_in(4) { model.items.len() } else { behind };
                model.items.insert(place, item);
                done.log.push(format!("{id} is new"));
            }
            8 => {
                if works.len() < 5
                    || !born.starts_with("work-")
                    || done.touched.keys().any(|(item, _)| *item == born)
                    || done.renamed.contains_key(&born)
                {
                    continue;
                }
                let id = model.items[at].id.clone();
                if model.items.iter().flat_map(|item| &item.keys).any(
                    |key| matches!(&key.value, Said::Links(links) if links.len() == 1 && links[0].0 == id),
                ) {
                    continue;
                }
                // A banner before it stays with what comes next.
                let banner = model.items[at].banner.take();
                if let Some(next) = model.items.get_mut(at + 1).filter(|next| next.banner.is_none()) {
                    next.banner = banner;
                } else if banner.is_some() {
                    model.items[at].banner = banner;
                    continue;
                }
                model.items.remove(at);
                for item in &mut model.items {
                    for key in &mut item.keys {
                        if let Said::Links(links) = &mut key.value
                            && let Some(found) = links.iter().position(|link| link.0 == id)
                        {
                            links.remove(found);
                        }
                    }
                }
                done.references.retain(|(_, to)| *to != born);
                // What was changed of a link went with it.
                done.touched.retain(|(_, place), _| *place != format!("after {born}"));
                done.gone.insert(born.clone());
                done.log.push(format!("{born} is gone"));
            }
            9 => {
                if !born.starts_with("work-")
                    || done.touched.keys().filter(|(item, _)| *item == born).count() > 0
                    || done.renamed.contains_key(&born)
                {
                    continue;
                }
                let old = model.items[at].id.clone();
                let new = if dice.one_in(3) { format!("{born}-anew") } else { format!("{born}-{who}") };
                model.items[at].id.clone_from(&new);
                for link in model
                    .items
                    .iter_mut()
                    .flat_map(|item| &mut item.keys)
                    .filter_map(|key| match &mut key.value {
                        Said::Links(links) => Some(links),
                        Said::Plain(_) | Said::Line(_) => None,
                    })
                    .flatten()
                {
                    if link.0 == old {
                        link.0.clone_from(&new);
                    }
                }
                done.log.push(format!("{born} renamed to {new}"));
                done.renamed.insert(born.clone(), new);
            }
            10 | 11 => {
                let key = dice.roll(model.items[at].keys.len());
                let key = &mut model.items[at].keys[key];
                if matches!(key.value, Said::Links(_)) {
                    continue;
                }
                let text =
                    (!dice.one_in(3)).then(|| format!("# {who} remarks on {born} {} {step}", key.name));
                if key.behind == text || key.behind.is_none() && text.is_some() && dice.one_in(2) {
                    continue;
                }
                let added = key.behind.is_none();
                key.behind.clone_from(&text);
                done.log.push(format!("{born}.{}: {text:?}", key.name));
                // Two comments added stay both.
                let place =
                    if added { format!("# of {} by {who}", key.name) } else { format!("# of {}", key.name) };
                touch(&mut done, place, text);
            }
            12 => {
                let text = format!("# {who} on {born} {step}");
                let item = &mut model.items[at];
                if item.above.is_empty() || dice.one_in(2) {
                    item.above.push(text);
                    done.log.push(format!("a comment above {born}"));
                    touch(&mut done, format!("above by {who}"), None);
                } else {
                    let old = item.above[0].clone();
                    if old.contains(who) {
                        continue;
                    }
                    done.log.push(format!("another comment above {born}"));
                    touch(&mut done, format!("above {old}"), Some(text.clone()));
                    item.above[0] = text;
                }
            }
            13 => {
                let to = *dice.pick(&works);
                if model.items[at].banner.is_some() || model.items[to].banner.is_some() {
                    continue;
                }
                let item = model.items.remove(at);
                model.items.insert(to.min(model.items.len()), item);
                done.log.push(format!("{born} moved"));
            }
            14 => {
                let envelopes: Vec<usize> =
                    (0..model.items.len()).filter(|at| model.items[*at].table == "envelope").collect();
                let at = *dice.pick(&envelopes);
                let year = format!("year.20{}-{}", 27 + dice.roll(4), 28);
                let year = year
                    .replace("2027-28", "2027-28")
                    .replace("2028-28", "2028-29")
                    .replace("2029-28", "2029-30")
                    .replace("2030-28", "2030-31");
                let value = format!("{}00_000", dice.roll(8) + 1);
                let item = &mut model.items[at];
                match item.keys.iter_mut().find(|key| key.name == year) {
                    Some(key) => key.value = Said::Plain(value.clone()),
                    None => item.keys.push(Key {
                        name: year.clone(),
                        value: Said::Plain(value.clone()),
                        above: Vec::new(),
                        behind: None,
                    }),
                }
                done.log.push(format!("{}.{year} = {value}", item.id));
                done.touched.insert((item.born.clone(), year), Some(value));
            }
            15 => {
                let keys = &mut model.items[at].keys;
                let (a, b) = (dice.roll(keys.len()), dice.roll(keys.len()));
                keys.swap(a, b);
                done.log.push(format!("keys of {born} in another order"));
            }
            _ => {
                if dice.one_in(4) {
                    model.dense = true;
                    done.log.push("numbers without underscores".to_owned());
                } else if let Some(banner) = &mut model.items[at].banner {
                    let old = banner.clone();
                    *banner = format!("# ---- {who} {step} ----");
                    done.log.push(format!("the banner of {born}"));
                    done.touched.insert((String::new(), old), Some(banner.clone()));
                }
            }
        }
    }
    // What ended as it began was not touched.
    done
}

/// A place that one person left as it was in the base was not touched.
fn settled(base: &Model, now: &Model, done: &mut Done) {
    let value = |model: &Model, born: &str, name: &str| -> Option<Option<Said>> {
        let item = &model.items[model.at(born)?];
        Some(item.keys.iter().find(|key| key.name == name).map(|key| key.value.clone()))
    };
    done.touched.retain(|(born, place), _| {
        let of_line = place.rsplit_once('.').filter(|(line, _)| line.starts_with("cost."));
        match of_line {
            Some((line, part)) => {
                let part_of = |model| match value(model, born, line) {
                    Some(Some(Said::Line(keys))) => keys.into_iter().find(|(key, _)| key == part),
                    _ => None,
                };
                part_of(base) != part_of(now)
            }
            None => value(base, born, place)
                .is_none_or(|was| value(now, born, place) != Some(was.clone()) || was.is_none()),
        }
    });
}

fn all_comments(text: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for at in comments(text) {
        *counts.entry(text[at].trim_end().to_owned()).or_default() += 1;
    }
    counts
}

fn content(text: &str) -> Content {
    let source = Source::new("p", text);
    assert_eq!(source.index.errors(), [], "{text}");
    Content::of(&Document::new(source).root())
}

/// What the plan must say when both persons' edits are clean.
fn expected(texts: [&str; 3]) -> BTreeMap<String, usize> {
    let [base, ours, theirs] = texts.map(all_comments);
    let names: BTreeSet<&String> = base.keys().chain(ours.keys()).chain(theirs.keys()).collect();
    let count =
        |counts: &BTreeMap<String, usize>, name: &String| counts.get(name).copied().unwrap_or_default();
    let merged = names.into_iter().map(|name| {
        let (b, o, t) = (count(&base, name), count(&ours, name), count(&theirs, name));
        (name.clone(), if o == b { t } else { o })
    });
    merged.filter(|(_, count)| *count > 0).collect()
}

struct Tally {
    pairs: usize,
    clean: usize,
    false_conflicts: usize,
    missed: usize,
}

fn one(seed: u64, tally: &mut Tally) {
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    (0..4).for_each(|_| {
        dice.roll(2);
    });
    let base = Model::base(&mut dice);
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    let steps = 1 + dice.roll(5);
    let mut own = edit(&mut ours, "ann", &mut dice, steps);
    let steps = 1 + dice.roll(5);
    let mut other = edit(&mut theirs, "bob", &mut dice, steps);
    settled(&base, &ours, &mut own);
    settled(&base, &theirs, &mut other);
    let texts = [base.text(), ours.text(), theirs.text()];
    let [b, o, t] = [0, 1, 2].map(|at| texts[at].as_str());
    let Merged { text, conflicts } =
        merge(Texts { base: b, ours: o, theirs: t }, &Names::default(), 7).unwrap();
    tally.pairs += 1;
    let story = || {
        format!(
            "seed {seed}\nann: {:?}\nbob: {:?}\n{conflicts:#?}\n==== base\n{b}\n==== ours\n{o}\n==== theirs\n{t}\n==== merged\n{text}",
            own.log, other.log
        )
    };
    assert_eq!(conflicts.is_empty(), !text.contains("<<<<<<<"), "{}", story());
    if contradict(&own, &other) {
        if conflicts.is_empty() {
            tally.missed += 1;
            panic!("a contradiction is not told: {}", story());
        }
        return;
    }
    tally.clean += 1;
    if !conflicts.is_empty() {
        tally.false_conflicts += 1;
        if std::env::var_os("MILEPOST_STRICT").is_some() {
            panic!("a false conflict: {}", story());
        }
        return;
    }
    // What must come out, worked on the model: theirs' edits made by the same hands on ours.
    let wanted = both(&base, &ours, &theirs);
    let (found, wanted) = (content(&text), content(&wanted.text()));
    assert_eq!(meanings(&found), meanings(&wanted), "{}", story());
    assert_eq!(all_comments(&text), expected([b, o, t]), "{}", story());
}

/// Every key with its meaning, one a line.
fn meanings(content: &Content) -> Vec<String> {
    let mut lines = Vec::new();
    for (name, item) in &content.items {
        lines.push(name.to_string());
        for (key, leaf) in item.leaves.iter().filter(|(_, leaf)| !leaf.is_nothing()) {
            lines.push(format!("{name} {} {leaf:?}", key.join(".")));
        }
    }
    lines.retain(|line| !line.contains("written_only"));
    lines.iter().map(|line| line.split("written:").next().unwrap_or_default().to_owned()).collect()
}

/// The model with the edits of both: item by item, key by key.
fn both(base: &Model, ours: &Model, theirs: &Model) -> Model {
    let names: BTreeMap<String, String> = ours
        .items
        .iter()
        .chain(&theirs.items)
        .filter(|item| item.id != item.born)
        .map(|item| (item.born.clone(), item.id.clone()))
        .collect();
    // By the ids that were born: a reference names what it named when it was made.
    let born_of = |model: &Model, id: &str| {
        model.items.iter().find(|item| item.id == id).map_or_else(|| id.to_owned(), |item| item.born.clone())
    };
    let name = |born: &str| names.get(born).cloned().unwrap_or_else(|| born.to_owned());
    let item = |model: &Model, born: &str, table: &str| {
        model.items.iter().find(|item| item.born == born && item.table == table).cloned()
    };
    let mut items = Vec::new();
    let mut seen = BTreeSet::new();
    for known in ours.items.iter().chain(&theirs.items) {
        if !seen.insert((known.table, known.born.clone())) {
            continue;
        }
        let [b, o, t] = [base, ours, theirs].map(|model| item(model, &known.born, known.table));
        if b.is_some() && (o.is_none() || t.is_none()) {
            continue;
        }
        let key_names: BTreeSet<String> = [&o, &t]
            .into_iter()
            .flatten()
            .flat_map(|item| item.keys.iter().map(|key| key.name.clone()))
            .collect();
        let mut keys = Vec::new();
        for key in key_names {
            let of = |item: &Option<Item>, model: &Model| {
                let value = item.as_ref()?.keys.iter().find(|it| it.name == key)?.value.clone();
                Some(flat(&value, |id| born_of(model, id)))
            };
            let (b, o, t) = (of(&b, base), of(&o, ours), of(&t, theirs));
            let (b, o, t) = (b.unwrap_or_default(), o.unwrap_or_default(), t.unwrap_or_default());
            let parts: BTreeSet<&String> = o.keys().chain(t.keys()).collect();
            let merged: Vec<(String, String)> = parts
                .into_iter()
                .filter_map(|part| {
                    let (b, o, t) = (b.get(part), o.get(part), t.get(part));
                    let value = if o == b { t } else { o };
                    value.map(|value| (part.clone(), value.clone()))
                })
                .collect();
            if merged.is_empty() {
                continue;
            }
            let value = match key.as_str() {
                "after" => Said::Links(
                    merged.iter().map(|(to, lag)| (name(to), lag.parse().unwrap(), None)).collect(),
                ),
                line if line.starts_with("cost.") => Said::Line(merged),
                _ => Said::Plain(merged[0].1.clone()),
            };
            keys.push(Key { name: key, value, above: Vec::new(), behind: None });
        }
        items.push(Item { id: name(&known.born), keys, above: Vec::new(), banner: None, ..known.clone() });
    }
    Model { items, dense: false }
}

fn flat(value: &Said, born_of: impl Fn(&str) -> String) -> BTreeMap<String, String> {
    match value {
        Said::Plain(text) => BTreeMap::from([(String::new(), text.clone())]),
        Said::Line(keys) => keys.iter().cloned().collect(),
        Said::Links(links) => links.iter().map(|(to, lag, _)| (born_of(to), lag.to_string())).collect(),
    }
}

#[test]
fn concurrent_edits_merge_when_they_do_not_contradict_each_other_and_else_say_so() {
    let cases: u64 = std::env::var("MILEPOST_CASES").ok().and_then(|it| it.parse().ok()).unwrap_or(400);
    let first: u64 = std::env::var("MILEPOST_SEED").ok().and_then(|it| it.parse().ok()).unwrap_or(1);
    let mut tally = Tally { pairs: 0, clean: 0, false_conflicts: 0, missed: 0 };
    for seed in first..first + cases {
        one(seed, &mut tally);
    }
    let Tally { pairs, clean, false_conflicts, missed } = tally;
    println!("{pairs} pairs, {clean} clean; {false_conflicts} false conflicts, {missed} missed");
    assert!(clean * 2 > pairs, "{clean} of {pairs} are clean");
    assert!(false_conflicts * 100 <= clean, "{false_conflicts} of {clean} conflict falsely");
}
