//! `klarbrief rules`: lists rules.

use std::collections::BTreeSet;
use std::io::Write;

use klarbrief::letter::LetterKind;
use klarbrief::rule::{Rule, StatusLevel};
use klarbrief::{Checker, Selector};
use serde::Serialize;

use crate::Exit;
use crate::args::{Common, choice};
use crate::colour::{self, Styles};
use crate::excerpt::{columns, shortened};
use crate::lang::{lang, tr};
use crate::output::json;
use crate::output::text::pad;
use crate::rules;
use crate::sink::Sink;
use crate::trouble::{Failure, unknown_rule};
use crate::wire::SCHEMA_VERSION;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(long, value_name = tr("GRUPPE", "GROUP"), help = tr("Nur Regeln dieser Gruppe", "Only rules of this group"))]
    group: Option<String>,

    #[arg(long, value_name = "N", value_parser = leitziel, help = tr(
        "Nur Regeln zu diesem Leitziel (1 bis 12)", "Only rules for this Leitziel (1 to 12)"))]
    leitziel: Option<u8>,

    #[arg(long, value_name = "preview|stable|deprecated", value_parser = choice! {
        "preview" => StatusLevel::Preview, "stable" => StatusLevel::Stable, "deprecated" => StatusLevel::Deprecated,
    }, help = tr("Nur Regeln mit diesem Stand", "Only rules of this status"))]
    status: Option<StatusLevel>,

    #[arg(long, value_name = "text|json", default_value = "text", value_parser = choice! {
        "text" => FormatName::Text, "json" => FormatName::Json,
    }, help = tr("Form der Ausgabe (sonst text)", "Form of the output (else text)"))]
    format: FormatName,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FormatName {
    Text,
    Json,
}

fn leitziel(text: &str) -> Result<u8, String> {
    text.parse().ok().filter(|n| (1..=12).contains(n)).ok_or_else(|| {
        tr("Erwartet wird eine Zahl von 1 bis 12.", "A number from 1 to 12 is expected.").to_owned()
    })
}

pub(crate) fn run(args: &Args, common: &Common) -> Result<Exit, Failure> {
    let checker = rules::checker(common)?;
    let all = checker.ruleset().rules();
    if let Some(group) = &args.group
        && !all.iter().any(|r| r.group() == group)
    {
        return Err(unknown_rule(group, &checker.ruleset().similar(group)).into());
    }
    let chosen: Vec<(usize, &Rule)> = all
        .iter()
        .enumerate()
        .filter(|(_, r)| is_chosen(r, args, &common.select, &common.ignore, common.kind))
        .collect();
    match args.format {
        FormatName::Text => text(&chosen),
        FormatName::Json => write_json(&chosen, &checker),
    }
}

fn is_chosen(
    rule: &Rule,
    args: &Args,
    select: &[Selector],
    ignore: &[Selector],
    kind: Option<LetterKind>,
) -> bool {
    args.group.as_ref().is_none_or(|g| rule.group() == g)
        && args.leitziel.is_none_or(|l| rule.leitziel == l)
        && args.status.is_none_or(|s| rule.status.level == s)
        && kind.is_none_or(|k| rule.kinds.is_empty() || rule.kinds.contains(&k))
        && (select.is_empty() || select.iter().any(|s| s.matches(rule)))
        && !ignore.iter().any(|s| s.matches(rule))
}

fn text(chosen: &[(usize, &Rule)]) -> Result<Exit, Failure> {
    let styles = Styles::of_stdout();
    let mut sink = Sink::open(None, true)?;
    let widest = chosen.iter().map(|(_, r)| columns(&r.id)).max().unwrap_or(0);
    let room = colour::width().saturating_sub(widest + 20).max(20);
    for (_, rule) in chosen {
        let style = styles.severity(rule.severity);
        let dim = styles.dim;
        let status = match rule.status.level {
            StatusLevel::Stable => String::new(),
            level => format!("  {dim}({}){dim:#}", level.key()),
        };
        writeln!(
            sink,
            "{}  {style}{:<7}{style:#}  {:<3} {}{status}",
            pad(&rule.id, widest),
            rule.severity.key(),
            format!("L{}", rule.leitziel),
            shortened(rule.title.pick(lang()), room),
        )?;
    }
    let groups: BTreeSet<&str> = chosen.iter().map(|(_, r)| r.group()).collect();
    let (rules, groups) = (chosen.len(), groups.len());
    let dim = styles.dim;
    let total = tr(
        format!("{} in {}", plural(rules, "Regel", "Regeln"), plural(groups, "Gruppe", "Gruppen")),
        format!("{} in {}", plural(rules, "rule", "rules"), plural(groups, "group", "groups")),
    );
    writeln!(
        sink,
        "{dim}{total}. {}{dim:#}",
        tr("`klarbrief explain REGEL` erklärt eine.", "`klarbrief explain RULE` explains one.")
    )?;
    sink.finish()?;
    Ok(Exit::Clean)
}

/// "1 Regel", "3 Regeln"
pub(crate) fn plural(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

#[derive(Debug, Serialize)]
struct List<'a> {
    schema_version: u32,
    rules: Vec<Entry<'a>>,
}

#[derive(Debug, Serialize)]
struct Entry<'a> {
    id: &'a str,
    group: &'a str,
    title: &'a str,
    severity: &'static str,
    leitziel: u8,
    status: &'static str,
    since: Option<&'a str>,
    /// Empty for all kinds of letters.
    kinds: Vec<&'static str>,
    scope: &'static str,
    source: &'a str,
    /// True if `check` with the same options runs it.
    enabled: bool,
}

fn write_json(chosen: &[(usize, &Rule)], checker: &Checker) -> Result<Exit, Failure> {
    let entries = chosen.iter().map(|(index, rule)| Entry {
        id: &rule.id,
        group: rule.group(),
        title: rule.title.pick(lang()),
        severity: rule.severity.key(),
        leitziel: rule.leitziel,
        status: rule.status.level.key(),
        since: rule.status.since.as_deref(),
        kinds: rule.kinds.iter().map(|k| k.key()).collect(),
        scope: rule.scope.unit.key(),
        source: rule.source.pick(lang()),
        enabled: checker.is_enabled(*index),
    });
    let list = List { schema_version: SCHEMA_VERSION, rules: entries.collect() };
    let mut sink = Sink::open(None, false)?;
    sink.write_all(&json::bytes(&list))?;
    sink.write_all(b"\n")?;
    sink.finish()?;
    Ok(Exit::Clean)
}
