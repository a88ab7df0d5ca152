/** Writes models/facts.json, the judges of facts, from the whole corpus; `npm run train` does so before it builds. */
import { join } from "node:path";
import { writeWhole } from "../src/io/write";
import { trainFacts } from "../src/train/facts/train-facts";
import { readCorpus } from "./corpus";

const file = trainFacts(await readCorpus());
await writeWhole(
  join(import.meta.dirname, "..", "models", "facts.json"),
  `${JSON.stringify(file, null, 1)}\n`,
);
