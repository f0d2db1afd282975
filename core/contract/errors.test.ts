import { describe, expect, it } from 'vitest';
import { AppError, packEnvelope, unpackEnvelope } from './errors.ts';

describe('packed envelopes', () => {
  it.each([[{ rows: [{ id: 'a', cost: 0.1, none: null }], next: null }], [[1, 2]], [null], ['text'], [{}]])('%j comes back as it was', (value) => {
    expect(unpackEnvelope(packEnvelope({ ok: true, value }))).toEqual({ ok: true, value });
  });

  it('sends bytes as bytes', () => {
    const value = { durationSeconds: 2, agent: new Float32Array([0.5]) };
    expect(packEnvelope({ ok: true, value })).toEqual({ ok: true, value });
  });

  it('leaves an error alone', () => {
    const envelope = { ok: false as const, error: new AppError('offline', 'no answer').toShape() };
    expect(unpackEnvelope(packEnvelope(envelope))).toEqual(envelope);
  });
});
