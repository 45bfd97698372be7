"""The composition root: the only module that knows config, adapters and runners."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from briefing import __version__
from briefing.adapters.clock import HeldClock, RunningClock, SystemClock
from briefing.errors import BriefingError, ConfigError
from briefing.pipeline import Outcome, Services, Settings
from briefing.ports import Channel, Clock, Fetcher, Parser

if TYPE_CHECKING:
    from briefing.adapters.http import FetchOptions
    from briefing.adapters.store.open import Store
    from briefing.config import Config
    from briefing.config.sources_file import SourcesEditor
    from briefing.runners import LocalRunner

__all__ = [
    "App",
    "Choice",
    "load_config",
    "open_app",
    "open_parser",
    "open_store_app",
    "sample_folder",
    "sample_web",
    "shipped",
    "sources_editor",
    "templates",
    "write_config",
]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a command asks of the root. `folder` holds the configuration, or has it in config/."""

    folder: Path
    now: datetime | None = None
    hold: bool = True  # with `now`: the clock stands still, or goes on from there
    storage: str = ""  # instead of the configured one
    outbox: Path | None = None  # where messages go without SMTP; with one set, always
    connect_to: Mapping[str, tuple[str, int]] | None = None  # recorded web: host to loopback address
    told: Callable[[Outcome], None] = lambda outcome: None


@dataclass(frozen=True, slots=True)
class App:
    """The running program: configuration, store, services and a runner."""

    config: Config
    folder: Path
    clock: Clock
    store: Store
    services: Services
    runner: LocalRunner


def shipped() -> Traversable:
    """The folder that holds templates/ and config/: inside the wheel, or the checkout."""
    inside = files("briefing") / "_shipped"
    return inside if inside.is_dir() else Path(__file__).resolve().parent.parent


def templates(folder: Path) -> dict[str, str]:
    """Template texts by name; a file of the user's in folder/templates wins over the shipped one."""
    texts = dict(_texts(shipped() / "templates", ""))
    own = folder / "templates"
    if own.is_dir():
        texts.update(_texts(own, ""))
    return texts


def _texts(folder: Traversable, prefix: str) -> Iterator[tuple[str, str]]:
    for child in sorted(folder.iterdir(), key=lambda c: c.name):
        if child.is_dir():
            yield from _texts(child, f"{prefix}{child.name}/")
        elif child.name.endswith(".j2"):
            yield prefix + child.name, child.read_text(encoding="utf-8")


def config_folder(folder: Path) -> Path:
    """Where the three files lie: `folder` itself, or its config/."""
    return folder if (folder / "briefing.yaml").is_file() else folder / "config"


def load_config(folder: Path) -> Config:
    """Reads and validates the configuration; raises ConfigError with every problem."""
    from briefing import config

    place = config_folder(folder)
    if not place.is_dir():
        raise ConfigError(str(folder), "no configuration here; 'briefing init' writes one")
    return config.load(place, os.environ)


def sources_editor(folder: Path) -> SourcesEditor:
    """sources.yaml, to be looked at and edited; raises ConfigError."""
    from briefing.config.sources_file import SourcesEditor
    from briefing.config.variables import environment

    place = config_folder(folder)
    return SourcesEditor(place / "sources.yaml", environment(place, os.environ))


@contextmanager
def open_app(choice: Choice) -> Iterator[App]:
    """Opens store, fetcher and parser children; closes them at the end, whatever happens."""
    from briefing.adapters.http import HttpFetcher
    from briefing.adapters.parsing import ParserPool

    config = load_config(choice.folder)
    clock = _clock(choice)
    with ExitStack() as stack:
        fetcher = stack.enter_context(HttpFetcher(_fetch_options(config, choice), clock))
        parser = stack.enter_context(ParserPool(workers=2))
        yield stack.enter_context(_assembled(choice, config, clock, fetcher, parser))


