"""The plan for Windows says what it should; that Windows does as it says has not been tried yet."""

from dataclasses import replace

import pytest

from operator_console.guard.windows_plan import (
    FILE_FLAG_FIRST_PIPE_INSTANCE,
    PIPE_REJECT_REMOTE_CLIENTS,
    SECURITY_IDENTIFICATION,
    SECURITY_IMPERSONATION,
    SECURITY_SQOS_PRESENT,
    SERVICE_RUNNING,
    ClientFacts,
    ServerFacts,
    client_flags,
    client_problems,
    folder_sddl,
    pipe_call,
    pipe_sddl,
    server_problems,
    service_plan,
    service_sid,
)

OPERATORS = "S-1-5-21-1-2-3-1105"
SERVED = ServerFacts(4711, 4711, SERVICE_RUNNING, service_sid(), 4711)
CLIENT = ClientFacts("S-1-5-21-1-2-3-1001", (OPERATORS, "S-1-5-11"), 1, restricted=False, from_network=False)


def test_a_services_sid_is_the_one_that_windows_gives_it() -> None:
    """Known from every Windows: ``sc.exe showsid trustedinstaller``."""
    known = "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464"
    assert service_sid("TrustedInstaller") == service_sid("TRUSTEDINSTALLER") == known


def test_the_pipe_is_for_the_service_and_its_operators() -> None:
    sddl = pipe_sddl(OPERATORS)
    assert sddl.startswith(f"O:{service_sid()}G:SYD:P(D;;GA;;;NU)(D;;GA;;;AN)")
    assert f"(A;;0x0012019b;;;{OPERATORS})" in sddl
    assert 0x0012019B & 0x4 == 0  # FILE_CREATE_PIPE_INSTANCE
    for everybody in ("WD", "AU", "BU", "IU"):
        assert f";;;{everybody})" not in sddl


@pytest.mark.parametrize("group", ["", "Users", "S-1-1-0", "S-1-5-11", f"{OPERATORS})(A;;GA;;;WD"])
def test_everybody_is_no_group_of_operators(group: str) -> None:
    with pytest.raises(ValueError, match="not the SID"):
        pipe_sddl(group)


def test_the_folder_is_for_the_service_alone() -> None:
    assert folder_sddl().count("(A;") == 2


def test_only_the_first_instance_claims_the_name_and_none_takes_the_network() -> None:
    assert pipe_call(first=True).open_mode & FILE_FLAG_FIRST_PIPE_INSTANCE
    assert not pipe_call(first=False).open_mode & FILE_FLAG_FIRST_PIPE_INSTANCE
    assert pipe_call(first=True).pipe_mode & pipe_call(first=False).pipe_mode & PIPE_REJECT_REMOTE_CLIENTS


def test_the_console_lets_nobody_act_for_it() -> None:
    assert client_flags() & SECURITY_SQOS_PRESENT
    assert client_flags() & SECURITY_IDENTIFICATION
    assert not client_flags() & SECURITY_IMPERSONATION


def test_the_service_keeps_one_right_and_quotes_its_paths() -> None:
    plan = service_plan(r"C:\Program Files\Operator Console\python.exe", r"C:\ProgramData\OperatorConsole\vault")
    assert plan.account == r"NT SERVICE\OperatorConsoleVault"
    assert plan.command.startswith('"C:\\Program Files\\Operator Console\\python.exe" -P -m operator_console vault')
    assert plan.privileges == ("SeChangeNotifyPrivilege",)
    with pytest.raises(ValueError, match="absolute"):
        service_plan("python.exe", r"C:\x")


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"pipe_process": 9, "pipe_process_after": 9}, "other_process"),
        ({"service_state": 1}, "service_not_running"),
        ({"owner_sid": CLIENT.sid}, "other_owner"),
        ({"pipe_process_after": 9}, "changed_meanwhile"),
    ],
)
def test_a_wrong_server_is_told(change: dict[str, object], problem: str) -> None:
    assert server_problems(SERVED) == []
    assert server_problems(replace(SERVED, **change)) == [problem]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"level": 0}, "nobody"),
        ({"sid": service_sid()}, "nobody"),
        ({"from_network": True}, "network"),
        ({"restricted": True}, "restricted_token"),
        ({"groups": ("S-1-5-11",)}, "no_operator"),
    ],
)
def test_a_wrong_client_is_told(change: dict[str, object], problem: str) -> None:
    assert client_problems(CLIENT, OPERATORS) == []
    assert client_problems(replace(CLIENT, **change), OPERATORS) == [problem]
