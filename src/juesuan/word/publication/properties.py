"""What a package says about people, machines and editing beside the document's words."""

from __future__ import annotations

from juesuan.word.elements import q
from juesuan.word.parts import Parts
from juesuan.word.publication.elements import local_name, words

_LAYOUT_SETTINGS = words(
    "view zoom mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop"
    " stylePaneFormatFilter defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone"
    " doNotHyphenateCaps defaultTableStyle evenAndOddHeaders bookFoldRevPrinting bookFoldPrinting"
    " bookFoldPrintingSheets drawingGridHorizontalSpacing drawingGridVerticalSpacing"
    " displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery doNotUseMarginsForDrawingGridOrigin"
    " drawingGridHorizontalOrigin drawingGridVerticalOrigin doNotShadeFormData noPunctuationKerning"
    " characterSpacingControl printTwoOnOne strictFirstAndLastChars noLineBreaksAfter noLineBreaksBefore"
    " doNotValidateAgainstSchema hdrShapeDefaults footnotePr endnotePr compat mathPr themeFontLang"
    " clrSchemeMapping doNotIncludeSubdocsInStats shapeDefaults doNotEmbedSmartTags decimalSymbol listSeparator"
    " embedTrueTypeFonts embedSystemFonts saveSubsetFonts updateFields displayBackgroundShape"
    " printFractionalCharacterWidth printFormsData"
)
"""Settings that shape the page. All others are left out: editing sessions, people, passwords, variables,
mail merge, templates, identities of the document, and whatever a later Word adds."""

_REVISION_SAVE = "rsid"  # rsidR, rsidRPr …: which words were typed in one sitting


def drop_settings(parts: Parts) -> None:
    """Take out every setting that is not one of layout."""
    for name in parts.related(parts.main(), "settings"):
        root = parts.tree(name)
        for child in list(root):
            if local_name(child) not in _LAYOUT_SETTINGS:
                root.remove(child)


def drop_sessions(parts: Parts) -> None:
    """Take the marks of editing sessions out of every part, and of tracked changes their names and dates."""
    for name in parts.xml():
        for element in list(parts.tree(name).iter()):
            if not isinstance(element.tag, str):
                continue
            if element.tag in (q("rsid"), q("rsids"), q("proofErr"), q("permStart"), q("permEnd")):
                element.getparent().remove(element)
                continue
            for attribute in list(element.attrib):
                word = attribute.rpartition("}")[2]
                if word.startswith(_REVISION_SAVE) or word in ("initials", "dateUtc", "ed", "edGrp"):
                    del element.attrib[attribute]
                elif attribute == q("author"):
                    element.set(attribute, "作者")  # the schema demands one
                elif attribute == q("date") and element.get(q("author")):
                    del element.attrib[attribute]
