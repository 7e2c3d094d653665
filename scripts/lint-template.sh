#!/usr/bin/env bash
# Lints the packaged template with cfn-lint (Python 3.10 or later, installed once into .ci/cache).
set -euo pipefail
cd "$(dirname "$0")/.."
version=1.58.0
venv=.ci/cache/cfn-lint-$version
if [ ! -x "$venv/bin/cfn-lint" ]; then
  rm -rf "$venv"
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check "cfn-lint==$version"
fi
npm run --silent package >/dev/null
"$venv/bin/cfn-lint" --version
# W3005: osls names the role of a function as a dependency beside its use.
"$venv/bin/cfn-lint" --ignore-checks W3005 --template dist/package/template.json --regions us-east-1 eu-central-1 us-gov-west-1 cn-north-1
echo 'the template is clean'
