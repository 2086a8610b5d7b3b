"""A folder of tiny corpora in the formats that training reads, all their sentences invented."""

import json
from pathlib import Path

from laut.language.pieces import SPACE, SPECIALS, Pieces
from laut.train.tags import TAG_SETS

NEWSROOM = Path(__file__).parent.parent / "newsroom"
LETTERS = "abcdefghijklmnopqrstuvwxyzäöüABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜ0123456789.,:;!?()-–„“‚‘"
PIECES = Pieces(
    [(special, 0.0) for special in SPECIALS] + [(space + c, -5.0) for c in LETTERS for space in ("", SPACE)]
)
TAGS = tuple((layer, len(names)) for layer, names in TAG_SETS.items())

_GERMEVAL = """#\thttp://beispiel.example/{n}\t[2010-01-0{n}]
1\tDie\tO\tO
2\tBürgermeisterin\tO\tO
3\tUlla\tB-PER\tO
4\tBrandhofer\tI-PER\tO
5\tbesuchte\tO\tO
6\tLindquell\tB-LOC\tO
7\t.\tO\tO

"""
_WIKINEURAL = "0\tDer\tO\n1\tSC\tB-ORG\n2\tAuenstadt\tI-ORG\n3\tsiegte\tO\n4\t.\tO\n\n"
_MOPE = {
    "words": ["Der", "Innenminister", "sprach", "mit", "der", "Bundesregierung", "."],
    "tags": ["B-EPPOL", "I-EPPOL", "O", "O", "B-EOPOL", "I-EOPOL", "O"],
}
_SPEECH = {
    "Sentences": [{"SentenceId": 0, "Tokens": ["Frau", "Velt", "sagt", ",", "das", "Bad", "öffne", "."]}],
    "Annotations": [
        {
            "Source": ["0:0", "0:1"],
            "Cue": ["0:2"],
            "Message": ["0:4", "0:5", "0:6"],
            "Addr": [],
            "Topic": [],
            "Medium": [],
            "Evidence": [],
            "PTC": [],
        }
    ],
}
_ENGLISH = "Mayor Ulla Brand said the bath would open in May. Nobody objected.\n"
_BRAT = (
    "T1\tSource 0 16\tMayor Ulla Brand\nT2\tCue 17 21\tsaid\nT3\tContent 22 49\tthe bath would open in May.\n"
    "T4\tAttribution 17 21\tsaid\nE1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n"
)
_TEXT = "Neue Brücke Ulla Kranz sprach in der Stadt ( Auen ) . Sie lobte die Stadt und sich ."
_WORDS = _TEXT.split()
_MARKED = """
<markable id="markable_1" span="word_3..word_4" np_form="ne" phrase_type="np" anaphor_antecedent="empty"/>
<markable id="markable_2" span="word_6..word_11" np_form="defnp" phrase_type="pp" anaphor_antecedent="empty"/>
<markable id="markable_3" span="word_13" np_form="pper" phrase_type="np" anaphor_antecedent="markable_1"/>
<markable id="markable_4" span="word_15,word_16" np_form="defnp" anaphor_antecedent="markable_2"/>
<markable id="markable_5" span="word_1..word_2" np_form="defnp" phrase_type="np" anaphor_antecedent="empty"/>
<markable id="markable_6" span="word_99" np_form="defnp" phrase_type="np" anaphor_antecedent="markable_2"/>
<markable id="markable_7" span="word_18" np_form="pper" anaphor_antecedent="markable_1;markable_2"/>
"""


def write_corpora(folder: Path, articles: int = 6) -> Path:
    """Write every corpus below `folder`, with some of the project's own articles in the place of gnq2024."""
    files = sorted((NEWSROOM / "train").glob("*.json"))
    for part, chosen in (("train", files[:articles]), ("dev", files[articles : articles + 3])):
        target = _make(folder / "quotes/gnq2024" / part)
        for file in chosen:
            (target / file.name).write_bytes(file.read_bytes())
    speeches = _make(folder / "quotes/spkatt2023/train/task1")
    (speeches / "a.json").write_text(json.dumps(_SPEECH), "utf-8")
    english = folder / "quotes/polnear_en/train"
    (_make(english / "text") / "a.txt").write_text(_ENGLISH, "utf-8")
    (_make(english / "attributions") / "a_0000.ann").write_text(_BRAT, "utf-8")
    germeval = "".join(_GERMEVAL.format(n=n) for n in range(1, 10))
    (_make(folder / "ner/germeval14") / "NER-de-dev.tsv").write_text(germeval, "utf-8")
    (_make(folder / "ner/wikineural_de") / "val.conllu").write_text(_WIKINEURAL * 5, "utf-8")
    (_make(folder / "ner/mope_l3") / "train.json").write_text((json.dumps(_MOPE) + "\n") * 5, "utf-8")
    (_make(folder / "news") / "10kgnad_test.csv").write_text(
        "Sport;Ulla Brand kam spät ins Stadion. Sie nannte den Sieg verdient.\n", "utf-8"
    )
    for name in ("pcc2", "corefpro"):
        write_chained(folder / "coref" / name, ["a", "b"])
    _make(folder / "quotes/redewiedergabe")
    return folder


def write_chained(folder: Path, names: list[str]) -> None:
    """Write an MMAX2 corpus of the same text under several names."""
    (folder / "basedata").mkdir(parents=True)
    (folder / "markables").mkdir()
    for name in names:
        words = "".join(f'<word id="word_{i}">{word}</word>' for i, word in enumerate(_WORDS, 1))
        (folder / f"basedata/{name}_words.xml").write_text(f"<words>{words}</words>", "utf-8")
        (folder / f"markables/{name}_primmark_level.xml").write_text(
            f"<markables>{_MARKED}</markables>", "utf-8"
        )
        sentences = '<markable id="m1" span="word_1..word_2"/><markable id="m2" span="word_3..word_12"/>'
        (folder / f"markables/{name}_sentence_level.xml").write_text(
            f"<markables>{sentences}</markables>", "utf-8"
        )


def write_labels(folder: Path) -> None:
    """Labels by hand of the article that `write_corpora` puts among the news, and of none of the others."""
    folder.mkdir(parents=True)
    for name, members in (("newsroom", ""), ("gnq", ""), ("10kgnad", "0\t0-10 33-36\n")):
        (folder / f"chains.{name}.tsv").write_text(f"file\tmembers\n{members}", "utf-8")
    rows = "row\tstart\tend\tanswer\n0\t33\t62\treported\n0\t0\t32\tnone\n"
    (folder / "reported.tsv").write_text(rows, "utf-8")


def _make(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
