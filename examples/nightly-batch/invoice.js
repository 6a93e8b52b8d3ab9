// nightly-invoice: one meter in, its invoice out, by the binding 'invoice' and as the task's result.
'use strict';

exports.handler = async (meter, context) => {
  if (!(meter.kwh >= 0)) {
    throw new RangeError(`meter ${meter.id} says ${meter.kwh} kWh`);
  }
  const cents = Math.round(meter.kwh * Number(process.env.CENTS_PER_KWH));
  const invoice = { meter: meter.id, day: meter.day, customer: meter.customer, cents };
  context.bindings.invoice = invoice;
  return invoice;
};
