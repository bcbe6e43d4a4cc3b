//! Fields: instructions that show a result.

use source::{Origin, RunPlace};

use super::super::field::Field;
use super::super::if_field::{Atom, IfField};
use super::StoryReader;
use crate::builder::{InField, Mark};
use crate::error::ReadError;
use crate::model::PlaceholderKind;
use crate::template::When;

impl StoryReader<'_, '_> {
    pub(super) fn push_field(&mut self, field: Field) {
        self.next_field += 1;
        self.codes += u32::from(!field.in_result);
        self.fields.push((self.next_field, field));
    }

    pub(super) fn field_sign(&mut self, kind: Option<&str>) -> Result<(), ReadError> {
        match kind {
            Some("begin") => {
                let paragraph = self.paragraphs;
                self.push_field(Field::begin(paragraph));
            }
            Some("separate") => {
                if let Some((_, field)) = self.fields.last_mut()
                    && !std::mem::replace(&mut field.in_result, true)
                {
                    self.codes -= 1;
                    if self.context.budget.template {
                        field.end_code();
                    }
                }
            }
            Some("end") => self.end_field()?,
            _ => {}
        }
        Ok(())
    }

    /// Ends the innermost field; a merge field that showed nothing is shown by its name.
    pub(super) fn end_field(&mut self) -> Result<(), ReadError> {
        let Some((id, mut field)) = self.fields.pop() else { return Ok(()) };
        if !field.in_result {
            self.codes -= 1;
            field.in_result = true;
        }
        if self.context.budget.template {
            field.end_code();
            // A field inside the instruction of another one is part of it.
            let place = self.place();
            if let Some((_, outer)) = self.fields.iter_mut().rev().find(|(_, outer)| !outer.in_result) {
                if let Some(branches) = field.branches {
                    outer.add_atom(Atom::Choice(Box::new(branches)));
                } else if let Some(name) = field.template_name() {
                    outer.add_atom(Atom::Merge(name.to_owned(), place));
                }
                return Ok(());
            }
            if let Some(branches) = field.branches.take() {
                return if self.is_hidden() { Ok(()) } else { self.show_branches(&branches) };
            }
        }
        if !field.shown
            && !self.is_hidden()
            && let Some(text) = field.button()
        {
            let field = InField { id, kind: PlaceholderKind::ContentControl, name: text };
            let origin = self.place().map(Origin::Run);
            self.context.budget.take(text.len())?;
            if let Some(paragraph) = self.flows.last_mut().and_then(|flow| flow.open.as_mut()) {
                paragraph.lines.line.push_field(text, origin, field);
            }
            return Ok(());
        }
        if !field.shown
            && !self.is_hidden()
            && let Some(name) =
                if self.context.budget.template { field.template_name() } else { field.merge_name() }
        {
            let text = format!("«{name}»");
            self.fields.push((id, field));
            let place = self.place();
            self.write(&text, place)?;
            self.fields.pop();
        }
        Ok(())
    }

    /// Takes up what stands in the instruction of a field.
    pub(super) fn instruction(&mut self) {
        let place = self.place();
        let keeps = self.context.budget.template;
        let Some((_, field)) = self.fields.last_mut().filter(|(_, field)| !field.in_result) else { return };
        field.add_code(&self.text);
        if keeps {
            for c in self.text.chars() {
                field.add_atom(Atom::Char(c, place));
            }
        }
    }

    /// The result of a field inside the instruction of another one, as of a date.
    pub(super) fn show_in_instruction(&mut self, text: &str) {
        if !self.context.budget.template || self.codes == 0 {
            return;
        }
        // A merge field is told by its name, an IF field by its branches.
        if self
            .fields
            .iter()
            .any(|(_, f)| f.in_result && (f.branches.is_some() || f.template_name().is_some()))
        {
            return;
        }
        let place = self.place();
        if let Some((_, field)) = self.fields.iter_mut().rev().find(|(_, field)| !field.in_result) {
            for c in text.chars() {
                field.add_atom(Atom::Char(c, place));
            }
        }
    }

    /// A paragraph ends inside an instruction.
    pub(super) fn break_instruction(&mut self) {
        if self.context.budget.template
            && self.codes > 0
            && let Some((_, field)) = self.fields.iter_mut().rev().find(|(_, field)| !field.in_result)
        {
            field.add_atom(Atom::Break);
        }
    }

    /// True inside the result of an IF field whose branches are shown instead.
    pub(super) fn in_other_branch(&self) -> bool {
        self.context.budget.template && self.fields.iter().any(|(_, f)| f.in_result && f.branches.is_some())
    }

    /// Writes both branches of an IF field.
    fn show_branches(&mut self, field: &IfField) -> Result<(), ReadError> {
        let group = self.context.budget.next_group();
        for (alternative, branch) in (0..).zip(&field.branches) {
            let condition = field.condition.clone();
            let when = if alternative == 0 { When::Holds(condition) } else { When::Fails(condition) };
            self.mark(Mark::Begin { group, alternative, when });
            let mut text = String::new();
            let mut from = None;
            for atom in branch {
                match atom {
                    Atom::Char(c, place) => {
                        if text.is_empty() {
                            from = *place;
                        }
                        text.push(*c);
                    }
                    other => {
                        self.write(&std::mem::take(&mut text), from)?;
                        match other {
                            Atom::Merge(name, place) => self.write_merge(name, *place)?,
                            Atom::Choice(inner) => self.show_branches(inner)?,
                            Atom::Break | Atom::Char(..) => {
                                if let Some(paragraph) = self.paragraph() {
                                    paragraph.lines.break_line(true);
                                }
                            }
                        }
                    }
                }
            }
            self.write(&text, from)?;
            self.mark(Mark::End { group, alternative });
        }
        Ok(())
    }

    fn write_merge(&mut self, name: &str, place: Option<RunPlace>) -> Result<(), ReadError> {
        self.next_field += 1;
        let text = format!("«{name}»");
        self.context.budget.take(text.len())?;
        let field = InField { id: self.next_field, kind: PlaceholderKind::MergeField, name };
        if let Some(paragraph) = self.paragraph() {
            paragraph.lines.line.push_field(&text, place.map(Origin::Run), field);
        }
        Ok(())
    }

    pub(super) fn mark(&mut self, mark: Mark) {
        if let Some(paragraph) = self.paragraph() {
            paragraph.lines.line.mark(mark);
        }
    }

    /// Writes what a list to choose from offers in place of what it shows; false if there is no such list around.
    pub(super) fn show_entries(&mut self) -> Result<bool, ReadError> {
        if !self.context.budget.template {
            return Ok(false);
        }
        let Some(prompt) = self.prompts.last_mut().filter(|prompt| prompt.entries.len() > 1) else {
            return Ok(false);
        };
        if std::mem::replace(&mut prompt.chosen, true) {
            return Ok(true);
        }
        let (list, entries) = (prompt.name.clone(), prompt.entries.clone());
        let shows_prompt = std::mem::replace(&mut prompt.shows_prompt, false);
        let group = self.context.budget.next_group();
        let place = self.place();
        for (alternative, entry) in (0..).zip(entries) {
            let when = When::Chosen { list: list.clone(), entry: entry.clone() };
            self.mark(Mark::Begin { group, alternative, when });
            self.write(&entry, place)?;
            self.mark(Mark::End { group, alternative });
        }
        if let Some(prompt) = self.prompts.last_mut() {
            prompt.shows_prompt = shows_prompt;
        }
        Ok(true)
    }
}
