# The Python language host: connects to the server, loads one handler, serves one call at a time,
# or several (host_shared.py) where the function's definition says so.
# Frames: u32 length of what follows, u8 type, payload. Numbers are big-endian.
import functools
import json
import logging
import os
import socket
import struct
import sys
import threading
import time

import host_output as output
from host_output import mark

CODE = sys.argv[2]
HOST = os.path.dirname(__file__) + "/host"
wire = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)


def send(kind, *parts):
    size = 1 + sum(len(part) for part in parts)
    wire.sendall(b"".join((struct.pack(">IB", size, kind[0]), *parts)))


buffer = memoryview(bytearray(65536))


def receive():
    """The next frame from its type on, until the next is asked for. The server never sends two ahead of an answer."""
    have = fill(buffer, 0, 4)
    end = 4 + int.from_bytes(buffer[:4], "big")
    frame = buffer
    if end > len(buffer):
        frame = memoryview(bytearray(end))
        frame[:have] = buffer[:have]
    fill(frame[:end], have, end)
    return frame[4:end]


def fill(into, have, wanted):
    while have < wanted:
        got = wire.recv_into(into[have:])
        if not got:
            os._exit(0)  # the server is gone, and we with it
        have += got
    return have


class PlatformError(Exception):
    """The platform has refused what the function asked for, or failed at it."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


class Questions:
    """Asks the server during a call. One thread at a time; none once the call has its answer."""

    def __init__(self, request_id):
        self._lock = threading.Lock()
        self._call = request_id

    def end(self):
        with self._lock:
            self._call = None

    def ask(self, **question):
        import signal

        body = to_json(question).encode("utf-8", "replace")
        with self._lock:
            if self._call is None:
                raise PlatformError("invalid-request", "The call is over: ask before the handler returns.")
            # A signal's handler that raises would leave the answer to whoever reads next.
            blocked = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
            try:
                send(b"Q", bytes((len(self._call),)), self._call, body)
                answer = json.loads(self.answer())
            finally:
                signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
        if "error" in answer:
            raise PlatformError(answer["error"]["code"], answer["error"]["message"])
        return answer["value"]

    @staticmethod
    def answer():
        """What the server says to the question that was sent last."""
        return bytes(receive()[1:])


class Secrets:
    """context.secrets"""

    def __init__(self, questions):
        self._questions = questions

    def get(self, name):
        return self._questions.ask(ask="secret", name=name)


class Metrics:
    """context.metrics: what is counted goes to the server before the answer."""

    MOST = 100  # names in one call; the server has its own limits
    LONGEST = 80

    def __init__(self):
        self._counts = {}
        self._lock = threading.Lock()

    def count(self, name, by=1):
        name = str(name)[:self.LONGEST]
        if type(by) is not int or by < 0:
            self._refuse(name, "by is %.80r, and must be a whole number from 0 up." % (by,))
            return
        with self._lock:
            if name in self._counts or len(self._counts) < self.MOST:
                self._counts[name] = self._counts.get(name, 0) + by
                return
        self._refuse(name, "one call counts by at most %d names." % self.MOST)

    @staticmethod
    def _refuse(name, why):
        sys.__stderr__.lines("W", ("context.metrics: '%s' is not counted: %s" % (name, why)).split("\n"))

    def told(self):
        """What was counted since the last time, as JSON; None for nothing."""
        if not self._counts:
            return None
        with self._lock:
            counts, self._counts = self._counts, {}
        return to_json(counts).encode("utf-8", "replace")


class Identity:
    cognito_identity_id = cognito_identity_pool_id = None


class Bindings(dict):
    """context.bindings: what was read, by name; what is set is written when the call has succeeded."""

    __setattr__ = dict.__setitem__
    __delattr__ = dict.__delitem__

    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError("There is no binding '%s'" % name) from None


class Context:
    """What a function learns about its invocation, also in the names and types of AWS Lambda."""

    log = output.Log()
    identity = Identity()
    client_context = None
    bindings = None

    @classmethod
    def describe(cls, about):
        environment = about["environment"]
        cls.name = cls.function_name = about["function"]
        cls.version = about["version"]
        cls.namespace = about["namespace"]
        cls.function_version = environment["AWS_LAMBDA_FUNCTION_VERSION"]
        cls.memory_limit_in_mb = environment["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        cls.log_group_name = environment["AWS_LAMBDA_LOG_GROUP_NAME"]
        cls.log_stream_name = environment["AWS_LAMBDA_LOG_STREAM_NAME"]
        cls.invoked_function_arn = about["arn"]

    def __init__(self, request_id, deadline, traceparent, questions):
        self.metrics = Metrics()
        self.secrets = Secrets(questions)
        self._questions = questions
        self.traceparent = traceparent or None  # as W3C writes it: version, trace, place in it, flags
        self.trace_id = traceparent[3:35] or None
        if traceparent and output.speaker() is output.nobody:  # others would see it, too
            os.environ["_X_AMZN_TRACE_ID"] = "Root=1-%s-%s;Parent=%s;Sampled=%s" % (
                traceparent[3:11], traceparent[11:35], traceparent[36:52], traceparent[54])
        self.request_id = self.aws_request_id = output.speaker().request_id = request_id
        self.deadline_ms = int((time.time() + deadline / 1000) * 1000)
        self._ends = time.monotonic() + deadline / 1000

    def invoke(self, name, event=None, mode="sync", qualifier="latest"):
        """What the function answers; in the mode 'async' the id of the invocation."""
        return self._questions.ask(ask="invoke", name=name, event=event, mode=mode, qualifier=qualifier)

    def emit(self, event):
        """Ids of the invocations that follow."""
        return self._questions.ask(ask="emit", event=event)

    def get_remaining_time_in_millis(self):
        return max(0, int((self._ends - time.monotonic()) * 1000))

    remaining_time_ms = get_remaining_time_in_millis


def failure(error):
    import traceback

    frames = []
    if isinstance(error, SyntaxError) and error.filename:
        frames.append("%s:%s: %s" % (short(error.filename), error.lineno, (error.text or "").strip()))
    for frame in traceback.extract_tb(error.__traceback__):
        if not frame.filename.startswith(HOST) and not frame.filename.startswith("<frozen"):
            frames.append("%s:%s in %s: %s" % (short(frame.filename), frame.lineno, frame.name, frame.line or ""))
    message = str(error)
    if isinstance(error, SyntaxError) and error.filename:
        message = "%s (%s, line %s)" % (error.msg, short(error.filename), error.lineno)
    return {"type": type(error).__name__, "message": message, "stack": frames[-50:]}


def short(path):
    return path[len(CODE) + 1:] if path.startswith(CODE + "/") else path


def load(handler):
    """The handler as a function of event and context, and whether it is a coroutine's."""
    import importlib

    module_name, name = handler.rsplit(".", 1)
    module = importlib.import_module(module_name.replace("/", "."))
    found = getattr(module, name, None)
    if not callable(found):
        names = [n for n, v in vars(module).items() if callable(v) and not n.startswith("_")]
        raise AttributeError(
            "%s has no function '%s'%s"
            % (short(module.__file__ or module_name), name, "; it has: " + ", ".join(names) if names else "")
        )
    code = getattr(found, "__code__", None)
    takes = 2
    if code is not None and not code.co_flags & 0x04:
        takes = code.co_argcount - (1 if hasattr(found, "__self__") else 0)
    is_async = code is not None and code.co_flags & 0x80 != 0
    return (lambda event, context: found(event)) if takes == 1 else found, is_async


