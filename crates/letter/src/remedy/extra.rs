//! What a notice demands beyond the law.

use std::ops::Range;

use source::TextRange;

use super::stream::{Stream, is_one};

/// A demand with its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extra {
    /// What is demanded.
    pub kind: ExtraKind,
    /// The words that demand it.
    pub range: TextRange,
}

/// What a notice may demand without a ground in the law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ExtraKind {
    /// Reasons for the remedy.
    Reasons,
    /// Copies of the remedy.
    Copies,
    /// A lawyer.
    Lawyer,
    /// Contents that should be there (§ 82 Abs. 1 S. 2, 3 VwGO): request, reasons, evidence.
    Contents,
}

const COPIES: &[&str] = &[
    "abschrift*",
    "kopie",
    "kopien",
    "ausfertigung",
    "ausfertigungen",
    "durchschrift*",
    "exemplar*",
    "doppel",
    "ausführung",
    "mehrfertigung*",
];
const LAWYERS: &[&str] = &[
    "rechtsanwalt*",
    "rechtsanwält*",
    "anwalt",
    "anwalts",
    "anwältin",
    "anwälte",
    "prozessbevollmächtigt*",
    "rechtsbeistand*",
    "anwaltlich*",
    "anwaltszwang",
    "vertretungszwang",
    "rechtsanwaltlich*",
];
const REASON: &[&str] =
    &["begründen", "begründet", "begründung", "gründe", "gründen", "begründende", "begründungspflicht"];
const CONTENTS: &[&str] = &["antrag", "beweismittel", "tatsachen", "beweise", "nachweise", "urkunden"];
const HOLDS: &[&str] = &[
    "enthalten",
    "angegeben",
    "anzugeben",
    "angeben",
    "benannt",
    "benennen",
    "vorgelegt",
    "vorzulegen",
    "vorlegen",
    "beigefügt",
    "beizufügen",
    "beifügen",
    "nennen",
    "genannt",
    "aufweisen",
    "stellen",
    "beizubringen",
    "beibringen",
];
const MUST: &[&str] = &[
    "muss",
    "müssen",
    "zwingend",
    "erforderlich",
    "notwendig",
    "bedarf",
    "verpflichtet",
    "pflicht",
    "hat",
    "haben",
];
const SOFT: &[&str] = &[
    "soll",
    "sollen",
    "sollte",
    "sollten",
    "kann",
    "können",
    "bitte",
    "empfehlen",
    "möglichst",
    "dürfen",
    "darf",
    "hilft",
    "helfen",
];
const BE: &[&str] = &["ist", "sind"];
const NO: &[&str] = &["nicht", "kein", "keine", "keinen", "keiner", "ohne"];

pub(super) fn find(stream: &Stream<'_>) -> Vec<Extra> {
    let mut out: Vec<Extra> = Vec::new();
    for sentence in &stream.sentences {
        let s = || sentence.clone();
        // Under the AsylG reasons have a period of their own; higher courts do ask for a lawyer; lawyers must file by the
        // electronic way (§ 55d VwGO).
        if stream.has(
            s(),
            &[
                "asylg",
                "asylgesetz*",
                "55d",
                "oberverwaltungsgericht*",
                "verwaltungsgerichtshof*",
                "bundesverwaltungsgericht*",
            ],
        ) {
            continue;
        }
        let before = out.len();
        for i in s() {
            let norm = stream.norm(i);
            let kind = match norm {
                n if is_one(n, COPIES) => ExtraKind::Copies,
                n if is_one(n, LAWYERS) => ExtraKind::Lawyer,
                n if is_one(n, REASON) || matches!(n, "warum" | "weshalb") => ExtraKind::Reasons,
                n if is_one(n, CONTENTS) => ExtraKind::Contents,
                _ => continue,
            };
            if out.len() > before
                && out.last().is_some_and(|e| e.range.end() >= stream.words[i].range.start())
            {
                continue;
            }
            let demand = match kind {
                ExtraKind::Lawyer => lawyer(stream, sentence, i),
                ExtraKind::Copies => copies(stream, sentence, i),
                ExtraKind::Contents => contents(stream, sentence, i),
                ExtraKind::Reasons => reasons(stream, sentence, i),
            };
            if let Some((first, last)) = demand {
                out.push(Extra { kind, range: stream.range(first, last) });
            }
        }
    }
    out
}

