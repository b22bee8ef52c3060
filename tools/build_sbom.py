"""
Write the bill of materials of a wheel beside it: CycloneDX 1.6, the same bytes for the same wheel.

    python -m build --wheel && python tools/build_sbom.py dist/*.whl

It names the wheel with its hash, and what it needs at run time with the versions that it takes.
"""

from __future__ import annotations

import hashlib
import json
import sys
import zipfile
from email import message_from_bytes
from pathlib import Path
from typing import Any


def bill(wheel: Path) -> dict[str, Any]:
    """
    Return the bill of materials of a wheel.
    """
    with zipfile.ZipFile(wheel) as archive:
        name = next(each for each in archive.namelist() if each.endswith(".dist-info/METADATA"))
        metadata = message_from_bytes(archive.read(name))
    needed = [each for each in metadata.get_all("Requires-Dist", []) if "extra ==" not in each]
    own = f"pkg:pypi/{metadata['Name']}@{metadata['Version']}"
    parts = [_component(each) for each in sorted(needed)]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "library",
                "bom-ref": own,
                "name": metadata["Name"],
                "version": metadata["Version"],
                "purl": own,
                "licenses": [{"license": {"id": "MIT"}}],
                "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(wheel.read_bytes()).hexdigest()}],
            }
        },
        "components": parts,
        "dependencies": [{"ref": own, "dependsOn": [part["bom-ref"] for part in parts]}],
    }


def _component(requirement: str) -> dict[str, Any]:
    name = requirement.partition(">")[0].strip()
    return {
        "type": "library",
        "bom-ref": f"pkg:pypi/{name}",
        "name": name,
        "purl": f"pkg:pypi/{name}",
        "properties": [{"name": "gm100:requires", "value": requirement}],
    }


def main() -> int:
    """
    Write a bill beside each wheel that is named.
    """
    for name in sys.argv[1:]:
        wheel = Path(name)
        file = wheel.with_suffix(".cdx.json")
        file.write_text(json.dumps(bill(wheel), indent=2) + "\n", encoding="utf-8")
        print(f"written: {file}")
    return 0 if len(sys.argv) > 1 else 2


if __name__ == "__main__":
    sys.exit(main())
