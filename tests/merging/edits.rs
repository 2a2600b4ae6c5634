//! What two people do to a plan, and whether that contradicts each other.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Dice, Item, Key, Model, Said};

/// What one person did: what was touched, and what it became. Two persons contradict each other when one place became two
/// different things, or one took an item away in which the other changed something.
#[derive(Debug, Default)]
pub struct Done {
    /// By item (as it was born) and place in it.
    touched: BTreeMap<(String, String), Option<String>>,
    gone: BTreeSet<String>,
    renamed: BTreeMap<String, String>,
    /// New references: the item that has them, and what they name.
    references: BTreeSet<(String, String)>,
    /// What was done, for whoever reads a failure.
    pub log: Vec<String>,
}

impl Done {
    fn touch(&mut self, item: &str, place: impl Into<String>, value: Option<String>) {
        self.touched.insert((item.to_owned(), place.into()), value);
    }

    /// Whether an item was edited or renamed.
    fn has_edited(&self, item: &str) -> bool {
        self.touched.keys().any(|(touched, _)| touched == item) || self.renamed.contains_key(item)
    }
}

/// Whether two people contradict each other.
pub fn contradict(one: &Done, other: &Done) -> bool {
    let places =
        one.touched.iter().any(|(place, value)| other.touched.get(place).is_some_and(|it| it != value));
    let renames = one.renamed.iter().any(|(id, to)| other.renamed.get(id).is_some_and(|it| it != to));
    places || renames || takes_away(one, other) || takes_away(other, one)
}

fn takes_away(one: &Done, other: &Done) -> bool {
    one.gone.iter().any(|id| {
        let edited = other.touched.keys().any(|(item, place)| item == id && !place.starts_with("place"));
        let stays = |item: &String| !one.gone.contains(item) && !other.gone.contains(item);
        let needed = other.references.iter().any(|(item, to)| to == id && stays(item));
        edited || needed || other.renamed.contains_key(id)
    })
}

/// One person edits a plan.
pub fn edit(model: &mut Model, who: &str, dice: &mut Dice, steps: usize) -> Done {
    let mut done = Done::default();
    for step in 0..steps {
        let works: Vec<usize> =
            (0..model.items.len()).filter(|at| model.items[*at].table == "initiative").collect();
        // Half of what they do concerns a few items, where they meet.
        let at = if dice.one_in(2) { works[dice.roll(3)] } else { *dice.pick(&works) };
        let born = model.items[at].born.clone();
        let mut person = Person { model, done: &mut done, who, dice, step, at, born, works };
        match person.dice.roll(17) {
            0..=2 => person.sets_a_value(),
            3 | 4 => person.edits_a_money_line(),
            5 | 6 => person.links(),
            7 => person.adds_an_item(),
            8 => person.takes_an_item_away(),
            9 => person.renames_an_item(),
            10 | 11 => person.remarks_behind_a_value(),
            12 => person.remarks_above_an_item(),
            13 => person.moves_an_item(),
            14 => person.sets_a_year_of_an_envelope(),
            15 => person.turns_keys_round(),
            _ => person.changes_a_banner_or_the_layout(),
        }
    }
    done
}

/// One person at one step, with the item that it is about.
struct Person<'m> {
    model: &'m mut Model,
    done: &'m mut Done,
    who: &'m str,
    dice: &'m mut Dice,
    step: usize,
    at: usize,
    born: String,
    /// Where the initiatives stand.
    works: Vec<usize>,
}

