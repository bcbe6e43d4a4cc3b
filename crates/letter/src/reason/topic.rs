//! Which ruling a sentence of the reasons speaks about.

use document::BlockKind;
use text::TokenKind;

use super::{MOST_SHARED, Sign, Trace, fill};
use crate::citation::Citation;
use crate::norm::Norms;
use crate::part::PartKind;
use crate::phrase::Scan;
use crate::point::{Point, Ruling, label_number};
use crate::{View, layout};

/// Gives each point its chain of reasons.
pub(crate) fn attach(
    view: &View<'_>,
    parts: &[PartKind],
    citations: &[Citation],
    traces: &[Trace],
    points: &mut [Point],
    norms: &Norms,
) {
    let topics = Topics::new(points);
    let stems = Stems::new(view, points);
    let mut of: Vec<Vec<u32>> = vec![Vec::new(); points.len()];
    // What the last heading or number was about; it holds until the next one.
    let mut about: Vec<usize> = Vec::new();
    let mut next = 0;
    let answers_by_number = topics.answered_by_items(view, parts, points);
    for b in 0..view.len() {
        let start = next;
        while traces.get(next).is_some_and(|t| t.block == b) {
            next += 1;
        }
        if start == next && layout::is_heading(view, b) {
            about = topics.numbered(view, b, citations, true);
            if about.is_empty() {
                about = topics.named(view.scan(b), None);
            }
            // The subject line is about the whole letter.
            if about.is_empty() && parts[b] == PartKind::Reasons {
                about = stems.shared(view, b);
            }
            continue;
        }
        if start == next {
            continue;
        }
        if parts[b] == PartKind::OperativePart {
            // A ruling may give its reason in the same breath; what stands with it is its own.
            for (i, trace) in traces[start..next].iter().enumerate() {
                if let Some(point) = topics.ruling_of(points, trace) {
                    // What an item of the operative part says beside its ruling is no reason for it, unless it says why;
                    // in running text what follows the ruling is.
                    let listed = matches!(view.kind(b), BlockKind::ListItem { .. });
                    let itself = points[point].sentence == trace.sentence;
                    let shows = !listed && !itself && trace.signs.any(&[Sign::Fact, Sign::Norm]);
                    if trace.signs.has(Sign::Cause) || shows {
                        of[point].push((start + i) as u32);
                    }
                }
            }
            continue;
        }
        let mut numbered = topics.numbered(view, b, citations, false);
        if numbered.is_empty() && answers_by_number && parts[b] == PartKind::Reasons {
            numbered = topics.item(view, b);
        }
        if !numbered.is_empty() {
            about = numbered;
        }
        let mut last: Vec<usize> = Vec::new();
        for (i, trace) in traces[start..next].iter().enumerate() {
            if trace.sentence > 0 {
                let turned = topics.turned(view, b, trace.sentence);
                if !turned.is_empty() {
                    about = turned;
                }
            }
            let own = topics.named(view.scan(b), Some(trace.sentence));
            let chosen = if about.is_empty() {
                if own.is_empty() {
                    if last.is_empty() { topics.main.clone() } else { last.clone() }
                } else {
                    own
                }
            } else {
                // Below "Zu Ziffer 2 und 3" a sentence about the ban is about the one of them that bans.
                let mut narrowed: Vec<usize> = own.into_iter().filter(|p| about.contains(p)).collect();
                // "Deshalb bekommen Sie die Duldung mit dem Zusatz" is about both.
                if !narrowed.is_empty() && topics.names_main(view.scan(b), trace.sentence) {
                    narrowed.extend(topics.main.iter().filter(|p| about.contains(p)));
                    narrowed.sort_unstable();
                    narrowed.dedup();
                }
                if narrowed.is_empty() { about.clone() } else { narrowed }
            };
            for point in &chosen {
                of[*point].push((start + i) as u32);
            }
            last = chosen;
        }
    }
    fill(points, traces, citations, norms, of);
}

/// The points by what leads to them.
struct Topics {
    /// The points that reasons without a topic are about.
    main: Vec<usize>,
    main_ruling: Option<Ruling>,
    /// Rulings besides the main one, with their points.
    others: Vec<(Ruling, Vec<usize>)>,
    /// By number: the points that carry it.
    numbers: Vec<(u32, usize)>,
}

