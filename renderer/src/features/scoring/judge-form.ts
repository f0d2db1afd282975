import type { JudgeChoices } from '../../../../core/contract/routes/scoring.ts';
import type { Price } from '../../../../core/qci/model/prices.ts';
import { readNumber } from './read-number.ts';

/** A price as it is typed. */
export interface PriceText {
  /** Tells the row from others while it is typed. */
  readonly id: number;
  readonly model: string;
  readonly input: string;
  readonly output: string;
  readonly asOf: string;
}

/** The judge's settings as they are typed. */
export interface JudgeText {
  readonly baseUrl: string;
  readonly model: string;
  readonly temperature: string;
  readonly seed: string;
  readonly concurrency: string;
  readonly timeoutSeconds: string;
  readonly prices: readonly PriceText[];
}

/** What is not as it must be: a field by its name, a price by its row. */
export type JudgeFault = Exclude<keyof JudgeText, 'prices'> | `price ${number}`;

const NUMBERS = {
  temperature: { least: 0, most: 2, isWhole: false },
  seed: { least: 0, most: 2_147_483_647, isWhole: true },
  concurrency: { least: 1, most: 64, isWhole: true },
  timeoutSeconds: { least: 5, most: 600, isWhole: true },
} as const;
const MOST_PRICE = 10_000;

/** The limits of a numeric field. */
export const limitsOf = (field: keyof typeof NUMBERS): { readonly least: number; readonly most: number } => NUMBERS[field];

/** The settings as they stand, ready to be typed over. */
export const textOf = (settings: JudgeChoices): JudgeText => ({
  baseUrl: settings.baseUrl,
  model: settings.model,
  temperature: String(settings.temperature),
  seed: String(settings.seed),
  concurrency: String(settings.concurrency),
  timeoutSeconds: String(settings.timeoutSeconds),
  prices: settings.prices.map(({ model, input, output, asOf }, id) => ({ id, model, input: String(input), output: String(output), asOf })),
});

/** A day that there is, as YYYY-MM-DD. */
const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);

const readPrice = ({ model, input, output, asOf }: PriceText): Price | null => {
  const [dollarsIn, dollarsOut] = [readNumber(input, 0, MOST_PRICE), readNumber(output, 0, MOST_PRICE)];
  const name = model.trim();
  if (name === '' || name.length > 100 || dollarsIn === null || dollarsOut === null || !isDay(asOf.trim())) return null;
  return { model: name, input: dollarsIn, output: dollarsOut, asOf: asOf.trim() };
};

/** What the text means, and what of it means nothing. Whether a key may go to the address is main's to say. */
export function readJudge(text: JudgeText): { choices: JudgeChoices; faults: ReadonlySet<JudgeFault> } {
  const faults = new Set<JudgeFault>();
  const number = (field: keyof typeof NUMBERS): number => {
    const { least, most, isWhole } = NUMBERS[field];
    const value = readNumber(text[field], least, most, isWhole);
    if (value === null) faults.add(field);
    return value ?? 0;
  };
  const baseUrl = text.baseUrl.trim();
  if (!/^https?:\/\/\S+$/.test(baseUrl) || baseUrl.length > 400) faults.add('baseUrl');
  const model = text.model.trim();
  if (model === '' || model.length > 100) faults.add('model');
  const prices = text.prices.flatMap((typed) => {
    const price = readPrice(typed);
    if (price === null) faults.add(`price ${typed.id}`);
    return price ?? [];
  });
  const choices = { baseUrl, model, temperature: number('temperature'), seed: number('seed'), concurrency: number('concurrency'), timeoutSeconds: number('timeoutSeconds'), prices };
  return { choices, faults };
}
