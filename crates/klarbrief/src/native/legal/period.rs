//! Periods in words: "30 Tage", "zwei Jahre und sechs Monate", "einundzwanzig Tagen".

use std::ops::Range;

use letter::value::number_word;
use text::{Paragraph, TokenKind};

/// A length of time.
#[derive(Debug, Clone)]
pub(super) struct Period {
    pub days: f64,
    /// Its tokens.
    pub tokens: Range<usize>,
}

impl Period {
    pub fn years(&self) -> f64 {
        self.days / 365.0
    }
}

/// All periods among some tokens of a paragraph; what is joined by "und" is one.
pub(super) fn periods(paragraph: &Paragraph, span: Range<usize>) -> Vec<Period> {
    let mut out: Vec<Period> = Vec::new();
    for at in span.clone() {
        let Some(token) = paragraph.tokens.get(at + 1).filter(|_| at + 1 < span.end) else { break };
        let Some(unit) = unit(paragraph.norm(token)) else { continue };
        let before = &paragraph.tokens[at];
        let count = match before.kind {
            TokenKind::Number => paragraph.norm(before).replace(',', ".").parse::<f64>().ok(),
            _ => number_word(paragraph.norm(before)).map(f64::from),
        };
        let Some(count) = count.filter(|c| *c < 1000.0) else { continue };
        let days = count * unit;
        match out.last_mut() {
            // "zwei Jahre und sechs Monate"
            Some(last)
                if last.tokens.end + 1 == at
                    && paragraph.norm(&paragraph.tokens[at - 1]) == "und"
                    && unit < 300.0 =>
            {
                last.days += days;
                last.tokens.end = at + 2;
            }
            _ => out.push(Period { days, tokens: at..at + 2 }),
        }
    }
    out
}

fn unit(word: &str) -> Option<f64> {
    Some(match word {
        "stunde" | "stunden" => 1.0 / 24.0,
        "tag" | "tage" | "tagen" | "tages" | "kalendertage" | "kalendertagen" | "werktage" | "werktagen" => {
            1.0
        }
        "woche" | "wochen" => 7.0,
        "monat" | "monate" | "monaten" | "monats" => 30.0,
        "jahr" | "jahre" | "jahren" | "jahres" => 365.0,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use text::{Layout, analyse};

    use super::*;

    #[test]
    fn number_words() {
        assert_eq!(number_word("einundzwanzig"), Some(21));
        assert_eq!(number_word("dreißig"), Some(30));
        assert_eq!(number_word("einer"), Some(1));
        assert_eq!(number_word("achtzehn"), Some(18));
        assert_eq!(number_word("haus"), None);
    }

    #[test]
    fn periods_are_summed_up() {
        let days = |text: &str| {
            let p = analyse(text, &Layout::default());
            periods(&p, 0..p.tokens.len()).iter().map(|p| p.days).collect::<Vec<_>>()
        };
        assert_eq!(days("innerhalb von 30 Tagen"), [30.0]);
        assert_eq!(days("auf zwei Jahre und sechs Monate befristet"), [910.0]);
        assert_eq!(days("acht Monate, höchstens fünf Jahre"), [240.0, 1825.0]);
        assert!(days("ohne Frist").is_empty());
    }
}
