"""Every task by the name that --only takes."""

from collections.abc import Callable

from tests.benchmarks.asking import around, ask
from tests.benchmarks.bench import Bench
from tests.benchmarks.clusters import clusters
from tests.benchmarks.figures import Figure
from tests.benchmarks.growth import growth
from tests.benchmarks.indexing import index, reindex
from tests.benchmarks.lag import lag
from tests.benchmarks.limit import limit
from tests.benchmarks.reading import reading
from tests.benchmarks.whole_bot import whole_bot

TASKS: dict[str, Callable[[Bench], list[Figure]]] = {
    "bot": whole_bot,
    "ask": ask,
    "around": around,
    "reader": reading,
    "index": index,
    "reindex": reindex,
    "lag": lag,
    "limit": limit,
    "clusters": clusters,
    "growth": growth,
}
