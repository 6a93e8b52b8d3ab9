def handler(event, context):
    """Ships what is paid and packed."""
    return {"shipped": event["order"], "parcel": event["parcel"]}
