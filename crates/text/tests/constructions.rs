//! Constructions with their exact range.

use klarbrief_text::{ConstructionKind, Layout, analyse};

fn found(text: &str, kind: ConstructionKind) -> Vec<String> {
    let paragraph = analyse(text, &Layout::default());
    let of_kind = paragraph.constructions.iter().filter(|c| c.kind == kind);
    of_kind.map(|c| source::slice(text, c.range).to_owned()).collect()
}

#[test]
fn passives() {
    for (text, expected) in [
        ("Ihr Antrag wird abgelehnt.", "wird abgelehnt"),
        ("Ihr Antrag wurde am 3. Mai geprüft.", "wurde am 3. Mai geprüft"),
        ("Ihnen kann keine Erlaubnis erteilt werden.", "erteilt werden"),
        ("Wir teilen mit, dass der Antrag abgelehnt wird.", "abgelehnt wird"),
        ("Der Antrag ist abgelehnt worden.", "abgelehnt worden"),
        ("Der Antrag wird geprüft und dann beschieden.", "wird geprüft"),
        ("Wenn der Antrag geprüft und abgelehnt wird, hören Sie von uns.", "geprüft und abgelehnt wird"),
        ("Gegen Sie wird ein Einreiseverbot erlassen.", "wird ein Einreiseverbot erlassen"),
        ("Sie werden hiermit aufgefordert, das Land zu verlassen.", "werden hiermit aufgefordert"),
        ("Die Erlaubnis wird, soweit sie noch gilt, widerrufen.", "wird, soweit sie noch gilt, widerrufen"),
    ] {
        assert_eq!(found(text, ConstructionKind::Passive), [expected], "{text}");
    }
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
    ] {
        assert_eq!(found(text, ConstructionKind::Passive), [""; 0], "{text}");
    }
}

#[test]
fn modal_infinitives() {
    for (text, expected) in [
        ("Die Gebühr ist bis Montag zu entrichten.", "ist bis Montag zu entrichten"),
        ("Die Unterlagen sind vorzulegen.", "sind vorzulegen"),
        ("Sie haben das Bundesgebiet zu verlassen.", "haben das Bundesgebiet zu verlassen"),
        ("Wir teilen mit, dass der Pass vorzulegen ist.", "vorzulegen ist"),
    ] {
        assert_eq!(found(text, ConstructionKind::ModalInfinitive), [expected], "{text}");
    }
    for text in [
        "Sie haben beantragt, die Erlaubnis zu verlängern.",
        "Wir sind gezwungen zu handeln.",
        "Er kam, um den Pass abzuholen.",
        "Bitte kommen Sie zu uns.",
    ] {
        assert_eq!(found(text, ConstructionKind::ModalInfinitive), [""; 0], "{text}");
    }
}

#[test]
fn separable_verbs_get_their_base_form() {
    let text = "Wir lehnen Ihren Antrag vom 3. Mai ab.";
    let paragraph = analyse(text, &Layout::default());
    assert_eq!(paragraph.lemma(&paragraph.tokens[1]), "ablehnen");
}
