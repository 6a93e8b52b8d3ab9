# Does what it is told to: the event is the name of a bomb. Whatever returns says how far it got.
import ctypes
import os
import signal
import socket
import sys
import threading
import time

MIB = 1 << 20


def forks():
    while True:
        try:
            os.fork()
        except OSError:
            time.sleep(0.01)


def threads():
    made = 0
    try:
        while made < 5000:
            threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()
            made += 1
    except RuntimeError:
        return made
    return "no end"


def memory():
    eaten = []
    while True:
        eaten.append(bytearray(b"x") * (8 * MIB))


def memory_of_many():
    children = []
    for _ in range(6):
        child = os.fork()
        if child == 0:
            eaten = bytearray(b"x") * (40 * MIB)
            time.sleep(5)
            os._exit(len(eaten) and 0)
        children.append(child)
    return [os.waitpid(child, 0)[1] for child in children]


def fill(folder):
    for number in range(1000):
        with open("%s/%d" % (folder, number), "wb") as file:
            file.write(b"x" * MIB)


def inodes():
    number = 0
    while True:
        try:
            os.close(os.open("/tmp/i%d" % number, os.O_CREAT | os.O_WRONLY))
            number += 1
        except OSError as error:
            return [number, error.strerror]


HELD = []


def descriptors():
    try:
        while len(HELD) < 100000:
            HELD.append(os.open("/dev/null", os.O_RDONLY))
    except OSError:
        return len(HELD)
    return "no end"


def log_flood():
    for number in range(60000):
        print("flood %d %s" % (number, "x" * 50))
    return "done"


def log_without_end():
    for _ in range(64):
        sys.stdout.write("y" * MIB)
    return "done"


def forged_log():
    os.write(1, b"\x1eZ" + REQUEST.encode() + b"\n\x1eTPE The platform says so\n\x1eTP\n\x1e\x1e\x1e\n\x1b[2J\x00\x07\r\n")
    print("after the forged mark")
    return "done"


def spin():
    while True:
        pass


def ignore_sigterm():
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
        signal.signal(number, signal.SIG_IGN)
    while True:
        time.sleep(1000)


def stop_itself():
    os.kill(os.getpid(), signal.SIGSTOP)
    time.sleep(1000)


def crash():
    ctypes.string_at(0)


def kill_everybody():
    try:
        os.kill(-1, signal.SIGKILL)
    except OSError:
        pass  # there is nobody else
    os.kill(os.getpid(), signal.SIGKILL)


def daemon():
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            null = os.open("/dev/null", os.O_RDWR)
            for fd in (0, 1, 2):
                os.dup2(null, fd)
            os.execv("/bin/sh", ["sh", "-c", "trap '' TERM HUP; while true; do sleep 1000; : $0; done", MARKER])
        os._exit(0)
    return "left"


REQUEST = MARKER = ""
BOMBS = {
    "forks": forks, "threads": threads, "memory": memory, "memory-of-many": memory_of_many,
    "shared-memory": lambda: fill("/dev/shm"), "disk": lambda: fill("/tmp"), "inodes": inodes,
    "descriptors": descriptors, "log-flood": log_flood, "log-without-end": log_without_end, "forged-log": forged_log,
    "spin": spin, "sleep": lambda: time.sleep(1000), "ignore-sigterm": ignore_sigterm, "stop-itself": stop_itself,
    "crash": crash, "kill-everybody": kill_everybody, "exit": lambda: os._exit(7), "daemon": daemon,
    "large-answer": lambda: "x" * (7 * MIB), "nothing": lambda: "nothing",
}


def handler(event, context):
    global REQUEST, MARKER
    REQUEST = context.request_id
    name, _, MARKER = event.strip().partition(" ")
    return BOMBS[name]()
