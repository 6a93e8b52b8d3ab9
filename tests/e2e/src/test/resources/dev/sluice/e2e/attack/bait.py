# A process of somebody else on this host: greets whoever connects to it with what nobody in a sandbox may see.
# Arguments: the greeting, a path and an abstract name for sockets. Says its TCP port, lives as long as its input is open.
import os
import socket
import sys
import threading

greeting, path, name = sys.argv[1:]


def serve(listener):
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=greet, args=(connection,), daemon=True).start()


def greet(connection):
    with connection:
        try:
            connection.sendall(greeting.encode())
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(4096):
                pass
        except OSError:
            pass  # it does not want to talk


def listen(family, address):
    listener = socket.socket(family)
    listener.bind(address)
    listener.listen(16)
    threading.Thread(target=serve, args=(listener,)).start()
    return listener


os.umask(0)
listen(socket.AF_UNIX, path)
listen(socket.AF_UNIX, "\0" + name)
print(listen(socket.AF_INET, ("0.0.0.0", 0)).getsockname()[1], flush=True)
sys.stdin.read()
os._exit(0)  # whoever started it is gone
