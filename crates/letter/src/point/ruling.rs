//! What a sentence rules.

use text::{Case, Morph, Paragraph, Pos, Sentence, TokenKind};

use super::Ruling;
use crate::layout;
use crate::phrase::Scan;

/// One sentence that is asked what it says.
#[derive(Clone, Copy)]
pub(crate) struct Said<'s, 'p> {
    scan: &'s Scan<'p>,
    index: usize,
}

impl<'s, 'p> Said<'s, 'p> {
    pub fn new(scan: &'s Scan<'p>, index: usize) -> Said<'s, 'p> {
        Said { scan, index }
    }

    /// Tells whether it holds a phrase, in the notation of [`crate::phrase::matches_at`].
    pub fn has(self, phrase: &str) -> bool {
        self.scan.in_sentence(self.index, phrase)
    }

    /// Tells whether it holds one of several phrases.
    pub fn any(self, phrases: &[&str]) -> bool {
        phrases.iter().any(|p| self.has(p))
    }

    fn paragraph(self) -> &'p Paragraph {
        self.scan.paragraph
    }

    fn sentence(self) -> &'p Sentence {
        &self.paragraph().sentences[self.index]
    }

    /// The first word, in small letters; list markers and signs are passed over.
    pub fn first(self) -> Option<&'p str> {
        let tokens = self.paragraph().tokens_of(self.sentence()).iter();
        let mut words = tokens.filter(|t| !matches!(t.kind, TokenKind::ListMarker | TokenKind::Punctuation));
        words.next().map(|t| self.paragraph().norm(t))
    }

    pub fn is_question(self) -> bool {
        let paragraph = self.paragraph();
        paragraph.tokens_of(self.sentence()).last().is_some_and(|t| paragraph.norm(t) == "?")
    }

    /// "Geben Sie uns …": the verb first, then the person.
    pub fn starts_with_order(self) -> bool {
        let paragraph = self.paragraph();
        let mut words = paragraph.tokens_of(self.sentence()).iter().filter(|t| t.is_word());
        let first = words.next().is_some_and(|t| matches!(t.pos, Pos::Verb));
        first && words.next().is_some_and(|t| paragraph.norm(t) == "sie")
    }

    /// How often a word stands in it.
    pub fn count(self, word: &str) -> usize {
        let paragraph = self.paragraph();
        paragraph.tokens_of(self.sentence()).iter().filter(|t| paragraph.norm(t) == word).count()
    }

    /// "Sie haben … zu verlassen": a duty, not the perfect ("haben Sie … gewohnt").
    fn must_by_have(self) -> bool {
        let paragraph = self.paragraph();
        let tokens = paragraph.tokens_of(self.sentence());
        self.any(&["haben sie", "sie haben", "hat"])
            && (tokens.iter().any(|t| t.morph.has(Morph::ZU))
                || tokens.windows(2).any(|pair| {
                    paragraph.norm(&pair[0]) == "zu"
                        && pair[1].pos == Pos::Verb
                        && !pair[1].morph.has(Morph::PART)
                }))
    }

    /// The number of words.
    pub fn words(self) -> usize {
        self.paragraph().tokens_of(self.sentence()).iter().filter(|t| t.is_word()).count()
    }

    /// "Ich ordne Folgendes an:"
    fn announces(self) -> bool {
        let paragraph = self.paragraph();
        let tokens = paragraph.tokens_of(self.sentence());
        tokens.last().is_some_and(|t| paragraph.norm(t) == ":")
            && tokens.iter().filter(|t| t.is_word()).count() <= 8
            && !self.amount()
            && !self.any(&["auflage*", "nebenbestimmung*", "bedingung*"])
    }

    /// True for "nicht", "kein" in any form.
    pub fn negated(self) -> bool {
        self.any(&["nicht", "=kein", "keinesfalls", "keineswegs"])
    }

    /// True if a finite verb stands in the past: what happened, not what is decided.
    fn in_the_past(self) -> bool {
        let paragraph = self.paragraph();
        paragraph.tokens_of(self.sentence()).iter().any(|t| {
            matches!(t.pos, Pos::Verb | Pos::Aux)
                // "Sollten Sie …" and "Möchten Sie …" look like the past and speak of what may come.
                && !matches!(paragraph.norm(t), "sollte" | "sollten" | "möchte" | "möchten")
                && t.morph.has(Morph::FIN.and(Morph::PAST))
                && !t.morph.any(Morph::PRES.and(Morph::PART).and(Morph::SUB))
        })
    }

    /// A full date that is not the date of the application.
    fn dated(self) -> bool {
        let paragraph = self.paragraph();
        self.sentence().indices().any(|i| {
            layout::date_len(paragraph, i).is_some()
                && !(i >= 2
                    && paragraph.norm(&paragraph.tokens[i - 1]) == "vom"
                    && paragraph.norm(&paragraph.tokens[i - 2]).starts_with("antrag"))
        })
    }

    /// An amount of money.
    pub fn amount(self) -> bool {
        self.any(&["euro", "€", "eur"])
    }
}

