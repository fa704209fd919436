#!/usr/bin/env bash
# Makes one mistake after the other in a copy of the acceptance program's statements and looks whether the build names it at its line and column; the program as it is
# must build without a finding.
# usage, from the project's root:  tests/Acceptance/statement-mistakes.sh <folder of the program>
set -euo pipefail
program=$(cd "$1" && pwd)
root=$PWD
work=$(mktemp -d)
version=0.0.0-mistakes.$(date +%s)
# The restored package goes too: nobody asks for this version again.
trap 'rm -rf "$work" "${NUGET_PACKAGES:-$HOME/.nuget/packages}/lineageaot/$version"' EXIT
# Only the package's own version is another one, so that what is built already isn't compiled again.
dotnet pack "$root/src/LineageAot/LineageAot.csproj" -c Release -o "$work/feed" -p:PackageVersion="$version" --nologo -v quiet
cp -r "$program" "$work/agent"
cd "$work/agent"
project=$(basename "$program").csproj

build() { # arguments of MSBuild
    dotnet build "$project" -c Release --nologo -p:TargetFramework=net10.0 -p:LineageAotVersion="$version" -p:RestoreAdditionalProjectSources="$work/feed" "$@" 2>&1
}

# The places and sentences that the next build must name.
expected=()

# Puts one mistake into the copy. The text to replace, the text in its place, what is pointed at in it, and how the build says it.
mistake() {
    local from=$1 to=$2 at=$3 said=$4
    FROM=$from TO=$to awk 'BEGIN { from = ENVIRON["FROM"]; to = ENVIRON["TO"] } { at = index($0, from); if (at && !done) { $0 = substr($0, 1, at - 1) to substr($0, at + length(from)); done = 1 } print } END { exit !done }' Model.cs > Model.new
    mv Model.new Model.cs
    expected+=("$(TO=$to AT=$at awk 'BEGIN { to = ENVIRON["TO"]; at = ENVIRON["AT"] } index($0, to) && !done { print NR "," index($0, to) - 1 + index(to, at); done = 1 }' Model.cs)|$said")
}

# Builds what has the mistakes, and starts anew.
expect() { # arguments of MSBuild
    local output place said
    output=$(build "$@") || true
    for one in "${expected[@]}"; do
        place=${one%%|*} said=${one#*|}
        if ! grep -qF "Model.cs($place): $said" <<< "$output"; then
            echo "missing: Model.cs($place): $said" >&2
            echo "$output" >&2
            exit 1
        fi
        echo "found: Model.cs($place): $said"
    done
    expected=()
    cp "$program/Model.cs" Model.cs
}

output=$(build) || { echo "$output" >&2; exit 1; }
if grep -E '(warning|error) ' <<< "$output"; then echo "the program as it is has findings" >&2; exit 1; fi

# What the compiler finds ends the build before the statements are tried.
mistake '@document order' '@doc order' '@doc' "error LIN1101: "
expect

mistake 'where document_id = @document' 'where documnt_id = @document' 'documnt_id' 'error LIN2001: The SQL of AgentDatabase.ChunksOf doesn'"'"'t prepare: no such column: documnt_id. Did you mean '"'document_id'?"
mistake 'select d.path, count' 'select d.path as place, count' 'd.path as place' 'error LIN2002: Column 1 of AgentDatabase.LargestDocumentsAsync is '"'place'"
mistake 'select * from documents where path = @path' 'select * from documents where lower(path) = @path' 'documents where lower' 'error LIN2005: AgentDatabase.DocumentAtAsync goes through the whole table'
mistake 'update documents set' 'update or fail documents set' 'or fail' 'error LIN2010: AgentDatabase.SetStatusAsync holds OR FAIL'
mistake 'select count(*) from chunks"' 'delete from chunks returning 1"' 'delete from' 'error LIN2011: AgentDatabase.CountChunksAsync is a [Query] and its SQL writes'
expect

mistake 'select d.path, count(*) as chunks, sum(c.token_count) as tokens' 'select d.path, count(*) as chunks' 'count(*) as chunks' 'error LIN2002: AgentDatabase.LargestDocumentsAsync yields 2 columns'
mistake 'documents set status = @status, version = version + 1 where' 'documents set status = @status where' 'documents set' 'error LIN2012: AgentDatabase.SetStatusAsync updates'
expect -p:WarningsAsErrors=LIN2012

cp "$program/Model.cs" Model.cs
output=$(build) || { echo "$output" >&2; exit 1; }
if grep -E '(warning|error) ' <<< "$output"; then echo "the mended program has findings" >&2; exit 1; fi
echo "each mistake is found at its place"
