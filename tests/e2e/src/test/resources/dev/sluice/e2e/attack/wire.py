# Speaks the platform's own protocol, wrongly. The event: what to send, in hexadecimal, with @ for the id of the
# call as a frame has it, and what to do then.
import os
import sys
import time

wire = sys.modules["__main__"].wire


def handler(event, context):
    sent, then = event.split()
    own = context.request_id.encode()
    data = bytes.fromhex(sent.replace("@", (bytes((len(own),)) + own).hex()).replace("-", ""))
    try:
        while True:
            wire.sendall(data)
            if then != "again":
                break
    except OSError:
        pass  # the platform has heard enough
    if then == "close":
        wire.close()
    if then == "exit":
        os._exit(0)
    if then == "hang":
        time.sleep(1000)
    return "answer"
