"""Pages in Ray Data.

>>> from jingwen.bulk.ray import Clean, pool
>>> rows = pages.map_batches(Clean, batch_format="pyarrow", batch_size=64, compute=pool())  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..errors import InvalidOption
from .opening import optional
from .rows import Rows

if TYPE_CHECKING:
    import pyarrow


def pool(size: int | None = None) -> Any:
    """What ``map_batches`` takes as ``compute``: ``size`` actors, by default one fewer than there are processors.

    Raises ``InvalidOption`` where they would hold all processors of the cluster for as long as the run lasts: nothing
    could read or write then, and Ray would wait for ever without a word.
    """
    ray = optional("ray", "a pool of Ray Data", "ray")
    found = int(ray.cluster_resources().get("CPU", 0))
    wanted = max(1, found - 1) if size is None else size
    if not 0 < wanted < found:
        raise InvalidOption(
            f"a pool of {wanted} would leave none of the {found} processors of the Ray cluster to read and write with; "
            f"expected {f'1 to {found - 1}' if found > 1 else 'a larger cluster'}",
            option="size",
        )
    return optional("ray.data", "a pool of Ray Data", "ray").ActorPoolStrategy(size=wanted)


class Clean:
    """What ``map_batches`` calls: a batch of pages in, their rows out as an Arrow table, always of the same schema.

    ``options`` are those of :class:`~jingwen.bulk.rows.Rows`, handed over by ``fn_constructor_kwargs``. Ray keeps no
    order, so ``id`` tells which page a row is of. An exception would end the whole run: none is raised for a page, only
    ``InvalidOption`` for options and where no column can hold one. A batch is an Arrow table, or (``numpy``) a dict of
    arrays, in which bytes are objects: numpy's own bytes lose zeros at their end.
    """

    def __init__(self, **options: Any) -> None:
        self._rows = Rows(**options)

    def __call__(self, batch: pyarrow.Table | Mapping[str, Any]) -> pyarrow.Table:
        """The rows of a ``batch``."""
        pyarrow = optional("pyarrow", "a batch of Ray Data")
        rows = self._rows
        if isinstance(batch, pyarrow.Table):
            names = rows.wanted(batch.column_names) if len(batch) else []
            return rows.arrow_table(rows.many(batch.select(names).to_pylist()))
        names = rows.wanted(batch) if any(map(len, batch.values())) else []
        columns = (batch[name].tolist() for name in names)
        return rows.arrow_table(rows.many(dict(zip(names, each, strict=True)) for each in zip(*columns, strict=True)))
