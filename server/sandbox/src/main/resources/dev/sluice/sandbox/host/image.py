# Starts the program of an image: by bubblewrap, behind walls of its own in which the image is the root.
import os
import signal
import stat

SIGNALS = (signal.SIGPIPE, signal.SIGXFSZ, signal.SIGTERM)  # as a program expects them


class Missing(Exception):
    """The program is not in the image; says what was looked for, in one sentence."""


def start(image, environment):
    """Starts it; the pid of what keeps its walls, which ends when it ends and with its status."""
    find(image, environment)
    words = list(image["walls"])
    for name, value in environment.items():
        words += ["--setenv", name, value]
    words += ["--chdir", image["folder"]]
    files = []
    try:
        if os.path.exists(image["filter"]):
            files.append(os.open(image["filter"], os.O_RDONLY))
            words += ["--seccomp", str(files[0])]
        # Not as arguments: those of a process can be read by all users of the host.
        files.append(os.open("/tmp", os.O_TMPFILE | os.O_RDWR))
        data = b"\0".join(os.fsencode(word) for word in words) + b"\0"
        while data:
            data = data[os.write(files[-1], data):]
        os.lseek(files[-1], 0, os.SEEK_SET)
        for file in files:
            os.set_inheritable(file, True)
        command = [image["bubblewrap"], "--args", str(files[-1]), "--"] + image["command"]
        return os.posix_spawn(command[0], command, {}, setsigdef=SIGNALS)
    finally:
        for file in files:
            os.close(file)


def find(image, environment):
    program = image["command"][0]
    if "/" in program:
        places = [os.path.join(image["folder"], program)]
    else:
        places = [folder + "/" + program for folder in environment.get("PATH", "").split(":")]
    found = [place for place in places if mode(image["root"], place)]
    if not found:
        raise Missing("The image has no program '%s': there is no %s." % (program, " or ".join(places)))
    runs = [place for place in found if mode(image["root"], place) & 0o111]
    if not runs:
        raise Missing("The file '%s' of the image is not executable." % found[0])
    with open(resolve(image["root"], runs[0]), "rb") as file:
        head = file.read(256)
    if head.startswith(b"#!"):
        line = head.split(b"\n")[0].decode("utf-8", "replace")
        interpreter = (line[2:].split() or [""])[0]
        if not interpreter or not mode(image["root"], interpreter):
            raise Missing("The first line of '%s' is '%s', and the image has no such program." % (runs[0], line))


def mode(root, path):
    """The mode of a file of the image; 0 for what is none."""
    real = resolve(root, path)
    if real is None:
        return 0
    try:
        is_ = os.lstat(real)
    except OSError:
        return 0
    return is_.st_mode if stat.S_ISREG(is_.st_mode) else 0


def resolve(root, path):
    """Where a path of the image is, without leaving its root; None for links in circles."""
    todo = path.split("/")[::-1]
    at = []
    links = 0
    while todo:
        part = todo.pop()
        if part in ("", "."):
            continue
        if part == "..":
            del at[-1:]
            continue
        here = "/".join([root, *at, part])
        if os.path.islink(here):
            links += 1
            if links > 40:
                return None
            target = os.readlink(here)
            if target.startswith("/"):
                at = []
            todo += target.split("/")[::-1]
        else:
            at.append(part)
    return "/".join([root, *at])
