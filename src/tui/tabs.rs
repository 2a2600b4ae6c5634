//! The plans that are open: how the others are called, and which one is shown.

/// A plan that is open and not shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tab {
    /// Its title.
    pub title: String,
    /// What its file is called, for people.
    pub name: String,
    /// Whether there is work that its file does not have.
    pub unsaved: bool,
    /// Whether somebody changed its file since it was shown last.
    pub changed: bool,
}

/// Which plans are open beside the one that is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tabs {
    /// The others, in their order.
    pub others: Vec<Tab>,
    /// The place of the shown one among all, from 0.
    pub at: usize,
    /// Whether all are being left, one after the other.
    pub leaving: bool,
}

impl Tabs {
    /// How many plans are open.
    pub const fn count(&self) -> usize {
        self.others.len() + 1
    }

    /// The other plans, each with its place among all.
    pub fn placed(&self) -> impl Iterator<Item = (usize, &Tab)> {
        self.others.iter().enumerate().map(|(nth, tab)| (nth + usize::from(nth >= self.at), tab))
    }

    /// The place of the plan some places further on, round and round.
    pub fn beside(&self, by: isize) -> usize {
        (self.at as isize + by).rem_euclid(self.count() as isize) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shown_plan_stands_among_the_others_in_their_order() {
        let tab = |name: &str| Tab {
            title: name.to_uppercase(),
            name: name.to_owned(),
            unsaved: false,
            changed: false,
        };
        let tabs = Tabs { others: vec![tab("a"), tab("c")], at: 1, leaving: false };
        let placed: Vec<_> = tabs.placed().map(|(at, tab)| (at, tab.name.as_str())).collect();
        assert_eq!(placed, [(0, "a"), (2, "c")]);
        assert_eq!((tabs.count(), tabs.beside(1), tabs.beside(2), tabs.beside(-2)), (3, 2, 0, 2));
        assert_eq!(Tabs::default().beside(1), 0);
    }
}
