"""Several processes write at once: nothing is lost, nothing fails, one wins."""

import store
from store import blocks, links
from tests.store.processes import run_at_once

PROCESSES = 3
EACH = 15


def test_what_several_processes_write_at_once_is_all_there(settings):
    store.upgrade(settings)
    codes = [
        f"with store.opened(settings) as opened:\n"
        f"    for at in range({EACH}):\n"
        f"        made = blocks.add(opened, organisation=f'cz-{number}-{{at}}',\n"
        f"            keys=[f'ico:{number}{{at}}'], reason='x', author='y')\n"
        f"        if at % 3 == 0:\n"
        f"            blocks.lift(opened, made.id, reason='x', author='y')\n"
        for number in range(PROCESSES)
    ]
    run_at_once(settings, codes)
    with store.opened(settings) as opened:
        made = blocks.history(opened)
        lifted = [one for one in made if one.lifted]
        assert len({one.organisation for one in made}) == len(made) == PROCESSES * EACH
        assert all(len(one.keys) == 2 for one in made)
        assert len(lifted) == PROCESSES * EACH / 3
        assert store.revision(opened) == len(made) + len(lifted)


def test_of_several_that_block_the_same_one_wins(settings):
    store.upgrade(settings)
    code = (
        "from core.errors import BadRequest\n"
        "with store.opened(settings) as opened:\n"
        "    try:\n"
        "        print(blocks.add(opened, organisation='cz-1', reason='x', author='y').id)\n"
        "    except BadRequest as error:\n"
        "        print(error)\n"
    )
    said = run_at_once(settings, [code] * PROCESSES)
    with store.opened(settings) as opened:
        (only,) = blocks.history(opened)
        assert store.revision(opened) == 1
    refusal = f"cz-1 is blocked as a whole already, by block {only.id}."
    assert sorted(said) == sorted([str(only.id), *[refusal] * (PROCESSES - 1)])


def test_of_several_decisions_about_a_pair_the_last_one_holds(settings):
    store.upgrade(settings)
    codes = [
        f"with store.opened(settings) as opened:\n"
        f"    for at in range({EACH}):\n"
        f"        links.decide(opened, 'a', 'b', same=at % 2 == 0, reason='x', author='p{number}')"
        for number in range(PROCESSES)
    ]
    run_at_once(settings, codes)
    with store.opened(settings) as opened:
        made = links.history(opened)
        assert links.active(opened) == made[-1:]
        assert [one.replaced_by for one in made] == [*(one.id for one in made[1:]), None]
        assert store.revision(opened) == PROCESSES * EACH


def test_processes_that_find_a_new_home_at_once_make_one_store(sqlite_settings):
    codes = [
        "with store.opened(settings) as opened:\n"
        f"    blocks.add(opened, organisation='cz-{number}', reason='x', author='y')"
        for number in range(PROCESSES)
    ]
    run_at_once(sqlite_settings, codes)
    with store.opened(sqlite_settings) as opened:
        assert len(blocks.active(opened)) == PROCESSES


def test_a_reader_is_not_held_up_by_a_writer(settings):
    store.upgrade(settings)
    with store.opened(settings) as opened, opened.writing():
        assert run_at_once(
            settings, ["with store.opened(settings) as it: print(store.revision(it))"]
        ) == ["0"]
