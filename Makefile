# Everything a newcomer or developer does. `make run` and `make test` set up what they need.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
READY_DEV := .venv/.ready-dev

.PHONY: run test check lint types imports cover bench chaos lock translations vendor clean

run: $(READY)  ## Start Lajur in demo mode on http://127.0.0.1:8000/
	LAJUR_DEMO=$${LAJUR_DEMO:-1} $(BIN)/python -m app run

test: check  ## Everything that must hold: check and the whole suite

check: lint types imports cover  ## Ruff, mypy, import contracts, the suite with coverage

lint: $(READY_DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY_DEV)
	$(BIN)/mypy

imports: $(READY_DEV)
	$(BIN)/lint-imports

cover: $(READY_DEV)
	$(BIN)/python -m pytest -n 3 --dist worksteal --cov --cov-report=term

bench: $(READY_DEV)  ## Speed and size, printed as a table
	$(BIN)/python -m tests.benchmarks

chaos: $(READY_DEV)  ## The long rounds: 200 kills
	LAJUR_CHAOS_ROUNDS=200 $(BIN)/python -m pytest tests/chaos

lock: $(READY_DEV)  ## Pin all dependencies anew
	$(BIN)/python -m pip install -q uv
	$(BIN)/uv pip compile -q --generate-hashes --no-emit-index-url --universal --python-version 3.11 --custom-compile-command "make lock" pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile -q --generate-hashes --no-emit-index-url --universal --python-version 3.11 --extra dev --custom-compile-command "make lock" -c requirements.txt pyproject.toml -o requirements-dev.txt

translations: $(READY_DEV)  ## Collect messages and compile the catalogues
	$(BIN)/python -m babel.messages.frontend -q extract -F app/web/babel.cfg -k lazy_gettext -o messages.pot --no-location --sort-output --no-wrap .
	$(BIN)/python -m babel.messages.frontend -q update -D messages -i messages.pot -d app/web/translations --no-wrap --no-fuzzy-matching --ignore-pot-creation-date
	$(BIN)/python -m babel.messages.frontend -q compile -d app/web/translations
	rm messages.pot

vendor:  ## Bring the browser libraries anew; needs node and npm, and only a maintainer needs it
	$(PYTHON) front/vendor.py

clean:
	rm -rf .venv var .coverage .coverage.* dist build

$(READY): requirements.txt
	test -d .venv || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

$(READY_DEV): requirements-dev.txt
	test -d .venv || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@ $(READY)