const TITLE: &[&str] = &[
    "aufenthaltserlaubnis*",
    "niederlassungserlaubnis*",
    "aufenthaltstitel*",
    "aufenthaltskarte*",
    "aufenthaltsrecht*",
    "erlaubnis*",
    "beschäftigungserlaubnis*",
    "arbeitserlaubnis*",
    "visum*",
    "visums",
    "blaue karte",
    "blauen karte",
    "karte",
    "reiseausweis*",
    "duldung*",
    "ausbildungsduldung*",
    "beschäftigungsduldung*",
    "einbürgerung*",
    "fiktionsbescheinigung*",
    "verlängerung*",
    "erteilung*",
    "titel",
    "bescheinigung*",
    "zustimmung",
    "daueraufenthalt*",
    "ict-karte*",
    "antrag*",
    "begehren*",
    "widerspruch*",
    "gesuch*",
];

/// What a sentence rules, if it does. In running text the words must rule by themselves; in the operative part the place helps.
pub(crate) fn ruling(scan: &Scan<'_>, index: usize) -> Option<Ruling> {
    let said = Said::new(scan, index);
    if said.is_question() || said.announces() || tells(said) {
        return None;
    }
    if intends(said) {
        return None;
    }
    // The narrow ones first: an order to leave is also an order, a refused toleration also a refusal.
    immediate(said)
        .or_else(|| coerces(said))
        .or_else(|| bans(said))
        .or_else(|| threatens(said))
        .or_else(|| leaves(said))
        .or_else(|| expels(said))
        .or_else(|| suspends(said))
        .or_else(|| ends(said))
        .or_else(|| refuses(said))
        .or_else(|| charges(said))
        .or_else(|| assures(said))
        .or_else(|| summons(said))
        .or_else(|| adds(said))
        .or_else(|| grants(said))
        .or_else(|| orders(said))
        .or_else(|| said.any(&["=einstellen"]).then_some(Ruling::Close).filter(|_| said.any(&["verfahren*"])))
}

/// What the law says, what was, what could be: no ruling.
fn tells(said: Said<'_, '_>) -> bool {
    let warns = said.any(&["abschiebung", "abgeschoben", "zwangsgeld", "ausreisefrist"]);
    let performs = said.has("hiermit");
    if said.any(&["würde", "würden", "wäre", "wären", "hätte", "hätten", "könnte", "könnten", "müssten"])
        && !performs
    {
        return true;
    }
    if said.any(&[
        "vielleicht",
        "möglicherweise",
        "eventuell",
        "gegebenenfalls",
        "ggf.",
        "ansonsten",
        "es kann sein",
        "dann können",
        "dann müssen",
        "dann verlängern",
    ]) {
        return true;
    }
    if said.in_the_past() && !performs {
        return true;
    }
    if said.any(&["worden", "rechtskräftig", "unanfechtbar abgelehnt", "bestandskräftig abgelehnt"])
        && !performs
    {
        return true;
    }
    // "Nach Absatz 2 kann sie widerrufen werden": the law speaks; so it does of everybody ("wer", "eine Person").
    let person = said.any(&["sie", "ihr", "ihre", "ihren", "ihrem", "ihrer", "ihnen", "wir", "ich"]);
    let general = said.any(&["wer", "jemand", "eine person", "ein ausländer", "der ausländer", "ausländer"]);
    if general && !performs && !said.any(&["ihr antrag", "ihren antrag", "ihnen wird", "sie werden"]) {
        return true;
    }
    let modal = said.any(&["kann", "können", "soll", "darf", "dürfen", "sollen"]);
    if modal && !person && !said.negated() {
        return true;
    }
    let condition =
        matches!(said.first(), Some("wenn" | "falls" | "sofern" | "soweit" | "sobald" | "solange"));
    if (condition || said.any(&["wenn", "falls", "sofern"])) && !warns && !performs {
        return !said.any(&[
            "zusichern",
            "=zusichern",
            "einreiseverbot*",
            "aufenthaltsverbot*",
            "=verlassen",
        ]);
    }
    // "Sollten Sie umziehen, …"
    matches!(said.first(), Some("sollten" | "sollte" | "möchten" | "haben"))
        && !warns
        && !performs
        && !orders_by_have(said)
}

