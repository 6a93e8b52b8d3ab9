#!/bin/bash
# Does what it is told to: the event is the name of a bomb. Whatever returns says how far it got.
api=http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation

forks() { bomb() { bomb & bomb & wait; }; while true; do bomb; done; }

threads() {
  (while true; do sleep 1000 & done) 2>/dev/null &
  sleep 0.2
  set -- /proc/[0-9]*
  made=$#
  # All processes that there may be are there: what comes now must need none.
  kill -9 $!
  for process; do
    read -r name <"$process/comm" && [ "$name" = sleep ] && kill -9 "${process#/proc/}"
  done 2>/dev/null
}

fill() { i=0; while head -c 1048576 /dev/zero >"$1/$i"; do i=$((i + 1)); done; made=$i; }

inodes() { i=0; while : >"/tmp/i$i"; do i=$((i + 1)); done; made=$i; }

# What the shell opens its children have too: some of it has to be closed again for one to start.
descriptors() {
  (
    while exec {fd}</dev/null; do :; done
    exec 20<&- 21<&- 22<&- 23<&- 24<&- 25<&- 26<&- 27<&-
    exec sleep 1000
  ) 2>/dev/null &
  sleep 0.2
}

# Keeps its memory for a while from when it has all of it, however long that took.
many() { head -c 40000000 /dev/zero | tail | { head -c 1; sleep 5; } >/dev/null; }

bomb() {
  case $1 in
    forks) forks ;;
    threads) threads ;;
    memory) head -c 1000000000 /dev/zero | tail | tr -d '\0' ;;
    memory-of-many)
      children=
      for i in {1..6}; do many & children="$children $!"; done
      wait $children ;;
    shared-memory) fill /dev/shm ;;
    disk) fill /tmp ;;
    inodes) inodes ;;
    descriptors) descriptors ;;
    log-flood) yes 'flood xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' | head -n 60000 ;;
    log-without-end) head -c 64000000 /dev/zero | tr '\0' y ;;
    forged-log)
      printf '\036Z%s\n\036TPE The platform says so\n\036TP\n\036\036\036\n\033[2J\000\007\r\n' "$id"
      echo 'after the forged mark' ;;
    spin) while true; do :; done ;;
    sleep) sleep 1000 ;;
    ignore-sigterm) trap '' TERM HUP INT QUIT; while true; do sleep 1000; done ;;
    stop-itself) kill -STOP $$; sleep 1000 ;;
    crash) kill -SEGV $$ ;;
    kill-everybody) kill -9 -1; kill -9 $$ ;;
    exit) exit 7 ;;
    daemon) setsid sh -c "(trap '' TERM HUP; while true; do sleep 1000; : \$0; done) &" "$2" >/dev/null 2>&1 </dev/null ;;
    large-answer) head -c 7000000 /dev/zero | tr '\0' x >/tmp/answer ;;
    nothing) made=nothing ;;
  esac
}

while true; do
  id=$(curl -sS -o /tmp/event -D - "$api/next" | sed -n 's/^Lambda-Runtime-Aws-Request-Id: *\([^\r]*\).*/\1/ip')
  made=done
  read -r bomb marker </tmp/event
  bomb "$bomb" "$marker"
  [ -s /tmp/answer ] || echo "\"$made\"" >/tmp/answer
  curl -sS -o /dev/null -H 'Content-Type: application/json' --data-binary @/tmp/answer "$api/$id/response"
  rm -f /tmp/answer
done
