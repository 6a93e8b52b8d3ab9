// Makes a small picture of a large one: here by name only.
exports.handler = async (event) => ({
  of: event.subject,
  thumbnail: event.subject.replace(/(\.[a-z]+)$/, "-160$1"),
});
