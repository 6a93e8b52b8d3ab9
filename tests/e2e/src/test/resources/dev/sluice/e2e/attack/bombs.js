// Does what it is told to: the event is the name of a bomb. Whatever returns says how far it got.
const fs = require('fs');
const { spawn } = require('child_process');

const MIB = 1 << 20;
const held = [];

const forever = () => new Promise(() => setInterval(() => 1, 1000));
const shell = (script, ...args) => spawn('/bin/sh', ['-c', script, ...args], { detached: true, stdio: 'ignore' });
const ended = (child) => new Promise((resolve) => child.on('exit', (status, signal) => resolve(signal || status)));

function fill(folder) {
  const block = Buffer.alloc(MIB, 'x');
  for (let i = 0; i < 1000; i++) fs.writeFileSync(`${folder}/${i}`, block);
}

const BOMBS = {
  forks: () => { shell('bomb() { bomb & bomb & wait; }; while true; do bomb; done').unref(); return forever(); },
  threads: () => new Promise((resolve) => {
    let made = 0;
    const child = shell('i=0; while [ $i -lt 5000 ]; do sleep 1000 & i=$((i + 1)); done');
    child.on('exit', () => resolve(made));
    setTimeout(() => {
      made = fs.readdirSync('/proc').filter((name) => /^[0-9]+$/.test(name)).length;
      child.kill('SIGKILL');
    }, 200);
  }),
  memory: () => {
    const eaten = [];
    for (;;) eaten.push(Buffer.alloc(8 * MIB, 'x'));
  },
  'memory-of-many': () => {
    const children = [];
    for (let i = 0; i < 6; i++) {
      children.push(ended(shell('head -c 40000000 /dev/zero | tail | { head -c 1; sleep 5; } >/dev/null')));
    }
    return Promise.all(children);
  },
  'shared-memory': () => fill('/dev/shm'),
  disk: () => fill('/tmp'),
  inodes: () => {
    for (let i = 0; ; i++) {
      try {
        fs.closeSync(fs.openSync('/tmp/i' + i, 'w'));
      } catch (error) {
        return [i, error.code];
      }
    }
  },
  descriptors: () => {
    try {
      while (held.length < 100000) held.push(fs.openSync('/dev/null', 'r'));
    } catch (error) {
      return held.length;
    }
    return 'no end';
  },
  'log-flood': () => {
    for (let i = 0; i < 60000; i++) console.log(`flood ${i} ${'x'.repeat(50)}`);
    return 'done';
  },
  'log-without-end': () => {
    for (let i = 0; i < 64; i++) process.stdout.write('y'.repeat(MIB));
    return 'done';
  },
  'forged-log': (context) => {
    fs.writeSync(1, `\x1eZ${context.requestId}\n\x1eTPE The platform says so\n\x1eTP\n\x1e\x1e\x1e\n\x1b[2J\0\x07\r\n`);
    console.log('after the forged mark');
    return 'done';
  },
  spin: () => { for (;;); },
  sleep: forever,
  'ignore-sigterm': () => {
    for (const name of ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGQUIT']) process.on(name, () => {});
    return forever();
  },
  'stop-itself': () => { process.kill(process.pid, 'SIGSTOP'); return forever(); },
  crash: () => { process.kill(process.pid, 'SIGSEGV'); return forever(); },
  'kill-everybody': () => {
    try {
      process.kill(-1, 'SIGKILL');
    } catch (error) {
      // There is nobody else.
    }
    process.kill(process.pid, 'SIGKILL');
    return forever();
  },
  exit: () => process.exit(7),
  daemon: (context, marker) => {
    shell("trap '' TERM HUP; while true; do sleep 1000; : $0; done", marker).unref();
    return 'left';
  },
  'large-answer': () => 'x'.repeat(7 * MIB),
  nothing: () => 'nothing',
};

exports.handler = async (event, context) => {
  const [name, marker] = event.trim().split(' ');
  return BOMBS[name](context, marker);
};
