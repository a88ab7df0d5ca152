/** The model that comes with the library. */
import ja from "../../models/ja.json";

/** As read from its file: not yet checked nor decoded, so that importing it costs nothing but its bytes. */
export const shippedModel: unknown = ja;
