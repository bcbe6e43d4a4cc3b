//! Prints what each sentence of the reasons of a letter shows, and which rulings it speaks about:
//! `cargo run -p klarbrief-letter --example traces -- LETTER.txt`.

use klarbrief_letter::{Sign, analyse_blocks, parse};

fn main() -> std::io::Result<()> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "/dev/stdin".to_owned());
    let document = document::read_txt(std::fs::read_to_string(path)?);
    let letter = parse(&document, &analyse_blocks(&document));
    let signs = [
        Sign::Norm,
        Sign::Requirement,
        Sign::Fact,
        Sign::Link,
        Sign::Result,
        Sign::Discretion,
        Sign::Pro,
        Sign::Contra,
        Sign::Outcome,
        Sign::Milder,
        Sign::Compelled,
        Sign::Submission,
        Sign::Answer,
        Sign::Bare,
        Sign::Family,
        Sign::Cause,
        Sign::Applied,
        Sign::Denied,
        Sign::Heeded,
        Sign::Copied,
    ];
    for (index, trace) in letter.traces.iter().enumerate() {
        let of: Vec<String> = letter
            .points
            .iter()
            .filter(|p| p.chain.contains(&(index as u32)))
            .map(|p| format!("{}{}", p.ruling.key(), p.number))
            .collect();
        let shown: Vec<String> =
            signs.iter().filter(|s| trace.signs.has(**s)).map(|s| format!("{s:?}")).collect();
        let text: String = document.slice(trace.range).split_whitespace().collect::<Vec<_>>().join(" ");
        println!("{} [{}] {text}", of.join("+"), shown.join(" "));
    }
    Ok(())
}
