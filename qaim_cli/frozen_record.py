"""`FrozenRecord`: named tuples whose classes cost little to make.

Most classes of a start are never called in it, and `typing.NamedTuple` compiles a constructor for
each: more than a third of the instructions of a start. Here it is compiled when a record is first
made.
"""

from __future__ import annotations

from _collections import _tuplegetter  # type: ignore[import-not-found]
from typing import TYPE_CHECKING, Any, ClassVar

__all__ = ["FrozenRecord"]

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import NamedTuple as FrozenRecord
    from typing import Self
else:

    class _RecordType(type):
        """Makes a tuple's class of each direct subclass of `FrozenRecord`."""

        def __new__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> type:
            if bases != (tuple,) and FrozenRecord in bases:
                fields = tuple(namespace.get("__annotations__", ()))
                namespace["_field_defaults"] = {
                    field: namespace.pop(field) for field in fields if field in namespace
                }
                namespace["_fields"] = namespace["__match_args__"] = fields
                for position, field in enumerate(fields):
                    namespace[field] = _tuplegetter(position, f"field {position}")
            namespace.setdefault("__slots__", ())
            return super().__new__(cls, name, bases, namespace)

    class FrozenRecord(tuple, metaclass=_RecordType):
        """A base like `typing.NamedTuple`: fields with types, defaults, and methods.

        Its records are tuples, read by name, compared and hashed by their values, and never
        changed. Type checkers take it for `typing.NamedTuple`. The module needs
        `from __future__ import annotations`.
        """

        __slots__ = ()
        _fields: ClassVar[tuple[str, ...]] = ()
        _field_defaults: ClassVar[dict[str, Any]] = {}

        def __new__(cls, *values: Any, **named: Any) -> Self:
            """A record of these values; its class gets its own constructor by the first call."""
            owner = next(each for each in cls.__mro__ if "_fields" in vars(each))
            owner.__new__ = staticmethod(_compile_constructor(owner))
            return owner.__new__(cls, *values, **named)

        @classmethod
        def _make(cls, values: Iterable[Any]) -> Self:
            """A record of all its values in order, defaults or not.

            Raises:
                TypeError: There are more values than fields, or fewer.
            """
            record = tuple.__new__(cls, values)
            if len(record) != len(cls._fields):
                raise TypeError(f"{cls.__name__} has {len(cls._fields)} fields, not {len(record)}")
            return record

        def _replace(self, /, **changes: Any) -> Self:
            """A record like this one, but for the fields that are named.

            Raises:
                TypeError: A name is no field's.
            """
            record = tuple.__new__(type(self), map(changes.pop, self._fields, self))
            if changes:
                raise TypeError(f"{type(self).__name__} has no fields {sorted(changes)}")
            return record

        def _asdict(self) -> dict[str, Any]:
            """Its fields and their values, in order."""
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self) -> str:
            values = (f"{field}={value!r}" for field, value in self._asdict().items())
            return f"{type(self).__name__}({', '.join(values)})"

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)  # what pickling and copying make the record of again

    def _compile_constructor(record: type[FrozenRecord]) -> Any:
        """A function that takes a record's fields by position or name, as fast as a tuple's."""
        fields, defaults = record._fields, record._field_defaults
        first_default = len(fields) - len(defaults)
        if fields[first_default:] != tuple(defaults):
            raise TypeError(
                f"{record.__name__}: a field without default follows one with a default"
            )
        values = "".join(f"{field}, " for field in fields)
        make_constructor = f"lambda new_tuple: lambda _cls, {values}: new_tuple(_cls, ({values}))"
        # The text is of nothing but the names of fields, which stand in our own code.
        constructor = eval(make_constructor, {"__builtins__": {}})(tuple.__new__)  # noqa: S307
        constructor.__defaults__ = tuple(defaults.values())
        constructor.__name__ = "__new__"
        constructor.__qualname__ = f"{record.__qualname__}.__new__"
        return constructor
