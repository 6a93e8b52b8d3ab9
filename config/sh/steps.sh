# Long steps: run in the background with their output in a log, watched, and ended with this script.
# Sourced by ../../sluice, which sets $logs, $job and $scratch.

stop_job() {
  [ -z "$job" ] || kill -TERM -- "-$job" 2>/dev/null || true
  [ -z "$scratch" ] || rm -rf "$scratch"
}
trap stop_job EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# step TITLE LOG COMMAND...: runs the command with its output in the log and shows how far it is. When
# it fails, shows the end of the log and ends this script.
step() {
  title=$1 log=$logs/$2
  shift 2
  mkdir -p "$logs"
  : >"$log"
  began=$(date +%s) shown=
  [ -t 2 ] || say "$title ..."
  setsid "$@" >"$log" 2>&1 </dev/null & # a session of its own: all of it can be ended
  job=$!
  while kill -0 "$job" 2>/dev/null; do
    show_progress
    sleep 0.3
  done
  status=0
  wait "$job" || status=$?
  job=
  [ ! -t 2 ] || printf '\r\033[K' >&2
  elapsed=$(($(date +%s) - began))
  if [ "$status" -ne 0 ]; then
    show_failure "$log"
    die "$title: failed after $elapsed s; the whole log: $log"
  fi
  say "$title: done in $elapsed s"
}

# Maven names each module as it comes to it: that is the progress there is.
show_progress() {
  at=$(sed -n 's/^\[INFO\] Building \(.*\) [0-9][^ ]*  *\(\[[0-9]*\/[0-9]*\]\)$/\2 \1/p' "$log" | tail -n 1)
  seconds=$(($(date +%s) - began))
  if [ -t 2 ]; then
    printf '\r\033[K%.79s' "sluice: $title, $seconds s $at" >&2
  elif [ "$at" != "$shown" ]; then
    printf '  %4d s  %s\n' "$seconds" "$at" >&2
    shown=$at
  fi
}

show_failure() {
  if grep -q '^\[ERROR\]' "$1"; then
    grep '^\[ERROR\]' "$1" | head -n 60 >&2
  else
    tail -n 30 "$1" >&2
  fi
  show_failed_tests >&2
}

# The tests that failed in this step, by the reports, each with the beginning of its message, and the
# pictures taken then. Maven says only that there were some when they run in Studio.
show_failed_tests() {
  find server/*/target tests/*/target -path '*/surefire-reports/*.txt' -newermt "@$began" -exec awk '
    /<<< (FAILURE|ERROR)!$/ && !/^Tests run:/ { print "FAILED " $1; left = 8; next }
    /^\tat / { left = 0 }
    left > 0 && NF { print "  " substr($0, 1, 300); left-- }' {} + 2>/dev/null || true
  find tests/*/target/shots -name 'failed-*.png' -newermt "@$began" 2>/dev/null || true
}
