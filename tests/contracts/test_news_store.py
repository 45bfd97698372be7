"""What every store of news does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.errors import StoreError
from briefing.model import Standing, Validators
from tests.contracts.nouns import NOON, an_article, an_entry, bytes_of, later

if TYPE_CHECKING:
    from briefing.adapters.store.open import Store
    from tests.contracts.conftest import Opening

PAGE = "https://gotthard.example/1"


def test_a_source_never_asked_has_no_standing(store: Store) -> None:
    assert store.news.standings() == {}


def test_a_standing_replaces_the_one_before(store: Store) -> None:
    first = Standing("b", Validators('"a"', "Mon"), NOON, NOON, later(30))
    store.news.put_standing(first)
    store.news.put_standing(Standing("a", failures=1, error="gone"))
    assert list(store.news.standings()) == ["a", "b"]
    assert store.news.standings()["b"] == first
    second = Standing("b", asked_at=later(30), failures=2, error="no whole answer within 20 s")
    store.news.put_standing(second)
    assert store.news.standings()["b"] == second


def test_every_answer_is_kept_as_it_came_newest_first(store: Store) -> None:
    for minute, body in ((0, b"first"), (10, b"second \x00\xff"), (20, b"first")):
        store.news.keep(bytes_of(PAGE, body, later(minute)))
    store.news.keep(bytes_of("https://gotthard.example/other", b"other"))
    assert [f.body for f in store.news.fetched(PAGE, later(60))] == [b"first", b"second \x00\xff", b"first"]
    assert [f.body for f in store.news.fetched(PAGE, later(10))] == [b"second \x00\xff", b"first"]
    assert store.news.fetched(PAGE, later(-1)) == ()
    assert store.news.fetched(PAGE, NOON) == (bytes_of(PAGE, b"first"),)
    assert store.news.answer(PAGE, later(10)) == bytes_of(PAGE, b"second \x00\xff", later(10))
    assert store.news.answer(PAGE, later(11)) is None


def test_the_same_answer_kept_twice_is_one_and_equal_bytes_lie_in_the_store_once(store: Store) -> None:
    from sqlalchemy import text

    for _ in range(2):
        store.news.keep(bytes_of(PAGE, b"<p>same</p>" * 1000))
    store.news.keep(bytes_of("https://other.example/", b"<p>same</p>" * 1000, later(1)))
    assert len(store.news.fetched(PAGE, later(60))) == 1
    with store.database.reading() as connection:
        assert connection.execute(text("SELECT count(*), sum(length(packed)) FROM bodies")).one()[0] == 1
        assert connection.execute(text("SELECT sum(length(packed)) FROM bodies")).scalar_one() < 1000


@given(body=st.binary(max_size=3000))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_come_back_as_they_were(store: Store, body: bytes) -> None:
    url = f"https://any.example/{len(body)}/{hash(body)}"
    store.news.keep(bytes_of(url, body))
    assert store.news.fetched(url, NOON)[0].body == body


def test_bytes_that_changed_on_the_disk_are_reported_never_returned(store: Store) -> None:
    import zlib

    from sqlalchemy import text

    store.news.keep(bytes_of(PAGE, b"12 killed"))
    for spoilt in (zlib.compress(b"14 killed"), b"no zlib at all"):
        with store.database.writing() as connection:
            connection.execute(text("UPDATE bodies SET packed = :packed"), {"packed": spoilt})
        with pytest.raises(StoreError, match="restore a backup"):
            store.news.fetched(PAGE, NOON)


def test_only_entries_with_an_unknown_address_are_new(store: Store) -> None:
    one, two = an_entry(1), an_entry(2)
    assert store.news.put_entries("gotthard", [one, two, an_entry(1, title="Again")], NOON) == (one, two)
    assert store.news.put_entries("gotthard", [two, an_entry(3)], later(5)) == (an_entry(3),)
    assert store.news.put_entries("other", [one], later(5)) == (one,)
    assert store.news.put_entries("gotthard", [], later(6)) == ()


def test_a_changed_entry_waits_in_its_newest_version_only(store: Store) -> None:
    changed = an_entry(1, title="Norway, Chile and Peru sign")
    store.news.put_entries("gotthard", [an_entry(1), an_entry(2)], NOON)
    assert store.news.put_entries("gotthard", [changed], later(5)) == ()
    assert set(store.news.waiting("gotthard")) == {changed, an_entry(2)}
    assert store.news.sightings(an_entry(1).url, later(60)) == (("gotthard", later(5)), ("gotthard", NOON))
    assert store.news.sightings(an_entry(1).url, later(1)) == (("gotthard", NOON),)


def test_an_entry_waits_until_it_has_an_article(store: Store) -> None:
    store.news.put_entries("gotthard", [an_entry(1), an_entry(2)], NOON)
    store.news.put_entries("other", [an_entry(1)], NOON)
    store.news.put_article(an_article(1))
    assert store.news.waiting("gotthard") == (an_entry(2),)
    assert store.news.waiting("other") == (an_entry(1),)


def test_an_entry_whose_article_rests_on_the_feed_still_waits_for_its_page(store: Store) -> None:
    store.news.put_entries("gotthard", [an_entry(1)], NOON)
    store.news.put_miss("gotthard", an_entry(1).url, NOON, "the server failed (500)", False)
    store.news.put_article(an_article(1, id="standfirst", basis="feed", paragraphs=(), standfirst="A standfirst."))
    assert store.news.waiting("gotthard") == (an_entry(1),)
    store.news.put_article(an_article(1, seen_at=later(30)))
    assert store.news.waiting("gotthard") == ()
    assert [a.basis for a in store.news.articles(later(-600), NOON)] == ["feed"]
    assert [a.basis for a in store.news.articles(later(-600), later(30))] == ["page"]


def test_an_entry_is_given_up_after_three_failed_tries(store: Store) -> None:
    store.news.put_entries("gotthard", [an_entry(1)], NOON)
    for failed in range(3):
        assert store.news.waiting("gotthard"), failed
        store.news.put_miss("gotthard", an_entry(1).url, later(failed), "the server failed (500)", False)
    assert store.news.waiting("gotthard") == ()


def test_a_final_miss_ends_the_waiting_at_once(store: Store) -> None:
    store.news.put_entries("gotthard", [an_entry(1)], NOON)
    store.news.put_miss("gotthard", an_entry(1).url, NOON, "gone for good (410)", True)
    assert store.news.waiting("gotthard") == ()


def test_an_article_comes_back_as_it_was_stored(store: Store) -> None:
    article = an_article(1, standfirst="Whole.", caption="A quay.", credit="N. N.", paywall=True, reason="a stub")
    store.news.put_article(article)
    store.news.put_article(an_article(1, headline="The same id again"))
    assert store.news.articles(later(-600), later(60)) == (article,)


def test_the_window_is_open_at_its_start_and_closed_at_press_time(store: Store) -> None:
    since, by = later(-60), NOON
    for number, published in enumerate((since, later(-59), by, later(1))):
        store.news.put_article(an_article(number, published=published, seen_at=later(-59)))
    assert [a.id for a in store.news.articles(since, by)] == ["article-1", "article-2"]


def test_a_report_that_came_late_falls_into_the_next_edition_and_only_there(store: Store) -> None:
    since, late = later(-60), timedelta(minutes=30)
    for number, (published, seen) in enumerate([(-70, -50), (-70, -60), (-95, -50), (-50, -40)]):
        store.news.put_article(an_article(number, published=later(published), seen_at=later(seen)))
    store.news.put_article(an_article(1, id="corrected", published=later(-70), seen_at=later(-20)))
    assert [a.id for a in store.news.articles(since, NOON, late)] == ["article-0", "article-3"]
    assert [a.id for a in store.news.articles(since, NOON)] == ["article-3"]
    assert [a.id for a in store.news.articles(later(-120), since, late)] == ["article-1"]


def test_an_edition_reads_the_newest_version_seen_by_its_press_time_forever(store: Store) -> None:
    for minute, headline in ((-30, "12 dead"), (-10, "14 dead"), (10, "15 dead")):
        version = an_article(1, id=f"v{minute}", headline=headline, seen_at=later(minute), published=later(-40))
        store.news.put_article(version)
    for _ in range(2):
        assert [a.headline for a in store.news.articles(later(-600), NOON)] == ["14 dead"]
    assert [a.headline for a in store.news.articles(later(-600), later(-20))] == ["12 dead"]
    assert [a.headline for a in store.news.articles(later(-600), later(-30))] == ["12 dead"]
    assert store.news.articles(later(-600), later(-31)) == ()
    assert [a.headline for a in store.news.articles(later(-600), later(20))] == ["15 dead"]


def test_articles_come_by_date_then_id_whatever_the_order_of_storing(store: Store) -> None:
    for number in (3, 1, 2):
        published = later(-5) if number == 3 else later(-3)
        store.news.put_article(an_article(number, published=published))
    assert [a.id for a in store.news.articles(later(-60), NOON)] == ["article-3", "article-1", "article-2"]


def test_instants_are_the_same_in_any_zone_and_naive_ones_are_refused(store: Store) -> None:
    kathmandu = timezone(timedelta(hours=5, minutes=45))
    store.news.put_article(an_article(1, published=NOON.astimezone(kathmandu)))
    (article,) = store.news.articles((NOON - timedelta(seconds=1)).astimezone(kathmandu), NOON.astimezone(kathmandu))
    assert article.published == NOON
    assert article.published.tzinfo is UTC
    with pytest.raises(StoreError, match="without zone"):
        store.news.articles(datetime(2026, 11, 23), NOON)  # noqa: DTZ001


def test_many_threads_and_two_openings_write_without_losing_anything(opening: Opening) -> None:
    stores = [opening(), opening()]

    def gather(number: int) -> None:
        for each in range(20):
            news = stores[number % 2].news
            news.keep(bytes_of(f"https://s{number}.example/{each}", f"{number} {each}".encode()))
            news.put_entries(f"s{number}", [an_entry(each)], NOON)
            assert news.standings() is not None

    threads = [Thread(target=gather, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(len(stores[0].news.waiting(f"s{number}")) == 20 for number in range(8))
    assert len(stores[1].news.fetched("https://s7.example/19", NOON)) == 1
