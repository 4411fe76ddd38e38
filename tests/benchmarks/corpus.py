"""Prose of our own at any length, the same in every run; knows no engine.

Each section tells of a town: who founded it and when, what was built, counted, joined and lost. Most
sentences hold nothing to ask or lean on those before them, as in what people write. A thousand words have 29
dates and figures and give the rules 28 proposals; in 30 documents that people wrote it was 17 and 9, so that
what the rules cost shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from random import Random

GIVEN = (
    "Marta", "Jon", "Ingrid", "Paul", "Helena", "Viktor", "Anna", "George", "Clara", "Henry", "Rosa",
    "Peter", "Edith", "Martin", "Alice", "Robert", "Nora", "Thomas", "Ellen", "Walter", "Grace", "Oscar",
    "Julia", "Hugo",
)  # fmt: skip
FAMILY = (
    "Brandt", "Vik", "Keller", "Lindgren", "Moreau", "Hastings", "Novak", "Fischer", "Calloway", "Duarte",
    "Petrov", "Whitfield", "Sorensen", "Marchetti", "Okafor", "Thornton", "Vance", "Aldridge", "Bergman",
    "Costa", "Delgado", "Ferrant", "Goddard", "Hollis", "Ibsen", "Jarvis", "Kowalski", "Lachlan", "Merrick",
    "Norling",
)  # fmt: skip
PLACE_STEMS = (
    "Ost", "Nor", "Wes", "Hal", "Bren", "Cal", "Dun", "Elm", "Fair", "Glen", "Har", "Kirk", "Lang", "Mar",
    "Nes", "Oak", "Pem", "Raven", "Stan", "Thorn",
)  # fmt: skip
PLACE_ENDS = ("holm", "ford", "bury", "mouth", "haven", "stead", "wick", "dale", "bridge", "ton", "ness")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
CRAFTS = ("a shipwright", "an engineer", "a merchant", "a surveyor", "a physician", "a printer", "a teacher")
MATERIALS = ("granite", "limestone", "brick", "timber", "sandstone", "iron")
GOODS = ("salt", "wool", "copper", "timber", "grain", "herring", "slate", "linen")
BODIES = ("Harbour Board", "Town Council", "Railway Company", "Water Company", "Botanical Society")
TERMS = (
    ("A lock", "a chamber of water with gates at both ends that raises or lowers boats"),
    ("Slate", "a fine-grained rock that splits into thin and even sheets"),
    ("A weir", "a low wall across a river that holds its water back"),
    ("Peat", "a dark soil of half-decayed plants that forms where water cannot drain"),
    ("A causeway", "a raised road that crosses wet or low ground"),
    ("Tallow", "a fat of cattle or sheep from which candles were made"),
)

FACTS = (
    "{who}, {craft} from {other}, founded the town of {town} in {year} after a long dispute with {rival}.",
    "On {day} {month} {year2} the {body} built a {adjective} bridge of {material} on the road to {other}.",
    "The population of {town} grew from {small} in {year} to {large} in {year2}, while that of {other} fell.",
    "{who2} became the first mayor of {town} in {year}, and she kept the office until {month} {year2}.",
    "{term} is {definition}.",
    "The oldest mill in {town}, which {who2} built of {material}, burned down on {day} {month} {year2}.",
    "Although the harbour froze in most winters, ships from {city} carried {goods} to {other} until {year2}.",
    "The {body} sold {percent} percent of its land to {rival} in {year2}.",
    "In {month} {year} a storm destroyed {houses} houses along the shore, and the church lost its tower.",
    "The road between {town} and {other} is {km} kilometres long and crosses {bridges} bridges.",
    "Merchants from {city} paid a tax on {goods} because the king had granted the town a charter in {year}.",
    "Many visitors believe that the tower is older than the walls, which were begun in {year}.",
    "{rival} wrote in {year2} that the schools of {town} were better than any that the country had seen.",
    "“We built it with our own hands,” {who2} told a newspaper in {year2}, “and it will stand.”",
    "A railway joined {town} to {city} in {year2}; the journey took {hours} hours instead of {days} days.",
    "The museum holds {large} objects, among them the letters of {who} and a map that was drawn in {year}.",
    "For {months} years the town was governed by a council of {bridges} members, each chosen by a guild.",
    "The University of {city} was founded by {who2} in {year} and moved to its present site in {year2}.",
    "Trade in {goods} made the families of {town} rich, so that a second market was opened in {year2}.",
    "During the war of {year2}, {who2} led {small} soldiers over the marsh and took {other} without a shot.",
)  # fmt: skip

TALK = (
    "It was repaired within {months} months at a cost of ${cost},000.",
    "He had studied in {city} before he came to the coast, where nobody had heard of his plans.",
    "However, this did not last, and most of the {group} who had come for work went away again.",
    "They met every week in a room above the inn, but no record of what was said has been found.",
    "Those who worked in the quarries lived on the other side of the river, where rents were low.",
    "See figure {bridges} for the course of the old walls (the dotted line shows where they are lost).",
    "What happened next is not known.",
    "Today the harbour is quiet, and {goods} is carried by road.",
    "The {thing} was said to be {quality}, though few of the {group} who spoke of it had ever seen it.",
    "For the {group} of {other} this meant that {goods} became dearer and that the {thing} stood empty.",
    "Some have argued that the {thing} mattered less than the {group}, whose habits changed only slowly.",
    "If the {thing} had been {quality}, as its critics wished, the {group} would hardly have noticed.",
    "Nobody doubted that she was right, yet the council hesitated, as councils do when money is short.",
    "The {group} kept to themselves, spoke another language at home and sold {goods} at the gate.",
    "In a small place such as this, {goods} could be {quality} one winter and worthless in the next.",
    "When the {group} returned, they found the {thing} in the hands of people whom they did not know.",
    "There were good reasons to leave the {thing} as it was: it was {quality}, and it cost nothing.",
    "Such a {thing} needs dry ground, patience and a steady supply of {goods}, which is why few were built.",
    "“You can see that the {thing} is {quality},” a guide tells the {group} who still come here.",
    "Neither the {group} nor their neighbours in {other} had any say in what was done with the {thing}.",
    "It is easy to forget how {quality} the {thing} must have seemed to the {group} of those days.",
    "Our own view is that both accounts are true in part, and that the {group} knew more than they told.",
    "Whether the {thing} was ever used as its builders had intended is a question for another chapter.",
    "With the {group} came new songs, new dishes and a taste for {goods} that has never quite left.",
    "Another cause of the decline was the {thing}, which had become too {quality} for the ships of the day.",
    "At night the {group} lit fires along the shore so that the boats could find their way past the {thing}.",
    "These changes did not please everyone, and the {group} in particular felt that they had been deceived.",
    "Rising prices, bad harvests and the loss of the {thing} drove many of the {group} to look elsewhere.",
)  # fmt: skip
THINGS = (
    "quay",
    "market hall",
    "old road",
    "lighthouse",
    "salt works",
    "ferry",
    "chapel",
    "canal",
    "theatre",
)
GROUPS = (
    "weavers",
    "fishermen",
    "merchants",
    "farmers",
    "children",
    "pilgrims",
    "sailors",
    "newcomers",
    "widows",
)
QUALITIES = (
    "narrow",
    "costly",
    "dangerous",
    "remote",
    "splendid",
    "fragile",
    "useless",
    "modern",
    "unhealthy",
)
TOLD = 0.27
"""The share of sentences that tell a fact."""


def prose(words: int, *, seed: int = 1) -> str:
    """Return Markdown of about so many words, each section with a heading and paragraphs.

    Args:
        words: How many words at least; it ends with the section that reaches them.
        seed: Another seed gives other prose.
    """
    sections: list[str] = []
    told = 0
    for section in _sections(Random(seed)):
        sections.append(section)
        told += len(section.split())
        if told >= words:
            break
    return "\n\n".join(sections) + "\n"


def one_line(characters: int, *, seed: int = 1) -> str:
    """Return so many characters of prose without a line end."""
    text = " ".join(
        line for line in prose(characters // 5, seed=seed).splitlines() if line and not line.startswith("#")
    )
    return text[:characters]


def _sections(random: Random) -> Iterator[str]:
    for number in count(1):
        town, city, other = _place(random), _place(random), _place(random)
        people = [f"{random.choice(GIVEN)} {random.choice(FAMILY)}" for _ in range(6)]
        paragraphs = [
            " ".join(
                _sentence(template, random, people, town, city, other) for template in _templates(random)
            )
            for _ in range(random.randint(3, 6))
        ]
        yield "\n\n".join([f"## {number}. {town}", *paragraphs])


def _templates(random: Random) -> list[str]:
    facts, talk = random.sample(FACTS, len(FACTS)), random.sample(TALK, len(TALK))
    return [(facts if random.random() < TOLD else talk).pop() for _ in range(random.randint(3, 7))]


def _sentence(template: str, random: Random, people: list[str], town: str, city: str, other: str) -> str:
    year = random.randint(1610, 1880)
    term, definition = random.choice(TERMS)
    who, who2, rival = random.sample(people, 3)
    return template.format(
        who=who,
        who2=who2,
        rival=rival,
        town=town,
        city=city,
        other=other,
        year=year,
        year2=year + random.randint(3, 110),
        day=random.randint(1, 28),
        month=random.choice(MONTHS),
        craft=random.choice(CRAFTS),
        body=random.choice(BODIES),
        material=random.choice(MATERIALS),
        goods=random.choice(GOODS),
        adjective=random.choice(("wooden", "narrow", "second", "covered", "new")),
        small=f"{random.randint(210, 990)}",
        large=f"{random.randint(2, 60)},{random.randint(100, 999)}",
        months=random.randint(4, 40),
        cost=random.randint(20, 900),
        percent=random.randint(5, 80),
        houses=random.randint(12, 340),
        km=random.randint(6, 90),
        bridges=random.randint(3, 30),
        hours=random.randint(2, 9),
        days=random.randint(2, 6),
        term=term,
        definition=definition,
        thing=random.choice(THINGS),
        group=random.choice(GROUPS),
        quality=random.choice(QUALITIES),
    )


def _place(random: Random) -> str:
    return random.choice(PLACE_STEMS) + random.choice(PLACE_ENDS)
