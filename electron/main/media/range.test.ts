import { describe, expect, it } from 'vitest';
import { parseRange, rangeHeaders } from './range.ts';

describe('the Range header', () => {
  it.each<[string | null, number, unknown]>([
    [null, 100, { status: 200, start: 0, end: 99 }],
    ['bytes=0-', 100, { status: 206, start: 0, end: 99 }],
    ['bytes=0-0', 100, { status: 206, start: 0, end: 0 }],
    ['bytes=10-19', 100, { status: 206, start: 10, end: 19 }],
    ['Bytes= 10 - 19 ', 100, { status: 206, start: 10, end: 19 }],
    ['bytes=99-', 100, { status: 206, start: 99, end: 99 }],
    ['bytes=10-1000', 100, { status: 206, start: 10, end: 99 }],
    ['bytes=-5', 100, { status: 206, start: 95, end: 99 }],
    ['bytes=-500', 100, { status: 206, start: 0, end: 99 }],
    ['bytes=-0', 100, { status: 416 }],
    ['bytes=100-', 100, { status: 416 }],
    ['bytes=100-200', 100, { status: 416 }],
    ['bytes=99999999999999999999-', 100, { status: 416 }],
    ['bytes=0-', 0, { status: 416 }],
    ['bytes=-5', 0, { status: 416 }],
    ['bytes=20-10', 100, { status: 200, start: 0, end: 99 }],
    ['bytes=-', 100, { status: 200, start: 0, end: 99 }],
    ['bytes=a-b', 100, { status: 200, start: 0, end: 99 }],
    ['bytes=0-1,5-6', 100, { status: 200, start: 0, end: 99 }],
    ['items=0-1', 100, { status: 200, start: 0, end: 99 }],
    ['', 100, { status: 200, start: 0, end: 99 }],
  ])('%s of %i bytes', (header, size, expected) => {
    expect(parseRange(header, size)).toEqual(expected);
  });

  it('is answered with exact headers', () => {
    expect(rangeHeaders({ status: 206, start: 10, end: 19 }, 100, 'audio/ogg', 'app://desk')).toEqual({
      'accept-ranges': 'bytes',
      'access-control-allow-origin': 'app://desk',
      'cache-control': 'no-store',
      'content-length': '10',
      'content-range': 'bytes 10-19/100',
      'content-type': 'audio/ogg',
      'x-content-type-options': 'nosniff',
    });
    expect(rangeHeaders({ status: 200, start: 0, end: 99 }, 100, 'audio/ogg', 'x')).not.toHaveProperty('content-range');
    expect(rangeHeaders({ status: 416 }, 100, 'audio/ogg', 'x')).toMatchObject({ 'content-length': '0', 'content-range': 'bytes */100' });
  });
});
