//! A plan as two people see it, and the text that it has.

use std::collections::BTreeMap;

/// A generator of numbers that is the same everywhere (xorshift, Marsaglia 2003).
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }

    pub fn one_in(&mut self, sides: usize) -> bool {
        self.roll(sides) == 0
    }

    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.roll(all.len())]
    }
}

/// A key of the model with its comments.
#[derive(Debug, Clone, PartialEq)]
pub struct Key {
    pub name: String,
    pub value: Said,
    pub above: Vec<String>,
    pub behind: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Said {
    /// As TOML writes it.
    Plain(String),
    /// A money line: its keys in order.
    Line(Vec<(String, String)>),
    /// References: target, lag in months, comment.
    Links(Vec<(String, u32, Option<String>)>),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    pub table: &'static str,
    /// What it is called in the base, or when it is new.
    pub born: String,
    pub id: String,
    pub above: Vec<String>,
    pub banner: Option<String>,
    pub keys: Vec<Key>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    pub items: Vec<Item>,
    /// Whether lists stand on one line, and numbers have no underscores: layout only.
    pub dense: bool,
}

impl Model {
    pub fn base(dice: &mut Dice) -> Self {
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

    pub fn text(&self) -> String {
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

    pub fn at(&self, born: &str) -> Option<usize> {
        self.items.iter().position(|item| item.born == born && item.table != "plan")
    }
}
