/** The words of a mail saved as a file. */
import type { Email } from "postal-mime";
import { InputError } from "../../errors";
import { inJapaneseTime } from "./japanese-time";

export interface MailText {
  /** The subject, decoded and on one line. */
  title: string | null;
  /** The plain text, or "" where the mail has none. */
  text: string;
  /** When it was sent, as ISO 8601 in Japanese time. */
  date: string | null;
  /** The HTML, only where there is no plain text; both say the same. */
  html: string | null;
}

/** Every mail has one of these; no other text begins with one and a colon. */
const MAIL_HEADERS: ReadonlySet<string> = new Set([
  "from",
  "date",
  "subject",
  "message-id",
  "received",
  "mime-version",
]);

/** What switches ISO-2022-JP to two bytes a character. */
const JIS_ESCAPES = ["\x1b$B", "\x1b$@"];

/**
 * Subject, text and date of a mail (.eml), in any charset and transfer encoding. Attachments are left out, but for mails
 * forwarded whole. O(n).
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
  // Many programs send a plain part that is there but blank.
  const text = mail.text?.trim() ? readJis(mail.text) : "";
  return {
    title: readJis(mail.subject ?? "").replace(/[\t ]+/g, " ") || null,
    text,
    date: inJapaneseTime(mail.headers.find(({ key }) => key === "date")?.value ?? ""),
    html: text === "" && mail.html ? readJis(mail.html) : null,
  };
}

async function parseMail(bytes: Buffer, source: string): Promise<Email> {
  const { default: PostalMime } = await import("postal-mime");
  try {
    return await PostalMime.parse(bytes);
  } catch (error) {
    throw new InputError(`not a mail that can be read: ${(error as Error).message}`, source);
  }
}

/** Old Japanese programs send ISO-2022-JP and do not say so: its escapes, being ASCII, are still there to tell. */
function readJis(text: string): string {
  const isAscii = Buffer.byteLength(text) === text.length;
  if (!isAscii || !JIS_ESCAPES.some((sequence) => text.includes(sequence))) return text;
  return new TextDecoder("iso-2022-jp").decode(Buffer.from(text, "latin1"));
}
