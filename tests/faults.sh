#!/usr/bin/env bash
# The full figures of the fault tests, and the table of docs/durability.md made of them.
#   tests/faults.sh [MINUTES]      about so many (60): power cuts, steps of the model and kills are as many as fit; the soak takes a third
# `dotnet test` does a share of each. Linux with strace and a native compiler; LINEAGEAOT_SEED chooses what is chosen at random.
set -euo pipefail
cd "$(dirname "$0")/.."
minutes=${1:-60}
seed=${LINEAGEAOT_SEED:-$(date +%Y%m%d)}
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
export DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en LINEAGEAOT_SEED=$seed
export LINEAGEAOT_CUTS=$((minutes * 3000)) LINEAGEAOT_STEPS=$((minutes * 100000)) LINEAGEAOT_SWEEP=${LINEAGEAOT_SWEEP:-all} LINEAGEAOT_KILLS=$((minutes / 5 > 0 ? minutes / 5 : 1))

dotnet build -c Release --nologo -v quiet LineageAot.sln
failed=0
run() { # name filter [variable=value]
    env "${@:3}" dotnet test -c Release --no-build tests/LineageAot.FaultTests --filter "$2" --logger "console;verbosity=detailed" > "$results/$1.log" 2>&1 || failed=1
}

run cuts 'FullyQualifiedName~PowerCutTests'
run selftests 'FullyQualifiedName~SelfTests|FullyQualifiedName~is_noticed|FullyQualifiedName~is_found'
run sweep 'FullyQualifiedName~FaultSweepTests'
run model 'FullyQualifiedName~Every_request_comes'
run kills 'FullyQualifiedName~KillTests'
run split-kills 'FullyQualifiedName~KillTests' LINEAGEAOT_SPLIT=1
bash tests/LineageAot.SoakWorker/soak.sh "$((minutes / 3 > 0 ? minutes / 3 : 1))" "$results/soak" > "$results/soak.log" 2>&1 || failed=1

sum() { # file pattern: the sum of the numbers that the pattern's group finds
    sed -n "s/.*$2.*/\1/p" "$results/$1.log" | tr -d ',' | awk '{ sum += $1 } END { print sum + 0 }'
}
outcome() { # file: passed and failed tests
    printf '%s passed, %s failed' "$(grep -c '^ *Passed ' "$results/$1.log" || true)" "$(grep -c '^ *Failed ' "$results/$1.log" || true)"
}
row() { printf '| %s | %s | %s |\n' "$1" "$2" "$3"; }
table() {
    echo
    echo "$(date -u +%Y-%m-%d), $(dotnet --version) SDK, $(uname -sm), $(nproc) processors, seed $seed, commit $(git rev-parse --short HEAD)."
    echo
    echo '| proof | how many | outcome |'
    echo '|---|---|---|'
    row 'power cuts at Full, at Normal and mixed (G1, G2, G3)' "$(sum cuts '\([0-9,]*\) cuts')" "$(outcome cuts)"
    row 'calls that fail, once and for good, with cuts behind them (G5, G6)' "$(sum sweep '^ *\([0-9,]*\) points')" "$(outcome sweep)"
    row 'steps of the queue beside its model (G4, G5, G12)' "$(sum model ': \([0-9,]*\) steps')" "$(outcome model)"
    row 'kills of the operations of the store, of backups and restores (G1, G3, G8, G11)' "$(sum kills 'killed at \([0-9]*\) of')" "$(outcome kills)"
    row 'the same with the events in a file of their own (G10)' "$(sum split-kills 'killed at \([0-9]*\) of')" "$(outcome split-kills)"
    row 'engines, disks and ledgers that are wrong on purpose' "$(grep -c '^ *Passed ' "$results/selftests.log" || true)" "$(outcome selftests)"
    row "soak of $((minutes / 3 > 0 ? minutes / 3 : 1)) minutes" "$(sed -n 's/.*acknowledged events | \([0-9,]*\).*/\1 events/p' "$results/soak/summary.md" 2> /dev/null || true)" "$(sed -n 's/^# Soak: //p' "$results/soak/summary.md" 2> /dev/null || echo failed)"
    echo
}

page=docs/durability.md
table > "$results/table.md"
sed -i -e "/<!-- faults -->/r $results/table.md" -e '/<!-- faults -->/,/<!-- end of faults -->/{/<!-- faults -->/b;/<!-- end of faults -->/b;d}' "$page" || true
cat "$results/table.md"
[ "$failed" -eq 0 ] || { grep -h -A12 '^ *Failed ' "$results"/*.log | head -80; exit 1; }
