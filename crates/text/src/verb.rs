//! Verb forms: a table of the verbs of official letters and the patterns of the others.
//!
//! The table is our own and small: auxiliaries, modals, the verbs of light verb constructions and of decisions. A full
//! lexicon takes its place later; the interface stays.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::token::Morph;

/// A verb form that was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct VerbForm<'a> {
    /// Separable prefix that is part of the word ("ab" in "abgelehnt"), else empty.
    pub prefix: &'a str,
    /// Base form without that prefix.
    pub base: &'static str,
    pub morph: Morph,
}

const FIN_PRES_3SG: Morph = Morph::FIN.and(Morph::IND).and(Morph::PRES).and(Morph::SING).and(Morph::P3);
const FIN_PRES_PL: Morph =
    Morph::FIN.and(Morph::IND).and(Morph::PRES).and(Morph::PLUR).and(Morph::P1).and(Morph::P3);
const FIN_PRES_1SG: Morph =
    Morph::FIN.and(Morph::PRES).and(Morph::SING).and(Morph::P1).and(Morph::SUB).and(Morph::IND);
const FIN_PAST_SG: Morph =
    Morph::FIN.and(Morph::IND).and(Morph::PAST).and(Morph::SING).and(Morph::P1).and(Morph::P3);
const FIN_PAST_PL: Morph =
    Morph::FIN.and(Morph::IND).and(Morph::PAST).and(Morph::PLUR).and(Morph::P1).and(Morph::P3);
const FIN_SUB2_SG: Morph =
    Morph::FIN.and(Morph::SUB).and(Morph::PAST).and(Morph::SING).and(Morph::P1).and(Morph::P3);
const FIN_SUB2_PL: Morph =
    Morph::FIN.and(Morph::SUB).and(Morph::PAST).and(Morph::PLUR).and(Morph::P1).and(Morph::P3);

/// Irregular auxiliaries and modals: form, base form, features.
const CLOSED: &[(&str, &str, Morph)] = &[
    ("bin", "sein", FIN_PRES_1SG),
    ("ist", "sein", FIN_PRES_3SG),
    ("sind", "sein", FIN_PRES_PL),
    ("seid", "sein", FIN_PRES_PL),
    ("sei", "sein", Morph::FIN.and(Morph::SUB).and(Morph::PRES).and(Morph::SING)),
    ("seien", "sein", Morph::FIN.and(Morph::SUB).and(Morph::PRES).and(Morph::PLUR)),
    ("war", "sein", FIN_PAST_SG),
    ("waren", "sein", FIN_PAST_PL),
    ("wäre", "sein", FIN_SUB2_SG),
    ("wären", "sein", FIN_SUB2_PL),
    ("gewesen", "sein", Morph::PART),
    ("sein", "sein", Morph::INF),
    ("habe", "haben", FIN_PRES_1SG),
    ("hat", "haben", FIN_PRES_3SG),
    ("habt", "haben", FIN_PRES_PL),
    ("haben", "haben", Morph::INF.and(FIN_PRES_PL)),
    ("hatte", "haben", FIN_PAST_SG),
    ("hatten", "haben", FIN_PAST_PL),
    ("hätte", "haben", FIN_SUB2_SG),
    ("hätten", "haben", FIN_SUB2_PL),
    ("gehabt", "haben", Morph::PART),
    ("werde", "werden", FIN_PRES_1SG),
    ("wird", "werden", FIN_PRES_3SG),
    ("werden", "werden", Morph::INF.and(FIN_PRES_PL)),
    ("werdet", "werden", FIN_PRES_PL),
    ("wurde", "werden", FIN_PAST_SG),
    ("wurden", "werden", FIN_PAST_PL),
    ("würde", "werden", FIN_SUB2_SG),
    ("würden", "werden", FIN_SUB2_PL),
    ("geworden", "werden", Morph::PART),
    ("worden", "werden", Morph::PART),
    ("kann", "können", FIN_PRES_3SG.and(Morph::P1)),
    ("können", "können", Morph::INF.and(FIN_PRES_PL)),
    ("könne", "können", FIN_PRES_1SG),
    ("konnte", "können", FIN_PAST_SG),
    ("konnten", "können", FIN_PAST_PL),
    ("könnte", "können", FIN_SUB2_SG),
    ("könnten", "können", FIN_SUB2_PL),
    ("gekonnt", "können", Morph::PART),
    ("muss", "müssen", FIN_PRES_3SG.and(Morph::P1)),
    ("müssen", "müssen", Morph::INF.and(FIN_PRES_PL)),
    ("müsse", "müssen", FIN_PRES_1SG),
    ("musste", "müssen", FIN_PAST_SG),
    ("mussten", "müssen", FIN_PAST_PL),
    ("müsste", "müssen", FIN_SUB2_SG),
    ("müssten", "müssen", FIN_SUB2_PL),
    ("soll", "sollen", FIN_PRES_3SG.and(Morph::P1)),
    ("sollen", "sollen", Morph::INF.and(FIN_PRES_PL)),
    ("solle", "sollen", FIN_PRES_1SG),
    ("sollte", "sollen", FIN_PAST_SG.and(Morph::SUB)),
    ("sollten", "sollen", FIN_PAST_PL.and(Morph::SUB)),
    ("darf", "dürfen", FIN_PRES_3SG.and(Morph::P1)),
    ("dürfen", "dürfen", Morph::INF.and(FIN_PRES_PL)),
    ("dürfe", "dürfen", FIN_PRES_1SG),
    ("durfte", "dürfen", FIN_PAST_SG),
    ("durften", "dürfen", FIN_PAST_PL),
    ("dürfte", "dürfen", FIN_SUB2_SG),
    ("dürften", "dürfen", FIN_SUB2_PL),
    ("will", "wollen", FIN_PRES_3SG.and(Morph::P1)),
    ("wollen", "wollen", Morph::INF.and(FIN_PRES_PL)),
    ("wolle", "wollen", FIN_PRES_1SG),
    ("wollte", "wollen", FIN_PAST_SG.and(Morph::SUB)),
    ("wollten", "wollen", FIN_PAST_PL.and(Morph::SUB)),
    ("mag", "mögen", FIN_PRES_3SG.and(Morph::P1)),
    ("mögen", "mögen", Morph::INF.and(FIN_PRES_PL)),
    ("möge", "mögen", FIN_PRES_1SG),
    ("mochte", "mögen", FIN_PAST_SG),
    ("möchte", "mögen", FIN_SUB2_SG),
    ("möchten", "mögen", FIN_SUB2_PL),
];

