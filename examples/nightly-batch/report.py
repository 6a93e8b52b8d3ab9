"""nightly-report: the event about a job's end in, a row of it out, by the binding 'night'."""


def handler(event, context):
    end = event["data"]
    if end["failed"]:
        context.log.warn("%d of %d tasks failed: sluice job results %s --status failed",
                         end["failed"], end["tasks"], end["job"])
    context.bindings.night = {name: end[name] for name in ("job", "status", "tasks", "failed")}
    return None
