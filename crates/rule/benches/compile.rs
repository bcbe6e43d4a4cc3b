//! What rules cost: at start-up, and per letter.
//!
//! Budget: 400 rules compile in 20 ms; looking up tokens, filtering and matching run at 10 MB/s on one core.

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use klarbrief_rule::{Candidates, LexiconTable, RuleSet, SourceFile, Symbols, TokenContext, compile};

fn main() {
    divan::main();
}

/// Words of invented letters, some of which rules look for.
const WORDS: [&str; 64] = [
    "die",
    "der",
    "das",
    "Ihr",
    "Antrag",
    "wird",
    "abgelehnt",
    "Sie",
    "haben",
    "nicht",
    "nachgewiesen",
    "dass",
    ",",
    "Lebensunterhalt",
    "gesichert",
    "ist",
    "zur",
    "Anwendung",
    "kommen",
    "hiermit",
    "Bescheid",
    "vom",
    "Widerspruch",
    "innerhalb",
    "eines",
    "Monats",
    "Behörde",
    "in",
    "Kenntnis",
    "gesetzt",
    "gemäß",
    "§",
    "5",
    "Abs.",
    "1",
    "AufenthG",
    "Unterlagen",
    "vorzulegen",
    "im",
    "Falle",
    "Nichtbeachtung",
    "und",
    "oder",
    "Frist",
    "bis",
    "zum",
    "Prüfung",
    "eine",
    "Entscheidung",
    "treffen",
    "wir",
    "Ihnen",
    "mit",
    "Aufenthaltserlaubnis",
    "verlängert",
    "Passes",
    "Vorlage",
    "unter",
    "Bezugnahme",
    "auf",
    "Ihre",
    "Familie",
    "Ausreise",
    "beantragt",
];

/// A pseudo-random sequence that is the same in every run.
struct Sequence(u64);

impl Sequence {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % limit
    }

    fn word(&mut self) -> &'static str {
        WORDS[self.below(WORDS.len())]
    }
}

/// Rules of the usual kinds and size, each with its own words.
fn files(count: usize) -> Vec<SourceFile> {
    let mut sequence = Sequence(1);
    (0..count)
        .map(|n| {
            let (a, b, c) = (sequence.word(), sequence.word(), sequence.word());
            let finding = match n % 4 {
                0 => format!("match \"{a} {b}\" []{{0,4}} [lemma = \"{c}\" | \"wort{n}\"];\n    except \"{b} wort{n}\";"),
                1 => format!("match noun:[lemma = \"{a}{n}*\" & pos = NOUN | VERB] .. (\"{b}\" | \"{c}\");"),
                2 => format!("let max = {n};\n    when words > max and not quoted and count(\"{a} wort{n}\") < 3;"),
                _ => format!("require \"wort{n}\" | [word = \"*{n}\" & letters > 4] \"{a}\";\n    given \"{b}\";"),
            };
            let text = format!(
                r#"# Eine Regel für die Messung.
rule gruppe/regel-{n} {{
    title    de "Regel Nummer {n}" en "Rule number {n}";
    severity warning;
    status   stable since "0.1.0";
    leitziel 4;
    scope    sentence in prose not remedy-notice, operative-part;
    kinds    refusal, expulsion, deportation-warning;
    {finding}
    message  de "„{{match}}“ ist in diesem Satz schwer zu verstehen und lässt sich kürzer sagen."
             en "“{{match}}” is hard to understand in this sentence and can be said in fewer words.";
    why      de "Lange Sätze und Wörter aus Gesetzen halten den Leser auf, der wissen will, was jetzt zu tun ist."
             en "Long sentences and words from statutes hold up a reader who wants to know what to do now.";
    source   "VwVfG § 39 Abs. 1 Satz 2";
    fix      manual de "kürzer sagen" en "say it in fewer words";
    bad      "Die Vorschrift soll [zur Anwendung kommen], wenn die Behörde das für nötig hält.";
    bad      (kind = refusal, part = reasons) """
        Ihr Antrag wird abgelehnt, weil der Lebensunterhalt nicht gesichert ist.
        Die Prüfung Ihrer Unterlagen ist [zur Durchführung gelangt].
        """;
    good     "Wir haben Ihren Antrag geprüft und lehnen ihn ab.";
    good     "Die Salbe ist zur Anwendung auf der Haut bestimmt.";
}}
"#
            );
            SourceFile { path: format!("gruppe/regel-{n}.rule"), text }
        })
        .collect()
}

