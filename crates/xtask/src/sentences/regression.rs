//! Logistic regression over hashed features, with steps that shrink where a feature was seen often (AdaGrad).

use boundary::TABLE;

/// A place with its features and what is right there.
pub struct Example {
    pub slots: Vec<u16>,
    pub ends: bool,
    pub weight: f32,
}

/// Fits weights and writes each as a signed byte.
pub fn fit(examples: &[Example], rounds: usize, decay: f32, dropout: usize, least: u32) -> Vec<u8> {
    let mut seen = vec![0u32; TABLE];
    for slot in examples.iter().flat_map(|e| &e.slots) {
        seen[usize::from(*slot)] += 1;
    }
    let mut weights = vec![0f32; TABLE];
    let mut sum = vec![0f64; TABLE];
    let mut squares = vec![1e-2f32; TABLE];
    let mut kept: Vec<u16> = Vec::new();
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = Random(7);
    for round in 0..rounds {
        for i in (1..order.len()).rev() {
            order.swap(i, random.below(i + 1));
        }
        for index in &order {
            let example = &examples[*index];
            // With some features left out at random, weight is spread over all that say the same.
            kept.clear();
            kept.extend(example.slots.iter().filter(|_| random.below(1000) >= dropout));
            let score: f32 = kept.iter().map(|s| weights[usize::from(*s)]).sum();
            let error = (1.0 / (1.0 + (-score).exp()) - f32::from(u8::from(example.ends))) * example.weight;
            for slot in &kept {
                let at = usize::from(*slot);
                // What occurs once teaches nothing for other texts.
                if seen[at] < least {
                    continue;
                }
                let step = error + decay * weights[at];
                squares[at] += step * step;
                weights[at] -= 0.15 * step / squares[at].sqrt();
            }
        }
        if round + 3 >= rounds {
            sum.iter_mut().zip(&weights).for_each(|(s, w)| *s += f64::from(*w));
        }
    }
    let largest = sum.iter().fold(0f64, |most, w| most.max(w.abs())).max(1e-9);
    sum.iter().map(|w| (w / largest * 127.0).round() as i8 as u8).collect()
}

/// The same numbers in every run.
pub struct Random(pub u64);

impl Random {
    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }
}
