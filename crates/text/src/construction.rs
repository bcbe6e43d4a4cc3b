//! Constructions that make sentences harder to read.

use crate::lexicon::{Tag, lexicon};
use crate::paragraph::{Construction, ConstructionKind, Paragraph, Sentence};
use crate::token::{Case, Morph, Pos, Token, TokenKind};

/// Finds all constructions of a paragraph, sorted by place.
pub(crate) fn find(paragraph: &Paragraph) -> Vec<Construction> {
    let mut out = Vec::new();
    for sentence in &paragraph.sentences {
        passives(paragraph, sentence, &mut out);
        modal_infinitives(paragraph, sentence, &mut out);
    }
    out.sort_by_key(|c| (c.range.start(), c.range.end(), c.kind));
    out
}

fn push(
    out: &mut Vec<Construction>,
    paragraph: &Paragraph,
    kind: ConstructionKind,
    first: usize,
    last: usize,
) {
    let (first, last) = (first.min(last), first.max(last));
    let range =
        source::TextRange::new(paragraph.tokens[first].range.start(), paragraph.tokens[last].range.end());
    out.push(Construction { kind, range, tokens: first as u32..last as u32 + 1, depth: 0 });
}

/// Finds *werden* with a past participle; the future and the copula are none.
fn passives(paragraph: &Paragraph, sentence: &Sentence, out: &mut Vec<Construction>) {
    let range = sentence.indices();
    let mut taken = usize::MAX;
    for i in range.clone() {
        let token = &paragraph.tokens[i];
        if token.pos != Pos::Aux || paragraph.lemma(token) != "werden" {
            continue;
        }
        // "abgelehnt wird", "erteilt werden kann", "abgelehnt worden ist"
        let before = i.checked_sub(1).filter(|b| *b >= range.start && participle(paragraph, *b).is_some());
        if let Some(b) = before {
            push(out, paragraph, ConstructionKind::Passive, coordinated_start(paragraph, range.start, b), i);
            taken = b;
            continue;
        }
        if !token.morph.has(Morph::FIN) {
            continue;
        }
        if let Some(p) = participle_after(paragraph, i, range.end).filter(|p| *p != taken) {
            push(out, paragraph, ConstructionKind::Passive, i, p);
        }
    }
}

/// "geprüft und abgelehnt wird": the first of several participles.
fn coordinated_start(paragraph: &Paragraph, start: usize, mut last: usize) -> usize {
    while last >= start + 2
        && matches!(paragraph.norm(&paragraph.tokens[last - 1]), "und" | "oder" | ",")
        && participle(paragraph, last - 2).is_some_and(|certain| certain)
    {
        last -= 2;
    }
    last
}

/// Looks forward from a finite form of *werden* for the participle that closes its bracket.
fn participle_after(paragraph: &Paragraph, aux: usize, end: usize) -> Option<usize> {
    let mut clause_depth = 0u32;
    for p in aux + 1..end.min(aux + 80) {
        let token = &paragraph.tokens[p];
        let norm = paragraph.norm(token);
        if token.kind == TokenKind::Punctuation {
            if matches!(norm, ";" | ":") {
                return None;
            }
            if norm == "," {
                let opens = paragraph.tokens.get(p + 1).is_some_and(|n| opens_subordinate(paragraph, n))
                    || paragraph.tokens.get(p + 2).is_some_and(|n| {
                        paragraph.tokens[p + 1].pos == Pos::Adp && opens_subordinate(paragraph, n)
                    });
                if opens {
                    clause_depth += 1;
                } else {
                    clause_depth = clause_depth.saturating_sub(1);
                }
            }
            continue;
        }
        if clause_depth > 0 {
            continue;
        }
        // Another finite verb before the bracket closes: *werden* was the copula, or the bracket is closed.
        let joined = matches!(paragraph.norm(&paragraph.tokens[p - 1]), "und" | "oder" | "aber" | "sondern");
        if token.pos == Pos::Aux && token.morph.has(Morph::FIN) && (joined || !token.morph.has(Morph::INF)) {
            return None;
        }
        if participle(paragraph, p).is_none() {
            continue;
        }
        if !closes_bracket(paragraph, p, end) {
            continue;
        }
        // "wird abgelehnt haben" is a future.
        let perfect = paragraph.tokens.get(p + 1).is_some_and(|n| {
            p + 1 < end && n.morph.has(Morph::INF) && matches!(paragraph.lemma(n), "haben" | "sein")
        });
        if perfect {
            return None;
        }
        // "Sie werden einen Bescheid erhalten": the form is an infinitive too, and a person acts.
        let token = &paragraph.tokens[p];
        if token.morph.has(Morph::INF)
            && paragraph.tokens[aux].morph.has(Morph::PRES)
            && person_acts(paragraph, aux, p)
        {
            return None;
        }
        return Some(p);
    }
    None
}

