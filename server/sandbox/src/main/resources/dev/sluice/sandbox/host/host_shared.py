# Several calls at a time in one Python language host: handlers that are coroutines share one event
# loop, the others have a thread each. One thread reads what the server sends. A call's lines are told
# by its context (contextvars), which coroutines, tasks and asyncio.to_thread hand on; those of threads
# that the function starts by itself are nobody's, and the server gives them to the oldest call.
import asyncio
import contextvars
import os
import queue
import threading
from concurrent.futures import ThreadPoolExecutor

import __main__ as host
import host_output as output

voice = contextvars.ContextVar("voice", default=output.nobody)
asking = {}  # where those wait who have asked, by the call's id
sending = threading.Lock()
loop = asyncio.new_event_loop()
tasks = set()  # the loop itself would let those go that nothing else holds


class Questions(host.Questions):
    """Another thread reads the answers."""

    def __init__(self, request_id):
        super().__init__(request_id)
        self._id = request_id
        self._answers = queue.SimpleQueue()
        asking[request_id] = self._answers

    def end(self):
        super().end()
        asking.pop(self._id, None)

    def answer(self):
        return self._answers.get()


def one_by_one(send):
    def locked(*parts):
        with sending:
            send(*parts)

    return locked


def voice_of(frame):
    request_id = frame[2:2 + frame[1]].decode()
    return output.Voice("U", request_id + " ")


def awaited(awaitable):
    async def wait():
        return await awaitable

    return asyncio.run_coroutine_threadsafe(wait(), loop).result()


def within(work, handler, frame):
    """Runs a call in a context of its own, in this thread."""
    try:
        contextvars.copy_context().run(speak, work, handler, frame)
    except OSError:
        os._exit(70)  # the connection broke from our side


def speak(work, handler, frame):
    voice.set(voice_of(frame))
    return work(handler, host.Call(frame))


async def run(handler, call):
    try:
        result = await handler(call.event(), call.context)
    except SystemExit as error:
        host.leave(error)
    except BaseException as error:
        call.fail(error)
    else:
        call.succeed(result)


def begin(handler, call):
    task = loop.create_task(run(handler, call))
    tasks.add(task)
    task.add_done_callback(tasks.discard)


def exactly(size):
    read = bytearray(size)
    host.fill(memoryview(read), 0, size)
    return bytes(read)


def frames():
    """Those that the server sends, from their types on. It may send several at once."""
    while True:
        yield exactly(int.from_bytes(exactly(4), "big"))


def serve(handler, is_async, most):
    host.send = one_by_one(host.send)
    host.Questions = Questions
    host.awaited = awaited
    output.speaker = voice.get
    threading.Thread(target=loop.run_forever, daemon=True).start()
    threads = ThreadPoolExecutor(most)
    for frame in frames():
        if frame[0] == 65:  # A: the answer to a question
            answers = asking.get(frame[2:2 + frame[1]])
            if answers is not None:
                answers.put(frame[2 + frame[1]:])
        elif is_async:
            loop.call_soon_threadsafe(within, begin, handler, frame)
        else:
            try:
                threads.submit(within, host.run, handler, frame)
            except RuntimeError:
                pass  # no more threads may start: it waits for one of those that there are
