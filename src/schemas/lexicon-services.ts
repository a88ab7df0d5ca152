/** The schema of data/lexicon/services.json. */
import { z } from "zod";

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

export const serviceLexicon = z.array(
  z.strictObject({
    name: z.string().min(1),
    kind: z.enum(SERVICE_KINDS),
    spellings: z.array(spelling),
    /** Ordinary words too: they count where one of the words of `near` stands close by. */
    ambiguous: z
      .array(z.strictObject({ spelling: z.string().min(1), near: z.array(z.string().min(1)).min(1) }))
      .optional(),
  }),
);
