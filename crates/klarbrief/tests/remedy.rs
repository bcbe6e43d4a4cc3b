//! The mistakes of remedy notices, one by one, each in several wordings; and what is right and stays silent.

use klarbrief::document::read_txt;
use klarbrief::{Checker, Land, Request, diagnostic::Severity, letter::LetterKind};

/// A mistake: its rule, the kind and Land of the letter, and texts that make it.
struct Mistake {
    name: &'static str,
    rule: &'static str,
    kind: Option<LetterKind>,
    land: &'static str,
    bad: &'static [&'static str],
    good: &'static [&'static str],
}

const KLAGE: &str = "Gegen diesen Bescheid können Sie innerhalb eines Monats nach Bekanntgabe Klage beim Verwaltungsgericht Steinfurtbach, Gerichtsweg 2, 49999 Steinfurtbach, erheben.";
const WIDERSPRUCH: &str = "Gegen diesen Bescheid können Sie innerhalb eines Monats nach Bekanntgabe Widerspruch erheben. Der Widerspruch ist bei der Stadt Lindental, Rathausplatz 2, 34999 Lindental, schriftlich, elektronisch (§ 3a Absatz 2 VwVfG) oder zur Niederschrift zu erheben.";

const MISTAKES: &[Mistake] = &[
    Mistake {
        name: "RB-3 not the remedy of the Land: Klage",
        rule: "rechtsbehelf/falscher-rechtsbehelf",
        kind: Some(LetterKind::Refusal),
        land: "NI",
        bad: &[
            WIDERSPRUCH,
            "Gegen diesen Bescheid kann binnen eines Monats Widerspruch bei der Stadt Lindental in Lindental eingelegt werden.",
            "Sind Sie nicht einverstanden, legen Sie bitte innerhalb eines Monats bei der Stadt Lindental, Rathausplatz 2, 34999 Lindental, Widerspruch ein.",
            "Der Bescheid kann innerhalb eines Monats nach seiner Bekanntgabe mit dem Widerspruch angefochten werden.",
            "Gegen den Bescheid steht Ihnen das Rechtsmittel des Widerspruchs zu. Der Widerspruch ist innerhalb eines Monats einzulegen.",
            "Sie können uns innerhalb eines Monats widersprechen.",
        ],
        good: &[
            KLAGE,
            "Sie können innerhalb eines Monats beim Verwaltungsgericht Steinfurtbach klagen. Ein Widerspruch ist nicht möglich.",
            "Gegen diesen Bescheid ist die Klage statthaft. Eines Widerspruchs bedarf es nicht.",
            "Ein Widerspruchsverfahren gibt es nicht. Klagen können Sie beim Verwaltungsgericht Steinfurtbach innerhalb eines Monats.",
            "Mit Ihrem Widerspruch vom 3. Mai 2026 haben Sie geschrieben, dass Sie arbeiten.",
        ],
    },
    Mistake {
        name: "RB-3 not the remedy of the Land: Widerspruch",
        rule: "rechtsbehelf/falscher-rechtsbehelf",
        kind: Some(LetterKind::Refusal),
        land: "RP",
        bad: &[
            KLAGE,
            "Sie können gegen diese Entscheidung innerhalb eines Monats beim Verwaltungsgericht Steinfurtbach klagen.",
            "Gegen diese Verfügung ist innerhalb eines Monats nach Zustellung die Klage zum Verwaltungsgericht Steinfurtbach gegeben.",
        ],
        good: &[
            WIDERSPRUCH,
            "Gegen diese Verfügung kann innerhalb eines Monats Widerspruch bei der Stadt Lindental in Lindental eingelegt werden. Wird über den Widerspruch ohne zureichenden Grund in angemessener Frist nicht entschieden, kann Klage beim Verwaltungsgericht Steinfurtbach erhoben werden.",
            "Sie können innerhalb eines Monats Widerspruch einlegen. Bleibt der Widerspruch ohne Erfolg, können Sie beim Verwaltungsgericht klagen.",
        ],
    },
    Mistake {
        name: "RB-4 no Widerspruch against a refused Duldung",
        rule: "rechtsbehelf/falscher-rechtsbehelf",
        kind: Some(LetterKind::TolerationRefusal),
        land: "BW",
        bad: &[
            "Ihr Antrag auf eine Duldung wird abgelehnt.\n\nRechtsbehelfsbelehrung\n\nGegen diesen Bescheid können Sie innerhalb eines Monats Widerspruch beim Landratsamt Auental, Marktplatz 1, 87999 Auental, erheben.",
            "Wir lehnen Ihren Antrag ab, die Abschiebung auszusetzen.\n\nRechtsbehelfsbelehrung\n\nGegen diesen Bescheid können Sie innerhalb eines Monats Widerspruch beim Landratsamt Auental, Marktplatz 1, 87999 Auental, erheben.",
        ],
        good: &[
            "Ihr Antrag auf eine Duldung wird abgelehnt.\n\nRechtsbehelfsbelehrung\n\nGegen diesen Bescheid können Sie innerhalb eines Monats Klage beim Verwaltungsgericht Steinfurtbach erheben. Ein Widerspruch findet nicht statt (§ 83 Absatz 2 AufenthG).",
        ],
    },
    Mistake {
        name: "RB-4 no Widerspruch under the Asylum Act",
        rule: "rechtsbehelf/falscher-rechtsbehelf",
        kind: None,
        land: "SH",
        bad: &[
            "Gegen diesen Bescheid können Sie innerhalb von zwei Wochen Widerspruch bei der Stadt Lindental in Lindental erheben (§ 74 AsylG).",
        ],
        good: &[
            "Gegen diesen Bescheid können Sie innerhalb von zwei Wochen Klage beim Verwaltungsgericht Steinfurtbach erheben (§ 74 Absatz 1 AsylG).",
        ],
    },
    Mistake {
        name: "RB-2, RB-29 no remedy of that name; both",
        rule: "rechtsbehelf/falscher-rechtsbehelf",
        kind: None,
        land: "",
        bad: &[
            "Gegen diesen Bescheid können Sie innerhalb eines Monats Einspruch einlegen.",
            "Hiergegen ist innerhalb eines Monats die Beschwerde bei der Stadt Lindental zulässig.",
            "Gegen diese Entscheidung ist Gegenvorstellung möglich.",
            "Legen Sie innerhalb eines Monats Einspruch beim Amt ein.",
            "Sie können innerhalb eines Monats Widerspruch oder Klage erheben.",
            "Gegen diesen Bescheid können Sie innerhalb eines Monats Widerspruch bei der Stadt Lindental erheben. Wahlweise können Sie Klage beim Verwaltungsgericht Steinfurtbach erheben.",
        ],
        good: &[
            WIDERSPRUCH,
            KLAGE,
            "Gegen den Strafbefehl haben Sie Einspruch eingelegt.",
            "Widerspruch und Klage haben keine aufschiebende Wirkung.",
            "Über unsere Mitarbeiter können Sie sich jederzeit beschweren. Eine Beschwerde ist möglich.",
            "Gegen Nummer 1 können Sie Klage beim Verwaltungsgericht Steinfurtbach erheben, gegen Nummer 2 nicht.",
        ],
    },
    Mistake {
        name: "RB-25 two notices that differ",
        rule: "rechtsbehelf/falscher-rechtsbehelf",
        kind: None,
        land: "",
        bad: &[
            "Rechtsbehelfsbelehrung\n\nGegen diesen Bescheid können Sie innerhalb eines Monats nach Bekanntgabe Widerspruch bei der Stadt Lindental in Lindental erheben.\n\nRechtsbehelfsbelehrung\n\nGegen diesen Bescheid können Sie innerhalb eines Monats nach Bekanntgabe Klage beim Verwaltungsgericht Steinfurtbach erheben.",
        ],
        good: &[
            "Rechtsbehelfsbelehrung\n\nGegen Nummer 1 können Sie innerhalb eines Monats nach Bekanntgabe Widerspruch bei der Stadt Lindental in Lindental erheben.\n\nRechtsbehelfsbelehrung\n\nGegen Nummer 2 können Sie innerhalb eines Monats nach Bekanntgabe Klage beim Verwaltungsgericht Steinfurtbach erheben.",
        ],
    },
    Mistake {
        name: "RB-5 to RB-7 body, seat",
        rule: "rechtsbehelf/falsche-stelle",
        kind: None,
        land: "",
        bad: &[
            "Gegen diesen Bescheid können Sie innerhalb eines Monats bei der zuständigen Behörde Widerspruch erheben.",
            "Der Widerspruch ist bei der Behörde einzulegen, die diesen Bescheid erlassen hat.",
            "Der Widerspruch ist bei der Ausgangsbehörde schriftlich oder zur Niederschrift zu erheben.",
            "Gegen diesen Bescheid können Sie innerhalb eines Monats Widerspruch erheben.",
            "Gegen diesen Bescheid kann innerhalb eines Monats Klage beim zuständigen Verwaltungsgericht erhoben werden.",
            "Sie können innerhalb eines Monats beim Verwaltungsgericht klagen.",
            "Gegen diesen Bescheid können Sie innerhalb eines Monats Klage vor Gericht erheben.",
            "Gegen diesen Bescheid können Sie innerhalb eines Monats Klage bei Gericht einreichen.",
            "Gegen diesen Bescheid kann innerhalb eines Monats Klage bei der Stadt Lindental, Rathausplatz 2, 34999 Lindental, erhoben werden.",
            "Gegen diesen Bescheid können Sie innerhalb eines Monats Widerspruch beim Verwaltungsgericht Steinfurtbach erheben.",
            "Der Widerspruch ist beim Amt für Migration einzulegen.",
            "Wenden Sie sich mit der Klage an das zuständige Gericht. Sie können sie innerhalb eines Monats erheben.",
        ],
        good: &[
            KLAGE,
            WIDERSPRUCH,
            "Gegen diesen Bescheid können Sie innerhalb eines Monats Klage beim Verwaltungsgericht Frankfurt am Main erheben.",
            "Die Klage erheben Sie bei diesem Gericht:\n\nVerwaltungsgericht Steinfurtbach\nOlgastraße 3\n89999 Steinfurtbach",
            "Gegen diesen Bescheid können Sie innerhalb eines Monats Klage beim zuständigen Verwaltungsgericht Steinfurtbach erheben.",
            "Der Widerspruch geht an die zuständige Ausländerbehörde, Kreis Seeheim, Schlossweg 2, 24306 Seeheim.",
            "Sie können beim Verwaltungsgericht des Saarlandes in Saarlouis klagen.",
            "Gegen diesen Bescheid können Sie innerhalb eines Monats Widerspruch beim Oberbürgermeister der Stadt Lindental, Rathausplatz 2, 34999 Lindental, erheben.",
            "Gegen diesen Bescheid kann innerhalb eines Monats Klage bei dem Schleswig-Holsteinischen Verwaltungsgericht, Gottorfweg 2, 24837 Schleswig, erhoben werden.",
            "Gegen diesen Bescheid kann innerhalb eines Monats Widerspruch beim Salzlandkreis-Ost, Markt 1, 39999 Salzfurt, eingelegt werden.",
        ],
    },
    Mistake {
        name: "RB-8 a court of another Land",
        rule: "rechtsbehelf/falsche-stelle",
        kind: Some(LetterKind::Refusal),
        land: "NI",
        bad: &[
            "Gegen diesen Bescheid können Sie innerhalb eines Monats Klage beim Verwaltungsgericht Köln erheben.",
        ],
        good: &[
            "Gegen diesen Bescheid können Sie innerhalb eines Monats Klage beim Verwaltungsgericht Hannover erheben.",
            "Gegen diesen Bescheid können Sie innerhalb eines Monats Klage beim Verwaltungsgericht Heidstedt erheben.",
        ],
    },
    Mistake {
        name: "RB-9, RB-10 period",
        rule: "rechtsbehelf/falsche-frist",
        kind: None,
        land: "",
        bad: &[
            "Gegen diesen Bescheid können Sie Widerspruch bei der Stadt Lindental in Lindental erheben.",
            "Gegen diesen Bescheid können Sie binnen 14 Tagen Widerspruch erheben.",
            "Gegen diesen Bescheid können Sie innerhalb von vier Wochen nach Bekanntgabe Klage erheben.",
            "Sie haben sechs Wochen Zeit, um Widerspruch zu erheben.",
            "Der Widerspruch ist unverzüglich bei der Stadt Lindental einzulegen.",
            "Die Klagefrist beträgt 30 Tage.",
            "Sie können innerhalb einer Frist von zwei Monaten klagen.",
            "Legen Sie den Widerspruch innerhalb von dreißig Tagen ein.",
            "Der Widerspruch muss innerhalb einer Woche bei uns sein. Sie können ihn schriftlich erheben.",
        ],
        good: &[
            KLAGE,
            WIDERSPRUCH,
            "Gegen diesen Bescheid können Sie binnen Monatsfrist Widerspruch erheben.",
            "Gegen diesen Bescheid können Sie Widerspruch erheben. Dafür haben Sie einen Monat Zeit.",
            "Gegen diesen Bescheid können Sie innerhalb eines Monats klagen. Über Ihren Antrag haben wir nach drei Monaten entschieden.",
            "Gegen diesen Bescheid können Sie innerhalb eines Monats Klage erheben. Der Bescheid gilt vier Tage nach der Aufgabe zur Post als bekannt gegeben.",
            "Gegen diesen Bescheid können Sie innerhalb von zwei Wochen Klage erheben (§ 74 Absatz 1 AsylG).",
            "Bitte schicken Sie uns den Pass innerhalb von zwei Wochen.",
        ],
    },
    Mistake {
        name: "RB-10 under the Asylum Act a month is wrong",
        rule: "rechtsbehelf/falsche-frist",
        kind: None,
        land: "",
        bad: &[
            "Gegen diesen Bescheid können Sie innerhalb eines Monats Klage beim Verwaltungsgericht Steinfurtbach erheben (§ 74 Absatz 1 AsylG).",
        ],
        good: &[
            "Gegen diesen Bescheid können Sie innerhalb einer Woche Klage beim Verwaltungsgericht Steinfurtbach erheben (§ 74 Absatz 1 AsylG).",
        ],
    },
    Mistake {
        name: "RB-11, RB-13 start with receipt",
        rule: "rechtsbehelf/riskanter-fristbeginn",
        kind: None,
        land: "",
        bad: &[
            "Gegen diesen Bescheid können Sie innerhalb eines Monats nach Zugang Klage erheben.",
            "Sie können innerhalb eines Monats ab Erhalt dieses Schreibens Widerspruch erheben.",
            "Für den Widerspruch haben Sie einen Monat Zeit, nachdem Sie den Brief erhalten haben.",
            "Die Frist von einem Monat beginnt mit dem Zugang des Bescheides.",
            "Sie können innerhalb eines Monats nach Empfang des Bescheids klagen.",
            "Ab dem Tag, an dem Sie diesen Brief bekommen, haben Sie einen Monat Zeit für den Widerspruch.",
        ],
        good: &[
            KLAGE,
            "Die Frist beginnt mit der Bekanntgabe.",
            "Bitte schicken Sie uns die Unterlagen innerhalb eines Monats nach Erhalt dieses Schreibens.",
            "Nach Eingang der Klage schreibt Ihnen das Gericht innerhalb eines Monats.",
            "Gegen diesen Bescheid können Sie innerhalb eines Monats nach Zustellung Klage erheben.",
            "Sie haben einen Monat Zeit, nachdem Ihnen der Brief bekannt gegeben worden ist.",
        ],
    },
    Mistake {
        name: "RB-12 start with the date",
        rule: "rechtsbehelf/falscher-fristbeginn",
        kind: None,
        land: "",
        bad: &[
            "Gegen diesen Bescheid können Sie innerhalb eines Monats nach dem Datum dieses Bescheides Klage erheben.",
            "Ab heute haben Sie einen Monat Zeit für den Widerspruch.",
            "Die Klagefrist beginnt mit dem Datum dieses Schreibens.",
            "Der Widerspruch ist innerhalb eines Monats ab Ausstellung des Bescheides einzulegen.",
            "Sie können innerhalb eines Monats vom heutigen Tage an klagen.",
            "Sie können innerhalb eines Monats ab Bescheiddatum Widerspruch einlegen.",
        ],
        good: &[
            KLAGE,
            "Gegen diesen Bescheid können Sie innerhalb eines Monats Klage erheben.",
            "Nennen Sie in der Klage bitte das Datum dieses Bescheides.",
            "Der Bescheid gilt am vierten Tag nach der Absendung als bekannt gegeben.",
        ],
    },
    Mistake {
        name: "RB-15, RB-18 forms",
        rule: "rechtsbehelf/falsche-form",
        kind: None,
        land: "",
        bad: &[
            "Der Widerspruch ist schriftlich bei der Stadt Lindental in Lindental zu erheben.",
            "Den Widerspruch können Sie nur schriftlich einlegen.",
            "Gegen diesen Bescheid können Sie innerhalb eines Monats Widerspruch erheben. Dafür genügt ein Brief mit Unterschrift in Papierform.",
            "Widerspruch können Sie auch per E-Mail einlegen.",
            "Die Klage können Sie schriftlich, zu Protokoll oder per Mail erheben.",
            "Sie können die Klage auch per De-Mail erheben.",
            "Für den Widerspruch reicht eine einfache E-Mail.",
        ],
        good: &[
            KLAGE,
            WIDERSPRUCH,
            "Die Klage ist schriftlich oder zu Protokoll der Geschäftsstelle zu erheben.",
            "Die Klage kann schriftlich oder zur Niederschrift des Urkundsbeamten erhoben werden.",
            "Gegen diesen Bescheid können Sie innerhalb eines Monats Widerspruch erheben, schriftlich, elektronisch oder zur Niederschrift. Eine einfache E-Mail reicht nicht.",
            "Fragen zum Widerspruch beantworten wir gern per E-Mail.",
        ],
    },
    Mistake {
        name: "RB-16 electronic form",
        rule: "rechtsbehelf/fehlende-elektronische-form",
        kind: None,
        land: "",
        bad: &[
            "Der Widerspruch ist schriftlich oder zur Niederschrift bei der Stadt Lindental in Lindental zu erheben.",
            "Sie können den Widerspruch schriftlich einlegen oder bei uns zu Protokoll geben.",
        ],
        good: &[
            WIDERSPRUCH,
            "Die Klage ist schriftlich oder zu Protokoll zu erheben.",
            "Der Widerspruch ist innerhalb eines Monats einzulegen.",
        ],
    },
    Mistake {
        name: "RB-19 to RB-22 additions",
        rule: "rechtsbehelf/erschwerender-zusatz",
        kind: None,
        land: "",
        bad: &[
            "Der Widerspruch muss begründet werden.",
            "Der Widerspruch ist innerhalb der Frist zu begründen.",
            "Der Widerspruch bedarf einer Begründung.",
            "Im Widerspruch müssen Sie die Gründe angeben.",
            "Sie müssen Ihren Widerspruch ausführlich begründen.",
            "Der Klage müssen zwei Abschriften beigefügt werden.",
            "Der Klage sind Kopien dieses Bescheids beizufügen.",
            "Der Widerspruch ist in doppelter Ausfertigung einzureichen.",
            "Die Klage muss einen bestimmten Antrag enthalten.",
            "In der Klage müssen die Beweismittel angegeben werden.",
            "Die Klage kann nur durch einen Rechtsanwalt erhoben werden.",
            "Für die Klage benötigen Sie einen Anwalt.",
            "Vor dem Verwaltungsgericht müssen Sie sich durch eine Rechtsanwältin vertreten lassen, wenn Sie klagen.",
            "Für die Klage besteht Anwaltszwang.",
        ],
        good: &[
            "Die Klage muss den Kläger, den Beklagten und den Gegenstand des Klagebegehrens bezeichnen.",
            "Die Klage soll einen bestimmten Antrag enthalten. Die Tatsachen und Beweismittel sollen angegeben werden.",
            "Der Klage sollen Abschriften beigefügt werden.",
            "Der Widerspruch soll begründet werden.",
            "Sie müssen den Widerspruch nicht begründen.",
            "Die Klage ist in deutscher Sprache abzufassen.",
            "Für die Klage brauchen Sie keinen Anwalt.",
            "Sie können sich bei der Klage von einem Rechtsanwalt vertreten lassen.",
            "Vor dem Oberverwaltungsgericht muss man sich durch einen Rechtsanwalt vertreten lassen; die Klage geht an das Verwaltungsgericht.",
            "Bitte begründen Sie Ihren Widerspruch möglichst.",
            "Wir müssen unsere Entscheidung über den Widerspruch begründen.",
        ],
    },
    Mistake {
        name: "RB-13 third day",
        rule: "rechtsbehelf/veraltete-dreitagesfiktion",
        kind: None,
        land: "NW",
        bad: &[
            "Der Bescheid gilt am dritten Tag nach der Aufgabe zur Post als bekannt gegeben.",
            "Der Brief gilt drei Tage, nachdem wir ihn zur Post gegeben haben, als bekannt gegeben.",
        ],
        good: &["Der Bescheid gilt am vierten Tag nach der Aufgabe zur Post als bekannt gegeben."],
    },
    Mistake {
        name: "RB-30 refusal",
        rule: "rechtsbehelf/falsche-wirkungsangabe",
        kind: Some(LetterKind::Refusal),
        land: "NW",
        bad: &[
            "Die Klage hat aufschiebende Wirkung.",
            "Ihre Klage entfaltet aufschiebende Wirkung.",
            "Der Klage kommt aufschiebende Wirkung zu.",
            "Die Klage gegen die Ablehnung hat aufschiebende Wirkung.",
        ],
        good: &[
            "Die Klage hat keine aufschiebende Wirkung.",
            "Aufschiebende Wirkung hat die Klage nicht.",
            "Die Klage hat nach § 84 Absatz 1 Nummer 1 AufenthG keine aufschiebende Wirkung, weil es um eine Ablehnung geht.",
            "Das Gericht kann die aufschiebende Wirkung der Klage anordnen.",
            "Sie können beantragen, dass die Klage aufschiebende Wirkung hat.",
        ],
    },
    Mistake {
        name: "RB-30 expulsion and loss suspend unless ordered",
        rule: "rechtsbehelf/falsche-wirkungsangabe",
        kind: Some(LetterKind::Expulsion),
        land: "NW",
        bad: &[
            "Die Klage hat keine aufschiebende Wirkung.",
            "Aufschiebende Wirkung kommt der Klage nicht zu.",
            "Die Klage gegen die Ausweisung entfaltet keine aufschiebende Wirkung.",
        ],
        good: &[
            "Die Klage gegen die Ausweisung hat aufschiebende Wirkung.",
            "Die sofortige Vollziehung der Ausweisung wird angeordnet. Die Klage hat deshalb keine aufschiebende Wirkung.",
            "Gegen das Einreiseverbot hat die Klage keine aufschiebende Wirkung.",
        ],
    },
    Mistake {
        name: "RB-30 ruling by ruling",
        rule: "rechtsbehelf/falsche-wirkungsangabe",
        kind: None,
        land: "NW",
        bad: &[
            "1. Ihr Antrag auf Verlängerung der Aufenthaltserlaubnis wird abgelehnt.\n2. Wir setzen eine Gebühr von 93 Euro fest.\n\nRechtsbehelfsbelehrung\n\nDie Klage gegen Nummer 1 hat aufschiebende Wirkung, die Klage gegen Nummer 2 nicht.",
            "1. Ihre Aufenthaltserlaubnis wird widerrufen.\n2. Die sofortige Vollziehung der Nummer 1 wird angeordnet.\n\nRechtsbehelfsbelehrung\n\nDie Klage gegen Nummer 1 hat aufschiebende Wirkung.",
        ],
        good: &[
            "1. Ihr Antrag auf Verlängerung der Aufenthaltserlaubnis wird abgelehnt.\n2. Wir setzen eine Gebühr von 93 Euro fest.\n\nRechtsbehelfsbelehrung\n\nDie Klage gegen die Nummern 1 und 2 hat keine aufschiebende Wirkung.",
            "1. Ihre Aufenthaltserlaubnis wird widerrufen.\n2. Die sofortige Vollziehung der Nummer 1 wird angeordnet.\n\nRechtsbehelfsbelehrung\n\nDie Klage gegen Nummer 1 hat wegen Nummer 2 keine aufschiebende Wirkung.",
        ],
    },
    Mistake {
        name: "RB-30 some rulings only",
        rule: "rechtsbehelf/falsche-wirkungsangabe",
        kind: Some(LetterKind::Expulsion),
        land: "NW",
        bad: &[
            "1. Sie werden ausgewiesen.\n2. Ein Einreiseverbot von drei Jahren wird angeordnet.\n\nRechtsbehelfsbelehrung\n\nGegen Nummer 1 hat die Klage keine aufschiebende Wirkung, gegen Nummer 2 jedoch schon.",
            "1. Sie werden ausgewiesen.\n2. Ein Einreiseverbot von drei Jahren wird angeordnet.\n\nRechtsbehelfsbelehrung\n\nGegen Nummer 1 hat die Klage aufschiebende Wirkung, ebenso gegen Nummer 2.",
        ],
        good: &[
            "1. Sie werden ausgewiesen.\n2. Ein Einreiseverbot von drei Jahren wird angeordnet.\n\nRechtsbehelfsbelehrung\n\nGegen Nummer 1 hat die Klage aufschiebende Wirkung, gegen Nummer 2 dagegen nicht.",
            "1. Sie werden ausgewiesen.\n2. Ein Einreiseverbot von drei Jahren wird angeordnet.\n\nRechtsbehelfsbelehrung\n\nDie Klage gegen Nummer 2 hat keine aufschiebende Wirkung, wohl aber die Klage gegen Nummer 1.",
            "1. Sie werden ausgewiesen.\n2. Ein Einreiseverbot von drei Jahren wird angeordnet.\n\nRechtsbehelfsbelehrung\n\nSoweit sich die Klage gegen Nummer 1 richtet, hat sie aufschiebende Wirkung. Im Übrigen hat sie keine aufschiebende Wirkung.",
            "1. Sie werden ausgewiesen.\n2. Ein Einreiseverbot von drei Jahren wird angeordnet.\n\nRechtsbehelfsbelehrung\n\nMit Ausnahme der Nummer 1 hat die Klage keine aufschiebende Wirkung.",
        ],
    },
    Mistake {
        name: "RB-28 a letter that decides nothing",
        rule: "rechtsbehelf/belehrung-ohne-bescheid",
        kind: Some(LetterKind::Hearing),
        land: "",
        bad: &[
            KLAGE,
            WIDERSPRUCH,
            "Gegen dieses Schreiben kann innerhalb eines Monats Widerspruch eingelegt werden.",
        ],
        good: &["Gegen den Bescheid, den wir vielleicht erlassen, können Sie sich später wehren."],
    },
    Mistake {
        name: "S02 emergency",
        rule: "sofortvollzug/unbezeichneter-notstand",
        kind: None,
        land: "",
        bad: &[
            "Die sofortige Vollziehung wird angeordnet. Einer besonderen Begründung bedarf es wegen Gefahr im Verzug nicht.",
        ],
        good: &[
            "Die sofortige Vollziehung wird als Notstandsmaßnahme im öffentlichen Interesse angeordnet. Einer besonderen Begründung bedarf es wegen Gefahr im Verzug nicht.",
        ],
    },
    Mistake {
        name: "S01 formula",
        rule: "sofortvollzug/formelhafte-begruendung",
        kind: None,
        land: "",
        bad: &[
            "Die sofortige Vollziehung liegt im öffentlichen Interesse.",
            "Die Anordnung der sofortigen Vollziehung ist im überwiegenden öffentlichen Interesse geboten.",
            "Das öffentliche Interesse an der sofortigen Vollziehung überwiegt Ihr privates Interesse.",
            "Die sofortige Vollziehung ist notwendig, weil die Ausweisung rechtmäßig ist.",
        ],
        good: &[
            "Das öffentliche Interesse an der sofortigen Vollziehung überwiegt, weil Sie am 4. April 2026 erneut einen falschen Vertrag vorgelegt haben.",
            "Die sofortige Vollziehung wird angeordnet.",
        ],
    },
];

