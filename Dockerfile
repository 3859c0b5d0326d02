# The bot on the smallest set of packages, without torch. See docs/deploy.md.
ARG PYTHON=python:3.11-slim

# First stage: the packages, in a virtual environment that is moved as a whole.
FROM ${PYTHON} AS packages
RUN python -m venv --without-pip /venv
COPY requirements-host.txt .
RUN pip --python /venv/bin/python install --no-cache-dir --no-deps -r requirements-host.txt

# Second stage: the same Python, the packages and the code; no pip's cache, no tests.
FROM ${PYTHON}
RUN useradd --uid 10001 bot && install -d -o bot /app/data
WORKDIR /app
COPY --from=packages /venv /venv
COPY config.yaml ./
COPY articles articles
COPY index index
COPY bot bot
ENV PATH=/venv/bin:$PATH OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
RUN python -m compileall -q index bot
USER bot
VOLUME /app/data
HEALTHCHECK --interval=1m --timeout=10s --start-period=1m CMD ["python", "-m", "bot", "health"]
CMD ["python", "-m", "bot"]
