#!/usr/bin/env python3
"""Reads the files that `klarbrief check` wrote with the tools of others, and says what does not fit.

    python3 tests/stock/check_formats.py FOLDER [SARIF_SCHEMA]

FOLDER holds out.sarif, out.junit, out.gitlab, out.checkstyle, out.github. Needs `jsonschema` and `junitparser` from PyPI. The schema
of SARIF comes from OASIS; the package `@microsoft/jest-sarif` of npm holds a copy.
"""

import json
import re
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import jsonschema
from junitparser import JUnitXml

# docs.gitlab.com/ci/testing/code_quality: what GitLab asks of an issue.
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^[^/]"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


def sarif(path, schema):
    log = json.loads(path.read_text(encoding="utf-8"))
    if schema:
        schema = json.loads(Path(schema).read_text(encoding="utf-8"))
        errors = list(jsonschema.validators.validator_for(schema)(schema).iter_errors(log))
        assert not errors, f"{path}: {errors[0].message} at {list(errors[0].absolute_path)}"
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"], result
    return len(run["results"])


def junit(path):
    found = 0
    for suite in JUnitXml.fromfile(str(path)):
        cases = list(suite)
        failures = sum(1 for case in cases for result in case.result if type(result).__name__ == "Failure")
        errors = sum(1 for case in cases for result in case.result if type(result).__name__ == "Error")
        assert (suite.tests, suite.failures, suite.errors) == (len(cases), failures, errors), suite.name
        found += failures
    return found


def gitlab(path):
    issues = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(GITLAB).validate(issues)
    prints = {issue["fingerprint"] for issue in issues}
    assert len(prints) == len(issues), f"{path}: {len(issues) - len(prints)} fingerprints stand twice"
    return len(issues)


def checkstyle(path):
    root = ElementTree.parse(path).getroot()
    assert root.tag == "checkstyle"
    errors = root.findall("file/error")
    for error in errors:
        assert error.get("severity") in ("error", "warning", "info") and error.get("message"), error.attrib
    return len(errors)


def github(path):
    command = re.compile(r"^::(error|warning|notice) file=[^,:]+(,\w+=[^,:]*)*::.+$")
    lines = path.read_text(encoding="utf-8").splitlines()
    for line in lines:
        assert command.match(line), line
    return len(lines)


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    folder = Path(sys.argv[1])
    schema = sys.argv[2] if len(sys.argv) == 3 else None
    counts = {
        "sarif": sarif(folder / "out.sarif", schema),
        "gitlab": gitlab(folder / "out.gitlab"),
        "checkstyle": checkstyle(folder / "out.checkstyle"),
        "github": github(folder / "out.github"),
    }
    assert len(set(counts.values())) == 1, f"the formats tell different numbers of findings: {counts}"
    assert next(iter(counts.values())) > 0, "no findings at all"
    cases = junit(folder / "out.junit")
    assert cases > 0, "JUnit tells no failure"
    told = "against the schema of OASIS" if schema else "WITHOUT the schema of OASIS"
    print(f"{counts['sarif']} findings in every format, {cases} failed cases; SARIF checked {told}")


if __name__ == "__main__":
    main()
