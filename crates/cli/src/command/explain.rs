//! `klarbrief explain`: the page of one rule.

use std::fmt::Write as _;
use std::io::Write as _;

use klarbrief::Checker;
use klarbrief::diagnostic::Applicability;
use klarbrief::letter::PartKind;
use klarbrief::rule::{Example, Placeholder, Rule, StatusLevel, Template, Value, format_number};

use crate::Exit;
use crate::args::Common;
use crate::colour::{self, Styles};
use crate::lang::{lang, tr};
use crate::names;
use crate::output::concise::one_line;
use crate::output::text::{pad, wrap};
use crate::rules;
use crate::sink::Sink;
use crate::trouble::{Failure, unknown_rule};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(value_name = tr("REGEL", "RULE"), required = true, help = tr(
        "Name der Regel, zum Beispiel satz/passiv",
        "Name of the rule, for example satz/passiv"
    ))]
    rule: String,
}

pub(crate) fn run(args: &Args, common: &Common) -> Result<Exit, Failure> {
    let checker = rules::checker(common)?;
    let name = args.rule.trim();
    let rule = find(&checker, name).ok_or_else(|| {
        // Groups have no page.
        let similar: Vec<String> =
            checker.ruleset().similar(name).into_iter().filter(|n| n.contains('/')).collect();
        unknown_rule(name, &similar)
    })?;
    let page =
        Page { rule, styles: Styles::of_stdout(), width: colour::width().min(100), out: String::new() };
    let mut sink = Sink::open(None, true)?;
    sink.write_all(page.write().as_bytes())?;
    sink.finish()?;
    Ok(Exit::Clean)
}

/// A rule by its id, or by its name alone if only one rule has it.
fn find<'a>(checker: &'a Checker, name: &str) -> Option<&'a Rule> {
    let set = checker.ruleset();
    set.rule(name).or_else(|| {
        let mut same =
            set.rules().iter().filter(|r| r.id.split_once('/').is_some_and(|(_, last)| last == name));
        same.next().filter(|_| same.next().is_none())
    })
}

struct Page<'a> {
    rule: &'a Rule,
    styles: Styles,
    width: usize,
    out: String,
}