/// "Haben Sie … vorzulegen" does not start a sentence; "Haben Sie Fragen" does.
fn orders_by_have(said: Said<'_, '_>) -> bool {
    said.any(&["zu verlassen"])
}

/// What the office means to do: a hearing.
pub(crate) fn intends(said: Said<'_, '_>) -> bool {
    said.any(&[
        "=beabsichtigen",
        "beabsichtigt",
        "absicht",
        "=erwägen",
        "erwogen",
        "wir planen",
        "ich plane",
        "ist geplant",
        "haben vor",
        "habe vor",
        "wir wollen",
        "ich will",
        "wollen wir",
        "will ich",
        "voraussichtlich werden",
        "werden wir voraussichtlich",
        "in erwägung",
    ])
}

fn immediate(said: Said<'_, '_>) -> Option<Ruling> {
    let named = said.any(&[
        "sofortige vollziehung",
        "sofortigen vollziehung",
        "sofortvollzug",
        "sofortige vollziehbarkeit",
        "sofort vollziehbar",
    ]);
    (named && said.any(&["=anordnen", "angeordnet", "=erklären"])).then_some(Ruling::Immediate)
}

fn coerces(said: Said<'_, '_>) -> Option<Ruling> {
    let means = said.any(&[
        "zwangsgeld*",
        "zwangsmittel*",
        "ersatzvornahme*",
        "unmittelbare zwang",
        "unmittelbarer zwang",
        "unmittelbaren zwang",
        "unmittelbaren zwanges",
        "zwangsweise*",
        "vorführung",
    ]);
    (means
        && !(said.any(&["=können"]) && said.any(&["wir", "ich"]))
        && said.any(&["=androhen", "angedroht", "=festsetzen", "=drohen"]))
    .then_some(Ruling::Coerce)
}

fn bans(said: Said<'_, '_>) -> Option<Ruling> {
    let named = said.any(&[
        "einreiseverbot*",
        "aufenthaltsverbot*",
        "einreise- und aufenthaltsverbot*",
        "einreisesperre*",
        "wiedereinreisesperre*",
        "wiedereinreiseverbot*",
        "wiedereinreise",
        "sperrfrist",
    ]);
    let acts = said.any(&[
        "=anordnen",
        "=erlassen",
        "=befristen",
        "=festsetzen",
        "=verhängen",
        "=aussprechen",
        "=verkürzen",
        "=aufheben",
        "=gelten",
        "=bestehen",
        "=betragen",
        "=ergehen",
    ]);
    let limits =
        said.any(&["verbot", "sperre"]) && said.any(&["=befristen"]) && said.any(&["monat*", "jahr*"]);
    let refused = named && said.any(&["=ablehnen"]) && !perfect_told(said);
    if limits && !perfect_told(said) || refused {
        return Some(Ruling::Ban);
    }
    if named && acts && !said.any(&["beruht", "grundlage", "rechtsgrundlage"]) {
        return Some(Ruling::Ban);
    }
    let enters = said.any(&["=einreisen", "einzureisen", "=zurückkehren", "zurückzukehren", "wiederkommen"]);
    let forbids = said.any(&["=untersagen", "=verbieten"])
        || said.negated() && said.any(&["=dürfen"]) && said.any(&["jahr*", "monat*"]);
    (enters && forbids).then_some(Ruling::Ban)
}

fn threatens(said: Said<'_, '_>) -> Option<Ruling> {
    let removal = said.any(&["abschiebung", "abgeschoben", "=abschieben"]);
    let shelved =
        said.any(&["=aussetzen", "ausgesetzt", "aussetzung", "=setzen", "setzen wir", "wir setzen"]);
    if !removal || shelved || said.any(&["beruht", "rechtsgrundlage", "abschiebungskosten"]) {
        return None;
    }
    if said.any(&["=androhen", "angedroht", "=drohen"]) {
        return Some(Ruling::Threaten);
    }
    // "…, sonst werden Sie nach Polen abgeschoben"; "dürfen Sie nicht abgeschoben werden" protects.
    let will =
        said.any(&["werden sie", "sie werden", "schieben wir", "wir schieben", "schiebe ich", "können sie"]);
    (will && said.any(&["abgeschoben", "=abschieben"]) && !said.any(&["kosten"])).then_some(Ruling::Threaten)
}