@contextmanager
def open_store_app(choice: Choice) -> Iterator[App]:
    """The program without its way to the web: for commands that only look at the store."""
    with _assembled(choice, load_config(choice.folder), _clock(choice), _NoWeb(), _NoWeb()) as app:
        yield app


class _NoWeb:
    """Fetcher and parser of a command that fetches nothing."""

    def feed(self, *asked: object) -> NoReturn:
        raise BriefingError("", "this command does not reach the web")

    page = article = pointers = feed


@contextmanager
def _assembled(choice: Choice, config: Config, clock: Clock, fetcher: Fetcher, parser: Parser) -> Iterator[App]:
    from briefing.adapters.store import open_store
    from briefing.runners import LocalRunner

    with open_store(_storage(config, choice)) as store:
        services = Services(
            clock=clock,
            fetcher=fetcher,
            parser=parser,
            channel=_channel(config, choice),
            news=store.news,
            editions=store.editions,
            ledger=store.ledger,
            sources={source.id: source for source in config.sources},
            templates=templates(choice.folder),
            settings=_settings(config),
        )
        yield App(config, choice.folder, clock, store, services, LocalRunner(services, choice.told))


@contextmanager
def open_parser(workers: int = 2) -> Iterator[Parser]:
    """The killable parser children."""
    from briefing.adapters.parsing import ParserPool

    with ParserPool(workers=workers) as pool:
        yield pool


@contextmanager
def sample_folder() -> Iterator[Path]:
    """The bundled sample day's configuration, as a folder."""
    with as_file(shipped() / "config" / "sample") as folder:
        yield folder


def write_config(folder: Path, title: str, email: str, when: tuple[str, str], secret: str) -> tuple[Path, ...]:
    """Writes configuration that starts; `when` is (zone, time). Raises ConfigError rather than overwrite a file."""
    from briefing import config

    answers = config.InitAnswers(title=title, email=email, zone=when[0], send_at=when[1], secret=secret)
    place = shipped() / "config"
    texts = {name: (place / name).read_text(encoding="utf-8") for name in config.DEFAULT_FILES}
    return config.write_defaults(folder, texts, answers)


@contextmanager
def sample_web() -> Iterator[Mapping[str, tuple[str, int]]]:
    """Serves the bundled sample day on 127.0.0.1; gives host to address and port."""
    from briefing.adapters.recorded import RecordedWeb

    with RecordedWeb(shipped() / "config" / "sample" / "web") as web:
        yield web.connect_to


def _clock(choice: Choice) -> Clock:
    if choice.now is None:
        return SystemClock()
    return HeldClock(choice.now) if choice.hold else RunningClock(choice.now)


def _storage(config: Config, choice: Choice) -> str:
    stored = choice.storage or config.storage
    if "://" in stored:
        return stored
    path = Path(stored)
    path = path if path.is_absolute() else choice.folder / path
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BriefingError(str(path.parent), f"cannot make this folder for the store: {error.strerror}") from error
    return str(path)


def _channel(config: Config, choice: Choice) -> Channel:
    if config.smtp_url and choice.outbox is None:
        from briefing.adapters.channels.smtp import SmtpChannel

        return SmtpChannel(config.smtp_url)
    from briefing.adapters.channels.outbox import OutboxChannel

    return OutboxChannel(choice.outbox or choice.folder / "outbox")


def _settings(config: Config) -> Settings:
    return Settings(
        sender=config.sender,
        owner=f"{socket.gethostname()}:{os.getpid()}",
        secret=config.secrets_key,
        version=__version__,
        every=config.collect.every,
    )


def _fetch_options(config: Config, choice: Choice) -> FetchOptions:
    from briefing.adapters.http import FetchOptions

    collect = config.collect
    return FetchOptions(
        user_agent=collect.user_agent or f"briefing/{__version__}",
        contact=collect.contact,
        connections_per_host=collect.connections_per_host,
        allow_networks=collect.allow_networks,
        connect_to=dict(choice.connect_to or {}),
    )
