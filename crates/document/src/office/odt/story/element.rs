//! What the elements of each vocabulary mean.

use source::Story;

use super::super::styles::Family;
use super::flow::{FlowKind, Table};
use super::{Frame, Page, PartReader};
use crate::builder::Mark;
use crate::error::ReadError;
use crate::model::PlaceholderKind;
use crate::office::bound;
use crate::office::xml::Element;
use crate::template::When;

/// A condition without the sign of its language: `ooow:Art == "m"`.
fn formula(condition: &str) -> String {
    let rest = ["ooow:", "of:", "oooc:"].iter().find_map(|language| condition.strip_prefix(language));
    rest.unwrap_or(condition).trim().to_owned()
}

impl PartReader<'_> {
    /// Writes all texts that may stand at one place.
    pub(super) fn write_branches(
        &mut self,
        group: u32,
        branches: impl IntoIterator<Item = (When, String)>,
    ) -> Result<(), ReadError> {
        if self.is_hidden() {
            return Ok(());
        }
        let place = self.place();
        for (alternative, (when, text)) in (0..).zip(branches) {
            self.mark(Mark::Begin { group, alternative, when });
            self.write(&text, place)?;
            self.mark(Mark::End { group, alternative });
        }
        self.set_after_space(false);
        Ok(())
    }

    /// Writes what a list to choose from offers.
    pub(super) fn end_entries(&mut self) -> Result<(), ReadError> {
        let Some((list, entries)) = self.entries.take() else { return Ok(()) };
        let group = self.budget.next_group();
        let chosen = |entry: String| (When::Chosen { list: list.clone(), entry: entry.clone() }, entry);
        self.write_branches(group, entries.into_iter().map(chosen))
    }

    fn mark(&mut self, mark: Mark) {
        if let Some(paragraph) = self.paragraph() {
            paragraph.lines.line.mark(mark);
        }
    }

    pub(super) fn office_element(&mut self, name: &str) -> Frame {
        match name {
            "text" => {
                self.output.has_body = true;
                Frame::Plain
            }
            "automatic-styles" => {
                self.styles.in_automatic = true;
                Frame::AutomaticStyles
            }
            "annotation" | "annotation-end" | "binary-data" | "forms" | "scripts" | "event-listeners" => {
                Frame::Skipped
            }
            _ => Frame::Plain,
        }
    }

    pub(super) fn style_element(&mut self, element: &Element<'_>) -> Result<Frame, ReadError> {
        Ok(match element.name() {
            "style" => {
                self.styles.begin(element)?;
                Frame::Style
            }
            "text-properties" => {
                self.styles.text_properties(element);
                Frame::Plain
            }
            "master-page" => {
                self.master = element.attr("name").unwrap_or_default().into_owned();
                if let Some(next) = element.attr("next-style-name") {
                    bound(self.output.next_pages.len())?;
                    self.output.next_pages.insert(self.master.clone(), next.into_owned());
                }
                Frame::Plain
            }
            "header" | "header-left" | "header-first" => self.begin_page(element, true)?,
            "footer" | "footer-left" | "footer-first" => self.begin_page(element, false)?,
            _ => Frame::Plain,
        })
    }

    pub(super) fn begin_page(&mut self, element: &Element<'_>, header: bool) -> Result<Frame, ReadError> {
        if element.attr("display").as_deref() == Some("false") {
            return Ok(Frame::Skipped);
        }
        bound(self.output.pages.len())?;
        let counts = &mut self.counts;
        counts.page = 0;
        let (story, kind) = if header {
            counts.headers = counts.headers.saturating_add(1);
            (Story::Header(counts.headers), FlowKind::Header)
        } else {
            counts.footers = counts.footers.saturating_add(1);
            (Story::Footer(counts.footers), FlowKind::Footer)
        };
        self.output.pages.push(Page {
            master: self.master.clone(),
            header,
            is_first: element.name().ends_with("first"),
            pieces: Vec::new(),
        });
        self.push_flow(story, kind);
        Ok(Frame::PageStory)
    }

    pub(super) fn draw_element(&mut self, name: &str) -> Frame {
        match name {
            "text-box" => {
                let story = self.flow().story;
                self.push_flow(story, FlowKind::TextBox);
                Frame::TextBox
            }
            "object" | "object-ole" | "applet" | "plugin" => Frame::Skipped,
            _ => Frame::Plain,
        }
    }

    pub(super) fn table_element(&mut self, element: &Element<'_>) -> Frame {
        let repeated =
            |name: &str| element.number(name).and_then(|n| u32::try_from(n).ok()).unwrap_or(1).clamp(1, 1000);
        let flow = self.flow();
        match element.name() {
            "table" => {
                flow.tables.push(Table::default());
                return Frame::Table;
            }
            "table-row" => {
                if let Some(table) = flow.tables.last_mut() {
                    *table = Table { row: table.row + 1, column: 0, repeated: 1 };
                }
            }
            "table-cell" | "covered-table-cell" => {
                if let Some(table) = flow.tables.last_mut() {
                    table.column = table.column.saturating_add(table.repeated);
                    table.repeated = repeated("number-columns-repeated");
                }
            }
            "tracked-changes" => return Frame::Skipped,
            _ => {}
        }
        Frame::Plain
    }

    pub(super) fn text_element(&mut self, element: &Element<'_>) -> Result<Frame, ReadError> {
        let attr = |name| element.attr(name).unwrap_or_default();
        Ok(match element.name() {
            "p" | "h" => self.open_paragraph(element),
            "span" => {
                let style = self.styles.resolve(Family::Text, &attr("style-name"));
                self.spans.push(style);
                Frame::Span
            }
            "s" => {
                let count =
                    element.number("c").and_then(|n| usize::try_from(n).ok()).unwrap_or(1).clamp(1, 200);
                self.put_in(&" ".repeat(count))?;
                Frame::Plain
            }
            "tab" => {
                self.put_in(" ")?;
                Frame::Plain
            }
            "line-break" => {
                if !self.is_hidden()
                    && let Some(paragraph) = self.paragraph()
                {
                    paragraph.lines.break_line(false);
                    paragraph.after_space = true;
                }
                Frame::Plain
            }
            "list" => {
                let Some(flow) = self.flows.last_mut() else { return Ok(Frame::Plain) };
                flow.lists.begin(element, &self.styles);
                Frame::List
            }
            "list-item" => {
                self.flow().lists.begin_item(element);
                Frame::Item
            }
            "list-style" => {
                self.styles.begin_list(element)?;
                Frame::ListStyle
            }
            "list-level-style-number" | "list-level-style-bullet" | "list-level-style-image" => {
                self.styles.list_level(element);
                Frame::Plain
            }
            "note" => {
                let is_endnote = attr("note-class") == "endnote";
                self.push_flow(if is_endnote { Story::Endnotes } else { Story::Footnotes }, FlowKind::Note);
                Frame::Note
            }
            "section" if self.budget.template && !attr("condition").is_empty() => {
                let when = When::Fails(formula(&attr("condition")));
                let group = self.budget.next_group();
                self.flow().pending.push(Mark::Begin { group, alternative: 0, when: when.clone() });
                // What stands there if it is hidden: nothing.
                Frame::Section(group)
            }
            "section" if attr("display") == "none" => Frame::Skipped,
            "section" if attr("display") == "condition" && attr("is-hidden") == "true" => Frame::Skipped,
            "conditional-text" if self.budget.template => {
                let condition = formula(&attr("condition"));
                let group = self.budget.next_group();
                let branches = [
                    (When::Holds(condition.clone()), attr("string-value-if-true").into_owned()),
                    (When::Fails(condition), attr("string-value-if-false").into_owned()),
                ];
                self.write_branches(group, branches)?;
                Frame::Skipped
            }
            "hidden-text" if self.budget.template => {
                let condition = formula(&attr("condition"));
                let group = self.budget.next_group();
                let branches = [
                    (When::Fails(condition.clone()), attr("string-value").into_owned()),
                    (When::Holds(condition), String::new()),
                ];
                self.write_branches(group, branches)?;
                Frame::Skipped
            }
            "hidden-paragraph" if self.budget.template => {
                let when = When::Fails(formula(&attr("condition")));
                if let Some(paragraph) = self.paragraph() {
                    paragraph.shown_when = Some(when);
                }
                Frame::Skipped
            }
            "drop-down" if self.budget.template => {
                self.entries = Some((attr("name").into_owned(), Vec::new()));
                Frame::Entries
            }
            "label" => {
                if let Some((_, entries)) = self.entries.as_mut().filter(|(_, entries)| entries.len() < 200) {
                    entries.push(attr("value").into_owned());
                }
                Frame::Plain
            }
            "text-input" if self.budget.template => {
                let name = element.attr("description").unwrap_or_default();
                self.begin_field(PlaceholderKind::ContentControl, &name)
            }
            "user-defined" | "variable-get" | "variable-input" | "user-field-input"
                if self.budget.template =>
            {
                self.begin_field(PlaceholderKind::MergeField, &attr("name"))
            }
            "hidden-paragraph" => {
                if attr("is-hidden") == "true"
                    && let Some(paragraph) = self.paragraph()
                {
                    paragraph.is_hidden = true;
                }
                Frame::Skipped
            }
            "placeholder" => {
                let name = element.attr("description").unwrap_or_default();
                self.begin_field(PlaceholderKind::ContentControl, &name)
            }
            "database-display" => self.begin_field(PlaceholderKind::MergeField, &attr("column-name")),
            "user-field-get" => self.begin_field(PlaceholderKind::MergeField, &attr("name")),
            "tracked-changes"
            | "note-citation"
            | "ruby-text"
            | "hidden-text"
            | "script"
            | "bibliography-source" => Frame::Skipped,
            name if name.ends_with("-source") => Frame::Skipped,
            _ => Frame::Plain,
        })
    }
}
