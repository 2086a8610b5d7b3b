"""The arguments that say which statements of an archive count."""

import argparse

from laut.cli.values import parse_date
from laut.errors import SettingError
from laut.query import Filters
from laut.statements.labels import KINDS, MEDIA


def add_filters(parser: argparse.ArgumentParser) -> None:
    """The arguments for which statements count."""
    parser.add_argument("--kind", choices=KINDS, help="only statements of this kind")
    parser.add_argument("--medium", choices=MEDIA, help="only statements of this medium")
    add_actor(parser)
    add_article_filters(parser)


def add_article_filters(parser: argparse.ArgumentParser) -> None:
    """The arguments for which articles count."""
    add = parser.add_argument
    add("--outlet", metavar="NAME", help="only articles of this outlet")
    add("--since", metavar="DATE", type=parse_date, help="only articles of this day, as 2024-03-05, or later")
    add("--until", metavar="DATE", type=parse_date, help="only articles of this day or earlier")
    add(
        "--origin",
        choices=("all", "independent"),
        default="all",
        help="independent: no article that copies another one (default all)",
    )


def add_actor(parser: argparse.ArgumentParser) -> None:
    """The argument for whom a speaker stands for."""
    parser.add_argument(
        "--actor", metavar="ID", help="only statements of this actor, as Q567, whatever the article calls it"
    )


def add_speaker(parser: argparse.ArgumentParser) -> None:
    """The argument for what a speaker is called."""
    parser.add_argument(
        "--speaker",
        metavar="NAME",
        default="",
        help="only statements whose speaker has these words, or stands for an actor of this name or id",
    )


def make_filters(arguments: argparse.Namespace) -> Filters:
    """The filters of the command line; SettingError where no day can pass them."""
    if arguments.since and arguments.until and arguments.since > arguments.until:
        raise SettingError(f"--since {arguments.since} lies after --until {arguments.until}: swap them")
    independent = arguments.origin == "independent"
    names = ("kind", "medium", "outlet", "since", "until", "actor")
    return Filters(**{name: getattr(arguments, name) for name in names}, independent=independent)
