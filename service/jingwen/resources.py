"""Where the files are that ship beside the code: the rules, the API description, the playground, the server's settings.

A checkout keeps them where people look for them; a wheel carries them inside the package (``pyproject.toml`` says so).
"""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
CHECKOUT = PACKAGE.parent.parent


def rules_directory() -> Path:
    """The folder of the rule files that ship with jingwen."""
    return _find(PACKAGE / "packaged_rules", CHECKOUT / "rules")


def openapi_file() -> Path:
    """The description of the HTTP interface, ``openapi.yaml``."""
    return _find(PACKAGE / "openapi.yaml", CHECKOUT / "openapi.yaml")


def playground_files() -> dict[str, bytes]:
    """The files of the page at ``/``, by name."""
    return {path.name: path.read_bytes() for path in sorted((PACKAGE / "web" / "playground").iterdir())}


def gunicorn_config() -> Path:
    """The configuration that ``gunicorn --config`` takes."""
    return _find(PACKAGE / "gunicorn.conf.py", CHECKOUT / "service" / "gunicorn.conf.py")


def _find(packaged: Path, in_checkout: Path) -> Path:
    for path in (packaged, in_checkout):
        if path.exists():
            return path
    raise FileNotFoundError(
        f"neither {packaged} nor {in_checkout} exists; the installation is not complete, install jingwen again"
    )
