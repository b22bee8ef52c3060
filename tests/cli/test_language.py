"""
The command line in Indonesian: whatever a command says, it says in the language that was chosen.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from indonesian import english

from gm100.cli import main

CARD = "kominfo-2023-regular"
HEAD = "code,baseline,output,outcome,impact,quick_win"
FILES = {
    "ok.csv": f"{HEAD}\n35.03,3,3,3,3,3\n35.07,2,3,3.5,3,3\n",
    "gap.csv": "code,output,outcome\n35.03,3,9\n",
    "bad.csv": f"{HEAD},extra\n35.99,3,4.2,x,3,3,1\n35.03,3,3,3,3\n35.03,1,1,1,1,1,1\n",
    "names.csv": f"{HEAD.replace('code', 'nama')}\nKab. Trengalek,3,3,3,3,3\nMalang,2,2,2,2,2\nAtlantis,1,1,1,1,1\n",
    "comma.csv": "kode;baseline;keluaran;hasil;dampak;quick win\n35.03;3,1;3,2;3;3;3\n",
    "foreign.csv": "foo,bar\n1,2\n",
    "quote.csv": 'code,output\n"35.03,3\n',
    "empty.csv": "",
    "region.json": '{"schema_version":1,"type":"Region","item":{"code":35,"name":3}}',
    "broken.json": '{"a": }',
    "unversioned.json": '{"type":"Region"}',
    "newer.json": '{"schema_version":99,"type":"Region","item":{}}',
    "odd.json": '{"schema_version":1,"type":"Regio","item":{}}',
    "dossier.json": '{"schema_version":1,"type":"Dossier","item":{"region":"35.03","foo":1,"bimtek":3,'
    '"mous":[{"region":"35.03","cohort":2022,"signed":"2022-13-01"}]}}',
    "berkas.toml": 'schema_version=1\ntype="Dossier"\n[item]\nregion="35.03"\n[[item.mous]]\ncohort="abc"\n',
    "tanggal.toml": 'schema_version=1\ntype="Dossier"\n[item]\nregion="35.03"\n[[item.mous]]\nsigned="8 Mei 2018"\n',
    "broken.toml": "a = \n",
    "broken.yaml": "a: [1\n",
    "alias.yaml": "a: &x 1\nb: *x\n",
    "card.json": '{"schema_version":1,"type":"Scorecard","item":{"id":"x","root":{"id":"index","children":[]}}}',
    "nodes.csv": "code,parent,weight\nindex,,\na,index,0.5\nb,zz,0.5\nc,c,1\n",
    "claims.csv": 'daerah,tahun,indeks\nKota Kediri,2022,"3,12"\nAtlantis,2022,3\n',
    "regions.csv": "nama\nMalang\nKab. Trengalek\nAtlantis\nSuralaya\nkabupaten kediri\n3503\n35.99\n",
}
COMMANDS = f"""
evaluate | evaluate ok.csv | evaluate bad.csv | evaluate names.csv | evaluate comma.csv | evaluate gap.csv
evaluate foreign.csv | evaluate quote.csv | evaluate empty.csv | evaluate absent.csv | evaluate . | evaluate region.json
evaluate broken.json | evaluate bad.csv --extra refuse | evaluate ok.csv --decimal-comma | evaluate --explain 35.71
evaluate --explain 35.07 | evaluate --scorecard nope | evaluate --scorecard kominfo-2022-early --explain 35.07
evaluate --foo | evaluate --explain | evaluate --among x | evaluate a b c
score ok.csv --scorecard {CARD} | score gap.csv --scorecard {CARD} | score bad.csv --scorecard {CARD}
score names.csv --scorecard {CARD} | score foreign.csv --scorecard {CARD} | score ok.csv --scorecard card.json
score ok.csv --scorecard {CARD} --explain 35.99 | score ok.csv --scorecard ipm-bps | score ok.csv | score
sensitivity --scorecard {CARD} --draws 9 --error 0.1 | sensitivity --scorecard {CARD} --draws x
sensitivity --scorecard {CARD} --sobol --samples 4 | sensitivity --scorecard {CARD} --sobol --samples 1
sensitivity --scorecard {CARD} --sobol --samples 4 --of 35.71 | sensitivity --scorecard {CARD} --sobol --of 35.99
sensitivity --scorecard {CARD} --leave-one-out | sensitivity --scorecard {CARD} --leave-one-out --draws 9
sensitivity ok.csv --scorecard {CARD} --share 3 | sensitivity ok.csv --scorecard {CARD} --error -3
what-if 35.07 output=3.5 | what-if 35.07 output=9 | what-if 35.07 foo=1 | what-if Malang output=1 | what-if 35.03 a=1
needed 35.07 --index 3.80 | needed 35.07 --index x | needed 35.07 --rank 999 | needed 35.07 --band tinggi
needed 35.07 | needed 35.07 --index 3 --only foo | compare 35.71 35.77 | compare 35.71 | compare 35.71 --since 1999
compare 35.03 35.77 | panel --region 35.07 | panel --region Atlantis | panel 2022=ok.csv 2023=gap.csv | panel x=ok.csv
form 35.10 | form Malang -o a.xlsx | form 35.10 --edition ipm-bps -o a.xlsx | form 35 -o a.xlsx
report 35.05 -o a.html | report Atlantis | report ok.csv --region 35.77 | report 11.01 | atlas
scorecards | scorecards --subject nope | scorecards --on 2026-13-01 | scorecard show spbe-2020
scorecard show {CARD} | scorecard show ipm-bps | scorecard show pemdi-2026 | scorecard show skm-2017-ninth
scorecard show quick-win-appraisal | scorecard show nope | scorecard show region.json | scorecard check card.json
scorecard check {CARD} --against kominfo-2022-early | scorecard check {CARD} --against pemdi-2026
scorecard check spbe-2020 | scorecard new nodes.csv | scorecard new ok.csv | scorecard diff spbe-2018 spbe-2020
scorecard diff kominfo-2022-early {CARD} | scorecard export spbe-2020 --to foo | scorecard export spbe-2020
region Pemkab Trengalek | region Malang | region Atlantis | region Suralaya | region 35.99 | region Kota Trenggalek
region Kab. Kutai | region Sumatera | region --file regions.csv | region --file foreign.csv | region --file absent.csv
region Malang --within Bali | region Malang --on 2020-13-01 | region Malang --bare foo | region Trengalek --exact
region | cohorts | cohorts 2018 | cohorts 2017 | cohorts 2022 | cohorts 2020 | cohorts foo
status Kota Kediri | status 35.03 | status 11.01 | status 32.73 | status Atlantis | status | status 35.03 --on x
verify Kota Kediri --year 2022 --index 3,12 | verify Kota Kediri --index 3,31 | verify Kota Kediri --year x --index 3
verify Kota Kediri --cohort 2018 | verify Kota Kediri --year 2022 --rank 4 | verify Kota Kediri --award ISNA
verify Kota Kediri --mou 2018-05-08 | verify Kota Kediri --mou kemarin | verify Kota Kediri | verify --file claims.csv
verify --file foreign.csv | verify Atlantis --cohort 2019 | dossier Atlantis
check 35.03 | check 35.03 --on foo | check 35.03 --book 1999 | check berkas.toml | check tanggal.toml
check dossier.json | check broken.json | check broken.toml | check broken.yaml | check alias.yaml | check absent.toml
timeline 35.03 | timeline Atlantis | rules | rules GM100-MOU-002 | rules GM100-MOU-999
convert region.json y.yaml | convert unversioned.json y.yaml | convert newer.json y.yaml | convert odd.json y.yaml
convert dossier.json y.yaml --lenient | convert region.json y.foo | convert ok.csv y.json
convert ok.csv y.json --entity Evaluation | convert ok.csv y.json --entity Foo | convert - -
schema Foo | completion foo | evalute | --help | help evaluate | help sensitivity | help region
"""
LINES = [line.strip() for row in COMMANDS.strip().splitlines() for line in row.split(" | ")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files that the commands are given."""
    made = tmp_path_factory.mktemp("bahasa")
    for name, text in FILES.items():
        (made / name).write_text(text, encoding="utf-8")
    return made


class TestIndonesian:
    @pytest.mark.parametrize("line", LINES)
    def test_no_english_sentence_is_said(
        self, line: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Answers, remarks and errors are Indonesian; only ids and the names of sources are as they are."""
        monkeypatch.chdir(folder)
        monkeypatch.setenv("GM100_LANG", "id")
        main(line.split())
        out, err = capsys.readouterr()
        assert out + err
        assert english(out + err) == []

    def test_english_is_noticed(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """The same commands in English are noticed, each error among them."""
        monkeypatch.chdir(folder)
        monkeypatch.setenv("GM100_LANG", "en")
        for line in ("evaluate names.csv", "score gap.csv --scorecard ipm-bps", "check dossier.json", "region Malang"):
            main(line.split())
            out, err = capsys.readouterr()
            assert english(out + err), line
