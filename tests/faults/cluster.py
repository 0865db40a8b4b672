"""Three OpenSearch nodes of one cluster on this machine, of which tests kill one."""

import os
import shutil
import socket
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import requests
import yaml

from core.progress import Silent
from core.settings import Settings
from engine.node import configuration, java, layout, place, process
from engine.node.account import other_account
from engine.node.folder import Folder

NODES = 3
HEAP = "384m"
START_SECONDS = 240.0
QUICK_START = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Three Javas that start at once on two cores: time goes into compiling what runs only once."""


@dataclass
class Member:
    """One node, which keeps its data and its ports when it is killed and started again."""

    settings: Settings
    folder: Folder
    transport: int
    port: int = 0
    pid: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def alive(self) -> bool:
        return psutil.pid_exists(self.pid)

    def start(self, members: "list[Member]") -> None:
        configuration.configure(self.folder, self.port)
        file = self.folder.config / "opensearch.yml"
        values = yaml.safe_load(file.read_text("utf-8"))
        del values["discovery.type"]
        values |= {
            "transport.port": self.transport,
            "discovery.seed_hosts": [f"127.0.0.1:{one.transport}" for one in members],
            "cluster.initial_cluster_manager_nodes": [one.folder.node_name for one in members],
        }
        file.write_text(yaml.safe_dump(values), "utf-8")
        account = other_account()
        where = place.reachable_java(self.settings, self.folder, account)
        command = java.command(where, self.folder, HEAP)
        if account:
            for written in self.folder.written:
                account.own(written)
        self.pid = process.run([command[0], *QUICK_START, *_own(command)], self.folder, account)

    def wait_until_listening(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not self.folder.ports_file.exists() or not self.folder.ports_file.read_text():
            assert self.alive, process.last_lines(self.folder)
            assert time.monotonic() < deadline, process.last_lines(self.folder)
            time.sleep(0.1)
        self.port = int(self.folder.ports_file.read_text().split()[0].rpartition(":")[2])

    def kill(self) -> None:
        """End the node as a failing machine does: no word of farewell."""
        node = psutil.Process(self.pid)
        node.kill()
        process.end(node)


@dataclass
class Cluster:
    """The running members."""

    members: list[Member]

    @property
    def urls(self) -> str:
        return ",".join(member.url for member in self.members)

    @property
    def _asked(self) -> Member:
        return next(member for member in self.members if member.alive)

    def settings(self, home: Path, prefix: str) -> Settings:
        """Settings of a home of its own on this cluster."""
        own = {
            "PARTNERNET_HOME": str(home),
            "PARTNERNET_OPENSEARCH_URL": self.urls,
            "PARTNERNET_INDEX_PREFIX": prefix,
        }
        return Settings.from_environment({**os.environ, **own})

    def wait_until_green(self, nodes: int = NODES) -> None:
        """Return when ``nodes`` members are there and every copy of every index has started."""
        deadline = time.monotonic() + START_SECONDS
        asked = {"wait_for_nodes": nodes, "wait_for_status": "green", "timeout": "5s"}
        while time.monotonic() < deadline:
            for member in self.members:
                try:
                    health = requests.get(
                        f"{member.url}/_cluster/health", params=asked, timeout=15
                    ).json()
                except requests.RequestException:
                    continue
                if health.get("timed_out") is False:
                    return
            time.sleep(0.2)
        raise AssertionError(process.last_lines(self.members[0].folder))

    def revive(self, member: Member) -> None:
        """Start a member that was killed, and return when the cluster is whole."""
        member.start(self.members)
        member.wait_until_listening()
        self.wait_until_green()

    def manager(self) -> Member:
        """Return the member that manages the cluster."""
        found = requests.get(
            f"{self._asked.url}/_cat/cluster_manager", params={"format": "json"}, timeout=15
        ).json()
        return next(one for one in self.members if one.folder.node_name == found[0]["node"])

    def holder(self, alias: str, *, primary: bool) -> Member:
        """Return the member that holds the primary shard behind ``alias``, or its copy."""
        rows = requests.get(
            f"{self._asked.url}/_cat/shards/{alias}", params={"format": "json"}, timeout=15
        ).json()
        wanted = "p" if primary else "r"
        name = next(row["node"] for row in rows if row["prirep"] == wanted)
        return next(one for one in self.members if one.folder.node_name == name)


@contextmanager
def running() -> Iterator[Cluster]:
    """Run a cluster while the block runs; nothing of it outlives the block."""
    root = Path(tempfile.mkdtemp(prefix="partnernet-cluster-"))
    root.chmod(0o755)
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, root)
        cluster = Cluster([_member(root / f"node-{number}", stack) for number in range(NODES)])
        stack.callback(_end, cluster.members)
        for member in cluster.members:
            member.start(cluster.members)
        for member in cluster.members:
            member.wait_until_listening()
        cluster.wait_until_green()
        yield cluster


def _member(home: Path, stack: ExitStack) -> Member:
    settings = Settings.from_environment({**os.environ, "PARTNERNET_HOME": str(home)})
    folder = place.node_folder(settings, other_account())
    layout.put_together(settings, folder, Silent())
    free = stack.enter_context(closing(socket.create_server(("127.0.0.1", 0))))
    port: int = free.getsockname()[1]
    free.close()
    return Member(settings, folder, port)


def _end(members: list[Member]) -> None:
    for member in members:
        if member.alive:
            member.kill()


def _own(command: list[str]) -> list[str]:
    """Return the node's options without its choice of a garbage collector."""
    return [option for option in command[1:] if "G1" not in option]
