import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { isSecretName } from '../secrets/secret-list.ts';
import { redact } from './redact.ts';

const CANARY = 'c4n4ry7f3a9d2e5b8c1f6a0d';
const SECRET_NAMES = [
  'twilioAuthToken', 'twilioApiKey', 'twilioApiSecret', 'twilioAccountSid', 'serverUrlSecret', 'secret', 'credentials', 'callToken', 'listenUrl', 'controlUrl', 'stripeSubscriptionId',
  'presignedMonoUrl', 'presignedStereoUrl', 'presignedCustomerUrl', 'presignedLogUrl', 'Authorization', 'x-vapi-secret', 'api_key', 'API-Key', 'password', 'accessToken', 'refresh_token', 'privateKey', 'clientSecret',
  'pwd', 'passwd', 'pass', 'auth', 'session', 'AccountKey', 'hmacKey', 'encryptionKey', 'PWD', 'db_pwd', 'db-passwd', 'userPass', 'sip_pass', 'SIPPass', 'X-Custom-Auth', 'account_key', 'account-key', 'ACCOUNT_KEY', 'HMACKey', 'hmac_key', 'encryption-key', 'authPassword', 'sessionCookie', 'cookie',
];
const HARMLESS_NAMES = ['promptTokens', 'completionTokens', 'maxTokens', 'tokens', 'credentialId', 'recordingUrl', 'presignedUrlsExpiresAt', 'name', 'keypadInput', 'secretary', 'bypass', 'compass', 'passed', 'author', 'authenticated', 'sessionId', 'nextPageToken', 'monkey', 'key', 'hotkey', 'passenger', 'passRate'];

test.each(SECRET_NAMES)('%s holds a secret', (name) => {
  expect(isSecretName(name)).toBe(true);
});

test.each(HARMLESS_NAMES)('%s holds none', (name) => {
  expect(isSecretName(name)).toBe(false);
});

describe('redact', () => {
  test('takes secrets out wherever they stand and leaves the rest', () => {
    const payload = {
      id: 'a',
      phoneNumber: { number: '+34900000001', twilioAuthToken: CANARY },
      monitor: { listenUrl: `wss://x.vapi.ai/${CANARY}/listen`, controlUrl: CANARY },
      assistant: { name: 'A', server: { url: 'https://hook.example.com', headers: { 'X-Anything': CANARY } }, model: { tools: [{ type: 'apiRequest', url: 'https://x.example.com', headers: { k: CANARY } }] } },
      pairs: [{ name: 'Authorization', value: CANARY }, { name: 'city', value: 'Madrid' }],
    };
    expect(redact(payload)).toEqual({
      id: 'a',
      phoneNumber: { number: '+34900000001' },
      monitor: {},
      assistant: { name: 'A', server: { url: 'https://hook.example.com' }, model: { tools: [{ type: 'apiRequest', url: 'https://x.example.com' }] } },
      pairs: [{ name: 'Authorization' }, { name: 'city', value: 'Madrid' }],
    });
  });

  test('a URL keeps its path and loses its signature', () => {
    expect(redact(`See https://b.example.com/a-mono.wav?X-Amz-Date=1&X-Amz-Signature=${CANARY}, thanks`)).toBe('See https://b.example.com/a-mono.wav thanks');
    expect(redact('https://b.example.com/list?page=2')).toBe('https://b.example.com/list?page=2');
  });

  test('a boolean is no secret, whatever its name', () => {
    expect(redact({ pass: true, auth: false, session: null, password: 'x', scores: { pass: 'hunter2' } })).toEqual({ pass: true, auth: false, session: null, scores: {} });
  });

  test('an address whose path lets everybody post loses it', () => {
    expect(redact('to https://hooks.slack.com/services/T00/B00/abcdef today')).toBe('to https://hooks.slack.com/services/[redacted] today');
  });

  test('speech that only sounds like it stays', () => {
    for (const text of ['the basic subscription is 10% off: agreed?', 'Bearer of bad news: none', 'my secret is patience', 'ask-me-anything-you-like-today', 'a=b', 'Password: I forgot it', 'the basic 2500-minute plan', 'Basic 12345678', 'bearer 555-0100-1234', 'Is it the pass, or the key? key=C']) {
      expect(redact(text)).toBe(text);
    }
  });

  test('looks into JSON written as a string, and leaves its layout where there is nothing to hide', () => {
    expect(redact(`{"token": "${CANARY}", "city": "Oslo"}`)).toBe('{"city":"Oslo"}');
    expect(redact('{ "city":  "Oslo" }')).toBe('{ "city":  "Oslo" }');
  });

  test('a second time it changes nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(redact(redact(value))).toEqual(redact(value));
      }),
    );
  });
});

test('plain dialogue stays as it was said', () => {
  const said = fc.constantFrom(
    ...'password pass key keys token tokens secret auth author session sessions basic Basic bearer Bearer account Account credentials cookie signature policy api hook slack github bypass my your is the a at to please spell it out equals plus dash'.split(' '),
    '12345678', '2500-minute', '2026-11-22', '+15550100', '555-0100-1234', '10%', 'C-3PO', "O'Neil", 'john@example.com', 'https://example.com/menu?page=2&lang=en', 'www.example.com/key', 'sk', 'pk-9', 'x=5', '6 1 3 9', 'Señor', 'ключ', '«пароль»', 'B2B', 'A1', 'ghp', 'AIza', 'eyJ', '9:30', '(key)', 'Ünïcode-2024',
  );
  const sentence = fc.tuple(fc.array(said, { minLength: 1, maxLength: 12 }), fc.constantFrom('.', '?', '!', ',', ':', '…', ' -', '')).map(([words, mark]) => `${words.join(' ')}${mark}`);
  const dialogue = fc.array(fc.tuple(fc.constantFrom('AI: ', 'User: ', ''), sentence), { maxLength: 8 }).map((lines) => lines.map((line) => line.join('')).join('\n'));
  fc.assert(
    fc.property(dialogue, (text) => {
      expect(redact(text)).toBe(text);
      const payload = { transcript: text, artifact: { messages: [{ role: 'user', message: text }] } };
      expect(redact(payload)).toEqual(payload);
    }),
    { numRuns: 5_000 },
  );
});

