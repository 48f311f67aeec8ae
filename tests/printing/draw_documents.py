"""Draws docs/paper/: the first sheets of a sample of each document, all of it made up.

python tests/printing/draw_documents.py [folder]
"""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from paper_samples import DOCUMENTS, content_for

from desk.printing.documents import document_pdf
from desk.rules.document_kinds import KINDS

FOLDER = Path(__file__).parents[2] / "docs" / "paper"
_SCALE = {"a4": 1.25, "a5": 1.5}
_ON_A5 = frozenset({"ppid-tanda-bukti", "aula-kesiapan", "aula-konfirmasi"})


def draw(folder: Path) -> list[Path]:
    """One PNG for each sheet, in sixteen greys: a few tens of kilobytes."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for key in DOCUMENTS:
        paper = "a5" if key in _ON_A5 else KINDS[key].papers[0]
        with pypdfium2.PdfDocument(document_pdf(content_for(key), paper)) as document:
            for number, page in enumerate(document, 1):
                name = key if len(document) == 1 else f"{key}-{number}"
                picture = page.render(scale=_SCALE[paper], grayscale=True).to_pil()
                made.append(folder / f"{name}.png")
                picture.quantize(16).save(made[-1], optimize=True)
    return made


if __name__ == "__main__":
    for file in draw(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER):
        print(f"{file.stat().st_size // 1024:>5} KiB  {file.name}")
