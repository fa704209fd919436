#!/usr/bin/env bash
# The full figures of the fault tests, and the table of docs/durability.md made of them.
#   tests/faults.sh [MINUTES]      120 reach every figure of the table on two processors; less does a part of each, in about so many minutes
# `dotnet test` does a share of each. Linux with strace and a native compiler; as root also small file systems. LINEAGEAOT_SEED chooses what is chosen at random.
# The table takes the place of the last one only where all was done (120 minutes or more), or where --write is said.
# LINEAGEAOT_RESULTS=FOLDER keeps what each section printed there, and a run that was interrupted does only the sections that haven't passed.
set -euo pipefail
cd "$(dirname "$0")/.."
whole=120
minutes=${1:-$whole}
seed=${LINEAGEAOT_SEED:-$(date +%Y%m%d)}
results=${LINEAGEAOT_RESULTS:-}
if [ -n "$results" ]; then mkdir -p "$results"; results=$(cd "$results" && pwd); else results=$(mktemp -d); trap 'rm -rf "$results"' EXIT; fi
export DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en LINEAGEAOT_SEED=$seed
part() { # the figure that is asked for: so much of it as there is time for, and never none
    local number=$(($1 * minutes / whole))
    number=$((number > $1 ? $1 : number))
    echo $((number < ${2:-1} ? ${2:-1} : number))
}
points() { if [ "$minutes" -ge "$whole" ]; then echo all; else part "$1"; fi; }

dotnet build -c Release --nologo -v quiet LineageAot.sln
failed=0
run() { # name filter [variable=value ...]
    if [ -e "$results/$1.passed" ]; then return; fi
    env "${@:3}" dotnet test -c Release --no-build tests/LineageAot.FaultTests --filter "$2" --logger "console;verbosity=detailed" > "$results/$1.log" 2>&1 && touch "$results/$1.passed" || failed=1
    echo "$1: $(outcome "$1"), $(date -u +%H:%M)"
}
outcome() { # file: passed and failed tests
    printf '%s passed, %s failed' "$(grep -c '^ *Passed ' "$results/$1.log" || true)" "$(grep -c '^ *Failed ' "$results/$1.log" || true)"
}
grouped() { awk '{ sum += $1 } END { print sum + 0 }' | sed ':a;s/\B[0-9]\{3\}\>/,&/;ta'; }
before() { # file text: the sum of the numbers that stand before the text
    { grep -ohE "[0-9][0-9,]*$2" "$results/$1.log" || true; } | sed -E 's/^([0-9,]+).*/\1/' | tr -d ',' | grouped
}
after() { # file text: the sum of the numbers that stand behind it
    { grep -ohE "($2)[0-9][0-9,]*" "$results/$1.log" || true; } | sed -E 's/.*[^0-9,]([0-9,]+)$/\1/' | tr -d ',' | grouped
}

run selftests 'FullyQualifiedName~SelfTests|FullyQualifiedName~is_noticed|FullyQualifiedName~is_found|FullyQualifiedName~A_restore_that_skips|FullyQualifiedName~never_made_fail_it'
run cuts 'FullyQualifiedName~Vfs.PowerCutTests' LINEAGEAOT_CUTS="$(part 100000 500)"
run sweep 'FullyQualifiedName~FaultSweepTests' LINEAGEAOT_SWEEP="$(points 15000)" LINEAGEAOT_POINT_CUTS=2
run migrations 'FullyQualifiedName~MigrationFaultTests&FullyQualifiedName!~is_found' LINEAGEAOT_MIGRATION_POINTS="$(points 1500)" LINEAGEAOT_FAULT_CUTS=1
run operations 'FullyQualifiedName~OperationFaultTests&FullyQualifiedName!~is_found' LINEAGEAOT_OPERATION_POINTS="$(points 1500)" LINEAGEAOT_FAULT_CUTS=1
run stores 'FullyQualifiedName~StoreCutTests' LINEAGEAOT_STORE_CUTS="$(part 7000 140)"
run backups 'FullyQualifiedName~BackupCutTests' LINEAGEAOT_BACKUPS="$(part 1000 20)"
run model 'FullyQualifiedName~Every_request_comes' LINEAGEAOT_STEPS="$(part 1000000 10000)"
run rounds 'FullyQualifiedName~RandomRound' LINEAGEAOT_CANCELS="$(part 100000 1000)"
run poison 'FullyQualifiedName~PoisonTests' LINEAGEAOT_POSITIONS="$(part 1000 20)"
run disk 'FullyQualifiedName~.Disk.' LINEAGEAOT_DISK_CYCLES="$(part 100 3)"
run races 'FullyQualifiedName~.Races.' LINEAGEAOT_RACES="$(part 150 3)"
run bounds 'FullyQualifiedName~.Bounds.' LINEAGEAOT_HOLDS="$(part 20)" LINEAGEAOT_ENDLESS="$(part 100 2)" LINEAGEAOT_FULL_LOG=1
run values 'FullyQualifiedName~Hostile.ValueTests' LINEAGEAOT_VALUES="$(part 1000000 20000)"
run names 'FullyQualifiedName~NameTests' LINEAGEAOT_HOSTILE="$(part 10000 300)"
run damage 'FullyQualifiedName~.Damaged' LINEAGEAOT_DAMAGES="$(part 1000 20)"
run alterations 'FullyQualifiedName~EventAlterationTests' LINEAGEAOT_ALTERATIONS="$(part 10000 100)"
run loop 'FullyQualifiedName~What_a_killed_program' LINEAGEAOT_KILL_LOOP="$(part 10000 50)"
run kills 'FullyQualifiedName~LineageAot.FaultTests.EvenKillTests|FullyQualifiedName~LineageAot.FaultTests.OddKillTests|FullyQualifiedName~FileKillTests' LINEAGEAOT_KILLS="$(part 10)"
run split-kills 'FullyQualifiedName~LineageAot.FaultTests.EvenKillTests|FullyQualifiedName~LineageAot.FaultTests.OddKillTests' LINEAGEAOT_KILLS="$(part 10)" LINEAGEAOT_SPLIT=1
soaked=$(part 20)
if [ ! -e "$results/soak.passed" ]; then
    rm -rf "$results/soak"
    bash tests/LineageAot.SoakWorker/soak.sh "$soaked" "$results/soak" > "$results/soak.log" 2>&1 && touch "$results/soak.passed" || failed=1
