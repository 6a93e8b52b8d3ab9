# Tries what it is told, line by line: a name, an operation, its object. Answers what it reached.
import base64
import glob
import os
import signal
import socket
import sys

MOST = 65536


def read(path):
    with open(path, "rb") as file:
        return file.read(MOST)


def listing(path):
    return "\n".join(os.listdir(path)).encode()


def write(path):
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    return b"%d" % os.write(file, b"\n")


def chmod(path):
    os.chmod(path, 0o777)
    return b"changed"


def remove(path):
    os.remove(path)
    return b"removed"


def link(path):
    os.link(path, "/tmp/link-%d" % os.urandom(1)[0], follow_symlinks=False)
    return b"linked"


def follow(path):
    name = "/tmp/follow-" + os.urandom(8).hex()
    os.symlink(path, name)
    return read(name)


def greeting(sock, address):
    with sock:
        sock.settimeout(2)
        sock.connect(address)
        try:
            return sock.recv(100)
        except OSError:
            return b"connected"


def connect(address):
    host, port = address.rsplit(":", 1)
    with socket.create_connection((host.strip("[]"), int(port)), 2) as sock:
        try:
            return sock.recv(100)
        except OSError:
            return b"connected"


def unix(path):
    return greeting(socket.socket(socket.AF_UNIX), path)


def abstract(name):
    return greeting(socket.socket(socket.AF_UNIX), "\0" + name)


def send_signal(pid):
    os.kill(int(pid), signal.SIGKILL)
    return b"sent"


def everywhere(pattern):
    seen = []
    for path in glob.glob(pattern):
        try:
            seen.append(read(path))
        except OSError:
            pass
    return b"\n".join(seen)


OPERATIONS = {
    "read": read, "list": listing, "write": write, "chmod": chmod, "remove": remove, "link": link,
    "follow": follow, "connect": connect, "unix": unix, "abstract": abstract, "signal": send_signal,
    "processes": lambda _: everywhere("/proc/[0-9]*/cmdline"),
    "environments": lambda _: everywhere("/proc/[0-9]*/environ"),
}


def attempt(operation, target):
    try:
        return [True, base64.b64encode(OPERATIONS[operation](target)).decode()]
    except OSError as error:
        return [False, base64.b64encode(str(error).encode()).decode()]


def handler(event, context):
    attacks = (line.split(" ") for line in event.strip().split("\n"))
    return {name: attempt(operation, target) for name, operation, target in attacks}


if __name__ == "__main__":
    import json

    print(json.dumps(handler(sys.stdin.read(), None)))
