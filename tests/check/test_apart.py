"""Work goes on in another process, and ends there whatever happens here."""

from __future__ import annotations

import os
import time

import pytest

from stamp_infra.check.apart import beside


def test_work_that_is_apart_is_done_by_another_process() -> None:
    with beside(lambda: [os.getpid(), "x" * 200_000], apart=True) as result:
        process, text = result()
    assert process != os.getpid()
    assert len(text) == 200_000


def test_work_that_is_not_apart_is_done_here_when_it_is_asked_for() -> None:
    done: list[int] = []
    with beside(lambda: done.append(os.getpid()), apart=False) as result:
        assert done == []
        result()
    assert done == [os.getpid()]


def test_an_error_in_the_other_process_is_raised_here() -> None:
    with beside(lambda: 1 / 0, apart=True) as result, pytest.raises(ZeroDivisionError):
        result()


def test_work_that_nobody_waits_for_is_ended() -> None:
    began = time.monotonic()
    with beside(lambda: time.sleep(60), apart=True):
        pass
    assert time.monotonic() - began < 30
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
