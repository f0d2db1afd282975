import { cutText, storableText } from '../text/storable.ts';

/** Lengths of the schema's VARCHAR columns, in characters. A longer value is cut to fit and stands whole in raw_data. */
export const COLUMN_LIMITS = {
  call_type: 50,
  status: 50,
  ended_reason: 100,
  customer_number: 20,
  assistant_name: 255,
  phone_number: 20,
  country_code: 5,
  participant_type: 20,
  participant_name: 255,
} as const;

/** `cost` is DECIMAL(10,6): six decimals, four digits before them. */
const MOST_COST = 9999.999999;

/** PostgreSQL's INTEGER. */
const MOST_INTEGER = 2_147_483_647;

/** A text made to fit its column. */
export function fitText(column: keyof typeof COLUMN_LIMITS, text: string | null): string | null {
  return text === null ? null : cutText(storableText(text).trim(), COLUMN_LIMITS[column]);
}

/** US dollars made to fit DECIMAL(10,6); a negative cost is none. */
export function fitCost(cost: number | null): number | null {
  if (cost === null) return null;
  return Math.min(MOST_COST, Math.max(0, Math.round(cost * 1e6) / 1e6));
}

/** Whole seconds made to fit INTEGER: messages of which one has a broken clock may span a century. */
export function fitSeconds(seconds: number | null): number | null {
  return seconds === null ? null : Math.min(MOST_INTEGER, Math.round(seconds));
}
