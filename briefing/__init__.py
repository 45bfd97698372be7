"""A daily foreign-affairs briefing by email, in which every sentence can be proved."""

__all__ = ["__version__"]

__version__ = "0.1.0"
