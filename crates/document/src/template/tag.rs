//! Commands that are written into the text: `{% if … %}`, `{{#if …}}`, `{# … #}`.

use source::{TextRange, TextSize};

use super::choice::{Alternative, Choice, Condition};
use super::{Fault, FaultKind, Template};
use crate::model::Document;

/// Longest command in bytes.
const LONGEST: usize = 400;

/// Deepest nesting; what lies deeper is not taken apart.
const DEEPEST: usize = 64;

/// Commands that stand alone or open what needs no branch of its own.
const PLAIN: [&str; 18] = [
    "set",
    "include",
    "import",
    "from",
    "extends",
    "block",
    "endblock",
    "macro",
    "endmacro",
    "with",
    "endwith",
    "raw",
    "endraw",
    "assign",
    "do",
    "filter",
    "endfilter",
    "call",
];

const KNOWN: [&str; 15] = [
    "if",
    "elif",
    "elsif",
    "elseif",
    "else",
    "endif",
    "unless",
    "endunless",
    "for",
    "endfor",
    "comment",
    "endcomment",
    "set",
    "include",
    "block",
];

/// A condition or repetition that is open.
struct Open {
    word: Word,
    /// What ends it, for people.
    ending: String,
    sign: TextRange,
    alternatives: Vec<Alternative>,
    /// Where the alternative that is being read begins, and when it stands there.
    start: TextSize,
    condition: Option<Condition>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Word {
    If,
    Loop,
    /// `{% comment %}`: its text stands in no letter.
    Comment,
    /// `{{#name}}` of Mustache.
    Section(String),
}

struct Reader<'d> {
    text: &'d str,
    template: Template,
    open: Vec<Open>,
}

pub(super) fn read(document: &Document) -> Template {
    let text = document.text.as_str();
    let mut reader = Reader { text, template: Template::default(), open: Vec::new() };
    let mut at = 0;
    while let Some(found) = text[at..].find('{').map(|i| at + i) {
        let rest = &text[found..];
        let pair =
            [("{%", "%}"), ("{#", "#}"), ("{{", "}}")].into_iter().find(|(open, _)| rest.starts_with(open));
        let Some((open, close)) = pair else {
            at = found + 1;
            continue;
        };
        let mut limit = rest.len().min(LONGEST);
        while !rest.is_char_boundary(limit) {
            limit -= 1;
        }
        let body = &rest[2..limit.max(2)];
        let end = body.find(close).filter(|end| !body[..*end].contains("{%") && !body[..*end].contains("{{"));
        let Some(end) = end else {
            let range = source::range(found, found + 2);
            // "{#" alone may be anything.
            if open != "{#" {
                reader.template.faults.push(Fault { range, kind: FaultKind::Open(close) });
                reader.template.signs.push(range);
            }
            at = found + 2;
            continue;
        };
        let range = source::range(found, found + 2 + end + 2);
        let inner = body[..end].trim_matches(['-', '~', '+']).trim();
        match open {
            "{#" => reader.template.signs.push(range),
            "{%" => reader.command(inner, range),
            _ => reader.braces(inner, range),
        }
        at = range.end().into();
    }
    reader.finish()
}

