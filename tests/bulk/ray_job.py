"""What a test runs in a Ray cluster: the pages of a table through Ray Data, in one of its batch formats."""

from __future__ import annotations

import sys
from pathlib import Path

from jingwen.bulk.ray import Clean, pool

from .tables import SETTINGS, Bad


def main(table: str, output: str, batch_format: str) -> None:
    import ray

    assert Path(ray.__file__).name == "__init__.py"  # and not the adapter
    ray.init(log_to_driver=False)
    ray.data.DataContext.get_current().enable_progress_bars = False
    pages = ray.data.read_parquet(table)
    rows = pages.map_batches(
        Clean,
        fn_constructor_kwargs={"cleaner": Bad(), "settings": SETTINGS},
        batch_format=batch_format,
        batch_size=4,
        compute=pool(),
    )
    rows.write_parquet(output)


if __name__ == "__main__":
    main(*sys.argv[1:])
