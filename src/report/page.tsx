/** The page that all reports stand in: one file, no script, nothing loaded. */
import type { ComponentChildren } from "preact";
import { renderToString } from "preact-render-to-string";
import { STYLE } from "./style";
import type { Language } from "./words";

interface PageProps {
  language: Language;
  title: string;
  /** What the report is on: files, models. */
  subject: string;
  children: ComponentChildren;
}

/** Should a text ever be taken for markup, this keeps it from loading or running anything. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/** A whole HTML document. Texts are escaped by the renderer. */
export function renderPage({ language, title, subject, children }: PageProps): string {
  const page = (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={POLICY} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="generator" content="owabi" />
        <title>{`${title} – owabi`}</title>
        {/* The style is ours, and `>` in it must stay as it is. */}
        <style dangerouslySetInnerHTML={{ __html: STYLE }} />
      </head>
      <body>
        <header>
          <h1>{title}</h1>
          <p>{subject}</p>
        </header>
        <main>{children}</main>
      </body>
    </html>
  );
  return `<!doctype html>\n${renderToString(page)}\n`;
}
