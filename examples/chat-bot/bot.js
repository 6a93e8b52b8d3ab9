// chat-bot: what somebody said in, the answer out, by the binding 'answer'.
'use strict';

const COMMANDS = [
  [/^(-?\d+(?:\.\d+)?) ?°? ?c$/i, (n) => `${n} °C is ${degrees(Number(n) * 1.8 + 32)} °F`],
  [/^(-?\d+(?:\.\d+)?) ?°? ?f$/i, (n) => `${n} °F is ${degrees((Number(n) - 32) / 1.8)} °C`],
  [/^(?:hi|hello)\b/i, (_, user) => `Hello <@${user}>!`],
];

exports.handler = async (event, context) => {
  const said = event.data?.event;
  // Other events are none of the bot's business; its own answers least of all.
  if (said?.type !== 'app_mention' || said.bot_id) {
    return { answered: false };
  }
  if (typeof said.text !== 'string' || typeof said.channel !== 'string') {
    throw new TypeError('a mention needs a text and a channel');
  }
  context.bindings.answer = {
    channel: said.channel,
    thread_ts: said.thread_ts ?? said.ts,
    text: answer(said.text.replace(/<@\w+>/g, '').trim(), said.user),
  };
  return { answered: true };
};

function answer(text, user) {
  for (const [pattern, reply] of COMMANDS) {
    const found = pattern.exec(text);
    if (found) {
      return reply(found[1], user);
    }
  }
  return 'Say hello, or a temperature: 20 C, 68 F';
}

function degrees(value) {
  return Math.round(value * 10) / 10;
}
