/** data/lexicon/people.json, typed by its schema; a test holds the one to the other. */
import json from "../../data/lexicon/people.json";
import type { PeopleLexicon } from "../schemas/lexicon-people";

export const lexicon = json as PeopleLexicon;
