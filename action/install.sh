#!/usr/bin/env bash
# papersync in an environment of its own: each package pinned with its hashes, papersync itself from this checkout.
set -euo pipefail

# What a repository configures for its own uv is not ours.
export UV_NO_CONFIG=1
here="$GITHUB_ACTION_PATH"
environment="$RUNNER_TEMP/papersync"
uv venv --quiet --clear --python ">=3.11" "$environment"
python="$environment/bin/python"
if [ ! -e "$python" ]; then
  python="$environment/Scripts/python.exe" # Windows
fi
uv pip install --quiet --python "$python" --require-hashes -r "$here/action/requirements.txt"
uv pip install --quiet --python "$python" --no-deps --no-build-isolation "$here"
mkdir -p "$RUNNER_TEMP/papersync-answers"
{
  echo "python=$python"
  echo "cache=$RUNNER_TEMP/papersync-answers"
} >>"$GITHUB_OUTPUT"
