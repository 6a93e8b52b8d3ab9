def handler(event, context):
    """Writes the answer to a customer who wants to borrow."""
    yes = event["wanted"] <= event["limit"]
    return {"customer": event["customer"], "answer": "yes" if yes else "no"}
