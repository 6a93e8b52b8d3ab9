"""Answers an HTTP-like event: {"method", "path", "query", "headers", "body"}."""

import json


def answer(status, body):
    return {
        "status": status,
        "headers": {"content-type": "application/json"},
        "body": json.dumps(body),
    }


def handler(event, context):
    method = event.get("method", "GET")
    path = event.get("path", "/")
    print(f"{method} {path}")
    if path == "/health":
        return answer(200, {"status": "up"})
    if path == "/greet" and method == "GET":
        name = event.get("query", {}).get("name", "world")
        return answer(200, {"message": f"Hello, {name}!"})
    return answer(404, {"error": f"there is nothing at {path}"})
