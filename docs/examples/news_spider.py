import scrapy


class NewsSpider(scrapy.Spider):
    name = "news"
    custom_settings = {"ADDONS": {"jingwen.scrapy.Addon": 500}}  # or in the project's settings.py

    async def start(self):
        yield scrapy.Request(self.site, meta={"jingwen": False})  # the list of articles is none itself

    def parse(self, response):
        yield from response.follow_all(css="a.story", callback=self.story)

    def story(self, response):
        yield {"seen_on": response.url}  # title, text, date and the rest are added to it