/// True if after token `p` the clause ends, or only the verbs that belong to the bracket follow.
fn closes_bracket(paragraph: &Paragraph, p: usize, end: usize) -> bool {
    let Some(next) = paragraph.tokens.get(p + 1).filter(|_| p + 1 < end) else { return true };
    match next.kind {
        TokenKind::Punctuation => true,
        TokenKind::Word => {
            next.pos == Pos::Aux
                || matches!(paragraph.norm(next), "und" | "oder" | "sowie" | "bzw" | "als" | "wie" | "sondern")
                // "wird hingewiesen auf", "wird gebeten, …", "wurde mitgeteilt am": what follows comes after the bracket.
                || (next.pos == Pos::Adp && next.case == Case::Lower)
                || matches!(next.pos, Pos::Sconj)
        }
        TokenKind::Abbreviation => matches!(paragraph.norm(next), "bzw."),
        _ => false,
    }
}

/// True if a personal pronoun that acts stands beside the verb.
fn person_acts(paragraph: &Paragraph, aux: usize, p: usize) -> bool {
    let near = |i: usize| {
        // "Gegen Sie wird …": after a preposition the pronoun is no subject.
        let governed = i > 0 && paragraph.tokens[i - 1].pos == Pos::Adp;
        !governed && matches!(paragraph.norm(&paragraph.tokens[i]), "wir" | "ich" | "sie" | "er" | "man")
    };
    (aux > 0 && near(aux - 1)) || (aux + 1 < p && near(aux + 1))
}

/// `Some(certain)` if a token can be a past participle in a predicate.
fn participle(paragraph: &Paragraph, i: usize) -> Option<bool> {
    let token: &Token = &paragraph.tokens[i];
    if token.kind != TokenKind::Word || !matches!(token.case, Case::Lower | Case::Title) {
        return None;
    }
    let norm = paragraph.norm(token);
    let listed = if token.pos == Pos::Verb || token.pos == Pos::Adj {
        token.morph.has(Morph::PART)
    } else {
        // "Abgelehnt wird …" at the start of a sentence; elsewhere a capital letter means a noun ("das Verfahren wird").
        token.case == Case::Title
            && starts_sentence(paragraph, i)
            && lexicon().get(norm).is_some_and(|c| lexicon().tags(c).has(Tag::Vvpp))
    };
    listed.then(|| !token.morph.has(Morph::INF))
}

fn starts_sentence(paragraph: &Paragraph, i: usize) -> bool {
    paragraph.sentences.iter().any(|s| s.tokens.start as usize == i)
}

fn opens_subordinate(paragraph: &Paragraph, token: &Token) -> bool {
    token.pos == Pos::Sconj
        || matches!(
            paragraph.norm(token),
            "der"
                | "die"
                | "das"
                | "den"
                | "dem"
                | "dessen"
                | "deren"
                | "denen"
                | "welche"
                | "welcher"
                | "welches"
                | "welchen"
                | "welchem"
                | "wo"
                | "was"
                | "wer"
        )
}

/// Finds *sein* or *haben* with *zu* and infinitive.
fn modal_infinitives(paragraph: &Paragraph, sentence: &Sentence, out: &mut Vec<Construction>) {
    let range = sentence.indices();
    for i in range.clone() {
        let token = &paragraph.tokens[i];
        let zu_word = token.morph.has(Morph::ZU);
        let zu_pair = i + 1 < range.end
            && paragraph.norm(token) == "zu"
            && paragraph.tokens[i + 1].morph.has(Morph::INF)
            && paragraph.tokens[i + 1].case == Case::Lower;
        if !zu_word && !zu_pair {
            continue;
        }
        let last = if zu_pair { i + 1 } else { i };
        // "…, um den Antrag zu prüfen", "…, den Antrag zu stellen": an infinitive clause of its own starts at the comma.
        let modal = |t: &Token| t.pos == Pos::Aux && matches!(paragraph.lemma(t), "sein" | "haben");
        // "abzulehnen ist", "zu prüfen hat"
        let after =
            paragraph.tokens[last + 1..range.end].first().filter(|t| modal(t) && t.morph.has(Morph::FIN));
        if after.is_some() {
            push(out, paragraph, ConstructionKind::ModalInfinitive, i, last + 1);
            continue;
        }
        let mut found = None;
        for b in (range.start..i).rev() {
            let before = &paragraph.tokens[b];
            if before.kind == TokenKind::Punctuation && matches!(paragraph.norm(before), "," | ";" | ":") {
                break;
            }
            // Some other verb governs the infinitive ("beantragen, … zu").
            if before.pos == Pos::Verb && before.morph.has(Morph::FIN)
                || matches!(paragraph.norm(before), "um" | "ohne" | "statt")
            {
                break;
            }
            if modal(before) && before.morph.has(Morph::FIN) {
                found = Some(b);
                break;
            }
        }
        // "ist … gezwungen zu", "hat … begonnen zu": the participle governs.
        if let Some(b) = found
            && !(b + 1..i)
                .any(|k| paragraph.tokens[k].morph.has(Morph::PART) && paragraph.tokens[k].pos == Pos::Verb)
        {
            push(out, paragraph, ConstructionKind::ModalInfinitive, b, last);
        }
    }
}
