# The verbs up, down and studio: a server in the background, its example, and Studio.
# Sourced by ../../sluice.

# As the clients find it when they are told nothing.
default_data=${XDG_DATA_HOME:-${HOME:?}/.local/share}/sluice

up() {
  data=$default_data
  with_studio=yes
  server_options=
  while [ $# -gt 0 ]; do
    case $1 in
      --data) [ $# -ge 2 ] || misuse 'up: --data needs a directory'; data=$2; shift ;;
      --data=*) data=${1#--data=} ;;
      --no-studio) with_studio= ;;
      -h | --help) usage; exit 0 ;;
      --*) server_options="$server_options $1" ;;
      *) [ -n "$server_options" ] || misuse "up: unknown argument '$1'"; server_options="$server_options $1" ;;
    esac
    shift
  done
  data=$(cd "$caller" && readlink -m "$data")
  [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || with_studio=

  need_runtimes
  [ -z "$with_studio" ] || need_gtk
  install_missing
  if server_is_stale && server_runs; then
    say 'the server runs an older build: it is stopped to be built anew'
    stop_server
  fi
  if [ -n "$with_studio" ]; then build_studio; fi
  build_server
  find_jdk || die 'no JDK 17 or newer was found: set JAVA_HOME'
  start_server
  run_example
  [ -z "$with_studio" ] || open_studio
  show_next
}

down() {
  data=$default_data
  case ${1:-} in
    '') ;;
    --data) [ $# -eq 2 ] || misuse 'down: --data needs a directory'; data=$2 ;;
    --data=*) data=${1#--data=} ;;
    *) misuse "down: unknown argument '$1'" ;;
  esac
  data=$(cd "$caller" && readlink -m "$data")
  if server_runs; then stop_server; else say "no server runs in $data"; fi
}

studio() {
  data=$default_data
  [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || die 'studio: there is no display; set DISPLAY'
  need_gtk
  install_missing
  build_studio
  find_jdk || die 'no JDK 17 or newer was found: set JAVA_HOME'
  open_studio
}

# field NAME: the text or number of this name in the file that a server writes at its start.
field() {
  [ -r "$data/server.json" ] || return 0
  tr -d '\n' 2>/dev/null <"$data/server.json" | sed -n "s/.*\"$1\" *: *\"\{0,1\}\([^\",}]*\).*/\1/p" | tr -d ' '
}

# server_runs: whether the server of the data directory is alive; sets pid. The command line is looked at
# because a stale file may name a number that another process has by now.
server_runs() {
  pid=$(field pid)
  [ -n "$pid" ] && tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -q 'dev\.sluice\.app'
}

start_server() {
  if server_runs; then
    say "the server runs already: $(field url) (process $pid)"
    return 0
  fi
  mkdir -p "$data"
  log=$data/server.log
  [ ! -f "$log" ] || mv "$log" "$log.1"
  : >"$log"
  # shellcheck disable=SC2086 # options without spaces
  setsid "$cli" server --data "$data" $server_options >"$log" 2>&1 </dev/null &
  server=$!
  tries=0
  until grep -q '^sluice ready:' "$log"; do
    if ! kill -0 "$server" 2>/dev/null; then
      tail -n 15 "$log" >&2
      die "the server did not start; its log: $log"
    fi
    tries=$((tries + 1))
    [ "$tries" -le 600 ] || die "the server was not ready within a minute; its log: $log"
    sleep 0.1
  done
  say "started the server: $(field url) (process $server, log $log)"
}

stop_server() {
  kill -TERM "$pid"
  tries=0
  while kill -0 "$pid" 2>/dev/null; do
    tries=$((tries + 1))
    [ "$tries" -le 450 ] || die "the server (process $pid) has not stopped within 45 s"
    sleep 0.1
  done
  say "stopped the server (process $pid)"
}

run_example() {
  SLUICE_URL=$(field url) SLUICE_TOKEN=$(cat "$data/admin.token")
  export SLUICE_URL SLUICE_TOKEN
  examples/quakes/run.sh "$cli"
}

open_studio() {
  pid=$(cat "$data/studio.pid" 2>/dev/null || true)
  if [ -n "$pid" ] && tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -q 'equinox\.launcher'; then
    say "Studio is open already (process $pid)"
    return 0
  fi
  mkdir -p "$data"
  # Studio can start and stop the server by itself.
  SLUICE_PROGRAM=$cli setsid "$(studio_launcher)" >"$data/studio.log" 2>&1 </dev/null &
  printf '%s\n' $! >"$data/studio.pid"
  say "opened Studio (process $!, log $data/studio.log)"
}

show_next() {
  stop=./sluice\ down
  echo
  echo 'Where to look next'
  echo "  server       $(field url), token in $data/admin.token"
  if [ "$data" != "$default_data" ]; then
    stop="$stop --data $data"
    echo "  first        export SLUICE_URL=$(field url) SLUICE_TOKEN=\$(cat $data/admin.token)"
  fi
  cat <<'END'
  functions    ./sluice function list
  invocations  ./sluice invocation list
  log          ./sluice function logs quakes-classify
  your own     ./sluice function create --help
END
  if [ -n "$with_studio" ]; then
    echo '  Studio       opens now and finds this server by itself'
  else
    echo '  Studio       ./sluice studio, where there is a display'
  fi
  echo "  stop         $stop"
}
