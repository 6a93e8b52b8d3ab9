// The Node language host: connects to the server, loads one handler, serves one call at a time, or
// several where the function's definition says so. Then a call's lines are told by what it is that runs
// (AsyncLocalStorage); those of nobody's are given to the oldest call by the server.
// Frames: u32 length of what follows, u8 type, payload. Numbers are big-endian.
'use strict';
const fs = require('fs');
const net = require('net');
const path = require('path');
const util = require('util');
const { Writable } = require('stream');
const { createRequire } = require('module');
const { pathToFileURL } = require('url');

const CODE = process.argv[3];
const socket = net.connect(process.argv[2]);
let about = null;
let handler = null;
const running = new Map(); // calls that have no answer yet, by id, the oldest first
const idle = new Map(); // what is to be done for which of them once there is nothing left to do
let asked = 0; // questions of calls that run without an answer: to wait for one is something to do
const nobody = { tag: '\x1eT', own: '', partial: { O: '', E: '' } };
let voices = null; // whose code it is that runs; null where there is one call at a time

const speaker = () => (voices && voices.getStore()) || nobody;

function writeOut(data) {
  let at = 0;
  while (at < data.length) {
    try {
      at += fs.writeSync(1, data, at);
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
    }
  }
}

function writeLines(stream, level, text) {
  const voice = speaker();
  const tag = voice.tag + stream + level + voice.own;
  writeOut(Buffer.from(text.split('\n').map((line) => tag + line + '\n').join('')));
}

/** Standard output or error: every line goes out whole, tagged with stream and level. */
class Tagged extends Writable {
  constructor(stream, level, fd) {
    super({ decodeStrings: false });
    this.stream = stream;
    this.level = level;
    this.fd = fd;
    this.isTTY = false;
  }

  _write(chunk, encoding, done) {
    this.take(typeof chunk === 'string' ? chunk : chunk.toString('utf8'));
    done();
  }

  take(text) {
    const { partial } = speaker();
    const lines = (partial[this.stream] + text).split('\n');
    partial[this.stream] = lines.pop();
    if (lines.length) writeLines(this.stream, this.level, lines.join('\n'));
    if (partial[this.stream].length > 65536) this.drainPartial();
  }

  drainPartial() {
    const { partial } = speaker();
    if (partial[this.stream]) {
      const line = partial[this.stream];
      partial[this.stream] = '';
      writeLines(this.stream, this.level, line);
    }
  }
}

const out = new Tagged('O', 'I', 1);
const err = new Tagged('E', 'W', 2);
Object.defineProperty(process, 'stdout', { get: () => out, configurable: true });
Object.defineProperty(process, 'stderr', { get: () => err, configurable: true });
const say = (stream, level) => (...parts) => writeLines(stream, level, util.format(...parts));
Object.assign(console, {
  debug: say('O', 'D'),
  log: say('O', 'I'),
  info: say('O', 'I'),
  warn: say('E', 'W'),
  error: say('E', 'E'),
  trace: (...parts) => writeLines('E', 'D', new Error(util.format(...parts)).stack),
});
const log = { debug: say('O', 'D'), info: say('O', 'I'), warn: say('E', 'W'), error: say('E', 'E') };

const MOST_COUNTED = 100; // names in one call; the server has its own limits
const LONGEST_COUNTED = 80;

/** context.metrics: what is counted goes to the server before the answer. */
const metrics = ({ counts }) => ({
  count(name, by = 1) {
    const named = String(name).slice(0, LONGEST_COUNTED);
    let why = null;
    if (!Number.isSafeInteger(by) || by < 0) {
      why = `by is ${util.inspect(by).slice(0, 80)}, and must be a whole number from 0 up.`;
    } else if (!counts.has(named) && counts.size >= MOST_COUNTED) {
      why = `one call counts by at most ${MOST_COUNTED} names.`;
    }
    if (why === null) counts.set(named, (counts.get(named) || 0) + by);
    else writeLines('E', 'W', `context.metrics: '${named}' is not counted: ${why}`);
  },
});

function sendCounts(call, id) {
  if (!call.counts.size) return;
  send('M', Buffer.from([id.length]), id, Buffer.from(JSON.stringify(Object.fromEntries(call.counts))));
}

class PlatformError extends Error {
  constructor(code, message) {
    super(message);
    this.name = 'PlatformError';
    this.code = code;
  }
}

