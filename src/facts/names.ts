/** The closed lists of what facts may be. */

export const DATA_KINDS = [
  "name",
  "address",
  "phone",
  "email",
  "birthdate",
  "gender",
  "id-number",
  "account-credential",
  "bank",
  "card",
  "medical",
  "education",
  "employment",
  "location",
  "photo",
  "message",
  "other",
] as const;
export type DataKind = (typeof DATA_KINDS)[number];

export const PEOPLE_UNITS = ["people", "records", "households", "organisations"] as const;
export type PeopleUnit = (typeof PEOPLE_UNITS)[number];

/** How a text puts a number: 1,204名, 約1,200名, 最大1,200名, 少なくとも1,200名. */
export const PRECISIONS = ["exact", "approximate", "maximum", "minimum"] as const;
export type Precision = (typeof PRECISIONS)[number];

/** Who noticed first: somebody outside, the organisation's own staff or monitoring, or one who works for it. */
export const DISCOVERERS = ["outsider", "insider", "contractor"] as const;
export type Discoverer = (typeof DISCOVERERS)[number];

/** How lost media and devices were protected, as stated. */
export const PROTECTIONS = ["none", "password", "encrypted"] as const;
export type Protection = (typeof PROTECTIONS)[number];
