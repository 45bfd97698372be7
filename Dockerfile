# syntax=docker/dockerfile:1
FROM python:3.11-slim-bookworm AS build
WORKDIR /src
COPY requirements/runtime.txt requirements/runtime.txt
RUN python -m venv /opt/briefing \
 && /opt/briefing/bin/python -m pip install --no-cache-dir --require-hashes -r requirements/runtime.txt
COPY . .
RUN /opt/briefing/bin/python -m pip install --no-cache-dir --no-deps .

FROM python:3.11-slim-bookworm
COPY --from=build /opt/briefing /opt/briefing
RUN useradd --create-home --uid 10001 briefing && install -d -o briefing -g briefing /data
ENV PATH=/opt/briefing/bin:$PATH PYTHONUNBUFFERED=1
USER 10001
WORKDIR /data
VOLUME /data
HEALTHCHECK --interval=5m --timeout=30s CMD ["briefing", "status"]
ENTRYPOINT ["briefing"]
CMD ["run"]
