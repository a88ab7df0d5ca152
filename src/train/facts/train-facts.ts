/** From labelled notices to the judges that tell facts. */
import { type FactsFile, JUDGES, type JudgeName, type StoredJudge, sealFacts } from "../../facts/facts-file";
import { DISCOVERY, PROTECTION } from "../../facts/sentence-facts";
import type { LabelledNotice } from "../../schemas/notice";
import { type ParsedNotice, parseNotice } from "../../text/notice";
import { storeTable } from "../store";
import { kindsToLearn } from "./data-kinds";
import { datesToLearn } from "./dates";
import { fitJudge, type JudgeOptions, type LabelledMention } from "./fit-judge";
import { peopleToLearn } from "./people";
import { sentencesToLearn } from "./sentences";

interface Recipe extends JudgeOptions {
  mentions(notice: LabelledNotice, parsed: ParsedNotice, incident: string): LabelledMention[];
}

/** Chosen on notices that were not learnt from. */
const RECIPES: Readonly<Record<JudgeName, Recipe>> = {
  dates: {
    longest: 5,
    minIncidents: 6,
    features: 4000,
    epochs: 5,
    rate: 0.1,
    decay: 1e-3,
    mentions: datesToLearn,
  },
  dataKinds: {
    longest: 5,
    minIncidents: 5,
    features: 8000,
    epochs: 5,
    rate: 0.1,
    decay: 1e-4,
    mentions: kindsToLearn,
  },
  people: {
    longest: 4,
    minIncidents: 6,
    features: 4000,
    epochs: 6,
    rate: 0.1,
    decay: 1e-4,
    mentions: peopleToLearn,
  },
  discoveredBy: {
    longest: 7,
    minIncidents: 4,
    features: 6000,
    epochs: 6,
    rate: 0.1,
    decay: 1e-3,
    mentions: ({ text, discoveredBy, discoveryEvidence }, parsed, incident) =>
      sentencesToLearn(DISCOVERY, { answer: discoveredBy, quote: discoveryEvidence }, text, parsed, incident),
  },
  protection: {
    longest: 5,
    minIncidents: 3,
    features: 1500,
    epochs: 6,
    rate: 0.1,
    decay: 1e-3,
    mentions: ({ text, protection }, parsed, incident) =>
      sentencesToLearn(PROTECTION, { answer: protection }, text, parsed, incident),
  },
};

/**
 * Trains the judges. The same notices in the same order give the same bytes. O(total length of the texts).
 *
 * A fact that a notice does not carry (undefined) is not learnt from it; null says that it was read and tells nothing.
 */
export function trainFacts(
  notices: readonly LabelledNotice[],
  onProgress?: (done: number, total: number) => void,
): FactsFile {
  const parsed = notices.map(({ text }) => parseNotice(text));
  const names = Object.keys(JUDGES) as JudgeName[];
  const judges = names.map((name, done): [JudgeName, StoredJudge] => {
    const { mentions, ...options } = RECIPES[name];
    const learnt = notices.flatMap((notice, index) =>
      mentions(notice, parsed[index]!, notice.incident ?? `notice ${index}`).map((mention) => ({
        ...mention,
        bag: `${index} ${mention.bag}`,
      })),
    );
    const { features, table } = fitJudge(learnt, JUDGES[name], options);
    onProgress?.(done + 1, names.length);
    return [name, { features: features.join("\n"), weights: storeTable(table) }];
  });
  return sealFacts(Object.fromEntries(judges) as Record<JudgeName, StoredJudge>);
}
