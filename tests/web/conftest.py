"""An application with the rules of the examples, for all tests of this room."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from .examples import application


@pytest.fixture
def app() -> Flask:
    return application()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
