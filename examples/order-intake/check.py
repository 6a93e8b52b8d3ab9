"""order-check: a message of the queue in, the order out; what is none is refused with a reason."""


def handler(event, context):
    order = event.get("data")
    if not isinstance(order, dict):
        raise ValueError("the message is no JSON object")
    if not isinstance(order.get("order"), str) or not order["order"]:
        raise ValueError("'order' is no text")
    items = order.get("items")
    if not isinstance(items, list) or not items:
        raise ValueError("order %s has no items" % order["order"])
    for item in items:
        check(order["order"], item)
    return {"order": order["order"], "items": items}


def check(order, item):
    if not isinstance(item, dict) or not isinstance(item.get("name"), str):
        raise ValueError("an item of order %s has no name" % order)
    for field, least in (("count", 1), ("cents", 0)):
        value = item.get(field)
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            raise ValueError("%s of %s in order %s is %r" % (field, item["name"], order, value))
