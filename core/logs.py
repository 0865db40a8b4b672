"""Logging: one set-up for structlog and the standard library's loggers.

Warnings and the service's own events go to standard error; everything goes to a file of the
command's own in HOME/logs, so that two commands never rotate each other's file.
"""

import logging
import sys
from logging.handlers import RotatingFileHandler

import structlog

from core.settings import Settings

_FILE_BYTES = 5_000_000
_FILES_KEPT = 3
# Every failed request to OpenSearch is raised by the engine room as one sentence already.
_LOUD = {
    "opensearch": logging.ERROR,
    "opensearchpy.trace": logging.ERROR,
    # Tells with each look at the store which database it is.
    "alembic": logging.WARNING,
    # Tells of each message that it came and went; what becomes of jobs we tell ourselves.
    "celery": logging.WARNING,
    # Files have no host, and it warns of that.
    "kombu.connection": logging.ERROR,
}


def set_up(settings: Settings, command: str, *, verbose: bool = False) -> None:
    """Send logs to standard error and to ``HOME/logs/partnernet-<command>.log``.

    ``verbose`` shows INFO on standard error too, which a service wants and a short command does
    not. A home that cannot be written is no error here: the command that needs it will say so.
    """
    steps: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]
    structlog.configure(
        processors=[*steps, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    console = logging.StreamHandler(sys.stderr)
    console.setLevel(logging.INFO if verbose else logging.WARNING)
    console.setFormatter(_formatter(settings, steps, colours=sys.stderr.isatty()))
    root = logging.getLogger()
    root.handlers[:] = [console]
    root.setLevel(logging.INFO)
    for name, level in _LOUD.items():
        logging.getLogger(name).setLevel(level)
    folder = settings.home / "logs"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = RotatingFileHandler(
            folder / f"partnernet-{command}.log",
            maxBytes=_FILE_BYTES,
            backupCount=_FILES_KEPT,
            encoding="utf-8",
        )
    except OSError:
        return
    file.setFormatter(_formatter(settings, steps, colours=False))
    root.addHandler(file)


def keep_console_only() -> None:
    """Write no file from now on: for one of several processes that share a command's file."""
    root = logging.getLogger()
    for handler in [one for one in root.handlers if isinstance(one, RotatingFileHandler)]:
        root.removeHandler(handler)
        handler.close()


def _formatter(
    settings: Settings, steps: list[structlog.typing.Processor], *, colours: bool
) -> logging.Formatter:
    """Render text for people or one JSON object a line, by ``settings.log_format``."""
    rendering: list[structlog.typing.Processor]
    if settings.log_format == "json":
        rendering = [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    else:
        # Plain: the default tells the values of variables, among them what people searched for.
        plain = structlog.dev.plain_traceback
        rendering = [structlog.dev.ConsoleRenderer(colors=colours, exception_formatter=plain)]
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=steps,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *rendering],
    )
