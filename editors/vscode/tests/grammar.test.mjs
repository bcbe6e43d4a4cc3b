// The grammar of rule files, run by the engine of VS Code over every rule of the repository.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";

const require = createRequire(import.meta.url);
const oniguruma = require("vscode-oniguruma");
const { INITIAL, Registry, parseRawGrammar } = require("vscode-textmate");
const here = fileURLToPath(new URL("..", import.meta.url));
const rules = join(here, "../../rules");
await oniguruma.loadWASM(readFileSync(require.resolve("vscode-oniguruma").replace(/main\.js$/, "onig.wasm")));
const path = join(here, "syntaxes/klarbrief-rule.tmLanguage.json");
const registry = new Registry({
  onigLib: Promise.resolve({ createOnigScanner: (p) => new oniguruma.OnigScanner(p), createOnigString: (s) => new oniguruma.OnigString(s) }),
  loadGrammar: async () => parseRawGrammar(readFileSync(path, "utf8"), path),
});
const grammar = await registry.loadGrammar("source.klarbrief-rule");

function scopes(text) {
  let stack = INITIAL;
  const out = [];
  for (const line of text.split("\n")) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
    stack = ruleStack;
    for (const token of tokens) out.push([line.slice(token.startIndex, token.endIndex), token.scopes.slice(1).join(" ")]);
  }
  return { tokens: out, depth: stack.depth };
}
const of = (text, word) => scopes(text).tokens.find(([w]) => w.trim() === word)?.[1] ?? "";

test("words of a rule have their scopes", () => {
  const text = 'rule satz/passiv { # so\n  severity hint; match x:[lemma = "kommen" & pos = VERB] ..; message de "„{match}“ \\"" en "a";\n  bad "Es [wird] so." => "b"; when words > 12 and not quoted;\n}';
  const expected = {
    rule: "keyword.declaration", "satz/passiv": "entity.name.function", "# so": "comment.line", severity: "keyword.control", hint: "constant.language",
    x: "variable.other.capture", lemma: "variable.other.attribute", VERB: "constant.other.tag", "..": "keyword.operator.gap", de: "storage.modifier",
    "{match}": "variable.parameter", '\\"': "constant.character.escape", bad: "keyword.other.example", "=>": "keyword.operator", 12: "constant.numeric",
    and: "keyword.operator.word",
  };
  for (const [word, scope] of Object.entries(expected)) assert.ok(of(text, word).includes(scope), `${word}: ${of(text, word)}`);
  assert.ok(of('rule a/b { bad "x [y] z"; }', "[").includes("mark"));
});

test("every rule of the repository ends outside of strings and examples", () => {
  const files = readdirSync(rules, { recursive: true }).filter((f) => f.endsWith(".rule"));
  assert.ok(files.length > 100, `only ${files.length} rules`);
  for (const file of files) {
    const { depth, tokens } = scopes(readFileSync(join(rules, file), "utf8"));
    assert.equal(depth, 1, `${file} ends inside of something`);
    assert.ok(tokens.some(([, s]) => s.includes("entity.name.function")), `${file} has no rule`);
  }
});
