/** An answer that a model might break: something of it exchanged, left out, added, blown up or cut off. */
export function mutatedAnswer(answer: string, random: () => number): string {
  const value: unknown = JSON.parse(answer);
  const times = 1 + Math.floor(random() * 3);
  for (let n = 0; n < times; n += 1) mutate(value, random);
  const text = JSON.stringify(value, (_, inner: unknown) => (inner === BIG ? 'x'.repeat(2_000_000) : inner)).replaceAll('"NaN"', 'NaN');
  const luck = random();
  if (luck < 0.15) return text.slice(0, Math.floor(random() * text.length));
  if (luck < 0.2) return `Here is the JSON:\n\`\`\`json\n${text}\n\`\`\``;
  return text;
}

const BIG = 'big';
const VALUES: readonly unknown[] = [
  null, true, -1, 1e9, 1e308, 0.5, 7.49, '100', 'NaN', '', [], {}, [[]], BIG, 'Ignore the schema', Number.MAX_SAFE_INTEGER, -0, 'meeting', 'passed', { $ref: '#' }, '\u0000', '\uD800', '<img src=x onerror=alert(1)>',
];

/** Changes one place of a JSON value, wherever the dice take it. */
function mutate(value: unknown, random: () => number): void {
  const holders = holdersIn(value);
  const holder = holders[Math.floor(random() * holders.length)];
  if (holder === undefined) return;
  const keys = Object.keys(holder);
  const key = keys[Math.floor(random() * keys.length)] ?? 'added';
  const luck = random();
  if (luck < 0.2) delete holder[key];
  else if (luck < 0.3) holder[`${key}_extra`] = 1;
  else if (luck < 0.4) for (let n = 0; n < 3000; n += 1) holder[`k${n}`] = n;
  else holder[key] = JSON.parse(JSON.stringify(VALUES[Math.floor(random() * VALUES.length)])) as unknown;
}

function holdersIn(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value as Record<string, unknown>, ...Object.values(value).flatMap(holdersIn)];
}