describe('canaries never survive', () => {
  const signed = fc.constantFrom(
    `https://b.example.com/a.wav?X-Amz-Algorithm=A&X-Amz-Signature=${CANARY}`,
    `https://b.example.com/a.wav?token=${CANARY}`,
    `https://b.example.com/a.wav?x=1&access_token=${CANARY}#t`,
    `https://b.example.com/a.wav?x=1\\u0026X-Amz-Signature=${CANARY}`,
    `https://x.example.com/?next=https%3A%2F%2Fb.example.com%2Fa.wav%3FX-Amz-Signature%3D${CANARY}`,
    `https://acc.blob.example.com/a.wav?sv=1&sig=${CANARY}`,
    `https://user:${CANARY}@b.example.com/a.wav`,
    `Authorization: Bearer ${CANARY}`,
    `Basic ${CANARY}==`,
    `wss://phone.vapi.ai/${CANARY}/listen`,
    `sb_secret_${CANARY}`,
    `key_sb_secret_${CANARY}`,
    `ghp_${CANARY}`,
    `github_pat_11AB_${CANARY}`,
    `AIza${CANARY}`,
    `sk-proj-${CANARY}`,
    `xoxb-1-${CANARY}`,
    `-----BEGIN RSA PRIVATE KEY-----\n${CANARY}\n-----END RSA PRIVATE KEY-----`,
    `https://hooks.slack.com/services/T00/B00/${CANARY}`,
    `https://discord.com/api/webhooks/1/${CANARY}`,
    `DefaultEndpointsProtocol=https;AccountName=a;AccountKey=${CANARY}==;EndpointSuffix=x`,
    ...['key', 'token', 'apiKey', 'api-key', 'subscription-key', 'pass', 'pwd', 'passwd', 'auth', 'session', 'sessionToken', 'hmac_key', 'access_key', 'csrf-token'].flatMap((name) => [
      `https://x.example.com/y?${name}=${CANARY}&code=1`,
      `https://x.example.com/y?a=1&${name}=${CANARY}`,
      `https://x.example.com/?next=https%3A%2F%2Fb.example.com%2Fa%3F${name}%3D${CANARY}`,
    ]),
    ...['pwd', 'passwd', 'user_pass', 'AccountKey', 'hmac-key', 'encryptionKey', 'session', 'x-auth'].map((name) => `sent {"${name}": "${CANARY}"} to server`),
    `sent {"serverUrlSecret": "${CANARY}"} to server`,
    ...SECRET_NAMES.filter((name) => /^[\w .-]+$/u.test(name)).map((name) => `${JSON.stringify({ query: 'x', [name]: CANARY })} was sent`),
    `-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY----- https://hooks.slack.com/services/T00/B00/${CANARY}`,
    JSON.stringify({ a: [{ password: CANARY }] }),
    JSON.stringify({ inner: JSON.stringify({ callToken: CANARY }) }),
    ...[1, 2, 3, 4].map((times) => `sent ${Array.from({ length: times }).reduce<string>((text) => JSON.stringify(text), JSON.stringify({ callToken: CANARY }))}`),
  );
  const planted: fc.Arbitrary<unknown> = fc.oneof(
    signed,
    fc.tuple(fc.string(), signed, fc.string()).map(([before, text, after]) => `${before.replace(/[A-Za-z0-9_]$/u, '')} ${text} ${after}`),
    fc.tuple(fc.constantFrom(...SECRET_NAMES), fc.oneof(fc.constant(CANARY), fc.constant([CANARY]), fc.constant({ deep: CANARY }))).map(([name, value]) => ({ [name]: value })),
    fc.constant({ server: { headers: { any: CANARY } } }),
    fc.constant({ key: 'api-key', value: CANARY }),
    signed.map((text) => ({ [text]: 1 })),
  );
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof({ depthSize: 'small' }, planted, fc.jsonValue(), fc.array(tie('tree'), { maxLength: 4 }), fc.dictionary(fc.string(), tie('tree'), { maxKeys: 4 })),
  }));

  test('in any payload, and the payload itself is not changed', () => {
    fc.assert(
      fc.property(tree, (payload) => {
        const before = JSON.stringify(payload);
        expect(JSON.stringify(redact(payload)) ?? '').not.toContain(CANARY);
        expect(JSON.stringify(payload)).toBe(before);
      }),
      { numRuns: 1000 },
    );
  });
});

test.each(['?a=b&', 'sk-', 'eyJ-', 'X-Amz-', 'Bearer%20', '"token" ', '://a', 'ws://vapi.ai/', "'secret", 'token=', '?key', '&a-key', 'Basic A1', 'sb_secret_', 'https://hooks.slack.com/', '-----BEGIN PRIVATE KEY-----', '"a_pass', '\\', '\\\\"'])('a text of many %s is read in one pass', (piece) => {
  const text = `https://x.example.com/${piece.repeat(20_000)}`;
  const started = performance.now();
  redact(text);
  expect(performance.now() - started).toBeLessThan(2000);
});