fn leaves(said: Said<'_, '_>) -> Option<Ruling> {
    if perfect_told(said) {
        return None;
    }

    let place = said.any(&[
        "deutschland",
        "bundesgebiet",
        "bundesrepublik",
        "hoheitsgebiet*",
        "gebiet",
        "land",
        "schengen*",
    ]);
    let duty = said.any(&[
        "=auffordern",
        "aufgefordert",
        "=müssen",
        "verpflichtet",
        "=verpflichten",
        "bitte",
        "=setzen",
        "gesetzt",
        "=einräumen",
        "=gewähren",
        "=bestimmen",
    ]);
    let duty = duty || said.must_by_have();
    if place && said.any(&["=verlassen", "zu verlassen"]) && duty && !said.negated() {
        return Some(Ruling::Leave);
    }
    let departure = said.any(&[
        "ausreisefrist*",
        "frist zur freiwilligen ausreise",
        "frist zur ausreise",
        "zur ausreise",
    ]) && said.any(&[
        "=setzen",
        "gesetzt",
        "=einräumen",
        "=gewähren",
        "=bestimmen",
        "=festsetzen",
        "=betragen",
        "=enden",
    ]);
    let departs = said.any(&["=ausreisen", "auszureisen"])
        && said.any(&["=auffordern", "aufgefordert", "=müssen", "verpflichtet", "haben sie", "sie haben"])
        && said.any(&["tag*", "woche*", "monat*", "bis zum", "spätestens"])
        && !said.negated();
    (departure || departs).then_some(Ruling::Leave)
}

fn expels(said: Said<'_, '_>) -> Option<Ruling> {
    let acts = said.any(&["=ausweisen", "ausgewiesen"]);
    let whom =
        said.any(&["sie", "bundesgebiet", "deutschland", "bundesrepublik", "mandant*", "antragsteller*"]);
    let identity = said.any(&["identität", "pass", "ausweisen können", "sich", "rechnung"]);
    (acts && whom && !identity).then_some(Ruling::Expel)
}

fn suspends(said: Said<'_, '_>) -> Option<Ruling> {
    if said.negated()
        || said.any(&[
            "=ablehnen",
            "=widerrufen",
            "=versagen",
            "=verbinden",
            "=versehen",
            "zusatz",
            "auflage*",
            "nebenbestimmung*",
        ])
    {
        return None;
    }
    let shelves = said.has("abschiebung")
        && (said.any(&["=aussetzen", "ausgesetzt"])
            || said.any(&["=setzen", "setzen", "setze"]) && said.has("aus"));
    let tolerates = said.any(&["duldung"])
        && said.any(&["=erteilen", "=verlängern", "=erhalten", "=bekommen", "=ausstellen", "=gelten"])
        && said.any(&[
            "wir",
            "ich",
            "wird",
            "hiermit",
            "sie erhalten",
            "erhalten sie",
            "sie bekommen",
            "bekommen sie",
        ])
        && !said.any(&["=können", "=möchten", "beantragt"]);
    (shelves || tolerates || said.any(&["werden geduldet", "werden sie geduldet"])).then_some(Ruling::Suspend)
}

/// Rulings that end a right: revoked, taken back, shortened, lapsed, lost.
fn ends(said: Said<'_, '_>) -> Option<Ruling> {
    let finds = said.any(&["=feststellen", "festgestellt", "festzustellen"]);
    if finds
        && said.any(&[
            "freizügigkeit*",
            "recht auf einreise",
            "einreise und aufenthalt",
            "freizügigkeitsrecht*",
        ])
        && said.any(&["verlust", "=verlieren", "verloren", "nicht", "=entfallen"])
    {
        return Some(Ruling::Loss);
    }
    if said.any(&["verlust des rechts", "verlust ihres rechts"]) && finds {
        return Some(Ruling::Loss);
    }
    if said.any(&["erloschen", "=erlöschen"]) && (finds || said.any(&["hiermit"])) {
        return Some(Ruling::Lapse);
    }
    let told = said.any(&["haben sie", "sie haben"]) || perfect_told(said);
    // Who takes back an application decides nothing.
    let own = said.any(&["ihren antrag", "den antrag", "ihren widerspruch", "widerspruch zurück", "klage"]);
    let free = said.any(&["=können"]) && !said.negated();
    if told || free {
        return None;
    }
    if said.any(&["=widerrufen"]) {
        return Some(Ruling::Revoke);
    }
    if said.any(&["=zurücknehmen"]) && !own && !said.any(&["staat", "staaten"]) {
        return Some(Ruling::Retract);
    }
    let validity =
        said.any(&["geltungsdauer", "gültigkeitsdauer", "gültigkeit", "befristung", "nachträglich"])
            || said.any(&["aufenthaltserlaubnis*", "aufenthaltstitel*"]);
    if validity && said.any(&["=verkürzen", "verkürzt"])
        || said.has("nachträglich") && said.any(&["=befristen"])
    {
        return Some(Ruling::Shorten);
    }
    None
}

