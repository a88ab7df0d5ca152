/** Files that are one text each: plain text, web pages, PDF, Word, mail. Each loads its library when it is first asked for. */
import { InputError } from "../errors";
import { joinBytes } from "./bytes";
import { declaredEncoding, decodeBytes } from "./decode";
import { failure } from "./jsonl";
import { plainName } from "./kinds";
import type { Manner, Reader } from "./source-text";

export const PAGE_READERS = {
  text: pageReader(async (bytes, source, { charset }) => decodeBytes(bytes, source, charset).text),
  html: pageReader(textOfWebPage),
  pdf: pageReader(async (bytes, source, _, tell) =>
    (await import("./readers/pdf")).textOfPdf(bytes, source, tell),
  ),
  docx: pageReader(async (bytes, source) => (await import("./readers/docx")).textOfDocx(bytes, source)),
  mail: pageReader(textOfMessage),
} as const satisfies Readonly<Record<string, Reader>>;

type TextOf = (
  bytes: Buffer,
  source: string,
  manner: Manner,
  tell: (error: InputError) => void,
) => Promise<string>;

const NO_TEXT = "holds no text; give a file with some";

/** A file that is one text. What it is told of, parts that cannot be read, follows the text. */
function pageReader(textOf: TextOf): Reader {
  return async function* (parts, source, manner) {
    const errors: InputError[] = [];
    try {
      const text = await textOf(await joinBytes(parts, source), source, manner, (error) =>
        errors.push(error),
      );
      if (text.trim() === "") throw new InputError(NO_TEXT, source);
      yield { ok: true, source, value: { text, isPage: true } };
      for (const error of errors) yield { ok: false, error };
    } catch (error) {
      yield failure(error);
    }
  };
}

/** What the server says goes before what the page says, as in browsers. */
async function textOfWebPage(bytes: Buffer, source: string, { charset }: Manner): Promise<string> {
  const { textOfHtml } = await import("./readers/html");
  const html = decodeBytes(bytes, source, charset ?? declaredEncoding(bytes)).text;
  const { text } = textOfHtml(html, /\.xhtml$/i.test(plainName(source)) || undefined);
  if (text !== "") return text;
  const { whyBlank } = await import("./readers/html-blank");
  throw new InputError(whyBlank(html), source);
}

/** The main text of HTML. O(n). */
export async function plainText(html: string): Promise<string> {
  const { textOfHtml } = await import("./readers/html");
  return textOfHtml(html).text;
}

async function textOfMessage(bytes: Buffer, source: string): Promise<string> {
  const { textOfMail } = await import("./readers/mail");
  const { title, text } = await textOfMail(bytes, source);
  return titled(title, text);
}

/** With its title above it, unless it begins with that itself. */
export function titled(title: string | null, text: string): string {
  return title === null || text.trimStart().startsWith(title) ? text : `${title}\n\n${text}`;
}