fi

row() { printf '| %s | %s | %s | %s |\n' "$1" "$2" "$3" "$(outcome "$4")"; }
table() {
    echo
    echo "$(date -u +%Y-%m-%d), $(uname -sm), $(nproc) processors, .NET SDK $(dotnet --version), SQLite $(sed -nE 's/.*SQLite ([0-9.]+[0-9]).*/\1/p' "$results/loop.log"), seed $seed, commit $(git rev-parse --short HEAD), \`tests/faults.sh $minutes\`."
    echo
    echo '| promise | proof | how many | tests |'
    echo '|---|---|---|---|'
    row G1 'a native program that writes at Normal and at Full is killed, and all that it was told is looked for' "$(before loop ' kills \(') kills, $(before loop ' acknowledged') writes told" loop
    row 'G1, G2, G3' 'power cuts: unsynced writes kept, dropped, torn at 512 bytes' "$(before cuts ' cuts'), $(before cuts ' with losses that Normal') of them with losses that Normal allows" cuts
    row G4 'a bad item at each place of a batch of 1,000' "$(after poison 'poison at ') places" poison
    row 'G4, G5, G12' 'the queue beside a simple model of it' "$(before model ' steps') steps, $(before model ' cancelled') cancels" model
    row 'G5, G6' 'each call to the system fails, once and for good; power cuts behind each' "$(before sweep ' points struck') points, $(before sweep ' power cuts') cuts" sweep
    row 'G5, G12' 'thousands of producers, readers, observers, cancels, backups, pauses and disposals at random' "$(before rounds ' writes') writes, $(before rounds ' cancelled') cancels" rounds
    row G7 'a small disk is filled and given room' "$(after disk 'full ') times" disk
    row G8 'each migration and rebuild: death of the process, power cuts, full disk and failing calls at every call' "$(before migrations ' places') places, $(before migrations ' calls failed') points" migrations
    row G9 'stored events are changed, deleted, added, exchanged, moved' "$(after alterations 'alterations of events: ') alterations" alterations
    row G10 'both files of a split store are cut from their power at one moment' "$(before stores ' cuts') cuts, $(before stores ' with losses that Normal') of them with losses that Normal allows" stores
    row G10 'operations of a split store are killed at a write and done again' "$(after split-kills 'killed at ') kills" split-kills
    row G11 'backups under load, cut from their power' "$(before backups ' backups') backups, $(before backups ' writes beside') writes beside them, $(before backups ' cuts') cuts" backups
    row 'G5, G11' 'each call fails in backup, restore, vacuum, checkpoint, close, append' "$(before operations ' calls failed') points" operations
    row 'G3, G8, G11' 'operations of the store, backups, restores and vacuums are killed at a call and done again' "$(after kills 'killed at ') kills" kills
    row G13 '10,000 producers, and readers that never end' "$(after bounds 'held ') holds" bounds
    row G14 'values of every type by every path' "$(after values 'values: ') values, $(before values ' rows refused') rows refused" values
    row G15 'hostile names, paths and texts' "$(after names 'names of others: |paths: |names in a store: |searches: ')" names
    row G16 'two processes open one file' "$(before races ' (races|owners)') races" races
    row '' 'damaged files by every path of reading' "$(after damage 'strange values: |damaged tables of all types: |damages: ') files and values, $(before damage ' rows read') rows and $(before damage ' questions answered') answers compared" damage
    row '' 'engines, disks, ledgers and values that are wrong on purpose are found' "$(grep -c '^ *Passed ' "$results/selftests.log" || true)" selftests
    echo "| all | soak of $soaked minutes | $(sed -n 's/.*acknowledged events | \([0-9,]*\).*/\1 events/p' "$results/soak/summary.md" 2> /dev/null || true) | $(sed -n 's/^# Soak: //p' "$results/soak/summary.md" 2> /dev/null || echo failed) |"
    echo
}

table > "$results/table.md"
cat "$results/table.md"
if [ "$minutes" -ge "$whole" ] || [ "${2:-}" = --write ]; then
    sed -i -e "/<!-- faults -->/r $results/table.md" -e '/<!-- faults -->/,/<!-- end of faults -->/{/<!-- faults -->/b;/<!-- end of faults -->/b;d}' docs/durability.md
    [ -f "$results/soak/memory.svg" ] && mkdir -p docs/durability && cp "$results/soak/memory.svg" docs/durability/soak-memory.svg
fi
[ "$failed" -eq 0 ] || { grep -h -A12 '^ *Failed ' "$results"/*.log | head -80; exit 1; }
