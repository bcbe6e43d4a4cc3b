//! What the operators of a page show: stretches of text with their places.

use std::collections::HashMap;
use std::rc::Rc;

use lopdf::content::{Content, Operation};
use lopdf::{DecompressError, Dictionary, Document as File, Error, Object, ObjectId};

use super::font::Font;
use super::{bomb, number, resolved};
use crate::error::{ReadError, ReadErrorKind};
use crate::limits::Limits;

/// A stretch of text on one line, in one font.
#[derive(Debug, Clone)]
pub(super) struct Span {
    pub(super) text: String,
    /// Left edge, right edge and base line in points; `y` grows upwards.
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) y: f32,
    pub(super) size: f32,
    pub(super) is_bold: bool,
}

/// A page with its text, in the order of the file.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) spans: Vec<Span>,
    pub(super) top: f32,
    pub(super) bottom: f32,
}

/// Operators of all pages; a page of text has some thousand.
const MOST_OPERATIONS: usize = 4_000_000;
/// Forms that are drawn, over all pages.
const MOST_FORMS: usize = 20_000;
const DEEPEST_FORM: usize = 12;
const DEEPEST_STATE: usize = 256;
/// Bytes unpacked for one page.
const LARGEST_PAGE: usize = 32 * 1024 * 1024;

pub(super) struct Reader<'a> {
    file: &'a File,
    limits: &'a Limits,
    fonts: HashMap<ObjectId, Rc<Font>>,
    unpacked: u64,
    text: u64,
    spans: usize,
    operations: usize,
    forms: usize,
}

