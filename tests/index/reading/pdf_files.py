"""Small PDF files, written by hand: what the tests read."""

import io

from pypdf import PdfReader, PdfWriter


def pdf(*pages: list[str]) -> bytes:
    """A PDF whose pages hold these lines; an empty line is a gap."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for lines in pages:
        shown = "\n".join(f"({line}) Tj T*" for line in lines)
        stream = f"BT /F1 12 Tf 14 TL 50 750 Td\n{shown}\nET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        kids.append(len(objects) + 1)
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792]"
            f" /Contents {len(objects)} 0 R /Resources << /Font << /F1 <<"
            " /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
        )
    objects[1] = page_tree(kids, len(kids))
    return assembled(objects)


def page_tree(kids: list[int], count: int) -> str:
    """The root of a page tree over the objects with these numbers."""
    return f"<< /Type /Pages /Count {count} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>"


def assembled(objects: list[str]) -> bytes:
    """A file of these objects, numbered from 1; the first is the catalogue."""
    body, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    trailer = f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode()


def with_metadata(data: bytes, **fields: str) -> bytes:
    """The same file with entries such as Title="..." in its information."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.add_metadata({f"/{name}": value for name, value in fields.items()})
    return written(writer)


def encrypted(data: bytes, password: str) -> bytes:
    """The same file behind a password; an empty one forbids, for example, only printing."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    """The bytes of a file."""
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()