impl Topics {
    fn new(points: &[Point]) -> Topics {
        let burdens = |p: &Point| p.burden && p.ruling.decides();
        let main_ruling = points
            .iter()
            .filter(|p| burdens(p))
            .min_by_key(|p| (rank(p.ruling), p.range.start()))
            .or(points.first())
            .map(|p| p.ruling);
        let of = |ruling: Ruling| -> Vec<usize> {
            let same = points.iter().enumerate().filter(|(_, p)| group(p.ruling) == group(ruling));
            same.map(|(i, _)| i).take(MOST_SHARED).collect()
        };
        let mut others: Vec<(Ruling, Vec<usize>)> = Vec::new();
        for point in points.iter().filter(|p| Some(group(p.ruling)) != main_ruling.map(group)) {
            if !others.iter().any(|(ruling, _)| group(*ruling) == group(point.ruling)) {
                others.push((point.ruling, of(point.ruling)));
            }
        }
        let mut numbers: Vec<(u32, usize)> = points.iter().enumerate().map(|(i, p)| (p.number, i)).collect();
        numbers.sort_unstable();
        Topics { main: main_ruling.map(of).unwrap_or_default(), main_ruling, others, numbers }
    }

    /// The points whose ruling a block or a sentence names, except the main ones.
    fn named(&self, scan: &Scan<'_>, sentence: Option<usize>) -> Vec<usize> {
        let names = |ruling: Ruling| match sentence {
            Some(s) => scan.any_in_sentence(s, words(ruling)),
            None => scan.any(words(ruling)),
        };
        let mut out = Vec::new();
        for (ruling, points) in &self.others {
            if names(*ruling) {
                out.extend(points);
            }
        }
        out.sort_unstable();
        out.dedup();
        out
    }

    /// Tells whether a sentence names the main ruling.
    fn names_main(&self, scan: &Scan<'_>, sentence: usize) -> bool {
        self.main_ruling.is_some_and(|ruling| scan.any_in_sentence(sentence, words(ruling)))
    }

    /// The points that a block names by number: "Zu Ziffer 3", "Zu II.", "(zu IV.)", "Die Gebühr in Nummer 3".
    fn numbered(&self, view: &View<'_>, b: usize, citations: &[Citation], heading: bool) -> Vec<usize> {
        let paragraph = view.paragraph(b);
        let tokens = &paragraph.tokens;
        let first_sentence = paragraph.sentences.first().map_or(0, |s| s.tokens.end as usize);
        // "Zu (1) Sie sind …" may be cut behind its number.
        let end = if heading { tokens.len() } else { first_sentence.max(8).min(tokens.len()) };
        let base = view.base(b);
        let mut out = Vec::new();
        let mut i = 0;
        while i < end {
            let norm = paragraph.norm(&tokens[i]);
            let cited = || {
                let at = tokens[i].range.start() + base;
                let next = citations.partition_point(|c| c.range.end() <= at);
                citations.get(next).is_some_and(|c| c.range.contains(at))
            };
            let named = matches!(
                norm,
                "ziffer"
                    | "ziffern"
                    | "nummer"
                    | "nummern"
                    | "nr."
                    | "nrn."
                    | "punkt"
                    | "punkte"
                    | "punkten"
                    | "ziff."
                    | "buchstabe"
                    | "nr"
            );
            let to = norm == "zu" && (heading || i < 3 || paragraph.norm(&tokens[i - 1]) == "(");
            if (named && (heading || i < 24) && !cited()) || to {
                let taken = self.labels(view, b, i + 1, end, &mut out);
                i += 1 + taken;
            } else {
                i += 1;
            }
        }
        out.sort_unstable();
        out.dedup();
        out
    }

    /// The points that carry the number of an item of the reasons: "2. Sie haben um Nachlass gebeten, …".
    fn item(&self, view: &View<'_>, b: usize) -> Vec<usize> {
        let BlockKind::ListItem { number: Some(number), .. } = view.kind(b) else { return Vec::new() };
        let start = self.numbers.partition_point(|(k, _)| *k < number);
        self.numbers[start..]
            .iter()
            .take_while(|(k, _)| *k == number)
            .map(|(_, p)| *p)
            .take(MOST_SHARED)
            .collect()
    }

    /// Tells whether the items of the reasons answer the rulings one by one: as many of them, with the same numbers, and more
    /// than a line each.
    fn answered_by_items(&self, view: &View<'_>, parts: &[PartKind], points: &[Point]) -> bool {
        let mut items = Vec::new();
        for b in (0..view.len()).filter(|b| parts[*b] == PartKind::Reasons) {
            if let BlockKind::ListItem { number: Some(number), .. } = view.kind(b) {
                if view.paragraph(b).sentences.len() < 2 {
                    return false;
                }
                items.push(number);
            }
        }
        let mut numbers: Vec<u32> = points.iter().map(|p| p.number).collect();
        numbers.dedup();
        numbers.len() >= 2 && items == numbers
    }

