//! Reads treebanks and machine-labelled text as sentences with the set of tags that each token may have.

use std::path::Path;

use anyhow::Context;
use text::lexicon::{Tag, TagSet};
use text::tagger::{Word, words};
use text::{Layout, analyse};

/// A sentence to learn from.
pub struct Sentence {
    pub words: Vec<Word>,
    /// The tags that are right, for each word; empty where nothing is known.
    pub gold: Vec<TagSet>,
    /// The universal part of speech of the treebank, for measuring; empty for machine-labelled text.
    pub pos: Vec<&'static str>,
    /// The forms, for reports.
    pub forms: Vec<String>,
}

/// One token of a reference.
struct Row {
    form: String,
    pos: &'static str,
    gold: TagSet,
}

/// Reads a treebank in CoNLL-U.
pub fn treebank(path: &Path) -> anyhow::Result<Vec<Sentence>> {
    let file = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let mut out = Vec::new();
    for block in file.trim().split("\n\n") {
        let text =
            block.lines().find_map(|l| l.strip_prefix("# text = ")).context("a sentence without text")?;
        let mut rows = Vec::new();
        // Words inside a token that stands for several ("zum" = "zu dem").
        let mut inside = 0;
        for line in block.lines().filter(|l| !l.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            let [id, form, _, pos, xpos, feats, ..] = columns[..] else { continue };
            if id.contains('.') {
                continue;
            }
            if let Some((first, last)) = id.split_once('-') {
                inside = last.parse::<usize>()? - first.parse::<usize>()? + 1;
                rows.push(Row { form: form.to_owned(), pos: "", gold: TagSet::of(&[Tag::Apprart]) });
                continue;
            }
            if inside > 0 {
                inside -= 1;
                continue;
            }
            let pos = universal(pos).with_context(|| format!("unknown part of speech `{pos}`"))?;
            rows.push(Row { form: form.to_owned(), pos, gold: fitting(pos, xpos, feats) });
        }
        out.extend(align(text, &rows));
    }
    Ok(out)
}

/// Reads text labelled by a program: `form<TAB>tag`, sentences apart by empty lines.
pub fn labelled(path: &Path) -> anyhow::Result<Vec<Sentence>> {
    let file = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let mut out = Vec::new();
    for block in file.split("\n\n") {
        let rows: Vec<Row> = block
            .lines()
            .filter_map(|l| l.split_once('\t'))
            .map(|(form, tag)| Row { form: form.to_owned(), pos: "", gold: labels(tag) })
            .collect();
        let text: Vec<&str> = rows.iter().map(|r| r.form.as_str()).collect();
        // Signs stand where they stand in text, so that our tokens are the same.
        let mut joined = String::new();
        for word in text {
            let sticks = matches!(word, "," | "." | ";" | ":" | "!" | "?" | ")" | "“" | "]");
            let opened = joined.ends_with(['(', '„', '[']) || joined.is_empty();
            if !sticks && !opened {
                joined.push(' ');
            }
            joined.push_str(word);
        }
        out.extend(align(&joined, &rows));
    }
    Ok(out)
}

/// Cuts a text with our own analysis and gives every token that the reference cuts alike its tags.
fn align(text: &str, rows: &[Row]) -> Vec<Sentence> {
    let mut places = std::collections::HashMap::new();
    let mut at = 0;
    for row in rows {
        let Some(found) = text[at..].find(&row.form) else { continue };
        places.insert((at + found, at + found + row.form.len()), row);
        at += found + row.form.len();
    }
    let paragraph = analyse(text, &Layout::default());
    let mut out = Vec::new();
    for sentence in &paragraph.sentences {
        let mut seen = Vec::new();
        words(&paragraph, sentence, &mut seen);
        let rows: Vec<Option<&&Row>> = paragraph
            .tokens_of(sentence)
            .iter()
            .map(|t| places.get(&(t.range.start().into(), t.range.end().into())))
            .collect();
        out.push(Sentence {
            words: seen,
            gold: rows.iter().map(|r| r.map_or(TagSet::EMPTY, |r| r.gold)).collect(),
            pos: rows.iter().map(|r| r.map_or("", |r| r.pos)).collect(),
            forms: paragraph.tokens_of(sentence).iter().map(|t| text[t.range].to_owned()).collect(),
        });
    }
    out
}

fn universal(pos: &str) -> Option<&'static str> {
    text::Pos::ALL.iter().map(|p| p.key()).find(|k| *k == pos)
}

