/** The open elements of a web page, what each is to the text, and where malformed pages end them. */
import lexicon from "../../../data/lexicon/web-pages.json";
import type { Concealment, Place, Row } from "./html-lines";

type Attributes = ReadonlyMap<string, string>;

export interface OpenElement {
  readonly name: string;
  /** Holds nothing that a reader of the page sees, whatever scripts do. */
  readonly isSkipped: boolean;
  readonly isUndisplayed: boolean;
  /** Unlike what is not displayed, what is within may be visible again. */
  readonly isInvisible: boolean;
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
/** Elements that no picture holds: a picture that was not closed ends where one begins. */
const BREAKOUTS = new Set(lexicon.breakouts);
/** Within these a picture holds what any page does. */
const IN_PICTURES = ["desc", "foreignobject", "title"];
/** A button at the beginning of one of these opens what stands below, and bears its heading. */
const HEADINGS = new Set(["dt", "h1", "h2", "h3", "h4", "h5", "h6", "legend", "summary"]);
const PREFORMATTED = new Set(["listing", "pre", "xmp"]);
const SECTIONS = new Set(["article", "aside", "main", "nav", "section"]);
const CELLS = new Set(["td", "th"]);
/** What wraps all of a page, or its text, is not left out for its class or style: scripts show it when it has loaded. */
const WRAPPERS = new Set(["article", "body", "html", "main"]);

/** What looks like a cookie banner by its name. */
export interface Banner {
  /** In another; null if in none. */
  readonly outer: Banner | null;
  /** By a name that only banners have; other names may say of a page that it has a banner. */
  readonly isCertain: boolean;
  /** Whether a heading of the first rank or the main part of the page stands in it. */
  holdsMain: boolean;
}

/** What of the concealed is taken for text after all. */
export interface Shown {
  /** By their order in the page. */
  readonly banners: ReadonlySet<number>;
  readonly isHiddenShown: boolean;
}

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
  isUndisplayed: false,
  isInvisible: false,
  isPreformatted: false,
  isSectioned: false,
  place: { margin: "none", concealment: "none", banner: 0, isMain: false, article: 0, isTop: false },
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
  /** Deeper than the deepest in an element that holds no text, so that they need no place of their own. */
  readonly #buried = new Map<string, number>();
  #articles = 0;
  /** All that have been opened, in the order of the page. */
  readonly banners: Banner[] = [];

  /** @param onClose is told each element that ends, innermost first, once it is no longer open. */
  constructor(
    private readonly onClose: (element: OpenElement) => void,
    private readonly shown: Shown,
  ) {}

  get current(): OpenElement {
    return this.#open.at(-1) ?? ROOT;
  }

  isOpen(name: string): boolean {
    return (this.#counts.get(name) ?? 0) > 0;
  }

  /** Ends what the start tag implies the end of. */
  endImplied(name: string): void {
    if (BREAKOUTS.has(name) && !IN_PICTURES.some((one) => this.isOpen(one)))
      while (this.isOpen("svg")) this.#pop();
    for (const { closes, within } of IMPLIED_ENDS.get(name) ?? [])
      this.#closeUpTo(closes, (between) => within.has(between));
  }

  /** @param isAtLineStart whether it begins a line of the page, as the words of a heading do */
  open(name: string, attributes: Attributes, isAtLineStart: boolean): OpenElement {
    const element = this.#describe(name, attributes, isAtLineStart);
    if (this.#open.length >= DEEPEST) {
      // In its place, what is within would end what hides it.
      if (isUnseen(this.current)) {
        this.#buried.set(name, (this.#buried.get(name) ?? 0) + 1);
        return element;
      }
      this.#pop();
    }
    this.#open.push(element);
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
    return element;
  }

  /** Ends the innermost element of the name, and those within it; whether one was open. */
  close(name: string): boolean {
    // What stands after these is still of the page.
    if (name === "body" || name === "html") return true;
    const buried = this.#buried.get(name) ?? 0;
    if (buried > 0) {
      this.#buried.set(name, buried - 1);
      return true;
    }
    return this.#closeUpTo(new Set([name]), boundsOf(name));
  }

  closeAll(): void {
    while (this.#open.length > 0) this.#pop();
  }

  #closeUpTo(names: ReadonlySet<string>, isBound: (name: string) => boolean): boolean {
    if (![...names].some((name) => this.isOpen(name))) return false;
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
    this.#buried.clear();
    this.onClose(element);
  }

  #describe(name: string, attributes: Attributes, isAtLineStart: boolean): OpenElement {
    const parent = this.current;
    const isUndisplayed = parent.isUndisplayed || (!WRAPPERS.has(name) && !isDisplayed(name, attributes));
    const isInvisible = visibilityOf(name, attributes) ?? parent.isInvisible;
    const isHidden = !this.shown.isHiddenShown && (isUndisplayed || isInvisible);
    return {
      name,
      isSkipped: parent.isSkipped || (SKIPPED.has(name) && !(isAtLineStart && isHeading(name, parent))),
      isUndisplayed,
      isInvisible,
      isPreformatted: parent.isPreformatted || PREFORMATTED.has(name),
      isSectioned: parent.isSectioned || SECTIONS.has(name) || isMain(name, attributes),
      place: this.#placeOf(name, attributes, parent, isHidden),
      row: name === "tr" ? {} : parent.row,
      // A list within an item goes on with it.
      gap: parent.name === "li" && (name === "ul" || name === "ol") ? 1 : gapOf(name),
    };
  }

