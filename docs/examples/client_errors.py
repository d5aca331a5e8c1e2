from jingwen import InputError
from jingwen.client import Client
from jingwen.errors import NoAnswer, ServiceError

for address in ("http://127.0.0.1:8000", "http://127.0.0.1:9"):
    with Client(address, patience=0) as client:
        try:
            client.clean("<p>短</p>", strict=True)
        except InputError as error:  # what is wrong lies in the page or the request: as the library raises it
            print(error.slug, error.status, error.retry)
        except (ServiceError, NoAnswer) as error:  # the service, or the way there
            print(error.slug, error.status, error.retry)
