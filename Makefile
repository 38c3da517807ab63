# Shorthands; each is one command that works by itself.
GO ?= go
STATICCHECK = honnef.co/go/tools/cmd/staticcheck@v0.8.2
FUZZTIME ?= 30s

.PHONY: help generate check test race fuzz bench footprint lint update module

help: ## Lists what can be made.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

generate: ## Writes gen/ and specs/schema/ from specs/.
	$(GO) run ./cmd/signet generate
	$(GO) run ./cmd/signet schema --out specs/schema

check: ## Runs everything that must be green before a change lands.
	bash .ci/run

test: ## Runs the tests.
	$(GO) test ./...

race: ## Runs the tests under the race detector.
	$(GO) test -race ./...

fuzz: ## Runs each fuzzer for FUZZTIME (30s).
	@$(GO) list -f '{{.Dir}}' ./... | while read -r dir; do \
	  for fuzz in $$(cat "$$dir"/*_test.go 2>/dev/null | sed -nE 's/^func (Fuzz[A-Za-z0-9_]+).*/\1/p'); do \
	    echo "$$fuzz in $$dir"; \
	    (cd "$$dir" && $(GO) test -run '^$$' -fuzz "^$$fuzz\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 5x .) || exit 1; \
	  done; \
	done

bench: ## Prints the benchmarks beside the vendors' SDKs.
	cd cmd/bench && $(GO) run .

footprint: ## Prints compile time, modules and size of a program with one call.
	cd cmd/bench && $(GO) run ./footprint

lint: ## Checks the specs and the Go.
	$(GO) run ./cmd/signet lint specs
	$(GO) vet ./...
	$(GO) run $(STATICCHECK) ./...

update: ## Rewrites the golden files; read the diff.
	$(GO) test $$(grep -rl --include='*_test.go' '"update"' . | xargs -n1 dirname | sort -u) -update

module: ## Changes the module's path: make module PATH_TO=example.com/you/signet
	@test -n "$(PATH_TO)" || { echo "make module PATH_TO=example.com/you/signet" >&2; exit 2; }
	@old=$$($(GO) list -m) && $(GO) mod edit -module "$(PATH_TO)" && \
	  grep -rlF "$$old" --include='*.go' --include='go.mod' --include='*.txtar' --include='*.md' . | \
	  xargs sed -i.orig "s|$$old|$(PATH_TO)|g" && find . -name '*.orig' -delete && \
	  $(GO) build ./... && echo "the module is now $(PATH_TO)"
