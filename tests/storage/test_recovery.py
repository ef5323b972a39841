import pytest
from hypothesis import given
from hypothesis import strategies as st

from operator_console.domain.refusals import Code, Refusal
from operator_console.storage.recovery import ALPHABET, printed, public_half, seal_to, typed, unseal_with

SEED = bytes(range(16))
SEEDS = st.binary(min_size=16, max_size=16)


@given(SEEDS)
def test_a_printed_key_can_be_typed(seed):
    assert typed(printed(seed)) == seed


def test_a_key_is_printed_in_eight_groups_of_four_without_letters_that_look_alike():
    groups = printed(SEED).split("-")
    assert [len(group) for group in groups] == [4] * 8
    assert not set("".join(groups)) & set("ILOU")


@pytest.mark.parametrize(
    "written",
    [
        str.lower,
        lambda code: code.replace("-", " "),
        lambda code: code.replace("-", "ー") + "　",
        lambda code: code.replace("0", "O").replace("1", "l"),
        lambda code: "".join(chr(ord(c) + 0xFEE0) for c in code),
    ],
)
def test_the_way_people_type_is_forgiven(written):
    assert typed(written(printed(SEED)).replace("ー", "-")) == SEED


@given(SEEDS, st.integers(0, 31), st.sampled_from(ALPHABET))
def test_one_wrong_letter_is_told_to_be_a_slip(seed, place, letter):
    letters = printed(seed).replace("-", "")
    changed = letters[:place] + letter + letters[place + 1 :]
    if changed == letters:
        assert typed(changed) == seed
    else:
        slips(changed)


def slips(code):
    with pytest.raises(Refusal) as caught:
        typed(code)
    assert (caught.value.code, caught.value.params) == (Code.RECOVERY_WRONG, {"reason": "typing"})


@pytest.mark.parametrize("code", ["", "0000", "U" * 32, "漢" * 32, "0" * 33])
def test_what_is_no_key_is_told_to_be_a_slip(code):
    slips(code)


def test_two_letters_that_changed_places_are_told_to_be_a_slip():
    letters = printed(SEED).replace("-", "")
    slips(letters[:5] + letters[6] + letters[5] + letters[7:])


def test_what_is_sealed_opens_with_the_private_half_in_its_context(refused):
    sealed = seal_to(public_half(SEED), b"content", b"context")
    assert unseal_with(SEED, sealed, b"context") == b"content"
    for seed, content, context in (
        (bytes(16), sealed, b"context"),
        (SEED, sealed, b""),
        (SEED, sealed[:40], b"context"),
    ):
        assert refused(Code.RECOVERY_WRONG, unseal_with, seed, content, context) == {"reason": "key"}
