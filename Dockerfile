# Scripts and styles of others, by the lock file, without running their install scripts.
FROM node:20-bookworm-slim AS assets
WORKDIR /assets
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

# The virtual environment, by the lock file; nothing is installed that has no hash in it.
FROM python:3.11-slim-bookworm AS bouw
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /regio
RUN python -m venv /opt/regio
COPY requirements.txt ./
RUN /opt/regio/bin/pip install --require-hashes -r requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY regio regio
COPY api api
COPY kaarten kaarten
COPY data data
COPY --from=assets \
    /assets/node_modules/swagger-ui-dist/swagger-ui-bundle.js \
    /assets/node_modules/swagger-ui-dist/swagger-ui.css \
    /assets/node_modules/swagger-ui-dist/LICENSE \
    /assets/node_modules/swagger-ui-dist/NOTICE \
    kaarten/statisch/leveranciers/swagger-ui/
COPY --from=assets \
    /assets/node_modules/leaflet/dist/leaflet.js \
    /assets/node_modules/leaflet/dist/leaflet.css \
    /assets/node_modules/leaflet/LICENSE \
    kaarten/statisch/leveranciers/leaflet/
COPY --from=assets \
    /assets/node_modules/topojson-client/dist/topojson-client.min.js \
    /assets/node_modules/topojson-client/LICENSE \
    kaarten/statisch/leveranciers/topojson-client/
RUN /opt/regio/bin/pip install --no-index --no-deps --no-build-isolation --config-settings editable_mode=compat -e . \
    && python -m compileall -q regio api kaarten

FROM python:3.11-slim-bookworm
# State (the compiled editions) is the only thing the service writes; the code belongs to root.
RUN groupadd --system --gid 10001 regio \
    && useradd --system --uid 10001 --gid regio --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin regio \
    && install -d -o regio -g regio -m 0750 /var/lib/regio
COPY --from=bouw /opt/regio /opt/regio
COPY --from=bouw /regio /regio
ENV PATH=/opt/regio/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    REGIO_GEGEVENS=/regio/data \
    REGIO_VAR=/var/lib/regio \
    REGIO_HOST=0.0.0.0 \
    REGIO_POORT=8000
WORKDIR /regio
USER 10001:10001
VOLUME /var/lib/regio
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(f\"http://127.0.0.1:{os.environ['REGIO_POORT']}/livez\", timeout=2)"]
CMD ["regio", "start"]
