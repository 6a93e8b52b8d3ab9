def handler(event, context):
    """Charges what an order costs."""
    return {"charged": event["cents"]}
