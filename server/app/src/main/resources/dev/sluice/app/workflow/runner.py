"""Runs a script or a shell command of a workflow as a process of its own, and answers with its output."""
import os
import shutil
import signal
import subprocess
import sys
import tempfile

# Bytes of standard output, and as many of standard error.
LIMIT = 2 * 1024 * 1024


def handler(event, context):
    folder = tempfile.mkdtemp()
    try:
        return run(event, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(event, folder):
    if event["kind"] == "shell":
        command = ["/bin/sh", "-c", event["code"], "sh"]
    else:
        script = os.path.join(folder, "script.py")
        with open(script, "w", encoding="utf-8") as file:
            file.write(event["code"])
        command = [sys.executable, script]
    environment = {**os.environ, **event["environment"]}
    paths = {name: os.path.join(folder, name) for name in ("stdin", "stdout", "stderr")}
    with open(paths["stdin"], "w", encoding="utf-8") as file:
        file.write(event["stdin"])
    with open(paths["stdin"], "rb") as stdin, open(paths["stdout"], "wb") as stdout, open(
        paths["stderr"], "wb"
    ) as stderr:
        process = subprocess.Popen(
            command + event["arguments"],
            cwd=folder,
            env=environment,
            stdin=stdin,
            stdout=stdout,
            stderr=stderr,
            start_new_session=True,
        )
        code = process.wait()
        try:
            # What it left behind ends with it.
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
    output = {"code": code if code >= 0 else 128 - code}
    for name in ("stdout", "stderr"):
        if os.path.getsize(paths[name]) > LIMIT:
            raise ValueError("the process wrote more than %d bytes to its %s" % (LIMIT, name))
        with open(paths[name], "r", encoding="utf-8", errors="replace") as file:
            output[name] = file.read()
    if output["stderr"]:
        print(output["stderr"], end="", file=sys.stderr)
    return output