impl Reader<'_> {
    fn sign(&mut self, range: TextRange) {
        self.template.signs.push(range);
    }

    fn fault(&mut self, range: TextRange, kind: FaultKind) {
        self.template.faults.push(Fault { range, kind });
    }

    /// `{% word rest %}`; docxtpl writes `{%p if … %}`, `{%tr for … %}`.
    fn command(&mut self, inner: &str, range: TextRange) {
        self.sign(range);
        let mut inner = inner;
        for kind in ["p ", "tr ", "tc ", "r "] {
            if let Some(rest) = inner.strip_prefix(kind) {
                inner = rest.trim_start();
                break;
            }
        }
        let (word, rest) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
        let rest = rest.trim();
        match word {
            "" => self.fault(range, FaultKind::Nameless),
            "if" if rest.is_empty() => {
                self.fault(range, FaultKind::Nameless);
                self.begin(Word::If, "{% endif %}", range, Some(Condition::parse("?")));
            }
            "if" => self.begin(Word::If, "{% endif %}", range, Some(Condition::parse(rest))),
            "unless" => {
                self.begin(Word::If, "{% endunless %}", range, Some(Condition::parse(rest).negated()))
            }
            "for" => self.begin(Word::Loop, "{% endfor %}", range, None),
            "comment" => self.begin(Word::Comment, "{% endcomment %}", range, None),
            "elif" | "elsif" | "elseif" => self.turn(range, Some(Condition::parse(rest)), "{% if … %}"),
            "else" => self.turn(range, None, "{% if … %}"),
            "endif" | "endunless" => self.end(&Word::If, range, "{% if … %}"),
            "endfor" => self.end(&Word::Loop, range, "{% for … %}"),
            "endcomment" => self.end(&Word::Comment, range, "{% comment %}"),
            word if PLAIN.contains(&word) => {}
            word => {
                let near = KNOWN
                    .into_iter()
                    .map(|known| (distance(word, known), known.len().abs_diff(word.len()), known))
                    .filter(|(far, _, known)| *far <= 2 && *far < known.len())
                    .min();
                self.fault(range, FaultKind::Unknown(near.map(|(.., known)| known)));
            }
        }
    }

    /// `{{#if x}}`, `{{else}}`, `{{/if}}`, `{{^x}}`; everything else in braces is a field.
    fn braces(&mut self, inner: &str, range: TextRange) {
        if inner.starts_with('!') {
            return self.sign(range);
        }
        if inner == "else" || inner.starts_with("else if ") {
            self.sign(range);
            let condition = inner.strip_prefix("else if ").map(Condition::parse);
            return self.turn(range, condition, "{{#if …}}");
        }
        let Some(sign) = inner.chars().next().filter(|c| matches!(c, '#' | '^' | '/')) else {
            if inner.is_empty() {
                self.fault(range, FaultKind::Nameless);
            }
            return;
        };
        self.sign(range);
        let words = inner[1..].trim();
        let (word, rest) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
        match (sign, word) {
            (_, "") => self.fault(range, FaultKind::Nameless),
            ('#', "if") => self.begin(Word::If, "{{/if}}", range, Some(Condition::parse(rest))),
            ('#', "unless") => {
                self.begin(Word::If, "{{/unless}}", range, Some(Condition::parse(rest).negated()))
            }
            ('#', "each" | "list") => self.begin(Word::Loop, "{{/each}}", range, None),
            ('/', "if" | "unless") => self.end(&Word::If, range, "{{#if …}}"),
            ('/', "each" | "list") => self.end(&Word::Loop, range, "{{#each …}}"),
            ('/', name) => self.end(&Word::Section(name.to_owned()), range, &format!("{{{{#{name}}}}}")),
            (begin, name) => {
                let condition = Condition::parse(name);
                let condition = if begin == '^' { condition.negated() } else { condition };
                self.begin(
                    Word::Section(name.to_owned()),
                    &format!("{{{{/{name}}}}}"),
                    range,
                    Some(condition),
                );
            }
        }
    }

    fn begin(&mut self, word: Word, ending: &str, sign: TextRange, condition: Option<Condition>) {
        let ending = ending.to_owned();
        self.open.push(Open { word, ending, sign, alternatives: Vec::new(), start: sign.end(), condition });
    }

    /// Another branch begins.
    fn turn(&mut self, sign: TextRange, condition: Option<Condition>, opening: &str) {
        let Some(open) = self.open.last_mut().filter(|open| open.word != Word::Comment) else {
            return self.fault(sign, FaultKind::Unopened(opening.to_owned()));
        };
        let range = TextRange::new(open.start, sign.start());
        // A repetition with `else`: the first branch stands there if there is anything to repeat.
        let first = open.condition.take().or_else(|| {
            let words = source::slice(self.text, open.sign);
            open.alternatives
                .is_empty()
                .then(|| Condition::parse(words.trim_matches(['{', '}', '%', '-', ' '])))
        });
        open.alternatives.push(Alternative { range, condition: first });
        open.start = sign.end();
        open.condition = condition;
    }

    fn end(&mut self, word: &Word, sign: TextRange, opening: &str) {
        let Some(at) = self.open.iter().rposition(|open| open.word == *word) else {
            return self.fault(sign, FaultKind::Unopened(opening.to_owned()));
        };
        // What was opened inside and not closed.
        while self.open.len() > at + 1 {
            self.forget();
        }
        let Some(mut open) = self.open.pop() else { return };
        let range = TextRange::new(open.start, sign.start());
        match open.word {
            Word::Comment => self.sign(range),
            Word::Loop if open.alternatives.is_empty() => {}
            _ if self.open.len() >= DEEPEST => {}
            _ => {
                let is_else = open.condition.is_none();
                open.alternatives.push(Alternative { range, condition: open.condition });
                if !is_else {
                    let empty = TextRange::empty(sign.start());
                    open.alternatives.push(Alternative { range: empty, condition: None });
                }
                self.template.choices.push(Choice { alternatives: open.alternatives });
            }
        }
    }

    /// Gives up the innermost that is open: its text stands in every letter.
    fn forget(&mut self) {
        if let Some(open) = self.open.pop() {
            self.fault(open.sign, FaultKind::Unclosed(open.ending));
        }
    }

    fn finish(mut self) -> Template {
        while !self.open.is_empty() {
            self.forget();
        }
        self.template.faults.sort_by_key(|fault| fault.range.start());
        self.template
    }
}

/// How many letters must change, for short words.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().take(24).enumerate() {
        let mut corner = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let cost = corner + usize::from(x != *y);
            corner = row[j + 1];
            row[j + 1] = cost.min(row[j] + 1).min(corner + 1);
        }
    }
    row[b.len()]
}
