"""Builds official.docx, the Word template of the draft: official layout after GB/T 9704-2012.

    python scripts/build_template.py

The template is an ordinary document: staff may open it in Word or WPS and restyle it. It is built from
this script so that it stays lean and every measure in it has a reason.
"""

from __future__ import annotations

from pathlib import Path

from juesuan.packages import write_package

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

FANG, KAI, HEI, SONG = "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体"
# GB/T 9704: 三号 (16 pt), 22 lines a page at 28.95 pt; 二号 (22 pt) for the title.
LINE = 579
MARGINS = {"top": 2098, "bottom": 1984, "left": 1588, "right": 1474}  # 37, 35, 28, 26 mm


def fonts(name: str) -> str:
    """One family for Chinese; figures and Latin letters in Times New Roman."""
    return f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="{name}"/>'


def paragraph_style(
    style: str,
    name: str,
    font: str,
    size: int,
    *,
    indent: bool = True,
    center: bool = False,
    level: int | None = None,
) -> str:
    """A paragraph style based on Normal; headings carry an outline level."""
    outline = f'<w:keepNext/><w:outlineLvl w:val="{level}"/>' if level is not None else ""
    spacing = f'<w:spacing w:before="0" w:after="0" w:line="{LINE}" w:lineRule="exact"/>'
    if center:
        spacing = '<w:spacing w:before="0" w:after="579" w:line="700" w:lineRule="exact"/>'
    ind = (
        '<w:ind w:firstLine="640" w:firstLineChars="200"/>'
        if indent
        else '<w:ind w:firstLine="0" w:firstLineChars="0"/>'
    )
    align = '<w:jc w:val="center"/>' if center else '<w:jc w:val="both"/>'
    keep, outlined = ("<w:keepNext/>", f'<w:outlineLvl w:val="{level}"/>') if outline else ("", "")
    following = '<w:next w:val="JuesuanBody"/>' if level is not None or center else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f'{following}<w:uiPriority w:val="9"/><w:qFormat/><w:pPr>{keep}{spacing}{ind}{align}{outlined}</w:pPr>'
        f'<w:rPr>{fonts(font)}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


def styles() -> str:
    """Every style the narrative uses, and no other."""
    return (
        f"{HEAD}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>{fonts(FANG)}"
        '<w:kern w:val="2"/><w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        '<w:pPr><w:widowControl w:val="0"/><w:jc w:val="both"/></w:pPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        + paragraph_style("Title", "Title", SONG, 44, indent=False, center=True)
        + paragraph_style("Heading1", "heading 1", HEI, 32, level=0)
        + paragraph_style("Heading2", "heading 2", KAI, 32, level=1)
        + paragraph_style("Heading3", "heading 3", FANG, 32, level=2)
        + paragraph_style("JuesuanBody", "决算正文", FANG, 32)
        + '<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/>'
        '<w:pPr><w:jc w:val="center"/></w:pPr>'
        f'<w:rPr>{fonts("宋体")}<w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="JuesuanFigure"><w:name w:val="决算数字"/>'
        '<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/></w:style></w:styles>'
    )


def font_table() -> str:
    """Substitutes for computers without the official fonts."""
    wanted = ((FANG, "仿宋"), (KAI, "楷体"), (SONG, "小标宋"), (HEI, "SimHei"), ("宋体", "SimSun"))
    rows = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/><w:family w:val="auto"/></w:font>'
        for name, other in wanted
    )
    latin = '<w:font w:name="Times New Roman"><w:charset w:val="00"/><w:family w:val="roman"/></w:font>'
    return f"{HEAD}<w:fonts {W}>{rows}{latin}</w:fonts>"


def document() -> str:
    """One paragraph that says where the narrative goes, and the page."""
    margins = " ".join(f'w:{side}="{size}"' for side, size in MARGINS.items())
    return (
        f'{HEAD}<w:document {W} {R}><w:body><w:p><w:pPr><w:pStyle w:val="JuesuanBody"/></w:pPr>'
        "<w:r><w:t>【第三部分】</w:t></w:r></w:p><w:sectPr>"
        '<w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/>'
        f'<w:pgMar {margins} w:header="851" w:footer="1400" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )


def footer() -> str:
    """The page number between dashes."""

    def field(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    number = (
        field("begin")
        + '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        + field("separate")
    )
    return (
        f'{HEAD}<w:ftr {W}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:t xml:space="preserve">— </w:t></w:r>'
        f'{number}<w:r><w:t>1</w:t></w:r>{field("end")}<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>'
    )


def settings() -> str:
    """Chinese line breaking, two-character indents, no compatibility mode."""
    return (
        f'{HEAD}<w:settings {W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def theme() -> str:
    """The theme that Word expects every document to have: black on white, the official fonts."""
    namespace = "http://schemas.openxmlformats.org/drawingml/2006/main"
    colors = {
        "dk1": "000000",
        "lt1": "FFFFFF",
        "dk2": "1F497D",
        "lt2": "EEECE1",
        "hlink": "0000FF",
        "folHlink": "800080",
    }
    accents = {
        f"accent{number}": color
        for number, color in enumerate(("4F81BD", "C0504D", "9BBB59", "8064A2", "4BACC6", "F79646"), 1)
    }
    order = ("dk1", "lt1", "dk2", "lt2", *accents, "hlink", "folHlink")
    scheme = "".join(f'<a:{name}><a:srgbClr val="{(colors | accents)[name]}"/></a:{name}>' for name in order)
    font = f'<a:latin typeface="Times New Roman"/><a:ea typeface="{FANG}"/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{HEAD}<a:theme xmlns:a="{namespace}" name="决算"><a:themeElements><a:clrScheme name="决算">{scheme}</a:clrScheme>'
        f'<a:fontScheme name="决算"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="决算"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )


MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
TYPES = {
    "/word/document.xml": f"{MAIN}.document.main+xml",
    "/word/styles.xml": f"{MAIN}.styles+xml",
    "/word/settings.xml": f"{MAIN}.settings+xml",
    "/word/fontTable.xml": f"{MAIN}.fontTable+xml",
    "/word/footer1.xml": f"{MAIN}.footer+xml",
    "/word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
    "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
}
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def relations(*targets: tuple[str, str]) -> str:
    """A relationships part."""
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def parts() -> dict[str, str]:
    """The whole package."""
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in TYPES.items())
    return {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": relations(
            (f"{OFFICE}/officeDocument", "word/document.xml"),
            (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>部门决算情况说明</dc:title></cp:coreProperties>',
        "word/_rels/document.xml.rels": relations(
            (f"{OFFICE}/styles", "styles.xml"),
            (f"{OFFICE}/settings", "settings.xml"),
            (f"{OFFICE}/fontTable", "fontTable.xml"),
            (f"{OFFICE}/footer", "footer1.xml"),
            (f"{OFFICE}/theme", "theme/theme1.xml"),
        ),
        "word/document.xml": document(),
        "word/styles.xml": styles(),
        "word/settings.xml": settings(),
        "word/fontTable.xml": font_table(),
        "word/footer1.xml": footer(),
        "word/theme/theme1.xml": theme(),
    }


def main() -> None:
    """Write word_templates/official.docx, the same bytes every time."""
    target = Path(__file__).resolve().parents[1] / "word_templates" / "official.docx"
    target.write_bytes(write_package((name, text.encode()) for name, text in parts().items()))


if __name__ == "__main__":
    main()
