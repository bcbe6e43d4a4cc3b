//! Writes the table that `text::lexicon` reads in place.

use std::collections::BTreeMap;

use anyhow::Context;
use text::lexicon::{Feats, MAGIC, Tag};

/// All readings, by form and then by tag and base form.
#[derive(Default)]
pub struct Table {
    forms: BTreeMap<String, BTreeMap<(Tag, String), Feats>>,
    classes: usize,
    rules: usize,
}

/// How a base form is made: bytes cut at the end, where two bytes are taken out, what is appended.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Rule {
    infix: u8,
    ending: String,
}

/// Numbers the distinct values that it is given.
struct Numbers<T> {
    seen: BTreeMap<T, usize>,
}

impl<T: Ord + Clone> Numbers<T> {
    fn of(&mut self, value: &T) -> usize {
        let next = self.seen.len();
        *self.seen.entry(value.clone()).or_insert(next)
    }

    fn in_order(&self) -> Vec<&T> {
        let mut all: Vec<(&T, usize)> = self.seen.iter().map(|(v, n)| (v, *n)).collect();
        all.sort_by_key(|(_, n)| *n);
        all.into_iter().map(|(v, _)| v).collect()
    }
}

impl Table {
    /// Adds a reading; the same tag and base form collect their features.
    pub fn add(&mut self, form: &str, tag: Tag, lemma: &str, feats: Feats) {
        let readings = self.forms.entry(form.to_owned()).or_default();
        let known = readings.entry((tag, lemma.to_owned())).or_default();
        *known = known.or(feats);
    }

    /// True if a form has a reading under a tag.
    pub fn has(&self, form: &str, tag: Tag) -> bool {
        self.forms.get(form).is_some_and(|readings| readings.keys().any(|(t, _)| *t == tag))
    }

    /// True if a form has any reading.
    pub fn knows(&self, form: &str) -> bool {
        self.forms.contains_key(form)
    }

    /// The bytes of the table.
    ///
    /// `rank` says how usual a tag is for a form, 0 for the most usual. Of several base forms under one tag the one that
    /// `frequency` gives the highest number comes first.
    pub fn write(
        &mut self,
        rank: impl Fn(&str, Tag) -> usize,
        frequency: impl Fn(&str) -> f32,
    ) -> anyhow::Result<Vec<u8>> {
        let mut rules = Numbers { seen: BTreeMap::new() };
        let mut classes = Numbers { seen: BTreeMap::new() };
        let mut forms = fst::MapBuilder::memory();
        for (form, readings) in &self.forms {
            let mut class = Vec::new();
            let mut readings: Vec<_> = readings.iter().collect();
            readings.sort_by(|((a, x), _), ((b, y), _)| {
                (rank(form, *a), a).cmp(&(rank(form, *b), b)).then(frequency(y).total_cmp(&frequency(x)))
            });
            for ((tag, lemma), feats) in readings {
                let (cut, rule) = rule(form, lemma).with_context(|| format!("{form} -> {lemma}"))?;
                class.push((*tag as u8, cut, rules.of(&rule), feats.0));
            }
            forms.insert(form, classes.of(&class) as u64)?;
        }
        let forms = forms.into_inner()?;

        let (mut starts, mut records) = (Vec::new(), Vec::new());
        for class in classes.in_order() {
            starts.extend(u32::try_from(records.len() / 8)?.to_le_bytes());
            for (tag, cut, rule, feats) in class {
                records.extend([*tag, *cut]);
                records.extend(u16::try_from(*rule).context("too many base-form rules")?.to_le_bytes());
                records.extend(feats.to_le_bytes());
            }
        }
        starts.extend(u32::try_from(records.len() / 8)?.to_le_bytes());

        let mut endings = String::new();
        let mut rule_bytes = Vec::new();
        for rule in rules.in_order() {
            let at = endings.find(&rule.ending).unwrap_or_else(|| {
                endings.push_str(&rule.ending);
                endings.len() - rule.ending.len()
            });
            rule_bytes.extend(u16::try_from(at).context("too many endings")?.to_le_bytes());
            rule_bytes.extend([u8::try_from(rule.ending.len())?, rule.infix]);
        }
        (self.classes, self.rules) = (classes.seen.len(), rules.seen.len());

        let sections = [&forms[..], &starts, &records, &rule_bytes, endings.as_bytes()];
        let mut out = MAGIC.to_vec();
        for section in sections {
            out.extend(u32::try_from(section.len())?.to_le_bytes());
        }
        println!("sections: {:?}", sections.map(<[u8]>::len));
        for section in sections {
            out.extend_from_slice(section);
        }
        Ok(out)
    }

    /// What is in the table, in words.
    pub fn summary(&self) -> String {
        format!(
            "{} forms, {} classes of readings, {} base-form rules",
            self.forms.len(),
            self.classes,
            self.rules
        )
    }
}

/// The shortest rule from a form to its base form.
fn rule(form: &str, lemma: &str) -> Option<(u8, Rule)> {
    let common = |form: &str| {
        form.char_indices()
            .zip(lemma.chars())
            .find(|((_, a), b)| a != b)
            .map_or(form.len().min(lemma.len()), |((i, _), _)| i)
    };
    let plain = common(form);
    let mut best = (form.len() - plain, Rule { infix: 255, ending: lemma[plain..].to_owned() });
    // "abgelehnt" -> "ablehnen", "abzulehnen" -> "ablehnen": two letters inside go.
    for at in 0..form.len().min(200) {
        if !matches!(form.get(at..at + 2), Some("ge" | "zu")) {
            continue;
        }
        let without = format!("{}{}", &form[..at], &form[at + 2..]);
        let kept = without
            .char_indices()
            .zip(lemma.chars())
            .find(|((_, a), b)| a != b)
            .map_or(without.len().min(lemma.len()), |((i, _), _)| i);
        if kept >= at + 2 && lemma.len() - kept < best.1.ending.len() {
            best = (without.len() - kept, Rule { infix: at as u8, ending: lemma[kept..].to_owned() });
        }
    }
    Some((u8::try_from(best.0).ok()?, best.1))
}
