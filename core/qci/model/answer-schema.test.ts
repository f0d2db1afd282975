import { describe, expect, test } from 'vitest';
import { goldenTurns } from '../golden/golden-turns.ts';
import { goldenCalls } from '../golden/measure-judge.ts';
import { seededRandom } from '../seeded-random.ts';
import { ANSWER_JSON_SCHEMA, readAnswer } from './answer-schema.ts';
import { fairAnswer } from './testing/fair-model.ts';

const [call] = goldenCalls();
if (!call) throw new Error('no golden call');
const answer = fairAnswer(call, goldenTurns(call), seededRandom(1));

/** Every object of a schema. */
function objectsIn(schema: unknown): Record<string, unknown>[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const own = 'properties' in schema ? [schema as Record<string, unknown>] : [];
  return [...own, ...Object.values(schema).flatMap(objectsIn)];
}

describe('the schema a model is given', () => {
  test('is of the strict kind: every key required, none besides', () => {
    const objects = objectsIn(ANSWER_JSON_SCHEMA);
    expect(objects.length).toBeGreaterThan(10);
    for (const one of objects) {
      expect(one['additionalProperties']).toBe(false);
      expect(one['required']).toEqual(Object.keys(one['properties'] as object));
    }
  });
});

describe('readAnswer', () => {
  test('reads an answer, and adds the mention that was computed', () => {
    const named = readAnswer(answer, true);
    const unnamed = readAnswer(answer, false);
    if (!named.ok || !unnamed.ok) throw new Error('not read');
    expect(named.opinion.criteria.brand.score - unnamed.opinion.criteria.brand.score).toBe(10);
    expect(named.opinion.tier).toBe(call.scores.outcome.tier);
  });

  test.each([
    ['no_json', answer.slice(0, -5)],
    ['no_json', 'I cannot score this call.'],
    ['no_json', `\`\`\`json\n${answer}\n\`\`\``],
    ['wrong_shape', '{}'],
    ['wrong_shape', 'null'],
    ['wrong_shape', answer.replace('"tier":"', '"tier":"great ')],
    ['too_long', `${answer}${' '.repeat(200_001)}`],
  ])('says %s of what is none', (fault, text) => {
    expect(readAnswer(text, true)).toEqual({ ok: false, fault });
  });

  test.each([[-5, 10, 0], [99, 20, 10]])('a tone of %i takes no points from the mention and adds none beyond its own', (score, named, unnamed) => {
    const { criteria, ...rest } = JSON.parse(answer) as { criteria: { tone: object } };
    const strange = JSON.stringify({ ...rest, criteria: { ...criteria, tone: { ...criteria.tone, score } } });
    expect([true, false].map((isNamed) => readAnswer(strange, isNamed)).map((read) => read.ok && read.opinion.criteria.brand.score)).toEqual([named, unnamed]);
  });

  test('leaves out keys that nobody asked for', () => {
    const more = JSON.stringify({ ...(JSON.parse(answer) as object), qci_total_score: 100 });
    const read = readAnswer(more, true);
    expect(read.ok && 'qci_total_score' in read.opinion).toBe(false);
  });
});
