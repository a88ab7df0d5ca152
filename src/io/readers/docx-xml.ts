/** The XML of a Word file, made over so that mammoth reads all the text that a reader of the page sees, and no other. */
import { Parser } from "htmlparser2";

/** mammoth leaves out what stands in these, though it is text like any other: fields, directions, characters with readings. */
const UNWRAPPED: ReadonlySet<string> = new Set([
  "w:bdo",
  "w:customXml",
  "w:dir",
  "w:fldSimple",
  "w:ruby",
  "w:rubyBase",
]);
/** The readings above characters. */
const DROPPED: ReadonlySet<string> = new Set(["w:rt"]);
/** Named as what mammoth reads: texts of formulas are texts, and boxes of text in drawings like those in old pictures. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ["m:r", "w:r"],
  ["m:t", "w:t"],
  ["w:drawing", "w:pict"],
]);
const TEXTS: ReadonlySet<string> = new Set(["w:t", "m:t"]);
/** Between the two halves of a fraction, which would else be read as one number. */
const FRACTION_BAR = "<w:r><w:t>/</w:t></w:r>";
/** One content in several ways, the best first. The first that has text counts: of an emoji that is what old programs show. */
const ALTERNATIVES = "mc:AlternateContent";

/** No word processor nests so deep; to find the end of each element takes the longer the deeper it is. */
const DEEPEST = 2000;

interface Open {
  name: string;
  /** How many pieces were written before it. */
  before: number;
  /** How many texts were kept before it. */
  textsBefore: number;
  /** Of a run: the page does not show it. */
  isHidden: boolean;
}

/**
 * The XML of a part of a Word file, with the text of fields, formulas, text boxes and characters with readings where mammoth
 * finds it, without readings and hidden text, and with one of alternatives. XML that does not call the elements of Word `w:`
 * comes back as it is. O(n).
 *
 * @throws Error if it nests beyond all measure.
 */
export function readableXml(xml: string): string {
  if (!xml.includes("<w:")) return xml;
  const rewriter = new Rewriter(xml);
  const parser: Parser = new Parser(
    {
      onopentag: (name, attributes) => rewriter.open(name, attributes, parser),
      onclosetag: (name) => rewriter.close(name, parser),
    },
    { xmlMode: true },
  );
  parser.end(xml);
  return rewriter.end();
}

/** Where a tag stands in the XML, its last character included. That of an empty element is told twice. */
interface Tag {
  startIndex: number;
  endIndex: number;
}

class Rewriter {
  readonly #written: string[] = [];
  readonly #open: Open[] = [];
  /** Up to here the XML is written or left out. */
  #done = 0;
  /** How many elements are open that are left out, each within the one before. */
  #dropped = 0;
  #texts = 0;

  constructor(private readonly xml: string) {}

  open(name: string, attributes: Readonly<Record<string, string>>, tag: Tag): void {
    if (this.#open.length >= DEEPEST) throw new Error("nested too deep");
    this.#writeUpTo(tag.startIndex);
    if (this.#dropped > 0 || DROPPED.has(name) || this.#isSaid()) this.#dropped++;
    else if (TEXTS.has(name)) this.#texts++;
    else if (name === "w:vanish" && isOn(attributes)) this.#hideRun();
    this.#open.push({ name, before: this.#written.length, textsBefore: this.#texts, isHidden: false });
    if (name === "m:den") this.#replace(tag, FRACTION_BAR);
    else this.#rewrite(tag, name, (renamed) => `<${renamed}>`);
  }

  close(name: string, tag: Tag): void {
    this.#rewrite(tag, name, (renamed) => `</${renamed}>`);
    const closed = this.#open.pop();
    if (this.#dropped > 0 || closed?.isHidden) this.#writeUpTo(tag.endIndex + 1);
    if (this.#dropped > 0) this.#dropped--;
    if (closed?.isHidden) this.#written.length = closed.before;
  }

  end(): string {
    this.#writeUpTo(this.xml.length);
    return this.#written.join("");
  }

  #rewrite(tag: Tag, name: string, named: (renamed: string) => string): void {
    const renamed = RENAMED.get(name);
    if (renamed) this.#replace(tag, named(renamed));
    // What is not of Word itself counts only for what of Word it holds.
    else if (UNWRAPPED.has(name) || !name.startsWith("w:")) this.#replace(tag, "");
  }

  #replace({ startIndex, endIndex }: Tag, tag: string): void {
    this.#writeUpTo(startIndex);
    if (this.#dropped === 0) this.#written.push(tag);
    this.#done = endIndex + 1;
  }

  #writeUpTo(end: number): void {
    if (this.#dropped === 0 && end > this.#done) this.#written.push(this.xml.slice(this.#done, end));
    this.#done = Math.max(this.#done, end);
  }

  /** Whether it is an alternative to what has had text. */
  #isSaid(): boolean {
    const parent = this.#open.at(-1);
    return parent?.name === ALTERNATIVES && this.#texts > parent.textsBefore;
  }

  /** By its properties, `<w:r><w:rPr><w:vanish/>`; those of a paragraph hide its mark only. */
  #hideRun(): void {
    const [run, properties] = this.#open.slice(-2);
    if (run && (run.name === "w:r" || run.name === "m:r") && properties?.name === "w:rPr")
      run.isHidden = true;
  }
}

function isOn(attributes: Readonly<Record<string, string>>): boolean {
  return !["0", "false", "off"].includes(attributes["w:val"] ?? "");
}
