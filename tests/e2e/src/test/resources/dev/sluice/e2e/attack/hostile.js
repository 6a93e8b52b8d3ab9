// Tries what it is told, line by line: a name, an operation, its object. Answers what it reached.
const crypto = require('crypto');
const fs = require('fs');
const net = require('net');

const MOST = 65536;

function read(path) {
  const file = fs.openSync(path, 'r');
  const buffer = Buffer.alloc(MOST);
  return buffer.subarray(0, fs.readSync(file, buffer, 0, MOST, null));
}

function greeting(options) {
  return new Promise((resolve, reject) => {
    const socket = net.connect(options);
    socket.setTimeout(2000);
    let connected = false;
    socket.on('connect', () => { connected = true; });
    socket.on('data', (data) => { socket.destroy(); resolve(data); });
    socket.on('error', reject);
    socket.on('close', () => { if (connected) resolve(Buffer.from('connected')); });
    socket.on('timeout', () => {
      socket.destroy();
      reject(new Error('timed out'));
    });
  });
}

function everywhere(file) {
  const seen = [];
  for (const name of fs.readdirSync('/proc').filter((n) => /^[0-9]+$/.test(n))) {
    try {
      seen.push(read(`/proc/${name}/${file}`));
    } catch (error) {
      // Not ours to look at.
    }
  }
  return Buffer.concat(seen);
}

const OPERATIONS = {
  read,
  list: (path) => fs.readdirSync(path).join('\n'),
  write: (path) => { fs.appendFileSync(path, '\n'); return 'written'; },
  chmod: (path) => { fs.chmodSync(path, 0o777); return 'changed'; },
  remove: (path) => { fs.unlinkSync(path); return 'removed'; },
  link: (path) => { fs.linkSync(path, '/tmp/link-' + crypto.randomUUID()); return 'linked'; },
  follow: (path) => {
    const name = '/tmp/follow-' + crypto.randomUUID();
    fs.symlinkSync(path, name);
    return read(name);
  },
  connect: (address) => {
    const colon = address.lastIndexOf(':');
    return greeting({ host: address.slice(0, colon).replace(/[[\]]/g, ''), port: Number(address.slice(colon + 1)) });
  },
  unix: (path) => greeting({ path }),
  abstract: (name) => greeting({ path: '\0' + name }),
  signal: (pid) => { process.kill(Number(pid), 'SIGKILL'); return 'sent'; },
  processes: () => everywhere('cmdline'),
  environments: () => everywhere('environ'),
};

exports.handler = async (event) => {
  const answer = {};
  for (const line of event.trim().split('\n')) {
    const [name, operation, target] = line.split(' ');
    const attack = OPERATIONS[operation];
    try {
      answer[name] = [true, Buffer.from(await attack(target)).toString('base64')];
    } catch (error) {
      if (!error.code && error.message !== 'timed out') throw error;
      answer[name] = [false, Buffer.from(String(error.message)).toString('base64')];
    }
  }
  return answer;
};
