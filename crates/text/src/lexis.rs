//! Closed word classes, and the first guess at part of speech and base form from them, from verb forms and from spelling.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::paragraph::Paragraph;
use crate::token::{Case, Morph, Pos, Slice, TokenKind};
use crate::verb;

const CLOSED: &[(Pos, &str)] = &[
    (
        Pos::Det,
        "der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner keines mein meine meinen meinem meiner \
         meines unser unsere unseren unserem unserer unseres ihr ihre ihren ihrem ihrer ihres sein seine seinen seinem seiner seines dieser diese \
         dieses diesen diesem jener jene jenes jenen jenem jeder jede jedes jeden jedem welcher welche welches welchen welchem mancher manche \
         manches manchen solche solcher solches solchen alle aller allen alles beide beider beiden sämtliche sämtlicher sämtlichen derselbe dieselbe \
         dasselbe denselben demselben desselben derjenige diejenige dasjenige diejenigen denjenigen",
    ),
    (
        Pos::Pron,
        "ich du er sie es wir mich dich ihn uns euch mir dir ihm ihnen sich man jemand niemand etwas nichts wer was wem wen wessen dessen deren \
         denen einander selbst selber jedermann letzteres letztere ersteres",
    ),
    (
        Pos::Adp,
        "ab an am ans auf aufs aus bei beim bis durch für gegen hinter in im ins mit nach neben ohne seit über um unter von vom vor während wegen zu \
         zum zur zwischen gemäß laut mittels seitens hinsichtlich bezüglich aufgrund infolge anhand innerhalb außerhalb gegenüber trotz statt anstatt \
         zwecks mangels binnen entsprechend zuzüglich abzüglich außer samt nebst je pro per via ungeachtet unbeschadet vorbehaltlich anlässlich angesichts \
         betreffs kraft dank zugunsten zulasten einschließlich ausschließlich",
    ),
    (
        Pos::Cconj,
        "und oder aber sondern denn sowie bzw. sowohl weder noch jedoch doch entweder beziehungsweise respektive",
    ),
    (
        Pos::Sconj,
        "dass ob weil da wenn falls sofern soweit obwohl obgleich nachdem bevor ehe während indem damit sodass solange sobald seitdem sooft als wie \
         zumal wobei woraufhin weshalb weswegen insofern insoweit",
    ),
    (Pos::Part, "nicht zu"),
    (
        Pos::Adv,
        "auch nur noch schon bereits sehr so dann dort hier heute morgen gestern jetzt nun immer nie oft wieder bitte leider gern gerne daher deshalb \
         deswegen darum somit folglich demnach mithin also außerdem zudem ferner weiterhin dabei dafür dagegen dadurch daran darauf daraus darin darüber \
         davon dazu hierzu hierbei hiermit hierfür hiervon hiergegen insoweit insofern jedoch allerdings zwar trotzdem dennoch gleichwohl lediglich \
         insbesondere etwa ungefähr mindestens höchstens spätestens zunächst zuletzt danach davor vorher nachher bisher seither inzwischen mehr weniger \
         allein zusammen nämlich wo wann warum wie wohin woher ansonsten andernfalls widrigenfalls gegebenenfalls ggf. teilweise vielleicht möglicherweise \
         sogar eben gerade erst bald sofort umgehend unverzüglich demgemäß demzufolge infolgedessen nunmehr seinerzeit damals einmal zweimal dreimal \
         ebenfalls ebenso genau kaum fast ganz gar überhaupt mal",
    ),
    (
        Pos::Num,
        "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert tausend",
    ),
];