/// The tags that fit what a treebank says: its part of speech decides, its own tags choose among ours.
fn fitting(pos: &str, xpos: &str, feats: &str) -> TagSet {
    use Tag::*;
    let participle = feats.contains("VerbForm=Part");
    let set: &[Tag] = match (pos, xpos) {
        ("PROPN", _) => &[Ne],
        ("NOUN", "TRUNC") => &[Trunc],
        ("NOUN", _) => &[Nn, Trunc],
        ("ADJ", "ADJA") => &[Adja],
        ("ADJ", "ADJD") => &[Adjd],
        ("ADJ", _) if feats.contains("Case=") => &[Adja],
        ("ADJ", _) => &[Adjd, Adja],
        ("VERB", "VVFIN" | "VAFIN" | "VMFIN") => &[Vvfin],
        ("VERB", "VVIMP") => &[Vvimp],
        ("VERB", "VVINF" | "VAINF" | "VMINF") => &[Vvinf],
        ("VERB", "VVIZU") => &[Vvizu],
        ("VERB", "VVPP" | "VAPP" | "VBN" | "ADJD") => &[Vvpp],
        ("VERB", "VBC") => &[Vvfin, Vvimp],
        ("VERB", "VB") => &[Vvinf, Vvizu],
        ("VERB", _) if participle => &[Vvpp],
        ("VERB", _) => &[Vvfin, Vvimp, Vvinf, Vvizu, Vvpp],
        ("AUX", "VAFIN") => &[Vafin],
        ("AUX", "VMFIN") => &[Vmfin],
        ("AUX", "VAINF" | "VMINF" | "VB") => &[Vainf, Vminf],
        ("AUX", "VAPP" | "VBN") => &[Vapp],
        ("AUX", "VBC") => &[Vafin, Vmfin],
        ("AUX", _) => &[Vafin, Vmfin, Vainf, Vminf, Vapp],
        ("ADV", "PTKVZ" | "DC") => &[PtkvzAdv],
        ("ADV", "PAV") => &[Pav],
        ("ADV", "PWAV" | "WRB") => &[Pwav],
        ("ADV", _) => &[Adv, Pav, Ptka, Pwav],
        ("ADP", "PTKVZ" | "DC") => &[PtkvzAdp],
        ("ADP", "KOUI") => &[Koui],
        ("ADP", "KOKOM") => &[Kokom],
        ("ADP", _) => &[Appr, Appo, Apzr, Apprart],
        ("DET", "ART") => &[Art],
        ("DET", "PPOSAT" | "DTP$") => &[Pposat],
        ("DET", "PDAT") => &[Pdat],
        ("DET", _) => &[Art, Pdat, Piat, Pposat, Pwat],
        ("PRON", "PRELS" | "PRELAT" | "REL") => &[Prels, Prelat],
        ("PRON", "PDS") => &[Pds],
        ("PRON", "PPER") => &[Pper],
        ("PRON", "PRF") => &[Prf],
        ("PRON", _) if feats.contains("Reflex=Yes") => &[Prf],
        ("PRON", _) => &[Pds, Pis, Pper, Prels, Prelat, Pws],
        ("CCONJ", _) => &[Kon, Kokom],
        ("SCONJ", _) => &[Kous, Koui, Kokom],
        ("PART", "PTKNEG") => &[Ptkneg],
        ("PART", "PTKZU" | "RP") => &[Ptkzu],
        ("PART", _) => &[Ptkneg, Ptkzu],
        ("INTJ", _) => &[Itj],
        ("NUM", _) => &[Card],
        ("SYM", _) => &[Sym],
        ("X", _) => &[Fm, Xy],
        ("PUNCT", _) => &[Punct],
        _ => &[],
    };
    TagSet::of(set)
}

/// The tags that a label of HanTa can stand for.
fn labels(tag: &str) -> TagSet {
    use Tag::*;
    let set: &[Tag] = match tag {
        "NN" | "NNA" | "NNI" => &[Nn],
        "NE" => &[Ne],
        "ADJ(A)" => &[Adja],
        "ADJ(D)" => &[Adjd],
        "ADV" => &[Adv, Pav],
        "PROAV" => &[Pav, Adv],
        "PWAV" => &[Pwav],
        "PTKA" => &[Ptka],
        "PTKVZ" => &[PtkvzAdv, PtkvzAdp],
        "APPR" => &[Appr],
        "APPO" => &[Appo],
        "APZR" => &[Apzr],
        "APPRART" => &[Apprart],
        "ART" => &[Art],
        "PDAT" => &[Pdat],
        "PIAT" => &[Piat],
        "PPOSAT" | "PPOSS" => &[Pposat],
        "PWAT" => &[Pwat],
        "PDS" => &[Pds, Pdat],
        "PIS" => &[Pis, Piat],
        "PPER" => &[Pper],
        "PRF" => &[Prf],
        "PRELS" => &[Prels],
        "PRELAT" => &[Prelat],
        "PWS" => &[Pws],
        "KON" => &[Kon],
        "KOKOM" => &[Kokom],
        "KOUS" => &[Kous],
        "KOUI" => &[Koui],
        "PTKNEG" => &[Ptkneg],
        "PTKZU" => &[Ptkzu],
        "CARD" => &[Card],
        "VV(FIN)" => &[Vvfin],
        "VV(IMP)" => &[Vvimp],
        "VV(INF)" => &[Vvinf],
        "VV(IZU)" => &[Vvizu],
        "VV(PP)" => &[Vvpp],
        "VA(FIN)" => &[Vafin, Vvfin],
        "VA(INF)" => &[Vainf, Vvinf],
        "VA(PP)" => &[Vapp, Vvpp],
        "VM(FIN)" => &[Vmfin],
        "VM(INF)" => &[Vminf],
        _ => &[],
    };
    TagSet::of(set)
}
