/** Where experiments leave what they measured. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** Prints a table of figures, and writes it to a Markdown file beside this one under a heading. */
export function publish(file: string, heading: string, figures: string): void {
  process.stdout.write(figures);
  writeFileSync(join(import.meta.dirname, file), `# ${heading}\n\n\`\`\`text\n${figures}\`\`\`\n`);
}
