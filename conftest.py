"""What holds for the whole test run: in CI a skipped test has not been run, so it fails."""

import logging
import os
from collections.abc import Generator, Iterator

import pytest

_IN_CI = os.environ.get("CI", "").lower() == "true"


def _no_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure that keeps the reason; expected failures stay as they are."""
    if _IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, which CI does not allow: {report.longrepr}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Look at the result of each test."""
    report = yield
    _no_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Look at files skipped as a whole (``importorskip``)."""
    report = yield
    _no_skip(report)
    return report


@pytest.fixture
def root_logger() -> Iterator[logging.Logger]:
    """Yield the root logger, for tests that set logging up, and put it back as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield root
    for handler in root.handlers:
        if handler not in handlers:
            handler.close()
    root.handlers[:], root.level = handlers, level
