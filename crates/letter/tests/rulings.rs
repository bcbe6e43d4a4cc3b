//! Sentences that rule, in the words of many offices, each put into several places of a plain letter; and sentences that do not.

use klarbrief_letter::{Letter, Ruling, analyse_blocks, parse};

fn letter(matter: &str, body: &str) -> String {
    format!(
        "Stadt Lindenau\nAusländerbehörde\n\nHerrn\nIvo Horvat\nAm Ring 3\n09999 Lindenau\n\n3. November 2026\n\n\
         Ihr Antrag vom 12. Mai 2026: {matter}\n\nSehr geehrter Herr Horvat,\n\n{body}\n\n\
         Gegen diesen Bescheid können Sie innerhalb eines Monats nach Bekanntgabe Klage beim Verwaltungsgericht \
         Lindenau, Ringstraße 5, 09999 Lindenau, erheben.\n\nMit freundlichen Grüßen\n\nKarla Wendt\n"
    )
}

fn read(text: &str) -> Letter {
    let document = document::read_txt(text.to_owned());
    parse(&document, &analyse_blocks(&document))
}

const REASONS: &str = "Sie leben seit dem 3. Februar 2023 in Deutschland. Das Gesetz verlangt mehr (§ 9 Abs. 2 Satz 1 Nr. 1 \
                       AufenthG). Deshalb haben wir so entschieden.";

#[test]
fn every_line_rules_wherever_it_stands() {
    let mut wrong = Vec::new();
    for line in include_str!("rulings.txt").lines().filter(|l| !l.starts_with(['#', '-']) && !l.is_empty()) {
        let [sentence, fits, matter] = *line.split('|').collect::<Vec<_>>() else { panic!("{line}") };
        let fits: Vec<Ruling> = fits.split(',').map(|key| Ruling::from_key(key).expect(key)).collect();
        let places = [
            format!("am 12. Mai 2026 haben Sie bei uns eine {matter} beantragt. {sentence}\n\n{REASONS}"),
            format!(
                "wir haben Ihre Sache geprüft.\n\nUnsere Entscheidung\n\n{sentence}\n\nWarum\n\n{REASONS}"
            ),
            format!("über Ihren Antrag haben wir entschieden.\n\n{sentence}\n\n{REASONS}"),
        ];
        for (place, body) in places.iter().enumerate() {
            let text = letter(matter, body);
            let said: Vec<Ruling> = read(&text)
                .points
                .iter()
                .filter(|p| {
                    // A semicolon divides; either half may rule.
                    let ruled = &text[std::ops::Range::from(p.range)];
                    sentence.split([':', ';']).any(|half| ruled.contains(half.trim_matches([' ', '.'])))
                })
                .map(|p| p.ruling)
                .collect();
            if !said.iter().any(|ruling| fits.contains(ruling)) {
                wrong.push(format!("place {place}: {sentence} {said:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn facts_and_law_rule_nothing() {
    let mut wrong = Vec::new();
    for line in include_str!("rulings.txt").lines().filter_map(|l| l.strip_prefix("- ")) {
        let refusal = "Ihren Antrag auf eine Niederlassungserlaubnis lehnen wir ab.";
        let places = [
            format!("{refusal}\n\n{line} {REASONS}"),
            format!("{refusal}\n\nWarum\n\n{line} {REASONS}"),
            format!("{line}\n\n{refusal}\n\n{REASONS}"),
        ];
        for (place, body) in places.iter().enumerate() {
            let text = letter("Niederlassungserlaubnis", body);
            let letter = read(&text);
            let said: Vec<&str> =
                letter.points.iter().map(|p| &text[std::ops::Range::from(p.range)]).collect();
            if said != [refusal] {
                wrong.push(format!("place {place}: {line} {said:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
