"""
Check every example dossier at the end of the year of its cohort, and print where each region stood.

    python examples/check_dossiers.py
"""

from datetime import date
from pathlib import Path

import gm100


def main() -> None:
    """
    Print one line a dossier, and the findings that say that a rule is broken.
    """
    for file in sorted((Path(__file__).parent / "dossiers").glob("*.json")):
        dossier = gm100.load(file)
        on = date(dossier.memberships[0].cohort, 12, 31)
        report = gm100.check(dossier, on=on)
        print(f"{dossier.name}, {on}: {gm100.stage_of(dossier, on).value}; {len(report.broken)} findings")
        for finding in report.broken:
            print(f"  {finding.rule} {finding.place}: {finding.message.en}")


if __name__ == "__main__":
    main()
