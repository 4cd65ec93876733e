"""Frozen records: what `typing.NamedTuple` does, at less cost for a class that is never called."""

from __future__ import annotations

import copy
import pickle
from typing import Any, Generic, NamedTuple, TypeVar

import pytest

from qaim_cli.frozen_record import FrozenRecord

Kind = TypeVar("Kind")


class Stay(FrozenRecord):
    place: str
    year: int = 1920
    guests: tuple[str, ...] = ()

    def count_guests(self) -> int:
        return len(self.guests)


class TwinStay(NamedTuple):
    place: str
    year: int = 1920
    guests: tuple[str, ...] = ()


class LongStay(Stay):
    def count_guests(self) -> int:
        return super().count_guests() + 1


class Pair(FrozenRecord, Generic[Kind]):
    first: Kind
    second: Kind


class Nothing(FrozenRecord):
    """No field at all."""


CALLS: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    (("Ana",), {}),
    (("Ana", 1921), {}),
    (("Ana", 1921, ("x", "y")), {}),
    ((), {"place": "Ana"}),
    (("Ana",), {"guests": ("x",)}),
    ((), {"guests": ("x",), "year": 3, "place": "Rawa"}),
    ((), {}),
    (("Ana", 1, (), 4), {}),
    (("Ana",), {"place": "Rawa"}),
    (("Ana",), {"town": "Rawa"}),
]


@pytest.mark.parametrize(("values", "named"), CALLS)
def test_a_record_is_made_as_a_named_tuple_is(
    values: tuple[Any, ...], named: dict[str, Any]
) -> None:
    try:
        expected: tuple[Any, ...] | None = TwinStay(*values, **named)
    except TypeError:
        with pytest.raises(TypeError):
            Stay(*values, **named)
    else:
        assert Stay(*values, **named) == expected


def test_the_constructor_is_compiled_by_the_first_record() -> None:
    class Fresh(FrozenRecord):
        name: str

    assert "__new__" not in vars(Fresh)
    assert Fresh("a") == Fresh(name="a") == ("a",)
    assert "__new__" in vars(Fresh)


def test_a_record_whose_first_call_fails_can_still_be_made() -> None:
    class Fresh(FrozenRecord):
        name: str

    with pytest.raises(TypeError, match="name"):
        Fresh()  # type: ignore[call-arg]
    assert Fresh("a").name == "a"


def test_a_subclass_keeps_its_own_class_and_methods() -> None:
    stay = LongStay("Ana", guests=("x",))
    assert type(stay) is LongStay
    assert (stay.place, stay.count_guests()) == ("Ana", 2)
    assert type(stay._replace(year=3)) is LongStay
    assert Stay("Ana", guests=("x",)).count_guests() == 1


def test_a_record_is_frozen_and_has_no_room_for_more() -> None:
    stay = Stay("Ana")
    with pytest.raises(AttributeError):
        stay.place = "Rawa"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        stay.town = "Rawa"  # type: ignore[attr-defined]
    assert not hasattr(stay, "__dict__")
    assert stay == Stay("Ana")
    assert hash(stay) == hash(Stay("Ana"))


def test_it_can_be_printed_taken_apart_and_put_together() -> None:
    stay, twin = Stay("Ana", 3), TwinStay("Ana", 3)
    assert repr(stay) == repr(twin).replace("TwinStay", "Stay")
    assert stay._asdict() == twin._asdict()
    assert (Stay._fields, Stay._field_defaults) == (TwinStay._fields, TwinStay._field_defaults)
    match stay:
        case Stay(place, year):
            assert (place, year) == ("Ana", 3)
    assert repr(Nothing()) == "Nothing()"
    assert Nothing() == ()


def test_a_copy_through_pickle_is_of_the_same_class() -> None:
    for stay in (Stay("Ana", 3), LongStay("Ana")):
        for other in (pickle.loads(pickle.dumps(stay)), copy.copy(stay), copy.deepcopy(stay)):
            assert (type(other), other) == (type(stay), stay)


def test_a_replaced_field_must_exist() -> None:
    assert Stay("Ana")._replace(year=3) == ("Ana", 3, ())
    with pytest.raises(TypeError, match="town"):
        Stay("Ana")._replace(town="Rawa")  # type: ignore[call-arg]


def test_values_in_order_must_be_all_of_them() -> None:
    assert Stay._make(["Ana", 3, ()]).year == 3
    for values in (["Ana"], ["Ana", 3, (), 4]):
        with pytest.raises(TypeError, match="3 fields"):
            Stay._make(values)


def test_a_type_parameter_costs_nothing() -> None:
    pair: Pair[int] = Pair(1, second=2)
    assert (pair.first, pair.second, tuple(pair)) == (1, 2, (1, 2))


def test_fields_with_defaults_come_last() -> None:
    class Wrong(FrozenRecord):  # type: ignore[misc]
        year: int = 3
        place: str  # type: ignore[misc]

    with pytest.raises(TypeError, match="Wrong"):
        Wrong(1, "Ana")
