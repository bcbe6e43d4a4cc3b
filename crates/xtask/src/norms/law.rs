//! A law in Markdown: `# § 25 – title`, `(4a) …`, `1. …`, `a) …`.

use super::absatz::Absatz;

/// One row of the index.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Row {
    pub section: String,
    pub paragraph: String,
    pub sentences: String,
    pub numbers: String,
    pub state: String,
    pub title: String,
}

pub fn read(text: &str) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut section: Option<Section> = None;
    for line in text.lines() {
        if let Some(heading) = line.strip_prefix("# ") {
            section.take().into_iter().for_each(|s| s.finish(&mut rows));
            section = open(heading, &mut rows);
        } else if let Some(section) = &mut section {
            section.line(line.trim());
        }
    }
    section.into_iter().for_each(|s| s.finish(&mut rows));
    rows
}

const GONE: &str = "weggefallen";

/// Reads a heading; `§§ 18 und 19 – (weggefallen)` makes rows at once.
fn open(heading: &str, rows: &mut Vec<Row>) -> Option<Section> {
    let (address, title) = heading.split_once(" – ").unwrap_or((heading, ""));
    let title = title.trim();
    let gone = title == "(weggefallen)" || title.starts_with("--");
    let articles =
        address.strip_prefix("Art ").filter(|rest| rest.contains(" und ") || rest.contains(" bis "));
    if let Some(several) = address.strip_prefix("§§ ").or(articles) {
        let labels: Vec<&str> =
            several.split(' ').filter(|w| w.starts_with(|c: char| c.is_ascii_digit())).collect();
        let numbers: Vec<u32> = labels.iter().filter_map(|l| l.parse().ok()).collect();
        let all: Vec<String> = match (several.contains(" bis "), numbers.as_slice()) {
            (true, [first, last]) => (*first..=*last).map(|n| n.to_string()).collect(),
            _ => labels.iter().map(|l| (*l).to_owned()).collect(),
        };
        for section in all {
            let state = if gone { GONE } else { "" };
            rows.push(Row {
                section,
                paragraph: "-".to_owned(),
                sentences: "?".to_owned(),
                numbers: if gone { String::new() } else { "?".to_owned() },
                state: state.to_owned(),
                title: if gone { String::new() } else { title.to_owned() },
            });
        }
        return None;
    }
    let label = address.strip_prefix("§ ").or_else(|| address.strip_prefix("Art "))?;
    let label = label.split(' ').next().unwrap_or_default().trim_end_matches('.');
    if !label.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let title = if gone { String::new() } else { without_note(title) };
    Some(Section { label: label.to_owned(), title, gone, done: Vec::new(), current: None })
}

/// "Titel 1)" and "Titel *)" carry the sign of a footnote.
fn without_note(title: &str) -> String {
    title.trim_end_matches([')', '*']).trim_end_matches(|c: char| c.is_ascii_digit()).trim().to_owned()
        + if title.ends_with(')') && title.contains('(') { ")" } else { "" }
}

struct Section {
    label: String,
    title: String,
    gone: bool,
    done: Vec<(String, Absatz)>,
    current: Option<(String, Absatz)>,
}

impl Section {
    fn line(&mut self, line: &str) {
        if line.is_empty() || is_note(line) {
            return;
        }
        if line.starts_with(['|', '<', '!']) {
            if let Some((_, absatz)) = &mut self.current {
                absatz.unknown();
            } else {
                let mut absatz = Absatz::default();
                absatz.unknown();
                self.current = Some(("-".to_owned(), absatz));
            }
            return;
        }
        if let Some((label, rest)) = paragraph_mark(line) {
            self.done.extend(self.current.take());
            let mut absatz = Absatz::default();
            // "(2) bis (6) (Aufhebungsvorschriften)"
            if let Some((last, _)) = rest.strip_prefix("bis ").and_then(paragraph_mark)
                && let (Ok(first), Ok(last)) = (label.parse::<u32>(), last.parse::<u32>())
            {
                for n in first..last {
                    let mut one = Absatz::default();
                    one.unknown();
                    self.done.push((n.to_string(), one));
                }
                absatz.unknown();
                self.current = Some((last.to_string(), absatz));
                return;
            }
            absatz.text(rest);
            self.current = Some((label.to_owned(), absatz));
            return;
        }
        let (_, absatz) = self.current.get_or_insert_with(|| ("-".to_owned(), Absatz::default()));
        match list_mark(line) {
            Some((label, rest)) => absatz.item(label, rest),
            None => absatz.text(line),
        }
    }

