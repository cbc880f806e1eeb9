"""PDF/A-3 and PDF/UA-1 in one file: WeasyPrint 70.0 writes the marks of one standard at a time.

The file is made as PDF/A-3a, whose marks, output intent and file id it gets; to its metadata are added
PDF/UA's mark and the description of that mark which PDF/A asks for (ISO 19005-3, 6.6.2.3).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from weasyprint.pdf import metadata as _metadata

VARIANT = "pdf/a-3a"
metadata: Any = _metadata
_write = metadata.DocumentMetadata.generate_rdf_metadata

_MARK = (
    b'<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="" pdfuaid:part="1" />'
    b'<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    b' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    b' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" rdf:about="">'
    b'<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    b"<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>"
    b"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    b"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    b'<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    b"<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    b"<pdfaProperty:category>internal</pdfaProperty:category>"
    b"<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>"
    b"</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)


@contextmanager
def both_standards() -> Iterator[None]:
    """Let WeasyPrint mark its PDF/A files as PDF/UA too while this is open."""

    def written(self: Any, *rest: Any) -> bytes:
        return bytes(_write(self, *rest)).replace(b"</rdf:RDF>", _MARK + b"</rdf:RDF>")

    with patch.object(metadata.DocumentMetadata, "generate_rdf_metadata", written):
        yield
