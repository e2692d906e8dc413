# The jobs of the house. Every recipe stops at the first command that fails.

PLUMB := .build/release/plumb
CERTIFICATES := proofs-data/certificates
EXAMPLES := proofs-data/networks/examples
CHECKPOINTS := proofs-data/networks/deng2026/*.safetensors
AUDITS := proofs-data/audits
CLAIMS := proofs-data/claims
COUNTEREXAMPLES := proofs-data/counterexamples
LIBRARIES := Exact Numeric Theorems Search Claims PropertyTesting
TAMPERS_PER_FILE := 40

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup build verify test swift-tests certificates audits claims checker oracle documentation scripts mutants slurm lint bench docs clean

help: ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1|/' | \
	  awk -F'|' '{ printf "  make %-14s %s\n", $$1, $$2 }'

setup: ## Install the system libraries that are missing (apt-get or brew)
	@scripts/setup.sh

build: setup ## Build the command line tool, optimised
	swift build -c release --product plumb

verify: build ## Main job: the theorems of the seed paper, then the spectra of the trained checkpoints
	$(PLUMB) verify
	$(PLUMB) spectrum $(CHECKPOINTS) --rank 5

test: setup scripts swift-tests build certificates audits claims checker oracle documentation ## Every test

# Without testable imports, which no test uses, the modules need not be built a second time.
swift-tests: setup ## Unit and law tests of the modules
	rm -f .build/tests.xml .build/tests-swift-testing.xml
	swift test -c release --disable-testable-imports --xunit-output .build/tests.xml

certificates: build ## Make every verdict and certificate again and hold it against the committed one
	rm -rf .build/certificates
	$(PLUMB) verify --all --certificates .build/certificates > .build/verdicts
	sed '$$d' .build/verdicts > .build/verdicts.txt
	diff .build/verdicts.txt proofs-data/verdicts.txt
	mkdir -p .build/certificates/spectra
	for name in unaligned-2-3-2 balanced-tail-L3 irrational-L2; do \
	  $(PLUMB) spectrum $(EXAMPLES)/$$name.json --certificate .build/certificates/spectra/$$name.json > /dev/null || exit 1; \
	done
	$(PLUMB) spectrum $(EXAMPLES)/unaligned-2-3-2.json --shifts=-1,0,1/2 \
	  --certificate .build/certificates/spectra/unaligned-2-3-2-inertia.json > /dev/null
	diff -r .build/certificates $(CERTIFICATES)
	$(PLUMB) check --quiet $(CERTIFICATES)

audits: build ## Write every audit of a paper again and hold it against the committed one
	rm -rf .build/audits
	mkdir -p .build/audits
	for page in $(AUDITS)/*.md; do \
	  paper=$$(basename $$page .md); \
	  $(PLUMB) paper $$paper --output .build/audits/$$paper.md || exit 1; \
	done
	diff -r .build/audits $(AUDITS)

claims: build ## Decide every claim file again, and hold verdicts and counterexamples against the stored ones
	rm -rf .build/counterexamples .build/claims
	mkdir -p .build/claims/verdicts
	$(PLUMB) verify --counterexamples .build/counterexamples $(CLAIMS)/*.claim $(CLAIMS)/catalogue/*.claim > .build/claims/verdicts.txt
	sed -i.bak 's#\.build/counterexamples#$(COUNTEREXAMPLES)#' .build/claims/verdicts.txt
	diff .build/claims/verdicts.txt $(CLAIMS)/verdicts.txt
	diff -r .build/counterexamples $(COUNTEREXAMPLES)
	$(PLUMB) check --quiet $(COUNTEREXAMPLES)
	for claim in $(CLAIMS)/verdicts/*.claim; do \
	  $(PLUMB) verify --counterexamples .build/claims/found $$claim | sed 's#\.build/claims/found#FOLDER#' > .build/claims/verdicts/$$(basename $$claim .claim).txt; \
	  diff .build/claims/verdicts/$$(basename $$claim .claim).txt $${claim%.claim}.txt || exit 1; \
	done

checker: setup ## The independent checker: its tests, every certificate, and damaged ones it must refuse
	scripts/python_tests.sh python3 'checker/test_*.py'
	python3 checker/plumb_check.py --quiet $(CERTIFICATES) $(COUNTEREXAMPLES)
	python3 checker/tamper.py $(CERTIFICATES) --per-file $(TAMPERS_PER_FILE)
	python3 checker/tamper.py $(COUNTEREXAMPLES) --per-file $(TAMPERS_PER_FILE)

oracle: build ## Plumb against python-flint
	scripts/oracle_env.sh > .build/oracle-python
	PLUMB=$(PLUMB) scripts/python_tests.sh "$$(cat .build/oracle-python)" 'Tests/oracle/test_*.py'

documentation: build ## Run the commands of the documentation and compare
	python3 scripts/run_documentation.py

scripts: setup ## The import graph, and the scripts' own tests
	python3 scripts/import_graph.py --self-test
	python3 scripts/run_documentation.py --self-test
	python3 scripts/import_graph.py

mutants: build ## Errors put into the formulas of the catalogue, one at a time: each must be noticed
	scripts/mutants.py

slurm: build ## Searches under a Slurm cluster of one node and GNU parallel; installs both from Debian's packages
	scripts/slurm_test.sh $(PLUMB)

lint: setup ## Formatting and import graph
	swift format lint --strict -r Sources Tests Benchmarks/Sources Package.swift Benchmarks/Package.swift
	python3 scripts/import_graph.py

bench: build ## Plumb beside its peers; never part of the tests
	Benchmarks/run

docs: setup ## The reference of the libraries; a warning is an error
	for library in $(LIBRARIES); do \
	  swift package generate-documentation --target $$library --warnings-as-errors || exit 1; \
	done

clean: ## Remove everything that was built
	rm -rf .build