    fn finish(mut self, rows: &mut Vec<Row>) {
        self.done.extend(self.current.take());
        if self.done.is_empty() && !self.gone {
            // A section without text, such as one that only changes other laws.
            let mut absatz = Absatz::default();
            absatz.unknown();
            self.done.push(("-".to_owned(), absatz));
        }
        if self.gone || self.done.iter().all(|(label, a)| label == "-" && a.is_gone()) {
            rows.push(Row {
                section: self.label,
                paragraph: "-".to_owned(),
                sentences: "0".to_owned(),
                state: GONE.to_owned(),
                ..Row::default()
            });
            return;
        }
        // Text between the heading and the first paragraph is none of its own.
        if self.done.len() > 1 && self.done[0].0 == "-" {
            self.done.remove(0);
        }
        let first = rows.len();
        for (index, (paragraph, absatz)) in self.done.into_iter().enumerate() {
            // Some texts count a paragraph twice: nobody can say which one is cited.
            if let Some(twin) = rows[first..].iter_mut().find(|r| r.paragraph == paragraph) {
                twin.sentences = "?".to_owned();
                twin.numbers = "?".to_owned();
                twin.state = String::new();
                continue;
            }
            rows.push(Row {
                section: self.label.clone(),
                paragraph,
                sentences: absatz.sentences(),
                numbers: absatz.numbers(),
                state: absatz.state(),
                title: if index == 0 { self.title.clone() } else { String::new() },
            });
        }
    }
}

/// `(4a) text`
fn paragraph_mark(line: &str) -> Option<(&str, &str)> {
    let (label, rest) = line.strip_prefix('(')?.split_once(')')?;
    let digits = label.bytes().take_while(u8::is_ascii_digit).count();
    let letters = label.len() - digits;
    let plain = label.bytes().skip(digits).all(|b| b.is_ascii_lowercase());
    (digits > 0 && letters <= 2 && plain).then_some((label, rest.trim_start()))
}

/// `1. text`, `1a. text`, `a) text`, `aa) text`
fn list_mark(line: &str) -> Option<(&str, &str)> {
    let (label, rest) = line.split_once(' ').unwrap_or((line, ""));
    let label = label.strip_suffix('.').or_else(|| label.strip_suffix(')'))?.trim_end_matches('\\');
    let digits = label.bytes().take_while(u8::is_ascii_digit).count();
    let letters = label.len() - digits;
    let plain = label.bytes().skip(digits).all(|b| b.is_ascii_lowercase());
    let number = digits > 0 && digits < 4 && letters <= 2 && line[label.len()..].starts_with(['.', '\\']);
    let letter = digits == 0 && (1..=2).contains(&letters) && line[label.len()..].starts_with([')', '\\']);
    (plain && (number || letter)).then_some((label, rest))
}

/// Remarks of the publisher below a section.
fn is_note(line: &str) -> bool {
    let remark =
        ["(+++", "(Fundstelle", "Fußnote", "----", "\\-\\-", "*)"].iter().any(|s| line.starts_with(s));
    let stand = (line.starts_with("§ ") || line.starts_with("Art. "))
        && (line.contains(": Eingef")
            || line.contains("idF")
            || line.contains("mWv")
            || line.contains("vereinbar"));
    remark || stand
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<String> {
        let row = |r: Row| {
            format!("{}|{}|{}|{}|{}|{}", r.section, r.paragraph, r.sentences, r.numbers, r.state, r.title)
        };
        read(text).into_iter().map(row).collect()
    }

    #[test]
    fn paragraphs_sentences_and_numbers_are_counted() {
        let text = "% Gesetz\n\n# § 5 – Voraussetzungen\n\n(1) Die Erteilung setzt voraus, dass\n\n1. der Lebensunterhalt gesichert ist,\n\n\
            1a. die Identität geklärt ist und\n\n2. keiner der Fälle\n\na) eins oder\n\nb) zwei\n\nvorliegt.\n\nDavon kann abgesehen werden. Satz 2 gilt nicht.\n\n\
            (2) (weggefallen)\n";
        assert_eq!(rows(text), ["5|1|3|S1:1,1a,2(a-b)||Voraussetzungen", "5|2|0||weggefallen|"]);
    }

    #[test]
    fn sections_without_paragraphs_and_repealed_ones() {
        let text = "# § 6\n\nEin Satz. Noch einer.\n\n# § 7 – (weggefallen)\n\n# §§ 8 bis 10 – (weggefallen)\n\n# Art 16a\n\n(1) Ein Satz.\n\n# § 76\n\n(weggefallen)\n";
        assert_eq!(
            rows(text),
            [
                "6|-|2|||",
                "7|-|0||weggefallen|",
                "8|-|?||weggefallen|",
                "9|-|?||weggefallen|",
                "10|-|?||weggefallen|",
                "16a|1|1|||",
                "76|-|0||weggefallen|"
            ]
        );
    }
}
