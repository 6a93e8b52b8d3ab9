// quakes-summary: classified events in, their summary out; or summaries in, the one of them all.
'use strict';

const MAGNITUDES = ['micro', 'minor', 'light', 'moderate', 'strong', 'major', 'great'];
const DEPTHS = ['shallow', 'intermediate', 'deep'];

exports.handler = async (input) => {
  if (Array.isArray(input?.events)) {
    return input.events.map(ofEvent).reduce(merge, nothing());
  }
  if (Array.isArray(input?.summaries)) {
    const whole = input.summaries.reduce(merge, nothing());
    return { ...whole, text: text(whole) };
  }
  throw new TypeError('give {"events": [...]} or {"summaries": [...]}');
};

function nothing() {
  return {
    events: 0,
    magnitudes: {},
    depths: {},
    kinds: {},
    regions: {},
    strongest: null,
    deepest: null,
    first: null,
    last: null,
  };
}

function ofEvent(event) {
  if (typeof event.magnitude !== 'number' || typeof event.depthKm !== 'number') {
    throw new TypeError(`event ${JSON.stringify(event.id)} is not classified`);
  }
  return {
    events: 1,
    magnitudes: { [event.magnitudeClass]: 1 },
    depths: { [event.depthClass]: 1 },
    kinds: { [event.kind]: 1 },
    regions: { [event.region]: 1 },
    strongest: event,
    deepest: event,
    first: event.time,
    last: event.time,
  };
}

// Associative, with nothing() as its neutral element: any grouping of the events gives the same.
function merge(a, b) {
  if (a.events === 0 || b.events === 0) {
    return a.events === 0 ? b : a;
  }
  return {
    events: a.events + b.events,
    magnitudes: add(a.magnitudes, b.magnitudes),
    depths: add(a.depths, b.depths),
    kinds: add(a.kinds, b.kinds),
    regions: add(a.regions, b.regions),
    strongest: larger(a.strongest, b.strongest, 'magnitude'),
    deepest: larger(a.deepest, b.deepest, 'depthKm'),
    first: Math.min(a.first, b.first),
    last: Math.max(a.last, b.last),
  };
}

function add(a, b) {
  const sum = { ...a };
  for (const [name, count] of Object.entries(b)) {
    sum[name] = (sum[name] ?? 0) + count;
  }
  return sum;
}

// Of equals the earlier one, so that the result does not hang on the order of events.
function larger(a, b, field) {
  if (a[field] !== b[field]) {
    return a[field] > b[field] ? a : b;
  }
  return a.time <= b.time ? a : b;
}

function text(summary) {
  if (summary.events === 0) {
    return 'no events';
  }
  const kinds = ordered(summary.kinds).map(([kind, n]) => `${n} ${kind}${n === 1 ? '' : 's'}`);
  const regions = ordered(summary.regions).slice(0, 5).map(([name, n]) => `${name} ${n}`);
  return [
    `${summary.events} events from ${minute(summary.first)} to ${minute(summary.last)}`,
    `  ${kinds.join(', ')}`,
    '',
    ...bars('magnitude', MAGNITUDES, summary.magnitudes, summary.events),
    '',
    ...bars('depth', DEPTHS, summary.depths, summary.events),
    '',
    `strongest  M ${summary.strongest.magnitude.toFixed(1)}  ${where(summary.strongest)}`,
    `deepest    ${summary.deepest.depthKm.toFixed(1)} km  ${where(summary.deepest)}`,
    `regions    ${regions.join(', ')}`,
  ].join('\n');
}

function bars(title, names, counts, all) {
  return names
    .filter((name) => counts[name])
    .map((name, row) => {
      const bar = '#'.repeat(Math.max(1, Math.round((counts[name] / all) * 40)));
      return `${(row ? '' : title).padEnd(11)}${name.padEnd(13)}${String(counts[name]).padStart(5)}  ${bar}`;
    });
}

function ordered(counts) {
  return Object.entries(counts).sort(([a, n], [b, m]) => m - n || a.localeCompare(b));
}

function where(event) {
  return `${event.place}, ${minute(event.time)}`;
}

function minute(millis) {
  return `${new Date(millis).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
