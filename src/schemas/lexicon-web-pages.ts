/** The schema of data/lexicon/web-pages.json. */
import * as z from "zod";

const names = z.array(z.string().regex(/^[a-z][a-z0-9-]*$/)).min(1);

export const webPagesLexicon = z.strictObject({
  $comment: z.string(),
  void: names,
  blank: names,
  line: names,
  items: names,
  skipped: names,
  margins: names,
  marginRoles: names,
  marginIds: names,
  marginClasses: names,
  bannerAbout: names,
  bannerKinds: names,
  banners: names,
  breakouts: names,
  impliedEnds: z.array(z.strictObject({ opens: names, closes: names, within: names })).min(1),
});
