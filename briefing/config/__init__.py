"""The user's YAML files and .env, as one frozen Config. Errors show path:line:column.

Importing this package is cheap: YAML and pydantic are loaded with the first file that is read.
"""

from briefing.config.defaults import DEFAULT_FILES, InitAnswers, write_defaults
from briefing.config.load import FILES, CollectOptions, Config, load
from briefing.config.schema import schemas

__all__ = ["DEFAULT_FILES", "FILES", "CollectOptions", "Config", "InitAnswers", "load", "schemas", "write_defaults"]
