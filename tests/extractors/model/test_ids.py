"""Ids are composed and taken apart in one place, and are strings to everybody else."""

from __future__ import annotations

import json
import pickle

import pytest

from extractors.model.ids import DocumentId, FileRef


@pytest.mark.parametrize(
    ("register", "external_id", "written"),
    [("mets", "100", "mets/100"), ("koond", "a/b!c", "koond/a/b!c"), ("files", "0123456789ab", "files/0123456789ab")],
)
def test_an_id_is_composed_and_taken_apart_again(register: str, external_id: str, written: str) -> None:
    document_id = DocumentId.of(register, external_id)
    assert document_id == written
    assert (document_id.register, document_id.external_id) == (register, external_id)
    assert (DocumentId(written).register, DocumentId(written).external_id) == (register, external_id)


def test_an_id_without_a_register_is_its_own_external_id() -> None:
    assert DocumentId("alone").external_id == "alone"


def test_an_id_is_a_string_wherever_one_is_wanted() -> None:
    document_id = DocumentId.of("mets", "100")
    assert {"mets/100": 1}[document_id] == 1
    assert json.dumps([document_id]) == '["mets/100"]'
    assert f"{document_id}: gone" == "mets/100: gone"
    assert pickle.loads(pickle.dumps(document_id)).register == "mets"


def test_a_file_is_named_after_its_document_and_key() -> None:
    assert FileRef(DocumentId("mets/100"), "77").file_id == "mets/100!77"
