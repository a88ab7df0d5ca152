/** Lines of plain text out of the text of a web page, its white space collapsed as browsers do. */

/** Why a line is not seen: by a style or an attribute, or because it is of a cookie banner. */
export type Concealment = "none" | "hidden" | "banner";

/** Where in a page a line stands. */
export interface Place {
  /** In a menu, a side column or the like; a page's header is told apart, because its only heading may stand there. */
  readonly margin: "none" | "header" | "other";
  readonly concealment: Concealment;
  /** Which of the page's cookie banners, counted from 1; 0 outside of them. */
  readonly banner: number;
  readonly isMain: boolean;
  /** Which of the page's outermost articles, counted from 1; 0 outside of them. */
  readonly article: number;
  /** In a heading of the first rank. */
  readonly isTop: boolean;
}

export interface PageLine {
  text: string;
  /** How many line feeds stand before it. */
  gap: number;
  place: Place;
  isPreformatted: boolean;
}

/** A row of a table, as far as it has been read. */
export interface Row {
  /** How many lines there were when its first cell began. */
  begunAt?: number;
}

/** Parts the cells of a row. */
const CELL_END = "\t";
const BLANK_OR_WORD = /[ \t\n\f]+|[^ \t\n\f]+/g;
/** A line break of the source between two of these is none of the text (CSS Text 3, 4.1.3): they need no blanks. */
const UNSPACED = /[\u2e80-\u312f\u31c0-\u9fff\uf900-\ufaff\uff00-\uffef]/;

/** Gathers text and breaks in the order of the page. Each call takes time linear in its text. */
export class LineGatherer {
  readonly lines: PageLine[] = [];
  /** Line feeds before the next word. */
  #gap = 0;
  /** White space before the next word: none, a blank, a line feed of the source, or the end of a cell. */
  #space = "";
  /** Apart from the line, whose last character would cost a copy of it. */
  #last = "";
  /** Whether an item or a cell has begun and no word of it has come: what begins with it breaks no line. */
  #isAtStart = false;

  /** Whether the next word begins a line. */
  get isAtLineStart(): boolean {
    return this.lines.length === 0 || this.#gap > 0;
  }

  /** Words; white space between them counts as one blank. */
  add(text: string, place: Place): void {
    for (const [part] of text.matchAll(BLANK_OR_WORD)) {
      if (/[^ \t\n\f]/.test(part)) this.#put(part, place, false);
      else if (this.#space !== CELL_END)
        this.#space = this.#space === "\n" || part.includes("\n") ? "\n" : " ";
    }
  }

  /** Text whose white space stays as it is. */
  addPreformatted(text: string, place: Place): void {
    for (const [index, part] of text.split("\n").entries()) {
      if (index > 0) this.lineFeed();
      if (part !== "") this.#put(part, place, true);
    }
  }

  #put(word: string, place: Place, isPreformatted: boolean): void {
    const line = this.lines.at(-1);
    if (line && this.#gap === 0) line.text += this.#glue(word) + word;
    else this.lines.push({ text: word, gap: this.#gap, place, isPreformatted });
    this.#gap = 0;
    this.#space = "";
    this.#isAtStart = false;
    this.#last = word.at(-1)!;
  }

  #glue(word: string): string {
    if (this.#space !== "\n") return this.#space;
    return UNSPACED.test(this.#last) && UNSPACED.test(word[0]!) ? "" : " ";
  }

  /** A `<br>`, or a line feed of preformatted text. */
  lineFeed(): void {
    this.#gap++;
    this.#space = "";
  }

  /** The beginning or the end of a block: 1 puts it on a line of its own, 2 parts it by a blank line. */
  breakLine(gap: 0 | 1 | 2): void {
    if (gap === 0 || this.#isAtStart) return;
    this.#gap = Math.max(this.#gap, gap);
    this.#space = "";
  }

  beginItem(): void {
    this.breakLine(1);
    this.#isAtStart = true;
  }

  /** A table within a cell or an item begins on a line of its own. */
  beginTable(): void {
    this.#isAtStart = false;
    this.#space = "";
  }

  /** Cells stand side by side as long as the row is one line; below a cell of several lines the next is a line too. */
  beginCell(row: Row): void {
    const lines = this.lines.length - (row.begunAt ?? this.lines.length);
    if (row.begunAt === undefined) row.begunAt = this.lines.length;
    if (lines === 1) {
      this.#gap = 0;
      this.#space = CELL_END;
    } else {
      this.#isAtStart = false;
      this.breakLine(1);
    }
    this.#isAtStart = true;
  }

  /** The end of an item or a cell. A paragraph that fills it stands no farther from the next than words would. */
  endItem(): void {
    this.#isAtStart = false;
    this.#space = "";
    this.#gap = Math.min(this.#gap, 1);
  }
}
