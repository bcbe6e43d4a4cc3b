use super::if_field::{self, Atom, IfField};

/// A field that is being read.
#[derive(Debug)]
pub(in crate::office) struct Field {
    /// The instruction ("MERGEFIELD Name"), cut after [`LONGEST_CODE`] bytes.
    code: String,
    /// True once the shown result has begun.
    pub(in crate::office) in_result: bool,
    /// True once some of the result was shown.
    pub(in crate::office) shown: bool,
    /// Paragraph in which it began.
    pub(in crate::office) paragraph: u32,
    /// The instruction in pieces; only kept for templates.
    atoms: Vec<Atom>,
    /// The branches of an IF field, once its instruction is complete.
    pub(super) branches: Option<IfField>,
}

/// Pieces of one instruction.
const MOST_ATOMS: usize = 50_000;

const LONGEST_CODE: usize = 1000;

impl Field {
    pub(in crate::office) fn begin(paragraph: u32) -> Field {
        Field {
            code: String::new(),
            in_result: false,
            shown: false,
            paragraph,
            atoms: Vec::new(),
            branches: None,
        }
    }

    /// A field whose instruction is known and whose result begins at once.
    pub(in crate::office) fn simple(code: &str, paragraph: u32) -> Field {
        let mut field = Field { in_result: true, ..Field::begin(paragraph) };
        field.add_code(code);
        field
    }

    pub(in crate::office) fn add_code(&mut self, code: &str) {
        if self.code.len() + code.len() <= LONGEST_CODE {
            self.code.push_str(code);
        }
    }

    pub(super) fn add_atom(&mut self, atom: Atom) {
        if self.atoms.len() < MOST_ATOMS {
            self.atoms.push(atom);
        }
    }

    /// Reads the instruction once it is complete.
    pub(super) fn end_code(&mut self) {
        if self.branches.is_none() {
            self.branches = if_field::parse(&self.atoms);
            self.atoms = Vec::new();
        }
    }

    /// The text of a button (`MACROBUTTON name text`), which Word shows in place of a result.
    pub(super) fn button(&self) -> Option<&str> {
        let (keyword, rest) = self.code.trim_start().split_once(char::is_whitespace)?;
        let text = rest.trim_start().split_once(char::is_whitespace)?.1.trim();
        (keyword.eq_ignore_ascii_case("MACROBUTTON") && !text.is_empty()).then_some(text)
    }

    /// The name of a field of a template that a program or a person fills.
    pub(super) fn template_name(&self) -> Option<&str> {
        let (keyword, rest) = self.code.trim_start().split_once(char::is_whitespace)?;
        let asks = ["DOCVARIABLE", "FILLIN"].iter().any(|known| keyword.eq_ignore_ascii_case(known));
        if !asks {
            return self.merge_name();
        }
        let rest = rest.trim_start();
        match rest.strip_prefix(['"', '„', '“']) {
            Some(quoted) => quoted.split(['"', '“', '”']).next(),
            None => rest.split_whitespace().next(),
        }
        .filter(|name| !name.is_empty())
    }

    pub(in crate::office) fn has_code(&self) -> bool {
        !self.code.trim().is_empty()
    }

    /// The name of a merge field.
    pub(in crate::office) fn merge_name(&self) -> Option<&str> {
        let code = self.code.trim_start();
        let (keyword, rest) = code.split_once(char::is_whitespace)?;
        if !keyword.eq_ignore_ascii_case("MERGEFIELD") {
            return None;
        }
        let rest = rest.trim_start();
        let name = match rest.strip_prefix(['"', '„', '“']) {
            Some(quoted) => quoted.split(['"', '“', '”']).next(),
            None => rest.split_whitespace().next(),
        };
        name.filter(|name| !name.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merge_fields_are_told_from_others() {
        for (code, name) in [
            (" MERGEFIELD Nachname \\* MERGEFORMAT ", Some("Nachname")),
            ("mergefield \"Straße und Nummer\" \\b", Some("Straße und Nummer")),
            (" PAGE ", None),
            ("IF a = b", None),
            ("MERGEFIELD", None),
        ] {
            assert_eq!(Field::simple(code, 1).merge_name(), name, "{code}");
        }
    }
}
