"""Writes a letter as a Writer file (OpenDocument text)."""

import re
from xml.sax.saxutils import escape

from layout import Block, Letter
from package import pack

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
MIME = "application/vnd.oasis.opendocument.text"
OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
NS = (
    f'xmlns:office="{OASIS}office:1.0" xmlns:style="{OASIS}style:1.0" xmlns:text="{OASIS}text:1.0" xmlns:table="{OASIS}table:1.0" '
    f'xmlns:fo="{OASIS}xsl-fo-compatible:1.0" xmlns:svg="{OASIS}svg-compatible:1.0" xmlns:meta="{OASIS}meta:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"'
)


def write(letter: Letter, title: str) -> bytes:
    """The bytes of the .odt file; the same letter gives the same bytes."""
    tables = [block for block in letter.body if block.rows]
    starts = sorted({block.start for block in letter.body if block.kind == "numbered"})
    body = "".join(block_xml(block, tables) for block in letter.body)
    parts = [
        ("mimetype", MIME),
        ("META-INF/manifest.xml", manifest()),
        ("meta.xml", f"{HEAD}<office:document-meta {NS}><office:meta><dc:title>{escape(title)}</dc:title><dc:language>de-DE</dc:language></office:meta></office:document-meta>"),
        ("styles.xml", styles(letter)),
        ("content.xml", f"{HEAD}<office:document-content {NS}><office:automatic-styles>{list_styles(starts)}{cell_styles()}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"),
    ]
    return pack(parts, stored="mimetype")


def block_xml(block: Block, tables: list[Block]) -> str:
    """The XML of one body block."""
    if block.rows:
        number = next(i for i, other in enumerate(tables) if other is block) + 1
        return table(block, f"Tabelle{number}") + paragraph("", "Standard")
    if block.kind in ("numbered", "bullets"):
        style = f"Numbers{block.start}" if block.kind == "numbered" else "Bullets"
        items = "".join(f"<text:list-item>{paragraph(line, 'Item')}</text:list-item>" for line in block.lines)
        return f'<text:list text:style-name="{style}">{items}</text:list>'
    if block.kind == "heading":
        return f'<text:h text:style-name="Heading_20_{block.level}" text:outline-level="{block.level}">{inline(block.lines[0])}</text:h>'
    if block.kind in ("address", "lines"):
        last = len(block.lines) - 1
        return "".join(paragraph(line, "Lines" if i < last else "Standard") for i, line in enumerate(block.lines))
    style = {"subject": "Subject", "return": "ReturnAddress"}.get(block.kind, "Standard")
    return "".join(paragraph(line, style) for line in block.lines)


def paragraph(text: str, style: str) -> str:
    """One paragraph."""
    return f'<text:p text:style-name="{style}">{inline(text)}</text:p>'


def inline(text: str) -> str:
    """The text of a paragraph; «Name» becomes a database field that nobody has filled."""
    parts = []
    for part in re.split(r"(«[^»]+»)", text):
        field = f'<text:database-display text:table-name="Adressen" text:table-type="table" text:column-name="{escape(part[1:-1])}">{escape(part)}</text:database-display>'
        parts.append(field if part.startswith("«") else escape(part))
    return "".join(parts)


def table(block: Block, name: str) -> str:
    """A table with its cells; only data tables have lines and a bold first row."""
    columns = max(len(row) for row in block.rows)
    style = "Cell" if block.kind == "table" else "PlainCell"
    xml = f'<table:table table:name="{name}" table:style-name="Whole"><table:table-column table:number-columns-repeated="{columns}"/>'
    for i, row in enumerate(block.rows):
        look = "HeadCell" if block.kind == "table" and i == 0 else "Lines"
        cells = "".join(
            f'<table:table-cell table:style-name="{style}" office:value-type="string">{paragraph(cell, look)}</table:table-cell>'
            for cell in row + [""] * (columns - len(row))
        )
        xml += f"<table:table-row>{cells}</table:table-row>"
    return xml + "</table:table>"


