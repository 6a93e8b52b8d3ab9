#!/bin/sh
# Greets whoever the event names. Any program can do this: it asks the Runtime API of AWS Lambda
# for the next event, and posts its answer there.
set -eu

api="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation"
headers=$(mktemp)

while :; do
  event=$(curl -sS -D "$headers" "$api/next")
  id=$(sed -n 's/^lambda-runtime-aws-request-id: *\([^[:space:]]*\).*/\1/Ip' "$headers")
  name=$(printf '%s\n' "$event" | sed -n 's/.*"name" *: *"\([^"]*\)".*/\1/p')
  echo "greeting ${name:-world}"
  curl -sS -d "{\"message\": \"Hello, ${name:-world}!\"}" "$api/$id/response" >/dev/null
done