/// Words that start a sentence when written with a capital letter, and are written small inside one.
const STARTERS: &str = "\
ab aber alle allerdings als also am an andere andernfalls auch auf aufgrund aus außerdem außerhalb bei beide beim bereits besonders bis bisher \
bitte bevor ihr ihre ihrem ihren ihrer ihres mein meine da dabei dadurch dafür dagegen daher dahingehend damit danach daneben dann daran darauf daraus darin darüber darum das dass davon dazu dem \
demgegenüber demnach demzufolge den denn dennoch der deren deshalb dessen deswegen die dies diese diesem diesen dieser dieses doch dort durch ein eine \
einem einen einer eines einige entscheidend er erst es etwas falls ferner folgende folglich für gegen gegenüber gemäß gern gerne gilt gleichwohl hat \
haben hier hierbei hierdurch hierfür hiergegen hierzu hieraus hinsichtlich hinzu ich ihnen im in indem infolge infolgedessen innerhalb insbesondere insofern insoweit \
insgesamt inzwischen ist jede jeder jedes jedoch jetzt kann kein keine keinen kommen kommt können lassen laut lediglich leider man maßgeblich mehrere mehr \
mit mithin möglicherweise müssen nach nachdem nämlich nicht noch nun nunmehr nur ob obwohl oder ohne rechtsgrundlage schließlich sehen sehr seit seitdem senden \
sie sind so sobald sodann sofern soll sollte sollten solange somit sondern soweit sowie spätestens statt trotz trotzdem über um und ungeachtet uns unser unsere \
unserem unseren unter vielmehr vom von vor voraussetzung voraussetzungen während war waren was weder weil weiter weiterhin welche wenn wer werden wie wir wird wo wobei wollen wurde \
wurden zu zudem zuerst zugleich zum zunächst zur zusätzlich zuvor zwar zwischen sollen müsste müssten könnte könnten darf dürfen hätte wäre würde gleiches ebenso ebenfalls zumal reichen legen \
schicken teilen rufen kommen bringen vielen";

fn classes() -> &'static FxHashMap<&'static str, Pos> {
    static TABLE: OnceLock<FxHashMap<&'static str, Pos>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut map = FxHashMap::default();
        for (pos, words) in CLOSED {
            for word in words.split_whitespace() {
                map.entry(word).or_insert(*pos);
            }
        }
        map
    })
}

/// Tells whether a word, written with a capital letter, starts a sentence; takes any case.
pub(crate) fn starts_sentence(word: &str) -> bool {
    static TABLE: OnceLock<rustc_hash::FxHashSet<&'static str>> = OnceLock::new();
    let table = TABLE.get_or_init(|| STARTERS.split_whitespace().collect());
    if word.starts_with(char::is_uppercase) {
        return table.contains(word.to_lowercase().as_str());
    }
    table.contains(word)
}

/// Syllables of an abbreviation as it is read aloud; 1 for those that are not listed.
pub(crate) fn spoken_syllables(norm: &str) -> u8 {
    match norm {
        "abs." => 2,         // Absatz
        "nr." | "nrn." => 2, // Nummer
        "art." => 3,         // Artikel
        "z.b." => 3,         // zum Beispiel
        "d.h." => 2,         // das heißt
        "bzw." => 5,         // beziehungsweise
        "ggf." => 6,         // gegebenenfalls
        "gem." => 2,         // gemäß
        "usw." => 4,         // und so weiter
        "dr." => 2,
        "ca." => 2,
        "vgl." => 3,
        "tel." => 4,
        "ziff." | "buchst." => 3,
        "i.v.m." => 5,
        _ => 1,
    }
}

/// Sets part of speech, base form and features of all tokens.
pub(crate) fn tag(paragraph: &mut Paragraph) {
    for i in 0..paragraph.tokens.len() {
        let first = paragraph.sentences.partition_point(|s| (s.tokens.start as usize) <= i);
        let sentence_start = first.checked_sub(1).map(|s| paragraph.sentences[s].tokens.start as usize);
        tag_token(paragraph, i, sentence_start == Some(i));
    }
    join_separated_verbs(paragraph);
}

fn tag_token(paragraph: &mut Paragraph, i: usize, at_start: bool) {
    let token = paragraph.tokens[i];
    let (pos, morph, lemma) = {
        let norm = paragraph.norm(&token);
        match token.kind {
            TokenKind::Punctuation => (Pos::Punct, Morph::NONE, None),
            TokenKind::Symbol => (Pos::Sym, Morph::NONE, None),
            TokenKind::Number | TokenKind::Time => (Pos::Num, Morph::NONE, None),
            TokenKind::Date => (Pos::Num, Morph::NONE, None),
            TokenKind::Ordinal => (Pos::Adj, Morph::NONE, None),
            TokenKind::ListMarker => (Pos::X, Morph::NONE, None),
            TokenKind::Placeholder | TokenKind::FileNumber | TokenKind::Email | TokenKind::Url => {
                (Pos::Propn, Morph::NONE, None)
            }
            TokenKind::Abbreviation => (
                classes().get(norm).copied().unwrap_or(if token.case == Case::Lower {
                    Pos::Adv
                } else {
                    Pos::Noun
                }),
                Morph::NONE,
                None,
            ),
            TokenKind::Word => tag_word(norm, token.case, at_start),
        }
    };
    let lemma = lemma.map(|(prefix, base)| push_lemma(&mut paragraph.store, &prefix, base));
    let token = &mut paragraph.tokens[i];
    token.pos = pos;
    token.morph = morph;
    if let Some(lemma) = lemma {
        token.lemma = lemma;
    }
}

