//! Brackets under a row of words: as many as there are, on as few lines as they fit.

use anstyle::Style;

use crate::excerpt::columns;

/// Blanks between two brackets on one line.
const GAP: usize = 2;

/// Something that spans words of a row.
#[derive(Debug)]
pub(crate) struct Bracket<'a> {
    /// The first column under its words.
    pub from: usize,
    /// The column after the last one; after `from`.
    pub to: usize,
    /// False if it began in a row before.
    pub opens: bool,
    /// False if it goes on in the next row.
    pub closes: bool,
    pub name: &'a str,
    pub style: Style,
}

/// A bracket as it is drawn: the column where that begins, and what it looks like.
struct Drawn {
    at: usize,
    text: String,
    style: Style,
}

impl Drawn {
    fn end(&self) -> usize {
        self.at + columns(&self.text)
    }
}

/// Draws brackets on lines without a line break at the end; names stay inside `width` where they can.
///
/// Short brackets stand next to the words and those around them below, as a linguist would draw them.
pub(crate) fn lines(mut brackets: Vec<Bracket<'_>>, width: usize) -> Vec<String> {
    brackets.sort_by_key(|b| (b.to - b.from, b.from));
    let mut lines: Vec<Vec<Drawn>> = Vec::new();
    for bracket in &brackets {
        let drawn = draw(bracket, width);
        let fits = |line: &Vec<Drawn>| {
            line.iter().all(|other| drawn.end() + GAP <= other.at || other.end() + GAP <= drawn.at)
        };
        match lines.iter_mut().find(|line| fits(line)) {
            Some(line) => line.push(drawn),
            None => lines.push(vec![drawn]),
        }
    }
    lines.into_iter().map(line).collect()
}

fn line(mut drawn: Vec<Drawn>) -> String {
    drawn.sort_by_key(|d| d.at);
    let mut out = String::new();
    let mut column = 0;
    for Drawn { at, text, style } in &drawn {
        out.push_str(&" ".repeat(at - column));
        out.push_str(&format!("{style}{text}{style:#}"));
        column = at + columns(text);
    }
    out
}

/// The name stands inside the bracket, or after it, or before it, where it fits.
fn draw(bracket: &Bracket<'_>, width: usize) -> Drawn {
    let Bracket { from, to, opens, closes, name, style } = *bracket;
    let length = to - from;
    let left = if opens { "└" } else { "┄" };
    let right = if closes { "┘" } else { "┄" };
    let dashes = |count: usize| "─".repeat(count);
    let taken = columns(name);
    if length >= taken + 6 {
        let text = format!("{left}─ {name} {}{right}", dashes(length - taken - 5));
        return Drawn { at: from, text, style };
    }
    let bar = match length {
        1 => "╵".to_owned(),
        _ => format!("{left}{}{right}", dashes(length - 2)),
    };
    if to + 1 + taken > width && from > taken {
        return Drawn { at: from - taken - 1, text: format!("{name} {bar}"), style };
    }
    Drawn { at: from, text: format!("{bar} {name}"), style }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(brackets: &[(usize, usize, &str)], width: usize) -> Vec<String> {
        let style = Style::new();
        let brackets = brackets.iter().map(|(from, to, name)| Bracket {
            from: *from,
            to: *to,
            opens: true,
            closes: true,
            name,
            style,
        });
        lines(brackets.collect(), width)
    }

    #[test]
    fn names_stand_where_there_is_room() {
        assert_eq!(drawn(&[(2, 14, "Passiv")], 80), ["  └─ Passiv ─┘"]);
        assert_eq!(drawn(&[(2, 6, "Passiv")], 80), ["  └──┘ Passiv"]);
        assert_eq!(drawn(&[(10, 14, "Passiv")], 16), ["   Passiv └──┘"]);
        assert_eq!(drawn(&[(2, 3, "x")], 80), ["  ╵ x"]);
        // Where it fits nowhere it stands after its bracket, as everything does that is wider than the terminal.
        assert_eq!(drawn(&[(2, 6, "Partizipialattribut")], 10), ["  └──┘ Partizipialattribut"]);
    }

    #[test]
    fn brackets_that_meet_are_stacked_and_the_others_share_a_line() {
        let all = [(0, 40, "Nebensatz 1"), (4, 18, "Passiv"), (22, 36, "Passiv"), (10, 30, "Klammer")];
        assert_eq!(
            drawn(&all, 80),
            [
                "    └─ Passiv ───┘    └─ Passiv ───┘",
                "          └─ Klammer ────────┘",
                "└─ Nebensatz 1 ────────────────────────┘",
            ]
        );
    }

    #[test]
    fn a_bracket_that_goes_on_shows_it() {
        let style = Style::new();
        let bracket = |opens, closes| Bracket { from: 0, to: 12, opens, closes, name: "Passiv", style };
        assert_eq!(lines(vec![bracket(true, false)], 80), ["└─ Passiv ─┄"]);
        assert_eq!(lines(vec![bracket(false, true)], 80), ["┄─ Passiv ─┘"]);
    }
}
