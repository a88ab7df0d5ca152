/** Why a web page holds no text, for those who have to look elsewhere for it. */

/** What is looked for in a tag stands near its beginning. */
const META = /<meta\b[^>]{0,500}/gi;
const FRAME = /<i?frame\b[^>]{0,500}/gi;
const REFRESH = /\shttp-equiv\s?=\s?["']?refresh\b/i;
const TARGET = /\burl\s?=\s?["']?([^\s"'>]{1,500})/i;
const ADDRESS = /\ssrc\s?=\s?["']?([^\s"'>]{1,500})/i;
const PICTURE = /<(?:img|svg|picture|object|embed|canvas)\b/i;
const SCRIPT = /<script\b/i;

/** So many frames are named. */
const MOST_NAMED = 3;

/** What a page without text is, and what to do about it. O(n). */
export function whyBlank(html: string): string {
  const page = withoutComments(html);
  const target = redirectOf(page);
  if (target !== undefined) return `redirects to ${target} and holds no text; give that page`;
  const frames = framesOf(page);
  if (frames.length > 0) return `holds no text but frames; give the pages in them (${frames.join(", ")})`;
  if (PICTURE.test(page)) return "holds images only and no text; run OCR on them first";
  if (SCRIPT.test(page))
    return "holds no text, or scripts that fetch it; open it in a browser and save it from there";
  return "holds no text; give a page with some";
}

function withoutComments(html: string): string {
  const [begins = "", ...others] = html.split("<!--");
  return [begins, ...others.map((part) => part.split("-->").slice(1).join("-->"))].join("");
}

function redirectOf(page: string): string | undefined {
  for (const [meta] of page.matchAll(META)) {
    const target = REFRESH.test(meta) ? TARGET.exec(meta)?.[1] : undefined;
    if (target !== undefined) return target;
  }
  return undefined;
}

function framesOf(page: string): string[] {
  const addresses = [...page.matchAll(FRAME)].map(([frame]) => ADDRESS.exec(frame)?.[1] ?? "");
  return addresses.filter((address) => address !== "").slice(0, MOST_NAMED);
}
