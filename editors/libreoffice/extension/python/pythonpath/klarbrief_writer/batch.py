"""One process `klarbrief batch` that is kept alive: a line of JSON in, a line of JSON out.

Nothing here waits without a limit. The text of a letter is handed to the process and to nobody else: it is written to no file and
no log. If the process dies or does not answer in time, it is ended, and the next question starts a new one.
"""

import collections
import json
import queue
import subprocess
import threading
import time

# After so many failures in a row no new process is started for a while.
MOST_FAILURES = 3
PAUSE = 30.0

# What is kept of the error messages of the process.
ERROR_BYTES = 2000


class Failed(Exception):
    """No answer. `cause` says why, in words of the program or of the system; may be empty."""

    def __init__(self, cause=""):
        super().__init__(cause)
        self.cause = cause


class TooSlow(Failed):
    """No answer within the limit of time."""


class Refused(Failed):
    """The program answered that it cannot check this text."""


class Process:
    """A running program and the threads that feed it, read it and read its errors."""

    def __init__(self, command):
        flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        self._child = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            creationflags=flags,
        )
        self._lock = threading.Lock()
        self._waiting = {}
        self._next = 0
        self._dead = False
        self._lines = queue.Queue()
        self._errors = collections.deque(maxlen=ERROR_BYTES)
        self._errors_read = threading.Event()
        for work in (self._feed, self._read, self._read_errors):
            threading.Thread(target=work, name="klarbrief", daemon=True).start()

    @property
    def pid(self):
        return self._child.pid

    def alive(self):
        return not self._dead and self._child.poll() is None

    def ask(self, request, limit):
        answer = queue.Queue()
        with self._lock:
            if self._dead:
                raise Failed(self.errors())
            self._next += 1
            number = self._next
            self._waiting[number] = answer
        self._lines.put(json.dumps(dict(request, id=number)).encode("ascii") + b"\n")
        try:
            found = answer.get(timeout=limit)
        except queue.Empty:
            self.end()
            raise TooSlow() from None
        finally:
            with self._lock:
                self._waiting.pop(number, None)
        if found is None:
            raise Failed(self.errors())
        return found

    def errors(self):
        self._errors_read.wait(0.5)
        text = bytes(self._errors).decode("utf-8", "replace").strip()
        return text or "exit code {}".format(self._child.poll())

    def end(self):
        try:
            self._child.kill()
        except OSError:
            pass
        self._bury()

    def _bury(self):
        with self._lock:
            self._dead = True
            waiting, self._waiting = list(self._waiting.values()), {}
        for answer in waiting:
            answer.put(None)
        self._lines.put(None)

    def _feed(self):
        pipe = self._child.stdin
        try:
            while True:
                line = self._lines.get()
                if line is None:
                    break
                pipe.write(line)
                pipe.flush()
        except (OSError, ValueError):
            pass
        finally:
            try:
                pipe.close()
            except OSError:
                pass

    def _read(self):
        try:
            for line in self._child.stdout:
                answer = json.loads(line.decode("utf-8"))
                with self._lock:
                    waiting = self._waiting.get(answer.get("id"))
                if waiting is not None:
                    waiting.put(answer)
        except (OSError, ValueError, AttributeError):
            # Whatever this is, it does not speak the protocol of klarbrief.
            self._child.kill()
        finally:
            self._child.stdout.close()
            try:
                self._child.wait(1)
            except subprocess.TimeoutExpired:
                self._child.kill()
                self._child.wait()
            self._bury()

    def _read_errors(self):
        try:
            for chunk in iter(lambda: self._child.stderr.read1(ERROR_BYTES), b""):
                self._errors.extend(chunk)
        except (OSError, ValueError):
            pass
        finally:
            self._errors_read.set()
            self._child.stderr.close()


class Batch:
    """The process of this office, shared by all windows and threads."""

    def __init__(self, clock=time.monotonic):
        self._lock = threading.Lock()
        self._process = None
        self._command = None
        self._failures = 0
        self._cause = ""
        self._not_before = 0.0
        self._clock = clock

    @property
    def pid(self):
        process = self._process
        return process.pid if process else None

    def ask(self, program, options, request, limit):
        """Returns the answer to a request, a dictionary.

        Raises Failed, TooSlow if there is no answer within `limit` seconds, Refused with the program's own words.
        """
        command = [program, "batch", "--threads", "1", *options]
        end = self._clock() + limit
        for last in (False, True):
            process, fresh = self._running(command)
            try:
                answer = process.ask(request, max(end - self._clock(), 0.01))
            except TooSlow:
                self._failed(process, "")
                raise
            except Failed as failure:
                self._failed(process, failure.cause)
                # A process that died long after its start gets a successor; one that never answered does not.
                if last or fresh:
                    raise
                continue
            with self._lock:
                self._failures = 0
            if "error" in answer:
                error = answer["error"]
                raise Refused(" ".join(filter(None, [error.get("message"), error.get("hint")])))
            return answer
        raise Failed(self._cause)

    def stop(self):
        with self._lock:
            process, self._process = self._process, None
        if process:
            process.end()

    def forgive(self):
        """Lets the next question start a process again, whatever happened before: the settings have changed."""
        with self._lock:
            self._failures = 0
            self._not_before = 0.0

    def _running(self, command):
        with self._lock:
            if self._process and self._command == command and self._process.alive():
                return self._process, False
            old, self._process = self._process, None
            if old:
                old.end()
            if self._clock() < self._not_before:
                raise Failed(self._cause)
            try:
                self._process = Process(command)
            except OSError as error:
                self._count(error.strerror or str(error))
                raise Failed(self._cause) from None
            self._command = command
            return self._process, True

    def _failed(self, process, cause):
        with self._lock:
            if self._process is process:
                self._process = None
            self._count(cause)
        process.end()

    def _count(self, cause):
        self._cause = cause
        self._failures += 1
        if self._failures >= MOST_FAILURES:
            self._failures = 0
            self._not_before = self._clock() + PAUSE


def version(program, limit=5.0):
    """What the program says about itself: version and state of the law.

    Raises Failed if it does not answer like klarbrief.
    """
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        run = subprocess.run(
            [program, "--version"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            timeout=limit, creationflags=flags, check=False,
        )
    except subprocess.TimeoutExpired:
        raise TooSlow() from None
    except OSError as error:
        raise Failed(error.strerror or str(error)) from None
    said = run.stdout.decode("utf-8", "replace").strip()
    if run.returncode != 0 or not said.startswith("klarbrief "):
        raise Failed((said or run.stderr.decode("utf-8", "replace").strip())[:200])
    return said.splitlines()[0]


