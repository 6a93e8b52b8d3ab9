# Asks the kernel itself for what no function may have. The event has the pid of the server and names the attacks;
# the answer says of each what came of it: a refusal in the kernel's words, or REACHED.
import ctypes
import fcntl
import mmap
import os
import resource
import socket
import struct
import termios

libc = ctypes.CDLL(None, use_errno=True)
AMD = os.uname().machine == "x86_64"
SERVER = 0


class Refused(Exception):
    pass


def call(amd, arm, *arguments):
    """A system call by its number on either machine; one that a machine lacks counts as refused."""
    number = amd if AMD else arm
    if number < 0:
        raise Refused("no such call")
    return checked(libc.syscall(ctypes.c_long(number), *(ctypes.c_void_p(a) if isinstance(a, int) else a for a in arguments)))


def checked(result):
    if result < 0:
        raise Refused(os.strerror(ctypes.get_errno()))
    return result


def buffer(size=4096):
    return ctypes.create_string_buffer(size)


def vector():
    data = buffer()
    return ctypes.create_string_buffer(struct.pack("QQ", ctypes.addressof(data), 4096)), data


def peek(pid):
    local, _data = vector()
    remote = ctypes.create_string_buffer(struct.pack("QQ", 0x400000, 64))
    return call(310, 270, pid, local, 1, remote, 1, 0)


def scheduled(policy, priority):
    return checked(libc.sched_setscheduler(0, policy, ctypes.byref(ctypes.c_int(priority))))


def niced():
    os.setpriority(os.PRIO_PROCESS, 0, os.getpriority(os.PRIO_PROCESS, 0) - 5)


def raised(limit):
    _, hard = resource.getrlimit(limit)
    resource.setrlimit(limit, (hard + 1, hard + 1))


def opened(*arguments):
    socket.socket(*arguments).close()


def privileged_port():
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 80))


def terminal():
    _, terminal_end = os.openpty()
    fcntl.ioctl(terminal_end, termios.TIOCSTI, b"x")


def own_terminal():
    os.close(os.open("/dev/tty", os.O_RDWR))


def suid():
    """A file that would run as its owner, were the folder not mounted without that."""
    path = "/tmp/suid"
    with open("/usr/bin/id", "rb") as source, open(path, "wb") as copy:
        copy.write(source.read())
    os.chmod(path, 0o6755)
    if not os.statvfs("/tmp").f_flag & os.ST_NOSUID:
        return 0
    raise Refused("mounted nosuid")


def descriptors():
    """Whatever the server may have left open is a way out."""
    for pid in ("self", "1"):
        try:
            names = os.listdir("/proc/%s/fd" % pid)
        except PermissionError:
            continue
        for fd in names:
            try:
                to = os.readlink("/proc/%s/fd/%s" % (pid, fd))
            except OSError:
                continue
            if not to.startswith(("pipe:", "socket:[", "/dev/null", "anon_inode:", "/proc/")):
                return to
    raise Refused("none but its own")


def signal_all():
    """-1 means everybody whom it may signal: that must be nobody but its own."""
    os.kill(-1, 0)
    seen = {int(pid) for pid in os.listdir("/proc") if pid.isdigit()}
    if SERVER in seen or len(seen) > 8:
        return 0
    raise Refused("there is nobody else")


def capabilities():
    with open("/proc/self/status") as file:
        held = [line.split() for line in file if line.startswith(("CapPrm", "CapEff", "CapBnd", "CapAmb", "CapInh"))]
    if any(int(value, 16) for _, value in held):
        return 0
    raise Refused("has none")


def raise_capabilities():
    header = ctypes.create_string_buffer(struct.pack("Ii", 0x20080522, 0))
    data = ctypes.create_string_buffer(struct.pack("IIIIII", *[0xFFFFFFFF] * 6))
    return checked(libc.capset(header, data))


def new_privileges():
    if libc.prctl(39, 0, 0, 0, 0) != 1:
        return 0
    return checked(libc.prctl(38, 0, 0, 0, 0))


def writable_and_executable_host_code():
    """Pages of a host's program, mapped for writing through to the file."""
    fd = os.open("/usr/bin/env", os.O_RDONLY)
    try:
        mmap.mmap(fd, 4096, mmap.MAP_SHARED, mmap.PROT_READ | mmap.PROT_WRITE)
    finally:
        os.close(fd)


def oom_score():
    with open("/proc/self/oom_score_adj", "w") as file:
        file.write("-1000")


def namespace(kind):
    fd = os.open("/proc/1/ns/" + kind, os.O_RDONLY)
    try:
        return call(308, 268, fd, 0)
    finally:
        os.close(fd)


