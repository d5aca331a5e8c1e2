# Two stages: the first builds the wheel and an environment around it, the second holds nothing but that environment.
FROM python:3.14-slim-bookworm AS build

ENV PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /src

# The locked dependencies first: this layer is made anew only when a lock file changes. The build backend stays behind.
COPY requirements/ requirements/
RUN python -m venv --without-pip /opt/jingwen \
 && python -m pip --python /opt/jingwen/bin/python install --no-deps --require-hashes -r requirements/runtime.lock \
 && python -m pip install --no-deps --require-hashes -r requirements/build.lock

COPY pyproject.toml README.md LICENSE openapi.yaml ./
COPY rules/ rules/
COPY service/ service/
RUN python -m pip wheel --no-build-isolation --no-deps --no-index --wheel-dir /dist . \
 && python -m pip --python /opt/jingwen/bin/python install --no-deps --no-index /dist/*.whl \
 && cp service/gunicorn.conf.py /opt/jingwen/


FROM python:3.14-slim-bookworm

COPY --from=build /opt/jingwen /opt/jingwen

# HOST must be every address inside a container; what may reach it is decided by what is published. The service makes
# a folder for the files of the metrics under /tmp, the one place that needs to be writable: run with --read-only
# --tmpfs /tmp.
ENV PATH=/opt/jingwen/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    HOST=0.0.0.0 \
    PORT=8000

# A number, not a name: an orchestrator can check that it is not root.
USER 10001:10001
WORKDIR /opt/jingwen
EXPOSE 8000

HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ['PORT'] + '/livez', timeout=2)"]

CMD ["gunicorn", "--config", "gunicorn.conf.py"]
