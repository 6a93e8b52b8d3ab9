// Answers an HTTP-like event: {"method", "path", "query", "headers", "body"}.
const answer = (status, body) => ({
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

exports.handler = async (event, context) => {
  const { method = "GET", path = "/", query = {} } = event;
  console.log(`${method} ${path}`);
  if (path === "/health") {
    return answer(200, { status: "up" });
  }
  if (path === "/greet" && method === "GET") {
    return answer(200, { message: `Hello, ${query.name ?? "world"}!` });
  }
  return answer(404, { error: `there is nothing at ${path}` });
};