ATTACKS = {
    "ptrace-self": lambda: call(101, 117, 0, 0, 0, 0),
    "ptrace-server": lambda: call(101, 117, 16, SERVER, 0, 0),
    "ptrace-first": lambda: call(101, 117, 0x4206, 1, 0, 0),
    "read-memory-of-server": lambda: peek(SERVER),
    "read-memory-of-first": lambda: peek(1),
    "write-memory-of-first": lambda: call(311, 271, 1, vector()[0], 1, vector()[0], 1, 0),
    "take-descriptor": lambda: call(438, 438, 0, 0, 0),
    "open-server-as-descriptor": lambda: call(434, 434, SERVER, 0),
    "signal-server": lambda: os.kill(SERVER, 9),
    "signal-everybody": signal_all,
    "compare-with-first": lambda: call(312, 272, os.getpid(), 1, 0, 0, 0),
    "unshare-user": lambda: call(272, 97, 0x10000000),
    "unshare-mounts": lambda: call(272, 97, 0x00020000),
    "clone-user": lambda: call(56, 220, 0x10000011, 0, 0, 0, 0),
    "clone-mounts": lambda: call(56, 220, 0x00020011, 0, 0, 0, 0),
    "clone3": lambda: call(435, 435, buffer(), 88),
    "enter-user-namespace": lambda: namespace("user"),
    "enter-mounts": lambda: namespace("mnt"),
    "enter-network": lambda: namespace("net"),
    "mount-proc": lambda: checked(libc.mount(b"proc", b"/tmp", b"proc", 0, None)),
    "remount-code": lambda: checked(libc.mount(None, b"/code", None, 0x1020, None)),
    "bind-root": lambda: checked(libc.mount(b"/", b"/tmp", None, 0x1000, None)),
    "unmount-code": lambda: checked(libc.umount2(b"/code", 2)),
    "open-tree": lambda: call(428, 428, ctypes.c_int(-100), b"/", 1),
    "move-mount": lambda: call(429, 429, 0, b"", 0, b"", 0),
    "open-file-system": lambda: call(430, 430, b"proc", 0),
    "change-mount": lambda: call(442, 442, ctypes.c_int(-100), b"/", 0, buffer(), 32),
    "pivot-root": lambda: call(155, 41, b"/tmp", b"/tmp"),
    "chroot": lambda: os.chroot("/tmp"),
    "open-by-handle": lambda: call(304, 265, ctypes.c_int(-100), buffer(), 0),
    "make-device": lambda: os.mknod("/tmp/disk", 0o60600, os.makedev(254, 0)),
    "become-root": lambda: os.setuid(0),
    "become-roots-group": lambda: os.setgid(0),
    "join-groups": lambda: os.setgroups([0]),
    "capabilities": capabilities,
    "raise-capabilities": raise_capabilities,
    "ambient-capability": lambda: checked(libc.prctl(47, 2, 21, 0, 0)),
    "regain-privileges": new_privileges,
    "run-as-owner": suid,
    "give-away": lambda: os.chown("/tmp", 0, 0),
    "descriptors": descriptors,
    "write-through-mapping": writable_and_executable_host_code,
    "change-times-of-code": lambda: os.utime("/code"),
    "tag-code": lambda: os.setxattr("/code", "user.x", b"x"),
    "spare-from-memory-killer": oom_score,
    "more-processes": lambda: raised(resource.RLIMIT_NPROC) if resource.getrlimit(resource.RLIMIT_NPROC)[1] >= 0 else refuse(),
    "more-files": lambda: raised(resource.RLIMIT_NOFILE),
    "core-dumps": lambda: raised(resource.RLIMIT_CORE),
    "lock-memory": lambda: raised(resource.RLIMIT_MEMLOCK),
    "be-favoured": niced,
    "real-time": lambda: scheduled(1, 50),
    "key-ring": lambda: call(250, 219, 0, ctypes.c_long(-3), 0),
    "add-key": lambda: call(248, 217, b"user", b"k", b"v", 1, ctypes.c_long(-3)),
    "bpf": lambda: call(321, 280, 0, buffer(), 72),
    "perf-events": lambda: call(298, 241, buffer(), 0, ctypes.c_long(-1), ctypes.c_long(-1), 0),
    "user-faults": lambda: call(323, 282, 0),
    "io-uring": lambda: call(425, 425, 1, buffer()),
    "load-module": lambda: call(175, 105, buffer(), 16, b""),
    "load-kernel": lambda: call(246, 104, 0, 0, 0, 0),
    "reboot": lambda: call(169, 142, 0xFEE1DEAD, 672274793, 0, 0),
    "swap": lambda: call(167, 224, b"/tmp/swap", 0),
    "account": lambda: call(163, 89, b"/tmp/acct"),
    "set-clock": lambda: call(227, 112, 0, ctypes.create_string_buffer(struct.pack("qq", 0, 0))),
    "rename-host": lambda: call(170, 161, b"mine", 4),
    "kernel-log": lambda: call(103, 116, 3, buffer(), 4096),
    "ports": lambda: call(173, -1, 0x70, 1, 1),
    "privileged-ports": lambda: call(172, -1, 3),
    "watch-files": lambda: call(300, 262, 0, 0),
    "hang-up": lambda: call(153, 58),
    "quota": lambda: call(179, 60, 0x800002, b"/dev/vda", 0, buffer()),
    "other-architecture": lambda: call(135, 92, 0x0008),
    "newest-calls": lambda: call(467, 467, -1, 0, 0, 0, 0),
    "type-into-terminal": terminal,
    "controlling-terminal": own_terminal,
    "packets": lambda: opened(socket.AF_PACKET, socket.SOCK_RAW),
    "raw-socket": lambda: opened(socket.AF_INET, socket.SOCK_RAW, 1),
    "virtual-machine-socket": lambda: opened(40, socket.SOCK_STREAM),
    "kernel-crypto-socket": lambda: opened(38, socket.SOCK_SEQPACKET),
    "bluetooth-socket": lambda: opened(31, socket.SOCK_RAW, 1),
    "low-port": privileged_port,
}


def refuse():
    raise Refused("is not how it is limited here")


def attempt(name):
    parent = os.getpid()
    try:
        what = ATTACKS[name]()
    except (Refused, OSError, ValueError) as error:
        return "refused: %s" % error
    if os.getpid() != parent:
        os._exit(0)
    return "REACHED: %s" % what


def handler(event, context):
    global SERVER
    server, *attacks = event.split()
    SERVER = int(server)
    return {name: attempt(name) for name in attacks}