/// A table of the size of the real one.
fn table(rows: usize) -> LexiconTable {
    let mut sequence = Sequence(7);
    let mut text = "pattern\tsuggestion\tkind\tnote\n".to_owned();
    for n in 0..rows {
        let (a, b) = (sequence.word(), sequence.word());
        let (pattern, class) = match n % 5 {
            0 => (format!("{a} wort{n}"), "replace/prep"),
            1 => (format!("{a}{n}*"), "replace/word"),
            2 => (format!("zur Wort{n}ung kommen"), "replace/fvg"),
            3 => (format!("{a} … wort{n} / {b} … wort{n}"), "replace/conn"),
            _ => (format!("ver{n}en"), "replace/verb"),
        };
        text.push_str(&format!("{pattern}\tanders\t{class}\t\n"));
    }
    LexiconTable::parse("amtsdeutsch", "amtsdeutsch.tsv", &text).0
}

/// Paragraphs of five sentences each.
fn paragraphs(count: usize) -> Vec<String> {
    let mut sequence = Sequence(3);
    (0..count)
        .map(|_| {
            let sentences = (0..5).map(|_| {
                let length = 8 + sequence.below(20);
                let words: Vec<&str> = (0..length).map(|_| sequence.word()).collect();
                format!("Nun {} gilt.", words.join(" ").replace(" ,", ","))
            });
            sentences.collect::<Vec<_>>().join(" ")
        })
        .collect()
}

#[divan::bench(args = [100, 400])]
fn compile_rules(bencher: Bencher<'_, '_>, count: usize) {
    let files = files(count);
    let bytes: usize = files.iter().map(|f| f.text.len()).sum();
    assert!(compile(&files, &[]).1.is_empty());
    bencher
        .counter(ItemsCount::new(count))
        .counter(BytesCount::new(bytes))
        .bench(|| compile(black_box(&files), &[]));
}

#[divan::bench]
fn compile_table_of_1000_rows(bencher: Bencher<'_, '_>) {
    let (mut files, table) = (files(1), table(1000));
    files[0].text = files[0].text.replace("severity", "lexicon \"amtsdeutsch\";\n    severity");
    bencher.bench(|| compile(black_box(&files), std::slice::from_ref(&table)));
}

/// The part of a run over letters that this crate does: symbols, filter, matches, table rows.
fn run(set: &RuleSet, texts: &[(String, text::Paragraph)]) -> usize {
    let (mut symbols, mut candidates) = (Symbols::new(), Candidates::new());
    let mut found = 0;
    for (text, paragraph) in texts {
        set.fill(&mut symbols, paragraph);
        let ctx = TokenContext { text, paragraph, symbols: &symbols };
        for sentence in &paragraph.sentences {
            set.candidates(&ctx, sentence.indices(), &mut candidates);
            found += set.matches(&ctx, sentence.indices(), &candidates).len();
            found += set.lexicon_hits(&ctx, sentence.indices(), &candidates).len();
        }
    }
    found
}

#[divan::bench(args = [1, 400])]
fn match_rules_and_1000_rows(bencher: Bencher<'_, '_>, count: usize) {
    let mut files = files(count);
    files[0].text = files[0].text.replace("severity", "lexicon \"amtsdeutsch\";\n    severity");
    let (set, errors) = compile(&files, &[table(1000)]);
    assert!(errors.is_empty(), "{}", errors[0]);
    let texts: Vec<(String, text::Paragraph)> = paragraphs(200)
        .into_iter()
        .map(|text| {
            let paragraph = text::analyse(&text, &text::Layout::default());
            (text, paragraph)
        })
        .collect();
    let bytes: usize = texts.iter().map(|(t, _)| t.len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| run(black_box(&set), black_box(&texts)));
}

/// The roof: looking at each byte once.
#[divan::bench]
fn roof_one_pass_over_the_bytes(bencher: Bencher<'_, '_>) {
    let text = paragraphs(200).join("\n");
    bencher
        .counter(BytesCount::new(text.len()))
        .bench(|| black_box(&text).bytes().filter(|b| *b == b' ').count());
}
