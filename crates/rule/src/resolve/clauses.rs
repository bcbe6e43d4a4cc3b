//! The clauses of a rule.

use std::sync::Arc;

use diagnostic::{Applicability, Severity};
use letter::{PartKind, PartSet};
use source::TextRange;

use super::templates::FIXED;
use super::texts::Texts;
use super::{Resolver, conditions};
use crate::ast::{
    Body, Clause, LangText, Name, Number, ParameterValue, PatternKind, PatternNode, RuleNode, Str,
};
use crate::condition::{Metric, Predicate};
use crate::error::{ErrorKind, NameKind};
use crate::rule::{
    Anchor, FixTemplate, LexiconUse, Message, Native, Parameter, Rule, Scope, Status, StatusLevel, Text,
    Unit, Value,
};

/// The names of all clauses.
pub(super) const CLAUSES: [&str; 25] = [
    "title",
    "severity",
    "status",
    "leitziel",
    "scope",
    "kinds",
    "rulings",
    "let",
    "match",
    "except",
    "given",
    "unless",
    "require",
    "construction",
    "lexicon",
    "native",
    "when",
    "at",
    "show",
    "message",
    "why",
    "source",
    "fix",
    "bad",
    "good",
];

/// Clauses that may stand once. Texts may stand once in each language.
const ONCE: [&str; 9] =
    ["severity", "status", "leitziel", "scope", "kinds", "rulings", "native", "when", "at"];

/// How many parameters, captures and given values a rule may have together.
const MAX_NAMES: usize = 100;

impl Resolver<'_, '_> {
    pub(super) fn rule(&mut self, node: &RuleNode, change: &mut dyn FnMut(&mut Parameter)) -> Option<Rule> {
        self.clause_names(node);
        self.declarations(node, change);

        let mut rule = self.empty(node);
        let (mut title, mut message, mut why, mut source) = Default::default();
        for clause in &node.clauses {
            match &clause.body {
                Body::Title(texts) => self.texts(clause, texts, &mut title),
                Body::Message(texts) => self.texts(clause, texts, &mut message),
                Body::Why(texts) => self.texts(clause, texts, &mut why),
                Body::Source(texts) => self.texts(clause, texts, &mut source),
                _ => self.clause(clause, &mut rule),
            }
        }
        rule.title = self.both(node, "title", title, false);
        rule.message = self.message(node, "message", message);
        rule.why = self.both(node, "why", why, false);
        rule.source = self.both(node, "source", source, true);
        rule.captures = self.captures.clone();
        self.completeness(node, &rule);
        self.agreement(node, &rule);
        rule.parameters = std::mem::take(&mut self.parameters);
        Some(rule)
    }

    fn empty(&self, node: &RuleNode) -> Rule {
        let nothing = || Text { de: Arc::from(""), en: Arc::from("") };
        Rule {
            id: Arc::from(node.id.text.as_str()),
            path: self.file.path.clone(),
            range: node.id.range,
            title: nothing(),
            severity: Severity::Hint,
            severities: Vec::new(),
            status: Status { level: StatusLevel::Stable, since: None },
            leitziel: 0,
            scope: Scope { unit: Unit::Sentence, parts: PartSet::PROSE },
            kinds: Vec::new(),
            rulings: Vec::new(),
            parameters: Vec::new(),
            captures: Vec::new(),
            matches: Vec::new(),
            except: Vec::new(),
            given: Vec::new(),
            unless: Vec::new(),
            require: Vec::new(),
            show: Vec::new(),
            constructions: Vec::new(),
            lexicons: Vec::new(),
            native: None,
            condition: None,
            anchors: Vec::new(),
            message: Message::default(),
            why: nothing(),
            source: nothing(),
            fixes: Vec::new(),
            bad: Vec::new(),
            good: Vec::new(),
        }
    }

