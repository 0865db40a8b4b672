"""Signatures as Standard Webhooks has them, and as docs/webhooks.md tells how to check them."""

import base64
import hashlib
import hmac

from operations.webhooks import signing


def test_the_example_of_the_standard_is_signed_alike():
    headers = signing.headers(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        1614265330,
        b'{"test": 2432232314}',
    )
    assert headers == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


def test_another_body_time_or_number_has_another_signature():
    secret = "whsec_" + base64.b64encode(bytes(32)).decode()
    told = {
        signing.headers(secret, number, seconds, body)["webhook-signature"]
        for number, seconds, body in (
            ("a", 1, b"x"),
            ("b", 1, b"x"),
            ("a", 2, b"x"),
            ("a", 1, b"y"),
        )
    }
    assert len(told) == 4
    key = base64.b64encode(hmac.digest(bytes(32), b"a.1.x", hashlib.sha256)).decode()
    assert f"v1,{key}" in told
