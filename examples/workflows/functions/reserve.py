def handler(event, context):
    """Takes the items of an order from the shelf."""
    return {"reserved": [item["name"] for item in event["items"]]}
