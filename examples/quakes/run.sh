#!/bin/sh
# run.sh [SLUICE]: deploys the two functions and puts the feed through them, event by event, with
# nothing but the command line (SLUICE, or ../../sluice).
set -eu

here=$(dirname "$(readlink -f "$0")")
sluice=${1:-$here/../../sluice}
events_a_chunk=200

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

"$sluice" apply -f "$here/sluice.yaml"

echo
echo 'One invocation of quakes-classify for each event:'
gzip -dc "$here/data/earthquakes.json.gz" |
  "$sluice" function invoke quakes-classify --each - --path features --concurrency 8 >"$scratch/classified.jsonl"

echo "One invocation of quakes-summary for each $events_a_chunk of them, and one for the whole:"
# Pastes each so many lines into one event: {"events":[line,line,...]}
awk -v size="$events_a_chunk" '
  { printf "%s%s", (NR % size == 1 ? "{\"events\":[" : ","), $0 }
  NR % size == 0 { print "]}"; next }
  END { if (NR % size) print "]}" }' "$scratch/classified.jsonl" |
  "$sluice" function invoke quakes-summary --each - >"$scratch/summaries.jsonl"

{ printf '{"summaries":['; paste -s -d , "$scratch/summaries.jsonl"; printf ']}'; } |
  "$sluice" function invoke quakes-summary --data - >"$scratch/summary.json"

echo
/usr/bin/python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["text"])' "$scratch/summary.json"
