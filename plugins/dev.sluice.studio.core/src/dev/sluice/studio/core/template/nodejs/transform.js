// Adds up orders: what each customer spent, and all of them together.
const round = (amount) => Math.round(amount * 100) / 100;

exports.handler = async (event, context) => {
  const totals = {};
  for (const order of event.orders ?? []) {
    const amount = order.quantity * order.price;
    totals[order.customer] = round((totals[order.customer] ?? 0) + amount);
    console.log(`${order.customer} bought ${order.quantity} x ${order.item}`);
  }
  const sum = Object.values(totals).reduce((all, one) => all + one, 0);
  return { totals, sum: round(sum) };
};
