/** The schema of data/lexicon/services.json. */
import * as z from "zod";

export const SERVICE_KINDS = [
  "advertising",
  "ai",
  "analytics",
  "app-store",
  "backup",
  "booking",
  "browser",
  "business-system",
  "chat",
  "cloud-office",
  "cloud-platform",
  "cloud-sharing",
  "cloud-storage",
  "cms",
  "crm",
  "crowdfunding",
  "database",
  "development",
  "device",
  "ec",
  "education",
  "encryption",
  "endpoint",
  "event",
  "file-transfer",
  "form",
  "framework",
  "game",
  "government",
  "groupware",
  "hosting",
  "hr",
  "identity",
  "mail",
  "mail-delivery",
  "mailing-list",
  "malware",
  "marketplace",
  "nas",
  "office",
  "os",
  "p2p",
  "payment",
  "project",
  "ransomware",
  "remote-access",
  "repository",
  "scheduling",
  "shop",
  "sns",
  "vendor",
  "video",
  "virtualisation",
  "vpn",
] as const;

/** Lower case and folded as the normalised text is; blanks, hyphens, middle dots and の between words are optional. */
const spelling = z
  .string()
  .min(2)
  .refine((word) => word === word.normalize("NFKC").toLowerCase());

const words = z.array(z.string().min(1)).min(1);

const product = z.strictObject({
  name: z.string().min(1),
  kind: z.enum(SERVICE_KINDS),
  spellings: z.array(spelling),
  ambiguous: z.array(z.strictObject({ spelling: z.string().min(1), near: words })).optional(),
});

export const serviceLexicon = z.strictObject({
  $comment: z.string(),
  mechanism: z.strictObject({
    dismissing: words,
    givenUp: words,
    threatKinds: z.array(z.enum(SERVICE_KINDS)),
    dismissingThreats: words,
    publishing: words,
    talking: words,
    notMeantBefore: words,
    attachedNouns: words,
  }),
  products: z.array(product),
});
