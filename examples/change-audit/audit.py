"""change-audit: changes of rows in, rows of the audit out, by the binding 'audit'."""


def handler(events, context):
    context.bindings.audit = [row(event) for event in events]
    return {"written": len(events)}


def row(event):
    change = event.get("data") or {}
    if "operation" not in change:
        raise ValueError("event %s is no change of a row" % event.get("id"))
    before, after = change.get("old"), change.get("new")
    return {
        "event": event["id"],
        "at": change["time"],
        "operation": change["operation"],
        "changed": changed(before or {}, after or {}),
        "before": before,
        "after": after,
    }


def changed(before, after):
    """The columns that are not what they were."""
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
