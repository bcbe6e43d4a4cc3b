//! From a Markdown file to blocks with settings and marks.

use std::ops::Range;

use crate::annotate::{Mark, split};

/// One suite: a file.
#[derive(Debug)]
pub struct Suite {
    /// The rules and groups that its title names; blocks without marks are silent on all of them.
    pub rules: Vec<String>,
    /// Its `letter` blocks in order.
    pub blocks: Vec<Block>,
}

/// One `letter` block.
#[derive(Debug)]
pub struct Block {
    /// The headings above it, below the title.
    pub heading: String,
    /// The line of the file it starts at, from 1.
    pub line: usize,
    /// The lines between its fences, from 0.
    pub lines: Range<usize>,
    /// The letter without its marks.
    pub text: String,
    /// What must be found.
    pub marks: Vec<Mark>,
    /// The settings of the sections it stands in, outermost first.
    pub settings: Vec<String>,
}

/// A section that is open.
struct Section {
    level: usize,
    title: String,
    settings: Vec<String>,
}

impl Suite {
    /// Reads a suite.
    pub fn parse(text: &str) -> Result<Suite, String> {
        let lines: Vec<&str> = text.lines().collect();
        let mut rules = Vec::new();
        let mut sections: Vec<Section> = Vec::new();
        let mut blocks = Vec::new();
        let mut at = 0;
        while at < lines.len() {
            let line = lines[at];
            if let Some((level, title)) = heading(line) {
                if level == 1 {
                    if !rules.is_empty() {
                        return Err(format!("line {}: a second title", at + 1));
                    }
                    rules = title.split('`').skip(1).step_by(2).map(str::to_owned).collect();
                }
                sections.retain(|s| s.level < level);
                sections.push(Section { level, title: title.to_owned(), settings: Vec::new() });
            } else if let Some(info) = fence(line) {
                let end = (at + 1..lines.len())
                    .find(|i| lines[*i].trim_end() == "```")
                    .ok_or_else(|| format!("line {}: the block has no end", at + 1))?;
                let body = at + 1..end;
                match info {
                    "toml" => {
                        let settings = lines[body].join("\n");
                        let section = sections
                            .last_mut()
                            .ok_or_else(|| format!("line {}: settings before the title", at + 1))?;
                        section.settings.push(settings);
                    }
                    "letter" => blocks.push(block(&lines, at + 1, body, &sections)?),
                    other => {
                        return Err(format!("line {}: blocks are `toml` or `letter`, not `{other}`", at + 1));
                    }
                }
                at = end;
            }
            at += 1;
        }
        if rules.is_empty() {
            return Err("the title names no rule: # `group/name`".to_owned());
        }
        if blocks.is_empty() {
            return Err("there is no `letter` block".to_owned());
        }
        Ok(Suite { rules, blocks })
    }
}

fn block(lines: &[&str], line: usize, body: Range<usize>, sections: &[Section]) -> Result<Block, String> {
    let (text, marks) = split(&lines[body.clone()])
        .map_err(|(offset, error)| format!("line {}: {error}", body.start + offset + 1))?;
    let below: Vec<&str> = sections.iter().filter(|s| s.level > 1).map(|s| s.title.as_str()).collect();
    Ok(Block {
        heading: below.join(" › "),
        line,
        lines: body,
        text,
        marks,
        settings: sections.iter().flat_map(|s| s.settings.iter().cloned()).collect(),
    })
}

fn heading(line: &str) -> Option<(usize, &str)> {
    let level = line.bytes().take_while(|b| *b == b'#').count();
    let title = line[level..].strip_prefix(' ')?;
    (level > 0).then(|| (level, title.trim()))
}

fn fence(line: &str) -> Option<&str> {
    line.strip_prefix("```").map(str::trim).filter(|info| !info.is_empty())
}
