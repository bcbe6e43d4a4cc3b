//! Word lists that several checks share.

/// The person a letter speaks to or about.
pub(super) const PERSON: &[&str] = &[
    "sie", "ihr", "ihre", "ihren", "ihrem", "ihrer", "ihres", "ihnen", "er", "ihn", "ihm", "herr", "herrn", "frau", "mandant",
    "mandantin", "antragsteller", "antragstellerin", "antragstellers", "betroffene", "betroffenen",
];

/// What follows a number that is only the length of a period in question.
pub(super) const UNITS: &[&str] =
    &["tage", "tagen", "wochen", "monate", "monaten", "jahre", "jahren", "jahr", "monat", "woche"];

/// Papers of the procedure.
pub(super) const PAPERS: &[&str] = &["bescheid", "antrag", "schreiben", "verfügung", "gesetz", "fassung", "brief"];

/// Beginnings of words for what happens in a life.
const LIFE: &[&str] = &[
    "mutter", "vater", "eltern", "tochter", "sohn", "kind", "ehefrau", "ehemann", "ehe", "geschwister", "bruder", "schwester",
    "familie", "lebensgefährt", "verlobt", "partner", "großmutter", "enkel", "verwandt", "angehörige", "schule", "ausbildung", "studium",
    "arbeit", "beruf", "beschäftig", "lohn", "miete", "wohnung", "jobcenter", "bürgergeld", "attest", "arzt", "ärzt", "klinik",
    "krank", "gesund", "therapie", "gutachten", "diagnos", "pass", "visum", "reisepass", "verurteil", "geldstrafe", "freiheitsstrafe",
    "straftat", "haft", "diebstahl", "raub", "betrug", "körperverletzung", "drogen", "tat", "taten", "messer", "täusch", "gefälscht",
    "untergetaucht", "untertauch", "flucht", "flug", "reise", "eingereist", "ausgereist", "heirat", "geheiratet", "geschieden",
    "getrennt", "sprachkenntnis", "deutsch", "sprachen", "einkommen", "verdien", "gearbeitet", "bewährung", "rückfall", "schulden",
    "aufgewachsen", "sprache", "opfer", "gewalt", "einbruch", "einbrüche", "betäubungsmittel", "kokain", "sozialleistung", "semester",
    "prüfung", "integrationskurs", "verein", "freund", "konto", "kündig", "botschaft", "konsulat", "umgang", "jugendamt",
];

pub(super) fn is_life(word: &str) -> bool {
    let first = word.as_bytes().first();
    LIFE.iter().any(|w| w.as_bytes().first() == first && word.starts_with(w))
}

/// Words that join a result to its ground.
pub(super) const CAUSE: &[&str] = &[
    "weil", "da", "denn", "nachdem", "wegen", "aufgrund", "deshalb", "daher", "darum", "somit", "so dass", "sodass", "damit", "nämlich",
    "auf grund", "indem", "durch", "infolge",
];

/// Words that weigh.
pub(super) const WEIGHING: &[&str] = &[
    "gunsten", "lasten", "zugunsten", "zulasten", "für sie spr*", "gegen sie spr*", "für … spricht|sprechen", "gegen … spricht|sprechen",
    "spricht|sprechen für|gegen", "spricht|sprechen", "dafür|dagegen spr*", "berücksichtig*", "abwäg*", "abgewogen", "gewicht",
    "schwerer", "ins gewicht", "überwieg*", "mildernd", "erschwerend",
];

/// Who is in custody.
pub(super) const CUSTODY: &[&str] = &[
    "haft", "strafhaft", "untersuchungshaft", "abschiebungshaft", "justizvollzugsanstalt", "jva", "inhaftiert*", "strafvollzug",
    "haftraum", "verbüß*", "haftanstalt", "haftort",
];

/// Words for a home country that name none.
pub(super) const HOMELAND: &[&str] = &[
    "heimatland", "heimatlandes", "herkunftsland", "herkunftslandes", "herkunftsstaat", "herkunftsstaates", "herkunftsstaats",
    "heimatstaat", "heimatstaates", "heimatstaats", "heimat", "ursprungsland", "geburtsland", "land ihrer staatsangehörigkeit",
    "staat ihrer staatsangehörigkeit", "land ihrer herkunft", "staat|land ~ dessen|deren staatsangehörigkeit", "staat|land ~ aus dem sie",
    "zielstaat", "zielland",
];

/// Names of states as they stand in running text, without the genitive s; several words as patterns.
const STATES: &[&str] = &[
    "afghanistan", "ägypten", "albanien", "algerien", "andorra", "angola", "argentinien", "armenien", "aserbaidschan", "äthiopien",
    "australien", "bahrain", "bangladesch", "barbados", "belarus", "weißrussland", "belgien", "belize", "benin", "bhutan", "bolivien",
    "botsuana", "brasilien", "bulgarien", "burundi", "chile", "china", "dänemark", "dominica", "dschibuti", "ecuador", "elfenbeinküste",
    "eritrea", "estland", "eswatini", "fidschi", "finnland", "frankreich", "gabun", "gambia", "georgien", "ghana", "griechenland",
    "großbritannien", "guatemala", "guinea", "guinea-bissau", "guyana", "haiti", "honduras", "indien", "indonesien", "irak", "iran",
    "irland", "island", "israel", "italien", "jamaika", "japan", "jemen", "jordanien", "kambodscha", "kamerun", "kanada", "kasachstan",
    "katar", "kenia", "kirgisistan", "kolumbien", "komoren", "kongo", "kosovo", "kroatien", "kuba", "kuwait", "laos", "lesotho", "lettland",
    "libanon", "liberia", "libyen", "litauen", "luxemburg", "madagaskar", "malawi", "malaysia", "mali", "malta", "marokko", "mauretanien",
    "mauritius", "mexiko", "moldau", "moldawien", "monaco", "mongolei", "montenegro", "mosambik", "myanmar", "namibia", "nepal",
    "neuseeland", "nicaragua", "niederlande", "niederlanden", "niger", "nigeria", "nordkorea", "nordmazedonien", "mazedonien", "norwegen",
    "oman", "österreich", "pakistan", "palästina", "panama", "paraguay", "peru", "philippinen", "polen", "portugal", "ruanda", "rumänien",
    "russland", "sambia", "samoa", "saudi-arabien", "schweden", "schweiz", "senegal", "serbien", "seychellen", "simbabwe", "singapur",
    "slowakei", "slowenien", "somalia", "spanien", "sudan", "südsudan", "südafrika", "südkorea", "korea", "suriname", "syrien",
    "tadschikistan", "taiwan", "tansania", "thailand", "togo", "tschad", "tschechien", "tunesien", "türkei", "turkmenistan", "uganda",
    "ukraine", "ungarn", "uruguay", "usa", "usbekistan", "venezuela", "vietnam", "zypern", "bosnien", "vereinigten", "vereinigte",
    "dominikanische", "tschechische", "zentralafrikanische", "russische", "arabische", "salvador", "lanka", "leone", "verde", "faso",
    "timor", "trinidad", "äquatorialguinea", "burkina", "kap", "volksrepublik", "islamische",
];

/// Tells whether a word names a state, also in the genitive.
pub(super) fn is_state(word: &str) -> bool {
    let base = word.strip_suffix('s').unwrap_or(word);
    STATES.contains(&word) || STATES.contains(&base)
}
