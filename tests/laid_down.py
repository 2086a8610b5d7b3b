"""A reader that finds what is laid down, for tests in which the model is not the point."""

from collections import Counter
from datetime import date

from laut.ids import make_article_id, make_statement_id
from laut.language.sentences import find_sentences
from laut.language.tokens import find_tokens
from laut.records import Analysis, Article, Evidence, Reading, RoleScores, Span, Statement

SCORES = RoleScores(content=0.9, speaker=0.8, cue=0.7, frame=0.6, addressee=0.95)


class LaidDownReader:
    """Stands in for the model where the command line is the point: every line with a colon is a statement."""

    def read(self, text: str, *, published_on: date | None = None, title: str | None = None) -> Reading:
        """One direct statement for each `speaker: content` line."""
        article = Article(make_article_id(text), text, title, published_on=published_on)
        made, at, counts = [], 0, Counter[str]()
        for line in text.splitlines(keepends=True):
            speaker, colon, content = line.rstrip().partition(": ")
            if colon:
                start, number = at + len(speaker) + 2, counts[content]
                counts[content] += 1
                made.append(
                    Statement(
                        id=make_statement_id(article.id, content, number),
                        kind="direct",
                        medium="speech",
                        content=(Span(start, start + len(content)),),
                        evidence=Evidence("test@1", 0.5),
                        scores=SCORES,
                        speaker=(Span(at, at + len(speaker)),),
                    )
                )
            at += len(line)
        found = find_tokens(text)
        tokens = tuple(map(Span, found.starts, found.ends))
        sentences = tuple(Span(tokens[a].start, tokens[b - 1].end) for a, b in find_sentences(text, found))
        return Reading(article, Analysis(sentences, tokens, ()), tuple(made), "test@1")
