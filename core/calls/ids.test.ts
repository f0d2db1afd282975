import { createHash } from 'node:crypto';

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { encodeUtf8 } from '../text/utf8.ts';
import { callIdSchema, isUuid, uuidV5, VAPI_ID_NAMESPACE, vapiUuid } from './ids.ts';
import { sha1 } from './sha1.ts';

const URL_NAMESPACE = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';

test('sha1 agrees with the platform on any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(Array.from(sha1(bytes))).toEqual(Array.from(createHash('sha1').update(bytes).digest()));
    }),
  );
});

test('encodeUtf8 agrees with the platform on any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(Array.from(encodeUtf8(text))).toEqual(Array.from(new TextEncoder().encode(text)));
    }),
  );
});

describe('UUIDv5', () => {
  test('is the one of RFC 9562', () => {
    expect(uuidV5('www.example.com', '6ba7b810-9dad-11d1-80b4-00c04fd430c8')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
  });

  test('the namespace of Vapi ids is derived and must never change', () => {
    expect(VAPI_ID_NAMESPACE).toBe(uuidV5('https://api.vapi.ai', URL_NAMESPACE));
  });

  test('a Vapi id that is a UUID stays itself, another becomes the same UUID each time', () => {
    expect(vapiUuid('019C758A-83EF-7EE3-BE50-B0C95AA22000')).toBe('019c758a-83ef-7ee3-be50-b0c95aa22000');
    expect(vapiUuid('call_abc')).toBe(vapiUuid('call_abc'));
    expect(isUuid(vapiUuid('call_abc'))).toBe(true);
    expect(vapiUuid('call_abc')).not.toBe(vapiUuid('call_abd'));
  });
});

test('ids are taken in any version and compared in lower case', () => {
  expect(callIdSchema.parse('019C758A-83EF-7EE3-BE50-B0C95AA22000')).toBe('019c758a-83ef-7ee3-be50-b0c95aa22000');
  expect(callIdSchema.safeParse('not-an-id').success).toBe(false);
  expect(isUuid('019c758a-83ef-7ee3-be50-b0c95aa2200')).toBe(false);
});