    /// The points that a sentence inside a block turns to: "Zu Ziffer 2 gilt: …".
    fn turned(&self, view: &View<'_>, b: usize, sentence: usize) -> Vec<usize> {
        let paragraph = view.paragraph(b);
        let range = paragraph.sentences[sentence].indices();
        let mut words = paragraph.tokens[range.clone()].iter().map(|t| paragraph.norm(t));
        let named =
            |w: &str| matches!(w, "ziffer" | "ziffern" | "nummer" | "nummern" | "nr." | "punkt" | "punkte");
        let mut out = Vec::new();
        if words.next() == Some("zu") && words.next().is_some_and(named) {
            self.labels(view, b, range.start + 2, range.end, &mut out);
        }
        out.sort_unstable();
        out.dedup();
        out
    }

    /// Reads "1", "II.", "2 und 3", "(1)", "b)" from a token on; returns how many tokens they took.
    fn labels(&self, view: &View<'_>, b: usize, from: usize, end: usize, out: &mut Vec<usize>) -> usize {
        let paragraph = view.paragraph(b);
        let mut at = from;
        let mut last: Option<u32> = None;
        let mut range = false;
        while at < end {
            let token = &paragraph.tokens[at];
            let norm = paragraph.norm(token);
            let bare = norm.trim_matches(['.', ')', '(', ':', ',']);
            if let Some(number) = label(bare, token.kind) {
                let first = if range { last.map_or(number, |l| l + 1) } else { number };
                for n in first..=number.min(first.saturating_add(20)) {
                    let start = self.numbers.partition_point(|(k, _)| *k < n);
                    let same = self.numbers[start..].iter().take_while(|(k, _)| *k == n).take(MOST_SHARED);
                    out.extend(same.map(|(_, point)| *point));
                }
                last = Some(number);
                range = false;
            } else if matches!(
                norm,
                "und"
                    | ","
                    | "("
                    | ")"
                    | "."
                    | ":"
                    | "/"
                    | "den"
                    | "dem"
                    | "der"
                    | "sowie"
                    | "ziffer"
                    | "ziffern"
                    | "nummer"
                    | "nummern"
                    | "nr."
                    | "punkt"
                    | "buchstabe"
            ) && at < from + 12
            {
            } else if matches!(norm, "bis" | "–" | "-") {
                range = true;
            } else {
                break;
            }
            at += 1;
        }
        at - from
    }

    /// The ruling that a sentence of the operative part is, or that stands before it in the same block.
    fn ruling_of(&self, points: &[Point], trace: &Trace) -> Option<usize> {
        let next = points.partition_point(|p| (p.block, p.sentence) <= (trace.block, trace.sentence));
        let before = next.checked_sub(1)?;
        (points[before].block == trace.block).then_some(before)
    }
}

/// The nouns and verbs of each ruling by their first letters, for headings that speak about one of them: "Warum die Verlängerung drei
/// Jahre gilt" is about "Wir verlängern …", not about "Den Antrag auf die Niederlassungserlaubnis lehnen wir ab".
struct Stems {
    /// Sorted; the point is `None` where several rulings share the beginning.
    of: Vec<(String, Option<usize>)>,
}

impl Stems {
    /// Letters that tell words apart and join "Verlängerung" and "verlängern".
    const LETTERS: usize = 7;

    fn new(view: &View<'_>, points: &[Point]) -> Stems {
        // Letters with more rulings lead by numbers; and hostile ones have thousands.
        let few = if (2..=MOST_SHARED).contains(&points.len()) { points } else { &[] };
        let mut of: Vec<(String, Option<usize>)> = Vec::new();
        for (i, point) in few.iter().enumerate() {
            let paragraph = view.paragraph(point.block);
            for token in paragraph.tokens_of(&paragraph.sentences[point.sentence]) {
                if let Some(stem) = Stems::stem(paragraph.norm(token)) {
                    of.push((stem, Some(i)));
                }
            }
        }
        of.sort_unstable();
        of.dedup();
        of.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 = None;
            }
            same
        });
        Stems { of }
    }

    fn stem(norm: &str) -> Option<String> {
        let (at, _) = norm.char_indices().nth(Stems::LETTERS)?;
        norm[..at].chars().all(char::is_alphabetic).then(|| norm[..at].to_owned())
    }

    /// The one ruling whose words a heading takes up.
    fn shared(&self, view: &View<'_>, b: usize) -> Vec<usize> {
        let paragraph = view.paragraph(b);
        let points = paragraph.tokens.iter().filter_map(|token| {
            let stem = Stems::stem(paragraph.norm(token))?;
            let at = self.of.binary_search_by(|(own, _)| own.cmp(&stem)).ok()?;
            self.of[at].1
        });
        let mut points: Vec<usize> = points.collect();
        points.sort_unstable();
        points.dedup();
        if points.len() == 1 { points } else { Vec::new() }
    }
}

