"""Logs reach standard error and the command's file, as text or as JSON lines."""

import json
import logging

import pytest
import structlog

from core import logs
from core.settings import Settings

pytestmark = pytest.mark.usefixtures("root_logger")


def settings(home, log_format="text"):
    return Settings.from_environment({"PARTNERNET_HOME": str(home), "PARTNERNET_LOG": log_format})


def test_json_lines_hold_event_values_and_level_of_both_kinds_of_logger(tmp_path, capsys):
    logs.set_up(settings(tmp_path, "json"), "index")
    structlog.get_logger("indexer").warning("rows were rejected", count=3)
    logging.getLogger("waitress").warning("queue is %s deep", 2)
    lines = (tmp_path / "logs" / "partnernet-index.log").read_text("utf-8").splitlines()
    first, second = map(json.loads, lines)
    assert (first["event"], first["count"], first["level"]) == ("rows were rejected", 3, "warning")
    assert (second["event"], second["logger"]) == ("queue is 2 deep", "waitress")
    assert first["timestamp"].endswith("Z")
    told = map(json.loads, capsys.readouterr().err.splitlines())
    assert [line["event"] for line in told] == [first["event"], second["event"]]


def test_a_short_command_keeps_information_to_its_file(tmp_path, capsys):
    logs.set_up(settings(tmp_path), "search")
    structlog.get_logger("matching").info("a detail")
    assert capsys.readouterr().err == ""
    assert "a detail" in (tmp_path / "logs" / "partnernet-search.log").read_text("utf-8")


def test_a_service_shows_information(tmp_path, capsys):
    logs.set_up(settings(tmp_path), "up", verbose=True)
    structlog.get_logger("operations").info("the node is back")
    assert "the node is back" in capsys.readouterr().err


def test_a_home_that_cannot_be_written_leaves_standard_error(tmp_path, capsys):
    blocked = tmp_path / "file"
    blocked.write_text("")
    logs.set_up(settings(blocked), "doctor")
    structlog.get_logger("doctor").warning("still told")
    assert "still told" in capsys.readouterr().err
