# Who Says How Many?  `make` builds the book; `make help` lists the rest. Everything stays inside this folder.
SHELL := /bin/sh
.DELETE_ON_ERROR:
.DEFAULT_GOAL := book
.PHONY: book lab test check notebooks codebook readme export universes classroom review diff new-dataset hunt lint bench help clean

PYTHON ?= python3
CACHE := $(CURDIR)/.cache
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
RUN := $(BIN)/python -m helpers.cli

export UV_CACHE_DIR := $(CACHE)/uv
export UV_PYTHON_DOWNLOADS := never
export PIP_CACHE_DIR := $(CACHE)/pip
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export MPLCONFIGDIR := $(CACHE)/matplotlib
export IPYTHONDIR := $(CACHE)/ipython
export JUPYTER_CONFIG_DIR := $(CACHE)/jupyter/config
export JUPYTER_DATA_DIR := $(CACHE)/jupyter/data
export JUPYTER_RUNTIME_DIR := $(CACHE)/jupyter/runtime
export JUPYTERLAB_SETTINGS_DIR := $(CACHE)/jupyter/settings
export JUPYTERLAB_WORKSPACES_DIR := $(CACHE)/jupyter/workspaces
export npm_config_cache := $(CACHE)/npm
export PYTHONPYCACHEPREFIX := $(CACHE)/pycache
unexport PYTHONDONTWRITEBYTECODE

book: $(READY) ## run the notebooks and build the book (default)
	@$(RUN) book

lab: $(READY) ## open JupyterLab on the notebooks; ARGS="--no-browser" passes options on
	@$(BIN)/jupyter trust notebooks/*.ipynb > /dev/null # untrusted, JupyterLab hides their figures
	@CLAIMS_DATA="$${CLAIMS_DATA:+$$(cd "$$CLAIMS_DATA" && pwd)}" $(BIN)/jupyter lab --notebook-dir=notebooks $(ARGS)

test: $(READY) ## run all tests
	@$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder -p no:cacheprovider

check: $(READY) ## check the data; TEXTS=folder also confirms hashes, paragraphs and fragments
	@$(RUN) check $(if $(TEXTS),--texts "$(TEXTS)")

notebooks: $(READY) ## run the notebooks and keep the outputs in notebooks/
	@$(RUN) notebooks

codebook: $(READY) ## write CODEBOOK.md and datapackage.json from the schema
	@$(RUN) codebook

readme: $(READY) ## write the findings and the picture of README.md from the data
	@$(RUN) readme

export: $(READY) ## write the dataset as Parquet, SQLite, XLSX and JSON to _build/export
	@$(RUN) export

universes: $(READY) ## every finding under every coding choice; MOST=500 takes a sample
	@$(RUN) universes $(if $(MOST),--most $(MOST))

classroom: $(READY) ## student copies, answers, decks, guide and handout of the lessons; answers and decks in _build/classroom
	@$(RUN) classroom

review: $(READY) ## run everything again and say what moved; FIGURE=id, FINDING=id or DATA=folder
	@$(RUN) review $(if $(FIGURE),--figure "$(FIGURE)") $(if $(FINDING),--finding "$(FINDING)") $(if $(DATA),--data "$(DATA)")

diff: $(READY) ## what a change of the data did to the findings; OLD=revision, NEW=revision (the working files if not given)
	@$(RUN) diff "$(OLD)" "$(NEW)"

new-dataset: $(READY) ## an empty dataset of your own, with an example in each table; DIR=folder
	@$(if $(DIR),,echo "name a new folder: make new-dataset DIR=my-topic"; exit 2;) $(RUN) new-dataset "$(DIR)"

hunt: $(READY) ## the answers of a fault hunt; SEED=class/group
	@$(RUN) hunt "$(SEED)"

lint: $(READY) ## ruff
	@$(BIN)/ruff check .

bench: $(READY) ## time the notebooks against nbconvert and nbmake, the grid of universes, the figures
	@$(BIN)/python benchmarks/notebooks.py
	@$(BIN)/python benchmarks/universes.py
	@$(BIN)/python -m benchmarks.figures

help: ## this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:[^#]*## /\t/' | expand -t 14

clean: ## remove what was built; the data and notebooks stay
	@rm -rf _build .cache $(VENV)

# Made in one step: an interrupted set-up leaves no $(READY) and is done again by the next call.
$(READY): requirements.lock pyproject.toml
	@echo "setting up $(VENV) from requirements.lock (once; about a minute)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or later is needed; name one with: make PYTHON=python3.12"; exit 1; }
	@rm -f $(READY); mkdir -p "$(CACHE)"
	@[ -x $(BIN)/python ] && $(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { rm -rf $(VENV); $(PYTHON) -m venv $(VENV); }
	@UV=$$(command -v uv || true); \
	if [ -z "$$UV" ]; then \
	  [ -x "$(CACHE)/bootstrap/bin/uv" ] || { echo "  fetching uv"; rm -rf "$(CACHE)/bootstrap"; \
	    $(PYTHON) -m venv "$(CACHE)/bootstrap" && "$(CACHE)/bootstrap/bin/python" -m pip install -q "uv>=0.8"; }; \
	  UV="$(CACHE)/bootstrap/bin/uv"; \
	fi; \
	"$$UV" pip sync --python $(BIN)/python --require-hashes requirements.lock && \
	"$$UV" pip install -q --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $(READY)
