/** The text of a web page, without what surrounds it. */
import { Tokenizer } from "htmlparser2";
import { gapOf, isCell, isItem, isVoid, OpenElements } from "./html-elements";
import { LineGatherer, type PageLine } from "./html-lines";

/** What a web page says. */
export interface PageText {
  /** Of the window, as `<title>` has it. */
  title: string | null;
  text: string;
}

/** Of the page's text so much at least is in what is marked as the main part, or the mark is not believed. */
const LEAST_SHARE_OF_MAIN = 0.5;

/**
 * The main text of a web page as plain text: paragraphs, headings, items, rows and `<br>` on lines of their own, cells
 * parted by a tab, blank lines between blocks. Scripts, hidden elements, controls, menus, side columns, the page's header
 * and footer, cookie banners and the readings of ruby are left out. Of a page with `<main>`, or with one `<article>`,
 * that holds half of the rest, it is the text of that; with the page's `<h1>`, if it stands outside.
 *
 * Nothing is thrown, however malformed the page. O(n), however deeply it nests.
 */
export function textOfHtml(html: string): PageText {
  const { title, lines } = linesOfHtml(html.replace(/\r\n?/g, "\n"));
  return { title: title.replace(/\s+/g, " ").trim() || null, text: joinLines(chooseLines(lines.map(tidy))) };
}

/** @param html with line feeds only */
function linesOfHtml(html: string): { title: string; lines: PageLine[] } {
  const gatherer = new LineGatherer();
  const elements = new OpenElements(({ name, isSkipped, gap }) => {
    if (isSkipped) return;
    if (isItem(name) || isCell(name)) gatherer.endItem();
    gatherer.breakLine(gap);
  });
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
    const shown = isAfterPre && text.startsWith("\n") ? text.slice(1) : text;
    isAfterPre = false;
    if (isInTitle) title += text;
    else if (isSkipped) return;
    else if (isPreformatted) gatherer.addPreformatted(shown, place);
    else gatherer.add(text, place);
  };

  const openElement = (): void => {
    elements.endImplied(opening);
    const parent = elements.current;
    if (opening === "br" && !parent.isSkipped) gatherer.lineFeed();
    else if (isVoid(opening)) gatherer.breakLine(parent.isSkipped ? 0 : gapOf(opening));
    else beginElement(elements, gatherer, opening, attributes);
    isAfterPre = opening === "pre";
    if (opening === "title" && title === undefined && !parent.isSkipped) {
      title = "";
      isInTitle = true;
    }
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
      // In HTML the slash means nothing.
      onselfclosingtag: openElement,
      onclosetag: (start, end) => {
        const name = html.slice(start, end).toLowerCase();
        isAfterPre = false;
        if (name === "title") isInTitle = false;
        if (name === "br" && !elements.current.isSkipped) gatherer.lineFeed();
        // Browsers make a paragraph of an end tag that ends none.
        else if (!elements.close(name) && name === "p")
          gatherer.breakLine(elements.current.isSkipped ? 0 : 2);
      },
      oncdata: () => {},
      oncomment: () => {},
      ondeclaration: () => {},
      onprocessinginstruction: () => {},
      onend: () => elements.closeAll(),
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  return { title: title ?? "", lines: gatherer.lines };
}

function beginElement(
  elements: OpenElements,
  gatherer: LineGatherer,
  name: string,
  attributes: ReadonlyMap<string, string>,
): void {
  const { place } = elements.current;
  const element = elements.open(name, attributes);
  if (element.isSkipped) return;
  if (isItem(name)) gatherer.beginItem();
  else if (isCell(name)) gatherer.beginCell(element.row);
  else {
    if (name === "table") gatherer.beginTable();
    // A line is of one place.
    gatherer.breakLine(element.gap === 0 && element.place !== place ? 1 : element.gap);
  }
}

/** Without blanks at its ends (but for the indentation of preformatted text), and without blanks that may not break. */
function tidy(line: PageLine): PageLine {
  const text = line.text.replaceAll("\u00a0", " ").trimEnd();
  return { ...line, text: line.isPreformatted ? text : text.replace(/^[ \t]+/, "") };
}

function chooseLines(lines: readonly PageLine[]): readonly PageLine[] {
  const content = lines.filter(({ place }) => place.margin === "none");
  if (sizeOf(content) === 0) return lines;
  const articles = new Set(content.map(({ place }) => place.article).filter((article) => article > 0));
  const parts = [
    content.filter(({ place }) => place.isMain),
    articles.size === 1 ? content.filter(({ place }) => place.article > 0) : [],
  ];
  const main = parts.find((part) => sizeOf(part) >= sizeOf(content) * LEAST_SHARE_OF_MAIN) ?? content;
  if (main.some(({ place, text }) => place.isTop && text !== "")) return main;
  const chosen = new Set(main);
  return lines.filter((line) => chosen.has(line) || (line.place.isTop && line.place.margin !== "other"));
}

function sizeOf(lines: readonly PageLine[]): number {
  return lines.reduce((size, { text }) => size + text.length, 0);
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