@functools.lru_cache(maxsize=16)
def bare(content_type):
    return content_type.decode("ascii", "replace").split(";")[0].strip().lower()


def decode(kind, body):
    if not kind or kind.endswith("json"):
        return json.loads(body) if body else None
    if kind.startswith("text/"):
        return bytes(body).decode("utf-8", "replace")
    return bytes(body)


def plain(value):
    if type(value).__name__ == "Decimal":  # what AWS's libraries read numbers as
        return float(value)
    raise TypeError("Object of type %s is not JSON serializable" % type(value).__name__)


to_json = json.JSONEncoder(ensure_ascii=False, default=plain).encode


def encode(result):
    if isinstance(result, (bytes, bytearray, memoryview)):
        return b"application/octet-stream", bytes(result)
    try:
        return b"application/json", to_json(result).encode("utf-8", "replace")
    except (TypeError, ValueError) as error:
        raise TypeError("The result cannot be written as JSON: %s" % error) from None


class Call:
    """One call: what came, and the way its answer goes."""

    def __init__(self, frame):
        """Reads all of the frame but the event and the bindings, which must not be read in vain."""
        self._frame = frame
        ids = frame[1]
        self.id = bytes(frame[2:2 + ids])
        (deadline,) = struct.unpack_from(">I", frame, 2 + ids)
        body = 7 + ids + frame[6 + ids]
        self._kind = bare(bytes(frame[7 + ids:body]))
        trace = bytes(frame[body + 1:body + 1 + frame[body]]).decode()
        self._body = body + 1 + len(trace)
        self._read = None
        self.questions = Questions(self.id)
        self.context = Context(self.id.decode(), deadline, trace, self.questions)

    def event(self):
        body = self._body
        if self._frame[0] == 68:  # D: a call with bindings
            (size,) = struct.unpack_from(">I", self._frame, body)
            body += 4 + size
            self._read = json.loads(bytes(self._frame[body - size:body]))
            self.context.bindings = Bindings(self._read)
        return decode(self._kind, bytes(self._frame[body:]))

    def succeed(self, result):
        try:
            self.questions.end()
            kind, answer = encode(result)
            written = None if self._read is None else written_bindings(self.context.bindings, self._read)
        except BaseException as error:
            self.fail(error)
            return
        if written is None:
            self._send(b"O", bytes((len(kind),)), kind, answer)
        else:
            self._send(b"P", bytes((len(kind),)), kind, struct.pack(">I", len(written)), written, answer)

    def fail(self, error):
        self.questions.end()
        details = failure(error)
        if error.__traceback__ is not None:
            import traceback

            sys.__stderr__.lines("E", traceback.format_exception_only(type(error), error)[-1].rstrip("\n").split("\n"))
        self._send(b"E", json.dumps(details).encode("utf-8", "replace"))

    def _send(self, kind, *parts):
        mark(self.id)
        ids = bytes((len(self.id),))
        counts = self.context.metrics.told()
        if counts is not None:
            send(b"M", ids, self.id, counts)
        send(kind, ids, self.id, *parts)


