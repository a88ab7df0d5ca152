/** Small PDF files written by hand, in a font that is not embedded. */

interface Printed {
  /** The name of a predefined map from bytes to glyphs. */
  encoding: string;
  /** As hexadecimal bytes in that encoding; an image is drawn where there are none. */
  lines: readonly string[];
  /** From one line to the next. */
  step?: string | ((index: number) => string);
  rotate?: number;
  /** Where the first line begins, and whereto it runs. */
  matrix?: string;
  /** A character code and what the font says that it means. */
  toUnicode?: readonly [string, string] | undefined;
}

export function handWrittenPdf({
  encoding,
  lines,
  step = "0 -20",
  rotate = 0,
  matrix = "1 0 0 1 400 700",
  toUnicode,
}: Printed): Buffer {
  const stepTo = (index: number) => (typeof step === "string" ? step : step(index));
  const shown = lines.map((hex, index) => `${index === 0 ? "" : `${stepTo(index)} Td `}<${hex}> Tj`);
  const content = lines.length === 0 ? IMAGE_PAGE : `BT /F1 12 Tf ${matrix} Tm ${shown.join(" ")} ET`;
  return pdfOfPages([content], { encoding, rotate, toUnicode });
}

/** A page that cannot be read. */
export const BROKEN_PAGE = Symbol("broken page");

/** A page that holds an image and no text. */
export const IMAGE_PAGE = "100 0 0 100 50 600 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI";

interface Drawn {
  x: number;
  y: number;
  size?: number;
  /** From one character to the next, in sizes of the type. */
  step?: readonly [number, number];
}

/** Each character by itself, as browsers print them. */
export function drawn(text: string, { x, y, size = 12, step = [1, 0] }: Drawn): string {
  return [...text]
    .map((character, index) => {
      const [left, bottom] = [x + index * step[0] * size, y + index * step[1] * size];
      return `BT /F1 ${size} Tf 1 0 0 1 ${left} ${bottom} Tm <${utf16(character)}> Tj ET`;
    })
    .join("\n");
}

export function utf16(text: string): string {
  return Buffer.from(text, "utf16le").swap16().toString("hex");
}

/** A file of pages with these contents, in the font F1; F2 has Latin letters only, and is read faster. */
export function pdfOfPages(
  contents: readonly (string | typeof BROKEN_PAGE)[],
  { encoding = "UniJIS-UTF16-H", rotate = 0, toUnicode }: Partial<Printed> = {},
): Buffer {
  const numbers = contents.map((_, index) => 7 + 2 * index);
  const pages = contents.flatMap((content, index) =>
    content === BROKEN_PAGE
      ? ["null", "null"]
      : [
          `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate ${rotate} /Contents ${numbers[index]! + 1} 0 R /Resources << /Font << /F1 3 0 R /F2 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>`,
          streamOf(content),
        ],
  );
  return assemble([
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Kids [${numbers.map((number) => `${number} 0 R`).join(" ")}] /Count ${numbers.length} >>`,
    `<< /Type /Font /Subtype /Type0 /BaseFont /Ryumin-Light /Encoding /${encoding} /DescendantFonts [4 0 R] ${toUnicode ? "/ToUnicode 6 0 R" : ""} >>`,
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Ryumin-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> /FontDescriptor 5 0 R /DW 1000 >>",
    "<< /Type /FontDescriptor /FontName /Ryumin-Light /Flags 6 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>",
    streamOf(
      toUnicode
        ? `begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfchar <${toUnicode[0]}> <${toUnicode[1]}> endbfchar endcmap`
        : "",
    ),
    ...pages,
  ]);
}

function streamOf(content: string): string {
  return `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;
}

function assemble(objects: readonly string[]): Buffer {
  let file = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, "0")} 00000 n \n`;
  });
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join("")}`;
  return Buffer.from(
    `${file}${table}trailer << /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`,
    "latin1",
  );
}