/// Strong and mixed verbs: infinitive, third person present, past, participle.
const STRONG: &str = "\
befinden befindet befand befunden
beginnen beginnt begann begonnen
begehen begeht beging begangen
behalten behält behielt behalten
bekommen bekommt bekam bekommen
benennen benennt benannte benannt
beraten berät beriet beraten
beschließen beschließt beschloss beschlossen
beschreiben beschreibt beschrieb beschrieben
besitzen besitzt besaß besessen
bestehen besteht bestand bestanden
betragen beträgt betrug betragen
betreffen betrifft betraf betroffen
bewerben bewirbt bewarb beworben
beweisen beweist bewies bewiesen
beziehen bezieht bezog bezogen
bieten bietet bot geboten
binden bindet band gebunden
bitten bittet bat gebeten
bleiben bleibt blieb geblieben
brechen bricht brach gebrochen
bringen bringt brachte gebracht
denken denkt dachte gedacht
einbeziehen einbezieht einbezog einbezogen
empfangen empfängt empfing empfangen
empfehlen empfiehlt empfahl empfohlen
entfallen entfällt entfiel entfallen
enthalten enthält enthielt enthalten
entlassen entlässt entließ entlassen
entnehmen entnimmt entnahm entnommen
entscheiden entscheidet entschied entschieden
entsprechen entspricht entsprach entsprochen
entstehen entsteht entstand entstanden
entziehen entzieht entzog entzogen
ergeben ergibt ergab ergeben
ergehen ergeht erging ergangen
ergreifen ergreift ergriff ergriffen
erhalten erhält erhielt erhalten
erheben erhebt erhob erhoben
erlassen erlässt erließ erlassen
erlöschen erlischt erlosch erloschen
erscheinen erscheint erschien erschienen
erschließen erschließt erschloss erschlossen
erweisen erweist erwies erwiesen
essen isst aß gegessen
fahren fährt fuhr gefahren
fallen fällt fiel gefallen
fangen fängt fing gefangen
finden findet fand gefunden
geben gibt gab gegeben
gehen geht ging gegangen
gelangen gelangt gelangte gelangt
gelten gilt galt gegolten
genießen genießt genoss genossen
geraten gerät geriet geraten
geschehen geschieht geschah geschehen
gewinnen gewinnt gewann gewonnen
greifen greift griff gegriffen
halten hält hielt gehalten
heben hebt hob gehoben
heißen heißt hieß geheißen
helfen hilft half geholfen
hinterlassen hinterlässt hinterließ hinterlassen
hinweisen hinweist hinwies hingewiesen
kennen kennt kannte gekannt
kommen kommt kam gekommen
laden lädt lud geladen
lassen lässt ließ gelassen
laufen läuft lief gelaufen
lesen liest las gelesen
liegen liegt lag gelegen
missverstehen missversteht missverstand missverstanden
nehmen nimmt nahm genommen
nennen nennt nannte genannt
obliegen obliegt oblag oblegen
raten rät riet geraten
rufen ruft rief gerufen
scheiden scheidet schied geschieden
scheinen scheint schien geschienen
schieben schiebt schob geschoben
schlagen schlägt schlug geschlagen
schließen schließt schloss geschlossen
schneiden schneidet schnitt geschnitten
schreiben schreibt schrieb geschrieben
schreiten schreitet schritt geschritten
schweigen schweigt schwieg geschwiegen
sehen sieht sah gesehen
senden sendet sandte gesandt
sitzen sitzt saß gesessen
sprechen spricht sprach gesprochen
stehen steht stand gestanden
steigen steigt stieg gestiegen
sterben stirbt starb gestorben
streichen streicht strich gestrichen
tragen trägt trug getragen
treffen trifft traf getroffen
treiben treibt trieb getrieben
treten tritt trat getreten
tun tut tat getan
überlassen überlässt überließ überlassen
übernehmen übernimmt übernahm übernommen
überschreiten überschreitet überschritt überschritten
übersehen übersieht übersah übersehen
übertragen überträgt übertrug übertragen
überweisen überweist überwies überwiesen
überwiegen überwiegt überwog überwogen
umgehen umgeht umging umgangen
unterbleiben unterbleibt unterblieb unterblieben
unterbrechen unterbricht unterbrach unterbrochen
unterhalten unterhält unterhielt unterhalten
unterlassen unterlässt unterließ unterlassen
unterliegen unterliegt unterlag unterlegen
unterscheiden unterscheidet unterschied unterschieden
unterschreiben unterschreibt unterschrieb unterschrieben
unterziehen unterzieht unterzog unterzogen
verbieten verbietet verbot verboten
verbinden verbindet verband verbunden
verbleiben verbleibt verblieb verblieben
verbringen verbringt verbrachte verbracht
verfahren verfährt verfuhr verfahren
vergehen vergeht verging vergangen
vergessen vergisst vergaß vergessen
vergeben vergibt vergab vergeben
verhalten verhält verhielt verhalten
verlassen verlässt verließ verlassen
verlieren verliert verlor verloren
vermeiden vermeidet vermied vermieden
vernehmen vernimmt vernahm vernommen
verschieben verschiebt verschob verschoben
verschweigen verschweigt verschwieg verschwiegen
versehen versieht versah versehen
versprechen verspricht versprach versprochen
verstehen versteht verstand verstanden
verstoßen verstößt verstieß verstoßen
verstreichen verstreicht verstrich verstrichen
vertreten vertritt vertrat vertreten
verweisen verweist verwies verwiesen
verziehen verzieht verzog verzogen
wachsen wächst wuchs gewachsen
weichen weicht wich gewichen
weisen weist wies gewiesen
wenden wendet wandte gewandt
werben wirbt warb geworben
werfen wirft warf geworfen
widerrufen widerruft widerrief widerrufen
widersprechen widerspricht widersprach widersprochen
wiegen wiegt wog gewogen
wissen weiß wusste gewusst
ziehen zieht zog gezogen
zwingen zwingt zwang gezwungen";

