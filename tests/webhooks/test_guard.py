"""Posts go to public addresses alone, however the address is written."""

import socket
import threading

import pytest

from operations.webhooks import guard
from operations.webhooks.guard import AddressRefused, Guard, Why
from operations.webhooks.sending import Sender

URL = "https://hooks.example.org/in"


def refused(url: str, *addresses: str) -> Why:
    with pytest.raises(AddressRefused) as raised:
        Guard(resolve=lambda *_: addresses).target(url)
    return raised.value.why


@pytest.mark.parametrize("address", [
    "127.0.0.1", "127.255.255.254", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255",
    "192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.0.170", "192.0.2.1", "198.18.0.1",
    "198.51.100.7", "203.0.113.9", "192.88.99.1", "224.0.0.251", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::ffff:127.0.0.1", "::ffff:93.184.215.14", "::127.0.0.1", "fe80::1", "fe80::1%1",
    "fc00::1", "fd12::1", "fec0::1", "ff02::1", "2001:db8::1", "2001::1", "2001:20::1",
    "2002:7f00:1::", "2002:5db8:d70e::1", "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1", "3fff::1",
    "5f00::1", "4000::1", "no address",
])  # fmt: skip
def test_an_address_that_is_not_public_is_refused(address):
    assert refused(URL, address) is Why.PRIVATE


@pytest.mark.parametrize("address", ["93.184.215.14", "8.8.8.8", "2606:4700::1111", "2a00:1450::1"])
def test_a_public_address_is_taken(address):
    target = Guard(resolve=lambda *_: (address,)).target(URL)
    assert target.addresses == (address,)
    assert (target.host, target.port, target.path) == ("hooks.example.org", 443, "/in")


def test_one_private_address_among_public_ones_refuses_the_name():
    assert refused(URL, "93.184.215.14", "127.0.0.1", "2606:4700::1111") is Why.PRIVATE


@pytest.mark.parametrize("host", [
    "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "localhost", "LOCALHOST.",
    "[::1]", "[::ffff:127.0.0.1]", "[0:0:0:0:0:ffff:7f00:1]", "0",
])  # fmt: skip
def test_every_spelling_of_this_machine_is_refused_by_the_systems_own_resolver(host):
    with pytest.raises(AddressRefused) as raised:
        Guard().target(f"https://{host}/")
    assert raised.value.why in (Why.PRIVATE, Why.NAME)


@pytest.mark.parametrize("url", [
    "", "hooks.example.org", "//hooks.example.org/", "https://", "https:///in", "ftp://a.example/",
    "file:///etc/passwd", "https://user@hooks.example.org/", "https://u:p@hooks.example.org/",
    "https://hooks.example.org\\@127.0.0.1/", "https://hooks.example.org:port/",
    "https://hooks.example.org:99999/", "https://[::1/", "https://hooks.example.org/a b",
    "https://hooks.example.org/\r\nHost: other", "https://hooks.example.org/\tin",
    "https://" + "a" * 64 + ".example/", "gopher://127.0.0.1/",
])  # fmt: skip
def test_what_can_be_read_in_two_ways_or_not_at_all_is_refused(url):
    assert refused(url, "93.184.215.14") is Why.FORM


def test_without_encryption_and_to_other_ports_nothing_is_posted():
    assert refused("http://hooks.example.org/", "93.184.215.14") is Why.SCHEME
    for port in (22, 25, 80, 6379, 9200):
        assert refused(f"https://hooks.example.org:{port}/", "93.184.215.14") is Why.PORT


def test_a_name_without_an_address_is_refused():
    assert refused(URL) is Why.NAME

    def fails(*_):
        raise socket.gaierror

    with pytest.raises(AddressRefused) as raised:
        Guard(resolve=fails).target(URL)
    assert raised.value.why is Why.NAME


def test_a_resolver_that_never_answers_is_not_waited_for(monkeypatch):
    ended = threading.Event()
    monkeypatch.setattr(guard, "_RESOLVE_SECONDS", 0.05)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [ended.wait(10)][:0])
    with pytest.raises(AddressRefused) as raised:
        Guard().target(URL)
    ended.set()
    assert raised.value.why is Why.NAME


def test_names_and_paths_of_other_scripts_are_sent_as_the_net_knows_them():
    target = Guard(resolve=lambda *_: ("93.184.215.14",)).target(
        "https://bücher.example/příchozí/%20x?klíč=ß&a=%2F"
    )
    assert target.host == "xn--bcher-kva.example"
    assert target.path == "/p%C5%99%C3%ADchoz%C3%AD/%20x?kl%C3%AD%C4%8D=%C3%9F&a=%2F"


def test_the_service_itself_allows_nothing_beyond():
    assert Sender().guard == Guard(resolve=guard.resolved, beyond=())
