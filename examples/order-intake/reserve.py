"""order-reserve: an order in, what is taken from the shelf for it out."""


def handler(order, context):
    return {"reserved": ["%d %s" % (item["count"], item["name"]) for item in order["items"]]}
