import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { TEMPLATE } from '../support/paths.ts';
import { askMain } from '../support/ask-main.ts';
import { openApp } from './desk.ts';
import { writeRecording } from './long-recording.ts';
import { median, report } from './report.ts';

const RUNS = 11;
const LONG_TASK_MS = 50;

interface Row {
  readonly id: string;
  readonly durationSeconds: number | null;
  readonly recordingState: string;
}

/** Opens a call from the list and waits until its waveform is painted: milliseconds, and the longest main-thread task meanwhile. */
async function paint(page: Page, callId: string): Promise<{ ms: number; longest: number }> {
  await page.evaluate(() => (location.hash = '#/calls'));
  await page.getByTestId('call-row').first().waitFor();
  await page.waitForFunction(() => performance.getEntriesByName('waveform-painted').length === 0 || (performance.clearMarks('waveform-painted'), true));
  return page.evaluate(
    (id) =>
      new Promise<{ ms: number; longest: number }>((resolve) => {
        let longest = 0;
        const tasks = new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) longest = Math.max(longest, entry.duration);
        });
        tasks.observe({ entryTypes: ['longtask'] });
        const started = performance.now();
        location.hash = `#/calls/${id}`;
        const look = (): void => {
          const [mark] = performance.getEntriesByName('waveform-painted');
          if (!mark) {
            setTimeout(look, 5);
            return;
          }
          setTimeout(() => {
            tasks.disconnect();
            resolve({ ms: mark.startTime - started, longest });
          }, 200);
        };
        look();
      }),
    callId,
  );
}

test('the waveform of a long call against that of a short one, peaks cached', async () => {
  const userData = mkdtempSync(join(tmpdir(), 'sidetone-bench-'));
  cpSync(TEMPLATE, join(userData, 'workspace'), { recursive: true });
  writeFileSync(join(userData, 'settings.json'), JSON.stringify({ settings: { theme: 'light', language: 'en' }, window: null }));
  writeRecording(join(userData, 'workspace/recordings/en-price-callback.mp3'), 120);
  writeRecording(join(userData, 'workspace/recordings/en-booked-roof-visit.mp3'), 5);
  const { app, page } = await openApp(userData);
  await askMain(page, 'session.useEmbedded', {});
  const [person] = await askMain<Array<{ email: string }>>(page, 'session.listDemoUsers', {});
  await askMain(page, 'session.signInDemo', { email: person?.email });
  const find = async (q: string): Promise<string> => {
    const { rows } = await askMain<{ rows: Row[] }>(page, 'calls.list', { filter: { q, hasRecording: true }, sort: { by: 'created_at', direction: 'desc' } });
    for (const { id } of rows) {
      const peaks = await askMain<{ durationSeconds: number } | null>(page, 'recordings.open', { callId: id }).then(() => askMain<{ durationSeconds: number }>(page, 'recordings.getPeaks', { callId: id }).catch(() => null));
      if (peaks && peaks.durationSeconds % 60 === 0) return id;
    }
    throw new Error(`No call found for ${q}.`);
  };
  const long = await find('sandwich');
  const short = await find('roof visit booked');
  const longTimes: number[] = [];
  const shortTimes: number[] = [];
  let longest = 0;
  for (let run = 0; run < RUNS + 2; run += 1) {
    const a = await paint(page, long);
    const b = await paint(page, short);
    if (run < 2) continue;
    longTimes.push(a.ms);
    shortTimes.push(b.ms);
    longest = Math.max(longest, a.longest);
  }
  await app.close();
  expect(longTimes).toHaveLength(RUNS);
  report('waveform of 120 min / of 5 min, peaks cached', 1.5, RUNS, median(longTimes), median(shortTimes), 'ms');
  report('longest main-thread task while the 120 min waveform paints / 50 ms', 1, RUNS, longest, LONG_TASK_MS, 'ms');
});
