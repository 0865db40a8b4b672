"""The service's own key: made once, for its owner only, whoever starts first."""

import stat
import threading

import pytest

from core import keys
from core.errors import SettingsError
from core.settings import Settings


def settings(home, **own):
    return Settings.from_environment({"PARTNERNET_HOME": str(home), **own})


def test_a_key_is_made_once_and_for_its_owner_only(tmp_path):
    made = keys.service_key(settings(tmp_path / "new"))
    file = tmp_path / "new" / "secret_key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(made) >= 32
    assert keys.service_key(settings(tmp_path / "new")) == made
    assert [one.name for one in file.parent.iterdir()] == ["secret_key"]


def test_services_that_start_at_once_have_one_key(tmp_path):
    start, made = threading.Barrier(8), []

    def begin():
        start.wait()
        made.append(keys.service_key(settings(tmp_path / "new")))

    threads = [threading.Thread(target=begin) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 8
    assert len(set(made)) == 1


def test_a_key_from_outside_is_taken_and_none_is_written(tmp_path):
    file = tmp_path / "key"
    file.write_text("k" * 40 + "\n")
    given = settings(tmp_path / "new", PARTNERNET_SECRET_KEY_FILE=str(file))
    assert keys.service_key(given) == b"k" * 40
    assert not (tmp_path / "new").exists()
    assert "k" * 40 not in repr(given)


def test_a_short_key_is_refused(tmp_path):
    with pytest.raises(SettingsError, match="PARTNERNET_SECRET_KEY must be at least 32"):
        settings(tmp_path, PARTNERNET_SECRET_KEY="short")
    (tmp_path / "secret_key").write_text("")
    with pytest.raises(SettingsError, match="secret_key holds no key; remove it"):
        keys.service_key(settings(tmp_path))


def test_what_is_signed_for_one_purpose_says_nothing_of_the_other(tmp_path):
    home = settings(tmp_path)
    assert len({keys.service_key(home), keys.sessions_key(home), keys.throttle_key(home)}) == 3


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PARTNERNET_PROXIES", "-1"),
        ("PARTNERNET_PROXIES", "many"),
        ("PARTNERNET_ADDRESS", "partner.example.org"),
        ("PARTNERNET_ADDRESS", "https://example.org/path"),
    ],
)
def test_a_wrong_setting_is_told_by_its_name(tmp_path, name, value):
    with pytest.raises(SettingsError, match=name):
        settings(tmp_path, **{name: value})
