//! How well predictions follow ratings.

use std::fmt;

pub struct Figures {
    pearson: f64,
    spearman: f64,
    error: f64,
}

impl Figures {
    pub fn of(predicted: &[f64], ratings: &[f64]) -> Figures {
        let squares: f64 = predicted.iter().zip(ratings).map(|(p, r)| (p - r).powi(2)).sum();
        Figures {
            pearson: correlation(predicted, ratings),
            spearman: correlation(&ranks(predicted), &ranks(ratings)),
            error: (squares / ratings.len() as f64).sqrt(),
        }
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Figures { pearson, spearman, error } = self;
        write!(f, "r {pearson:.3}, rho {spearman:.3}, root mean square error {error:.3}")
    }
}

fn correlation(x: &[f64], y: &[f64]) -> f64 {
    let mean = |v: &[f64]| v.iter().sum::<f64>() / v.len() as f64;
    let (mx, my) = (mean(x), mean(y));
    let (mut both, mut xs, mut ys) = (0.0, 0.0, 0.0);
    for (a, b) in x.iter().zip(y) {
        both += (a - mx) * (b - my);
        xs += (a - mx).powi(2);
        ys += (b - my).powi(2);
    }
    if xs * ys > 0.0 { both / (xs * ys).sqrt() } else { 0.0 }
}

/// Ranks from 0; equal values share the mean of theirs.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut ranks = vec![0.0; values.len()];
    let mut start = 0;
    while start < order.len() {
        let same = order[start..].iter().take_while(|i| values[**i] == values[order[start]]).count();
        for at in &order[start..start + same] {
            ranks[*at] = start as f64 + (same - 1) as f64 / 2.0;
        }
        start += same;
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn follows_order_and_distance() {
        assert_eq!(ranks(&[3.0, 1.0, 3.0, 2.0]), [2.5, 0.0, 2.5, 1.0]);
        let figures = Figures::of(&[1.0, 2.0, 3.0, 9.0], &[1.0, 2.0, 3.0, 4.0]);
        assert!((figures.spearman - 1.0).abs() < 1e-12);
        assert!(figures.pearson < 1.0 && figures.pearson > 0.8);
        assert!((figures.error - 2.5).abs() < 1e-12);
    }
}
