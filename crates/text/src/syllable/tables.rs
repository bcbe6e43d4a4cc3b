//! Where a pair of vowels does not give its usual answer. Own lists: word parts, not words.

use super::Context;

/// Parts of compounds that start with *u*: "Bade-unfall", "Reise-unterlagen", "be-urteilen".
pub(super) const U_PARTS: &[&str] = &[
    "urlaub",
    "urteil",
    "urkund",
    "unruh",
    "unglück",
    "universit",
    "union",
    "urauff",
    "unterla",
    "unterri",
    "untersu",
    "unterst",
    "unterse",
    "unterne",
    "unterku",
    "unterha",
    "unterbr",
    "unterze",
    "untersch",
    "unterga",
    "unterfü",
    "unterwe",
    "ungleich",
    "ungerecht",
    "ungenau",
    "unsicher",
    "unabh",
    "unmitt",
];

/// Parts of compounds that start with *i*: "Reise-information", "re-integrieren".
pub(super) const I_PARTS: &[&str] = &[
    "informatio",
    "informatik",
    "informier",
    "inhaber",
    "intoler",
    "indikat",
    "indiz",
    "infant",
    "index",
    "interess",
    "industri",
    "integr",
    "institut",
    "instanz",
    "initiativ",
    "ingenieur",
    "invest",
    "infrastr",
    "infekt",
    "infiz",
    "inspekt",
    "installat",
    "installier",
    "instrument",
    "intensiv",
    "internet",
    "internat",
    "interview",
    "import",
    "immobil",
    "impuls",
    "impfung",
    "impfst",
    "impfpf",
    "immun",
    "illustr",
    "irritier",
    "identi",
    "invalid",
    "inventar",
];

/// Parts of compounds that start with *e*: "Einreise-erlaubnis", "Probe-entnahme".
pub(super) const E_PARTS: &[&str] = &[
    "erlaub",
    "erklär",
    "ersatz",
    "ergebnis",
    "erfahrung",
    "erschein",
    "ernte",
    "erkrank",
    "erträ",
    "erzeug",
    "erricht",
    "eröff",
    "erört",
    "eltern",
    "eskal",
    "erfolg",
    "erhöh",
    "erheb",
    "erstatt",
    "erzieh",
    "ermitt",
    "erlebn",
    "ertrag",
    "erinner",
    "ereign",
    "erken",
    "ermäß",
    "ermächt",
    "ents",
    "entg",
    "entl",
    "entf",
    "entz",
    "entw",
    "entn",
    "entb",
    "entr",
    "energ",
    "ebene",
    "effek",
    "effiz",
    "element",
    "elektr",
    "export",
    "expert",
    "exist",
    "extr",
    "exem",
    "empfang",
    "empfäng",
    "empfehl",
    "etat",
    "etikett",
    "ehrung",
];

pub(super) const E_I: &[Context] = contexts! {
    "be"|"inhalt"  "be"|"irr"  "ge"|"impf"  "ge"|"irrt"  "re"|"inkarn"  "^de"|"inst"  "koffe"|"in"  "prote"|"in"
    "kase"|"in"  "the"|"ism"  "the"|"ist"  ""|"ität"  "nukle"|"id"  "ge"|"igel"  "vare"|"in"
};

pub(super) const E_U: &[Context] = contexts! {
    ""|"um$"  ""|"ums"  "be"|"unruh"  ""|"umwelt"  ""|"umlauf"  ""|"umläuf"  ""|"umzug"  ""|"umzüg"  ""|"umfang"
    ""|"umsatz"  ""|"umsätz"  ""|"umbau"  ""|"umgeb"  ""|"umgang"  ""|"umstell"  ""|"umst"  ""|"umfrage"  ""|"umfeld"
    ""|"umkehr"  ""|"umleit"  ""|"umlage"  ""|"umschlag"  ""|"umrechn"  ""|"umsetz"  ""|"umtausch"  ""|"uhr"
    ""|"ufer"  ""|"unfall"  ""|"unfäll"  "ge"|"urteil"  "be"|"urlaub"  "ge"|"unkt"  "nukle"|"us"  "de"|"us$"
    "ole"|"um"
};

