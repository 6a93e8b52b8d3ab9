// order-price: an order in, what it costs out.
'use strict';

exports.handler = async ({ items }) => ({
  cents: items.reduce((sum, { count, cents }) => sum + count * cents, 0),
});
