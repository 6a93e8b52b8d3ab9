# What a function in Python writes: the lines of its standard output and error, and of its logs, go
# out by the process's standard output, each after a tag: whose it is, its stream and its level.
import io
import logging
import os
import sys
import threading

RS = "\x1e"


class Voice:
    """Whose lines they are: what their tags say, and text that has no line end yet."""

    def __init__(self, kind, call):
        self.kind = RS + kind
        self.call = call
        self.partial = {"O": "", "E": ""}
        self.request_id = None  # of its call: formats written for AWS Lambda may name it


nobody = Voice("T", "")
writing = threading.RLock()


def speaker():
    """Whose code runs here."""
    return nobody


class Tagged(io.TextIOBase):
    """Standard output or error: every line goes out whole, tagged with stream and level."""

    encoding = "utf-8"
    errors = "replace"
    buffer = None

    def __init__(self, stream, level, fd):
        self._stream = stream
        self._level = level
        self._fd = fd
        self.buffer = os.fdopen(fd, "wb", 0, closefd=False)

    def writable(self):
        return True

    def fileno(self):
        return self._fd

    def write(self, text):
        partial = speaker().partial
        with writing:
            if "\n" not in text:
                partial[self._stream] += text
                if len(partial[self._stream]) > 65536:
                    self.flush()
            else:
                *lines, partial[self._stream] = (partial[self._stream] + text).split("\n")
                self.lines(self._level, lines)
        return len(text)

    def lines(self, level, lines):
        voice = speaker()
        tag = voice.kind + self._stream + level + voice.call
        data = "".join(tag + line + "\n" for line in lines).encode("utf-8", "replace")
        with writing:
            while data:
                data = data[os.write(1, data):]

    def flush(self):
        partial = speaker().partial
        with writing:
            if partial[self._stream]:
                line, partial[self._stream] = partial[self._stream], ""
                self.lines(self._level, [line])


class LevelHandler(logging.Handler):
    """Python's own logging, with its levels."""

    def emit(self, record):
        try:
            record.aws_request_id = speaker().request_id
            level = (
                "D" if record.levelno < 20
                else "I" if record.levelno < 30
                else "W" if record.levelno < 40
                else "E"
            )
            sys.__stderr__.lines(level, self.format(record).split("\n"))
        except Exception:
            self.handleError(record)


class Log:
    """context.log; to call it is AWS Lambda's way."""

    def __call__(self, message):
        self._say("I", str(message), ())

    def _say(self, level, message, args):
        text = message % args if args else str(message)
        sys.__stdout__.lines(level, text.split("\n"))

    def debug(self, message, *args):
        self._say("D", message, args)

    def info(self, message, *args):
        self._say("I", message, args)

    def warn(self, message, *args):
        self._say("W", message, args)

    warning = warn

    def error(self, message, *args):
        self._say("E", message, args)


def mark(request_id):
    """Says that all output of this call is out."""
    partial = speaker().partial
    if partial["O"] or partial["E"]:
        sys.__stdout__.flush()
        sys.__stderr__.flush()
    data = b"\x1eZ" + request_id + b"\n"
    with writing:
        while data:
            data = data[os.write(1, data):]


def forked():
    """In a child: what is not written yet is its parent's, and who held the lock may not be here."""
    global writing
    writing = threading.RLock()
    speaker().partial.update(O="", E="")