pub(super) const A_I: &[Context] = contexts! {
    "cha"|"isch"  "osa"|"isch"  "da"|"isch"  ""|"ismus"  "mosa"|"ik"  "archa"|"ik"  "prosa"|"ik"  "koka"|"in"
    "ukra"|"in"  "na"|"iv"  "ha"|"iti"  "^ka"|"in$"  "za"|"ire"  "juda"|"i"  "jama"|"ik"  "etwa"|"ig"  "volta"|"ik"
    "bra"|"isch"  "da"|"ist"
};

pub(super) const O_I: &[Context] = contexts! {
    ""|"isch"  ""|"ist"  ""|"ismus"  "o"|"id$"  "o"|"ide"  "o"|"ids"  "hero"|"in"  "ko"|"it"  "ko"|"inz"  "io"|"inter"
    "ro"|"inter"  "to"|"inter"  ""|"inland"  ""|"insa"  ""|"inhalt"  "o"|"imp"  "o"|"imm"  "o"|"indi"  "o"|"isol"
    "eo"|"id"  "^alo"|"is"  ""|"intest"
};

pub(super) const AE_U: &[Context] = &[("lä", "um$"), ("lä", "ums"), ("nä", "um"), ("", "us$")];

pub(super) const A_A: &[Context] = contexts! {
    "isa"|"ak"  "kana"|"an"  ""|"abt"  ""|"abko"  ""|"abge"  ""|"abst"  ""|"abd"  ""|"abh"  ""|"abl"  ""|"abr"
    ""|"anal"  ""|"anf"  ""|"anp"  ""|"arbeit"  ""|"artikel"  ""|"aut"  ""|"ang"  ""|"anl"  ""|"anz"  ""|"anspr"
    ""|"anst"  ""|"ant"  ""|"anm"  ""|"anw"  ""|"adr"  ""|"akk"  ""|"akt"  ""|"alter"  ""|"amt"
};

pub(super) const O_O: &[Context] = contexts! {
    "ko"|"ord"  "ko"|"op"  "zo"|"olog"  ""|"organ"  ""|"ordn"  ""|"offen"  ""|"objekt"  ""|"ober"  ""|"opfer"
    ""|"opti"  ""|"orient"  ""|"online"
};

/// Three letters that are one sound.
pub(super) const EAU: &[Context] = contexts! {
    "nive"|"au"  "plate"|"au"  "table"|"au"  "bure"|"au"  "^be"|"au$"  "^be"|"auj"  "^be"|"auty"  "châte"|"au"
    "^e"|"au"  "rouss"|"eau"  "rousse"|"au"
};

/// English stems, in which *ea* is one sound.
pub(super) const E_A_ONE: &[Context] = contexts! {
    "te"|"am"  "tre"|"am"  "cre"|"am"  "dre"|"am"  "ste"|"am"  "cle"|"an"  "ste"|"ak"  "spe"|"ak"  "bre"|"ak"
    "fre"|"ak"  "^pe"|"ak"  "^be"|"at$"  "^be"|"ats"  "^be"|"ach$"  "^be"|"achv"  "se"|"arch"  "^se"|"a$"  "^le"|"ad"
    "^he"|"ad"  "^he"|"alth"  "^he"|"avy"  "^de"|"al$"  "^de"|"als"  "^de"|"ale"  "^de"|"ad"  "^de"|"ac"  "^le"|"asi"
    "^je"|"an"  "pe"|"ace"  "se"|"ason"  "re"|"ader"  "^re"|"ady"  "thre"|"ad"  "bre"|"ad"  "swe"|"at"  "fe"|"atur"
    "^fe"|"at"  "^ye"|"ar"  "we"|"ar$"  "ge"|"ar$"  "^e"|"ast"  "^e"|"asy"  "che"|"at"  "we"|"ath"
    "^le"|"ague"  "che"|"ap"  "^se"|"al"  "^me"|"at"  "wide"|"a"  "^se"|"an"  "^de"|"an$"  "^le"|"arn"  "^e"|"ar"
    "^pe"|"ar"  "ele"|"as"  "ple"|"as"  "^te"|"as"  "sne"|"ak"  "le"|"ak"  "^me"|"an"  "^re"|"ach"  "^te"|"ach"
    "^e"|"agle"  "^le"|"av"  "cle"|"ar$"  "^ne"|"ar"  "^fe"|"ar"  "^de"|"ar"  "spre"|"ad"  "spe"|"ar"
};

