"""Finds what is older than keepDays, as a job that runs every night would."""

from datetime import datetime, timedelta, timezone


def parse(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def handler(event, context):
    now = parse(event["now"]) if "now" in event else datetime.now(timezone.utc)
    limit = now - timedelta(days=event.get("keepDays", 30))
    kept, removed = [], []
    for item in event.get("items", []):
        old = parse(item["createdAt"]) < limit
        (removed if old else kept).append(item["id"])
        if old:
            context.log.warn("removing %s of %s", item["id"], item["createdAt"])
    print(f"removed {len(removed)}, kept {len(kept)}")
    return {"removed": removed, "kept": kept}
