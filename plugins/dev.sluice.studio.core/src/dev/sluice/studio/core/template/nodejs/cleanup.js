// Finds what is older than keepDays, as a job that runs every night would.
const DAY = 24 * 60 * 60 * 1000;

exports.handler = async (event, context) => {
  const now = event.now ? new Date(event.now) : new Date();
  const limit = now.getTime() - (event.keepDays ?? 30) * DAY;
  const kept = [];
  const removed = [];
  for (const item of event.items ?? []) {
    const old = new Date(item.createdAt).getTime() < limit;
    (old ? removed : kept).push(item.id);
    if (old) {
      console.warn(`removing ${item.id} of ${item.createdAt}`);
    }
  }
  console.log(`removed ${removed.length}, kept ${kept.length}`);
  return { removed, kept };
};
