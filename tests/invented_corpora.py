"""A folder of tiny corpora in the formats that training reads, all their sentences invented."""

import json
from pathlib import Path

NEWSROOM = Path(__file__).parent.parent / "newsroom"

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
    (_make(folder / "news") / "10kgnad_test.csv").write_text("Sport;Der SC Auenstadt siegte.\n", "utf-8")
    _make(folder / "quotes/redewiedergabe")
    return folder


def _make(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