pub(super) const U_I_ONE: &[Context] = contexts! {
    "pfu"|"i"  "^hu"|"i"  "^etu"|"i"  "^u"|"i$"  "^gu"|"i"  "circu"|"it"  "^su"|"it"  "cru"|"is"  "fru"|"it"
    "bu"|"ild"  "^du"|"isb"  "^ju"|"ist$"  "ju"|"ice"  "ru"|"ise$"  "ru"|"iser"
};

pub(super) const U_A_ONE: &[Context] = &[("langu", "age"), ("gu", "ard")];

/// English words: "Action", "Social Media", "Special".
pub(super) const I_O_ONE: &[Context] = &[("cti", "on"), ("soci", "al"), ("speci", "al")];

/// *ue* for *ü* where the keyboard has none: "fuer", "ueber".
pub(super) const U_E_ONE: &[Context] = contexts! {
    "^fu"|"er"  "dafu"|"er"  ""|"eh"  ""|"eck"  ""|"ech"  ""|"ench"  ""|"ensch"  "atu"|"erl"  "wu"|"erz"  "nu"|"ernb"
    "^u"|"eb"  "pru"|"ef"  "mu"|"ess"  "wu"|"erd"  "^gru"|"en"  "^blu"|"e"  "bagu"|"e"  "agu"|"e$"  "ogu"|"e$"
    "gru"|"es"  "ku"|"end"  "mu"|"end"  "gegenu"|"eb"  "daru"|"eb"  "stu"|"et"  "schu"|"el"  "schu"|"et"  "^mu"|"ell"
    "^gu"|"e"  "fu"|"enf"  "bu"|"er"  "hu"|"et"
};

/// *oe* for *ö*: "Behoerde".
pub(super) const O_E_ONE: &[Context] = contexts! {
    "ho"|"er"  "^go"|"e"  "^ko"|"el"  "^ko"|"en"  "^ko"|"eh"  "schro"|"e"  "^mo"|"e"  "^lo"|"e"  "^bo"|"eh"  "^ho"|"e"
    "^o"|"et"  "^o"|"el"  "^do"|"er"  "ko"|"enn"  "go"|"eth"  "mo"|"eg"  "mo"|"ech"  "scho"|"en"  "lo"|"es"
    "gro"|"es"  "fo"|"erd"  "^o"|"eff"  "fo"|"rd"  "lo"|"ef"  "^o"|"ester"  "bro"|"et"  "no"|"eti"  "stro"|"em"
    "kro"|"eg"  "^jo"|"erg"  "^co"|"eu"
};

/// *ae* for *ä*, and Latin names: "Caesar".
pub(super) const A_E_ONE: &[Context] = contexts! {
    "^ca"|"e"  "^a"|"end"  "^wa"|"e"  "^ma"|"e"  "^a"|"eh"  "^a"|"erz"  "tsa"|"ech"  "ta"|"eg"  "ga"|"ert"  "na"|"eh"
    "ja"|"eh"  "fa"|"eh"  "ha"|"ett"  "la"|"end"  "na"|"ech"  "ma"|"ess"  "tra"|"eg"  "kla"|"er"  "spa"|"et"
    "sta"|"ed"  "za"|"ehl"  "ja"|"eg"  "scha"|"ef"  "ba"|"er"  "ta"|"et"  "la"|"eng"
};
