"""Kinds of actor that nouns stand for: the table, inflected forms, compounds, look-alikes."""

import pytest

from laut.knowledge.senses import (
    A_BODY,
    A_PERSON,
    A_TEXT,
    NONE,
    SENSES,
    find_senses,
    list_senses,
    load_senses,
)


@pytest.mark.parametrize(
    ("noun", "senses"),
    [
        ("ministerin", ("state",)),
        ("ministerinnen", ("state",)),
        ("anwalts", ("lawyer",)),
        ("abgeordneter", ("politician",)),
        ("bundesinnenministerium", ("ministry",)),
        ("autobauers", ("company",)),
        ("us-präsidenten", ("state",)),
        ("linienrichter", ("sport",)),
        ("fahrzeuge", ()),
        ("augenzeugen", ("victim",)),
        ("quastenflosser", ()),
        ("", ()),
    ],
)
def test_a_noun_has_the_classes_of_its_stem_or_of_its_last_part(noun: str, senses: tuple[str, ...]) -> None:
    assert list_senses(find_senses(noun)) == senses


def test_the_table_is_in_order_and_every_class_is_used() -> None:
    known = load_senses()
    assert list(known) == sorted(known)
    assert len(known) > 4000
    used = 0
    for mask in known.values():
        used |= mask
    assert list_senses(used) == SENSES
    assert NONE not in SENSES


def test_people_bodies_and_texts_share_no_class() -> None:
    assert A_PERSON & A_BODY == A_BODY & A_TEXT == A_PERSON & A_TEXT == 0
