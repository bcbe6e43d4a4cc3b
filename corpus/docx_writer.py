"""Writes a letter as a Word file (Office Open XML) the way an office template looks inside.

Real Word files cut a paragraph into several runs; so does this writer, at fixed places, because readers must cope with
it. A field name in «guillemets» becomes a mail merge field that nobody has filled.
"""

import re
from xml.sax.saxutils import escape

from layout import Block, Letter
from package import pack

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
RUN_WORDS = 9
TABLE_WIDTH = 9070  # twentieths of a point: A4 less the margins below


def write(letter: Letter, title: str) -> bytes:
    """The bytes of the .docx file; the same letter gives the same bytes."""
    lists = [block for block in letter.body if block.kind in ("numbered", "bullets")]
    body = "".join(block_xml(block, lists) for block in letter.body)
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/><w:footerReference w:type="default" r:id="rId2"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1701" w:right="1418" w:bottom="1418" w:left="1418" '
        'w:header="709" w:footer="567" w:gutter="0"/></w:sectPr>'
    )
    parts = {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relations([("officeDocument", "word/document.xml")], core=True),
        "docProps/core.xml": core(title),
        "word/document.xml": f"{HEAD}<w:document {NS}><w:body>{body}{section}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations(
            [("header", "header1.xml"), ("footer", "footer1.xml"), ("styles", "styles.xml"), ("numbering", "numbering.xml"), ("settings", "settings.xml")]
        ),
        "word/header1.xml": f"{HEAD}<w:hdr {NS}>{''.join(paragraph(line, 'Header', bold=i == 0) for i, line in enumerate(letter.header))}</w:hdr>",
        "word/footer1.xml": f"{HEAD}<w:ftr {NS}>{''.join(paragraph(line, 'Footer') for line in letter.footer)}{page_number()}</w:ftr>",
        "word/styles.xml": styles(),
        "word/numbering.xml": numbering(lists),
        "word/settings.xml": f'{HEAD}<w:settings {NS}><w:themeFontLang w:val="de-DE"/><w:defaultTabStop w:val="708"/></w:settings>',
    }
    return pack(list(parts.items()))


