#!/usr/bin/env bash
# Generates grammar/Generated from the grammars.  generate.sh          writes it
#                                                 generate.sh --check  fails when what is committed is not current
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
generator="antlr-ng@1.0.10"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

cp "$here"/OpenQasmLexer.g4 "$here"/OpenQasmParser.g4 "$work"
(
  cd "$work"
  npx --yes "$generator" -Dlanguage=CSharp -p Sqs.Grammar.Generated --generate-listener false -o out OpenQasmLexer.g4
  npx --yes "$generator" -Dlanguage=CSharp -p Sqs.Grammar.Generated --generate-listener false --lib out -o out OpenQasmParser.g4
)
mkdir -p "$work/new"
cp "$work"/out/*.cs "$work/new"
# The generator stamps the time and the path of its input; neither may differ from run to run.
sed -i -E '1,12s#^(// \$ANTLR|// Generated from) .*#// Generated from the grammars in this folder by generate.sh; do not edit.#' "$work"/new/*.cs
sed -i 's/\r$//' "$work"/new/*.cs

if [ "${1:-}" = "--check" ]; then
  diff -r -q "$work/new" "$here/Generated" || { echo "grammar/Generated is not current: run grammar/generate.sh"; exit 1; }
  echo "grammar/Generated is current"
else
  rm -rf "$here/Generated"
  mkdir -p "$here/Generated"
  cp "$work"/new/*.cs "$here/Generated"
fi
