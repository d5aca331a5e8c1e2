from pathlib import Path

from jingwen.client import Client

page = Path("docs/example.html").read_bytes()
with Client("http://127.0.0.1:8000", script="tw") as client:
    article = client.clean(page, url="https://news.example.com/a/1", content_type="text/html")
    print(article.title, article.date)
    for cleaned in client.batch([page, b"", page]):
        print(cleaned.article.title if cleaned.article else cleaned.error)
