//! One paragraph (Absatz): its sentences, and the lists in them.

use text::Layout;

/// Counts as the paragraph is read, line by line.
#[derive(Debug, Default)]
pub struct Absatz {
    /// Sentences so far, lists as part of theirs.
    count: u32,
    /// Sentences inside list items, which some count and some do not.
    inner: u32,
    /// True while the last sentence has not ended.
    open: bool,
    /// True if something stands here that is no running text.
    unknown: bool,
    lists: Vec<List>,
    gone: Vec<String>,
    text: String,
}

#[derive(Debug)]
struct List {
    sentence: u32,
    items: Vec<Item>,
}

#[derive(Debug)]
struct Item {
    label: String,
    letters: Vec<String>,
}

impl Absatz {
    pub fn unknown(&mut self) {
        self.unknown = true;
    }

    /// A line of running text.
    pub fn text(&mut self, line: &str) {
        self.text.push_str(line);
        if line.is_empty() {
            return;
        }
        let (sentences, ended) = split(line);
        self.count += if self.open { sentences.saturating_sub(1) } else { sentences };
        self.open = !ended;
    }

    /// An item of a list: "1." or "a)".
    pub fn item(&mut self, label: &str, line: &str) {
        self.text.push_str(line);
        let letter = label.starts_with(|c: char| c.is_ascii_alphabetic());
        let number =
            |l: &str| l.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse::<u32>().unwrap_or(0);
        if letter {
            // "aa)" after "a)" is a third level, which the index does not know.
            let doubled = label.len() == 2;
            let below = self.lists.last_mut().filter(|l| l.sentence == self.count || !self.open);
            match below.and_then(|l| l.items.last_mut()) {
                _ if doubled => {}
                // Below a number, or the next letter of a list of letters.
                Some(item) if item.label.starts_with(|c: char| c.is_ascii_digit()) => {
                    item.letters.push(label.to_owned());
                }
                Some(item) if item.label.as_str() < label => self.push(label),
                _ => self.begin(label),
            }
        } else {
            let last = self.lists.last().and_then(|l| l.items.last()).map(|i| i.label.clone());
            let goes_on = last.is_some_and(|last| {
                last.starts_with(|c: char| c.is_ascii_digit())
                    && (number(label) > number(&last)
                        || (number(label) == number(&last) && label > last.as_str()))
            });
            if goes_on && (number(label) > 1 || label.len() > 1) {
                // What stood between the items belongs to the item before.
                let sentence = self.lists.last().map_or(self.count, |l| l.sentence);
                self.inner += self.count - sentence;
                self.count = sentence;
                self.push(label);
            } else {
                self.begin(label);
            }
        }
        if line.trim() == "(weggefallen)" {
            self.gone.push(label.to_owned());
            if let Some(list) = self.lists.last_mut() {
                list.items.retain(|i| i.label != label);
            }
            return;
        }
        let (sentences, ended) = split(line);
        self.inner += sentences.saturating_sub(1);
        self.open = !ended;
    }

    fn begin(&mut self, label: &str) {
        let sentence = self.count.max(1);
        self.count = sentence;
        self.lists.push(List { sentence, items: Vec::new() });
        self.push(label);
    }

    fn push(&mut self, label: &str) {
        if let Some(list) = self.lists.last_mut() {
            list.items.push(Item { label: label.to_owned(), letters: Vec::new() });
        }
    }

    pub fn is_gone(&self) -> bool {
        !self.unknown && self.lists.is_empty() && matches!(self.text.trim(), "(weggefallen)" | "(aufgehoben)")
    }

    pub fn state(&self) -> String {
        match (self.is_gone(), self.gone.is_empty()) {
            (true, _) => "weggefallen".to_owned(),
            (_, true) => String::new(),
            _ => format!("weggefallen: {}", self.gone.join(",")),
        }
    }

    pub fn sentences(&self) -> String {
        if self.is_gone() {
            "0".to_owned()
        } else if self.unknown {
            "?".to_owned()
        } else if self.inner > 0 {
            format!("{}~{}", self.count, self.count + self.inner)
        } else {
            self.count.to_string()
        }
    }

    pub fn numbers(&self) -> String {
        if self.unknown {
            return "?".to_owned();
        }
        let lists = self.lists.iter().filter(|l| !l.items.is_empty());
        lists.map(|l| format!("S{}:{}", l.sentence, runs(&l.items))).collect::<Vec<_>>().join(";")
    }
}

/// "1,2,3,4a" as "1-3,4a".
fn runs(items: &[Item]) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut at = 0;
    while at < items.len() {
        let mut end = at;
        while items[end].letters.is_empty()
            && items.get(end + 1).is_some_and(|n| n.letters.is_empty() && follows(&items[end], n))
        {
            end += 1;
        }
        let (first, last) = (&items[at], &items[end]);
        if end > at {
            out.push(format!("{}-{}", first.label, last.label));
        } else if first.letters.is_empty() {
            out.push(first.label.clone());
        } else {
            let letters: Vec<Item> =
                first.letters.iter().map(|l| Item { label: l.clone(), letters: Vec::new() }).collect();
            out.push(format!("{}({})", first.label, runs(&letters)));
        }
        at = end + 1;
    }
    out.join(",")
}

fn follows(a: &Item, b: &Item) -> bool {
    match (a.label.parse::<u32>(), b.label.parse::<u32>()) {
        (Ok(a), Ok(b)) => b == a + 1,
        (Err(_), Err(_)) => {
            let (a, b) = (a.label.as_bytes(), b.label.as_bytes());
            a.len() == 1 && b.len() == 1 && b[0] == a[0] + 1
        }
        _ => false,
    }
}

/// The number of sentences in a line, and whether the last one ended.
fn split(line: &str) -> (u32, bool) {
    // A footnote sign behind the full stop is none of the text.
    let line = line.trim().trim_end_matches("\\*").trim();
    let paragraph = text::analyse(line, &Layout::default());
    let ended = paragraph.sentences.last().is_some_and(|s| s.terminated) && !line.ends_with([',', ';', ':']);
    (paragraph.sentences.len() as u32, ended)
}
