import { describe, expect, test } from 'vitest';

import { recordingReference, unsignedUrl } from './recording-reference.ts';

describe('unsignedUrl', () => {
  test.each([
    ['https://bucket.example.com/a/b-mono.wav?X-Amz-Signature=abc&X-Amz-Expires=1800', 'https://bucket.example.com/a/b-mono.wav'],
    ['HTTPS://user:pass@bucket.example.com/a.wav#t=1', 'https://bucket.example.com/a.wav'],
    ['https://bucket.example.com', 'https://bucket.example.com'],
    ['file:///etc/passwd', null],
    ['javascript:alert(1)', null],
    ['', null],
    [7, null],
    [null, null],
  ])('%s keeps %s', (url, kept) => {
    expect(unsignedUrl(url)).toBe(kept);
  });
});

describe('recordingReference', () => {
  const mono = 'https://b.example.com/mono.wav';
  const stereo = 'https://b.example.com/stereo.wav';

  test('prefers the recording object over the flat fields', () => {
    const artifact = { recording: { mono: { combinedUrl: `${mono}?sig=1` }, stereoUrl: stereo }, recordingUrl: 'https://old.example.com/x.wav' };
    expect(recordingReference([artifact], [])).toEqual({ recordingUrl: mono, stereoRecordingUrl: stereo, state: 'remote' });
  });

  test('looks on beside the artifact', () => {
    expect(recordingReference([{}, { recordingUrl: mono }], [])).toEqual({ recordingUrl: mono, stereoRecordingUrl: null, state: 'remote' });
  });

  test('a presigned URL shows that there is a recording and is never kept', () => {
    expect(recordingReference([{ presignedMonoUrl: `${mono}?X-Amz-Signature=abc` }], [])).toEqual({ recordingUrl: null, stereoRecordingUrl: null, state: 'remote' });
  });

  test('none without any', () => {
    expect(recordingReference([{}, null, { recordingUrl: '' }], [undefined])).toEqual({ recordingUrl: null, stereoRecordingUrl: null, state: 'none' });
  });

  test('consent asked for and not granted denies; granted or not asked for does not', () => {
    const artifact = { recordingUrl: mono, stereoRecordingUrl: stereo };
    expect(recordingReference([artifact], [{ recordingConsent: { type: 'verbal' } }])).toEqual({ recordingUrl: null, stereoRecordingUrl: null, state: 'denied' });
    expect(recordingReference([artifact], [{ recordingConsent: { type: 'verbal', grantedAt: '2026-03-02T09:00:00Z' } }]).state).toBe('remote');
    expect(recordingReference([artifact], [{}, null]).state).toBe('remote');
  });
});

