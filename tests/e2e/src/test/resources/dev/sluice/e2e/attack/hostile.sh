#!/bin/sh
# Tries what it is told, line by line: a name, an operation, its object. Answers what it reached.
api=http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation

# A name for a link.
fresh() { mktemp -u "/tmp/$1-XXXXXXXX"; }

everywhere() {
  for file in /proc/[0-9]*/"$1"; do cat "$file" 2>/dev/null; done
  true
}

attempt() {
  case $1 in
    read) head -c 65536 "$2" ;;
    list) ls -A "$2" ;;
    write) echo >>"$2" ;;
    chmod) chmod 777 "$2" ;;
    remove) rm "$2" </dev/null ;;
    link) ln -P "$2" "$(fresh link)" ;;
    follow) way=$(fresh follow) && ln -s "$2" "$way" && head -c 65536 "$way" ;;
    connect) curl -gsS --max-time 2 --http0.9 "http://$2/" ;;
    unix) curl -sS --max-time 2 --http0.9 --unix-socket "$2" http://x/ ;;
    abstract) curl -sS --max-time 2 --http0.9 --abstract-unix-socket "$2" http://x/ ;;
    signal) kill -9 "$2" ;;
    processes) everywhere cmdline ;;
    environments) everywhere environ ;;
    *) exit 99 ;;
  esac
}

while true; do
  id=$(curl -sS -o /tmp/event -D - "$api/next" | sed -n 's/^Lambda-Runtime-Aws-Request-Id: *\([^\r]*\).*/\1/ip')
  between='{'
  while read -r name operation target; do
    if attempt "$operation" "$target" >/tmp/got 2>&1 </dev/null; then reached=true; else reached=false; fi
    printf '%s"%s":[%s,"%s"]' "$between" "$name" "$reached" "$(base64 -w 0 /tmp/got)"
    between=','
  done </tmp/event >/tmp/answer
  echo '}' >>/tmp/answer
  curl -sS -o /dev/null -H 'Content-Type: application/json' --data-binary @/tmp/answer "$api/$id/response"
done
