"""What a nursery has loaded before it bears a child, so that no child loads it again; and its end."""

from __future__ import annotations

import pickle
import socket
import subprocess
import sys

import pytest

from jingwen.cleaner import Cleaner
from jingwen.errors import NoChild
from jingwen.isolation import frames, nursery
from jingwen.isolation.child import Limits
from jingwen.isolation.parenting import Parenting

SCRIPT = """
from jingwen.cleaner import Cleaner
from jingwen.tidying.lexicon import load_dictionary, load_stage
from jingwen.isolation import nursery

cleaner = Cleaner("off")
nursery.warm(cleaner)
nursery.warm_further(cleaner)
loaded = [cache.cache_info().misses for cache in (load_dictionary, load_stage)]
for text in ("新桥今天通车，两岸居民步行过河。" * 4, "新橋今天通車，兩岸居民步行過河。" * 4):
    for script in ("hans", "hant", "tw", "hk"):
        cleaner.clean(f"<h1>{text[:8]}</h1><p>{text}</p><p>{text}</p>", script=script)
assert loaded == [cache.cache_info().misses for cache in (load_dictionary, load_stage)]
"""


def test_all_dictionaries_are_shared() -> None:
    subprocess.run([sys.executable, "-c", SCRIPT], check=True)


def test_a_worker_that_goes_before_it_is_ready_is_no_error_to_tell_of() -> None:
    ours, theirs = socket.socketpair()
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", nursery.__name__], stdin=theirs.fileno(), stderr=subprocess.PIPE
        )
    with ours:
        frames.send(ours, pickle.dumps((Cleaner("off"), Limits(9, 9, 10**9))))
    assert process.communicate()[1] == b""
    assert process.returncode == 1


def test_who_is_not_ready_in_time_is_given_up() -> None:
    parenting = Parenting(Cleaner("off"), Limits(9, 9, 10**9), start_seconds=0.001)
    with pytest.raises(NoChild):
        parenting.bear()
    parenting.close()