/// Weak verbs: the infinitive is enough.
const WEAK: &str = "\
achten ahnden akzeptieren ändern androhen anhören antworten arbeiten äußern ausüben
beabsichtigen beachten beanspruchen beanstanden beantragen beantworten bearbeiten bedeuten bedrohen beeinflussen beenden
befassen befristen befürchten begleichen begründen behandeln behaupten behindern beinhalten beglaubigen bekunden belassen
belasten belegen belehren bemerken bemessen bemühen benachrichtigen benachteiligen benötigen benutzen beobachten berechnen
berechtigen bereinigen berichten berichtigen berücksichtigen berühren beschaffen beschäftigen bescheinigen beschleunigen
beschränken beseitigen bestätigen bestellen bestimmen bestrafen bestreiten besuchen beteiligen betrachten betreuen
beurkunden beurteilen bevollmächtigen bewahren bewerten bewilligen bewirken bezahlen bezeichnen bezeugen bezweifeln buchen
danken darstellen dauern dienen dokumentieren drohen dulden
eignen einigen einstellen eintragen ermächtigen empfinden enden entfernen entrichten entschuldigen erbringen erfassen erfolgen
erfordern erforschen erfüllen ergänzen erhöhen erinnern erkennen erklären erkundigen erlauben erläutern erledigen erleichtern
ermitteln ermöglichen erneuern eröffnen erörtern erreichen ersetzen erstatten erstellen erstrecken ersuchen erteilen erwägen erwähnen
erwarten erweitern erwerben erzielen existieren
fehlen festigen festsetzen feststellen folgen fordern formulieren fortführen fragen fördern freuen führen fürchten
garantieren gefährden gehören genehmigen genügen gestatten gewähren gewährleisten glauben gratulieren gründen
händigen handeln heilen heiraten hindern hoffen holen hören
identifizieren informieren integrieren interessieren
kassieren klagen klären kontrollieren korrigieren kosten kündigen kürzen
leben legen lehnen leisten leiten lernen liefern löschen lösen
machen mahnen melden merken mindern missbrauchen mitteilen
nachweisen nutzen nützen
öffnen ordnen organisieren
passen planen prüfen
quittieren
räumen rechnen rechtfertigen reden regeln reichen reisen richten
sammeln schaden schätzen schicken schildern schützen senken setzen sichern siegeln sorgen sparen speichern spielen stammen stellen
stimmen stören strafen streben stützen suchen
tagen teilen telefonieren täuschen
üben überlegen übermitteln überprüfen überraschen überreichen übersenden übersetzen übersteigen überwachen überzeugen umfassen
umsetzen unternehmen unterrichten unterstellen unterstützen untersagen untersuchen
verändern veranlassen veranstalten verantworten verarbeiten verbessern verbrauchen verbuchen verdeutlichen verdienen
vereinbaren vereinfachen verfassen verfestigen verfolgen verfügen vergleichen vergüten verhängen verhandeln verhindern verkürzen verlangen
verlängern verlegen verletzen vermerken vermieten vermindern vermissen vermitteln vermuten verneinen veröffentlichen verpflichten
verrechnen verringern versagen versammeln versäumen verschaffen verschärfen verschulden versenden versichern versorgen verspäten
verständigen verstärken versuchen verteilen vertrauen verurteilen vervollständigen verwahren verwalten verwehren verweigern verwenden
verwerten verwirklichen verwirken verzichten verzögern vollstrecken vollziehen
wählen warnen warten wechseln weigern wiederholen wirken wohnen wünschen würdigen
zahlen zählen zeigen zitieren zögern zustellen zweifeln";

