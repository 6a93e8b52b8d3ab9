"""Adds up orders: what each customer spent, and all of them together."""


def handler(event, context):
    totals = {}
    for order in event.get("orders", []):
        amount = order["quantity"] * order["price"]
        totals[order["customer"]] = round(totals.get(order["customer"], 0) + amount, 2)
        print(f"{order['customer']} bought {order['quantity']} x {order['item']}")
    return {"totals": totals, "sum": round(sum(totals.values()), 2)}
