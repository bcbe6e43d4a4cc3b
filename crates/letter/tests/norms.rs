//! The tables of the law fit together.

use klarbrief_letter::{DecisionKind, LawSource, Lookup, NormRef, Norms, compare_labels};

#[test]
fn the_index_is_sorted_and_dated() {
    let norms = Norms::builtin();
    assert_eq!(norms.date(), "2026-08-19");
    let entries: Vec<_> = norms.entries().collect();
    assert!(entries.len() > 5_000, "{}", entries.len());
    for pair in entries.windows(2) {
        let order =
            pair[0].law.cmp(pair[1].law).then_with(|| compare_labels(pair[0].section, pair[1].section));
        let order = order.then_with(|| compare_labels(pair[0].paragraph, pair[1].paragraph));
        assert!(order.is_lt(), "{} § {} Abs. {}", pair[1].law, pair[1].section, pair[1].paragraph);
    }
}

#[test]
fn every_law_of_the_index_has_a_name() {
    let norms = Norms::builtin();
    let mut last = "";
    for entry in norms.entries().filter(|e| std::mem::replace(&mut last, e.law) != e.law) {
        assert!(norms.law(entry.law).is_some_and(|l| l.source == LawSource::Federal), "{}", entry.law);
        assert!(norms.has_law(entry.law));
    }
    assert!(!norms.has_law("StGB") && !norms.has_law("NVwVfG"));
    assert_eq!(norms.law("NVwVfG").map(|l| l.source), Some(LawSource::Land));
    assert_eq!(norms.law("AsylVfG").map(|l| l.note), Some("AsylG, seit 24.10.2015"));
}

#[test]
fn every_decision_is_in_the_index() {
    let norms = Norms::builtin();
    let mut rows = 0;
    for row in norms.all_decisions() {
        let mut place = row.place.strip_prefix("S. ").expect("a sentence").split(" Nr. ");
        let norm = NormRef {
            law: row.law.to_owned(),
            section: row.section.to_owned(),
            paragraph: (row.paragraph != "-").then(|| row.paragraph.to_owned()),
            sentence: place.next().map(str::to_owned),
            number: place.next().map(str::to_owned),
            ..NormRef::default()
        };
        assert_eq!(norms.look_up(&norm), Lookup::Found, "{norm}");
        rows += 1;
    }
    assert!(rows > 400, "{rows}");
}

#[test]
fn decisions_are_found_by_the_norm() {
    let norms = Norms::builtin();
    let kinds = |text: &str| {
        let found = klarbrief_letter::citations(text, norms);
        let kinds: Vec<DecisionKind> = norms.decisions(&found[0].refs[0]).map(|d| d.0).collect();
        kinds
    };
    assert_eq!(kinds("§ 7 Abs. 2 Satz 2 AufenthG"), [DecisionKind::Discretion]);
    assert_eq!(kinds("§ 5 Abs. 2 AufenthG"), [DecisionKind::Bound, DecisionKind::Discretion]);
    assert_eq!(kinds("§ 39 Abs. 1 Satz 1 VwVfG"), [DecisionKind::Form]);
    assert_eq!(kinds("§ 80 Abs. 2 Satz 1 Nr. 4 VwGO"), [DecisionKind::Discretion]);
    assert_eq!(kinds("§ 999 AufenthG"), []);
}

#[test]
fn titles_and_repealed_norms() {
    let norms = Norms::builtin();
    assert_eq!(norms.title("AufenthG", "5"), Some("Allgemeine Erteilungsvoraussetzungen"));
    assert_eq!(norms.title("AufenthG", "5000"), None);
    let look = |text: &str| {
        let found = klarbrief_letter::citations(text, norms);
        norms.look_up(&found[0].refs[0])
    };
    assert_eq!(look("§ 24 Abs. 6 AufenthG"), Lookup::Repealed);
    assert_eq!(look("§ 4 AsylG"), Lookup::Repealed);
    assert_eq!(look("§ 10 Abs. 3 StAG"), Lookup::Repealed);
    assert_eq!(look("§ 59 Abs. 1 Satz 8 AufenthG"), Lookup::Found);
    assert!(matches!(look("§ 59 Abs. 1 Satz 9 AufenthG"), Lookup::NoPlace(_)));
    assert_eq!(look("§ 84 Abs. 1 Nr. 2b AufenthG"), Lookup::Found);
    assert_eq!(look("§ 1 NVwVfG"), Lookup::Unchecked);
    assert_eq!(look("Art. 8 EMRK"), Lookup::Unchecked);
    assert_eq!(look("Art. 30 AufenthG"), Lookup::Unchecked);
    assert!(matches!(look("§ 128 VwVfG"), Lookup::NoSection(n) if n.to_string() == "§ 103 VwVfG"));
    assert!(matches!(look("§ 25c AufenthG"), Lookup::NoSection(n) if n.to_string() == "§ 25b AufenthG"));
}
