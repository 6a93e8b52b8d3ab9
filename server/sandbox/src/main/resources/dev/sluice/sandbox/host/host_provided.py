# The host of provided runtimes: connects to the server, starts the code's own program `bootstrap`, or
# that of an image, and serves it the Runtime API of AWS Lambda.
# Frames: u32 length of what follows, u8 type, payload. Numbers are big-endian.
import errno
import json
import os
import select
import signal
import socket
import struct
import sys
import time

import image
from runtime_api import RuntimeApi

CODE = sys.argv[2]
PROGRAM = CODE + "/bootstrap"
PORT = 9001
CHUNK = 65536

wire = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)


def send(kind, *parts):
    size = 1 + sum(map(len, parts))
    wire.sendall(b"".join((struct.pack(">IB", size, kind[0]), *parts)))


def receive():
    """The next frame without its length. The server sends none before the last one was answered."""
    frame = bytearray(some(wire.recv(CHUNK)))
    while len(frame) < 4:
        frame += some(wire.recv(CHUNK))
    have = len(frame)
    size = struct.unpack_from(">I", frame)[0] + 4
    if have < size:
        frame += bytes(size - have)
        with memoryview(frame) as view:
            while have < size:
                have += some(wire.recv_into(view[have:]))
    return memoryview(frame)[4:]


def some(received):
    if not received:
        os._exit(0)  # the server is gone, and we with it
    return received


def write(data):
    while data:
        data = data[os.write(1, data):]


class Platform:
    """What the Runtime API tells the server. The program writes into the same pipe as the marks, so
    that what it wrote before it answered comes before the mark."""

    def __init__(self):
        self._ready = False

    def ready(self):
        if not self._ready:
            self._ready = True
            write(b"\x1eZload\n")
            send(b"R")

    def init_failed(self, call, details):
        """Does not return."""
        if not self._ready:
            self.log(details)
            write(b"\x1eZload\n")
            send(b"L", json.dumps(details).encode())
        elif call is not None:
            self.failed(call, details)
        os._exit(1)

    def answered(self, call, kind, body):
        if call.written is None:
            self._answer(b"O", call, bytes((len(kind),)), kind, body)
        else:
            self._answer(b"P", call, bytes((len(kind),)), kind, struct.pack(">I", len(call.written)), call.written, body)

    def failed(self, call, details):
        self.log(details)
        self._answer(b"E", call, json.dumps(details).encode())

    def too_large(self, call):
        self._answer(b"B", call)

    @staticmethod
    def ask(call, question):
        """What the server answers to a question of the program: an object with value or error."""
        body = json.dumps(question, ensure_ascii=False).encode("utf-8", "replace")
        send(b"Q", bytes((len(call.id),)), call.id, body)
        return json.loads(bytes(receive()[1:]))

    @staticmethod
    def _answer(kind, call, *parts):
        write(b"\x1eZ" + call.id + b"\n")
        if call.counts:
            counts = json.dumps(call.counts, ensure_ascii=False).encode("utf-8", "replace")
            send(b"M", bytes((len(call.id),)), call.id, counts)
        send(kind, bytes((len(call.id),)), call.id, *parts)

    @staticmethod
    def log(details):
        text = "%s: %s" % (details["type"], details["message"])
        write("".join("\x1eTEE" + line + "\n" for line in text.split("\n")).encode("utf-8", "replace"))


class Call:
    """One call, as the program is told about it."""

    def __init__(self, frame):
        ids = frame[1]
        self.id = bytes(frame[2:2 + ids])
        (timeout,) = struct.unpack_from(">I", frame, 2 + ids)
        self.deadline = int(time.time() * 1000) + timeout
        kinds = frame[6 + ids]
        self.kind = bytes(frame[7 + ids:7 + ids + kinds]) or b"application/json"
        body = 7 + ids + kinds
        self.traceparent = bytes(frame[body + 1:body + 1 + frame[body]])  # as W3C writes it
        body += 1 + len(self.traceparent)
        self.counts = {}  # what the program has counted, by name
        self.bindings = None  # what was read, as JSON
        self.written = None  # what the program has set, as JSON
        if frame[0] == 68:  # D: a call with bindings
            (size,) = struct.unpack_from(">I", frame, body)
            self.bindings = bytes(frame[body + 4:body + 4 + size])
            body += 4 + size
        self.event = frame[body:]

    def trace(self):
        """As AWS writes it."""
        given = self.traceparent
        if not given:
            return b"Root=1-%08x-%s;Sampled=0" % (int(time.time()), os.urandom(12).hex().encode())
        return b"Root=1-%s-%s;Parent=%s;Sampled=%s" % (given[3:11], given[11:35], given[36:52], given[54:55])


class Unstartable(Exception):
    """The program cannot be started; says why in one sentence."""


