use std::fmt;
use std::sync::LazyLock;

use crate::{Feature, Load};

static TABLE: &str = include_str!("../data/comprehensibility.tsv");
static MODEL: LazyLock<Model> =
    LazyLock::new(|| TABLE.parse().unwrap_or_else(|e| unreachable!("the table is checked by a test: {e}")));

/// The easiest and the hardest rating of the scale.
pub(crate) const SCALE: (f64, f64) = (1.0, 7.0);

/// A linear model of how hard people find a sentence, from 1 (very easy) to 7 (very hard).
///
/// No weight is negative, so nothing that is added to a sentence makes it look easier, apart from an everyday word that lowers
/// the mean rarity of its words.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// The version of the table.
    pub version: u32,
    intercept: f64,
    weights: [f64; Feature::ALL.len()],
}

/// What is wrong with a table of weights.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelError {
    line: usize,
    what: String,
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

impl std::error::Error for ModelError {}

impl Model {
    /// The model that is built in (`data/comprehensibility.tsv` names version, source and licence).
    pub fn builtin() -> &'static Model {
        &MODEL
    }

    /// Makes a model of an intercept and weights in the order of [`Feature::ALL`].
    pub fn new(version: u32, intercept: f64, weights: [f64; Feature::ALL.len()]) -> Model {
        Model { version, intercept, weights }
    }

    /// The rating of a sentence, kept within the scale of 1 to 7.
    pub fn rating(&self, load: &Load) -> f64 {
        self.rating_of(&load.features())
    }

    /// The rating of a sentence with these features.
    pub(crate) fn rating_of(&self, features: &[f64; Feature::ALL.len()]) -> f64 {
        let parts = features.iter().zip(&self.weights).map(|(x, w)| x * w).sum::<f64>();
        (self.intercept + parts).clamp(SCALE.0, SCALE.1)
    }

    /// What each feature adds to the rating of a sentence, in the order of [`Feature::ALL`].
    pub fn parts(&self, load: &Load) -> [f64; Feature::ALL.len()] {
        let mut parts = load.features();
        for (part, weight) in parts.iter_mut().zip(self.weights) {
            *part *= weight;
        }
        parts
    }

    /// The weight of a feature.
    pub fn weight(&self, feature: Feature) -> f64 {
        self.weights[feature as usize]
    }

    /// The rows of the table of weights, without comments.
    pub fn rows(&self) -> String {
        let rows = Feature::ALL.iter().zip(self.weights).map(|(f, w)| format!("{}\t{w:.4}\n", f.key()));
        format!("version\t{}\nintercept\t{:.4}\n{}", self.version, self.intercept, rows.collect::<String>())
    }
}

impl std::str::FromStr for Model {
    type Err = ModelError;

    /// Reads a table of weights: `name<TAB>number`, comments with `#`; every feature must be there once.
    fn from_str(table: &str) -> Result<Model, ModelError> {
        let (mut version, mut intercept) = (None, None);
        let mut weights = [None; Feature::ALL.len()];
        let mut last = 0;
        for (index, row) in table.lines().enumerate() {
            last = index + 1;
            if row.starts_with('#') || row.trim().is_empty() {
                continue;
            }
            let error = |what: &str| ModelError { line: index + 1, what: format!("{what}: `{row}`") };
            let (key, value) = row.split_once('\t').ok_or_else(|| error("not two columns"))?;
            let number: f64 = value.trim().parse().map_err(|_| error("not a number"))?;
            let cell = match key {
                "version" => &mut version,
                "intercept" => &mut intercept,
                _ => &mut weights[Feature::from_key(key).ok_or_else(|| error("unknown feature"))? as usize],
            };
            if cell.replace(number).is_some() {
                return Err(error("given twice"));
            }
        }
        let missing = |what: &str| ModelError { line: last, what: format!("`{what}` is missing") };
        let mut all = [0.0; Feature::ALL.len()];
        for (feature, (to, from)) in Feature::ALL.iter().zip(all.iter_mut().zip(weights)) {
            *to = from.ok_or_else(|| missing(feature.key()))?;
            if !(0.0..).contains(to) {
                return Err(ModelError { line: last, what: format!("`{}` is negative", feature.key()) });
            }
        }
        let version = version.ok_or_else(|| missing("version"))? as u32;
        Ok(Model { version, intercept: intercept.ok_or_else(|| missing("intercept"))?, weights: all })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_leads_back_to_itself() {
        let model = Model::builtin();
        assert_eq!(model.rows().parse::<Model>().as_ref(), Ok(model));
        assert!(model.version >= 1);
        assert!(model.weight(Feature::Others) > 0.0);
        for word in ["source", "licence", "version"] {
            assert!(TABLE.to_lowercase().contains(word), "the table names no {word}");
        }
    }

    #[test]
    fn a_broken_table_is_refused_with_its_line() {
        let error = |table: &str| table.parse::<Model>().expect_err("refused").to_string();
        assert_eq!(error("# x\nothers"), "line 2: not two columns: `others`");
        assert_eq!(error("others\tx"), "line 1: not a number: `others\tx`");
        assert_eq!(error("other\t1"), "line 1: unknown feature: `other\t1`");
        assert_eq!(error("depth\t1\ndepth\t1"), "line 2: given twice: `depth\t1`");
        assert!(error("version\t1\nintercept\t1").contains("`others` is missing"));
        let rows = Model::builtin().rows().replace("depth\t", "depth\t-");
        assert!(error(&rows).contains("`depth` is negative"));
    }
}