function ask(call, question) {
  if (!running.has(call.id)) {
    return Promise.reject(new PlatformError('invalid-request', 'The call is over: ask before the handler returns.'));
  }
  const id = Buffer.from(call.id, 'latin1');
  return new Promise((resolve, reject) => {
    const body = Buffer.from(JSON.stringify(question));
    call.asked.push({ resolve, reject });
    asked++;
    socket.ref();
    send('Q', Buffer.from([id.length]), id, body);
  });
}

/** So many questions are answered, or nobody waits for them any more. */
function settle(questions) {
  asked -= questions;
  if (idle.size && !asked) socket.unref();
}

/** The server answers the questions of each call in their order. */
function told(frame) {
  const from = voices ? 2 + frame[1] : 1;
  const call = voices ? running.get(frame.toString('latin1', 2, from)) : running.values().next().value;
  const waiting = call && call.asked.shift();
  if (!waiting) return;
  settle(1);
  const answer = JSON.parse(frame.toString('utf8', from));
  if (answer.error) waiting.reject(new PlatformError(answer.error.code, answer.error.message));
  else waiting.resolve(answer.value);
}

function send(kind, ...parts) {
  let size = 1;
  for (const part of parts) size += part.length;
  const head = Buffer.allocUnsafe(5);
  head.writeUInt32BE(size, 0);
  head[4] = kind.charCodeAt(0);
  if (size < 65536) {
    socket.write(Buffer.concat([head, ...parts]));
  } else {
    socket.cork();
    socket.write(head);
    for (const part of parts) socket.write(part);
    socket.uncork();
  }
}

function drainPartials() {
  out.drainPartial();
  err.drainPartial();
}

function mark(id) {
  drainPartials();
  writeOut(Buffer.from('\x1eZ' + id + '\n'));
}

function failure(error) {
  if (!(error instanceof Error) && !(error && error.stack)) {
    return { type: 'Error', message: typeof error === 'string' ? error : util.inspect(error), stack: [] };
  }
  const all = String(error.stack || '').split('\n');
  const stack = all
    .filter((line) => !line.includes(__filename) && !line.includes('node:internal'))
    .filter((line) => /^\s+at |^\/|^file:/.test(line))
    .map((line) => line.trim().split('file://').join('').split(CODE + '/').join(''));
  return {
    type: error.name || error.constructor.name,
    message: String(error.message).split(CODE + '/').join(''),
    stack: stack.slice(0, 50),
  };
}

function locate(name) {
  for (const extension of ['.js', '.mjs', '.cjs']) {
    const file = path.join(CODE, name + extension);
    if (fs.existsSync(file)) return file;
  }
  const error = new Error(`There is no file ${name}.js, ${name}.mjs or ${name}.cjs in the code`);
  error.name = 'MissingModule';
  throw error;
}

async function loadModule(file) {
  if (!file.endsWith('.mjs')) {
    try {
      return createRequire(file)(file);
    } catch (error) {
      const esm =
        error.code === 'ERR_REQUIRE_ESM' ||
        (error instanceof SyntaxError && /import statement|'export'|import.meta/.test(error.message));
      if (!esm) throw error;
    }
  }
  return import(pathToFileURL(file).href);
}

async function load(name) {
  const dot = name.indexOf('.', name.lastIndexOf('/') + 1);
  const file = locate(name.slice(0, dot));
  const module = await loadModule(file);
  const wanted = name.slice(dot + 1);
  const member = (root) => wanted.split('.').reduce((value, key) => (value == null ? value : value[key]), root);
  const found = member(module) !== undefined ? member(module) : member(module.default);
  if (typeof found !== 'function') {
    const names = Object.keys(module).filter((key) => typeof module[key] === 'function');
    const error = new Error(
      `${path.basename(file)} has no function '${wanted}'` + (names.length ? `; it has: ${names.join(', ')}` : ''));
    error.name = 'MissingHandler';
    throw error;
  }
  return found;
}

