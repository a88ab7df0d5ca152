/** The classifier that a command was asked to use. */
import { type Classifier, createClassifier } from "../classify";
import { InputError, ModelFormatError } from "../errors";
import { readWholeText } from "../io/bytes";

/**
 * The classifier of a model file; none where no file is named.
 *
 * @throws InputError if the file cannot be read or is no model; the message names the field at fault.
 */
export async function loadClassifier(path: string | undefined): Promise<{ classifier?: Classifier }> {
  if (path === undefined) return {};
  const text = await readWholeText(path);
  try {
    return { classifier: createClassifier(JSON.parse(text)) };
  } catch (error) {
    if (error instanceof ModelFormatError) throw new InputError(error.message, path);
    if (error instanceof SyntaxError)
      throw new InputError("not JSON; the model file is truncated or no model", path);
    throw error;
  }
}
