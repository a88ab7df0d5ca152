/** The products that a notice names as part of what went wrong: Google フォーム, Amazon S3, Emotet. */
import lexicon from "../../data/lexicon/services.json";
import type { MappedText } from "../text/mapped";
import { type Mention, productMentions } from "./product-mentions";
import { sentenceAround } from "./surroundings";

const { mechanism } = lexicon;

export interface Service {
  /** The canonical name, whatever spelling the notice uses. */
  name: string;
  start: number;
  end: number;
}

/**
 * O(n × longest spelling). One entry for each product, at the first mention that is part of the mechanism, in order of
 * appearance; offsets are those of the text as given.
 */
export function findServices(notice: MappedText): Service[] {
  const first = new Map<string, Mention>();
  for (const mention of productMentions(notice.text)) {
    const { name } = mention.product;
    if (!first.has(name) && isPartOfMechanism(notice.text, mention)) first.set(name, mention);
  }
  if (first.size === 0 || advises(notice.text)) return [];
  return withoutVendors([...first.values()]).map(({ product, start, end }) => ({
    name: product.name,
    ...notice.originalSpan(start, end),
  }));
}

/** A vendor is only named where no product is: in "Amazonの「S3」" the product says it all. */
function withoutVendors(all: Mention[]): Mention[] {
  const products = all.filter(({ product }) => product.kind !== "vendor");
  return products.length > 0 ? products : all;
}

function isPartOfMechanism(text: string, { product, start, end }: Mention): boolean {
  const around = sentenceAround(text, { start, end }, SENTENCE_REACH);
  const sentence = text.slice(around.start, around.end);
  const says = (words: readonly string[]) => words.some((word) => sentence.includes(word));
  if (mechanism.threatKinds.includes(product.kind)) return !says(mechanism.dismissingThreats);
  if (product.kind === "sns" && (!says(mechanism.publishing) || says(mechanism.talking))) return false;
  if (mechanism.notMeantBefore.some((words) => text.startsWith(words, end))) return false;
  return !says(mechanism.dismissing) || says(mechanism.givenUp);
}

/** Longer sentences are cut: what is further away says little about the mention. In code units, to each side. */
const SENTENCE_REACH = 80;

const TOLD =
  /た(?=[。」)\n]|という|と発表|と公表|とい|そう|らし|の|こと|とみ|件|も|、|際|ため|が|お|$)|いたしまして|お詫び|ております/g;
const ADVISED =
  /ましょう|勧め|方法|するには|よくある|対策|解説|とは[、何]|でしょうか|防げ|相次|例えば|たとえば|仮に|ことがあ|べき|なら[、ば]|(?:です|ます)。/g;
/** Below this share of telling among telling and advising, a text explains how incidents come about; it reports none. */
const LEAST_TELLING = 0.35;

/** O(n). */
function advises(text: string): boolean {
  const told = count(text, TOLD) + 1;
  const advised = count(text, ADVISED) + 1;
  return told / (told + advised) < LEAST_TELLING;
}

function count(text: string, pattern: RegExp): number {
  let found = 0;
  for (const _ of text.matchAll(pattern)) found++;
  return found;
}
