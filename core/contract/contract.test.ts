import { describe, expect, it } from 'vitest';
import { APP_ERROR_CODES, AppError, appErrorSchema } from './errors.ts';
import { events } from './events.ts';
import { routes } from './index.ts';

describe('the contract', () => {
  it.each(Object.entries(routes))('%s refuses what it does not name', (name, { input }) => {
    expect(name).toMatch(/^[a-z]+\.[a-z][a-zA-Z]+$/);
    for (const hostile of [undefined, null, 7, 'x', [], { surplus: true }, JSON.parse('{"__proto__":{"admin":true},"surplus":1}')]) {
      expect(input.safeParse(hostile).success).toBe(false);
    }
  });

  it('names events for what happened', () => {
    for (const name of Object.keys(events)) expect(name).toMatch(/^[a-z]+\.[a-z]+ed$/);
  });

  it.each(APP_ERROR_CODES)('%s crosses the bridge whole', (code) => {
    const shape = new AppError(code, 'Said for the log.', { tries: 2, last: null }).toShape();
    expect(appErrorSchema.parse(structuredClone(shape))).toEqual(shape);
  });

  it('leaves details out where there are none', () => {
    expect(Object.keys(new AppError('offline', 'No answer').toShape())).toEqual(['code', 'message']);
  });
});
