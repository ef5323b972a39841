"""The verifier that an outside auditor is handed: alone in its file, of one mind with the other, and not fooled."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from exported_logs import both, changed, exported, reclosed
from honest_logs import FIRST_KEY

from operator_console.audit import offline_verifier
from operator_console.domain.actions import Action, Outcome

FILE = Path(offline_verifier.__file__)
EXPORT = exported(calls=25)


def test_it_imports_nothing_of_ours():
    imported = set()
    for node in ast.walk(ast.parse(FILE.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {name.name.split(".")[0] for name in node.names}
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0
            imported.add(node.module.split(".")[0])
    assert imported - set(sys.stdlib_module_names) == {"cryptography"}


def test_it_knows_every_word_that_an_entry_may_have():
    """Its lists are its own; whoever adds an action adds it there too."""
    assert {action.value for action in Action} == offline_verifier.ACTIONS
    assert {outcome.value for outcome in Outcome} == offline_verifier.OUTCOMES


def run(tmp_path, lines, *arguments):
    path = tmp_path / "export.jsonl"
    path.write_bytes(b"".join(lines))
    alone = tmp_path / "offline_verifier.py"
    alone.write_bytes(FILE.read_bytes())
    command = [sys.executable, "-I", str(alone), str(path), *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)


def test_it_runs_by_itself(tmp_path):
    (tmp_path / "first").write_text(FIRST_KEY.hex())
    good = run(tmp_path, EXPORT.lines, "--first-key-file", str(tmp_path / "first"), "--pin", EXPORT.codes[-1], "--json")
    assert (good.returncode, good.stderr) == (0, "")
    assert '"ok": true' in good.stdout
    bad = run(tmp_path, EXPORT.lines[:40] + EXPORT.lines[41:])
    assert bad.returncode == 1
    assert "NOT in order" in bad.stdout
    assert run(tmp_path, EXPORT.lines, "--pin", "12-NONSENSE").returncode == 2


@pytest.mark.parametrize("first_key", [None, FIRST_KEY])
@pytest.mark.parametrize("calls", [0, 1, 30])
def test_both_find_nothing_in_an_honest_export(calls, first_key):
    export = exported(calls, seed=calls)
    assert both(export.lines, first_key, export.codes) == ((True, set()), (True, set()))


def entry_at(lines, number):
    return next(i for i, line in enumerate(lines) if f'"sequence":{number},"told"'.encode() in line)


def attacks():
    lines, at = EXPORT.lines, entry_at(EXPORT.lines, 70)
    header = lines[0]
    user = next(i for i, line in enumerate(lines) if b'"type":"user"' in line)
    checkpoint = next(i for i, line in enumerate(lines) if b'"type":"checkpoint"' in line)
    other = lines[at].replace(b"operator-", b"operator_", 1)
    return {
        "an entry left out": (reclosed(lines[:at] + lines[at + 1 :]), {"gap", "chain_broken"}),
        "an entry's words changed": (reclosed([*lines[:at], other, *lines[at + 1 :]]), {"export_differs"}),
        "the end left out": (lines[:-1], {"export_damaged"}),
        "a name changed": (
            reclosed([*lines[:user], changed(lines[user], display="別の人"), *lines[user + 1 :]]),
            {"attachment_differs"},
        ),
        "the last entries left out": (reclosed([*lines[: len(lines) - 4], lines[-1]]), {"end_missing"}),
        "a checkpoint left out": (
            reclosed(lines[:checkpoint] + lines[checkpoint + 1 :]),
            {"checkpoint_broken"},
        ),
        "the header's end changed": (reclosed([changed(header, entries=100), *lines[1:]]), {"end_beyond"}),
        "a true for a one": (
            reclosed(
                [*lines[:at], lines[at].replace(b'"policy_version":1,', b'"policy_version":true,'), *lines[at + 1 :]]
            ),
            {"export_differs"},
        ),
    }


@pytest.mark.parametrize("first_key", [None, FIRST_KEY], ids=["without seals", "with seals"])
@pytest.mark.parametrize("name", attacks())
def test_both_find_the_same_in_a_changed_export(name, first_key):
    lines, expected = attacks()[name]
    first, second = both(lines, first_key, EXPORT.codes)
    assert first == second
    assert not first[0]
    assert expected <= {code for code, _ in first[1]}


def test_a_forged_answer_shows_with_the_first_key_alone():
    challenge = {
        "nonce": "00" * 32,
        "entries": len(EXPORT.log.rows),
        "head": EXPORT.log.head.hex(),
        "answer": "11" * 32,
    }
    lines = reclosed([changed(EXPORT.lines[0], challenge=challenge), *EXPORT.lines[1:]])
    assert both(lines)[0] == (True, set())
    expected = {("key_not_current", len(EXPORT.log.rows))}
    assert both(lines, FIRST_KEY) == ((False, expected), (False, expected))
