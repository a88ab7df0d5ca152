/** The open elements of a web page, what each is to the text, and where malformed pages end them. */
import lexicon from "../../../data/lexicon/web-pages.json";
import type { Place, Row } from "./html-lines";

export type Attributes = ReadonlyMap<string, string>;

export interface OpenElement {
  readonly name: string;
  /** Holds nothing that a reader of the page sees. */
  readonly isSkipped: boolean;
  readonly isPreformatted: boolean;
  /** In a section or the like: a header there belongs to it, not to the page. */
  readonly isSectioned: boolean;
  readonly place: Place;
  readonly row: Row;
  /** How it parts from what is before and after it, in line feeds. */
  readonly gap: 0 | 1 | 2;
}

const VOID = new Set(lexicon.void);
const BLANK = new Set(lexicon.blank);
const LINE = new Set(lexicon.line);
const ITEMS = new Set(lexicon.items);
const SKIPPED = new Set(lexicon.skipped);
const MARGINS = new Set(lexicon.margins);
const MARGIN_ROLES = new Set(lexicon.marginRoles);
const MARGIN_IDS = new Set(lexicon.marginIds);
const MARGIN_CLASSES = new Set(lexicon.marginClasses);
const BANNERS = new Set(lexicon.banners);
const PREFORMATTED = new Set(["listing", "pre", "xmp"]);
const SECTIONS = new Set(["article", "aside", "main", "nav", "section"]);
const CELLS = new Set(["td", "th"]);
/** What wraps all of a page, or its text, is not left out for its class or style: scripts show it when it has loaded. */
const WRAPPERS = new Set(["article", "body", "html", "main"]);

interface ImpliedEnd {
  closes: ReadonlySet<string>;
  within: ReadonlySet<string>;
}

const IMPLIED_ENDS: ReadonlyMap<string, readonly ImpliedEnd[]> = groupImpliedEnds();

function groupImpliedEnds(): Map<string, ImpliedEnd[]> {
  const byName = new Map<string, ImpliedEnd[]>();
  for (const { opens, closes, within } of lexicon.impliedEnds) {
    const end = { closes: new Set(closes), within: new Set(within) };
    for (const name of opens) byName.set(name, [...(byName.get(name) ?? []), end]);
  }
  return byName;
}

const TABLE_PARTS = new Set(["caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr"]);
/** An end tag within a cell ends nothing outside of it, unless it is a table's. */
const CELL_BOUNDS = new Set(["caption", "table", "td", "template", "th"]);

/** Browsers nest no deeper: what is deeper takes the place of the innermost. It bounds the search for what a tag ends. */
const DEEPEST = 512;

const ROOT: OpenElement = {
  name: "",
  isSkipped: false,
  isPreformatted: false,
  isSectioned: false,
  place: { margin: "none", isMain: false, article: 0, isTop: false },
  row: {},
  gap: 0,
};

/** Whether an element has no content and no end tag. */
export function isVoid(name: string): boolean {
  return VOID.has(name);
}

export function isItem(name: string): boolean {
  return ITEMS.has(name);
}

export function isCell(name: string): boolean {
  return CELLS.has(name);
}

/** The line feeds by which an element parts from its neighbours. */
export function gapOf(name: string): 0 | 1 | 2 {
  if (BLANK.has(name)) return 2;
  return LINE.has(name) || ITEMS.has(name) ? 1 : 0;
}

/** The elements open at a place of the page. Each method takes time that the deepest nesting bounds. */
export class OpenElements {
  readonly #open: OpenElement[] = [];
  /** How many of a name are open, so that none is searched for in vain at each tag of a deep page. */
  readonly #counts = new Map<string, number>();
  #articles = 0;

  /** @param onClose is told each element that ends, innermost first. */
  constructor(private readonly onClose: (element: OpenElement) => void) {}

  get current(): OpenElement {
    return this.#open.at(-1) ?? ROOT;
  }

  /** Ends what the start tag implies the end of. */
  endImplied(name: string): void {
    for (const { closes, within } of IMPLIED_ENDS.get(name) ?? [])
      this.#closeUpTo(closes, (between) => within.has(between));
  }