/// "haben wir am 3. Mai 2025 … abgelehnt" tells of an earlier decision.
fn perfect_told(said: Said<'_, '_>) -> bool {
    let own = said.any(&["haben wir", "wir haben", "habe ich", "ich habe"]);
    let perfect = own
        || said.any(&["hat", "haben"])
            && said.any(&[
                "bundesamt*",
                "gericht*",
                "*gericht",
                "amtsgericht",
                "verwaltungsgericht",
                "landgericht",
                "behörde",
            ]);
    let early =
        said.any(&["damals", "bereits", "schon", "früher", "früheren", "zuvor", "seinerzeit", "seit"]);
    perfect && (!own || said.dated() || early) || said.has("seit") && said.any(&["ist", "sind"])
}

fn refuses(said: Said<'_, '_>) -> Option<Ruling> {
    let free = said.any(&["können wir", "wir können", "kann ich", "ich kann", "darf", "dürfen"]);
    let other = said.any(&["asylantrag*", "asylklage", "schutzantrag", "eilantrag"]);
    if said.any(&["=ablehnen", "=versagen", "=zurückweisen", "abzulehnen", "abschlägig", "=verwehren"])
        && !other
    {
        return (!perfect_told(said) && (!free || said.negated())).then_some(Ruling::Refuse);
    }
    if said.any(TITLE)
        && said.any(&["ohne erfolg", "keinen erfolg", "erfolglos", "nicht erfolgreich", "unbegründet"])
        && said.any(&["bleibt", "bleiben", "hat", "haben", "war", "ist"])
        && !other
    {
        return Some(Ruling::Refuse);
    }
    if !said.negated() || other {
        return None;
    }
    // What holds for everybody: "Ohne Pass bekommen Sie keine Aufenthaltserlaubnis."
    if said.any(&["ohne", "solange", "sofern", "online", "=sollen", "frist"]) {
        return None;
    }
    let asked = said.any(&["beantragt", "=bitten", "gebeten", "=wünschen"]) && !said.any(TITLE);
    let acts = said.any(&[
        "=verlängern",
        "=erteilen",
        "=entsprechen",
        "=stattgeben",
        "=genehmigen",
        "=zustimmen",
        "=ausstellen",
        "=bewilligen",
        "=gewähren",
        "=einbürgern",
        "=nachkommen",
        "=aussetzen",
        "=abhelfen",
        "=geben",
        "=bekommen",
        "=erhalten",
        "=gestatten",
        "=erlauben",
        "statt",
    ]);
    let subject = said.any(TITLE) || said.any(&["=einbürgern", "=abhelfen", "=arbeiten", "abschiebung"]);
    let who = said.any(&[
        "wir", "ich", "wird", "werden", "sie", "ihnen", "ihr", "kann", "können", "leider", "ihrem", "ihre",
        "ihren",
    ]);
    let law = said.any(&["darf", "dürfen"]) && !said.any(&["wir", "ich", "leider"]);
    // "Ihren Pass haben Sie nicht bekommen", "haben Sie uns nicht gegeben" are facts of the case.
    let facts = said.any(&["haben sie", "sie haben", "hat"]) && !said.any(&["wir", "ich", "kann", "können"]);
    if acts && subject && who && !law && !facts && !asked && !perfect_told(said) {
        return Some(Ruling::Refuse);
    }
    let impossible = said.any(&["nicht möglich", "nicht in betracht"])
        && said.any(&["leider", "teilen wir", "teile ich", "mitteilen", "ihnen mit"]);
    (impossible && said.any(TITLE)).then_some(Ruling::Refuse)
}

