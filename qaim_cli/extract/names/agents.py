"""Agents, "built by Ann Moss", and parties, "a pact between Ash and Elm"."""

from __future__ import annotations

import re

from qaim_cli.extract.names.acting_subjects import (
    GROUP_NAME,
    NAME_WORDS,
    PERSON_WORD,
    find_behind,
    list_names,
)
from qaim_cli.extract.names.body_nouns import SHIP_NOUNS
from qaim_cli.extract.names.grammatical_roles import DONE_BY, NOUN_BEHIND, PHRASE_END, acts
from qaim_cli.extract.names.name_aliases import cut_origin, is_full_name
from qaim_cli.extract.words.prefiltered_patterns import PrefilteredPattern
from qaim_cli.extract.words.verbs import PASSIVE_VERB, VERB

_ROLE = rf"(?:(?:the|an?|his|her) )?(?:(?:[\w-]+ ){{0,3}}?{PERSON_WORD},? )?"
"""What a person is, before the name: "the young painter Ann Moss"."""
_DOER = (
    rf" {_ROLE}"
    r"(?:[“\"][\w-]+[”\"] |(?:[A-Z]\w+ )?(?:named|called) )?"
    r"(?:(?:giant|newly|American|British|French|German|Italian|rival|local)"
    r" (?!submarine U))?"
    rf"(?:(?:[\w-]+ ){{0,2}}?(?:{SHIP_NOUNS}) (?!U))?"
    rf"(?P<name>(?:[A-Z]\w+ )?submarine U-?\d+|{NAME_WORDS}){PHRASE_END}"
)
"""The name of an agent, behind what the agent is: "the destroyer Elm"."""
_AGENT = PrefilteredPattern(rf"{DONE_BY}{_DOER}")
_WISHER = PrefilteredPattern(
    r" the (?:behest|request|command|initiative|instigation|suggestion|orders?|direction"
    rf"|supervision|leadership|patronage) of{_DOER}"
)
"""Those who have something done: "at the request of Ann Moss"."""
_FURTHER_AGENT = re.compile(
    rf"(?: (?!by\b|{VERB.pattern})[^\s,;]+){{1,7}}? by {_ROLE}(?P<name>{NAME_WORDS}){PHRASE_END}"
)
"""By whom something is done, behind where or what it is done to: "found in Birk by Ann Moss"."""
_RECIPIENT = re.compile(
    r"\b(?:(?:fell|surrendered|capitulated|submitted|passed|passing)"
    r"|(?:was|were) (?:granted|awarded|given|issued|sold|ceded|assigned|presented|leased"
    r"|surrendered|handed over)(?: [^\s,;]+){0,3}?),? to (?:the )?"
    rf"(?:(?:[\w-]+ ){{0,2}}?{PERSON_WORD},? )?(?P<name>{NAME_WORDS}){PHRASE_END}"
)
"""To whom something fell or was given: "Birk fell to Ann Moss"."""
_COMPLEMENT = re.compile(
    rf"[^,;]* (?:is|was|were) (?:the )?(?:(?:[\w-]+ )?{PERSON_WORD},? )?(?P<name>{NAME_WORDS})"
    r"(?=,|\Z| (?:of|from|and)\b)"
)
"""Who somebody is: "The first owner was Ann Moss"."""
_DATE_BEHIND = (
    r"(?:,? (?:(?:in|on|about|around|early in|late in) )?[^,;.()\d]{0,16}?\d[\w ]{0,16}?"
    r"(?:, \d{4})?)?,?"
)
"""The date where a title ends: " in 1850"."""
_AGENT_BEHIND_DATE = re.compile(
    rf"{_DATE_BEHIND} by {_ROLE}(?P<name>{NAME_WORDS})(?: ?[,.;)]|{PHRASE_END})"
)
"""By whom something is done, behind that date: " in 1850 by the owner Bo Low"."""
_DOER_BEHIND_DATE = re.compile(
    rf"{_DATE_BEHIND} when {_ROLE}(?P<name>{NAME_WORDS}(?: [a-z]+(?:ers|ors|ists|ians|ants))?)"
    r"(?= [a-z])"
)
"""Who does something meanwhile, behind that date: " in 1850 when Bo Low dug a well"."""
_TAIL_CHARS = 24
"""How much of the end of a title is enough to find it in its sentence."""
_DEALING = (
    r"(?:wars?|battles?|siege|fighting|fought|fight|clash(?:es)?|conflicts?|disputes?|hostilities"
    r"|treaty|treaties|agreements?|pact|peace|truce|armistice|alliance|talks|negotiations|contacts?"
    r"|struggles?|rivalry|feuds?|quarrels?|match|game|race|duel|merger|marriage|wedding|partnership"
    r"|union|contract|signed|concluded)"
)
"""What two parties do or have together."""
_PARTIES = re.compile(
    rf"\b{_DEALING}\b[^,;:]{{0,50}}? between (?:the )?"
    rf"(?:(?:kingdoms|republics|empires|cities) of (?:the )?)?(?P<one>{NAME_WORDS})"
    rf",? and (?:(?:his|her|its|their) [a-z]+|(?:the )?(?P<other>{NAME_WORDS}))"
    r"(?P<noun> (?:[a-z]+ )?(?:armies|fleets|forces|troops|navies|governments|leaders|tribes))?"
)
_TAKEN_BY = re.compile(
    rf"(?:{DONE_BY}|(?:fell|surrendered) to) the (?P<name>[\w'’-]+(?: [\w'’-]+)?){PHRASE_END}"
)