/// The word that makes what stands at `i` a duty, if one does.
fn duty(stream: &Stream<'_>, sentence: &Range<usize>, i: usize, infinitive: bool) -> Option<usize> {
    // The nearest of these words before it governs it; one behind it does if none stands before.
    let marks: Vec<&str> = [MUST, SOFT, BE].concat();
    let mark = stream
        .rfind(sentence.start..i, &marks)
        .or_else(|| stream.find(i..(i + 7).min(sentence.end), &marks))?;
    let norm = stream.norm(mark);
    if is_one(norm, SOFT) {
        return None;
    }
    let (from, to) = (mark.min(i), mark.max(i));
    // Denied, or somebody else's duty.
    let others = ["gericht", "verwaltungsgericht", "wir", "behörde", "amt", "stadt", "ich", "landkreis"];
    let subject = from.saturating_sub(2).max(sentence.start)..(from + 3).min(to);
    let denied = stream.has(from..(to + 3).min(sentence.end), NO);
    if denied
        || stream.has(subject, &others)
            && !stream.has(from.saturating_sub(3).max(sentence.start)..from, &["bei", "beim", "dem"])
    {
        return None;
    }
    if is_one(norm, BE) || matches!(norm, "hat" | "haben") {
        return infinitive.then_some(mark);
    }
    Some(mark)
}

/// An infinitive with "zu" at or behind a place: "zu begründen", "beizufügen".
fn to_infinitive(stream: &Stream<'_>, sentence: &Range<usize>, i: usize) -> Option<usize> {
    (i.saturating_sub(1).max(sentence.start)..(i + 9).min(sentence.end)).find(|j| {
        let norm = stream.norm(*j);
        norm == "zu" && stream.norm(j + 1).ends_with('n')
            || ["beizu", "einzu", "vorzu", "anzu", "abzu", "nachzu", "mitzu"]
                .iter()
                .any(|p| norm.starts_with(p))
    })
}

fn reasons(stream: &Stream<'_>, sentence: &Range<usize>, i: usize) -> Option<(usize, usize)> {
    let norm = stream.norm(i);
    // "Im Widerspruch müssen Sie angeben, warum …"
    if matches!(norm, "warum" | "weshalb") {
        let before = || sentence.start..i;
        let remedy = stream.has(before(), &["widerspruch", "klage"]);
        let must = stream.rfind(before(), &["muss", "müssen"])?;
        let told = stream.has(must..i, HOLDS) || stream.has(must..i, &["schreiben", "darlegen", "erklären"]);
        return (remedy && told && !stream.has(before(), NO)).then_some((must, i));
    }
    // "Ihr Widerspruch wird nur bearbeitet, wenn Sie ihn begründen"
    if matches!(norm, "begründen" | "begründet")
        && let Some(only) = stream.rfind(sentence.start..i, &["nur"])
        && stream.has(only..i, &["wenn", "falls"])
        && stream.has(sentence.start..i, &["widerspruch", "klage"])
    {
        return Some((only, i));
    }
    // "Ein Widerspruch ohne Gründe ist unzulässig"
    if matches!(norm, "gründe" | "gründen")
        && stream.norm(i.wrapping_sub(1)) == "ohne"
        && let Some(end) = stream.find(i..sentence.end, &["unzulässig", "unwirksam", "unbeachtlich"])
    {
        return Some((i - 1, end));
    }
    if matches!(norm, "gründe" | "gründen")
        && !stream.has(
            sentence.clone(),
            &[
                "angeben",
                "angegeben",
                "anzugeben",
                "darlegen",
                "dargelegt",
                "darzulegen",
                "nennen",
                "mitteilen",
            ],
        )
    {
        return None;
    }
    // "Begründen Sie ihn innerhalb der Frist"
    if norm == "begründen"
        && i == sentence.start
        && stream.has(sentence.clone(), &["innerhalb", "sonst", "andernfalls", "frist"])
    {
        return Some((i, sentence.end - 1));
    }
    if norm == "begründung" {
        // "eine Begründung enthalten", "eine Begründung ist beizufügen", "bedarf einer Begründung", "ohne Begründung unzulässig"
        if stream.has(i.saturating_sub(3).max(sentence.start)..i, &["ohne"])
            && stream.has(i..sentence.end, &["unzulässig", "unwirksam", "unbeachtlich", "nicht"])
        {
            return Some((
                i - 1,
                stream.find(i..sentence.end, &["unzulässig", "unwirksam", "unbeachtlich", "nicht"])?,
            ));
        }
        let tied = stream
            .find(i..(i + 8).min(sentence.end), HOLDS)
            .or_else(|| stream.find(i..(i + 3).min(sentence.end), &["erforderlich", "notwendig"]));
        let needs =
            stream.has(i.saturating_sub(3).max(sentence.start)..i, &["bedarf", "mit", "benötigt", "braucht"]);
        if tied.is_none() && !needs {
            return None;
        }
        let mark = duty(stream, sentence, i, true)?;
        return Some((mark.min(i), mark.max(i).max(tied.unwrap_or(i))));
    }
    let infinitive = norm == "begründen" && stream.norm(i.wrapping_sub(1)) == "zu";
    let mark = duty(stream, sentence, i, infinitive)?;
    Some((mark.min(i), mark.max(i)))
}

