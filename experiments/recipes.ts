/** What is compared, in the order of the table. */
import { DEFAULT_FIT } from "../src/train/options";
import { owabi } from "./owabi";
import { keywords, mlNaiveBayes, naturalBayes, winkNaiveBayes } from "./peers";
import type { Recipe } from "./recipe";

const plain = { refine: null, sentences: null, conceptWeight: null, estimateWeight: 1 } as const;

export const recipes: readonly Recipe[] = [
  owabi("shipped"),
  owabi("without the sentences", { sentences: null }),
  owabi("without concepts", { conceptWeight: null }),
  owabi("without refinement", { refine: null }),
  owabi("refined from nothing", { estimateWeight: 0 }),
  owabi("logistic regression on the phrases", { ...plain, refine: DEFAULT_FIT.refine, estimateWeight: 0 }),
  owabi("advice told by sentences too", { untold: [] }),
  owabi("all sections alike", { sectionWeights: {} }),
  owabi("phrases of 6 incidents", { minIncidents: 6 }),
  owabi("multinomial naive Bayes", plain),
  owabi("complement naive Bayes", { ...plain, eventModel: "complement" }),
  winkNaiveBayes,
  mlNaiveBayes,
  keywords,
  // Last, since its training takes longest.
  naturalBayes,
];
