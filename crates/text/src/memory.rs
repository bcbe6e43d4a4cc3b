//! What was last looked up, word by word: letters say the same words again and again.
//!
//! A memory has a fixed number of places, and each word has one of them; a word that comes later takes the place. So it never
//! grows, and nothing depends on what it holds: an answer is the same whether it is remembered or found anew.

use std::cell::RefCell;
use std::thread::LocalKey;

/// Bytes of a key; the last two are the length of the word and what distinguishes it otherwise. Longer words are not remembered.
const KEY: usize = 32;
const LONGEST: usize = KEY - 2;

/// Words that a memory holds at most, as a power of two, and at first: a single letter needs few.
const MOST_BITS: u32 = 12;
const FIRST_BITS: u32 = 9;

type Key = [u8; KEY];

/// Remembers one value for each word.
pub(crate) struct Memory<V> {
    /// Empty until the first word comes, then a power of two.
    places: Vec<Option<(Key, V)>>,
    /// Places that are taken.
    taken: usize,
}

impl<V: Copy> Memory<V> {
    /// Starts with nothing.
    pub(crate) const fn new() -> Memory<V> {
        Memory { places: Vec::new(), taken: 0 }
    }

    fn get(&self, key: &Key) -> Option<V> {
        match self.places.get(self.place(key)) {
            Some(Some((known, value))) if known == key => Some(*value),
            _ => None,
        }
    }

    fn put(&mut self, key: Key, value: V) {
        if self.taken * 2 >= self.places.len() && self.places.len() < 1 << MOST_BITS {
            self.grow();
        }
        let place = self.place(&key);
        self.taken += usize::from(self.places[place].is_none());
        self.places[place] = Some((key, value));
    }

    fn grow(&mut self) {
        let more = (self.places.len() * 2).max(1 << FIRST_BITS);
        let old = std::mem::replace(&mut self.places, vec![None; more]);
        self.taken = 0;
        for (key, value) in old.into_iter().flatten() {
            self.put(key, value);
        }
    }

    /// The place of a key; that of the empty memory does not exist.
    fn place(&self, key: &Key) -> usize {
        let mut hash = 0_u64;
        for piece in key.as_chunks::<8>().0 {
            hash = (hash.rotate_left(5) ^ u64::from_le_bytes(*piece)).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
        // The upper bits are the well mixed ones.
        (hash >> 32) as usize & self.places.len().wrapping_sub(1)
    }
}

/// The value of a word, remembered or found; `mark` keeps apart what else the value depends on.
pub(crate) fn recall<V: Copy>(
    memory: &'static LocalKey<RefCell<Memory<V>>>,
    word: &str,
    mark: u8,
    find: impl FnOnce() -> V,
) -> V {
    if word.len() > LONGEST {
        return find();
    }
    let mut key = [0; KEY];
    key[..word.len()].copy_from_slice(word.as_bytes());
    (key[KEY - 2], key[KEY - 1]) = (mark, word.len() as u8);
    if let Some(value) = memory.with_borrow(|memory| memory.get(&key)) {
        return value;
    }
    let value = find();
    memory.with_borrow_mut(|memory| memory.put(key, value));
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    thread_local! {
        static LENGTHS: RefCell<Memory<usize>> = const { RefCell::new(Memory::new()) };
    }

    #[test]
    fn what_is_remembered_is_what_was_found() {
        // More words than places, so that words drive each other out, and each word twice.
        let words: Vec<String> =
            (0..3 << MOST_BITS).map(|n| format!("wort{n}{}", "x".repeat(n % 40))).collect();
        for word in words.iter().chain(words.iter().rev()) {
            assert_eq!(recall(&LENGTHS, word, 0, || word.len()), word.len());
            assert_eq!(recall(&LENGTHS, word, 1, || word.len() + 1), word.len() + 1);
        }
    }

    #[test]
    fn a_word_is_found_once_if_nothing_comes_between() {
        let mut count = 0;
        for _ in 0..5 {
            recall(&LENGTHS, "aufenthaltserlaubnis", 0, || {
                count += 1;
                count
            });
        }
        assert_eq!(count, 1);
    }
}
