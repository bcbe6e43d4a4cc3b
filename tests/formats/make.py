#!/usr/bin/env python3
"""Writes the letters of the corpus as rtf and pdf, and small pdf files of other programs, into this folder.

    python3 tests/formats/make.py        # needs LibreOffice (soffice); reportlab and weasyprint for the others

The files are kept in the repository: building and testing needs neither LibreOffice nor these packages.
"""

import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
CORPUS = HERE.parent.parent / "corpus"

LETTER = [
    "Stadt Lindental",
    "Ausländerbehörde",
    None,
    "Frau",
    "Aminata Diallo",
    "Waldweg 8",
    "87654 Auental",
    None,
    "Ihre neue Karte ist da",
    None,
    "Sehr geehrte Frau Diallo,",
    None,
    "Ihre neue Aufenthaltskarte ist fertig und liegt bei uns in der Ausländerbehörde für Sie zur Abholung bereit, "
    "solange Sie in Lindental wohnen.",
    None,
    "Bitte bringen Sie Ihren Pass und die alte Karte mit, wenn Sie kommen.",
    None,
    "Viele Grüße",
    "Karl Wernecke",
]


def libreoffice():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for case in sorted(CORPUS.iterdir()):
            for letter in ("before", "after"):
                source = case / f"{letter}.docx"
                if source.is_file():
                    (folder / f"{case.name}-{letter}.docx").write_bytes(source.read_bytes())
        for kind in ("rtf", "pdf"):
            command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind]
            files = sorted(str(f) for f in folder.glob("*.docx"))
            subprocess.run([*command, "--outdir", str(HERE), *files], check=True, stdout=subprocess.DEVNULL)


def reportlab():
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen import canvas

    page = canvas.Canvas(str(HERE / "reportlab.pdf"), pagesize=A4, invariant=1)
    # The second page goes on with other lines at these heights, so that only its foot repeats.
    for number in (1, 2):
        y = 780
        for line in LETTER if number == 1 else LETTER[8:]:
            if line is None:
                y -= 14
                continue
            words, row = line.split(), ""
            for word in [*words, None]:
                if word is None or page.stringWidth(f"{row} {word}", "Helvetica", 11) > 420:
                    page.setFont("Helvetica", 11)
                    page.drawString(70, y, row)
                    y -= 14
                    row = word or ""
                else:
                    row = f"{row} {word}".strip()
        page.drawString(70, 40, f"Stadt Lindental, Markt 1, Seite {number} von 2")
        page.showPage()
    page.save()
    # A page that is a picture only.
    page = canvas.Canvas(str(HERE / "scan.pdf"), pagesize=A4, invariant=1)
    page.rect(70, 70, 400, 600, fill=1)
    page.showPage()
    page.save()
    from reportlab.lib import pdfencrypt

    page = canvas.Canvas(str(HERE / "encrypted.pdf"), pagesize=A4, invariant=1, encrypt=pdfencrypt.StandardEncryption("geheim"))
    page.drawString(70, 700, "Guten Tag")
    page.showPage()
    page.save()


def weasyprint():
    import weasyprint as program

    html = f"""<html lang="de"><style>
        @page {{ size: A4; margin: 25mm; @bottom-center {{ content: "Seite " counter(page) }} }}
        body {{ font: 11pt serif; hyphens: auto; text-align: justify }} p {{ margin: 0 0 8pt }}
        .neben {{ display: flex; gap: 30mm }}
        </style><div class="neben"><div>Frau<br>Aminata Diallo<br>Waldweg 8<br>87654 Auental</div>
        <div>Stadt Lindental<br>Ausländerbehörde<br>Markt 1<br>87650 Lindental</div></div>
        <h1>Ihre neue Karte ist da</h1><p>Sehr geehrte Frau Diallo,</p>
        <p>Ihre neue Aufenthaltskarte ist fertig und liegt bei uns in der Ausländerbehörde für Sie zur Abholung bereit,
        solange Sie in Lindental wohnen. Bitte bringen Sie Ihren Pass und die alte Karte mit, wenn Sie kommen.</p>
        <p>Viele Grüße<br>Karl Wernecke</p></html>"""
    program.HTML(string=html).write_pdf(str(HERE / "weasyprint.pdf"))


if __name__ == "__main__":
    programs = {"libreoffice": libreoffice, "reportlab": reportlab, "weasyprint": weasyprint}
    for name in sys.argv[1:] or programs:
        programs[name]()