function context(call) {
  const remaining = () => Math.max(0, call.ends - Date.now());
  const done = (error, result) => within(call, () => (error == null ? answer(call, result) : fail(call, error)));
  const env = about.environment;
  return {
    log,
    metrics: metrics(call),
    secrets: { get: (name) => ask(call, { ask: 'secret', name }) },
    invoke: (name, event = null, { mode = 'sync', qualifier = 'latest' } = {}) =>
      ask(call, { ask: 'invoke', name, event, mode, qualifier }),
    emit: (event) => ask(call, { ask: 'emit', event }),
    traceparent: call.trace || null,
    traceId: call.trace.slice(3, 35) || null,
    bindings: call.bindings,
    name: about.function,
    version: about.version,
    namespace: about.namespace,
    functionName: about.function,
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
    invokedFunctionArn: about.arn,
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
    requestId: call.id,
    awsRequestId: call.id,
    deadlineMs: call.ends,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: remaining,
    remainingTimeMs: remaining,
    done,
    succeed: (result) => done(null, result),
    fail: (error) => within(call, () => fail(call, error == null ? 'handled' : error)),
  };
}

function decode(kind, body) {
  if (!kind || kind.endsWith('json')) return body.length ? JSON.parse(body.toString('utf8')) : null;
  if (kind.startsWith('text/')) return body.toString('utf8');
  return Buffer.from(body);
}

/** Runs something when the handler has left nothing to do: what is started after that is on its own. */
function whenIdle(call, then) {
  idle.set(call, then);
  if (!asked) socket.unref();
}

function stopWaiting(call) {
  if (idle.delete(call) && !idle.size) socket.ref();
}

process.on('beforeExit', () => {
  for (const [call, then] of idle) {
    stopWaiting(call);
    within(call, then);
  }
});

/** Runs something that is a call's. */
function within(call, work) {
  if (voices) voices.run(call.voice, work);
  else work();
}

/** What was set besides what was read, as JSON; null for nothing. */
function writtenBindings(call) {
  const written = Object.entries(call.bindings || {})
    .filter(([name, value]) => !Object.hasOwn(call.read, name) && value !== undefined);
  if (!written.length) return null;
  try {
    return Buffer.from(JSON.stringify(Object.fromEntries(written)));
  } catch (error) {
    const wrong = new TypeError('What is set for the bindings cannot be written as JSON: ' + error.message);
    wrong.stack = '';
    throw wrong;
  }
}

function answer(call, result) {
  if (!running.has(call.id)) return;
  let kind = 'application/json';
  let body;
  if (result instanceof Uint8Array) {
    kind = 'application/octet-stream';
    body = result;
  } else {
    try {
      const text = JSON.stringify(result === undefined ? null : result);
      if (text === undefined) throw new TypeError(`a ${typeof result} has no JSON form`);
      body = Buffer.from(text);
    } catch (error) {
      const wrong = new TypeError('The result cannot be written as JSON: ' + error.message);
      wrong.stack = '';
      fail(call, wrong);
      return;
    }
  }
  let written;
  try {
    written = writtenBindings(call);
  } catch (error) {
    fail(call, error);
    return;
  }
  const id = over(call);
  if (written !== null) {
    const size = Buffer.allocUnsafe(4);
    size.writeUInt32BE(written.length, 0);
    send('P', Buffer.from([id.length]), id, Buffer.from([kind.length]), Buffer.from(kind), size, written, body);
    return;
  }
  send('O', Buffer.from([id.length]), id, Buffer.from([kind.length]), Buffer.from(kind), body);
}

function fail(call, error, kind = 'E') {
  if (!running.has(call.id)) return;
  const details = failure(error);
  writeLines('E', 'E', `${details.type}: ${details.message}`);
  const id = over(call);
  send(kind, Buffer.from([id.length]), id, Buffer.from(JSON.stringify(details)));
}

/** What comes before each answer; returns the call's id as frames have it. */
function over(call) {
  running.delete(call.id);
  stopWaiting(call);
  settle(call.asked.splice(0).length);
  mark(call.id);
  const id = Buffer.from(call.id, 'latin1');
  sendCounts(call, id);
  return id;
}

