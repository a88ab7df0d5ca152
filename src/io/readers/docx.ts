/** The text of Word files (.docx), read by mammoth. */
import type JSZip from "jszip";
import { InputError } from "../../errors";
import { openArchive } from "./archive";
import { readableXml } from "./docx-xml";

/**
 * The text of a Word file: a paragraph a line, a row of a table a line with tabs between its cells, footnotes at the end; a
 * row of one cell has the lines of its paragraphs. Text boxes stand after the paragraph that they are tied to. Blank
 * paragraphs are blank lines. What was deleted with changes tracked, comments, hidden text, page headers and numbers of
 * automatic lists are left out, and so are readings above characters. O(n).
 *
 * @throws InputError if it is no Word file, is broken, is protected by a password, is larger than 200 MB when unpacked, or holds no text.
 */
export async function textOfDocx(bytes: Buffer, source: string): Promise<string> {
  if (bytes.subarray(0, OLE_MARK.length).equals(OLE_MARK)) throw new InputError(OLD_OR_LOCKED, source);
  let text: string;
  try {
    const archive = await openArchive(bytes, source, TOO_LARGE);
    text = await readText(await readable(archive));
  } catch (error) {
    throw error instanceof InputError ? error : new InputError(BROKEN, source);
  }
  if (text.trim() === "") throw new InputError(NO_TEXT, source);
  return text;
}

const BROKEN = "is no Word file (.docx), or a broken one; open it in a word processor and save it again";
const OLD_OR_LOCKED =
  "is protected by a password, or a .doc of an older Word; save it as .docx without a password first";
const NO_TEXT = "holds no text; if it holds images of text, run OCR on them first";

const TOO_LARGE = "unpacks to more than 200 MB, as no notice does; take the pictures out, or save it as text";

/** How both a .doc and an encrypted .docx begin. */
const OLE_MARK = Buffer.from("d0cf11e0a1b11ae1", "hex");

/** The text itself, which some programs number, and its notes. */
const PARTS_WITH_TEXT = /^word\/(?:document\d*|footnotes|endnotes)\.xml$/;

/** An archive that mammoth reads to the full. */
async function readable(archive: JSZip): Promise<Buffer> {
  for (const part of archive.file(PARTS_WITH_TEXT))
    archive.file(part.name, readableXml(await part.async("string")));
  // Nobody looks at the pictures.
  archive.remove("word/media");
  return archive.generateAsync({ type: "nodebuffer" });
}

/** What is read here of mammoth's tree, which it declares as `any`. */
interface Element {
  type: string;
  value?: string;
  children?: Element[];
}

interface Document extends Element {
  notes: { resolve(reference: Element): { body: Element[] } | null };
}

async function readText(buffer: Buffer): Promise<string> {
  const { default: mammoth } = await import("mammoth");
  let text = "";
  await mammoth.convertToHtml(
    { buffer },
    {
      transformDocument: (document: Document) => {
        text = textOfDocument(document);
        // The HTML that mammoth would make of it is not wanted.
        return { ...document, children: [] };
      },
    },
  );
  return text;
}

function textOfDocument(document: Document): string {
  const notes = referencesIn(document).flatMap((reference) => document.notes.resolve(reference)?.body ?? []);
  return [...(document.children ?? []), ...notes].flatMap(linesOfBlock).join("\n");
}

function referencesIn(element: Element): Element[] {
  return element.type === "noteReference" ? [element] : (element.children ?? []).flatMap(referencesIn);
}

function linesOfBlock(block: Element): string[] {
  if (block.type !== "table") return [textOfInline(block).trimEnd()];
  return (block.children ?? []).flatMap(linesOfRow);
}

/** One of a single cell is a frame around paragraphs, as on many letters. */
function linesOfRow({ children: cells = [] }: Element): string[] {
  if (cells.length === 1) return (cells[0]?.children ?? []).flatMap(linesOfBlock);
  return [cells.map(textOfCell).join("\t").trimEnd()];
}

/** On one line, since its row is one. */
function textOfCell(cell: Element): string {
  const lines = (cell.children ?? []).flatMap(linesOfBlock);
  return lines
    .map((line) => line.replace(/\s+/g, " ").trim())
    .filter(Boolean)
    .join(" ");
}

function textOfInline({ type, value, children = [] }: Element): string {
  if (type === "text") return value ?? "";
  if (type === "tab") return "\t";
  // Page breaks too: what follows begins a line.
  if (type === "break") return "\n";
  return children.map(textOfInline).join("");
}
