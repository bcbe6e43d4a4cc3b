//! Running rules: one pass over all sentences collects what patterns and tables hit, then each rule speaks.

mod facts;
mod finding;
mod hits;
mod kept;
mod places;
mod set;
mod unit;

use diagnostic::Diagnostic;
use document::Document;
use letter::{Letter, PartKind, PartSet};
use readability::Counts;
use rule::{Rule, Unit as UnitKind};
use source::TextRange;
use text::{Construction, Paragraph};

use crate::checker::{Checker, Pass, Remembered, Settings};
use crate::native;
use crate::ruleset::Ruleset;
use crate::stock::SetMark;
use facts::UnitFacts;
pub(crate) use finding::{Found, shown};
pub(crate) use hits::BlockHits;
use hits::Hits;
pub(crate) use kept::Kept;
pub(crate) use places::{Cells, Places, Sign};
use unit::Unit;

/// Everything a rule may look at.
pub(crate) struct Context<'a> {
    pub settings: &'a Settings,
    pub document: &'a Document,
    pub paragraphs: &'a [Paragraph],
    pub letter: &'a Letter,
    /// The counts of the running text of the letter.
    pub counts: &'a Counts,
    pub ruleset: &'a Ruleset,
    pub hits: Hits,
    /// Which sentences each word may stand in.
    pub places: Places,
    /// What the checks of the law asked of this letter.
    pub asked: native::Asked,
    /// The text is a piece of a letter, and nobody said of which part.
    pub piece: bool,
    /// Dates and what they are for; read when the first check asks.
    pub values: std::cell::OnceCell<native::Values>,
    /// The running text as sentences, for the checks of the law.
    pub lines: std::cell::OnceCell<Vec<native::Line>>,
}

impl<'a> Context<'a> {
    /// The part a block belongs to.
    pub fn part(&self, block: usize) -> PartKind {
        self.letter.part_of_block[block]
    }

    /// The parts that a rule looks at in this text.
    pub fn scope(&self, rule: &Rule) -> PartSet {
        scope(rule, self.piece)
    }

    /// The text range of tokens of a block.
    pub fn range(&self, block: usize, tokens: std::ops::Range<usize>) -> TextRange {
        let paragraph = &self.paragraphs[block];
        let range = paragraph.tokens[tokens.start].range.cover(paragraph.tokens[tokens.end - 1].range);
        range + self.document.blocks[block].range.start()
    }

    /// The constructions of a block that lie in a range of the letter.
    pub fn constructions_in(
        &self,
        block: usize,
        range: TextRange,
    ) -> impl Iterator<Item = &'a Construction> + use<'a> {
        let base = self.document.blocks[block].range.start();
        let all = &self.paragraphs[block].constructions;
        let first = all.partition_point(|c| c.range.start() + base < range.start());
        all[first..]
            .iter()
            .take_while(move |c| c.range.start() + base < range.end())
            .filter(move |c| c.range.end() + base <= range.end())
    }

    /// The range of a sentence of a block.
    pub fn sentence_range(&self, block: usize, sentence: usize) -> TextRange {
        self.paragraphs[block].sentences[sentence].range + self.document.blocks[block].range.start()
    }
}

/// A single sentence may look like a ruling ("Fehlende Papiere sind am Schalter abzugeben"). In a piece of a letter, rules about
/// wording that look at running text look there too.
fn scope(rule: &Rule, piece: bool) -> PartSet {
    let parts = rule.scope.parts;
    if piece && of_wording(rule) && parts.has(PartKind::Body) {
        parts.with(PartKind::OperativePart)
    } else {
        parts
    }
}

/// Looks at words, sentences or paragraphs, not at what the letter as a whole holds.
fn of_wording(rule: &Rule) -> bool {
    matches!(rule.scope.unit, UnitKind::Word | UnitKind::Sentence | UnitKind::Paragraph)
}

