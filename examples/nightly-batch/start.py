"""nightly-start: the clock's event in, the start of a job out, by the binding 'job'."""


def handler(event, context):
    day = event["time"][:10]
    meters = context.bindings.meters
    if meters:
        # The key makes one job of a day, however often the event comes.
        context.bindings.job = {
            "key": "nightly-" + day,
            "items": [{"day": day, **meter} for meter in meters],
            "parallelism": 4,
        }
    return {"day": day, "meters": len(meters)}
