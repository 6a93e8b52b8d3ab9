#!/bin/sh
# run.sh [SLUICE]: applies the manifest, and starts each workflow once, with nothing but
# the command line (SLUICE, or ../../sluice).
set -eu

here=$(dirname "$(readlink -f "$0")")
sluice=${1:-$here/../../sluice}

"$sluice" apply -f "$here/sluice.yaml"

"$sluice" workflow start thumbnail --input '[{"subject": "photos/cat.jpg"}]'
"$sluice" workflow start shipping --input '[{"data": {"order": 7}}, {"data": {"order": 7, "parcel": "A1"}}]'
"$sluice" workflow start order \
  --input '[{"data": {"order": 7, "items": [{"name": "tea", "cents": 450, "count": 2}]}}]'
"$sluice" workflow start loan --input '{"customer": "Ada", "income": 3000, "wanted": 8000}'
"$sluice" workflow start house-alarm --input '[{"data": {"home": "12 Elm Street", "image": "owner-at-door.jpg"}}]'
echo
"$sluice" execution list --limit 5
