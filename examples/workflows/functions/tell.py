def handler(event, context):
    """Tells somebody something: here the log, in life a siren, the police or a telephone."""
    print(f"{event['whom']}: {event['what']}")
    return {"told": event["whom"], "what": event["what"]}