/// Runs all rules that are switched on: what they found, and the rules that looked and found all in order.
#[allow(clippy::too_many_arguments, reason = "one call, and each of them is another thing")]
pub(crate) fn run(
    checker: &Checker,
    settings: &Settings,
    document: &Document,
    paragraphs: &[Paragraph],
    letter: &Letter,
    counts: &Counts,
    part_given: bool,
    remembered: &mut Remembered<'_>,
    marks: &mut Vec<SetMark>,
) -> (Vec<Diagnostic>, Vec<Kept>) {
    let ruleset = &*checker.ruleset;
    let active: Vec<bool> = ruleset
        .rules()
        .iter()
        .zip(&checker.enabled)
        .map(|(rule, enabled)| {
            let kinds = rule.kinds.is_empty() || rule.kinds.iter().any(|k| letter.kinds.has(*k));
            let rulings =
                rule.rulings.is_empty() || letter.points.iter().any(|p| rule.rulings.contains(&p.ruling));
            let stock = settings.stock || rule.scope.unit != UnitKind::Set;
            let signs = rule.native.as_ref().is_some_and(|n| n.function == "vorlagenfehler");
            let passes = match settings.pass {
                Pass::Letter => !signs,
                Pass::Reading => !signs && rule.scope.unit != UnitKind::Set,
                // Rules about a set of letters look at a template once, as it is written.
                Pass::Signs(_) => signs || rule.scope.unit == UnitKind::Set,
            };
            *enabled && kinds && rulings && stock && passes && (!settings.piece || of_wording(rule))
        })
        .collect();
    let piece = settings.piece || !letter.is_whole() && !part_given;
    let scopes: Vec<PartSet> = ruleset.rules().iter().map(|rule| scope(rule, piece)).collect();
    let hits =
        Hits::collect(ruleset, document, paragraphs, &letter.part_of_block, &active, &scopes, remembered);
    let places = Places::of(paragraphs);
    let (values, lines, asked) = Default::default();
    let ctx = Context {
        settings,
        document,
        paragraphs,
        letter,
        counts,
        ruleset,
        hits,
        places,
        asked,
        piece,
        values,
        lines,
    };
    let (mut findings, mut kept) = (Vec::new(), Vec::new());
    for (index, rule) in ruleset.rules().iter().enumerate() {
        if active[index] && rule.scope.unit == UnitKind::Set {
            marks.extend(set::mark(&ctx, index, rule));
        } else if active[index] {
            let before = findings.len();
            run_rule(&ctx, index, rule, &mut findings);
            // The value of the fourth principle comes from the scores, not from single rules.
            if findings.len() == before && rule.leitziel != 4 {
                kept.extend(kept::kept(&ctx, index, rule));
            }
        }
    }
    findings.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    (findings, kept)
}

/// What the patterns, tables and checks of a rule find, before its conditions are asked.
fn candidates(ctx: &Context<'_>, index: usize, rule: &Rule) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    pattern_hits(ctx, rule, &mut found);
    table_hits(ctx, index, rule, &mut found);
    constructions(ctx, rule, &mut found);
    if let Some(native) = &rule.native
        && let Some(check) = native::find(&native.function)
    {
        check(ctx, rule, &mut found);
    }
    drop_excepted(ctx, rule, &mut found);
    found
}

fn run_rule(ctx: &Context<'_>, index: usize, rule: &Rule, findings: &mut Vec<Diagnostic>) {
    let mut found = candidates(ctx, index, rule);
    // Many findings share a unit.
    let mut last: Option<Asked> = None;
    found.retain(|f| {
        if !ctx.scope(rule).has(ctx.part(f.block)) && rule.native.is_none() {
            return false;
        }
        let Some(unit) = unit::of(ctx, rule.scope.unit, f) else { return false };
        if !unit_rules(ctx, rule, &unit) {
            return false;
        }
        if last.as_ref().is_none_or(|asked| asked.unit != unit) {
            last = Some(Asked::new(ctx, rule, unit));
        }
        last.as_mut().is_some_and(|asked| asked.holds(ctx, rule, f.range))
    });
    keep_apart(&mut found);
    for f in &found {
        let unit = unit::of(ctx, rule.scope.unit, f);
        findings.push(finding::render(ctx, rule, f, unit.as_ref()));
    }
    if !rule.require.is_empty() || rule.is_condition_only() {
        whole_units(ctx, rule, findings);
    }
}

/// A unit with what its conditions said: findings in it differ only in whether they stand between quotation marks.
struct Asked {
    unit: Unit,
    quotes: Vec<TextRange>,
    /// For findings outside and inside quotation marks.
    answers: [Option<bool>; 2],
}

impl Asked {
    fn new(ctx: &Context<'_>, rule: &Rule, unit: Unit) -> Asked {
        let asks = rule.condition.is_some();
        let quotes =
            if asks { UnitFacts::new(ctx, &unit, ctx.scope(rule), false).quotes() } else { Vec::new() };
        Asked { unit, quotes, answers: [None; 2] }
    }

    fn holds(&mut self, ctx: &Context<'_>, rule: &Rule, range: TextRange) -> bool {
        let next = self.quotes.partition_point(|quote| quote.end() < range.end());
        let quoted = self.quotes.get(next).is_some_and(|quote| quote.contains_range(range));
        *self.answers[usize::from(quoted)].get_or_insert_with(|| unit_holds(ctx, rule, &self.unit, quoted))
    }
}

