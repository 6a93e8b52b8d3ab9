# The Runtime API of AWS Lambda, version 2018-06-01, for the program of one instance.
import base64
import collections
import contextlib
import json
import socket
from urllib.parse import parse_qsl, unquote

PREFIX = "/2018-06-01/runtime/"
HEAD_LIMIT = 65536
BODY_LIMIT = 6 << 20
MOST_COUNTED = 100  # names in one call; the server has its own limits
LONGEST_COUNTED = 80
CHUNK = 65536

ACCEPTED = (b"HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\nContent-Length: 15\r\n\r\n"
            b'{"status":"OK"}')
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
REASONS = {400: "Bad Request", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed",
           413: "Payload Too Large", 431: "Request Header Fields Too Large"}


class Refused(Exception):
    """A request that is answered by an error."""

    def __init__(self, status, kind, message):
        super().__init__(message)
        self.status = status
        self.kind = kind

    def response(self):
        body = json.dumps({"errorMessage": str(self), "errorType": self.kind})
        return ("HTTP/1.1 %d %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                % (self.status, REASONS.get(self.status, "Refused"), len(body), body)).encode()


class Garbage(Refused):
    """What came is no HTTP: where the next request would begin is not known."""

    def __init__(self, message, status=400):
        super().__init__(status, "InvalidRequest", message)


class Request:
    def __init__(self, head):
        lines = head.decode("latin-1").split("\r\n")
        try:
            self.method, target, version = lines[0].split(" ")
        except ValueError:
            raise Garbage("The request line makes no sense") from None
        if version not in ("HTTP/1.1", "HTTP/1.0"):
            raise Garbage("The protocol is not HTTP/1.1")
        self.path, _, query = target.partition("?")
        self.query = dict(parse_qsl(query)) if query else {}
        self.headers = {}
        add(self.headers, lines[1:])
        self.last = version == "HTTP/1.0" or "close" in self.headers.get("connection", "").lower()
        self.body = bytearray()
        self.size = 0

    def take(self, data):
        """A part of the body. What is too large is counted and dropped."""
        self.size += len(data)
        if self.size <= BODY_LIMIT:
            self.body += data

    def too_large(self):
        return self.size > BODY_LIMIT


def add(headers, lines):
    for line in lines:
        name, colon, value = line.partition(":")
        if not colon or not name or name != name.strip():
            raise Garbage("A header line makes no sense")
        headers[name.lower()] = value.strip()


def number(text, base):
    if not text or len(text) > 15 or not text.isalnum():
        raise Garbage("A length makes no sense")
    try:
        return int(text, base)
    except ValueError:
        raise Garbage("A length makes no sense") from None


class Connection:
    """One client. Its requests are served one after the other: a generator goes as far as the bytes that
    have come, and no further while it waits for a call."""

    def __init__(self, sock, api):
        self._sock = sock
        self._api = api
        self._data = bytearray()
        self._missing = 0
        self._waits = False
        self._closing = False
        self._steps = self._talk()

    def read(self):
        """Takes what has come; false at its end, when the connection has been closed."""
        try:
            data = self._sock.recv(min(max(self._missing, CHUNK), 1 << 20))
        except OSError:
            data = b""
        if not data:
            self._close()
            return False
        if self._closing:
            return True
        self._data += data
        if not self._waits:
            self._go()
        elif len(self._data) > HEAD_LIMIT:
            self._close()  # sends on and on without waiting for its answer
            return False
        return True

    def give(self, head, body):
        """Answers the request that waited for a call; false when nobody is there any more."""
        self._waits = False
        if not self.send(head, body):
            return False
        self._go()
        return True

    def _go(self):
        try:
            next(self._steps)
        except StopIteration:
            self._closing = True
        except Garbage as refused:
            self._closing = True
            self.send(refused.response())
        if self._closing:
            # It reads on to the end: to close with bytes unread would take the answer back.
            self._data.clear()
            with contextlib.suppress(OSError):
                self._sock.shutdown(socket.SHUT_WR)

    def send(self, *parts):
        """False when nobody is there any more."""
        try:
            if sum(map(len, parts)) <= CHUNK:
                self._sock.sendall(b"".join(parts))
            else:
                for part in parts:
                    self._sock.sendall(part)
            return True
        except OSError:
            return False

    def _close(self):
        self._api.forget(self)
        self._steps.close()
        self._sock.close()

    def _talk(self):
        while True:
            head = yield from self._until(b"\r\n\r\n")
            request = Request(head.lstrip(b"\r\n"))
            if "transfer-encoding" in request.headers:
                yield from self._chunks(request)
            elif "content-length" in request.headers:
                yield from self._bytes(request, number(request.headers["content-length"], 10))
            try:
                answer = self._api.handle(self, request)
            except Refused as refused:
                answer = refused.response()
            if answer is None:
                self._waits = True
                yield
            else:
                self.send(answer)
            if request.last:
                return

    def _until(self, end):
        data = self._data
        at = data.find(end)
        while at < 0:
            if len(data) > HEAD_LIMIT:
                raise Garbage("The head of the request is too large", 431)
            yield
            at = data.find(end)
        found = bytes(data[:at])
        del data[:at + len(end)]
        return found

    def _bytes(self, request, count):
        self._invite(request)
        data = self._data
        while len(data) < count:
            count -= len(data)
            request.take(data)
            data.clear()
            self._missing = count
            yield
        self._missing = 0
        request.take(data[:count])
        del data[:count]

    def _chunks(self, request):
        if request.headers["transfer-encoding"].lower() != "chunked":
            raise Garbage("The transfer encoding is not known")
        self._invite(request)
        while True:
            line = yield from self._until(b"\r\n")
            size = number(line.decode("latin-1").partition(";")[0].strip(), 16)
            if not size:
                break
            yield from self._bytes(request, size)
            if (yield from self._until(b"\r\n")):
                raise Garbage("A chunk has another length than it says")
        while True:
            line = yield from self._until(b"\r\n")
            if not line:
                return
            add(request.headers, [line.decode("latin-1")])

    def _invite(self, request):
        if not self._data and request.headers.get("expect", "").lower() == "100-continue":
            self.send(CONTINUE)


class RuntimeApi:
    """The routes and their states, as on AWS: the first `next` ends the initialisation, a call is given once
    more to who asks during it, an answer comes once."""

    def __init__(self, platform, arn):
        self._platform = platform
        self._arn = arn.encode()
        self._state = "Started"
        self._call = None  # given to the program, or for it
        self._waiting = collections.deque()

    def connection(self, sock):
        return Connection(sock, self)

    def forget(self, connection):
        if connection in self._waiting:
            self._waiting.remove(connection)

    def call(self, call):
        """A call came from the server."""
        self._call = call
        while self._waiting:
            before, self._state = self._state, "Running"
            if self._waiting.popleft().give(*self._event()):
                return
            self._state = before

    def restarted(self):
        """The program has ended; whether it may be started again, since it owes no answer."""
        if self._state != "ResponseSent":
            return False
        self._state = "Started"
        return True

    def handle(self, connection, request):
        """The response; None when it has to wait for a call."""
        path = request.path
        if not path.startswith(PREFIX):
            raise Refused(404, "NotFound", "There is no such resource")
        route = path[len(PREFIX):]
        if route == "invocation/next":
            require(request, "GET")
            return self._next(connection)
        if route == "init/error":
            require(request, "POST")
            return self._init_error(connection, request)
        parts = route.split("/")
        if len(parts) == 3 and parts[0] == "invocation" and parts[2] == "bindings":
            return self._bindings(parts[1], request)
        if len(parts) == 4 and parts[0] == "invocation" and parts[2] == "secrets":
            require(request, "GET")
            return self._ask(parts[1], {"ask": "secret", "name": unquote(parts[3])})
        if len(parts) == 4 and parts[0] == "invocation" and parts[2] == "invoke":
            require(request, "POST")
            return self._ask(parts[1], {
                "ask": "invoke", "name": unquote(parts[3]), "event": self._json(request),
                "mode": request.query.get("mode", "sync"), "qualifier": request.query.get("qualifier", "latest")})
        if len(parts) == 3 and parts[0] == "invocation" and parts[2] == "events":
            require(request, "POST")
            return self._ask(parts[1], {"ask": "emit", "event": self._json(request)})
        if len(parts) == 3 and parts[0] == "invocation" and parts[2] == "metrics":
            require(request, "POST")
            return self._metrics(parts[1], request)
        if len(parts) == 3 and parts[0] == "invocation" and parts[2] in ("response", "error"):
            require(request, "POST")
            return self._answer(parts[1], parts[2], request)
        raise Refused(404, "NotFound", "There is no such resource")

    def _next(self, connection):
        if self._state != "Running":
            if self._state == "Started":
                self._platform.ready()
            if self._call is None:
                self._state = "Ready"
                self._waiting.append(connection)
                return None
            self._state = "Running"
        return b"".join(self._event())

    def _event(self):
        call = self._call
        return b"".join((
            b"HTTP/1.1 200 OK\r\nContent-Type: ", call.kind,
            b"\r\nLambda-Runtime-Aws-Request-Id: ", call.id,
            b"\r\nLambda-Runtime-Deadline-Ms: ", b"%d" % call.deadline,
            b"\r\nLambda-Runtime-Invoked-Function-Arn: ", self._arn,
            b"\r\nLambda-Runtime-Trace-Id: ", call.trace(),
            b"\r\nTraceparent: " + call.traceparent if call.traceparent else b"",
            b"\r\nContent-Length: ", b"%d" % len(call.event), b"\r\n\r\n")), call.event

    def _init_error(self, connection, request):
        if self._state != "Started":
            raise self._not_now("InitError")
        connection.send(ACCEPTED)
        return self._platform.init_failed(self._call, failure(request.body, request.headers))

    def _answer(self, wanted, route, request):
        if self._state != "Running":
            raise self._not_now("InvocationResponse" if route == "response" else "InvocationErrorResponse")
        call = self._call
        if wanted.encode("latin-1") != call.id:
            raise Refused(400, "InvalidRequestID", "Invalid request ID")
        self._state = "ResponseSent"
        self._call = None
        headers = request.headers
        if route == "error":
            self._platform.failed(call, failure(request.body, headers))
        elif "lambda-runtime-function-error-type" in headers:
            # The trailer of a stream that failed on its way.
            self._platform.failed(call, failure(trailer(headers), headers))
        elif request.too_large():
            self._platform.too_large(call)
            raise Refused(413, "RequestEntityTooLarge",
                          "Exceeded maximum allowed payload size (%d bytes)." % BODY_LIMIT)
        else:
            self._platform.answered(call, media_type(headers.get("content-type"), request.body), request.body)
        return ACCEPTED

    def _running(self, wanted):
        call = self._call
        if self._state != "Running" or wanted.encode("latin-1") != call.id:
            raise Refused(400, "InvalidRequestID", "Invalid request ID")
        return call

    def _json(self, request):
        if request.too_large():
            raise Refused(413, "RequestEntityTooLarge",
                          "Exceeded maximum allowed payload size (%d bytes)." % BODY_LIMIT)
        if not request.body:
            return None
        try:
            return json.loads(request.body)
        except ValueError:
            raise Refused(400, "InvalidJson", "The body is no JSON") from None

    def _ask(self, wanted, question):
        """No part of AWS's API: what the context of other languages can be asked for."""
        answer = self._platform.ask(self._running(wanted), question)
        if "error" in answer:
            error = answer["error"]
            raise Refused(error["status"], error["code"], error["message"])
        body = json.dumps(answer["value"], ensure_ascii=False).encode("utf-8", "replace")
        return (b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                % len(body)) + body

    def _metrics(self, wanted, request):
        """No part of AWS's API: POST numbers by names, which are added to what was counted."""
        call = self._running(wanted)
        try:
            given = None if request.too_large() else json.loads(request.body)
        except ValueError:
            given = None
        if not isinstance(given, dict) or any(type(by) is not int or by < 0 for by in given.values()):
            raise Refused(400, "InvalidMetrics", "The body is no JSON object of whole numbers from 0 up by names")
        named = {name[:LONGEST_COUNTED]: by for name, by in given.items()}
        if len(call.counts.keys() | named.keys()) > MOST_COUNTED:
            raise Refused(400, "InvalidMetrics", "One call counts by at most %d names" % MOST_COUNTED)
        for name, by in named.items():
            call.counts[name] = call.counts.get(name, 0) + by
        return ACCEPTED

    def _bindings(self, wanted, request):
        """No part of AWS's API: GET what was read for the call, POST what is to be written."""
        call = self._running(wanted)
        if call.bindings is None:
            raise Refused(404, "NotFound", "The function has no bindings")
        if request.method == "GET":
            return (b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                    % len(call.bindings)) + call.bindings
        require(request, "POST")
        if request.too_large():
            raise Refused(413, "RequestEntityTooLarge",
                          "Exceeded maximum allowed payload size (%d bytes)." % BODY_LIMIT)
        try:
            given = json.loads(request.body)
        except ValueError:
            given = None
        if not isinstance(given, dict):
            raise Refused(400, "InvalidBindings", "The body is no JSON object of values by names of bindings")
        call.written = bytes(request.body)
        return ACCEPTED

    def _not_now(self, wanted):
        return Refused(403, "InvalidStateTransition",
                       "State transition from %s to %s failed for runtime." % (self._state, wanted))


def require(request, method):
    if request.method != method:
        raise Refused(405, "MethodNotAllowed", "The method is " + method)


def media_type(named, body):
    """What an answer is: JSON, unless the program names another type. The type of forms is what curl names
    when nobody told it."""
    if not named:
        return b"application/json"
    if not named.lower().startswith("application/x-www-form-urlencoded"):
        return named.encode("latin-1")[:255]
    try:
        json.loads(body)
        return b"application/json"
    except ValueError:
        return b"text/plain; charset=utf-8"


def trailer(headers):
    try:
        return base64.b64decode(headers.get("lambda-runtime-function-error-body", ""))
    except ValueError:
        return b""


def failure(body, headers):
    """Type, message and stack of an error, of whatever was sent as one."""
    try:
        said = json.loads(body)
    except ValueError:
        said = None
    if not isinstance(said, dict):
        said = {"errorMessage": body.decode("utf-8", "replace")}
    kind = said.get("errorType") or headers.get("lambda-runtime-function-error-type") or "Error"
    message = said.get("errorMessage")
    stack = said.get("stackTrace")
    return {
        "type": text(kind)[:256],
        "message": "" if message is None else text(message)[:32768],
        "stack": [text(frame)[:1024] for frame in stack[:50]] if isinstance(stack, list) else [],
    }


def text(value):
    return value if isinstance(value, str) else json.dumps(value)