function invoke(frame) {
  const ids = frame[1];
  const id = frame.toString('latin1', 2, 2 + ids);
  const deadline = frame.readUInt32BE(2 + ids);
  const kinds = frame[6 + ids];
  const kind = frame.toString('latin1', 7 + ids, 7 + ids + kinds).split(';')[0].trim().toLowerCase();
  let body = 7 + ids + kinds;
  const trace = frame.toString('latin1', body + 1, body + 1 + frame[body]);
  body += 1 + trace.length;
  if (trace && !voices) { // others would see it, too
    process.env._X_AMZN_TRACE_ID = `Root=1-${trace.slice(3, 11)}-${trace.slice(11, 35)}`
      + `;Parent=${trace.slice(36, 52)};Sampled=${trace[54]}`;
  }
  const call = {
    id, trace, ends: Date.now() + deadline, bindings: null, read: null, counts: new Map(), asked: [], voice: nobody,
  };
  if (voices) call.voice = { call, tag: '\x1eU', own: id + ' ', partial: { O: '', E: '' } };
  running.set(id, call);
  within(call, () => begin(call, kind, frame, body));
}

function begin(call, kind, frame, from) {
  let body = from;
  try {
    if (frame[0] === 68) { // D: a call with bindings
      const size = frame.readUInt32BE(body);
      call.read = JSON.parse(frame.toString('utf8', body + 4, body + 4 + size));
      call.bindings = { ...call.read };
      body += 4 + size;
    }
    const event = decode(kind, frame.subarray(body));
    const ctx = context(call);
    let called = false;
    const callback = (error, result) => {
      if (called || !running.has(call.id)) return;
      called = true;
      const then = () => ctx.done(error, result);
      // Among other calls there is always something left to do.
      if (ctx.callbackWaitsForEmptyEventLoop && !voices) whenIdle(call, then);
      else then();
    };
    const result = handler(event, ctx, callback);
    if (result && typeof result.then === 'function') {
      result.then(
        (value) => within(call, () => answer(call, value)),
        (error) => within(call, () => fail(call, error)));
    } else if (result !== undefined && handler.length < 3) {
      answer(call, result);
    } else if (!called && running.has(call.id)) {
      // It answers later by callback or context, or never: then it has nothing to say.
      whenIdle(call, () => answer(call));
    }
  } catch (error) {
    fail(call, error);
  }
}

function loaded(error) {
  if (error !== null) {
    const details = failure(error);
    if (error instanceof SyntaxError) {
      const where = /^(.*):(\d+)$/.exec(String(error.stack).split('\n')[0].split('file://').join(''));
      if (where) details.message += ` (${path.basename(where[1])}, line ${where[2]})`;
    }
    mark('load');
    send('L', Buffer.from(JSON.stringify(details)));
    socket.end(() => process.exit(1));
    return;
  }
  mark('load');
  send('R');
}

function take(frame) {
  if (about === null) {
    about = JSON.parse(frame.toString('utf8', 1));
    for (const key of Object.keys(process.env)) delete process.env[key];
    Object.assign(process.env, about.environment);
    process.argv.splice(1, process.argv.length, path.join(CODE, about.handler));
    process.chdir(CODE);
    if (about.concurrency > 1) voices = new (require('async_hooks').AsyncLocalStorage)();
    load(about.handler).then(
      (found) => { handler = found; loaded(null); },
      (error) => loaded(error));
  } else if (frame[0] === 65) { // A: the answer to a question
    told(frame);
  } else {
    invoke(frame);
  }
}

for (const event of ['uncaughtException', 'unhandledRejection']) {
  process.on(event, (error) => {
    if (running.size) {
      // What runs on after this cannot be trusted: the server ends the instance.
      const own = speaker().call; // which may be over
      const call = own && running.has(own.id) ? own : running.values().next().value;
      within(call, () => fail(call, error, 'X'));
    } else {
      const details = failure(error);
      writeLines('E', 'E', `${details.type}: ${details.message}`);
      process.exit(1);
    }
  });
}
process.on('exit', () => {
  for (const call of running.values()) within(call, drainPartials);
  drainPartials();
});

let chunks = [];
let have = 0;
let need = 4;
let inBody = false;
socket.on('connect', () => send('H'));
socket.on('data', (chunk) => {
  chunks.push(chunk);
  have += chunk.length;
  while (have >= need) {
    const all = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, have);
    const part = all.subarray(0, need);
    chunks = have > need ? [all.subarray(need)] : [];
    have -= need;
    if (inBody) {
      need = 4;
      inBody = false;
      take(part);
    } else {
      need = part.readUInt32BE(0);
      inBody = true;
    }
  }
});
socket.on('end', () => process.exit(0));
socket.on('error', () => process.exit(70));
socket.on('close', () => process.exit(70));