def find_agents(title: str) -> tuple[str, ...]:
    """Find the names by whom something is done, or to whom it fell or was given.

    "The mill was built by Ann Moss", "Birk fell to Ann Moss" → "Ann Moss".
    """
    agent = _AGENT.search(title) or _RECIPIENT.search(title)
    if agent is None and (passive := PASSIVE_VERB.search(title)):
        agent = _FURTHER_AGENT.match(title, passive.end())
    return _list_agents(title, agent) if agent else ()


def find_wishers(title: str) -> tuple[str, ...]:
    """Find those at whose wish something is done in a title: "at the request of Ann Moss"."""
    wisher = _WISHER.search(title)
    return _list_agents(title, wisher) if wisher else ()


def _list_agents(text: str, agent: re.Match[str]) -> tuple[str, ...]:
    """List the agent found in a text, and those joined to it."""
    return tuple(map(cut_origin, (agent["name"], *list_names(text[agent.end("name") :]))))


def find_agents_behind(title: str, text: str) -> tuple[str, ...]:
    """Find the agents that a sentence names behind the date at which its title ends.

    "The mill was built", "In Birk the mill was built in 1850 by Ann Moss" → "Ann Moss".

    Args:
        title: the title.
        text: its sentence.
    """
    if not (" by " in text or " when " in text) or not PASSIVE_VERB.search(title):
        return ()
    text = text.removesuffix(".")
    tail = title[-_TAIL_CHARS:]
    if agent := find_behind(tail, _AGENT_BEHIND_DATE, text):
        return _list_agents(text, agent)
    doer = find_behind(tail, _DOER_BEHIND_DATE, text)
    return (doer["name"],) if doer and acts(text[doer.end() :]) else ()


def find_person_named_as(title: str) -> str:
    """Find the person whose name follows "was": "The first owner was Ann Moss"."""
    complement = _COMPLEMENT.match(title)
    name = cut_origin(complement["name"]) if complement else ""
    return name if is_full_name(name) else ""


def find_parties(title: str) -> tuple[str, ...]:
    """Find the two parties to a deal or dispute: "A dispute arose between Birk and Ash"."""
    parties = _PARTIES.search(title) if " between " in title else None
    if parties is None:
        return ()
    noun = parties["noun"] or ""
    if not noun and NOUN_BEHIND.match(title, parties.end()):
        return ()
    # "His rivals" are nobody by name.
    both = filter(None, (parties["one"], parties["other"]))
    return tuple(f"{name}{noun}" for name in both)


def find_agent_group(title: str) -> str:
    """Find the people by whom something is done or taken: "Birk fell to the Romans"."""
    agent = _TAKEN_BY.search(title)
    return agent["name"] if agent and GROUP_NAME.fullmatch(agent["name"]) else ""
