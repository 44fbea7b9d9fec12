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