fn findings(checker: &Checker, mistake: &Mistake, text: &str) -> Vec<(String, Severity)> {
    let request = Request { kind: mistake.kind, land: Land::parse(mistake.land), ..Request::default() };
    let report = checker.check_with(&read_txt(text.to_owned()), &request);
    let own = report.findings.iter().filter(|f| *f.rule == *mistake.rule);
    own.map(|f| (f.message.clone(), f.severity)).collect()
}

#[test]
fn the_mistakes_are_found_and_the_right_notices_stay_silent() {
    let checker = klarbrief::testing::full_checker().unwrap();
    let mut wrong = Vec::new();
    for mistake in MISTAKES {
        for text in mistake.bad {
            if findings(&checker, mistake, text).is_empty() {
                wrong.push(format!("{}: nothing found: {text}", mistake.name));
            }
        }
        for text in mistake.good {
            if let Some((message, _)) = findings(&checker, mistake, text).first() {
                wrong.push(format!("{}: found in {text}: {message}", mistake.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// The remedy of each Land in a refusal by a town or district, and how sure that is.
const LAENDER: &[(&str, bool, Option<Severity>)] = &[
    ("BB", false, Some(Severity::Error)),
    ("BE", true, Some(Severity::Error)),
    ("BW", false, Some(Severity::Error)),
    ("BY", true, Some(Severity::Error)),
    ("HB", false, Some(Severity::Warning)),
    ("HE", true, Some(Severity::Warning)),
    ("HH", false, Some(Severity::Error)),
    ("MV", false, Some(Severity::Error)),
    ("NI", true, Some(Severity::Error)),
    ("NW", true, Some(Severity::Error)),
    ("RP", false, Some(Severity::Error)),
    ("SH", false, Some(Severity::Error)),
    ("SL", false, Some(Severity::Warning)),
    ("SN", false, Some(Severity::Error)),
    ("ST", false, Some(Severity::Error)),
    ("TH", true, Some(Severity::Info)),
];

#[test]
fn each_land_has_its_remedy() {
    let checker = klarbrief::testing::full_checker().unwrap();
    let found = |land: &'static str, text: &str| {
        let case = Mistake {
            name: "",
            rule: "rechtsbehelf/falscher-rechtsbehelf",
            kind: Some(LetterKind::Refusal),
            land,
            bad: &[],
            good: &[],
        };
        findings(&checker, &case, text).first().map(|(_, severity)| *severity)
    };
    for (land, klage, severity) in LAENDER {
        let (right, wrong) = if *klage { (KLAGE, WIDERSPRUCH) } else { (WIDERSPRUCH, KLAGE) };
        assert_eq!(found(land, right), None, "{land}");
        assert_eq!(found(land, wrong), *severity, "{land}");
    }
    // Without a Land nothing is said, unless the letter shows it.
    assert_eq!(found("", KLAGE), None);
    assert_eq!(found("", WIDERSPRUCH), None);
    let head = "Kreis Seeheim\nAusländerbehörde\nSchlossweg 2, 24306 Seeheim\n\nSehr geehrter Herr Kaya,\n\n";
    let court = "Gegen diesen Bescheid können Sie innerhalb eines Monats Klage beim Verwaltungsgericht Koblenz erheben.";
    assert_eq!(found("", court), None);
    assert_eq!(
        found("", &format!("{head}{court}\n\nFreundliche Grüße\nPia Ostermann")),
        Some(Severity::Error)
    );
}
