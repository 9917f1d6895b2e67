# make run opens the dashboard; make test passes all tests; make bench measures. Set-up happens on first use.

PYTHON ?= python3
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin

# Where there is a screen, the browser is opened; elsewhere the address is printed.
SCREEN := $(or $(DISPLAY),$(WAYLAND_DISPLAY),$(filter Darwin,$(shell uname)))

.PHONY: run copy test test-spark faults bench bench-quick screenshots lint clean
.DELETE_ON_ERROR:

run: $(VENV)/run.done
	$(BIN)/streamlit run dashboard.py --server.port $(PORT) --server.headless $(if $(SCREEN),false,true)

# Where readers reach the dashboard, and which figures get a page of their own (headlines, linked, all): make copy ADDRESS=https://…
ADDRESS ?=
FIGURES ?= headlines

copy: $(VENV)/run.done
	$(BIN)/python -m components.static_copy copy --figures $(FIGURES) $(if $(ADDRESS),--address $(ADDRESS))

test: $(VENV)/dev.done
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m tests.deploy.nginx
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

test-spark: $(VENV)/spark.done
	SPARK_TESTS=1 $(BIN)/python -m pytest tests/spark

faults: $(VENV)/dev.done
	FAULTS=long $(BIN)/python -m pytest -s tests/faults tests/curation

bench: $(VENV)/dev.done
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m tests.deploy.nginx
	$(BIN)/python -m benchmarks.every

bench-quick: $(VENV)/dev.done
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m tests.deploy.nginx
	$(BIN)/python -m benchmarks.every --quick

screenshots: $(VENV)/dev.done
	$(BIN)/python -m tests.browser.chromium
	DISPLACEMENT_CURATOR='Amal Haddad' $(BIN)/python -m docs.screenshots

lint: $(VENV)/dev.done
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo 'This dashboard needs Python 3.11 or newer; name one with: make run PYTHON=python3.11'; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.done: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/spark.done: requirements-spark.txt $(VENV)/dev.done
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-spark.txt
	@touch $@

$(VENV)/dev.done: requirements.txt requirements-dev.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/run.done
