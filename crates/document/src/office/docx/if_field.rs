//! IF fields: `IF { MERGEFIELD Geschlecht } = "m" "geehrter Herr" "geehrte Frau"`.

use source::RunPlace;

/// A piece of the instruction of a field.
#[derive(Debug, Clone)]
pub(super) enum Atom {
    Char(char, Option<RunPlace>),
    /// A merge field inside, with its name.
    Merge(String, Option<RunPlace>),
    /// Another IF field inside.
    Choice(Box<IfField>),
    /// The end of a paragraph.
    Break,
}

/// An IF field with what it shows if its condition holds, and if not.
#[derive(Debug, Clone)]
pub(super) struct IfField {
    pub(super) condition: String,
    pub(super) branches: [Vec<Atom>; 2],
    depth: u32,
}

/// Deepest nesting that is taken apart.
const DEEPEST: u32 = 40;

/// Reads the instruction of a field; `None` if it is no IF field or lacks its parts.
pub(super) fn parse(atoms: &[Atom]) -> Option<IfField> {
    let mut words = words(atoms).into_iter();
    if !words.next().is_some_and(|word| plain(&word).eq_ignore_ascii_case("IF")) {
        return None;
    }
    // Word allows the sign to touch what it compares: `{x}="m"`.
    let mut condition = Vec::new();
    let mut asked = 0;
    while asked < 3 {
        let word = plain(&words.next()?);
        asked += parts(&word);
        condition.push(if word.is_empty() { "\"\"".to_owned() } else { word });
    }
    let holds = words.next()?;
    let fails = words.next().unwrap_or_default();
    let depth = holds.iter().chain(&fails).map(depth).max().unwrap_or(0) + 1;
    (depth <= DEEPEST).then(|| IfField { condition: condition.join(" "), branches: [holds, fails], depth })
}

fn depth(atom: &Atom) -> u32 {
    match atom {
        Atom::Choice(inner) => inner.depth,
        _ => 0,
    }
}

/// How many of "what is compared", "sign", "with what" a word holds.
fn parts(word: &str) -> u32 {
    let signs = ["<=", ">=", "<>", "=", "<", ">"];
    match signs.iter().find_map(|sign| word.split_once(sign)) {
        Some((left, right)) => 1 + u32::from(!left.is_empty()) + u32::from(!right.is_empty()),
        None => 1,
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '„' | '“' | '”')
}

/// Cuts an instruction at blanks; what stands between quotation marks is one word.
fn words(atoms: &[Atom]) -> Vec<Vec<Atom>> {
    let mut words: Vec<Vec<Atom>> = Vec::new();
    let mut word: Option<Vec<Atom>> = None;
    let mut quoted = false;
    for atom in atoms {
        match atom {
            Atom::Char(c, _) if is_quote(*c) => {
                if quoted {
                    words.extend(word.take().or(Some(Vec::new())));
                } else {
                    words.extend(word.take());
                    word = Some(Vec::new());
                }
                quoted = !quoted;
            }
            Atom::Char(c, _) if !quoted && c.is_whitespace() => words.extend(word.take()),
            Atom::Break if !quoted => words.extend(word.take()),
            atom => word.get_or_insert_default().push(atom.clone()),
        }
        if words.len() > 12 {
            break;
        }
    }
    words.extend(word);
    words
}

fn plain(word: &[Atom]) -> String {
    let mut out = String::new();
    for atom in word {
        match atom {
            Atom::Char(c, _) => out.push(*c),
            Atom::Merge(name, _) => out.push_str(name),
            Atom::Choice(_) | Atom::Break => out.push(' '),
        }
    }
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, String, String)> {
        let atoms: Vec<Atom> = text.chars().map(|c| Atom::Char(c, None)).collect();
        parse(&atoms).map(|f| (f.condition.clone(), plain(&f.branches[0]), plain(&f.branches[1])))
    }

    #[test]
    fn instructions_are_taken_apart() {
        let some = |a: &str, b: &str, c: &str| Some((a.to_owned(), b.to_owned(), c.to_owned()));
        assert_eq!(
            read(r#" IF Art = "m" "der Herr" "die Frau" \* MERGEFORMAT"#),
            some("Art = m", "der Herr", "die Frau")
        );
        assert_eq!(read(r#"IF Art="m" "Herr" "Frau""#), some("Art= m", "Herr", "Frau"));
        assert_eq!(read("if a <> b ja nein"), some("a <> b", "ja", "nein"));
        assert_eq!(read("IF a = „“ „leer“ „“"), some("a = \"\"", "leer", ""));
        assert_eq!(read("IF a = \"\" \"leer\" \"voll\""), some("a = \"\"", "leer", "voll"));
        assert_eq!(read(r#"IF a = 1 "nur ja""#), some("a = 1", "nur ja", ""));
        assert_eq!(read("IF a ="), None);
        assert_eq!(read("MERGEFIELD a"), None);
    }
}