fn charges(said: Said<'_, '_>) -> Option<Ruling> {
    let acts = said.any(&[
        "=festsetzen",
        "=erheben",
        "=auferlegen",
        "festgesetzt",
        "erhoben",
        "=betragen",
        "=anfallen",
        "=berechnen",
        "=erstatten",
        "zu erstatten",
        "zu zahlen",
        "zu entrichten",
        "zu tragen",
        "=tragen",
        "fällig",
        "=zahlen",
        "=kosten",
        "=bezahlen",
    ]);
    if !acts || said.any(&["bedarf*", "einkommen", "miete", "lebensunterhalt*", "unterhalt"]) {
        return None;
    }
    let pays = said.any(&["betrag"])
        && said.any(&["=auffordern", "aufgefordert", "=verpflichten", "haben sie", "sie haben"])
        && said.any(&["zu zahlen", "zu erstatten", "zu überweisen", "zu begleichen"]);
    if pays {
        return Some(Ruling::Cost);
    }
    let sets =
        said.any(&["=festsetzen", "=erheben", "=auferlegen", "zu zahlen", "zu entrichten", "=anfallen"]);
    if said.any(&["gebühr*", "verwaltungsgebühr*"])
        && said.amount()
        && (sets || said.any(&["=betragen", "müssen sie", "sie müssen"]))
        && !said.any(&["haben sie", "bezahlt", "sie haben bereits"])
    {
        return Some(Ruling::Fee);
    }
    let costs = said.any(&["kosten", "auslagen", "abschiebungskosten", "abschiebung", "verfahrenskosten"]);
    let bears = said.any(&[
        "=tragen",
        "zu tragen",
        "=auferlegen",
        "=erstatten",
        "zu erstatten",
        "=festsetzen",
        "zu zahlen",
        "=fordern",
    ]);
    let general = said.any(&["wer"]) || said.any(&["§", "§§"]) && !said.amount();
    (costs
        && bears
        && !general
        && (said.amount() || said.any(&["verfahren*", "widerspruchsverfahren*", "vorverfahren*"])))
    .then_some(Ruling::Cost)
}

fn assures(said: Said<'_, '_>) -> Option<Ruling> {
    (said.any(&["=zusichern", "zugesichert", "=zusagen", "zusicherung"])
        && said.any(&["hiermit", "wir", "ich", "wird"])
        && !said.any(&["zugesagt hat", "hat zugesagt", "haben zugesagt"])
        && !perfect_told(said))
    .then_some(Ruling::Assure)
}

fn summons(said: Said<'_, '_>) -> Option<Ruling> {
    let appears = said.any(&[
        "=erscheinen",
        "erscheinen",
        "=vorsprechen",
        "vorsprache",
        "vorzusprechen",
        "zu erscheinen",
    ]);
    let orders = said.any(&[
        "=anordnen",
        "angeordnet",
        "=verpflichten",
        "verpflichtet",
        "haben sie",
        "sie haben",
        "=auffordern",
        "aufgefordert",
        "vorgeladen",
    ]);
    (appears
        && orders
        && said.any(&["persönlich*", "botschaft*", "konsulat*", "generalkonsulat*", "uhr", "vorsprache"]))
    .then_some(Ruling::Summon)
}

/// Conditions beside a title or a toleration, and duties of residence, area, reporting.
fn adds(said: Said<'_, '_>) -> Option<Ruling> {
    let binds = said.any(&[
        "=verpflichten",
        "verpflichtet",
        "=anordnen",
        "angeordnet",
        "auferlegt",
        "=auferlegen",
        "=bestimmen",
        "=festlegen",
        "=zuweisen",
        "=müssen",
    ]);
    let binds = binds || said.must_by_have();
    let lives = said.any(&[
        "wohnsitz*",
        "wohnsitznahme",
        "zu wohnen",
        "=wohnen",
        "wohnung zu nehmen",
        "wohnort",
        "wohnsitzauflage*",
    ]);
    if lives && binds && !said.any(&["=mitteilen", "umgezogen"]) {
        return Some(Ruling::Ancillary);
    }
    if said.any(&["=beschränken", "beschränkt", "beschränkung"])
        && said.any(&["aufenthalt", "räumlich*", "aufenthaltsgestattung", "gebiet", "duldung"])
        && said.any(&["wird", "werden", "ist", "wir", "ich"])
    {
        return Some(Ruling::Ancillary);
    }
    if said.any(&["auflage*", "nebenbestimmung*", "bedingung*", "zusatz"])
        && said.any(&[
            "=verbinden",
            "=versehen",
            "=ergehen",
            "=anordnen",
            "=auferlegen",
            "=erhalten",
            "=lauten",
            "=erlassen",
            "verbunden",
            "versehen",
        ])
    {
        return Some(Ruling::Ancillary);
    }
    if said.any(&["erwerbstätigkeit", "beschäftigung", "arbeit", "selbständige*", "selbstständige*"])
        && said.any(&["gestattet", "erlaubt", "untersagt", "=gestatten", "=untersagen"])
        && said.any(&["ist", "wird", "sind"])
    {
        return Some(Ruling::Ancillary);
    }
    let reports = said.any(&["zu melden", "=melden"])
        && said.any(&["wöchentlich", "jeden", "jedem", "regelmäßig", "täglich", "montag", "persönlich"]);
    if reports && binds {
        return Some(Ruling::Ancillary);
    }
    if said.any(&["integrationskurs*", "integrationskurses"])
        && said.any(&["teilnahme", "=teilnehmen", "teilzunehmen", "=besuchen"])
        && binds
    {
        return Some(Ruling::Ancillary);
    }
    None
}