impl Person<'_> {
    fn says(&mut self, what: String) {
        self.done.log.push(what);
    }

    fn sets_a_value(&mut self) {
        let (name, value) = match self.dice.roll(4) {
            0 => ("duration", format!("\"{} months\"", 3 + self.dice.roll(12))),
            1 => ("value", format!("{}", self.dice.roll(60))),
            2 => ("owner", format!("\"Team {}\"", self.dice.roll(9))),
            _ => ("title", format!("\"Work renamed {}\"", self.dice.roll(9))),
        };
        let Some(key) = self.model.items[self.at].keys.iter_mut().find(|key| key.name == name) else {
            return;
        };
        if key.value != Said::Plain(value.clone()) {
            key.value = Said::Plain(value.clone());
            self.done.touch(&self.born, name, Some(value.clone()));
            self.says(format!("{}.{name} = {value}", self.born));
        }
    }

    fn edits_a_money_line(&mut self) {
        let name = format!("cost.{}", self.dice.pick(&["build", "run"]));
        let (part, value) = match self.dice.roll(3) {
            0 => ("capital", format!("{}1_000", self.dice.roll(40) + 1)),
            1 => ("funded-by", format!("\"{}\"", self.dice.pick(&["grant", "loan", "reserve"]))),
            _ => ("note", format!("\"said {}\"", self.dice.roll(9))),
        };
        let key = self.model.items[self.at].keys.iter_mut().find(|key| key.name == name);
        let Some(Said::Line(keys)) = key.map(|key| &mut key.value) else { return };
        match keys.iter_mut().find(|(key, _)| key == part) {
            Some((_, old)) if *old == value => return,
            Some((_, old)) => old.clone_from(&value),
            None => keys.push((part.to_owned(), value.clone())),
        }
        self.done.touch(&self.born, format!("{name}.{part}"), Some(value.clone()));
        self.says(format!("{}.{name}.{part} = {value}", self.born));
    }

    /// A link to a work with a smaller number, so that no cycle can come of it.
    fn links(&mut self) {
        let number = self.born.strip_prefix("work-").and_then(|it| it.parse::<usize>().ok());
        let Some(mine) = number.filter(|it| *it > 0) else { return };
        let target = format!("work-{}", self.dice.roll(mine));
        let Some(there) = self.model.at(&target) else { return };
        let id = self.model.items[there].id.clone();
        let lag = self.dice.roll(4) as u32;
        let (born, who, step) = (self.born.clone(), self.who, self.step);
        let Some(key) = self.model.items[self.at].keys.iter_mut().find(|key| key.name == "after") else {
            return;
        };
        let Said::Links(links) = &mut key.value else { return };
        let place = format!("after {target}");
        let reference = (born.clone(), target.clone());
        match links.iter().position(|link| link.0 == id) {
            Some(found) if links.len() > 1 && self.dice.one_in(2) => {
                let (_, _, why) = links.remove(found);
                self.done.references.remove(&reference);
                if why.is_some() {
                    self.done.touch(&born, format!("why of {place}"), None);
                }
                self.done.touch(&born, place, None);
                self.says(format!("{born} no longer after {target}"));
            }
            Some(found) if links[found].1 != lag => {
                links[found].1 = lag;
                self.done.references.insert(reference);
                self.done.touch(&born, place, Some(lag.to_string()));
                self.says(format!("{born} after {target} + {lag}"));
            }
            Some(_) => {}
            None => {
                let why =
                    self.dice.one_in(3).then(|| format!("# {who} says why {born} waits for {target} {step}"));
                // Both may add one link; their comments are then two comments of one item.
                self.done.touch(&born, format!("why of {place} by {who}"), why.clone());
                links.push((id, lag, why));
                self.done.references.insert(reference);
                self.done.touch(&born, place, Some(lag.to_string()));
                self.says(format!("{born} after {target} + {lag}, new"));
            }
        }
    }

    fn adds_an_item(&mut self) {
        let id = format!("{}-{}-{}", self.dice.pick(&["alpha", "work-3", "zulu"]), self.who, self.step);
        let key = |name: &str, value: String, behind: Option<String>| Key {
            name: name.to_owned(),
            value: Said::Plain(value),
            above: Vec::new(),
            behind,
        };
        let keys = vec![
            key("title", format!("\"{id}\""), None),
            key("duration", "\"6 weeks\"".to_owned(), Some(format!("# guess of {id}"))),
        ];
        let above = vec![format!("# {id} is new")];
        let item = Item { table: "initiative", born: id.clone(), id: id.clone(), above, banner: None, keys };
        let end = self.model.items.len();
        let next = self.works.iter().copied().find(|at| self.model.items[*at].id > id).unwrap_or(end);
        self.model.items.insert(if self.dice.one_in(4) { end } else { next }, item);
        self.says(format!("{id} is new"));
    }

    fn takes_an_item_away(&mut self) {
        let born = self.born.clone();
        if self.works.len() < 5 || !born.starts_with("work-") || self.done.has_edited(&born) {
            return;
        }
        let id = self.model.items[self.at].id.clone();
        let alone =
            |key: &Key| matches!(&key.value, Said::Links(links) if links.len() == 1 && links[0].0 == id);
        if self.model.items.iter().flat_map(|item| &item.keys).any(alone) {
            return;
        }
        // A banner before it stays with what comes next.
        let next = self.model.items.get(self.at + 1).is_some_and(|next| next.banner.is_none());
        let banner = self.model.items[self.at].banner.clone();
        if next {
            self.model.items[self.at + 1].banner = banner;
        } else if banner.is_some() {
            return;
        }
        self.model.items.remove(self.at);
        for links in self.model.items.iter_mut().flat_map(|item| &mut item.keys).filter_map(links_of) {
            links.retain(|link| link.0 != id);
        }
        self.done.references.retain(|(_, to)| *to != born);
        // What was changed of a link went with it.
        self.done.touched.retain(|(_, place), _| *place != format!("after {born}"));
        self.says(format!("{born} is gone"));
        self.done.gone.insert(born);
    }

    fn renames_an_item(&mut self) {
        let born = self.born.clone();
        if !born.starts_with("work-") || self.done.has_edited(&born) {
            return;
        }
        let old = self.model.items[self.at].id.clone();
        let new = format!("{born}-{}", if self.dice.one_in(3) { "anew" } else { self.who });
        self.model.items[self.at].id.clone_from(&new);
        let links =
            self.model.items.iter_mut().flat_map(|item| &mut item.keys).filter_map(links_of).flatten();
        for link in links.filter(|link| link.0 == old) {
            link.0.clone_from(&new);
        }
        self.says(format!("{born} renamed to {new}"));
        self.done.renamed.insert(born, new);
    }

    fn remarks_behind_a_value(&mut self) {
        let keys = &mut self.model.items[self.at].keys;
        let at = self.dice.roll(keys.len());
        let key = &mut keys[at];
        let wants = !self.dice.one_in(3);
        let text =
            wants.then(|| format!("# {} remarks on {} {} {}", self.who, self.born, key.name, self.step));
        let is_list = matches!(key.value, Said::Links(_));
        if is_list || key.behind == text || (key.behind.is_none() && self.dice.one_in(2)) {
            return;
        }
        // Two comments added stay both.
        let added = key.behind.is_none();
        let place =
            if added { format!("# of {} by {}", key.name, self.who) } else { format!("# of {}", key.name) };
        key.behind.clone_from(&text);
        let said = format!("{}.{}: {text:?}", self.born, key.name);
        self.done.touch(&self.born, place, text);
        self.says(said);
    }

    fn remarks_above_an_item(&mut self) {
        let text = format!("# {} on {} {}", self.who, self.born, self.step);
        let above = &mut self.model.items[self.at].above;
        if above.is_empty() || self.dice.one_in(2) {
            above.push(text);
            self.done.touch(&self.born, format!("above by {}", self.who), None);
            self.says(format!("a comment above {}", self.born));
        } else if !above[0].contains(self.who) {
            let old = std::mem::replace(&mut above[0], text.clone());
            self.done.touch(&self.born, format!("above {old}"), Some(text));
            self.says(format!("another comment above {}", self.born));
        }
    }

    fn moves_an_item(&mut self) {
        let to = *self.dice.pick(&self.works);
        if self.model.items[self.at].banner.is_none() && self.model.items[to].banner.is_none() {
            let item = self.model.items.remove(self.at);
            self.model.items.insert(to.min(self.model.items.len()), item);
            self.says(format!("{} moved", self.born));
        }
    }

    fn sets_a_year_of_an_envelope(&mut self) {
        let is_envelope = |at: &usize| self.model.items[*at].table == "envelope";
        let envelopes: Vec<usize> = (0..self.model.items.len()).filter(is_envelope).collect();
        let at = *self.dice.pick(&envelopes);
        let first = 27 + self.dice.roll(4);
        let year = format!("year.20{first}-{}", first + 1);
        let value = format!("{}00_000", self.dice.roll(8) + 1);
        let item = &mut self.model.items[at];
        match item.keys.iter_mut().find(|key| key.name == year) {
            Some(key) => key.value = Said::Plain(value.clone()),
            None => item.keys.push(Key {
                name: year.clone(),
                value: Said::Plain(value.clone()),
                above: Vec::new(),
                behind: None,
            }),
        }
        let (born, id) = (item.born.clone(), item.id.clone());
        self.says(format!("{id}.{year} = {value}"));
        self.done.touch(&born, year, Some(value));
    }

    fn turns_keys_round(&mut self) {
        let keys = &mut self.model.items[self.at].keys;
        let (a, b) = (self.dice.roll(keys.len()), self.dice.roll(keys.len()));
        keys.swap(a, b);
        self.says(format!("keys of {} in another order", self.born));
    }

    fn changes_a_banner_or_the_layout(&mut self) {
        if self.dice.one_in(4) {
            self.model.dense = true;
            self.says("numbers without underscores".to_owned());
        } else if let Some(banner) = &mut self.model.items[self.at].banner {
            let new = format!("# ---- {} {} ----", self.who, self.step);
            let old = std::mem::replace(banner, new.clone());
            self.done.touch("", old, Some(new));
            self.says(format!("the banner of {}", self.born));
        }
    }
}

type Links = Vec<(String, u32, Option<String>)>;

fn links_of(key: &mut Key) -> Option<&mut Links> {
    match &mut key.value {
        Said::Links(links) => Some(links),
        Said::Plain(_) | Said::Line(_) => None,
    }
}

/// A place that one person left as it was in the base was not touched.
pub fn settled(base: &Model, now: &Model, done: &mut Done) {
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
