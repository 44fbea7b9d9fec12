"""Authors in the form in which a list has them."""

from __future__ import annotations

import pytest

from papersync.entries.learning_authors import learn_authors


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        pytest.param("Ada Lovelace", "Lovelace", id="the last word"),
        pytest.param("Ada Maria Lovelace", "Lovelace", id="not the second name"),
        pytest.param("Laurens van der Maaten", "van der Maaten", id="particles in small letters"),
        pytest.param("Antonio De Rosa", "De Rosa", id="one with a capital"),
        pytest.param("Emanuele La Malfa", "La Malfa", id="an article"),
        pytest.param("Greet Van den Berghe", "Van den Berghe", id="Van before another"),
        pytest.param("Thanh Van Nguyen", "Nguyen", id="Van is a second name in Vietnam"),
        pytest.param("Di Wang", "Wang", id="a given name that looks like one"),
        pytest.param("Plato", "Plato", id="one word"),
    ],
)
def test_a_list_of_surnames(name: str, surname: str) -> None:
    assert learn_authors("Hopper et al.").of([name, "Grace Hopper"]) == f"{surname} et al."


NAMES = ("Grace Brewster Hopper", "Jean-Luc van der Berg", "Plato")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        pytest.param(
            "Lovelace, A., Turing, A. M.", "Hopper, G. B., van der Berg, J.-L., Plato", id="behind the surnames"
        ),
        pytest.param("Lovelace, A., & Turing, A.", "Hopper, G. B., van der Berg, J.-L., & Plato", id="with an and"),
        pytest.param("Lovelace, A. et al.", "Hopper, G. B. et al.", id="behind, and others"),
        pytest.param(
            "Lovelace, A., Turing, A., et al.", "Hopper, G. B., van der Berg, J.-L., et al.", id="two of them"
        ),
        pytest.param("A. Lovelace, A. M. Turing", "G. B. Hopper, J.-L. van der Berg, Plato", id="before"),
        pytest.param("A. Lovelace et al.", "G. B. Hopper et al.", id="before, and others"),
        pytest.param("Ada B. Lovelace, A. Turing", ", ".join(NAMES), id="a name in the middle is no initial alone"),
        pytest.param("Lovelace, Turing et al.", "Hopper, van der Berg et al.", id="surnames have no initials"),
    ],
)
def test_initials(written: str, shown: str) -> None:
    assert learn_authors(written).of(NAMES) == shown
