"""A real standalone Spark cluster on this machine: a master and two workers, each a process of its own."""

import os
import shutil
import signal
import socket
import subprocess
import time
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

# Long enough for a Java process to start on a busy machine, in seconds.
PATIENCE = 120

HERE = "127.0.0.1"


def missing() -> str:
    """Say what a cluster needs and is not here; "" when all is."""
    if find_spec("pyspark") is None:
        return "pyspark is not installed: pip install -r requirements-spark.txt"
    if shutil.which("java") is None:
        return "Java is not installed: apt install default-jre-headless"
    return ""


@dataclass
class Cluster:
    """A master's address and its workers' processes."""

    address: str
    processes: list[subprocess.Popen] = field(default_factory=list)

    def kill_a_worker(self) -> None:
        """Kill the last worker and its executor, as a power cut would."""
        _kill(self.processes.pop())


def started(logs: Path) -> Cluster:
    """Start a master and two workers; return when both workers have joined."""
    port = _free_port()
    cluster = Cluster(f"spark://{HERE}:{port}")
    master = ("master.Master", "--host", HERE, "--port", str(port), "--webui-port", str(_free_port()))
    cluster.processes.append(_run(logs / "master", *master))
    _wait(logs / "master", "I have been elected leader", 1)
    for number in (1, 2):
        worker = ("worker.Worker", cluster.address, "--host", HERE, "--cores", "1", "--memory", "1500m")
        more = ("--webui-port", str(_free_port()), "--work-dir", str(logs / f"work-{number}"))
        cluster.processes.append(_run(logs / f"worker-{number}", *worker, *more))
    _wait(logs / "master", "Registering worker", 2)
    return cluster


def stop(cluster: Cluster) -> None:
    """End what `started` started, and nothing else."""
    for process in reversed(cluster.processes):
        _kill(process)


def _run(log: Path, name: str, *words: str) -> subprocess.Popen:
    import pyspark  # noqa: PLC0415, an optional package

    home = Path(pyspark.__file__).parent
    settings = {**os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": HERE, "SPARK_DAEMON_MEMORY": "512m"}
    command = [str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{name}", *words]
    with log.open("wb") as out:
        return subprocess.Popen(command, stdout=out, stderr=out, env=settings, start_new_session=True)


def _kill(process: subprocess.Popen) -> None:
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _wait(log: Path, words: str, times: int) -> None:
    end = time.monotonic() + PATIENCE
    while log.read_text(errors="replace").count(words) < times:
        if time.monotonic() > end:
            raise TimeoutError(f"no {words!r} in {PATIENCE} s:\n{log.read_text(errors='replace')[-2000:]}")
        time.sleep(0.2)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind((HERE, 0))
        return one.getsockname()[1]
