#!/usr/bin/env bash
# Tests of the VS Code extension: types, unit tests, the package, and, where CODE_SERVER names code-server's
# out/node/entry.js, the packed extension in it with the real program (KLARBRIEF) in Chromium. What is skipped is told.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -d node_modules ] || npm ci --ignore-scripts --no-audit --no-fund
npm run --silent build
node esbuild.mjs --tests
node --test tests/*.test.mjs
npm run --silent package >/dev/null
[ -s klarbrief.vsix ] && echo "ok - klarbrief.vsix is packed"

program=${KLARBRIEF:-$PWD/../../target/release/klarbrief}
if [ -z "${CODE_SERVER:-}" ]; then
    echo "SKIPPED: the extension in a real VS Code: CODE_SERVER does not name out/node/entry.js of code-server (see README.md)"
    exit 0
fi
chromium=${CHROMIUM:-$(command -v chromium || true)}
[ -x "$program" ] || { echo "SKIPPED: the extension in a real VS Code: no program $program"; exit 0; }
[ -n "$chromium" ] || { echo "SKIPPED: the extension in a real VS Code: no chromium"; exit 0; }
home=$(mktemp -d)
port=${PORT:-18932}
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; sleep 1; rm -rf "$home"' EXIT
mkdir -p "$home/data/User" "$home/letters"
cp ../../corpus/refusal-no-reasons/before.txt "$home/letters/brief.txt"
printf '{"klarbrief.path":"%s","klarbrief.land":"NI","workbench.startupEditor":"none","editor.wordWrap":"on"}\n' \
    "$(realpath "$program")" >"$home/data/User/settings.json"
places=(--user-data-dir "$home/data" --extensions-dir "$home/extensions" --config "$home/config.yaml")
node "$CODE_SERVER" "${places[@]}" --install-extension klarbrief.vsix
node "$CODE_SERVER" "${places[@]}" --auth none --bind-addr "127.0.0.1:$port" --disable-telemetry --disable-update-check \
    --disable-workspace-trust >"$home/log" 2>&1 &
server=$!
for _ in $(seq 50); do grep -q listening "$home/log" && break; sleep 0.2; done
CHROMIUM=$chromium timeout 120 node tests/host.mjs "http://127.0.0.1:$port" "$home/letters" ${PICTURE:+"$PICTURE"}