fn grants(said: Said<'_, '_>) -> Option<Ruling> {
    if said.negated() {
        return None;
    }
    // "Sie haben beantragt, dass wir … verlängern" tells what was asked for; "wir verlängern die Frist" is a kindness.
    let asked = said.any(&[
        "=beantragen",
        "beantragt",
        "gebeten",
        "=bitten",
        "=möchten",
        "=wünschen",
        "möchten",
        "=sollen",
        "=können",
        "frist",
    ]);
    let title = said.any(TITLE);
    if asked && !said.any(&["hiermit"]) {
        return None;
    }
    let gives = said.any(&[
        "=erteilen",
        "=verlängern",
        "=stattgeben",
        "=bewilligen",
        "=genehmigen",
        "=entsprechen",
        "=ausstellen",
        "=gewähren",
        "=zustimmen",
        "=abhelfen",
        "statt",
    ]) && said.any(&["wird", "wir", "ich", "hiermit", "werden", "ist", "haben"])
        && title;
    let gets = title
        && said.any(&["sie erhalten", "erhalten sie", "sie bekommen", "bekommen sie", "erhält"])
        && !said.any(&["nachricht", "post", "einen brief", "einladung", "termin"])
        && said.any(&["bis zum", "bis", "hiermit", "mit diesem", "als", "unbefristet*", "für"]);
    let naturalises = said.any(&["=einbürgern", "eingebürgert"])
        && said.any(&["wir", "sie werden", "werden sie", "wird", "sind"]);
    let goes_on = said.any(&["fortbestehend"]) && said.any(&["=gelten", "gilt"]);
    let stays =
        said.any(&["bleibt bestehen", "bleiben bestehen", "fortbestehend", "gilt fort", "bestehen bleibt"]);
    ((gives || gets) && !(perfect_told(said) && said.dated()) || naturalises || goes_on || stays && title)
        .then_some(Ruling::Grant)
}

fn orders(said: Said<'_, '_>) -> Option<Ruling> {
    let performs = said.any(&["=untersagen", "=anordnen", "angeordnet", "untersagt", "=verbieten"])
        && said.any(&["sie", "ihnen", "wird", "werden", "wir", "ich"])
        && !perfect_told(said)
        && !(said.any(&["=können"]) && !said.negated());
    let binds = said.any(&["=verpflichten", "verpflichtet", "aufgegeben", "=aufgeben", "aufgefordert"])
        && said.any(&[
            "werden sie",
            "sie werden",
            "wir verpflichten",
            "ich verpflichte",
            "hiermit",
            "ihnen wird",
            "wird ihnen",
            "sie sind",
            "sind sie",
        ]);
    (performs || binds).then_some(Ruling::Order)
}

/// True if the ruling lays something on the person or takes something from them.
pub(crate) fn burdens(scan: &Scan<'_>, index: usize, ruling: Ruling) -> bool {
    let said = Said::new(scan, index);
    match ruling {
        // "Die Beschäftigung ist gestattet", "Wir ordnen an, dass Ihre Erlaubnis als fortbestehend gilt"
        Ruling::Ancillary | Ruling::Order => {
            if said.any(&["auflage*", "nebenbestimmung*", "bedingung*"]) {
                return true;
            }
            let allows = said.any(&[
                "gültig bis",
                "gestattet",
                "erlaubt",
                "fortbestehend",
                "=gestatten",
                "=erlauben",
                "gebührenfrei",
            ]);
            !allows || said.negated() || said.any(&["nur", "lediglich", "untersagt"])
        }
        Ruling::Fee | Ruling::Cost => !said.any(&[
            "kein*",
            "gebührenfrei",
            "kostenfrei",
            "trägt die behörde",
            "trägt die stadt",
            "tragen wir",
            "trage ich",
        ]),
        Ruling::Ban => !said.any(&["=verkürzen", "=aufheben"]) || said.any(&["=ablehnen"]),
        _ => ruling.is_burden(),
    }
}

