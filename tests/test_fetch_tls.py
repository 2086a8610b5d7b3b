"""Pages over TLS: only from who can show a certificate that is trusted and made out to the host."""

from collections.abc import Iterator

import pytest
from invented_web import CERTIFICATE, Reply, Web, make_page, serve

from laut.ingest import Fetcher, Options
from laut.ingest import connection as requests
from laut.ingest.address import FetchError

OPTIONS = Options(allow_private=True, delay=0.0, timeout=5.0)


@pytest.fixture
def web() -> Iterator[Web]:
    with serve(tls=True) as running:
        running.pages["/a"] = Reply(make_page())
        yield running


@pytest.fixture(autouse=True)
def forget_certificates() -> Iterator[None]:
    requests._make_context.cache_clear()
    yield
    requests._make_context.cache_clear()


def trust_our_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))


def test_a_page_comes_from_who_is_trusted(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    trust_our_own(monkeypatch)
    page = Fetcher(OPTIONS).fetch(f"{web.url}/a")
    assert page.content == make_page()
    assert page.url == f"{web.url}/a"


def test_nothing_comes_from_who_is_not_trusted(web: Web) -> None:
    with pytest.raises(FetchError, match="certificate verify failed") as caught:
        Fetcher(OPTIONS).fetch(f"{web.url}/a")
    assert caught.value.reason == "network"
    assert web.requests == []


def test_a_certificate_must_be_made_out_to_the_host(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    trust_our_own(monkeypatch)
    with pytest.raises(FetchError, match="certificate"):
        Fetcher(OPTIONS).fetch(f"{web.url.replace('127.0.0.1', 'localhost')}/a")
    assert web.requests == []


def test_a_server_without_tls_is_no_https(monkeypatch: pytest.MonkeyPatch) -> None:
    trust_our_own(monkeypatch)
    with serve() as plain, pytest.raises(FetchError) as caught:
        Fetcher(OPTIONS).fetch(f"{plain.url.replace('http', 'https')}/a")
    assert caught.value.reason == "network"