def run(handler, call):
    try:
        result = handler(call.event(), call.context)
        if hasattr(result, "__await__"):
            result = awaited(result)
    except SystemExit as error:
        leave(error)
    except BaseException as error:
        call.fail(error)
    else:
        call.succeed(result)


def awaited(awaitable):
    import asyncio

    async def wait():
        return await awaitable

    return asyncio.run(wait())


def serve(handler):
    while True:
        run(handler, Call(receive()))


def written_bindings(bindings, read):
    """What was set besides what was read, as JSON; None for nothing."""
    written = {name: value for name, value in bindings.items() if name not in read}
    if not written:
        return None
    try:
        return to_json(written).encode("utf-8", "replace")
    except (TypeError, ValueError) as error:
        raise TypeError("What is set for the bindings cannot be written as JSON: %s" % error) from None


def leave(error):
    sys.__stdout__.flush()
    sys.__stderr__.flush()
    code = error.code
    if code is not None and not isinstance(code, int):
        sys.__stderr__.lines("E", str(code).split("\n"))
        code = 1
    os._exit((code or 0) & 255)


def forked():
    # A child that returns from the handler ends there: it is its parent that answers.
    wire.close()
    output.forked()
    globals().update(mark=end_child, send=end_child)


def end_child(*_):
    leave(SystemExit())


def main():
    sys.stdout = sys.__stdout__ = output.Tagged("O", "I", 1)
    sys.stderr = sys.__stderr__ = output.Tagged("E", "W", 2)
    levels = output.LevelHandler()
    levels.setFormatter(logging.Formatter("%(message)s"))
    logging.getLogger().addHandler(levels)
    logging.getLogger().setLevel(logging.INFO)
    wire.connect(sys.argv[1])
    os.register_at_fork(after_in_child=forked)
    send(b"H")
    about = json.loads(bytes(receive()[1:]))
    os.environ.clear()
    os.environ.update(about["environment"])
    shared = None
    if about["concurrency"] > 1:
        import host_shared as shared
    sys.path[0] = CODE
    sys.argv[:] = [about["handler"]]
    os.chdir(CODE)
    Context.describe(about)
    try:
        handler, is_async = load(about["handler"])
    except SystemExit as error:
        leave(error)
    except BaseException as error:
        details = failure(error)
        mark(b"load")
        send(b"L", json.dumps(details).encode("utf-8", "replace"))
        os._exit(1)
    mark(b"load")
    send(b"R")
    try:
        if shared is None:
            serve(handler)
        else:
            shared.serve(handler, is_async, about["concurrency"])
    except OSError:
        os._exit(70)  # the connection broke from our side


main()