    /// Refuses unknown clauses and clauses that stand twice.
    fn clause_names(&mut self, node: &RuleNode) {
        let mut firsts: Vec<&Name> = Vec::new();
        for clause in &node.clauses {
            let name = &clause.keyword;
            if matches!(clause.body, Body::Unknown) {
                self.unknown(NameKind::Clause, name, &CLAUSES);
            } else if ONCE.contains(&name.text.as_str())
                && !matches!(clause.body, Body::Severity { condition: Some(_), .. })
            {
                match firsts.iter().find(|first| first.text == name.text) {
                    Some(first) => {
                        let kind = ErrorKind::Duplicate { what: format!("the clause `{}`", name.text) };
                        self.error_with_second(kind, name.range, "again here", first.range, "first here");
                    }
                    None => firsts.push(name),
                }
            }
        }
    }

    /// Notes parameters, captures and what a native check gives, so that other clauses may name them.
    fn declarations(&mut self, node: &RuleNode, change: &mut dyn FnMut(&mut Parameter)) {
        let mut places: Vec<(String, TextRange)> = Vec::new();
        for clause in &node.clauses {
            match &clause.body {
                Body::Parameter { name, value } => {
                    if !self.declare(name, "parameter", &mut places) {
                        continue;
                    }
                    let mut parameter = Parameter { name: name.text.clone(), value: self.value(value) };
                    change(&mut parameter);
                    self.parameters.push(parameter);
                    self.used.push(false);
                }
                Body::Native { gives, .. } => {
                    for name in gives {
                        if self.declare(name, "value", &mut places) {
                            self.gives.push(name.text.clone());
                        }
                    }
                    self.has_suggestions = true;
                }
                Body::Lexicon { .. } => self.has_suggestions = true,
                _ => {}
            }
        }
        for clause in &node.clauses {
            if let Body::Match(pattern) = &clause.body {
                self.captures_of(pattern, &mut places);
            }
        }
    }

    fn captures_of(&mut self, pattern: &PatternNode, places: &mut Vec<(String, TextRange)>) {
        match &pattern.kind {
            PatternKind::Sequence(all) | PatternKind::Alternatives(all) => {
                all.iter().for_each(|p| self.captures_of(p, places));
            }
            PatternKind::Repeat { inner, .. } => self.captures_of(inner, places),
            PatternKind::Capture { name, inner } => {
                // The same name may stand in several patterns and alternatives.
                let known = self.captures.contains(&name.text);
                if !known && self.declare(name, "capture", places) {
                    self.captures.push(name.text.clone());
                }
                self.captures_of(inner, places);
            }
            _ => {}
        }
    }

    /// Notes a name of the rule's own; refuses one that has a meaning already. False if the rule has declared it before.
    fn declare(&mut self, name: &Name, what: &str, places: &mut Vec<(String, TextRange)>) -> bool {
        let text = name.text.as_str();
        if places.len() >= MAX_NAMES {
            let label = format!("a rule has at most {MAX_NAMES} names of its own");
            self.error(ErrorKind::OutOfRange { what: "the number of names" }, name.range, label);
            return false;
        }
        if let Some((_, first)) = places.iter().find(|(n, _)| n == text) {
            let first = *first;
            let kind = ErrorKind::Duplicate { what: format!("{what} `{text}`") };
            self.error_with_second(kind, name.range, "again here", first, "first here");
            return false;
        }
        if FIXED.contains(&text)
            || Metric::from_key(text).is_some()
            || Predicate::from_key(text).is_some()
            || conditions::SUBJECTS.contains(&text)
        {
            self.conflict("the name has a meaning of its own", name.range, "choose another name");
        }
        places.push((text.to_owned(), name.range));
        true
    }

    fn value(&mut self, value: &ParameterValue) -> Value {
        match value {
            ParameterValue::Number(number) => Value::Number(self.finite(*number)),
            ParameterValue::Strings(strings) => match strings.as_slice() {
                [one] => Value::String(one.text.clone()),
                many => Value::List(many.iter().map(|s| s.text.clone()).collect()),
            },
        }
    }

    fn finite(&mut self, number: Number) -> f64 {
        if !number.value.is_finite() {
            self.error(ErrorKind::OutOfRange { what: "the number" }, number.range, "too many digits");
        }
        number.value
    }

