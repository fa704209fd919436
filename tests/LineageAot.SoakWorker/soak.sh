#!/usr/bin/env bash
# Publishes the worker as a NativeAOT binary (a warning ends it), builds the tool, and soaks: soak.sh MINUTES FOLDER [--seed N] …
# The folder must be empty or missing; summary.md, memory.svg and samples.csv are in it at the end.
set -euo pipefail
[ $# -ge 2 ] || { echo "usage: soak.sh MINUTES FOLDER [--seed N] [--lifetime SECONDS SECONDS] [--split]" >&2; exit 2; }
minutes=$1
mkdir -p "$2"
folder=$(cd "$2" && pwd)
shift 2
cd "$(dirname "$0")"
linker=()
command -v clang > /dev/null || linker=(-p:CppCompilerAndLinker=gcc)
program=$(mktemp -d)
trap 'rm -rf "$program"' EXIT
dotnet publish -c Release --nologo -v quiet -f net9.0 --use-current-runtime "${linker[@]}" -o "$program" 2>&1 | tee "$program/publish.log"
if grep -E 'warning (IL|LIN|CS|CA)[0-9]+' "$program/publish.log"; then echo "the publish warned" >&2; exit 1; fi
dotnet build -c Release --nologo -v quiet ../../src/LineageAot.Cli
"$program/lineage-soak" drive "$minutes" "$folder" --tool ../../src/LineageAot.Cli/bin/Release/net10.0/lineage.dll "$@"
