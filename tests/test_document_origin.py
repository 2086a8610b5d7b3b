"""The outlet behind an address, and the agency behind an article."""

import pytest

from laut.document.agencies import AGENCIES, find_agency
from laut.document.outlets import AGENCY_SITES, OUTLETS, find_agency_of_site, find_host, find_outlet

BODY = "Die Brücke ist gesperrt. Das sagte Ina Kerz am Montag. " * 9


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (f"Berlin (dpa) - {BODY}", "dpa"),
        (f"LINDQUELL (dpa/lno). {BODY}", "dpa"),
        (f"Wien (APA/dpa) – {BODY}", "APA"),
        (f"Die Brücke\n\nBern (sda) {BODY}", "Keystone-SDA"),
        (f"{BODY}(APA, 5.3.2024)", "APA"),
        (f"{BODY}(red, Reuters, 12. 3. 2024)\nErgebnisse: 2:1", "Reuters"),
        (f"{BODY}(APA/red – 29.8. 2015) Tabelle: 1. Auen", "APA"),
        (f"{BODY}\n(dpa)\n", "dpa"),
        (f"{BODY}[AFP]", "AFP"),
        (f"{BODY}\nQuelle: apa", "APA"),
        (f"{BODY}\nQuellen: Stadt Auen, epd", "epd"),
        (f"{BODY}\nMit Material von KNA", "KNA"),
        (f"{BODY}\n© dpa-infocom, dpa:240305-99-123456/2", "dpa"),
        (f"{BODY}\ndpa/AFP", "dpa"),
        (f"Von Ina Kerz, dpa\n\n{BODY}", "dpa"),
        (f"{BODY}, sagte sie der dpa. {BODY}", None),
        (f"{BODY} Das teilte sie (dpa) mit. {BODY}", None),
        (f"{BODY}\nFoto: dpa", None),
        (f"{BODY}(Foto: AFP)", None),
        (f"Die Agentur Associated Press (AP) meldete dies. {BODY}", None),
        (f"{BODY}(CDU)", None),
        (BODY, None),
        ("", None),
    ],
)
def test_marks_of_agencies(text: str, agency: str | None) -> None:
    assert find_agency(text) == agency


@pytest.mark.parametrize(
    ("author", "agency"),
    [
        ("dpa", "dpa"),
        ("Deutsche Presse-Agentur", "dpa"),
        ("Ina Kerz, AFP", "AFP"),
        ("Redaktion mit SDA", "Keystone-SDA"),
        ("Ina Kerz", None),
        ("Ria Lund und Ute Sid-Apel", None),
        ("", None),
        (None, None),
    ],
)
def test_bylines(author: str | None, agency: str | None) -> None:
    assert find_agency(BODY, author) == agency


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://www.taz.de/!5991234/", "taz"),
        ("http://amp.zeit.de:8080/politik", "Die Zeit"),
        ("https://wien.orf.at/stories/1", "ORF"),
        ("https://WWW.NZZ.CH./x", "Neue Zürcher Zeitung"),
        ("https://www.auenbote.example/x", "auenbote.example"),
        ("https://m.de/x", "m.de"),
        ("https://www.dpa.com/de/x", "dpa"),
        ("https://nichtzeit.de/x", "nichtzeit.de"),
        ("file:///zeit.de", None),
        ("http://[::1", None),
        ("", None),
        (None, None),
    ],
)
def test_outlets(url: str | None, outlet: str | None) -> None:
    assert find_outlet(url) == outlet


def test_the_site_of_an_agency() -> None:
    assert find_agency_of_site("https://www.apa.at/news/1") == "APA"
    assert find_agency_of_site("https://www.taz.de/!1") is None


def test_the_tables_agree() -> None:
    assert set(AGENCY_SITES.values()) <= set(AGENCIES.values())
    assert not set(OUTLETS) & set(AGENCY_SITES)
    assert all(find_host(f"https://{host}/") == host for host in (*OUTLETS, *AGENCY_SITES))
