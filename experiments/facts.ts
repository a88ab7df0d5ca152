/**
 * `npm run facts`: how often extracted facts are right, on the grounded notices, by judges that have not seen them.
 *
 * The grounded incidents are split in two: what was chosen by hand was chosen on the first half.
 */
import { reportOnFeatures } from "../src/evaluate/features";
import { extractWith } from "../src/facts/extract";
import { decodeFacts } from "../src/facts/facts-file";
import type { LabelledNotice } from "../src/schemas/notice";
import { trainFacts } from "../src/train/facts/train-facts";
import { readCorpus } from "./corpus";
import { publish } from "./publish";

/** The same half for the same incident in every run: the sum of the code units of its name, odd or even. */
function isFirstHalf({ incident = "" }: LabelledNotice): boolean {
  return [...incident].reduce((sum, char) => sum + char.charCodeAt(0), 0) % 2 === 0;
}

async function main(): Promise<void> {
  const notices = await readCorpus();
  const grounded = notices.filter(({ origin }) => origin === "grounded");
  const tested = new Set(grounded.map(({ incident }) => incident));
  const judges = decodeFacts(trainFacts(notices.filter(({ incident }) => !tested.has(incident))));
  const halves = [grounded.filter(isFirstHalf), grounded.filter((notice) => !isFirstHalf(notice))];
  const [first, second] = halves.map((half) => reportOnFeatures(half, (text) => extractWith(text, judges))!);
  const rows = Object.keys(first!).map((fact) => {
    const figures = [first!, second!].map((report) =>
      report[fact as keyof typeof report]!.toFixed(3).padStart(10),
    );
    return fact.padEnd(14) + figures.join("");
  });
  const counts = halves.map((half) => String(half.length).padStart(10)).join("");
  publish(
    "facts.md",
    "Facts of notices not trained on, by `npm run facts`",
    `${"".padEnd(14)}tuned half other half\n${"notices".padEnd(14)}${counts}\n${rows.join("\n")}\n`,
  );
}

await main();
