"""German words that a chain is decided by: pronouns with person, gender and number, and forms of names."""

import re
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

_TAG_SET = """
    $( $, $. ADJA ADJD ADV APPO APPR APPRART APZR ART CARD FM ITJ KOKOM KON KOUI KOUS NE NN PAV PDAT PDS PIAT
    PIDAT PIS PPER PPOSAT PPOSS PRELAT PRELS PRF PTKA PTKANT PTKNEG PTKVZ PTKZU PWAT PWAV PWS TRUNC VAFIN
    VAIMP VAINF VAPP VMFIN VMINF VMPP VVFIN VVIMP VVINF VVIZU VVPP XY
"""
TAGS = tuple(_TAG_SET.split())  # the Stuttgart-Tübingen tag set
GENDERS = "mfn"
NUMBERS = "sp"
CASES = "ngda"
ROLES = ("other", "subject", "object", "indirect", "attribute", "apposition", "oblique")

KINDS = (
    "name",
    "definite",
    "this",
    "own",
    "indefinite",
    "bare",
    "personal",
    "possessive",
    "reflexive",
    "relative",
    "demonstrative",
    "first",
    "second",
    "other",
)
NAME, DEFINITE, THIS, OWN, INDEFINITE, BARE = range(6)
PERSONAL, POSSESSIVE, REFLEXIVE, RELATIVE, DEMONSTRATIVE, FIRST, SECOND, OTHER = range(6, 14)
PRONOUNS = frozenset(range(PERSONAL, OTHER + 1))

WORD_HASHES, ENDING_HASHES, SHAPES = 2048, 1024, 6


@dataclass(frozen=True, slots=True)
class Pronoun:
    """Person (1 to 3), and the genders and numbers that the form leaves open for what it stands for."""

    person: int
    genders: str = GENDERS
    numbers: str = NUMBERS


def _list_pronouns() -> dict[str, Pronoun]:
    found = {form: Pronoun(1, numbers="s") for form in ("ich", "mich", "mir", "meiner")}
    found |= {form: Pronoun(1, numbers="p") for form in ("wir", "uns")}
    found |= {form: Pronoun(2, numbers="s") for form in ("du", "dich", "dir")}
    found |= {"euch": Pronoun(2, numbers="p"), "ihr": Pronoun(3, "f", "sp"), "sich": Pronoun(3)}
    found |= {form: Pronoun(3, "m", "s") for form in ("er", "ihn")}
    found |= {"ihm": Pronoun(3, "mn", "s"), "es": Pronoun(3, "n", "s"), "sie": Pronoun(3, "mfn", "sp")}
    found |= {
        "ihnen": Pronoun(3, numbers="p"),
        "denen": Pronoun(3, numbers="p"),
        "deren": Pronoun(3, "mfn", "sp"),
    }
    found |= {"dessen": Pronoun(3, "mn", "s"), "dem": Pronoun(3, "mn", "s"), "das": Pronoun(3, "n", "s")}
    found |= {"dies": Pronoun(3, "n", "s"), "den": Pronoun(3, "m", "s"), "was": Pronoun(3, "n", "s")}
    for ending in ("", "e", "en", "em", "er", "es"):
        found |= {f"mein{ending}": Pronoun(1, numbers="s"), f"dein{ending}": Pronoun(2, numbers="s")}
        found |= {f"sein{ending}": Pronoun(3, "mn", "s")}
        if ending:
            found |= {f"ihr{ending}": Pronoun(3, "mfn", "sp"), f"unser{ending}": Pronoun(1, numbers="p")}
            found |= {f"unsr{ending}": Pronoun(1, numbers="p"), f"eur{ending}": Pronoun(2, numbers="p")}
    found |= {"unser": Pronoun(1, numbers="p"), "euer": Pronoun(2, numbers="p")}
    return found


PRONOUN_FORMS = _list_pronouns()
PLURAL_OF_TWO = frozenset({"beide", "beiden", "beider"})

SALUTATIONS = {
    "herr": "m",
    "herrn": "m",
    "mr": "m",
    "mr.": "m",
    "frau": "f",
    "mrs": "f",
    "mrs.": "f",
    "ms": "f",
    "ms.": "f",
}
GENERATIONS = {
    "senior": 1,
    "sen": 1,
    "sen.": 1,
    "sr": 1,
    "sr.": 1,
    "junior": 2,
    "jun": 2,
    "jun.": 2,
    "jr": 2,
    "jr.": 2,
}
_PARTY_LIKE = (
    "partei union bewegung liste bündnis allianz fraktion verein verband stiftung gruppe konzern ag gmbh"
)
PARTY_WORDS = frozenset(_PARTY_LIKE.split())
_ENDINGS = re.compile(r"(?<=\w{4})(?:ern|es|en|em|er|e|n|s)$")
_UMLAUTS = str.maketrans("äöüß", "aous")


@lru_cache(maxsize=50_000)
def hash_form(form: str) -> tuple[int, int, tuple[float, ...]]:
    """A token's form as the tagger takes it: hashes of the word and of its ending, and its shape."""
    lower = form.lower()
    shape = (
        form[:1].isupper(),
        form.isupper() and len(form) > 1,
        any(c.isdigit() for c in form),
        not any(c.isalnum() for c in form),
        "-" in form,
        len(form) > 9,
    )
    word, ending = (
        crc32(lower.encode("utf-8", "surrogatepass")) % WORD_HASHES,
        crc32(lower[-3:].encode("utf-8", "surrogatepass")) % ENDING_HASHES,
    )
    return word, ending, tuple(map(float, shape))


@lru_cache(maxsize=50_000)
def stem_noun(form: str) -> str:
    """A noun without its inflection, roughly: Präsidenten → prasident."""
    lower = form.lower().translate(_UMLAUTS)
    if lower.endswith("innen"):
        return lower[:-3]
    return lower if lower.endswith("in") else _ENDINGS.sub("", lower)


@lru_cache(maxsize=50_000)
def stem_name(form: str) -> str:
    """A name without the s of the genitive: Merkels → merkel, Hans' → hans."""
    lower = form.lower().rstrip("'’")
    return lower[:-1] if lower.endswith("s") and len(lower) > 4 and not lower.endswith("ss") else lower
