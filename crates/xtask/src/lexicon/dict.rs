//! Reads a dictionary of the Morfologik project: an automaton in the CFSA2 format, as LanguageTool ships it.
//!
//! Each accepted byte string is `form _ code tag`; the code says how many bytes of the form to drop and what to append for the
//! base form ("suffix" encoding).

use anyhow::{Context, bail};

const TARGET_NEXT: u8 = 0x80;
const LAST: u8 = 0x40;
const FINAL: u8 = 0x20;
const LABEL: u8 = 0x1f;
/// Flag of the header: states carry the number of words below them.
const NUMBERED: u16 = 1 << 8;

/// One reading: form, base form, tag.
pub struct Entry {
    pub form: String,
    pub lemma: String,
    pub tag: String,
}

struct Arc {
    flags: u8,
    label: u8,
    /// Where the target starts; `None` if it follows the last arc of this state.
    target: Option<usize>,
    /// The next arc of the same state.
    next: usize,
}

struct Automaton<'a> {
    labels: &'a [u8],
    arcs: &'a [u8],
    numbered: bool,
}

/// Calls `each` for every reading of the dictionary.
pub fn read(bytes: &[u8], mut each: impl FnMut(Entry)) -> anyhow::Result<()> {
    let [b'\\', b'f', b's', b'a', 0xC6, high, low, count, rest @ ..] = bytes else {
        bail!("not a CFSA2 automaton: the header is `\\fsa` and version 0xC6");
    };
    let (labels, arcs) = rest.split_at_checked(*count as usize).context("the table of labels is cut off")?;
    let flags = u16::from_be_bytes([*high, *low]);
    let automaton = Automaton { labels, arcs, numbered: flags & NUMBERED != 0 };
    let root = automaton.target(&automaton.arc(automaton.first(0)?)?)?;
    let mut stack = vec![(automaton.first(root)?, Vec::new())];
    while let Some((at, prefix)) = stack.pop() {
        let arc = automaton.arc(at)?;
        let mut word = prefix.clone();
        word.push(arc.label);
        if arc.flags & LAST == 0 {
            stack.push((arc.next, prefix));
        }
        if arc.flags & FINAL != 0
            && let Some(entry) = entry(&word)
        {
            each(entry);
        }
        let target = automaton.target(&arc)?;
        if target != 0 {
            stack.push((automaton.first(target)?, word));
        }
    }
    Ok(())
}

fn entry(word: &[u8]) -> Option<Entry> {
    let text = std::str::from_utf8(word).ok()?;
    let (form, rest) = text.split_once('_')?;
    let (code, tag) = rest.split_once('_')?;
    let drop = code.bytes().next()?.wrapping_sub(b'A') as usize;
    let kept = if drop == 255 { "" } else { form.get(..form.len().checked_sub(drop)?)? };
    Some(Entry { form: form.to_owned(), lemma: format!("{kept}{}", &code[1..]), tag: tag.to_owned() })
}

impl Automaton<'_> {
    fn byte(&self, at: usize) -> anyhow::Result<u8> {
        self.arcs.get(at).copied().with_context(|| format!("the automaton ends at byte {at}"))
    }

    /// The first arc of a state.
    fn first(&self, state: usize) -> anyhow::Result<usize> {
        Ok(if self.numbered { self.number(state)?.1 } else { state })
    }

    /// Reads a number of seven bits a byte; returns it and where it ends.
    fn number(&self, mut at: usize) -> anyhow::Result<(usize, usize)> {
        let (mut value, mut shift) = (0, 0);
        loop {
            let byte = self.byte(at)?;
            value |= ((byte & 0x7f) as usize) << shift;
            at += 1;
            shift += 7;
            if byte & 0x80 == 0 {
                return Ok((value, at));
            }
        }
    }

    fn arc(&self, at: usize) -> anyhow::Result<Arc> {
        let flags = self.byte(at)?;
        let (label, mut next) = match flags & LABEL {
            0 => (self.byte(at + 1)?, at + 2),
            index => (*self.labels.get(index as usize).context("unknown label")?, at + 1),
        };
        let mut target = None;
        if flags & TARGET_NEXT == 0 {
            let (value, end) = self.number(next)?;
            (target, next) = (Some(value), end);
        }
        Ok(Arc { flags, label, target, next })
    }

    fn target(&self, arc: &Arc) -> anyhow::Result<usize> {
        if let Some(target) = arc.target {
            return Ok(target);
        }
        let (mut last, mut at) = (arc.flags & LAST != 0, arc.next);
        while !last {
            let other = self.arc(at)?;
            (last, at) = (other.flags & LAST != 0, other.next);
        }
        Ok(at)
    }
}