/// A matrix of PDF: `[a b c d e f]`.
type Matrix = [f32; 6];

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// `a` is applied first.
fn product(a: Matrix, b: Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

#[derive(Clone)]
struct State {
    matrix: Matrix,
    font: Option<Rc<Font>>,
    size: f32,
    character_space: f32,
    word_space: f32,
    scale: f32,
    leading: f32,
    rise: f32,
    /// 3: neither filled nor stroked, as under a scan that was read by a program.
    mode: i64,
}

impl<'a> Reader<'a> {
    pub(super) fn new(file: &'a File, limits: &'a Limits) -> Reader<'a> {
        let fonts = HashMap::new();
        Reader { file, limits, fonts, unpacked: 0, text: 0, spans: 0, operations: 0, forms: 0 }
    }

    /// Reads a page.
    pub(super) fn page(&mut self, id: ObjectId) -> Result<Page, ReadError> {
        let content = self.file.get_page_content_with_limit(id, LARGEST_PAGE).map_err(|e| self.error(&e))?;
        self.pay(content.len())?;
        let mut page = Page { top: 842.0, ..Page::default() };
        let dictionary = self.file.get_dictionary(id).ok();
        if let Some(bounds) =
            dictionary.and_then(|d| self.inherited(d, b"MediaBox")).and_then(|o| o.as_array().ok())
        {
            let edges: Vec<f32> =
                bounds.iter().take(4).filter_map(|o| resolved(self.file, o)).filter_map(number).collect();
            if let [_, bottom, _, top] = edges[..] {
                (page.bottom, page.top) = (bottom.min(top), bottom.max(top));
            }
        }
        let resources =
            dictionary.and_then(|d| self.inherited(d, b"Resources")).and_then(|o| o.as_dict().ok());
        let start = State {
            matrix: IDENTITY,
            font: None,
            size: 0.0,
            character_space: 0.0,
            word_space: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
        };
        self.run(&content, resources, start, 0, &mut page.spans)?;
        Ok(page)
    }

    /// An entry of a page, or of what it hangs from.
    fn inherited(&self, page: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        let mut node = page;
        for _ in 0..64 {
            if let Ok(value) = node.get(key) {
                return resolved(self.file, value);
            }
            node = resolved(self.file, node.get(b"Parent").ok()?)?.as_dict().ok()?;
        }
        None
    }

    fn error(&self, error: &Error) -> ReadError {
        match error {
            Error::Decompress(DecompressError::MemoryLimitExceeded { .. }) => bomb(self.limits),
            error => ReadErrorKind::BrokenPdf(error.to_string()).into(),
        }
    }

    fn pay(&mut self, bytes: usize) -> Result<(), ReadError> {
        self.unpacked += bytes as u64;
        if self.unpacked > self.limits.max_unpacked { Err(bomb(self.limits)) } else { Ok(()) }
    }

    fn run(
        &mut self,
        content: &[u8],
        resources: Option<&'a Dictionary>,
        start: State,
        depth: usize,
        out: &mut Vec<Span>,
    ) -> Result<(), ReadError> {
        let mut state = start;
        let mut saved: Vec<State> = Vec::new();
        let (mut text, mut line) = (IDENTITY, IDENTITY);
        for operation in Content::decode_iter(content) {
            // What a program wrote wrongly ends the page, not the letter.
            let Ok(Operation { operator, operands }) = operation else { break };
            self.operations += 1;
            if self.operations > MOST_OPERATIONS {
                return Err(ReadErrorKind::TooManyBlocks { limit: MOST_OPERATIONS }.into());
            }
            let n = |index: usize| operands.get(index).and_then(number).unwrap_or(0.0);
            let matrix = || -> Matrix { std::array::from_fn(n) };
            match operator.as_str() {
                "q" if saved.len() < DEEPEST_STATE => saved.push(state.clone()),
                "Q" => state = saved.pop().unwrap_or(state),
                "cm" => state.matrix = product(matrix(), state.matrix),
                "BT" => (text, line) = (IDENTITY, IDENTITY),
                "Tc" => state.character_space = n(0),
                "Tw" => state.word_space = n(0),
                "Tz" => state.scale = n(0) / 100.0,
                "TL" => state.leading = n(0),
                "Ts" => state.rise = n(0),
                "Tr" => state.mode = n(0) as i64,
                "Tf" => {
                    state.size = n(1);
                    state.font = match operands.first() {
                        Some(Object::Name(name)) => resources.and_then(|r| self.font(r, name)),
                        _ => None,
                    };
                }
                "Td" | "TD" => {
                    if operator == "TD" {
                        state.leading = -n(1);
                    }
                    line = product([1.0, 0.0, 0.0, 1.0, n(0), n(1)], line);
                    text = line;
                }
                "Tm" => {
                    line = matrix();
                    text = line;
                }
                "T*" | "'" | "\"" => {
                    if operator == "\"" {
                        (state.word_space, state.character_space) = (n(0), n(1));
                    }
                    line = product([1.0, 0.0, 0.0, 1.0, 0.0, -state.leading], line);
                    text = line;
                    if let Some(Object::String(bytes, _)) = operands.last() {
                        self.show(&state, &mut text, bytes, out)?;
                    }
                }
                "Tj" => {
                    if let Some(Object::String(bytes, _)) = operands.first() {
                        self.show(&state, &mut text, bytes, out)?;
                    }
                }
                "TJ" => {
                    for part in operands.first().and_then(|o| o.as_array().ok()).into_iter().flatten() {
                        match part {
                            Object::String(bytes, _) => self.show(&state, &mut text, bytes, out)?,
                            other => {
                                let back = number(other).unwrap_or(0.0) / 1000.0 * state.size * state.scale;
                                text = product([1.0, 0.0, 0.0, 1.0, -back, 0.0], text);
                            }
                        }
                    }
                }
                "Do" if depth < DEEPEST_FORM => {
                    if let (Some(Object::Name(name)), Some(resources)) = (operands.first(), resources) {
                        self.draw(name, resources, &state, depth, out)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Shows a string; a gap that is wide enough for a blank becomes one.
    fn show(
        &mut self,
        state: &State,
        text: &mut Matrix,
        bytes: &[u8],
        out: &mut Vec<Span>,
    ) -> Result<(), ReadError> {
        let Some(font) = &state.font else { return Ok(()) };
        let mut span: Option<Span> = None;
        for glyph in font.glyphs(bytes) {
            let all = product(*text, state.matrix);
            let advance = (glyph.width * state.size
                + state.character_space
                + if glyph.is_space { state.word_space } else { 0.0 })
                * state.scale;
            *text = product([1.0, 0.0, 0.0, 1.0, advance, 0.0], *text);
            let after = product(*text, state.matrix);
            // Only what stands upright is part of the letter; stamps and marks at the edge are turned.
            let is_upright = all[1].abs() <= 0.1 * all[0].abs() && all[0] > 0.0;
            if !is_upright || !all.iter().chain(&after).all(|n| n.is_finite() && n.abs() < 1.0e6) {
                continue;
            }
            let size = (state.size * all[3].hypot(all[2])).abs();
            if glyph.text.is_empty() || size < 1.0 {
                continue;
            }
            self.text += glyph.text.len() as u64;
            match &mut span {
                Some(span) => {
                    span.text.push_str(&glyph.text);
                    span.x1 = after[4];
                }
                None => {
                    span = Some(Span {
                        text: glyph.text,
                        x0: all[4],
                        x1: after[4],
                        y: all[5] + state.rise * all[3],
                        size,
                        is_bold: font.is_bold,
                    });
                }
            }
        }
        if self.text > self.limits.max_text {
            return Err(ReadErrorKind::TooLarge { limit: self.limits.max_text }.into());
        }
        if let Some(span) = span {
            self.spans += 1;
            if self.spans > self.limits.max_segments().saturating_mul(4) {
                return Err(ReadErrorKind::TooManyBlocks { limit: self.limits.max_blocks }.into());
            }
            out.push(span);
        }
        Ok(())
    }

    fn font(&mut self, resources: &'a Dictionary, name: &[u8]) -> Option<Rc<Font>> {
        let fonts = resolved(self.file, resources.get(b"Font").ok()?)?.as_dict().ok()?;
        let entry = fonts.get(name).ok()?;
        let id = entry.as_reference().ok();
        if let Some(known) = id.and_then(|id| self.fonts.get(&id)) {
            return Some(known.clone());
        }
        let dictionary = resolved(self.file, entry)?.as_dict().ok()?;
        // The tables of a font are small.
        let font = Rc::new(Font::new(self.file, dictionary, 4 * 1024 * 1024));
        if let Some(id) = id
            && self.fonts.len() < 10_000
        {
            self.fonts.insert(id, font.clone());
        }
        Some(font)
    }

    /// Draws a form: a page in a page.
    fn draw(
        &mut self,
        name: &[u8],
        resources: &'a Dictionary,
        state: &State,
        depth: usize,
        out: &mut Vec<Span>,
    ) -> Result<(), ReadError> {
        let object = resources
            .get(b"XObject")
            .ok()
            .and_then(|o| resolved(self.file, o))
            .and_then(|o| o.as_dict().ok())
            .and_then(|d| d.get(name).ok())
            .and_then(|o| resolved(self.file, o));
        let Some(Object::Stream(form)) = object else { return Ok(()) };
        if !form.dict.get(b"Subtype").is_ok_and(|s| s.as_name().is_ok_and(|n| n == b"Form")) {
            return Ok(());
        }
        self.forms += 1;
        if self.forms > MOST_FORMS {
            return Err(ReadErrorKind::TooManyBlocks { limit: MOST_FORMS }.into());
        }
        let content = match form.get_plain_content_with_limit(LARGEST_PAGE) {
            Ok(content) => content,
            Err(error @ Error::Decompress(DecompressError::MemoryLimitExceeded { .. })) => {
                return Err(self.error(&error));
            }
            Err(_) => return Ok(()),
        };
        self.pay(content.len())?;
        let own = form
            .dict
            .get(b"Resources")
            .ok()
            .and_then(|o| resolved(self.file, o))
            .and_then(|o| o.as_dict().ok());
        let mut inner = state.clone();
        if let Some(Object::Array(matrix)) =
            form.dict.get(b"Matrix").ok().and_then(|o| resolved(self.file, o))
        {
            let all: Vec<f32> = matrix.iter().filter_map(number).collect();
            if let Ok(matrix) = <Matrix>::try_from(all) {
                inner.matrix = product(matrix, inner.matrix);
            }
        }
        self.run(&content, own.or(Some(resources)), inner, depth + 1, out)
    }
}
