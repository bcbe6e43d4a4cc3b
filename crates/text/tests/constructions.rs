//! Constructions with their exact range.

use klarbrief_text::{ConstructionKind, Layout, analyse};

fn found(text: &str, kind: ConstructionKind) -> Vec<String> {
    let paragraph = analyse(text, &Layout::default());
    let of_kind = paragraph.constructions.iter().filter(|c| c.kind == kind);
    of_kind.map(|c| source::slice(text, c.range).to_owned()).collect()
}

/// Checks rows of text and what must be found in it; all wrong rows are shown together.
fn check(kind: ConstructionKind, rows: &[(&str, &[&str])]) {
    let wrong: Vec<String> = rows
        .iter()
        .map(|(text, expected)| (text, expected, found(text, kind)))
        .filter(|(_, expected, found)| found != **expected)
        .map(|(text, expected, found)| format!("{text}\n    expected {expected:?}\n    found    {found:?}"))
        .collect();
    assert!(wrong.is_empty(), "{} of {} rows:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

#[test]
fn passives() {
    check(
        ConstructionKind::Passive,
        &[
            ("Ihr Antrag wird abgelehnt.", &["wird abgelehnt"]),
            ("Ihr Antrag wurde am 3. Mai geprüft.", &["wurde am 3. Mai geprüft"]),
            ("Ihnen kann keine Erlaubnis erteilt werden.", &["erteilt werden"]),
            ("Wir teilen mit, dass der Antrag abgelehnt wird.", &["abgelehnt wird"]),
            ("Der Antrag ist abgelehnt worden.", &["abgelehnt worden"]),
            ("Der Antrag wird geprüft und dann beschieden.", &["wird geprüft"]),
            (
                "Wenn der Antrag geprüft und abgelehnt wird, hören Sie von uns.",
                &["geprüft und abgelehnt wird"],
            ),
            ("Gegen Sie wird ein Einreiseverbot erlassen.", &["wird ein Einreiseverbot erlassen"]),
            ("Sie werden hiermit aufgefordert, das Land zu verlassen.", &["werden hiermit aufgefordert"]),
            (
                "Die Erlaubnis wird, soweit sie noch gilt, widerrufen.",
                &["wird, soweit sie noch gilt, widerrufen"],
            ),
            ("Abgelehnt wird auch der Antrag Ihrer Tochter.", &["Abgelehnt wird"]),
            ("Die Frist wird um einen Monat verlängert.", &["wird um einen Monat verlängert"]),
            (
                "Ob die Gebühr erlassen werden kann, wird noch geprüft.",
                &["erlassen werden", "wird noch geprüft"],
            ),
            ("Die Kosten müssen von Ihnen getragen werden.", &["getragen werden"]),
            (
                "Der Bescheid wurde Ihnen am 2. Juni 2026 durch die Post zugestellt.",
                &["wurde Ihnen am 2. Juni 2026 durch die Post zugestellt"],
            ),
            ("Ihr Pass wird bis zur Ausreise einbehalten.", &["wird bis zur Ausreise einbehalten"]),
            ("Es wird darauf hingewiesen, dass die Frist läuft.", &["wird darauf hingewiesen"]),
            ("Der Antrag wäre sonst zurückgenommen worden.", &["zurückgenommen worden"]),
        ],
    );
}

#[test]
fn future_and_copula_are_no_passive() {
    for text in [
        "Wir werden Ihren Antrag prüfen.",
        "Sie werden bald einen Bescheid erhalten.",
        "Das Kind wird sechs Jahre alt.",
        "Er wurde Bürgermeister.",
        "Das Wetter wird schlechter.",
        "Sie werden das Geld bekommen.",
        "Wir haben Ihren Antrag geprüft.",
        "Er wird den Antrag gestellt haben.",
        "Die Behörde wird den Bescheid widerrufen.",
        "Die Sache ist bekannt geworden.",
        "Wir werden uns bei Ihnen melden.",
    ] {
        assert_eq!(found(text, ConstructionKind::Passive), [""; 0], "{text}");
    }
}

#[test]
fn stative_passives() {
    check(
        ConstructionKind::StativePassive,
        &[
            ("Ihre Aufenthaltserlaubnis ist bis zum 3. Mai befristet.", &["ist bis zum 3. Mai befristet"]),
            ("Die Voraussetzungen sind nicht erfüllt.", &["sind nicht erfüllt"]),
            ("Weil die Frist versäumt ist, hilft das nicht.", &["versäumt ist"]),
            ("Die Erlaubnis ist erloschen.", &[]),
            ("Sie sind am 4. Mai eingereist.", &[]),
            ("Der Antrag ist abgelehnt worden.", &[]),
            ("Sie sind hier geblieben.", &[]),
            ("Die Unterlagen sind vollständig.", &[]),
        ],
    );
}

#[test]
fn modal_infinitives() {
    check(
        ConstructionKind::ModalInfinitive,
        &[
            ("Die Gebühr ist bis Montag zu entrichten.", &["ist bis Montag zu entrichten"]),
            ("Die Unterlagen sind vorzulegen.", &["sind vorzulegen"]),
            ("Sie haben das Bundesgebiet zu verlassen.", &["haben das Bundesgebiet zu verlassen"]),
            ("Wir teilen mit, dass der Pass vorzulegen ist.", &["vorzulegen ist"]),
            ("Der Antrag war daher abzulehnen.", &["war daher abzulehnen"]),
            ("Die Kosten hat der Antragsteller zu tragen.", &["hat der Antragsteller zu tragen"]),
            ("Sie haben beantragt, die Erlaubnis zu verlängern.", &[]),
            ("Wir sind gezwungen zu handeln.", &[]),
            ("Er kam, um den Pass abzuholen.", &[]),
            ("Bitte kommen Sie zu uns.", &[]),
            ("Wir bitten Sie, den Pass mitzubringen.", &[]),
        ],
    );
}

#[test]
fn participial_attributes() {
    check(
        ConstructionKind::ParticipialAttribute,
        &[
            (
                "Die von Ihnen am 3. Mai vorgelegten Unterlagen fehlen.",
                &["Die von Ihnen am 3. Mai vorgelegten Unterlagen"],
            ),
            (
                "Das gegen diesen Bescheid gerichtete Schreiben liegt vor.",
                &["Das gegen diesen Bescheid gerichtete Schreiben"],
            ),
            ("Wir prüfen den im Mai gestellten Antrag.", &["den im Mai gestellten Antrag"]),
            ("Das sich daraus ergebende Recht gilt.", &["Das sich daraus ergebende Recht"]),
            ("Die vorgelegten Unterlagen fehlen.", &[]),
            ("Der zuständige Mitarbeiter hilft.", &[]),
            ("Die Frau, die gestern kam, ist verheiratet.", &[]),
        ],
    );
}

#[test]
fn genitive_chains() {
    check(
        ConstructionKind::GenitiveChain,
        &[
            (
                "Die Prüfung der Voraussetzungen der Erteilung dauert.",
                &["Die Prüfung der Voraussetzungen der Erteilung"],
            ),
            (
                "Maßgeblich ist der Zeitpunkt des Eingangs des Antrags Ihres Bruders.",
                &["der Zeitpunkt des Eingangs des Antrags Ihres Bruders"],
            ),
            ("Der Antrag der Klägerin ist da.", &[]),
            ("Die Sache der Frau gibt der Behörde zu denken.", &[]),
        ],
    );
}

#[test]
fn light_verbs() {
    check(
        ConstructionKind::LightVerb,
        &[
            ("Die Vorschrift kommt hier zur Anwendung.", &["kommt hier zur Anwendung"]),
            ("Ihre Angaben finden keine Berücksichtigung.", &["finden keine Berücksichtigung"]),
            ("Eine Verlängerung kommt nicht in Betracht.", &["kommt nicht in Betracht"]),
            ("Sie haben davon keinen Gebrauch gemacht.", &["keinen Gebrauch gemacht"]),
            ("Wenn Sie die Beratung in Anspruch nehmen, hilft das.", &["in Anspruch nehmen"]),
            ("Wir bringen den Betrag in Abzug.", &["bringen den Betrag in Abzug"]),
            ("Sie kommen zur Beratung.", &["kommen zur Beratung"]),
            ("Wir prüfen Ihren Antrag.", &[]),
            ("Sie finden die Wohnung in der Stadt.", &[]),
        ],
    );
}

#[test]
fn subordinate_clauses_with_depth() {
    let depths = |text: &str| {
        let paragraph = analyse(text, &Layout::default());
        let clauses =
            paragraph.constructions.iter().filter(|c| c.kind == ConstructionKind::SubordinateClause);
        clauses.map(|c| (c.depth, source::slice(text, c.range).to_owned())).collect::<Vec<_>>()
    };
    for (text, expected) in [
        ("Wir lehnen ab, weil der Pass fehlt.", vec![(1, "weil der Pass fehlt")]),
        ("Wenn der Pass fehlt, lehnen wir ab.", vec![(1, "Wenn der Pass fehlt")]),
        (
            "Wir lehnen ab, weil der Pass, den Sie zeigten, abgelaufen ist.",
            vec![(1, "weil der Pass, den Sie zeigten, abgelaufen ist"), (2, "den Sie zeigten")],
        ),
        (
            "Sie sagen, dass Sie nicht wussten, dass die Frist lief.",
            vec![(1, "dass Sie nicht wussten"), (2, "dass die Frist lief")],
        ),
        (
            "Wir glauben, dass Sie hier waren und dass Sie gehen.",
            vec![(1, "dass Sie hier waren und"), (1, "dass Sie gehen")],
        ),
        (
            "Die Frist, innerhalb derer Sie klagen können, läuft.",
            vec![(1, "innerhalb derer Sie klagen können")],
        ),
        ("Sie kommen, um den Pass abzuholen.", vec![(1, "um den Pass abzuholen")]),
        ("Bringen Sie Pass, Foto und Vertrag mit.", vec![]),
        ("Der Antrag wird geprüft.", vec![]),
    ] {
        let expected: Vec<(u8, String)> = expected.into_iter().map(|(d, t)| (d, t.to_owned())).collect();
        let found: Vec<(u8, String)> =
            depths(text).into_iter().map(|(d, t)| (d, t.trim_end_matches(" und").to_owned())).collect();
        let expected: Vec<(u8, String)> =
            expected.into_iter().map(|(d, t)| (d, t.trim_end_matches(" und").to_owned())).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn verb_brackets() {
    check(
        ConstructionKind::VerbBracket,
        &[
            (
                "Wir haben Ihren Antrag vom 3. Mai auf Verlängerung der Erlaubnis abgelehnt.",
                &["haben Ihren Antrag vom 3. Mai auf Verlängerung der Erlaubnis abgelehnt"],
            ),
            (
                "Wir lehnen Ihren Antrag auf Erteilung einer Erlaubnis für Ihren Sohn ab.",
                &["lehnen Ihren Antrag auf Erteilung einer Erlaubnis für Ihren Sohn ab"],
            ),
            ("Wir haben Ihren Antrag abgelehnt.", &[]),
            ("Der Bescheid gilt für Sie und Ihre Kinder in ganz Deutschland.", &[]),
        ],
    );
}

#[test]
fn double_negations() {
    check(
        ConstructionKind::DoubleNegation,
        &[
            ("Das ist nicht unerheblich.", &["nicht unerheblich"]),
            ("Es gibt keinen Antrag ohne Gebühr.", &["keinen Antrag ohne"]),
            ("Ein Aufenthalt ist nicht unzulässig.", &["nicht unzulässig"]),
            ("Sie müssen das nicht unverzüglich tun.", &[]),
            ("Der Antrag ist nicht begründet.", &[]),
            ("Er kam nicht, weil niemand schrieb.", &[]),
        ],
    );
}

#[test]
fn impersonal_subjects() {
    check(
        ConstructionKind::ImpersonalSubject,
        &[
            ("Es wird darauf hingewiesen, dass die Frist läuft.", &["Es wird"]),
            ("Es ist erforderlich, dass Sie kommen.", &["Es ist"]),
            ("Dagegen kann man klagen.", &["kann man"]),
            ("Es bedarf einer Prüfung.", &["Es bedarf"]),
            ("Das Kind ist krank. Es bleibt zu Hause.", &[]),
            ("Wir haben das Schreiben gelesen und es abgelegt.", &[]),
        ],
    );
}

#[test]
fn nominal_style() {
    check(
        ConstructionKind::NominalStyle,
        &[
            (
                "Nach Durchführung der Prüfung erfolgt die Mitteilung der Entscheidung.",
                &["Durchführung der Prüfung erfolgt die Mitteilung der Entscheidung"],
            ),
            ("Die Wohnung, die Zeitung und die Rechnung liegen hier.", &[]),
            ("Wir prüfen Ihren Antrag und schreiben Ihnen.", &[]),
        ],
    );
}

#[test]
fn separable_verbs_get_their_base_form() {
    for (text, at, lemma) in [
        ("Wir lehnen Ihren Antrag vom 3. Mai ab.", 1, "ablehnen"),
        ("Legen Sie die Unterlagen bitte bis Montag vor.", 0, "vorlegen"),
        ("Die Behörde weist Sie darauf hin, dass die Frist läuft.", 2, "hinweisen"),
        ("Wir fordern Sie auf und drohen Ihnen die Abschiebung an.", 1, "auffordern"),
        ("Der Antrag geht am Montag ein.", 2, "eingehen"),
        ("Wir bitten Sie um Geduld.", 1, "bitten"),
    ] {
        let paragraph = analyse(text, &Layout::default());
        assert_eq!(paragraph.lemma(&paragraph.tokens[at]), lemma, "{text}");
    }
}

#[test]
fn the_whole_clause_tells_finite_verbs_and_auxiliaries() {
    use klarbrief_text::lexicon::Tag;
    for (text, word, tag) in [
        ("Sie müssen gehen, weil Sie erst seit drei Jahren hier leben.", "leben", Tag::Vvfin),
        ("Die Unterlagen, die Sie uns gestern gaben, reichen nicht.", "gaben", Tag::Vvfin),
        ("Sie wollen bleiben, um hier zu leben.", "leben", Tag::Vvinf),
        ("Sie möchten eine Karte haben.", "haben", Tag::Vvinf),
        ("Wir haben Ihren Antrag vom 3. Mai 2026 geprüft.", "haben", Tag::Vafin),
        ("Sie haben drei Kinder.", "haben", Tag::Vvfin),
        ("Weil Sie den Pass verloren haben, hilft das nicht.", "haben", Tag::Vafin),
    ] {
        let paragraph = analyse(text, &Layout::default());
        let token = paragraph.tokens.iter().rfind(|t| paragraph.norm(t) == word);
        assert_eq!(token.map(|t| t.tag), Some(tag), "{text}");
    }
}
