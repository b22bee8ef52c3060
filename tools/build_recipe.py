"""
Write the conda recipe of a source distribution beside it: `recipe.yaml`, in the format of conda-forge.

    python -m build --sdist && python tools/build_recipe.py dist/*.tar.gz

All of it is read from the distribution, so its version and requirements are those of pyproject.toml. A feedstock of
conda-forge adds its maintainers.
"""

from __future__ import annotations

import hashlib
import sys
import tarfile
import tomllib
from email import message_from_bytes
from pathlib import Path
from typing import Any

import yaml


def recipe(sdist: Path) -> dict[str, Any]:
    """
    Return the recipe of a source distribution.
    """
    folder = sdist.name.removesuffix(".tar.gz")
    with tarfile.open(sdist) as packed:
        files = {name: packed.extractfile(f"{folder}/{name}") for name in ("PKG-INFO", "pyproject.toml")}
        about, project = (file.read() for file in files.values() if file is not None)
    says = message_from_bytes(about)
    build_needs = tomllib.loads(project.decode())["build-system"]["requires"]
    run_needs = [each for each in says.get_all("Requires-Dist", []) if "extra ==" not in each]
    name = says["Name"]
    return {
        "schema_version": 1,
        "context": {"version": says["Version"], "python_min": says["Requires-Python"].removeprefix(">=")},
        "package": {"name": name, "version": "${{ version }}"},
        "source": {
            "url": f"https://pypi.org/packages/source/{name[0]}/{name}/{name}-${{{{ version }}}}.tar.gz",
            "sha256": hashlib.sha256(sdist.read_bytes()).hexdigest(),
        },
        "build": {
            "number": 0,
            "noarch": "python",
            "script": "${{ PYTHON }} -m pip install . -vv --no-deps --no-build-isolation",
            "python": {"entry_points": ["gm100 = gm100.cli:main"]},
        },
        "requirements": {
            "host": ["python ${{ python_min }}.*", "pip", *map(_spaced, build_needs)],
            "run": ["python >=${{ python_min }}", *map(_spaced, run_needs)],
        },
        "tests": [
            {"python": {"imports": [name], "pip_check": True, "python_version": ["${{ python_min }}.*", "*"]}},
            {"script": ["gm100 evaluate"]},
        ],
        "about": {
            "summary": says["Summary"],
            "license": says["License-Expression"],
            "license_file": says.get_all("License-File", []),
        },
    }


def _spaced(requirement: str) -> str:
    name, _, least = requirement.partition(">=")
    return f"{name} >={least}"


def main() -> int:
    """
    Write the recipe beside the source distribution that is named.
    """
    if len(sys.argv) != 2:
        print("usage: python tools/build_recipe.py dist/*.tar.gz, with one source distribution there", file=sys.stderr)
        return 2
    sdist = Path(sys.argv[1])
    target = sdist.with_name("recipe.yaml")
    target.write_text(yaml.safe_dump(recipe(sdist), sort_keys=False, width=120), encoding="utf-8")
    print(f"written: {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