def styles(letter: Letter) -> str:
    """Paragraph styles, page layout, page header and page footer."""

    def style(name: str, spacing: str, look: str = "", title: str = "") -> str:
        return (
            f'<style:style style:name="{name}" style:display-name="{title or name}" style:family="paragraph" style:parent-style-name="Standard">'
            f"<style:paragraph-properties {spacing}/><style:text-properties {look}/></style:style>"
        )

    named = (
        '<style:style style:name="Standard" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.25cm" fo:line-height="115%"/>'
        '<style:text-properties style:font-name="Liberation Sans" fo:font-size="11pt" fo:language="de" fo:country="DE"/></style:style>'
        + style("Heading_20_1", 'fo:margin-top="0.42cm" fo:margin-bottom="0.18cm" fo:keep-with-next="always"', 'fo:font-size="12pt" fo:font-weight="bold"', "Heading 1")
        + style("Heading_20_2", 'fo:margin-top="0.28cm" fo:margin-bottom="0.14cm" fo:keep-with-next="always"', 'fo:font-weight="bold"', "Heading 2")
        + style("Subject", 'fo:margin-top="0.42cm" fo:margin-bottom="0.42cm"', 'fo:font-weight="bold"', "Betreff")
        + style("Lines", 'fo:margin-bottom="0cm"', title="Zeilen")
        + style("HeadCell", 'fo:margin-bottom="0cm"', 'fo:font-weight="bold"', "Tabellenkopf")
        + style("Item", 'fo:margin-bottom="0.18cm"', title="Listenpunkt")
        + style("ReturnAddress", 'fo:margin-top="0.2cm" fo:margin-bottom="0.1cm"', 'fo:font-size="8pt" style:text-underline-style="solid"', "Absenderzeile")
        + style("Header", 'fo:margin-bottom="0cm"', 'fo:font-size="10pt"', "Kopfzeile")
        + style("Footer", 'fo:margin-bottom="0cm"', 'fo:font-size="8pt"', "Fußzeile")
    )
    band = '<style:{0}-style><style:header-footer-properties fo:min-height="0cm" fo:margin-{1}="0.6cm"/></style:{0}-style>'
    layout = (
        '<style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="1.5cm" '
        f'fo:margin-bottom="1.5cm" fo:margin-left="2.5cm" fo:margin-right="2.5cm"/>{band.format("header", "bottom")}{band.format("footer", "top")}</style:page-layout>'
    )
    page = '<text:p text:style-name="Footer">Seite <text:page-number text:select-page="current">1</text:page-number> von <text:page-count>1</text:page-count></text:p>'
    header = "".join(paragraph(line, "Header") for line in letter.header)
    footer = "".join(paragraph(line, "Footer") for line in letter.footer) + page
    return (
        f'{HEAD}<office:document-styles {NS}><office:font-face-decls><style:font-face style:name="Liberation Sans" svg:font-family="Liberation Sans"/></office:font-face-decls>'
        f"<office:styles>{named}</office:styles><office:automatic-styles>{layout}</office:automatic-styles>"
        f'<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4"><style:header>{header}</style:header><style:footer>{footer}</style:footer></style:master-page></office:master-styles></office:document-styles>'
    )


def list_styles(starts: list[int]) -> str:
    """One style for bullets and one per first number."""
    place = (
        '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment '
        'text:label-followed-by="listtab" text:list-tab-stop-position="0.75cm" fo:text-indent="-0.75cm" fo:margin-left="0.75cm"/></style:list-level-properties>'
    )
    numbers = "".join(
        f'<text:list-style style:name="Numbers{start}"><text:list-level-style-number text:level="1" style:num-suffix="." style:num-format="1" '
        f'text:start-value="{start}">{place}</text:list-level-style-number></text:list-style>'
        for start in starts
    )
    return f'{numbers}<text:list-style style:name="Bullets"><text:list-level-style-bullet text:level="1" text:bullet-char="–">{place}</text:list-level-style-bullet></text:list-style>'


def cell_styles() -> str:
    """Tables that stay on one page, cells with and without lines."""
    one = '<style:style style:name="{}" style:family="table-cell"><style:table-cell-properties fo:padding="0.08cm" fo:border="{}"/></style:style>'
    whole = '<style:style style:name="Whole" style:family="table"><style:table-properties style:may-break-between-rows="false"/></style:style>'
    return whole + one.format("Cell", "0.5pt solid #808080") + one.format("PlainCell", "none")


def manifest() -> str:
    """The list of parts."""
    parts = "".join(f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>' for name in ("content.xml", "styles.xml", "meta.xml"))
    return (
        f'{HEAD}<manifest:manifest xmlns:manifest="{OASIS}manifest:1.0" manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MIME}"/>{parts}</manifest:manifest>'
    )
