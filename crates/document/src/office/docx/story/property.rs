//! Properties of paragraphs, runs, sections and content controls.

use super::{Frame, PageRef, Section, StoryReader};
use crate::error::ReadError;
use crate::office::bound;
use crate::office::xml::Element;

impl StoryReader<'_, '_> {
    pub(super) fn paragraph_property(&mut self, element: &Element<'_>) -> Result<Frame, ReadError> {
        let styles = self.context.styles;
        let level = || element.number("val").and_then(|n| u8::try_from(n).ok());
        match element.name() {
            "rPr" => return Ok(Frame::MarkFormat),
            "sectPr" => return self.begin_section(),
            "pPrChange" => return Ok(Frame::Skipped),
            // The numbers inside `w:numPr` are properties of the paragraph too.
            "numPr" => return Ok(Frame::ParagraphFormat),
            name => {
                let Some(paragraph) = self.paragraph() else { return Ok(Frame::Plain) };
                match name {
                    "pStyle" => {
                        paragraph.style_id = element.attr("val").map(|v| v.into_owned());
                        paragraph.style = styles.paragraph(paragraph.style_id.as_deref());
                    }
                    "outlineLvl" => paragraph.outline = level(),
                    "numId" => paragraph.num_id = element.number("val"),
                    "ilvl" => paragraph.ilvl = level(),
                    _ => {}
                }
            }
        }
        Ok(Frame::Plain)
    }

    pub(super) fn begin_section(&mut self) -> Result<Frame, ReadError> {
        bound(self.output.sections.len())?;
        self.output.sections.push(Section::default());
        Ok(Frame::Section)
    }

    pub(super) fn run_property(&mut self, element: &Element<'_>) {
        match element.name() {
            "rStyle" => {
                if let Some(id) = element.attr("val") {
                    self.format.style = self.context.styles.character(&id);
                }
            }
            "b" => self.format.bold = Some(element.is_on()),
            "vanish" => self.format.hidden = Some(element.is_on()),
            _ => {}
        }
    }

    pub(super) fn section_property(&mut self, element: &Element<'_>) -> Result<(), ReadError> {
        let Some(section) = self.output.sections.last_mut() else { return Ok(()) };
        match element.name() {
            name @ ("headerReference" | "footerReference") => {
                bound(section.pages.len())?;
                section.pages.push(PageRef {
                    header: name == "headerReference",
                    kind: element.attr("type").unwrap_or_default().into_owned(),
                    id: element.attr("id").unwrap_or_default().into_owned(),
                });
            }
            "titlePg" => section.has_title_page = element.is_on(),
            _ => {}
        }
        Ok(())
    }

    pub(super) fn control_property(&mut self, element: &Element<'_>) -> Frame {
        let Some(prompt) = self.prompts.last_mut() else { return Frame::Plain };
        match element.name() {
            "rPr" => return Frame::Skipped,
            "showingPlcHdr" => prompt.shows_prompt = element.is_on(),
            "dropDownList" | "comboBox" => return Frame::ControlFormat,
            "listItem" if prompt.entries.len() < 200 => {
                let text = element.attr("displayText").or_else(|| element.attr("value")).unwrap_or_default();
                let asks =
                    ["Wählen Sie", "Bitte wählen", "Choose an item"].iter().any(|a| text.starts_with(a));
                if !text.trim().is_empty() && !asks {
                    prompt.entries.push(text.into_owned());
                }
            }
            "alias" => prompt.name = element.attr("val").unwrap_or_default().into_owned(),
            "tag" if prompt.name.is_empty() => {
                prompt.name = element.attr("val").unwrap_or_default().into_owned();
            }
            _ => {}
        }
        Frame::Plain
    }

    /// Decides at the end of the paragraph format whether the paragraph is an item of a list, and counts it.
    pub(super) fn number_paragraph(&mut self) {
        let numbering = self.context.numbering;
        let Some(paragraph) = self.flows.last_mut().and_then(|flow| flow.open.as_mut()) else { return };
        let Some(list) = paragraph.num_id.or(paragraph.style.num_id).filter(|id| *id != 0) else { return };
        let by_style = || {
            let style = paragraph.style_id.as_deref()?;
            numbering.level_of_style(list, style)
        };
        let level = paragraph.ilvl.or_else(by_style).or(paragraph.style.ilvl).unwrap_or(0);
        if let Some(number) = numbering.count(&mut self.counters, list, level) {
            paragraph.item = Some((level.saturating_add(1), number));
        }
    }
}
