//! What is read from a remedy notice, slot by slot.

use document::read_txt;
use klarbrief_letter::{
    BodyKind, ExtraKind, FormKind, Letter, PartKind, RemedyKind, Ruling, StartKind, Unit, analyse_blocks,
    parse, parse_part,
};

fn notice(text: &str) -> (Letter, String) {
    let document = read_txt(text.to_owned());
    let letter = parse_part(&document, &analyse_blocks(&document), PartKind::RemedyNotice);
    (letter, document.text)
}

#[test]
fn a_formal_notice_gives_its_slots() {
    let (letter, text) = notice(
        "Gegen diesen Bescheid kann innerhalb eines Monats nach Bekanntgabe Widerspruch erhoben werden. Er ist bei der Stadt \
         Lindental, Rathausplatz 2, 34999 Lindental, schriftlich, elektronisch (§ 3a Abs. 2 VwVfG) oder zur Niederschrift \
         einzulegen. Ein Antrag an das Verwaltungsgericht Steinfurtbach ist möglich (§ 80 Abs. 5 VwGO).",
    );
    let remedies = &letter.remedies;
    assert_eq!(remedies.notices.len(), 1);
    let notice = &remedies.notices[0];
    assert_eq!(notice.offers.iter().map(|o| o.kind).collect::<Vec<_>>(), [RemedyKind::Objection]);
    assert!(notice.offers[0].main && notice.offers[0].against && notice.offers[0].points.is_empty());
    let period = notice.periods[0];
    assert_eq!((period.value, period.unit), (1, Unit::Month));
    assert_eq!(&text[std::ops::Range::<usize>::from(period.range)], "innerhalb eines Monats");
    assert_eq!(notice.starts[0].kind, StartKind::Notification);
    let office = notice.bodies.iter().find(|b| b.kind == BodyKind::Office).unwrap();
    assert_eq!(office.town.as_deref(), Some("lindental"));
    let forms: Vec<FormKind> = notice.forms.iter().map(|f| f.kind).collect();
    for form in [FormKind::Written, FormKind::Electronic, FormKind::Record] {
        assert!(forms.contains(&form), "{forms:?}");
    }
    assert!(notice.extras.is_empty());
    assert!(remedies.interim.is_some() && remedies.effects.is_empty());
}

#[test]
fn plain_words_and_an_address_below_are_read() {
    let (letter, _) = notice(
        "Sie können einen Monat lang klagen. Die Klage erheben Sie bei diesem Gericht:\n\nVerwaltungsgericht Steinfurtbach\n\
         Gerichtsweg 2\n49999 Steinfurtbach\n\nSie brauchen einen Anwalt. Ein Widerspruch ist nicht möglich.",
    );
    let notice = &letter.remedies.notices[0];
    assert!(notice.offers(RemedyKind::Action) && !notice.offers(RemedyKind::Objection));
    assert_eq!(notice.denied[0].kind, RemedyKind::Objection);
    assert_eq!(notice.bodies[0].kind, BodyKind::Court);
    assert_eq!(notice.bodies[0].town.as_deref(), Some("steinfurtbach"));
    assert_eq!((notice.periods[0].value, notice.periods[0].unit), (1, Unit::Month));
    assert_eq!(notice.extras[0].kind, ExtraKind::Lawyer);
}

#[test]
fn effects_are_told_apart_by_ruling() {
    let (letter, _) = notice(
        "Die Klage gegen die Nummern 1 und 3 bis 5 hat keine aufschiebende Wirkung, die Klage gegen Nummer 2 hat sie. Gegen die \
         Gebühr hat sie keine aufschiebende Wirkung. Ob sie sonst aufschiebende Wirkung hat, ist offen.",
    );
    let effects = &letter.remedies.effects;
    let said: Vec<_> =
        effects.iter().map(|e| (e.target.points.clone(), e.target.rulings.clone(), e.suspends)).collect();
    assert_eq!(
        said,
        [(vec![1, 3, 4, 5], vec![], false), (vec![2], vec![], true), (vec![], vec![Ruling::Fee], false),]
    );
}

#[test]
fn a_notice_in_running_text_of_a_letter_is_found_and_a_told_remedy_is_none() {
    let text = "Kreis Seeheim\nAusländerbehörde\nSchlossweg 2, 24306 Seeheim\n\nHerrn\nEmre Kaya\nAm Teich 5\n24306 Seeheim\n\n\
        Ihr Antrag\n\nSehr geehrter Herr Kaya,\n\nleider lehnen wir Ihren Antrag auf eine Aufenthaltserlaubnis ab. Gegen den Bescheid \
        vom 3. Mai 2025 haben Sie Widerspruch eingelegt.\n\nMit freundlichen Grüßen\nPia Ostermann";
    let told = read_txt(text.to_owned());
    assert!(parse(&told, &analyse_blocks(&told)).remedies.notices.is_empty());
    let offer = "\n\nWenn Sie nicht einverstanden sind, können Sie innerhalb eines Monats Widerspruch bei uns erheben.\n\nMit freundlichen";
    let offered = read_txt(text.replace("\n\nMit freundlichen", offer));
    let letter = parse(&offered, &analyse_blocks(&offered));
    assert_eq!(letter.remedies.notices.len(), 1);
    assert!(letter.remedies.notices[0].is_complete());
}

#[test]
fn an_order_of_immediate_enforcement_names_what_it_is_for() {
    let document = read_txt("1. Sie werden ausgewiesen.\n2. Die sofortige Vollziehung der Nummer 1 wird angeordnet (§ 80 Abs. 2 Satz 1 Nr. 4 VwGO).".to_owned());
    let letter = parse(&document, &analyse_blocks(&document));
    assert_eq!(letter.remedies.enforcements.len(), 1);
    assert_eq!(letter.remedies.enforcements[0].target.points, [1]);
}

#[test]
fn odd_input_is_no_trouble() {
    for text in [
        "",
        "Widerspruch",
        "Klage Klage Klage :",
        "aufschiebende Wirkung",
        "gegen Nummer",
        "§ 80",
        "binnen",
        "Nummer 1 bis 4294967295 gegen",
    ] {
        let (letter, _) = notice(text);
        assert!(letter.remedies.notices.len() <= 1, "{text}");
    }
}
