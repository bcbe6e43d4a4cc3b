//! What a letter wants that decides nothing: it asks, confirms, invites.

use text::{Case, Paragraph, Sentence};

use super::Said;
use crate::layout;
use crate::phrase::Scan;

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
