//! Placeholders of messages and fixes.

use super::Resolver;
use crate::ast::Str;
use crate::condition::Metric;
use crate::error::{ErrorKind, NameKind};
use crate::template::{Piece, Placeholder, Scanned, Template, scan};

/// Placeholders that need no declaration; parameters and captures cannot have these names.
pub(super) const FIXED: [&str; 3] = ["match", "suggestion", "count"];

impl Resolver<'_, '_> {
    pub(super) fn template(&mut self, string: &Str) -> Template {
        let mut template = Template::default();
        for part in scan(&string.text) {
            match part {
                Scanned::Text(text) => template.pieces.push(Piece::Text(text)),
                Scanned::Place(name, range) => {
                    if let Some(place) = self.placeholder(string, name, range) {
                        template.pieces.push(Piece::Place(place));
                    }
                }
                Scanned::Stray(range) => {
                    let place = string.place(range.start, range.end);
                    self.error_with_help(
                        ErrorKind::InvalidPlaceholder,
                        place,
                        "this brace has no partner",
                        "write `{{` or `}}` for a brace in the text",
                    );
                }
            }
        }
        template
    }

    fn placeholder(
        &mut self,
        string: &Str,
        name: &str,
        range: std::ops::Range<usize>,
    ) -> Option<Placeholder> {
        let place = string.place(range.start, range.end);
        match name {
            "match" => return Some(Placeholder::Match),
            "count" => return Some(Placeholder::Count),
            "suggestion" if self.has_suggestions => return Some(Placeholder::Suggestion),
            "suggestion" => {
                let problem = "`{suggestion}` needs a `lexicon` or `native` clause";
                self.conflict(problem, place, "patterns have no suggestions; write the words themselves");
                return None;
            }
            _ => {}
        }
        if let Some(index) = self.captures.iter().position(|c| c == name) {
            return Some(Placeholder::Capture(index));
        }
        if let Some(index) = self.gives.iter().position(|g| g == name) {
            return Some(Placeholder::Given(index));
        }
        if let Some(index) = self.parameter(name) {
            return Some(Placeholder::Parameter(index));
        }
        if let Some(metric) = Metric::from_key(name) {
            return Some(Placeholder::Metric(metric));
        }
        let own = self
            .captures
            .iter()
            .chain(&self.gives)
            .cloned()
            .chain(self.parameters.iter().map(|p| p.name.clone()));
        let own: Vec<String> = own.collect();
        let metrics = Metric::ALL.iter().map(|m| m.key());
        let known: Vec<&str> =
            FIXED.into_iter().chain(own.iter().map(String::as_str)).chain(metrics).collect();
        self.unknown_at(NameKind::Placeholder, name, place, &known);
        None
    }
}
