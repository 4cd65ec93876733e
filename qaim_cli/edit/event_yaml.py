"""Events as they are written: an event → its keys as YAML."""

from __future__ import annotations

from qaim_cli.edit.add import says_more_than_edtf
from qaim_cli.edit.layout import YamlValue
from qaim_cli.model import CASUALTY_KINDS, Casualties, Entity, Event, Origin, Qualifier, Source

FIGURE_FORMATS = {Qualifier.EXACT: "{}", Qualifier.ABOUT: "~{}", Qualifier.AT_LEAST: "{}+"}
"""How a figure is written, by the source's hedge."""


def build_event(event: Event) -> YamlValue:
    """An event as it is to be written."""
    people = [
        build_keys(("actor", each.actor), ("role", each.role))
        if each.role
        else YamlValue(each.actor)
        for each in event.participants
    ]
    return build_keys(
        ("id", event.id),
        ("date", event.edtf),
        ("date_text", _choose_date_text(event)),
        ("title", event.title),
        ("summary", event.summary),
        ("actors", YamlValue(tuple(people), "list")),
        ("places", event.places),
        ("tags", event.tags),
        (
            "casualties",
            YamlValue(tuple(map(_build_casualties, event.casualties)), "list"),
        ),
        ("according_to", event.according_to),
        ("note", event.note),
        ("part_of", event.part_of),
        ("source", _unwrap_single(tuple(map(_build_source, event.sources)))),
        ("allow", build_keys(*event.allow)),
        ("origin", _unwrap_single(tuple(map(_build_origin, event.origins)))),
    )


def _choose_date_text(event: Event) -> str:
    """The date's words where they say more than EDTF; those of another file always stay."""
    is_kept = bool(event.origins) or says_more_than_edtf(event.date, event.date_text)
    return event.date_text if is_kept else ""


def build_degrees(entity: Entity) -> YamlValue:
    """Where a place lies, as it is to be written."""
    return YamlValue(
        tuple(YamlValue(format_degrees(each), is_plain=True) for each in entity.at), "list"
    )


def format_degrees(degrees: float) -> str:
    """Degrees as a store writes them, without an exponent."""
    return f"{degrees:.10f}".rstrip("0").rstrip(".")


def _build_origin(origin: Origin) -> YamlValue:
    return build_keys(
        ("file", origin.file), ("record", origin.record), ("fingerprint", origin.fingerprint)
    )


def _unwrap_single(forms: tuple[YamlValue, ...]) -> YamlValue:
    return forms[0] if len(forms) == 1 else YamlValue(forms, "list")


def _build_casualties(casualties: Casualties) -> YamlValue:
    figures = ((harm, getattr(casualties, harm)) for harm in CASUALTY_KINDS)
    return build_keys(
        ("of", casualties.actor),
        *(
            (
                harm,
                YamlValue(FIGURE_FORMATS[figure.qualifier].format(figure.number), is_plain=True),
            )
            for harm, figure in figures
            if figure
        ),
    )


def _build_source(source: Source) -> YamlValue:
    return build_keys(
        ("section", source.section),
        ("paragraph", YamlValue(str(source.paragraph or ""), is_plain=True)),
        ("sentence", YamlValue(str(source.sentence or ""), is_plain=True)),
        ("fingerprint", source.fingerprint),
    )


def build_keys(*pairs: tuple[str, str | tuple[str, ...] | YamlValue]) -> YamlValue:
    """A record of what is not empty."""
    forms = (
        (YamlValue(key), value if isinstance(value, YamlValue)
         else YamlValue(value) if isinstance(value, str)
         else YamlValue(tuple(map(YamlValue, value)), "list"))
        for key, value in pairs
    )  # fmt: skip
    return YamlValue(tuple((key, form) for key, form in forms if form.value), "keys")
