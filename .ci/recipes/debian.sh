#!/usr/bin/env bash
# Makes a Debian package of the program with its manual page and completions: .ci/recipes/debian.sh
# Needs cargo-deb (`cargo install --locked cargo-deb`). The package lands in target/debian.
set -euo pipefail
cd "$(dirname "$0")/../.."
target=${CARGO_TARGET_DIR:-target}
profile=${1:-release}
cargo build --locked --profile "$profile" -p klarbrief-cli
mkdir -p "$target/extra"
klarbrief="$target/$profile/klarbrief"
"$klarbrief" man | gzip -9n >"$target/extra/klarbrief.1.gz"
for shell in bash fish zsh; do "$klarbrief" completions "$shell" >"$target/extra/klarbrief.$shell"; done
cargo deb --no-build --no-strip --profile "$profile" -p klarbrief-cli
