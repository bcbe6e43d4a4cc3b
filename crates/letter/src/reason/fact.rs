//! Facts of this case: dates, amounts, periods, papers, offices, what the person did.

use text::{Morph, Paragraph, Sentence, TokenKind};

use crate::layout;
use crate::phrase::{self, Scan};

/// The person as the one who acts or is described.
const ACTS: &[&str] = &[
    "sie haben",
    "haben sie",
    "sie hatten",
    "hatten sie",
    "sie sind",
    "sind sie",
    "sie waren",
    "waren sie",
    "sie wurden",
    "wurden sie",
    "sie leben",
    "leben sie",
    "sie wohnen",
    "wohnen sie",
    "sie arbeiten",
    "arbeiten sie",
    "sie beziehen",
    "beziehen sie",
    "sie verdienen",
    "verdienen sie",
    "sie besuchen",
    "besuchen sie",
    "sie",
    "herr",
    "frau",
    "mandant*",
    "antragsteller*",
    "gesellschaft",
];

/// Verbs that say what must or may be.
const MODALS: &[&str] = &["können", "müssen", "dürfen", "sollen", "erfüllen", "brauchen", "mögen", "wollen"];

/// Words of verdicts that would fit any case.
const VERDICTS: &[&str] = &[
    "mitgewirkt",
    "gesichert",
    "geklärt",
    "voraussetzung*",
    "anspruch",
    "vorbringen",
    "vortrag",
    "ausführungen",
    "erfüllt",
    "nachgekommen",
    "verhältnismäßig*",
    "sach- und rechtslage",
    "bekannt",
    "rechtslage",
    "einzelfalls",
    "gesichtspunkte",
    "interesse",
];

/// Offices, firms and papers.
const NAMED: &[&str] = &[
    "amtsgericht*",
    "landgericht*",
    "verwaltungsgericht*",
    "jobcenter*",
    "bundesamt*",
    "standesamt*",
    "jugendamt*",
    "hochschule*",
    "universität*",
    "schule*",
    "berufsschule*",
    "firma",
    "gmbh",
    "arbeitgeber*",
    "botschaft*",
    "konsulat*",
    "generalkonsulat*",
    "polizei*",
    "bundespolizei*",
    "staatsanwaltschaft*",
    "krankenkasse*",
    "klinik*",
    "krankenhaus*",
    "agentur",
    "rentenversicherung*",
    "mietvertrag*",
    "arbeitsvertrag*",
    "ausbildungsvertrag*",
    "lohnabrechnung*",
    "gehaltsabrechnung*",
    "attest*",
    "urteil*",
    "strafbefehl*",
    "pass",
    "reisepass*",
    "passes",
    "visum*",
    "zeugnis*",
    "bescheinigung*",
    "versicherungsverlauf*",
    "kontoauszug*",
    "kontoauszüge*",
    "geburtsurkunde*",
    "heiratsurkunde*",
    "ehefrau",
    "ehemann",
    "tochter",
    "sohn",
    "kinder",
    "kind",
    "eltern",
    "mutter",
    "vater",
    "bruder",
    "schwester",
    "wohnung",
    "stelle",
    "arbeit",
    "studium",
    "ausbildung",
    "kurs",
];

/// A sentence about this person: a date, an amount, or what Sie did or have – not what the law says in general.
pub(super) fn is_fact(scan: &Scan<'_>, index: usize) -> bool {
    let paragraph = scan.paragraph;
    let sentence = &paragraph.sentences[index];
    let tokens = paragraph.tokens_of(sentence);
    let range = sentence.indices();
    let any = |phrases: &'static [&'static str]| scan.any_in_sentence(index, phrases);
    const PERSON: &[&str] = &[
        "sie",
        "ihr",
        "ihre",
        "ihren",
        "ihrem",
        "ihrer",
        "ihres",
        "ihnen",
        "herr",
        "frau",
        "mandant*",
        "antragsteller*",
        "er",
        "gesellschaft",
    ];
    let person = any(PERSON);
    let date = range.clone().any(|i| layout::date_len(paragraph, i).is_some());
    let amount = tokens.windows(2).any(|pair| {
        pair[0].kind == TokenKind::Number && matches!(paragraph.norm(&pair[1]), "euro" | "€" | "eur")
    });
    let span = tokens.windows(2).any(|pair| {
        (pair[0].kind == TokenKind::Number || pair[0].pos == text::Pos::Num)
            && matches!(
                paragraph.norm(&pair[1]),
                "monate"
                    | "monaten"
                    | "jahre"
                    | "jahren"
                    | "tage"
                    | "tagen"
                    | "wochen"
                    | "stunden"
                    | "kinder"
                    | "mal"
            )
    });
    let year = tokens.windows(2).any(|pair| {
        matches!(paragraph.norm(&pair[0]), "seit" | "bis" | "jahr" | "ab")
            && pair[1].kind == TokenKind::Number
            && pair[1].letters == 4
    });
    // What somebody did, has, is – not what must, may, or would be, and not a verdict that fits anybody.
    let general = any(&[
        "wer",
        "jemand",
        "wenn",
        "falls",
        "eine person",
        "man",
        "sofern",
        "solange",
        "ist zu versagen",
    ]);
    let verdict = any(VERDICTS);
    let told = tokens.iter().any(|t| {
        matches!(t.pos, text::Pos::Verb | text::Pos::Aux)
            && t.morph.has(Morph::FIN)
            && !t.morph.any(Morph::IMP)
            && !MODALS.contains(&paragraph.lemma(t))
    });
    let named = any(NAMED);
    let words = tokens.iter().filter(|t| t.is_word()).count();
    let about_somebody = person && (named || any(ACTS));
    let did = told && !general && !verdict && words >= 5 && about_somebody;
    let about = told
        && named
        && words >= 5
        && !general
        && !verdict
        && tokens.iter().any(|t| t.morph.has(Morph::FIN.and(Morph::PAST)) && !t.morph.any(Morph::SUB));
    let dated = date && !only_procedure_dates(paragraph, sentence);
    let own_amount = amount && (person || !general);
    let own_time = !general && (year || span && person);
    dated || own_amount || own_time || did || about
}

/// "Gesetz vom 19. August 2026", "Ihr Antrag vom 3. Mai": the dates of laws and of the procedure tell nothing about the case.
fn only_procedure_dates(paragraph: &Paragraph, sentence: &Sentence) -> bool {
    const DATED: &[&str] = &[
        "gesetz*",
        "urteil",
        "beschluss",
        "fassung",
        "bgbl*",
        "verordnung",
        "antrag*",
        "schreiben",
        "stellungnahme",
        "anhörung",
        "anhörungsschreiben",
        "brief",
        "bescheid*",
        "verfügung",
        "e-mail",
        "aufforderung",
    ];
    let range = sentence.indices();
    let mut dates = range.clone().filter(|i| layout::date_len(paragraph, *i).is_some()).peekable();
    dates.peek().is_some()
        && dates.all(|at| {
            at >= range.start + 2
                && paragraph.norm(&paragraph.tokens[at - 1]) == "vom"
                && DATED.iter().any(|p| phrase::matches_at(paragraph, at - 2, range.end, p))
        })
}
