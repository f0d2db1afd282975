import { expect, test } from 'vitest';
import { measuredLatencies } from './measured-latencies.ts';

const turnLatencies = [{ turnLatency: 900, modelLatency: 500 }, { turnLatency: 1200.5 }, { turnLatency: -4 }, { turnLatency: 'x' }, {}, { turnLatency: 9_000_000 }];

test.each([
  ['a listed call', { id: 'a', artifact: { performanceMetrics: { turnLatencies } } }],
  ['a report', { message: { type: 'end-of-call-report', call: { id: 'a' }, artifact: { performanceMetrics: { turnLatencies } } } }],
])('reads what Vapi measured of %s', (_, payload) => {
  expect(measuredLatencies(payload)).toEqual([900, 1200.5]);
});

test.each([null, 'x', [], {}, { artifact: {} }, { artifact: { performanceMetrics: { turnLatencies: 'no' } } }])('has none where %j says nothing', (payload) => {
  expect(measuredLatencies(payload)).toEqual([]);
});
