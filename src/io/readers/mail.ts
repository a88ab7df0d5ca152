/** The words of a mail saved as a file. */
import type { Attachment, Email } from "postal-mime";
import { InputError } from "../../errors";
import { declaredEncoding, decodeBytes } from "../decode";
import { MAIL_HEADERS } from "../kinds";
import { decodeWords } from "./encoded-words";
import { textOfHtml } from "./html";
import { inJapaneseTime } from "./japanese-time";

interface MailText {
  /** The subject, decoded and on one line. */
  title: string | null;
  /** The plain text, or that of the HTML; then the mails forwarded with it. "" where there is none. */
  text: string;
  /** When it was sent, as ISO 8601 in Japanese time. */
  date: string | null;
}

const FORWARDED: ReadonlySet<string> = new Set(["message/rfc822", "message/global"]);
/** What comes with these is the mail that did not arrive, or was complained of: evidence, not what the report says. */
const REPORTS: ReadonlySet<string> = new Set(["message/delivery-status", "message/feedback-report"]);
/** Mails forwarded within mails forwarded are read so deep; each level is parsed anew. */
const DEEPEST_FORWARD = 10;

/** A plain part says "please see the HTML" and no more where the HTML has so many times its characters. */
const STUB_FACTOR = 3;

/**
 * Subject, text and date of a mail (.eml), in any transfer encoding, and in any charset whether or not the mail names the right
 * one. Attachments are left out, but for mails forwarded whole, in the text or attached. O(n).
 *
 * @throws InputError if it is no mail, or one nested or headed beyond all measure.
 */
export async function textOfMail(bytes: Buffer, source: string): Promise<MailText> {
  const mail = await parseMail(bytes, source);
  if (!mail.headers.some(({ key, value }) => MAIL_HEADERS.has(key) && value !== ""))
    throw new InputError(
      "not a mail: it begins with no header such as From or Subject; save it as .eml in the mail program",
      source,
    );
  return {
    title: titleOf(mail, source),
    text: await textOf(mail, source),
    date: inJapaneseTime(headerOf(mail, "date")),
  };
}

function headerOf(mail: Email, name: string): string {
  return mail.headers.find(({ key }) => key === name)?.value ?? "";
}

function titleOf(mail: Email, source: string): string | null {
  return decodeWords(headerOf(mail, "subject"), source).replace(/\s+/g, " ").trim() || null;
}

async function textOf(mail: Email, source: string, depth = 0): Promise<string> {
  const body = bodyOf(mail);
  const forwarded: string[] = [];
  for (const bytes of depth < DEEPEST_FORWARD ? forwardedIn(mail) : []) {
    const inner = await parseMail(bytes, source);
    const text = await textOf(inner, source, depth + 1);
    forwarded.push(`${titleOf(inner, source) ?? ""}\n\n${text}`.trim());
  }
  return forwarded.length === 0 ? body : [body.trimEnd(), ...forwarded].filter(Boolean).join("\n\n");
}

/** The plain text as a rule: it is what the sender wrote, without a guess at what is menu. */
function bodyOf({ text = "", html }: Email): string {
  if (!html) return text;
  const fromHtml = textOfHtml(html).text;
  return countCharacters(fromHtml) > STUB_FACTOR * countCharacters(text) ? fromHtml : text;
}

function countCharacters(text: string): number {
  return text.replace(/\s+/g, "").length;
}

function forwardedIn({ attachments }: Email): Buffer[] {
  if (attachments.some(({ mimeType }) => REPORTS.has(mimeType))) return [];
  return attachments.filter(({ mimeType }) => FORWARDED.has(mimeType)).map(bytesOf);
}

/** postal-mime hands out bytes unless it is asked for text. */
function bytesOf({ content }: Attachment): Buffer {
  return Buffer.from(content as ArrayBuffer);
}

/**
 * What is used of the inside of postal-mime, whose version is therefore fixed: before it sorts the parts of a mail, each has
 * its bytes still, and the charset by which they will be decoded.
 */
interface Part {
  content: ArrayBuffer | null;
  contentType: { parsed: { value: string; params: Record<string, string> } };
}
interface Sorter {
  collectNode(part: Part, ...within: unknown[]): Promise<void>;
}

async function parseMail(bytes: Buffer, source: string): Promise<Email> {
  const { default: PostalMime } = await import("postal-mime");
  // It would make one text of all mails, and leave out those that are attached.
  const parser = new PostalMime({ forceRfc822Attachments: true });
  const sorter = parser as unknown as Sorter;
  const collect = sorter.collectNode.bind(parser);
  sorter.collectNode = (part, ...within) => {
    correctCharset(part, source);
    return collect(part, ...within);
  };
  try {
    return await parser.parse(withReadableHeaders(bytes, source));
  } catch (error) {
    throw new InputError(`not a mail that can be read: ${(error as Error).message}`, source);
  }
}

/** Senders name no charset, or a wrong one. */
function correctCharset({ content, contentType: { parsed } }: Part, source: string): void {
  if (!content || !parsed.value.startsWith("text/")) return;
  const bytes = Buffer.from(content);
  const declared = parsed.params.charset ?? (parsed.value === "text/html" && declaredEncoding(bytes));
  try {
    parsed.params.charset = decodeBytes(bytes, source, declared || undefined).encoding;
  } catch {
    // In an encoding of its own or damaged: postal-mime makes of it what it can.
  }
}

/** Old programs write Japanese into headers as it is; in UTF-8 it can be read. */
function withReadableHeaders(bytes: Buffer, source: string): Buffer {
  const end = endOfHeaders(bytes);
  try {
    const { text } = decodeBytes(bytes.subarray(0, end), source);
    return Buffer.concat([Buffer.from(text), bytes.subarray(end)]);
  } catch {
    return bytes;
  }
}

function endOfHeaders(bytes: Buffer): number {
  const ends = ["\n\n", "\n\r\n"].map((blank) => bytes.indexOf(blank)).filter((index) => index >= 0);
  return Math.min(bytes.length, ...ends);
}