/// Part of speech, features, and the base form as two pieces (separable prefix, rest).
fn tag_word(norm: &str, case: Case, at_start: bool) -> (Pos, Morph, Option<(String, &'static str)>) {
    let capital_inside = matches!(case, Case::Title | Case::Mixed | Case::Upper) && !at_start;
    if let Some(pos) = classes().get(norm) {
        // "Sie", "Ihnen", "Ihr" in the middle of a sentence are the polite address.
        let lemma = article_lemma(norm).map(|l| (String::new(), l));
        return (*pos, Morph::NONE, lemma);
    }
    if capital_inside {
        return (Pos::Noun, Morph::NONE, None);
    }
    if let Some(form) = verb::lookup(norm) {
        let pos = match form.base {
            "sein" | "haben" | "werden" | "können" | "müssen" | "sollen" | "dürfen" | "wollen" | "mögen"
                if form.prefix.is_empty() =>
            {
                Pos::Aux
            }
            _ => Pos::Verb,
        };
        return (pos, form.morph, Some((form.prefix.to_owned(), form.base)));
    }
    if case == Case::Title && at_start {
        return (Pos::Noun, Morph::NONE, None);
    }
    if verb::looks_like_participle(norm) {
        return (Pos::Verb, Morph::PART, None);
    }
    (Pos::Adj, Morph::NONE, None)
}

fn article_lemma(norm: &str) -> Option<&'static str> {
    Some(match norm {
        "der" | "die" | "das" | "den" | "dem" | "des" => "der",
        "ein" | "eine" | "einen" | "einem" | "einer" | "eines" => "ein",
        "kein" | "keine" | "keinen" | "keinem" | "keiner" | "keines" => "kein",
        "dieser" | "diese" | "dieses" | "diesen" | "diesem" => "dieser",
        "im" | "ins" => "in",
        "am" | "ans" => "an",
        "zum" | "zur" => "zu",
        "vom" => "von",
        "beim" => "bei",
        "aufs" => "auf",
        _ => return None,
    })
}

fn push_lemma(store: &mut String, prefix: &str, base: &str) -> Slice {
    let start = store.len() as u32;
    store.push_str(prefix);
    store.push_str(base);
    Slice { start, len: store.len() as u32 - start }
}

/// "Wir lehnen Ihren Antrag ab": the finite verb takes the base form with its prefix.
fn join_separated_verbs(paragraph: &mut Paragraph) {
    for s in 0..paragraph.sentences.len() {
        let range = paragraph.sentences[s].indices();
        let mut finite: Option<usize> = None;
        for i in range.clone() {
            let token = paragraph.tokens[i];
            if token.kind == TokenKind::Punctuation {
                if matches!(paragraph.norm(&token), ":" | ";") {
                    finite = None;
                }
                continue;
            }
            if token.pos == Pos::Verb && token.morph.has(Morph::FIN) && !token.morph.has(Morph::PART) {
                // A verb at the end of a subordinate clause has its prefix already.
                let last = paragraph.tokens.get(i + 1).is_none_or(|next| next.kind == TokenKind::Punctuation);
                if !last {
                    finite = Some(i);
                }
                continue;
            }
            // The prefix stands alone at the end of the clause.
            let ends_clause = paragraph.tokens[i + 1..range.end].first().is_none_or(|next| {
                next.kind == TokenKind::Punctuation
                    || matches!(paragraph.norm(next), "und" | "oder" | "sowie")
            });
            if let Some(verb) = finite
                && ends_clause
                && i > verb + 1
                && token.case == Case::Lower
                && verb::is_prefix(paragraph.norm(&token))
            {
                let prefix = paragraph.norm(&token).to_owned();
                let base = paragraph.lemma(&paragraph.tokens[verb]).to_owned();
                let lemma = push_lemma(&mut paragraph.store, &prefix, &base);
                paragraph.tokens[verb].lemma = lemma;
                paragraph.tokens[i].pos = Pos::Adp;
                finite = None;
            }
        }
    }
}
