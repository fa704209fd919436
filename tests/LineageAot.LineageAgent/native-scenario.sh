#!/usr/bin/env bash
# Publishes the agent as a NativeAOT binary and lets it live through the whole life of a folder (this repository's documents): ingest, change,
# split and embed anew, delete, restore, trace, look back, export, clean up.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
linker=()
command -v clang > /dev/null || linker=(-p:CppCompilerAndLinker=gcc)
dotnet publish -c Release --nologo -v quiet -f net9.0 --use-current-runtime "${linker[@]}" -o "$work/agent" 2>&1 | tee "$work/publish.log"
if grep -E 'warning (IL|LIN|CS)[0-9]+' "$work/publish.log"; then echo "the publish warned" >&2; exit 1; fi
"$work/agent/lineage-agent" scenario ../../docs "$work/store.db" | tail -n 1