// Writing to a string cannot fail; results of `writeln!` are dropped for that reason.
impl Page<'_> {
    fn write(mut self) -> String {
        let rule = self.rule;
        let Styles { strong, .. } = self.styles;
        let _ = writeln!(self.out, "{strong}{}{strong:#} – {}", rule.id, rule.title.pick(lang()));
        self.facts();
        self.section(tr("Was", "What"), &sample(rule.message.pick(lang()), rule));
        self.section(tr("Warum", "Why"), rule.why.pick(lang()));
        self.section(tr("Quelle", "Source"), rule.source.pick(lang()));
        self.fixes();
        self.parameters();
        self.examples();
        self.heading(tr("Ausschalten", "Switching it off"));
        let _ = writeln!(self.out, "  klarbrief check --ignore {} …", rule.id);
        self.out
    }

    fn heading(&mut self, title: &str) {
        let Styles { strong, .. } = self.styles;
        let _ = writeln!(self.out, "\n{strong}{title}{strong:#}");
    }

    fn section(&mut self, title: &str, text: &str) {
        if !text.trim().is_empty() {
            self.heading(title);
            for line in wrap(&one_line(text), self.width.saturating_sub(2)) {
                let _ = writeln!(self.out, "  {line}");
            }
        }
    }

    fn facts(&mut self) {
        let rule = self.rule;
        let style = self.styles.severity(rule.severity);
        let severity = format!("{style}{}{style:#} ({})", names::severity(rule.severity), rule.severity);
        let level = match rule.status.level {
            StatusLevel::Preview => tr("in Erprobung (läuft mit --preview)", "preview (runs with --preview)"),
            StatusLevel::Stable => tr("gefestigt", "stable"),
            StatusLevel::Deprecated => tr("läuft aus", "deprecated"),
        };
        let since = rule.status.since.as_ref().map(|v| tr(format!(", seit {v}"), format!(", since {v}")));
        let kinds = if rule.kinds.is_empty() {
            tr("alle Briefe", "all letters").to_owned()
        } else {
            rule.kinds.iter().map(|k| names::kind(*k)).collect::<Vec<_>>().join("; ")
        };
        let all = PartKind::KEYS.iter().filter(|(part, _)| rule.scope.parts.has(*part)).count()
            == PartKind::KEYS.len();
        let parts: Vec<&str> = PartKind::KEYS
            .iter()
            .filter(|(part, _)| rule.scope.parts.has(*part))
            .map(|(_, key)| *key)
            .collect();
        let scope = if all {
            rule.scope.unit.key().to_owned()
        } else {
            format!("{} ({})", rule.scope.unit.key(), parts.join(", "))
        };
        let rows = [
            (tr("Schwere", "Severity"), severity),
            (tr("Leitziel", "Leitziel"), rule.leitziel.to_string()),
            (tr("Stand", "Status"), format!("{level}{}", since.unwrap_or_default())),
            (tr("Gilt für", "Letters"), kinds),
            (tr("Prüft", "Looks at"), scope),
        ];
        for (label, value) in rows {
            let lines = wrap(&value, self.width.saturating_sub(12).max(20));
            for (index, line) in lines.iter().enumerate() {
                let label = if index == 0 { label } else { "" };
                let _ = writeln!(self.out, "  {}{line}", pad(label, 10));
            }
        }
    }

    fn fixes(&mut self) {
        let rule = self.rule;
        if rule.fixes.is_empty() {
            return;
        }
        self.heading(tr("Abhilfe", "Fix"));
        for fix in &rule.fixes {
            let caution = match fix.applicability {
                Applicability::Manual => tr("von Hand", "by hand"),
                Applicability::Suggested => tr("bitte prüfen", "please check"),
                Applicability::Safe => tr("sicher", "safe"),
            };
            let title = sample(fix.title.pick(lang()), rule);
            for line in wrap(&format!("{} ({caution})", one_line(&title)), self.width.saturating_sub(2)) {
                let _ = writeln!(self.out, "  {line}");
            }
        }
    }

    fn parameters(&mut self) {
        let rule = self.rule;
        if rule.parameters.is_empty() {
            return;
        }
        self.heading(tr("Stellgrößen", "Parameters"));
        for parameter in &rule.parameters {
            for (index, line) in wrap(
                &format!("{} = {}", parameter.name, value(&parameter.value)),
                self.width.saturating_sub(4),
            )
            .iter()
            .enumerate()
            {
                let _ = writeln!(self.out, "  {}{line}", if index > 0 { "  " } else { "" });
            }
        }
    }

    fn examples(&mut self) {
        let rule = self.rule;
        if !rule.bad.is_empty() {
            self.heading(tr("So nicht", "Bad"));
        }
        for example in &rule.bad {
            self.example(&self.marked(example), &example_settings(example));
            if let Some(fixed) = &example.fixed {
                let good = self.styles.good;
                self.example(&format!("→ {good}{}{good:#}", one_line_breaks(fixed)), "");
            }
        }
        if !rule.good.is_empty() {
            self.heading(tr("Gut", "Good"));
        }
        for example in &rule.good {
            self.example(&one_line_breaks(&example.text), &example_settings(example));
        }
    }

    /// An example keeps its own lines; they show what the layout is.
    fn example(&mut self, text: &str, settings: &str) {
        for (index, line) in text.lines().enumerate() {
            let sign = if index == 0 && !line.starts_with('→') { "•" } else { " " };
            let _ = writeln!(self.out, "  {sign} {line}");
        }
        if !settings.is_empty() {
            let dim = self.styles.dim;
            let _ = writeln!(self.out, "    {dim}({settings}){dim:#}");
        }
    }

    /// The text with its marks: underlined where styles show, in brackets where they do not.
    fn marked(&self, example: &Example) -> String {
        let mark = self.styles.mark;
        let plain = mark == anstyle::Style::new();
        let mut out = String::new();
        let mut at = 0;
        for range in &example.marks {
            let (start, end) = (usize::from(range.start()), usize::from(range.end()));
            out.push_str(&example.text[at..start]);
            let words = &example.text[start..end];
            if plain {
                let _ = write!(out, "[{words}]");
            } else {
                let _ = write!(out, "{mark}{words}{mark:#}");
            }
            at = end;
        }
        out.push_str(&example.text[at..]);
        out
    }
}

fn one_line_breaks(text: &str) -> String {
    text.lines().map(one_line).collect::<Vec<_>>().join("\n")
}

fn example_settings(example: &Example) -> String {
    let settings = &example.settings;
    let mut out = Vec::new();
    out.extend(settings.kind.map(|k| names::kind(k).to_owned()));
    out.extend(settings.part.map(|p| p.key().to_owned()));
    out.extend(settings.land.clone());
    out.extend(settings.date.clone());
    out.join(", ")
}

fn value(value: &Value) -> String {
    match value {
        Value::Number(number) => format_number(*number, lang()),
        Value::String(text) => format!("„{text}“"),
        Value::List(many) => many.join(", "),
    }
}

/// A message with its places filled as far as the rule alone knows them.
pub(crate) fn sample(template: &Template, rule: &Rule) -> String {
    template.render(|place, out| match place {
        Placeholder::Parameter(index) => {
            out.push_str(&rule.parameters.get(*index).map_or_else(String::new, |p| value(&p.value)));
        }
        Placeholder::Count => out.push('n'),
        _ => out.push('…'),
    })
}
