use rule::Rule;

/// Names rules: one, a group, or all that serve a guiding principle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selector {
    /// One rule: `satz/passiv`.
    Rule(String),
    /// All rules of a group: `satz`.
    Group(String),
    /// All rules that serve a guiding principle: `leitziel:4`.
    Leitziel(u8),
}

impl Selector {
    /// Reads `group/name`, `group` or `leitziel:N`; `None` for `leitziel:` without a number from 1 to 12.
    pub fn parse(text: &str) -> Option<Selector> {
        let text = text.trim();
        if let Some(number) = text.strip_prefix("leitziel:") {
            return number.parse().ok().filter(|n| (1..=12).contains(n)).map(Selector::Leitziel);
        }
        Some(if text.contains('/') {
            Selector::Rule(text.to_owned())
        } else {
            Selector::Group(text.to_owned())
        })
    }

    /// The name as it is written.
    pub fn name(&self) -> String {
        match self {
            Selector::Rule(name) | Selector::Group(name) => name.clone(),
            Selector::Leitziel(number) => format!("leitziel:{number}"),
        }
    }

    /// How narrow it is, from wide (a principle) to narrow (a rule).
    pub(crate) fn width(&self) -> u8 {
        match self {
            Selector::Leitziel(_) => 0,
            Selector::Group(_) => 1,
            Selector::Rule(_) => 2,
        }
    }

    /// Tells whether a rule is named.
    pub fn matches(&self, rule: &Rule) -> bool {
        match self {
            Selector::Rule(id) => *rule.id == **id,
            Selector::Group(group) => rule.group() == group,
            Selector::Leitziel(leitziel) => rule.leitziel == *leitziel,
        }
    }
}