/// Separable prefixes, longest first where one is the start of another.
const PREFIXES: &[&str] = &[
    "zusammen",
    "entgegen",
    "gegenüber",
    "auseinander",
    "zurück",
    "wieder",
    "weiter",
    "voraus",
    "vorbei",
    "bereit",
    "anheim",
    "heraus",
    "herbei",
    "heran",
    "herein",
    "hervor",
    "hinaus",
    "hinein",
    "hinzu",
    "herab",
    "herauf",
    "dahin",
    "davon",
    "daran",
    "darauf",
    "nieder",
    "durch",
    "unter",
    "über",
    "statt",
    "stand",
    "teil",
    "nach",
    "fest",
    "frei",
    "fort",
    "fern",
    "bloß",
    "bei",
    "dar",
    "ein",
    "hin",
    "her",
    "mit",
    "los",
    "weg",
    "vor",
    "auf",
    "aus",
    "um",
    "ab",
    "an",
    "zu",
    "inne",
    "offen",
    "sicher",
    "klar",
    "richtig",
    "gut",
    "bekannt",
    "geltend",
    "wahr",
    "kund",
    "preis",
    "still",
    "rück",
    "maß",
];

fn table() -> &'static FxHashMap<String, (&'static str, Morph)> {
    static TABLE: OnceLock<FxHashMap<String, (&'static str, Morph)>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut map: FxHashMap<String, (&'static str, Morph)> = FxHashMap::default();
        map.reserve(6000);
        let mut add = |form: String, base: &'static str, morph: Morph| {
            map.entry(form)
                .and_modify(|e| {
                    if e.0 == base {
                        e.1 = e.1.and(morph)
                    }
                })
                .or_insert((base, morph));
        };
        for (form, base, morph) in CLOSED {
            add((*form).to_owned(), base, *morph);
        }
        for line in STRONG.lines() {
            let mut parts = line.split(' ');
            let (Some(inf), Some(pres), Some(past), Some(part)) =
                (parts.next(), parts.next(), parts.next(), parts.next())
            else {
                continue;
            };
            add_present(&mut add, inf, pres.to_owned());
            add(past.to_owned(), inf, FIN_PAST_SG);
            add(if past.ends_with('e') { format!("{past}n") } else { format!("{past}en") }, inf, FIN_PAST_PL);
            add(part.to_owned(), inf, Morph::PART);
        }
        for inf in WEAK.split_whitespace() {
            let stem = stem(inf);
            let link = if needs_e(stem) { "e" } else { "" };
            add_present(&mut add, inf, format!("{stem}{link}t"));
            add(format!("{stem}{link}te"), inf, FIN_PAST_SG.and(Morph::SUB));
            add(format!("{stem}{link}ten"), inf, FIN_PAST_PL.and(Morph::SUB));
            let ge = if takes_ge(inf) { "ge" } else { "" };
            add(format!("{ge}{stem}{link}t"), inf, Morph::PART);
        }
        map
    })
}

