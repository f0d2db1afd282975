import { expect, test } from 'vitest';

import { callingCode } from './calling-code.ts';

test.each([
  ['+12025550123', '+1'],
  ['+74951234567', '+7'],
  ['+34900000001', '+34'],
  ['+44 20 7946 0958', '+44'],
  ['+380441234567', '+380'],
  ['+998712345678', '+998'],
  ['+353123456789', '+353'],
  ['+420123456789', '+420'],
  ['+07888303090', null],
  ['900000001', null],
  ['sip:ana@example.com', null],
  [null, null],
])('%s has %s', (number, code) => {
  expect(callingCode(number)).toBe(code);
});
