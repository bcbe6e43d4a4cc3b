//! Checks one letter of any format: `cargo run --example check -p klarbrief -- corpus/refusal-no-reasons/before.docx`

use klarbrief::{Checker, document};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: check LETTER")?;
    let letter = document::read_path(path.as_ref(), &document::Limits::default())?;
    let report = Checker::builder().build()?.check(&letter);
    for finding in &report.findings {
        let place = report.place(&letter, finding.range.start());
        println!(
            "¶{}.{} {} {}: {}",
            place.paragraph, place.sentence, finding.severity, finding.rule, finding.message
        );
    }
    println!("{} findings, kind {}", report.findings.len(), report.letter.kinds.main.key());
    Ok(())
}