/// Rulings that have the same reasons: who must leave is warned of deportation.
fn group(ruling: Ruling) -> Ruling {
    match ruling {
        Ruling::Leave => Ruling::Threaten,
        Ruling::Cost => Ruling::Fee,
        other => other,
    }
}

/// Rulings in the order in which reasons without a topic are about them.
fn rank(ruling: Ruling) -> u8 {
    match ruling {
        Ruling::Expel | Ruling::Loss => 0,
        Ruling::Revoke | Ruling::Retract | Ruling::Shorten | Ruling::Lapse | Ruling::Refuse => 1,
        Ruling::Summon | Ruling::Ancillary => 2,
        Ruling::Order => 3,
        Ruling::Threaten => 4,
        Ruling::Leave => 5,
        Ruling::Ban => 6,
        Ruling::Cost => 7,
        Ruling::Fee => 8,
        Ruling::Immediate => 9,
        Ruling::Coerce => 10,
        _ => 11,
    }
}

/// Words by which reasons speak about a ruling.
fn words(ruling: Ruling) -> &'static [&'static str] {
    match ruling {
        Ruling::Threaten | Ruling::Leave => &[
            "abschiebung*",
            "abschiebungsandrohung*",
            "androhung*",
            "ausreisefrist*",
            "ausreisepflicht*",
            "vollziehbar ausreisepflichtig",
            "zielstaat*",
            "ausreise",
            "ausreisen",
            "auszureisen",
            "§ 59",
            "§ 50",
            "§ 58",
            "abgeschoben",
            "=androhen",
            "abschiebungsverbot*",
            "abschiebungshindernis*",
        ],
        Ruling::Ban => &[
            "einreiseverbot*",
            "aufenthaltsverbot*",
            "einreise- und aufenthaltsverbot*",
            "einreisesperre*",
            "wiedereinreise*",
            "sperrfrist*",
            "sperre",
            "§ 11",
            "wiedereinreisesperre*",
            "dauer des verbots",
            "das verbot",
            "des verbots",
            "dem verbot",
        ],
        Ruling::Immediate => &[
            "vollziehung",
            "sofortvollzug*",
            "vollziehungsinteresse*",
            "vollzugsinteresse*",
            "sofort vollziehbar",
            "sofortige*",
        ],
        Ruling::Fee | Ruling::Cost => &[
            "kosten",
            "kostenentscheidung*",
            "kostenlast*",
            "auslagen",
            "kostentragung*",
            "gebühr",
            "gebühren",
            "gebührenpflicht*",
            "verwaltungsgebühr*",
            "bearbeitungsgebühr*",
            "aufenthv",
            "gebührentatbestand*",
            "aufenthaltsverordnung",
        ],
        Ruling::Coerce => &[
            "zwangsgeld*",
            "zwangsmittel*",
            "ersatzvornahme*",
            "unmittelbare* zwang*",
            "zwangsweise*",
            "vwvg",
        ],
        Ruling::Ancillary => &[
            "auflage*",
            "zusatz",
            "zusatzes",
            "nebenbestimmung*",
            "wohnsitz*",
            "wohnsitzauflage*",
            "räumliche*",
            "beschränkung*",
            "erwerbstätigkeit*",
            "§ 12a",
            "§ 61",
            "§ 44a",
            "integrationskurs*",
            "bedingung*",
        ],
        Ruling::Summon => &["persönliche* erscheinen*", "vorsprache*", "§ 82"],
        Ruling::Order => &[
            "abzugeben",
            "zurückzugeben",
            "abgabe",
            "rückgabe",
            "herausgabe",
            "zurückgefordert",
            "rückforderung",
            "zurückgegeben",
            "abgegeben",
            "einziehung",
            "herausgabe",
            "§ 52",
        ],
        Ruling::Refuse => &["antrag*", "=ablehnen", "ablehnung*", "versagung*"],
        Ruling::Revoke => &["widerruf*", "=widerrufen"],
        Ruling::Retract => &["rücknahme*", "=zurücknehmen"],
        Ruling::Shorten => &["verkürzung*", "=verkürzen"],
        Ruling::Lapse => &["erloschen", "=erlöschen", "erlöschen*"],
        Ruling::Suspend => &["duldung*", "aussetzung*"],
        Ruling::Grant
        | Ruling::Assure
        | Ruling::Loss
        | Ruling::Expel
        | Ruling::Intend
        | Ruling::Request
        | Ruling::Close
        | Ruling::Confirm => &[],
    }
}

/// "3", "III", "c" as a number.
fn label(bare: &str, kind: TokenKind) -> Option<u32> {
    let short = bare.len() <= 6 && kind != TokenKind::Placeholder;
    short.then(|| label_number(bare)).flatten()
}