fn add_present(add: &mut impl FnMut(String, &'static str, Morph), inf: &'static str, third: String) {
    add(inf.to_owned(), inf, Morph::INF.and(FIN_PRES_PL));
    add(third, inf, FIN_PRES_3SG);
    let stem = stem(inf);
    let first =
        if let Some(root) = stem.strip_suffix("el") { format!("{root}le") } else { format!("{stem}e") };
    add(first, inf, FIN_PRES_1SG.and(Morph::IMP));
}

fn stem(inf: &str) -> &str {
    inf.strip_suffix("en").or_else(|| inf.strip_suffix('n')).unwrap_or(inf)
}

fn needs_e(stem: &str) -> bool {
    let mut last = stem.chars().rev();
    match (last.next(), last.next()) {
        (Some('t' | 'd'), _) => true,
        (Some('m' | 'n'), Some(before)) => {
            !matches!(before, 'a' | 'e' | 'i' | 'o' | 'u' | 'ä' | 'ö' | 'ü' | 'h' | 'r' | 'l' | 'm' | 'n')
        }
        _ => false,
    }
}

fn takes_ge(inf: &str) -> bool {
    const WITHOUT: &[&str] =
        &["be", "emp", "ent", "er", "ge", "miss", "ver", "zer", "über", "unter", "wider", "voll", "wieder"];
    const WITH: &[&str] = &["erben", "ernten", "gehren", "bellen", "beten", "erden"];
    !inf.ends_with("ieren")
        && (WITH.contains(&inf) || !WITHOUT.iter().any(|p| inf.starts_with(p) && inf.len() > p.len() + 3))
}

/// The separable prefixes that a word starts with.
fn prefixes_of(norm: &str) -> impl Iterator<Item = &'static str> + '_ {
    // One byte rules nearly all of them out.
    let first = norm.as_bytes().first().copied();
    PREFIXES.iter().copied().filter(move |p| p.as_bytes().first().copied() == first && norm.starts_with(p))
}

/// Looks up a verb form; `norm` is lower case.
pub(crate) fn lookup(norm: &str) -> Option<VerbForm<'_>> {
    let table = table();
    if let Some((base, morph)) = table.get(norm) {
        return Some(VerbForm { prefix: "", base, morph: *morph });
    }
    for prefix in prefixes_of(norm) {
        let rest = &norm[prefix.len()..];
        if let Some((base, morph)) = table.get(rest) {
            // A separable prefix stands before a finite verb only at the end of a subordinate clause; all forms can occur.
            return Some(VerbForm { prefix: &norm[..prefix.len()], base, morph: *morph });
        }
        if let Some(inf) = rest.strip_prefix("zu")
            && let Some((base, morph)) = table.get(inf)
            && morph.has(Morph::INF)
        {
            return Some(VerbForm { prefix: &norm[..prefix.len()], base, morph: Morph::INF.and(Morph::ZU) });
        }
    }
    None
}

