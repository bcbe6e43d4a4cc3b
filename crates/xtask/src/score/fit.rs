//! Least squares with weights that are never negative.

use readability::Feature;

const N: usize = Feature::ALL.len();

/// A fitted line.
pub struct Line {
    pub intercept: f64,
    pub weights: [f64; N],
    /// How far one standard deviation of each feature moves the rating.
    pub spread: [f64; N],
}

/// Fits `ratings` to `rows` over the rows `train`: ridge over features of equal spread, no weight below zero.
///
/// Coordinate descent: the error is convex and each step exact, so it ends at the one best answer.
pub fn fit(rows: &[[f64; N]], ratings: &[f64], train: &[usize], ridge: f64) -> Line {
    let count = train.len() as f64;
    let mean_rating = train.iter().map(|i| ratings[*i]).sum::<f64>() / count;
    let (mut means, mut deviations) = ([0.0; N], [0.0; N]);
    for f in 0..N {
        means[f] = train.iter().map(|i| rows[*i][f]).sum::<f64>() / count;
        let variance = train.iter().map(|i| (rows[*i][f] - means[f]).powi(2)).sum::<f64>() / count;
        deviations[f] = variance.sqrt().max(1e-9);
    }
    let standard = |i: usize, f: usize| (rows[i][f] - means[f]) / deviations[f];
    let mut products = [[0.0; N]; N];
    let mut targets = [0.0; N];
    for i in train {
        for f in 0..N {
            targets[f] += standard(*i, f) * (ratings[*i] - mean_rating);
            for g in 0..N {
                products[f][g] += standard(*i, f) * standard(*i, g);
            }
        }
    }
    let mut spread = [0.0; N];
    for _ in 0..5_000 {
        let mut moved: f64 = 0.0;
        for f in 0..N {
            let others: f64 = (0..N).filter(|g| *g != f).map(|g| products[f][g] * spread[g]).sum();
            let best = ((targets[f] - others) / (products[f][f] + ridge)).max(0.0);
            moved = moved.max((best - spread[f]).abs());
            spread[f] = best;
        }
        if moved < 1e-10 {
            break;
        }
    }
    let mut weights = spread;
    for f in 0..N {
        weights[f] /= deviations[f];
    }
    let intercept = mean_rating - (0..N).map(|f| weights[f] * means[f]).sum::<f64>();
    Line { intercept, weights, spread }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_a_line_and_refuses_negative_weights() {
        let mut rows = Vec::new();
        let mut ratings = Vec::new();
        for i in 0..60 {
            let mut row = [0.0; N];
            row[0] = f64::from(i % 7);
            row[1] = f64::from(i % 5);
            row[2] = f64::from(i % 3);
            ratings.push(1.0 + 0.5 * row[0] + 0.25 * row[1] - 0.3 * row[2]);
            rows.push(row);
        }
        let all: Vec<usize> = (0..rows.len()).collect();
        let line = fit(&rows, &ratings, &all, 0.0);
        assert!((line.weights[0] - 0.5).abs() < 0.05, "{:?}", line.weights);
        assert!((line.weights[1] - 0.25).abs() < 0.05, "{:?}", line.weights);
        assert_eq!(line.weights[2], 0.0);
    }
}