/// True if a sentence of running text decides by its words: "wir setzen … fest", "wird hiermit angeordnet".
pub(crate) fn performs(scan: &Scan<'_>, index: usize) -> bool {
    let said = Said::new(scan, index);
    let acts = said.any(&[
        "=festsetzen",
        "=erheben",
        "=anordnen",
        "=erlassen",
        "=androhen",
        "=auffordern",
        "=befristen",
    ]);
    let we = said.any(&["wir", "ich", "hiermit"])
        || said.any(&["wird", "werden"]) && !said.any(&["=können", "=müssen", "=sollen", "=dürfen"]);
    let norm =
        said.any(&["nach", "gemäß"]) && said.any(&["§", "§§"]) && !said.any(&["wir", "ich", "hiermit"]);
    acts && we && !norm && !said.any(&["weil", "denn", "da", "obwohl", "ob", "dass", "haben", "habe"])
}

/// True if the sentence starts like one about others, as "wenn" does.
pub(crate) fn asks(scan: &Scan<'_>, index: usize) -> bool {
    let said = Said::new(scan, index);
    if said.is_question() {
        return false;
    }
    let polite = said.any(&[
        "bitte",
        "=bitten",
        "=einladen",
        "laden wir",
        "lade ich",
        "benötigen wir",
        "brauchen wir",
        "fehlen uns",
        "=auffordern",
        "gelegenheit",
        "äußern",
    ]);
    let acts = said.any(&[
        "=schicken",
        "=senden",
        "=vorlegen",
        "=einreichen",
        "=nachreichen",
        "=bringen",
        "=mitbringen",
        "=kommen",
        "=ausfüllen",
        "=mitteilen",
        "=erledigen",
        "=tun",
        "=einladen",
        "=äußern",
        "=stellung",
        "=erscheinen",
        "=abgeben",
        "=vereinbaren",
        "=beantragen",
        "=besorgen",
        "=überreichen",
        "unterlagen",
        "nachweise",
        "vorzulegen",
        "einzureichen",
        "zu äußern",
        "stellungnahme",
    ]);
    let help = said.any(&["=anrufen", "rufen", "fragen", "schreiben sie uns", "beratung*", "rechtsbehelf*"]);
    let deadline = said.any(&["bis zum", "spätestens", "bis spätestens"]);
    let tells = deadline && said.starts_with_order();
    (polite && acts && (!help || deadline)) || tells
}

/// "Ihr Antrag ist am 28. Oktober 2026 bei uns eingegangen.", "Sie müssen jetzt nichts tun.", "Sie gilt bis zum 28. Februar 2027."
pub(crate) fn confirms(scan: &Scan<'_>, index: usize) -> bool {
    let said = Said::new(scan, index);
    if said.is_question() || said.any(&["wenn", "falls", "sobald"]) {
        return false;
    }
    let arrived = said.any(&["eingegangen", "angekommen", "erhalten", "bekommen"])
        && said.any(&["bei uns", "antrag", "wir", "er", "ihr"])
        && said.any(&["ist", "sind", "haben", "hat"])
        && said.dated();
    let nothing = said.any(&[
        "müssen jetzt nichts",
        "müssen nichts",
        "müssen im moment nichts",
        "müssen derzeit nichts",
        "nichts tun",
        "nichts weiter tun",
    ]);
    let valid = said.any(&["fortbestehend", "gilt bis", "gültig bis", "gilt vom", "gilt ab"]) && said.dated();
    arrived || nothing || valid
}

/// "Tag: Donnerstag, 19. November 2026", "Wann? Dienstag, 12. Januar 2027, um 13.30 Uhr"
pub(crate) fn appoints(scan: &Scan<'_>, index: usize) -> bool {
    let paragraph = scan.paragraph;
    let sentence = &paragraph.sentences[index];
    let said = Said::new(scan, index);
    let dated = sentence.indices().any(|i| layout::date_len(paragraph, i).is_some());
    let labelled = matches!(said.first(), Some("wann" | "tag" | "datum" | "termin" | "zeit" | "zeitpunkt"));
    let day = said.any(&["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend"]);
    let hour = said.has("uhr");
    let meets = said.any(&[
        "=überreichen",
        "=stattfinden",
        "findet",
        "=erwarten",
        "=übergeben",
        "=einladen",
        "=kommen",
    ]);
    dated
        && (labelled && (day || hour)
            || hour && (day && starts_with_capital_day(paragraph, sentence) || meets))
}

fn starts_with_capital_day(paragraph: &Paragraph, sentence: &Sentence) -> bool {
    paragraph.tokens_of(sentence).first().is_some_and(|t| {
        t.case != Case::Lower
            && matches!(
                paragraph.norm(t),
                "montag" | "dienstag" | "mittwoch" | "donnerstag" | "freitag" | "samstag" | "am"
            )
    })
}
