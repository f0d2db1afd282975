import { describe, expect, it } from 'vitest';
import { variableChanges, variablesOf } from './variables.ts';

describe('variables of a prompt', () => {
  it('are named once, in their order', () => expect(variablesOf('Hi {{ name }}, {{offer.price}} for {{name}} {{}} {{a b}} {x}')).toEqual(['name', 'offer.price']));

  it('are kept, lost or added by a change', () => expect(variableChanges('{{a}} {{b}}', '{{b}} {{c}}')).toEqual({ kept: ['b'], lost: ['a'], added: ['c'] }));

  it('are looked for in a long text without end', () => expect(variablesOf('{{'.repeat(100_000))).toEqual([]));
});
