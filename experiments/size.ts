/**
 * `npm run size`: what the size of the model is worth, by how many incidents a phrase must occur in to be kept.
 *
 * Accuracy is that of the held-out folds of the calibration, which part writers and incidents.
 */
import { gzipSync } from "node:zlib";
import { train } from "../src/train/train";
import { readCorpus } from "./corpus";
import { publish } from "./publish";

const LEAST_INCIDENTS = [5, 8, 15, 30, 60, 120, 240];

async function main(): Promise<void> {
  const notices = await readCorpus();
  const rows = LEAST_INCIDENTS.map((minIncidents) => {
    const file = train(notices, { groupBy: "writer", fit: { minIncidents } });
    const json = JSON.stringify(file);
    const { phrases, heldOut } = file.training;
    return [
      String(minIncidents).padStart(9),
      String(phrases).padStart(9),
      megabytes(json.length),
      megabytes(gzipSync(json).length),
      heldOut.macroF1.toFixed(3).padStart(10),
      heldOut.coverage["high-precision"].toFixed(2).padStart(10),
    ].join("");
  });
  const head = "incidents  phrases       MB  gzipped  macro-F1  at 98%";
  publish(
    "size.md",
    "Size of the model against accuracy, by `npm run size`",
    `${head}\n${rows.join("\n")}\n`,
  );
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(2).padStart(9);
}

await main();