def block_xml(block: Block, lists: list[Block]) -> str:
    """The XML of one body block."""
    if block.kind == "references":
        return table(block.rows, "References", widths=[2900, TABLE_WIDTH - 2900]) + paragraph("", None)
    if block.kind == "table":
        columns = max(len(row) for row in block.rows)
        return table(block.rows, "TableGrid", widths=[TABLE_WIDTH // columns] * columns, head=True) + paragraph("", None)
    if block.kind in ("numbered", "bullets"):
        number = next(i for i, other in enumerate(lists) if other is block) + 1
        return "".join(paragraph(line, "ListParagraph", number=number) for line in block.lines)
    if block.kind == "heading":
        return paragraph(block.lines[0], f"Heading{block.level}")
    if block.kind in ("address", "lines"):
        last = len(block.lines) - 1
        return "".join(paragraph(line, "Lines" if i < last else None) for i, line in enumerate(block.lines))
    style = {"subject": "Subject", "return": "ReturnAddress"}.get(block.kind)
    return "".join(paragraph(line, style) for line in block.lines)


def paragraph(text: str, style: str | None, number: int = 0, bold: bool = False) -> str:
    """One paragraph, cut into runs and merge fields."""
    marks = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        marks += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
    marks = f"<w:pPr>{marks}</w:pPr>" if marks else ""
    return f"<w:p>{marks}{''.join(pieces(text, bold))}</w:p>"


def pieces(text: str, bold: bool) -> list[str]:
    """The runs of a paragraph; the text of all runs together is the text given."""
    found = []
    for part in re.split(r"(«[^»]+»)", text):
        if part.startswith("«"):
            name = escape(part[1:-1])
            found.append(f'<w:fldSimple w:instr=" MERGEFIELD {name} ">{run(part, bold)}</w:fldSimple>')
            continue
        words = re.findall(r"\S+\s*|\s+", part)
        found += [run("".join(words[i : i + RUN_WORDS]), bold) for i in range(0, len(words), RUN_WORDS)]
    return found


def run(text: str, bold: bool) -> str:
    """One run of text."""
    return f'<w:r>{"<w:rPr><w:b/></w:rPr>" if bold else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def page_number() -> str:
    """The line "Seite 1 von 1" with the fields that Word counts."""
    field = '<w:fldSimple w:instr=" {} ">' + run("1", False) + "</w:fldSimple>"
    return f'<w:p><w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="right"/></w:pPr>{run("Seite ", False)}{field.format("PAGE")}{run(" von ", False)}{field.format("NUMPAGES")}</w:p>'


def table(rows: list[list[str]], style: str, widths: list[int], head: bool = False) -> str:
    """A table; with `head` its first row is bold and repeated on each page."""
    xml = f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/></w:tblPr><w:tblGrid>'
    xml += "".join(f'<w:gridCol w:w="{width}"/>' for width in widths) + "</w:tblGrid>"
    for i, row in enumerate(rows):
        first = head and i == 0
        xml += "<w:tr>" + ("<w:trPr><w:tblHeader/></w:trPr>" if first else "")
        for width, cell in zip(widths, row + [""] * (len(widths) - len(row))):
            xml += f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph(cell, "TableLine", bold=first)}</w:tc>'
        xml += "</w:tr>"
    return xml + "</w:tbl>"


def styles() -> str:
    """The styles of the template: one typeface, left aligned, bold headings."""

    def style(name: str, title: str, spacing: str, look: str = "", more: str = "") -> str:
        return (
            f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{title}"/><w:basedOn w:val="Normal"/>'
            f"<w:pPr>{more}<w:spacing {spacing}/></w:pPr><w:rPr>{look}</w:rPr></w:style>"
        )

    keep = "<w:keepNext/>"
    edge = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    cell = '<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
    return (
        f'{HEAD}<w:styles {NS}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Liberation Sans" w:hAnsi="Liberation Sans" w:cs="Liberation Sans"/>'
        '<w:sz w:val="22"/><w:lang w:val="de-DE"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:spacing w:after="140" w:line="276" w:lineRule="auto"/></w:pPr></w:style>'
        + style("Heading1", "heading 1", 'w:before="240" w:after="100"', '<w:b/><w:sz w:val="24"/>', keep)
        + style("Heading2", "heading 2", 'w:before="160" w:after="80"', "<w:b/>", keep)
        + style("Subject", "Betreff", 'w:before="240" w:after="240"', "<w:b/>")
        + style("Lines", "Zeilen", 'w:after="0"')
        + style("TableLine", "Tabellenzeile", 'w:after="0"', more=keep)
        + style("ReturnAddress", "Absenderzeile", 'w:before="120" w:after="60"', '<w:sz w:val="16"/><w:u w:val="single"/>')
        + style("ListParagraph", "List Paragraph", 'w:after="100"')
        + style("Header", "header", 'w:after="0"', '<w:sz w:val="20"/>')
        + style("Footer", "footer", 'w:after="0"', '<w:sz w:val="16"/>')
        + f'<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>{edge}</w:tblBorders>{cell}</w:tblPr></w:style>'
        + f'<w:style w:type="table" w:styleId="References"><w:name w:val="Bezugszeichen"/><w:tblPr>{cell}</w:tblPr></w:style></w:styles>'
    )


def numbering(lists: list[Block]) -> str:
    """One list definition per list, so that each starts with its own number."""
    abstract, concrete = "", ""
    for i, block in enumerate(lists, 1):
        kind, text = ("decimal", "%1.") if block.kind == "numbered" else ("bullet", "–")
        abstract += (
            f'<w:abstractNum w:abstractNumId="{i}"><w:lvl w:ilvl="0"><w:start w:val="{block.start}"/><w:numFmt w:val="{kind}"/>'
            f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="425" w:hanging="425"/></w:pPr></w:lvl></w:abstractNum>'
        )
        concrete += f'<w:num w:numId="{i}"><w:abstractNumId w:val="{i}"/></w:num>'
    return f"{HEAD}<w:numbering {NS}>{abstract}{concrete}</w:numbering>"


def content_types() -> str:
    """The media types of the parts."""
    kinds = {"document": "document.main", "header1": "header", "footer1": "footer", "styles": "styles", "numbering": "numbering", "settings": "settings"}
    parts = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{WORD}{kind}+xml"/>' for name, kind in kinds.items())
    return (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{parts}'
        '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def relations(targets: list[tuple[str, str]], core: bool = False) -> str:
    """The relations from one part to others."""
    found = "".join(f'<Relationship Id="rId{i}" Type="{REL}/{kind}" Target="{target}"/>' for i, (kind, target) in enumerate(targets, 1))
    if core:
        found += '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    return f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{found}</Relationships>'


def core(title: str) -> str:
    """Title and language; no person and no time, so that the bytes stay the same."""
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title><dc:language>de-DE</dc:language></cp:coreProperties>'
    )
