// The bound's child: sends every length-prefixed frame back, and does nothing else.
'use strict';
const connection = require('net').connect(process.argv[2]);
let buffered = Buffer.alloc(0);
connection.on('data', (more) => {
  buffered = buffered.length === 0 ? more : Buffer.concat([buffered, more]);
  while (buffered.length >= 4) {
    const end = 4 + buffered.readUInt32BE(0);
    if (buffered.length < end) {
      break;
    }
    connection.write(buffered.subarray(0, end));
    buffered = buffered.subarray(end);
  }
});
connection.on('close', () => process.exit(0));
