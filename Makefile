# Targets for people who change Rapport. `make check` is what CI runs first.

GOLANGCI_LINT_VERSION := v2.14.0
WORKFLOWCHECK_VERSION := v0.6.0
FUZZTIME              := 10s

.PHONY: help build slim test lint determinism fuzz golden docs check

help: ## list the targets
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

build: ## build the program with its embedded servers
	go build -ldflags='-s -w' -o bin/rapport ./cmd/rapport

slim: ## build the program for production, without embedded servers
	go build -ldflags='-s -w' -tags slim -o bin/rapport-slim ./cmd/rapport

test: ## run every test
	go test ./...

lint: ## formatting, vet and linters
	@test -z "$$(gofmt -l .)" || { gofmt -l .; echo 'run gofmt -w on the files above'; exit 1; }
	go vet ./...
	go vet -tags slim ./cmd/... ./internal/app/... ./internal/cli/...
	go run github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI_LINT_VERSION) run

determinism: ## find non-deterministic code in workflows and in the rules they carry out
	go run go.temporal.io/sdk/contrib/tools/workflowcheck@$(WORKFLOWCHECK_VERSION) -test=false -config workflowcheck.config.yaml ./workflows/...

fuzz: ## run every fuzz target for FUZZTIME
	./.ci/fuzz $(FUZZTIME)

golden: ## rewrite golden files, then look at the difference
	go test ./config ./partnership ./mail/compose ./internal/cli ./partnership/revision ./examples ./report -update

docs: ## rewrite the generated reference
	go test ./config ./mail/compose -run 'Reference|Code' -update

check: lint determinism test ## everything that must pass before a commit
