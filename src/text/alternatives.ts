/** The source of a regular expression that matches any of the words of a lexicon; 0 stands for any number. */
export function alternatives(words: readonly string[]): string {
  return words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll("0", "\\d+")).join("|");
}