    fn clause(&mut self, clause: &Clause, rule: &mut Rule) {
        match &clause.body {
            Body::Severity { level, condition } => {
                let severity = Severity::from_key(&level.text);
                if severity.is_none() {
                    self.unknown(NameKind::Severity, level, &Severity::ALL.map(Severity::key));
                }
                match (severity, condition) {
                    (Some(severity), None) => rule.severity = severity,
                    (severity, Some(expr)) => {
                        rule.severities.extend(severity.zip(self.condition(expr)));
                    }
                    (None, None) => {}
                }
            }
            Body::Status { level, since } => rule.status = self.status(level, since.as_ref()),
            Body::Leitziel(number) => {
                if number.value.fract() == 0.0 && (1.0..=12.0).contains(&number.value) {
                    rule.leitziel = number.value as u8;
                } else {
                    self.error(
                        ErrorKind::OutOfRange { what: "the Leitziel" },
                        number.range,
                        "expected 1 to 12",
                    );
                }
            }
            Body::Scope { unit, within, without } => rule.scope = self.scope(unit, within, without),
            Body::Kinds(names) => rule.kinds = self.kinds(names).unwrap_or_default(),
            Body::Rulings(names) => rule.rulings = self.rulings(names).unwrap_or_default(),
            Body::Match(pattern) => rule.matches.extend(self.pattern(pattern, true)),
            Body::Except(pattern) => rule.except.extend(self.pattern(pattern, false)),
            Body::Given(pattern) => rule.given.extend(self.pattern(pattern, false)),
            Body::Unless(pattern) => rule.unless.extend(self.pattern(pattern, false)),
            Body::Require(pattern) => rule.require.extend(self.pattern(pattern, false)),
            Body::Show(pattern) => rule.show.extend(self.pattern(pattern, false)),
            Body::Construction(names) => {
                rule.constructions.extend(self.constructions(names).unwrap_or_default());
                rule.constructions.sort_unstable();
                rule.constructions.dedup();
            }
            Body::Lexicon { table, classes } => rule.lexicons.extend(self.lexicon(table, classes)),
            Body::Native { function, gives } => {
                if !is_word(&function.text) {
                    let what = "the name of a function";
                    self.error(
                        ErrorKind::InvalidValue { what },
                        function.range,
                        "expected letters, digits and hyphens",
                    );
                }
                let gives = gives.iter().map(|n| n.text.clone()).collect();
                rule.native = Some(Native { function: function.text.clone(), gives });
            }
            Body::When(expr) => rule.condition = self.condition(expr),
            Body::At(names) => rule.anchors = names.iter().filter_map(|n| self.anchor(n)).collect(),
            Body::Fix { applicability, title, replacement } => {
                let fix = self.fix(clause, applicability, title, replacement.as_ref());
                rule.fixes.push(fix);
            }
            Body::Bad(example) => {
                let example = self.example(example, true);
                rule.bad.push(example);
            }
            Body::Good(example) => {
                let example = self.example(example, false);
                rule.good.push(example);
            }
            // Declarations and texts are read elsewhere; unknown clauses were refused.
            _ => {}
        }
    }

    fn status(&mut self, level: &Name, since: Option<&Str>) -> Status {
        let known: Vec<&str> = StatusLevel::ALL.iter().map(|s| s.key()).collect();
        let found = StatusLevel::from_key(&level.text);
        if found.is_none() {
            self.unknown(NameKind::Status, level, &known);
        }
        if let Some(since) = since
            && !is_version(&since.text)
        {
            self.error(
                ErrorKind::InvalidValue { what: "a version" },
                since.range,
                "expected a version as \"0.1.0\"",
            );
        }
        Status { level: found.unwrap_or(StatusLevel::Stable), since: since.map(|s| s.text.clone()) }
    }

    fn scope(&mut self, unit: &Name, within: &[Name], without: &[Name]) -> Scope {
        let known: Vec<&str> = Unit::ALL.iter().map(|u| u.key()).collect();
        let found = Unit::from_key(&unit.text);
        if found.is_none() {
            self.unknown(NameKind::Unit, unit, &known);
        }
        let before = self.shared.errors.count();
        let mut parts = if within.is_empty() { PartSet::PROSE } else { self.part_set(within) };
        let cut = self.part_set(without);
        for (part, _) in PartKind::KEYS {
            if cut.has(part) {
                parts = parts.without(part);
            }
        }
        if parts == PartSet::NONE && self.shared.errors.count() == before {
            self.conflict(
                "the scope leaves no part of the letter",
                unit.range,
                "take a part out of the `not` list",
            );
        }
        Scope { unit: found.unwrap_or(Unit::Sentence), parts }
    }

