/** The text of a web page, without what surrounds it. */
import { Tokenizer } from "htmlparser2";
import { chooseLines, isTextHidden, mistakenBanners, NOTHING_SHOWN, type PageLines } from "./html-choice";
import { gapOf, isCell, isItem, isVoid, type OpenElement, OpenElements, type Shown } from "./html-elements";
import { LineGatherer, type PageLine } from "./html-lines";

/** What a web page says. */
interface PageText {
  /** Of the window, as `<title>` has it. */
  title: string | null;
  text: string;
}

/** A page that is XML: in it the slash ends any element, and CDATA is text. In the tag of the root or before it. */
const XML_PAGE = /^\s*(?:<\?xml\b|<html\b[^>]{0,500}\sxmlns\s?=)/i;

/**
 * The main text of a web page as plain text: paragraphs, headings, items, rows and `<br>` on lines of their own, cells
 * parted by a tab, blank lines between blocks. Scripts, hidden elements, controls, menus, side columns, the page's header
 * and footer, cookie banners and the readings of ruby are left out. Of a page with `<main>`, or with one `<article>`,
 * that holds half of the rest, it is the text of that; with the page's `<h1>`, if it stands outside. Where what is seen says
 * next to nothing beside what is hidden, or beside the margins, these are text too; a banner that holds the main part or half
 * of the page is none.
 *
 * Nothing is thrown, however malformed the page. O(n), however deeply it nests.
 *
 * @param isXml whether it is known to be XHTML; else that is told by how it begins
 */
export function textOfHtml(html: string, isXml = XML_PAGE.test(html)): PageText {
  const { title, lines } = linesShown(html.replace(/\r\n?/g, "\n"), isXml);
  return { title: title.replace(/\s+/g, " ").trim() || null, text: joinLines(chooseLines(lines)) };
}

/** What is concealed is text only where the page has little else, which is not known before it has been read. */
function linesShown(html: string, isXml: boolean): PageLines {
  const first = linesOfHtml(html, isXml, NOTHING_SHOWN);
  const banners = mistakenBanners(first);
  const page = banners.size === 0 ? first : linesOfHtml(html, isXml, { banners, isHiddenShown: false });
  return isTextHidden(page) ? linesOfHtml(html, isXml, { banners, isHiddenShown: true }) : page;
}

/** @param html with line feeds only */
function linesOfHtml(html: string, isXml: boolean, shown: Shown): PageLines {
  const gatherer = new LineGatherer();
  const concealed = new LineGatherer();
  const gathererOf = ({ place }: OpenElement): LineGatherer =>
    place.concealment === "none" ? gatherer : concealed;
  const elements = new OpenElements((element) => {
    if (!element.isSkipped) endElement(element, gathererOf(element), elements.current);
  }, shown);
  let title: string | undefined;
  let isInTitle = false;
  let opening = "";
  let attributes = new Map<string, string>();
  let attribute = "";
  let value = "";
  /** A line feed that follows `<pre>` is none of its text. */
  let isAfterPre = false;

  const addText = (text: string): void => {
    const { isSkipped, isPreformatted, place } = elements.current;
    const shownText = isAfterPre && text.startsWith("\n") ? text.slice(1) : text;
    isAfterPre = false;
    if (isInTitle) title += text;
    else if (isSkipped) return;
    else if (isPreformatted) gathererOf(elements.current).addPreformatted(shownText, place);
    else gathererOf(elements.current).add(text, place);
  };

  const openElement = (): void => {
    elements.endImplied(opening);
    const parent = elements.current;
    if (opening === "br" && !parent.isSkipped) gathererOf(parent).lineFeed();
    else if (isVoid(opening)) gathererOf(parent).breakLine(parent.isSkipped ? 0 : gapOf(opening));
    else {
      const element = elements.open(opening, attributes, gathererOf(parent).isAtLineStart);
      if (!element.isSkipped) beginElement(element, gathererOf(element), parent);
    }
    isAfterPre = opening === "pre";
    if (opening === "title" && title === undefined && !parent.isSkipped) {
      title = "";
      isInTitle = true;
    }
  };

  const closeElement = (name: string): void => {
    isAfterPre = false;
    if (name === "title") isInTitle = false;
    const { current } = elements;
    if (name === "br" && !current.isSkipped) gathererOf(current).lineFeed();
    // Browsers make a paragraph of an end tag that ends none.
    else if (!elements.close(name) && name === "p")
      gathererOf(elements.current).breakLine(elements.current.isSkipped ? 0 : 2);
  };

  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      ontext: (start, end) => addText(html.slice(start, end)),
      ontextentity: (codePoint) => addText(String.fromCodePoint(codePoint)),
      onopentagname: (start, end) => {
        opening = html.slice(start, end).toLowerCase();
        attributes = new Map();
      },
      onattribname: (start, end) => {
        attribute = html.slice(start, end).toLowerCase();
        value = "";
      },
      onattribdata: (start, end) => {
        value += html.slice(start, end);
      },
      onattribentity: (codePoint) => {
        value += String.fromCodePoint(codePoint);
      },
      onattribend: () => {
        if (!attributes.has(attribute)) attributes.set(attribute, value);
      },
      onopentagend: openElement,
      onselfclosingtag: () => {
        openElement();
        // In HTML the slash means nothing, but in pictures and in formulas it does.
        const isXmlHere = isXml || elements.isOpen("svg") || elements.isOpen("math");
        if (isXmlHere && !isVoid(opening)) closeElement(opening);
      },
      onclosetag: (start, end) => closeElement(html.slice(start, end).toLowerCase()),
      oncdata: (start, end, offset) => {
        if (isXml) addText(html.slice(start, end - offset));
      },
      oncomment: () => {},
      ondeclaration: () => {},
      onprocessinginstruction: () => {},
      onend: () => elements.closeAll(),
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  return {
    title: title ?? "",
    lines: gatherer.lines.map(tidy),
    concealed: concealed.lines.map(tidy),
    banners: elements.banners,
  };
}

function beginElement(element: OpenElement, gatherer: LineGatherer, parent: OpenElement): void {
  const { name, gap, place, row } = element;
  if (isItem(name)) gatherer.beginItem();
  else if (isCell(name)) gatherer.beginCell(row);
  else {
    if (name === "table") gatherer.beginTable();
    // A line is of one place.
    gatherer.breakLine(gap === 0 && place !== parent.place ? 1 : gap);
  }
}

function endElement({ name, gap, place }: OpenElement, gatherer: LineGatherer, parent: OpenElement): void {
  if (isItem(name) || isCell(name)) gatherer.endItem();
  // What is visible in something invisible is joined to nothing that is not.
  const isAlone = place.concealment === "none" && parent.place.concealment !== "none";
  gatherer.breakLine(gap === 0 && isAlone ? 1 : gap);
}

/** Without blanks at its ends (but for the indentation of preformatted text), and without blanks that may not break. */
function tidy(line: PageLine): PageLine {
  const text = line.text.replaceAll("\u00a0", " ").trimEnd();
  return { ...line, text: line.isPreformatted ? text : text.replace(/^[ \t]+/, "") };
}

function joinLines(lines: readonly PageLine[]): string {
  const parts: string[] = [];
  let gap = 0;
  for (const line of lines) {
    gap = Math.max(gap, line.gap);
    if (line.text === "") continue;
    // More than one blank line is a matter of looks, except in preformatted text.
    if (parts.length > 0) parts.push("\n".repeat(line.isPreformatted ? gap : Math.min(gap, 2)));
    parts.push(line.text);
    gap = 0;
  }
  return parts.join("");
}
