"""The bound's child: sends every length-prefixed frame back, and does nothing else."""
import socket
import sys

connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
connection.connect(sys.argv[1])
buffered = b""
while True:
    while len(buffered) < 4:
        more = connection.recv(65536)
        if not more:
            sys.exit(0)
        buffered += more
    end = 4 + int.from_bytes(buffered[:4], "big")
    while len(buffered) < end:
        more = connection.recv(65536)
        if not more:
            sys.exit(0)
        buffered += more
    connection.sendall(buffered[:end])
    buffered = buffered[end:]
