# make preview | chat | run | test | lint | format | pictures | translations | evaluate DATA=DIR | bench [DATA=DIR] | peers DATA=DIR | reader DATA=DIR. The first use makes .venv; the next ones do not.
# The first three install no torch; the others install everything.
PYTHON ?= $(firstword $(foreach name,python3.11 python3.12 python3.13 python3,$(shell command -v $(name))))
PY := .venv/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check
LIGHT := .venv/light
READY := .venv/ready
PEERS := .venv-peers/ready
SOURCES := bot index tests training
READER := candidates pairs train picture export evidence calibrate

.PHONY: preview chat run test lint format pictures translations evaluate bench peers reader
preview: $(LIGHT); @$(PY) -m bot preview
chat: $(LIGHT); @$(PY) -m bot chat
run: $(LIGHT); @$(PY) -m bot run
test: $(READY); @HF_HUB_OFFLINE=1 $(PY) -m pytest
lint: $(READY); @$(PY) -m ruff check $(SOURCES) && $(PY) -m ruff format --check $(SOURCES)
format: $(READY); @$(PY) -m ruff check --fix $(SOURCES) && $(PY) -m ruff format $(SOURCES)
pictures: $(READY); @HF_HUB_OFFLINE=1 $(PY) -m tests.bot.pictures
translations: $(READY); @HF_HUB_OFFLINE=1 $(PY) -m tests.translations
evaluate: $(READY); @HF_HUB_OFFLINE=1 $(PY) -m tests.evaluation --data $(DATA)
bench: $(READY); @HF_HUB_OFFLINE=1 $(PY) -m tests.benchmarks $(if $(DATA),--public $(DATA)) $(ARGS)
peers: $(READY) $(PEERS); @HF_HUB_OFFLINE=1 $(PY) -m tests.benchmarks.peers --data $(DATA) $(ARGS)
reader: $(READY); @mkdir -p .training; for step in $(READER); do HF_HUB_OFFLINE=1 $(PY) -m training.$$step $(DATA) .training || exit; done

$(LIGHT): requirements-preview.txt requirements-host.txt
	@$(or $(PYTHON),false) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name yours: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@echo "Making .venv with $(PYTHON); this happens once and takes a minute"
	@$(PYTHON) -m venv .venv
	@$(PIP) --no-compile --no-deps --requirement requirements-preview.txt
	@touch $@

$(READY): requirements.txt $(LIGHT)
	@echo "Installing what tests and other models need, torch among it; this happens once and takes some minutes"
	@$(PIP) --requirement requirements.txt
	@touch $@

$(PEERS): tests/benchmarks/peers/requirements.txt
	@$(PYTHON) -m venv .venv-peers
	@.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@
