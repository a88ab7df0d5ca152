/** The judges that come with the library. */
import facts from "../../models/facts.json";
import { lazy } from "../lazy";
import { decodeFacts } from "./facts-file";

/** Decoded when the first fact is asked for: importing the library must cost nothing. */
export const shippedJudges = lazy(() => decodeFacts(facts));