/// True if a word is a separable prefix that can stand alone at the end of a clause ("lehnen wir … ab").
pub(crate) fn is_prefix(norm: &str) -> bool {
    PREFIXES.contains(&norm)
}

/// Guesses from its shape whether an unknown word in lower case is a past participle.
pub(crate) fn looks_like_participle(norm: &str) -> bool {
    if !norm.is_ascii() && norm.chars().count() < 5 || norm.len() < 5 {
        return false;
    }
    // Endings of adjectives and finite verbs that look alike.
    const NOT: &[&str] = &[
        "gesamt",
        "geeignet",
        "genannt",
        "gelegentlich",
        "geschickt",
        "gesund",
        "gerecht",
        "gewohnt",
        "bekannt",
        "bereit",
        "bereits",
        "berechtigt",
        "bestimmt",
        "beliebt",
        "erneut",
        "gespannt",
        "verwandt",
        "verrückt",
        "insgesamt",
        "gegen",
        "gemein",
        "verheiratet",
        "besten",
        "ersten",
        "ebensogut",
        "jetzt",
        "zuletzt",
        "selbst",
        "sonst",
        "erst",
        "meist",
        "nebst",
        "gekonnt",
        "gewandt",
    ];
    if NOT.contains(&norm) {
        return false;
    }
    if norm.ends_with("iert") {
        return true;
    }
    let rest = prefixes_of(norm)
        .map(|p| &norm[p.len()..])
        .find(|rest| rest.starts_with("ge") && rest.len() > 4)
        .unwrap_or(norm);
    if let Some(stem) = rest.strip_prefix("ge") {
        return stem.len() >= 3 && (stem.ends_with('t') || stem.ends_with("en")) && !stem.ends_with("enheit");
    }
    // Weak verbs with a prefix that takes no *ge*; the strong ones are in the table, since their form is the infinitive.
    ["be", "emp", "ent", "er", "miss", "ver", "zer", "über", "unter", "wider", "hinter"]
        .iter()
        .any(|p| norm.strip_prefix(p).is_some_and(|s| s.len() >= 3 && s.ends_with('t') && !s.ends_with("st")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(norm: &str) -> Option<(String, Morph)> {
        lookup(norm).map(|f| (format!("{}{}", f.prefix, f.base), f.morph))
    }

    #[test]
    fn forms_lead_to_the_base_form() {
        for (norm, lemma, has) in [
            ("abgelehnt", "ablehnen", Morph::PART),
            ("ablehnen", "ablehnen", Morph::INF),
            ("vorzulegen", "vorlegen", Morph::ZU),
            ("findet", "finden", FIN_PRES_3SG),
            ("gelangt", "gelangen", Morph::PART),
            ("erteilt", "erteilen", Morph::PART),
            ("verlängert", "verlängern", Morph::PART),
            ("geprüft", "prüfen", Morph::PART),
            ("wurden", "werden", FIN_PAST_PL),
            ("ausgewiesen", "ausweisen", Morph::PART),
            ("bearbeitete", "bearbeiten", Morph::PAST),
            ("informiert", "informieren", Morph::PART),
        ] {
            let (found, morph) = form(norm).unwrap_or_else(|| panic!("{norm} unknown"));
            assert_eq!(found, lemma, "{norm}");
            assert!(morph.has(has), "{norm}: {morph}");
        }
        assert_eq!(form("bescheid"), None);
    }

    #[test]
    fn participles_by_shape() {
        for word in ["abgestempelt", "konkretisiert", "verdeutlicht", "entgegengenommen", "gerügt"] {
            assert!(looks_like_participle(word), "{word}");
        }
        for word in ["bereits", "gesamt", "gut", "erst", "gegen", "wohnt"] {
            assert!(!looks_like_participle(word), "{word}");
        }
    }
}
