//! Fields: instructions that show a result.

use super::super::field::Field;
use super::StoryReader;
use crate::error::ReadError;

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
        if !field.shown
            && !self.is_hidden()
            && let Some(name) = field.merge_name()
        {
            let text = format!("«{name}»");
            self.fields.push((id, field));
            let place = self.place();
            self.write(&text, place)?;
            self.fields.pop();
        }
        Ok(())
    }
}