/// Findings that a rule makes of a unit as a whole: something required is missing, or a measure is passed.
fn whole_units(ctx: &Context<'_>, rule: &Rule, findings: &mut Vec<Diagnostic>) {
    for unit in unit::all(ctx, rule.scope.unit, ctx.scope(rule)) {
        if !unit_rules(ctx, rule, &unit) || !unit_holds(ctx, rule, &unit, false) {
            continue;
        }
        if rule.require.iter().any(|p| ctx.hits.contains(p.id, &unit, ctx, ctx.scope(rule))) {
            continue;
        }
        let facts = UnitFacts::new(ctx, &unit, ctx.scope(rule), false);
        let place = finding::anchor(ctx, rule, &unit, &facts);
        findings.push(finding::render(ctx, rule, &place, Some(&unit)));
    }
}

/// A point must be one of the rulings that the rule is for.
fn unit_rules(ctx: &Context<'_>, rule: &Rule, unit: &Unit) -> bool {
    unit.kind != UnitKind::Point
        || rule.rulings.is_empty()
        || ctx.letter.points.iter().any(|p| {
            p.block == unit.blocks.start
                && unit.sentence == Some(p.sentence)
                && rule.rulings.contains(&p.ruling)
        })
}

fn unit_holds(ctx: &Context<'_>, rule: &Rule, unit: &Unit, quoted: bool) -> bool {
    let parts = ctx.scope(rule);
    rule.given.iter().all(|p| ctx.hits.contains(p.id, unit, ctx, parts))
        && !rule.unless.iter().any(|p| ctx.hits.contains(p.id, unit, ctx, parts))
        && rule
            .condition
            .as_ref()
            .is_none_or(|c| c.holds(&UnitFacts::new(ctx, unit, parts, quoted), &rule.parameters))
}

fn pattern_hits(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    for pattern in &rule.matches {
        for hit in ctx.hits.of(pattern.id) {
            let range = ctx.range(hit.block as usize, hit.found.tokens.clone());
            let mut f = Found::at(hit.block as usize, range);
            f.sentence = Some(hit.sentence as usize);
            f.captures = hit
                .found
                .captures
                .iter()
                .map(|c| c.clone().map(|tokens| ctx.range(hit.block as usize, tokens)))
                .collect();
            found.push(f);
        }
    }
}

fn table_hits(ctx: &Context<'_>, index: usize, rule: &Rule, found: &mut Vec<Found>) {
    if rule.lexicons.is_empty() {
        return;
    }
    for hit in ctx.hits.rows_of(index) {
        let range = ctx.range(hit.block as usize, hit.tokens.clone());
        let mut f = Found::at(hit.block as usize, range);
        f.sentence = Some(hit.sentence as usize);
        f.entry = Some(hit.entry);
        f.suggestions.clone_from(&ctx.ruleset.compiled().lexicon[hit.entry as usize].row.suggestions);
        found.push(f);
    }
}

fn constructions(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    if rule.constructions.is_empty() {
        return;
    }
    for (block, paragraph) in ctx.paragraphs.iter().enumerate() {
        if !ctx.scope(rule).has(ctx.part(block)) {
            continue;
        }
        let base = ctx.document.blocks[block].range.start();
        for construction in paragraph.constructions.iter().filter(|c| rule.constructions.contains(&c.kind)) {
            let mut f = Found::at(block, construction.range + base);
            let sentence = paragraph.sentences.partition_point(|s| s.tokens.end <= construction.tokens.start);
            f.sentence = (sentence < paragraph.sentences.len()).then_some(sentence);
            found.push(f);
        }
    }
}

fn drop_excepted(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    let hits = rule.except.iter().flat_map(|pattern| ctx.hits.of(pattern.id));
    let mut excepted: Vec<TextRange> =
        hits.map(|hit| ctx.range(hit.block as usize, hit.found.tokens.clone())).collect();
    excepted.sort_by_key(|range| range.start());
    // Joined, they are apart and in order, so that each finding looks at one of them.
    excepted.dedup_by(|next, before| {
        let joins = next.start() <= before.end();
        if joins {
            *before = before.cover(*next);
        }
        joins
    });
    found.retain(|f| {
        let next = excepted.partition_point(|range| range.end() <= f.range.start());
        excepted.get(next).and_then(|range| f.range.intersect(*range)).is_none_or(|both| both.is_empty())
    });
}

/// Of findings of one rule that overlap only the first and longest stays; of two on the same words the one with a suggestion.
fn keep_apart(found: &mut Vec<Found>) {
    found.sort_by_key(|f| (f.range.start(), std::cmp::Reverse(f.range.end()), f.suggestions.is_empty()));
    let mut end = None;
    found.retain(|f| {
        let free = end.is_none_or(|end| f.range.start() >= end) || f.repeats;
        if free {
            end = Some(f.range.end());
        }
        free
    });
}
