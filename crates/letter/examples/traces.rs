#![allow(missing_docs, clippy::unwrap_used)]
use klarbrief_letter::{Sign, analyse_blocks, parse};
fn main() {
    let text = std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap();
    let document = document::read_txt(text.clone());
    let letter = parse(&document, &analyse_blocks(&document));
    let all = [
        (Sign::Norm, "Norm"),
        (Sign::Requirement, "Req"),
        (Sign::Fact, "Fact"),
        (Sign::Link, "Link"),
        (Sign::Result, "Result"),
        (Sign::Discretion, "DISC"),
        (Sign::Pro, "PRO"),
        (Sign::Contra, "CONTRA"),
        (Sign::Outcome, "OUT"),
        (Sign::Milder, "Milder"),
        (Sign::Compelled, "COMP"),
        (Sign::Submission, "Subm"),
        (Sign::Answer, "Ans"),
        (Sign::Bare, "Bare"),
        (Sign::Family, "Fam"),
        (Sign::Cause, "Cause"),
        (Sign::Applied, "Appl"),
        (Sign::Denied, "Neg"),
        (Sign::Heeded, "Heed"),
        (Sign::Copied, "Copied"),
        (Sign::Favourable, "good"),
        (Sign::Adverse, "bad"),
    ];
    for p in &letter.points {
        println!(
            "POINT {} {:?} burden {} level {} disc {} : {} chain {:?}",
            p.number,
            p.ruling,
            p.burden,
            p.level,
            p.discretion,
            &text[std::ops::Range::from(p.range)].chars().take(90).collect::<String>(),
            p.chain
        );
    }
    for (i, t) in letter.traces.iter().enumerate() {
        let s: Vec<&str> = all.iter().filter(|(s, _)| t.signs.has(*s)).map(|(_, n)| *n).collect();
        println!(
            "{i} b{} {} | {}",
            t.block,
            s.join(" "),
            &text[std::ops::Range::from(t.range)].replace('\n', " ").chars().take(130).collect::<String>()
        );
    }
}