def start(environment, jailed, packed):
    if packed is not None:
        try:
            return image.start(packed, environment)
        except image.Missing as missing:
            raise Unstartable(str(missing)) from None
        except OSError as error:
            raise Unstartable("The program of the image could not be started: %s." % error.strerror) from None
    command = [PROGRAM]
    if not jailed:
        # Without a process namespace it would outlive a server that is killed.
        command = ["/usr/bin/setpriv", "--pdeathsig", "KILL", "--", PROGRAM]
    try:
        if not os.access(PROGRAM, os.X_OK) or os.path.isdir(PROGRAM):
            raise PermissionError
        return os.posix_spawn(command[0], command, environment,
                              setsigdef=(signal.SIGPIPE, signal.SIGXFSZ, signal.SIGTERM))
    except OSError as error:
        raise Unstartable(reason(error)) from None


def reason(error):
    if not os.path.lexists(PROGRAM):
        return "The code has no file 'bootstrap' in its root."
    if not os.path.isfile(PROGRAM):
        return "The 'bootstrap' in the code is not a file."
    if not os.access(PROGRAM, os.X_OK):
        return "The file 'bootstrap' is not executable: run 'chmod +x bootstrap' before it is packed."
    with open(PROGRAM, "rb") as file:
        head = file.read(256)
    if head.startswith(b"#!"):
        line = head.split(b"\n")[0].decode("utf-8", "replace")
        if line.endswith("\r"):
            return "The first line of 'bootstrap' ends as on Windows: save it with unix line ends."
        return "The first line of 'bootstrap' is '%s', and this host has no such program." % line
    if not head.startswith(b"\x7fELF"):
        return "The file 'bootstrap' is neither a program for Linux nor a script that begins with '#!'."
    if isinstance(error, FileNotFoundError):
        return "The program 'bootstrap' needs a loader that this host lacks: link it statically."
    if isinstance(error, PermissionError):
        return "The file 'bootstrap' lies where this host runs no programs (mounted noexec)."
    if error.errno == errno.ENOEXEC:
        return "The program 'bootstrap' is built for another machine than this %s." % os.uname().machine
    return "The program 'bootstrap' could not be started: %s." % error.strerror


def listen(port):
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # inherited by its connections
    listener.bind(("127.0.0.1", port))
    listener.listen(64)
    listener.setblocking(False)
    return listener


class Program:
    """The running bootstrap: started again after it ended between two calls."""

    def __init__(self, *terms):
        self._terms = terms
        self._pid = start(*terms)

    def ended(self):
        """Its exit status, as a shell would have it; None while it runs."""
        pid, status = os.waitpid(self._pid, os.WNOHANG)
        return None if not pid else os.WEXITSTATUS(status) if os.WIFEXITED(status) else 128 + os.WTERMSIG(status)

    def restart(self):
        self._pid = start(*self._terms)


def serve(api, listener, program, deaths):
    poll = select.epoll()
    for waited in (wire, listener, deaths):
        poll.register(waited, select.EPOLLIN)
    wire_fd, listener_fd, deaths_fd = wire.fileno(), listener.fileno(), deaths.fileno()
    connections = {}
    dead = False
    while True:
        ready = poll.poll(0 if dead else -1)
        if dead and not ready:
            # All that it sent before it ended has been read.
            status = program.ended()
            if status is not None:
                if not api.restarted():
                    os._exit(status)
                program.restart()
            dead = False
        called = False
        for fd, _ in ready:
            connection = connections.get(fd)
            if connection is not None:
                if not connection.read():
                    del connections[fd]  # closing took it out of the poll
            elif fd == wire_fd:
                called = True
            elif fd == deaths_fd:
                deaths.recv(64)
                dead = True
            elif fd == listener_fd:
                try:
                    accepted, _ = listener.accept()
                except OSError:
                    continue  # whoever it was is gone
                accepted.setblocking(True)
                connections[accepted.fileno()] = api.connection(accepted)
                poll.register(accepted, select.EPOLLIN)
        if called:
            # After the connections: one that was closed waits for no call.
            api.call(Call(receive()))


def main():
    wire.connect(sys.argv[1])
    deaths, bell = socket.socketpair()
    bell.setblocking(False)
    signal.set_wakeup_fd(bell.fileno(), warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # it is for the program, and its end is ours
    send(b"H")
    about = json.loads(bytes(receive()[1:]))
    os.chdir(CODE)
    listener = listen(PORT if about["ownNetwork"] else 0)
    platform = Platform()
    environment = about["environment"]
    environment["AWS_LAMBDA_RUNTIME_API"] = "127.0.0.1:%d" % listener.getsockname()[1]
    try:
        program = Program(environment, about["jailed"], about.get("image"))
    except Unstartable as error:
        platform.init_failed(None, {"type": "Runtime.InvalidEntrypoint", "message": str(error), "stack": []})
    try:
        serve(RuntimeApi(platform, about["arn"]), listener, program, deaths)
    except (BrokenPipeError, ConnectionResetError):
        os._exit(70)  # the connection broke from our side


main()
