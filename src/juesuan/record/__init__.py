"""What the generator last wrote, as the record that travels inside a draft.

Pure: ``Snapshot`` ↔ named properties of a document. The fields, the history of the format and the sizes
measured stand in ``docs/analysis/record.md``.
"""

from juesuan.record.carrier import CHUNK, MOST_PROPERTIES, PREFIX, damaged, pack, size_findings, unpack

__all__ = ["CHUNK", "MOST_PROPERTIES", "PREFIX", "damaged", "pack", "size_findings", "unpack"]
