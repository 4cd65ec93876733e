"""The version of Qaim."""

__version__ = "0.1.0"
