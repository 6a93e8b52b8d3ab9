def handler(event, context):
    """How much somebody may borrow: here three times the income."""
    return {"customer": event["customer"], "wanted": event["wanted"], "limit": event["income"] * 3}
