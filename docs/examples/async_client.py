import asyncio
from pathlib import Path

from jingwen.client import AsyncClient


async def main() -> None:
    page = Path("docs/example.html").read_bytes()
    async with AsyncClient("http://127.0.0.1:8000") as client:
        articles = await asyncio.gather(*(client.clean(page, script=script) for script in ("hans", "hk")))
        print(*(article.title for article in articles))


asyncio.run(main())