  #placeOf(name: string, attributes: Attributes, parent: OpenElement, isHidden: boolean): Place {
    const { place } = parent;
    const banner = this.#bannerAt(name, attributes, place);
    const next: Place = {
      margin: place.margin === "other" ? "other" : marginOf(name, attributes, parent),
      concealment: concealmentOf(banner, isHidden),
      banner,
      isMain: place.isMain || isMain(name, attributes),
      article: place.article || (name === "article" ? ++this.#articles : 0),
      isTop: place.isTop || name === "h1",
    };
    return isSamePlace(next, place) ? place : next;
  }

  /** The banner in which an element stands, or which it is. */
  #bannerAt(name: string, attributes: Attributes, { banner }: Place): number {
    const outer = this.banners[banner - 1] ?? null;
    if (name === "h1" || name === "article" || isMain(name, attributes)) markAsMain(outer);
    if (WRAPPERS.has(name) || !isNamedBanner(attributes)) return banner;
    this.banners.push({ outer, isCertain: isCertainBanner(attributes), holdsMain: false });
    return this.shown.banners.has(this.banners.length) ? banner : this.banners.length;
  }
}

function markAsMain(innermost: Banner | null): void {
  // Those outside of a marked one are marked already, so that each is marked once.
  for (let banner = innermost; banner && !banner.holdsMain; banner = banner.outer) banner.holdsMain = true;
}

function concealmentOf(banner: number, isHidden: boolean): Concealment {
  if (banner > 0) return "banner";
  return isHidden ? "hidden" : "none";
}

function isSamePlace(one: Place, other: Place): boolean {
  return (
    one.margin === other.margin &&
    one.concealment === other.concealment &&
    one.banner === other.banner &&
    one.isMain === other.isMain &&
    one.article === other.article &&
    one.isTop === other.isTop
  );
}

function isUnseen({ isSkipped, place }: OpenElement): boolean {
  return isSkipped || place.concealment !== "none";
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

function isHeading(name: string, parent: OpenElement): boolean {
  return name === "button" && HEADINGS.has(parent.name);
}

function isDisplayed(name: string, attributes: Attributes): boolean {
  if (name === "dialog" && !attributes.has("open")) return false;
  const hidden = attributes.get("hidden");
  // "until-found" is text that a search of the page opens.
  if (hidden !== undefined && hidden.toLowerCase() !== "until-found") return false;
  if (attributes.get("aria-hidden") === "true") return false;
  return styleOf(attributes, "display") !== "none";
}

/** Whether it is made invisible; undefined if it is as what it stands in. */
function visibilityOf(name: string, attributes: Attributes): boolean | undefined {
  const visibility = styleOf(attributes, "visibility");
  if (visibility === "visible") return false;
  return visibility === "hidden" && !WRAPPERS.has(name) ? true : undefined;
}

/** What the attribute `style` says of a property. */
function styleOf(attributes: Attributes, property: string): string | undefined {
  const declarations = attributes.get("style")?.toLowerCase().split(";") ?? [];
  const declared = declarations.map((one) => one.split(":")).findLast(([name]) => name?.trim() === property);
  return declared?.[1]?.replace("!important", "").trim();
}

function isNamedBanner(attributes: Attributes): boolean {
  return isCertainBanner(attributes) || bannerNamesOf(attributes).some(isLikeBanner);
}

function isCertainBanner(attributes: Attributes): boolean {
  return bannerNamesOf(attributes).some((name) => BANNERS.has(name));
}

function isLikeBanner(name: string): boolean {
  return (
    lexicon.bannerAbout.some((word) => name.includes(word)) &&
    lexicon.bannerKinds.some((word) => name.includes(word))
  );
}

function bannerNamesOf(attributes: Attributes): string[] {
  return [...namesIn(attributes, "id"), ...namesIn(attributes, "class")];
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