fn copies(stream: &Stream<'_>, sentence: &Range<usize>, i: usize) -> Option<(usize, usize)> {
    // "in zweifacher Ausfertigung"
    let fold = ["zweifach*", "dreifach*", "doppelt*", "vierfach*", "mehrfach*"];
    if is_one(stream.norm(i), &["ausfertigung", "ausführung"]) {
        let at = stream.rfind(i.saturating_sub(2).max(sentence.start)..i, &fold)?;
        if stream.has(sentence.start..at, &["soll", "sollen", "sollte"]) {
            return None;
        }
        let first = if stream.norm(at.wrapping_sub(1)) == "in" { at - 1 } else { at };
        return Some((first, i));
    }
    let infinitive = to_infinitive(stream, sentence, i);
    let mark = duty(stream, sentence, i, infinitive.is_some() || stream.has(i..sentence.end, HOLDS))?;
    let last = stream.find(i..sentence.end, HOLDS).or(infinitive).unwrap_or(i);
    Some((mark.min(i), mark.max(last)))
}

fn contents(stream: &Stream<'_>, sentence: &Range<usize>, i: usize) -> Option<(usize, usize)> {
    if matches!(stream.norm(i.wrapping_sub(1)), "auf" | "einen" if stream.norm(i.wrapping_sub(1)) == "auf") {
        return None;
    }
    let last = stream.find(i..(i + 14).min(sentence.end), HOLDS)?;
    // "Sie müssen einen Antrag bei Gericht stellen" asks for interim relief.
    if is_one(stream.norm(last), &["stellen"]) {
        return None;
    }
    let mark = duty(stream, sentence, i, true)?;
    Some((mark.min(i), mark.max(last)))
}

fn lawyer(stream: &Stream<'_>, sentence: &Range<usize>, i: usize) -> Option<(usize, usize)> {
    let s = sentence.clone();
    if stream.has(s.clone(), NO) {
        return None;
    }
    let only = stream.rfind(s.start..i, &["nur", "ausschließlich", "zwingend"]);
    let need =
        stream.rfind(s.start..i, &["brauchen", "benötigen", "braucht", "bedarf", "bedürfen", "brauchst"]);
    let zwang = is_one(stream.norm(i), &["anwaltszwang", "vertretungszwang"]);
    // "wenn Sie einen Anwalt haben, …"
    let clause = stream.rfind(s.start..i, &[","]).map_or(s.start, |c| c + 1);
    if stream.has(clause..i, &["wenn", "falls"]) && only.is_none() {
        return None;
    }
    // "…, wobei Sie sich durch eine Rechtsanwältin vertreten lassen müssen": the verb of the clause decides.
    let own = clause..s.end;
    let must = duty(stream, &own, i, to_infinitive(stream, &own, i).is_some());
    let first = only.or(need).or(must).or(zwang.then_some(i))?;
    let verbs =
        ["erhoben", "eingelegt", "vertreten", "erheben", "einlegen", "lassen", "eingereicht", "einreichen"];
    let last = stream.rfind(i..s.end, &verbs).unwrap_or(i);
    Some((first.min(i), last.max(first)))
}