  open(name: string, attributes: Attributes): OpenElement {
    const element = this.#describe(name, attributes);
    if (this.#open.length >= DEEPEST) this.#pop();
    this.#open.push(element);
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
    return element;
  }

  /** Ends the innermost element of the name, and those within it; whether one was open. */
  close(name: string): boolean {
    // What stands after these is still of the page.
    if (name === "body" || name === "html") return true;
    return this.#closeUpTo(new Set([name]), boundsOf(name));
  }

  closeAll(): void {
    while (this.#open.length > 0) this.#pop();
  }

  #closeUpTo(names: ReadonlySet<string>, isBound: (name: string) => boolean): boolean {
    if (![...names].some((name) => this.#counts.get(name))) return false;
    for (let index = this.#open.length - 1; index >= 0; index--) {
      const { name } = this.#open[index]!;
      if (names.has(name)) {
        while (this.#open.length > index) this.#pop();
        return true;
      }
      if (isBound(name)) return false;
    }
    return false;
  }

  #pop(): void {
    const element = this.#open.pop();
    if (!element) return;
    this.#counts.set(element.name, this.#counts.get(element.name)! - 1);
    this.onClose(element);
  }

  #describe(name: string, attributes: Attributes): OpenElement {
    const parent = this.current;
    return {
      name,
      isSkipped: parent.isSkipped || isSkipped(name, attributes),
      isPreformatted: parent.isPreformatted || PREFORMATTED.has(name),
      isSectioned: parent.isSectioned || SECTIONS.has(name) || isMain(name, attributes),
      place: this.#placeOf(name, attributes, parent),
      row: name === "tr" ? {} : parent.row,
      // A list within an item goes on with it.
      gap: parent.name === "li" && (name === "ul" || name === "ol") ? 1 : gapOf(name),
    };
  }

  #placeOf(name: string, attributes: Attributes, parent: OpenElement): Place {
    const { place } = parent;
    const margin = place.margin === "other" ? "other" : marginOf(name, attributes, parent);
    const isInMain = place.isMain || isMain(name, attributes);
    const article = place.article || (name === "article" ? ++this.#articles : 0);
    const isTop = place.isTop || name === "h1";
    const isSame =
      margin === place.margin &&
      isInMain === place.isMain &&
      article === place.article &&
      isTop === place.isTop;
    return isSame ? place : { margin, isMain: isInMain, article, isTop };
  }
}

/** Whether an element that stands between an end tag and what it would end keeps it from doing so. */
function boundsOf(name: string): (between: string) => boolean {
  if (name === "table") return () => false;
  if (TABLE_PARTS.has(name)) return (between) => between === "table";
  if (isBlock(name) || name === "ruby") return (between) => CELL_BOUNDS.has(between);
  // That of a link or of a typeface ends no paragraph.
  return isBlock;
}

function isBlock(name: string): boolean {
  return gapOf(name) > 0 || CELLS.has(name) || SKIPPED.has(name);
}

function isMain(name: string, attributes: Attributes): boolean {
  return name === "main" || attributes.get("role") === "main";
}

function isSkipped(name: string, attributes: Attributes): boolean {
  if (SKIPPED.has(name)) return true;
  if (WRAPPERS.has(name)) return false;
  if (name === "dialog" && !attributes.has("open")) return true;
  return isHidden(attributes) || isBanner(attributes);
}

function isHidden(attributes: Attributes): boolean {
  const hidden = attributes.get("hidden");
  // "until-found" is text that a search of the page opens.
  if (hidden !== undefined && hidden.toLowerCase() !== "until-found") return true;
  if (attributes.get("aria-hidden") === "true") return true;
  const style = attributes.get("style")?.replace(/\s/g, "").toLowerCase() ?? "";
  return style.includes("display:none") || style.includes("visibility:hidden");
}

function isBanner(attributes: Attributes): boolean {
  return [...namesIn(attributes, "id"), ...namesIn(attributes, "class")].some(
    (name) =>
      BANNERS.has(name) ||
      (lexicon.bannerAbout.some((word) => name.includes(word)) &&
        lexicon.bannerKinds.some((word) => name.includes(word))),
  );
}

function marginOf(name: string, attributes: Attributes, parent: OpenElement): Place["margin"] {
  if (MARGINS.has(name) || MARGIN_ROLES.has(attributes.get("role") ?? "")) return "other";
  if (!WRAPPERS.has(name)) {
    if (namesIn(attributes, "class").some((one) => MARGIN_CLASSES.has(one))) return "other";
    if (namesIn(attributes, "id").some((one) => MARGIN_IDS.has(one))) return "other";
  }
  if (parent.isSectioned) return parent.place.margin;
  if (name === "footer") return "other";
  if (name === "header" || namesIn(attributes, "id").includes("header")) return "header";
  return parent.place.margin;
}

function namesIn(attributes: Attributes, attribute: string): string[] {
  return (
    attributes
      .get(attribute)
      ?.toLowerCase()
      .split(/\s/)
      .filter((name) => name !== "") ?? []
  );
}