    fn part_set(&mut self, names: &[Name]) -> PartSet {
        let known: Vec<&str> =
            ["prose", "all"].into_iter().chain(PartKind::KEYS.iter().map(|(_, k)| *k)).collect();
        let mut parts = PartSet::NONE;
        for name in names {
            match name.text.as_str() {
                "prose" => parts = parts.union(PartSet::PROSE),
                "all" => parts = parts.union(PartSet::ALL),
                key => match PartKind::from_key(key) {
                    Some(part) => parts = parts.with(part),
                    None => self.unknown(NameKind::Part, name, &known),
                },
            }
        }
        parts
    }

    fn lexicon(&mut self, table: &Str, classes: &[Str]) -> Option<LexiconUse> {
        let tables = self.shared.tables;
        let Some(found) = tables.iter().find(|t| t.name == table.text) else {
            let known: Vec<&str> = tables.iter().map(|t| t.name.as_str()).collect();
            self.unknown_at(NameKind::Table, &table.text, table.range, &known);
            return None;
        };
        let mut known: Vec<&str> = found.rows.iter().map(|r| r.class.as_str()).collect();
        known.sort_unstable();
        known.dedup();
        for class in classes {
            if !known.contains(&class.text.as_str()) {
                self.unknown_at(NameKind::Class, &class.text, class.range, &known);
            }
        }
        Some(LexiconUse {
            table: table.text.clone(),
            classes: classes.iter().map(|c| c.text.clone()).collect(),
        })
    }

    fn anchor(&mut self, name: &Name) -> Option<Anchor> {
        match name.text.as_str() {
            "unit" => return Some(Anchor::Unit),
            "start" => return Some(Anchor::Start),
            "end" => return Some(Anchor::End),
            "excess" => return Some(Anchor::Excess),
            "matter" => return Some(Anchor::Matter),
            _ => {}
        }
        let part = PartKind::from_key(&name.text);
        if part.is_none() {
            let parts = PartKind::KEYS.iter().map(|(_, k)| *k);
            let known: Vec<&str> =
                ["unit", "start", "end", "excess", "matter"].into_iter().chain(parts).collect();
            self.unknown(NameKind::Anchor, name, &known);
        }
        part.map(Anchor::Part)
    }

    fn fix(
        &mut self,
        clause: &Clause,
        name: &Name,
        title: &[LangText],
        replacement: Option<&Str>,
    ) -> FixTemplate {
        let levels =
            [Applicability::Manual, Applicability::Suggested, Applicability::Safe].map(Applicability::key);
        let applicability = Applicability::from_key(&name.text);
        if applicability.is_none() {
            self.unknown(NameKind::Applicability, name, &levels);
        }
        if applicability.is_some_and(|a| a != Applicability::Manual) && replacement.is_none() {
            let help = "add `=> \"…\"`, or make it `manual`";
            self.conflict("a fix that is not manual needs a replacement", name.range, help);
        }
        let mut texts = Texts::default();
        self.texts(clause, title, &mut texts);
        if let (None, Some(text)) | (Some(text), None) = (texts.de, texts.en) {
            self.missing_language(texts, text.range);
        }
        FixTemplate {
            applicability: applicability.unwrap_or(Applicability::Manual),
            title: Message {
                de: texts.de.map(|t| self.template(t)).unwrap_or_default(),
                en: texts.en.map(|t| self.template(t)).unwrap_or_default(),
            },
            replacement: replacement.map(|r| self.template(r)),
        }
    }
}

/// `group/name` in lower-case ASCII letters, digits and hyphens.
pub(crate) fn is_id(id: &str) -> bool {
    id.split_once('/').is_some_and(|(group, name)| is_word(group) && is_word(name))
}

fn is_word(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_lowercase())
        && !word.ends_with('-')
        && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

fn is_version(version: &str) -> bool {
    let parts: Vec<&str> = version.split('.').collect();
    parts.len() == 3
        && parts.iter().all(|p| !p.is_empty() && p.len() < 6 && p.bytes().all(|b| b.is_ascii_digit()))
}
