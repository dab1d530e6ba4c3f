# The image of web and worker. Its steps are tried one by one (tests/house/test_dockerfile.py),
# but no engine has built it as a whole yet.

FROM node:20-bookworm-slim AS assets
WORKDIR /assets
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --omit=dev --no-audit --no-fund
COPY assets assets
COPY scripts/build_assets.mjs scripts/
RUN node scripts/build_assets.mjs

FROM python:3.11-slim-bookworm AS build
WORKDIR /build
ENV UV_PYTHON_DOWNLOADS=never UV_PROJECT_ENVIRONMENT=/opt/marac UV_LINK_MODE=copy
RUN python3 -m venv /opt/uv
RUN /opt/uv/bin/pip install --quiet --disable-pip-version-check uv==0.13.9
COPY pyproject.toml uv.lock README.md LICENSE ./
# The libraries change less often than our code, so they have a layer of their own.
RUN /opt/uv/bin/uv sync --frozen --no-dev --no-install-project
COPY marac marac
COPY agencies agencies
COPY meetings meetings
COPY tasks tasks
COPY exports exports
COPY --from=assets /assets/marac/web/static/built marac/web/static/built
COPY --from=assets /assets/exports/fonts exports/fonts
RUN /opt/uv/bin/uv sync --frozen --no-dev --no-editable

FROM python:3.11-slim-bookworm
COPY --from=build /opt/marac /opt/marac
# pg_dump and pg_restore, for backups.
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql-client && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/marac marac
ENV PATH=/opt/marac/bin:/usr/local/bin:/usr/bin:/bin MARAC_DATA=/var/lib/marac PYTHONDONTWRITEBYTECODE=1
USER 10001
WORKDIR /var/lib/marac
VOLUME /var/lib/marac
EXPOSE 8000
HEALTHCHECK --start-period=20s CMD ["python3", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=5)"]
CMD ["marac", "serve", "--host", "0.0.0.0", "--port", "8000"]
