// What an order costs, in cents.
exports.handler = async (order) => ({
  order: order.order,
  cents: order.items.reduce((sum, item) => sum + item.cents * item.count, 0),
});
