use html5gum::Span;
use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};

/// What the layout needs of a tag, comment or document type; text is what lies between them.
#[derive(Debug)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) start: usize,
    pub(super) end: usize,
}

#[derive(Debug)]
pub(super) enum TokenKind {
    Start(StartTag),
    /// An end tag and its name.
    End(Vec<u8>),
    Other,
}

/// A start tag with the attributes that matter; all others are dropped as they come, however many there are.
#[derive(Debug, Default)]
pub(super) struct StartTag {
    pub(super) name: Vec<u8>,
    pub(super) is_hidden: bool,
    pub(super) style: String,
    pub(super) list_type: Option<String>,
    pub(super) start: Option<u32>,
    pub(super) value: Option<u32>,
    pub(super) colspan: Option<u32>,
    /// True if some attribute has a value.
    pub(super) has_values: bool,
}

/// Builds tokens from the events of the tokenizer.
#[derive(Debug, Default)]
pub(super) struct Collector {
    tag: StartTag,
    start: usize,
    attribute: Attribute,
}

#[derive(Debug, Clone, Copy, Default)]
enum Attribute {
    #[default]
    Other,
    Style,
    Type,
    Start,
    Value,
    Colspan,
}

/// An emitter for the tokenizer that switches to raw text inside scripts and styles.
pub(super) fn emitter() -> CallbackEmitter<Collector, Token, usize> {
    let mut emitter = CallbackEmitter::new(Collector::default());
    emitter.naively_switch_states(true);
    emitter
}

impl Callback<Token, usize> for Collector {
    fn handle_event(&mut self, event: CallbackEvent<'_>, span: Span<usize>) -> Option<Token> {
        let kind = match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = StartTag { name: name.to_vec(), ..StartTag::default() };
                self.start = span.start;
                return None;
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute = match name {
                    b"style" => Attribute::Style,
                    b"type" => Attribute::Type,
                    b"start" => Attribute::Start,
                    b"value" => Attribute::Value,
                    b"colspan" => Attribute::Colspan,
                    _ => Attribute::Other,
                };
                self.tag.is_hidden |= name == b"hidden";
                return None;
            }
            CallbackEvent::AttributeValue { value } => {
                self.set(value);
                return None;
            }
            CallbackEvent::CloseStartTag { .. } => {
                let tag = std::mem::take(&mut self.tag);
                return Some(Token { kind: TokenKind::Start(tag), start: self.start, end: span.end });
            }
            CallbackEvent::EndTag { name } => TokenKind::End(name.to_vec()),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } => TokenKind::Other,
            CallbackEvent::String { .. } | CallbackEvent::Error(_) => return None,
        };
        Some(Token { kind, start: span.start, end: span.end })
    }
}

impl Collector {
    /// Keeps the value of the attribute named last; as the standard says, the first of two with one name counts.
    fn set(&mut self, value: &[u8]) {
        let text = || String::from_utf8_lossy(value).trim().to_ascii_lowercase();
        let number = || text().parse().ok();
        let tag = &mut self.tag;
        tag.has_values |= !value.is_empty();
        match self.attribute {
            Attribute::Style if tag.style.is_empty() => tag.style = text(),
            Attribute::Type if tag.list_type.is_none() => tag.list_type = Some(text()),
            Attribute::Start if tag.start.is_none() => tag.start = number(),
            Attribute::Value if tag.value.is_none() => tag.value = number(),
            Attribute::Colspan if tag.colspan.is_none() => tag.colspan = number(),
            _ => {}
        }
    }
}
