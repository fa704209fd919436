#!/usr/bin/env bash
# Counts the instructions that LineageAot needs for a row and compares them with a C loop over the same SQLite library
# (InstructionGate/loop.c). Times are noisy; instruction counts of a native binary repeat. Fails when a ratio is above its limit in
# instruction-limits.json. Each figure is the difference of two row counts, so that start and set-up fall out; the making of the
# row objects themselves is counted by itself and taken off, since a C loop makes none.
# usage: benchmarks/instruction-gate.sh [--keep]     (--keep leaves callgrind's files in artifacts/instruction-gate)
set -euo pipefail
cd "$(dirname "$0")"
if [ "$(uname -s)" != Linux ]; then echo "instruction gate: needs valgrind, which runs on Linux; skipped here"; exit 0; fi
if ! command -v valgrind > /dev/null; then
  (apt-get update -qq && apt-get install -y -qq valgrind) > /dev/null 2>&1 || true
  command -v valgrind > /dev/null || { echo "instruction gate: valgrind is missing and couldn't be installed" >&2; exit 1; }
fi

case "$(uname -m)" in x86_64) runtime=linux-x64 ;; aarch64) runtime=linux-arm64 ;; *) echo "instruction gate: no native build for $(uname -m)" >&2; exit 1 ;; esac
output=$PWD/../artifacts/instruction-gate
rm -rf "$output"
mkdir -p "$output"
if [ -w /dev/shm ]; then data=$(mktemp -d /dev/shm/instruction-gate.XXXXXX); else data=$(mktemp -d); fi
trap 'rm -rf "$data"' EXIT

dotnet publish InstructionGate/LineageAot.InstructionGate.csproj -c Release -r "$runtime" -o "$output/publish" --nologo -v quiet
gate=$output/publish/LineageAot.InstructionGate
strip --strip-debug "$gate"   # valgrind can't read .NET's debug information; the names of functions stay
library=$output/publish/libe_sqlite3.so
"${CC:-gcc}" -O2 -Wall -Wextra -o "$output/loop" InstructionGate/loop.c -Wl,--no-as-needed -ldl -lm

few=5000 many=20000 rows=20000
"$gate" "$data/empty.db" create 0 > /dev/null
"$gate" "$data/filled.db" fill "$rows" > /dev/null

# count <name> <side> <question> <count>: one run under callgrind; writes <name>.instructions and <name>.sum.
count() {
  local name=$1 side=$2 question=$3 number=$4 database=$data/$1.db command
  case "$question" in find | scan) cp "$data/filled.db" "$database" ;; *) cp "$data/empty.db" "$database" ;; esac
  if [ "$side" = c ]; then command=("$output/loop" "$library" "$database"); else command=("$gate" "$database"); fi
  # One small heap without a server's threads: collections then cost the same in each run.
  DOTNET_gcServer=0 DOTNET_gcConcurrent=0 DOTNET_GCHeapHardLimit=10000000 DOTNET_TieredCompilation=0 \
    valgrind --tool=callgrind --callgrind-out-file="$output/$name.callgrind" "${command[@]}" "$question" "$number" \
    > "$output/$name.sum" 2> "$output/$name.log" || { cat "$output/$name.log" >&2; return 1; }
  sed -n 's/.*Collected : \([0-9]*\).*/\1/p' "$output/$name.log" > "$output/$name.instructions"
  rm -f "$database"*
}
export -f count
export data output gate library

runs() {
  local side question
  for question in insert bulk find scan rows objects; do
    for side in lineage c; do
      if [ "$side" = c ] && { [ "$question" = rows ] || [ "$question" = objects ]; }; then continue; fi
      if [ "$question" = scan ]; then echo "$side $question 1"; echo "$side $question 3"
      else echo "$side $question $few"; echo "$side $question $many"; fi
    done
  done
}
runs | xargs -P "$(nproc)" -L 1 bash -c 'count "$0-$1-$2" "$0" "$1" "$2"'

# per_row <side> <question>: instructions a row.
per_row() {
  local low=$few high=$many divisor=$((many - few))
  if [ "$2" = scan ]; then low=1 high=3 divisor=$((2 * rows)); fi
  echo $((($(< "$output/$1-$2-$high.instructions") - $(< "$output/$1-$2-$low.instructions")) / divisor))
}

made_rows=$(per_row lineage rows)
made_objects=$(per_row lineage objects)
failed=0
printf '%-10s %10s %12s %10s %8s %8s\n' question C LineageAot objects ratio limit
for question in insert bulk find scan; do
  case "$question" in
    insert | bulk) objects=$made_rows ;;
    *)
      objects=$made_objects
      for sum in "$output"/c-"$question"-*.sum; do
        cmp -s "$sum" "${sum/c-$question/lineage-$question}" || { echo "instruction gate: the two programs read different rows ($question)" >&2; exit 1; }
      done
      ;;
  esac
  c=$(per_row c "$question")
  ours=$(($(per_row lineage "$question") - objects))
  limit=$(sed -n "s/.*\"$question\": *\([0-9.]*\).*/\1/p" instruction-limits.json)
  ratio=$(awk -v a="$ours" -v b="$c" 'BEGIN { printf "%.3f", a / b }')
  printf '%-10s %10d %12d %10d %8s %8s\n' "$question" "$c" "$ours" "$objects" "$ratio" "$limit"
  awk -v a="$ratio" -v b="$limit" 'BEGIN { exit !(a > b) }' && { echo "instruction gate: $question is above its limit" >&2; failed=1; }
done
[ "${1:-}" = --keep ] || rm -f "$output"/*.callgrind
exit "$failed"
