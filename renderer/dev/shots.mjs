// Pictures of every screen, from the dev harness: node renderer/dev/shots.mjs OUT [name…]
import { chromium } from '@playwright/test';
import { mkdir } from 'node:fs/promises';

const [out = '/tmp/sidetone-shots', ...only] = process.argv.slice(2);
const BASE = process.env.SIDETONE_DEV ?? 'http://localhost:5199/';
const wide = { width: 1440, height: 900 };
const narrow = { width: 1024, height: 700 };
const CALL = '#/calls/00000000-0000-4000-8000-000000000001';

const scrub = async (page) => {
  await page.getByRole('slider').focus();
  for (let i = 0; i < 26; i += 1) await page.keyboard.press('ArrowRight');
};

const shots = [
  { name: 'calls-light', size: wide, query: '' },
  { name: 'calls-dark', size: wide, query: 'theme=dark' },
  { name: 'calls-ru', size: wide, query: 'lang=ru', hash: '#/calls?bands=%5B%22fail%22%2C%22review%22%5D&period=30d' },
  { name: 'calls-1024', size: narrow, query: 'scene=offline' },
  { name: 'calls-search', size: wide, query: '', hash: '#/calls?q=price&scoreMin=50' },
  { name: 'calls-filter', size: wide, query: '', act: async (page) => {
    await page.getByRole('button', { name: 'Filter' }).click();
    await page.getByRole('menuitem', { name: 'Agent' }).click();
    await page.waitForTimeout(400);
  } },
  { name: 'list-loading', size: wide, query: 'scene=loading' },
  { name: 'list-empty', size: wide, query: 'theme=dark', hash: '#/calls?bands=%5B%22pass%22%5D&scoreMax=20' },
  { name: 'list-none', size: wide, query: 'scene=none' },
  { name: 'list-error', size: wide, query: 'scene=error', wait: 2500 },
  { name: 'call-light', size: wide, query: '', hash: CALL, act: scrub },
  { name: 'call-dark', size: wide, query: 'theme=dark', hash: CALL, act: scrub },
  { name: 'call-ru', size: wide, query: 'lang=ru&scene=offline', hash: CALL, act: scrub },
  { name: 'call-1024', size: narrow, query: '', hash: CALL, act: scrub },
  { name: 'call-moment', size: wide, query: '', hash: CALL, act: async (page) => {
    await page.getByRole('button', { name: /^Details of Repeats/ }).click();
  } },
  { name: 'call-marking', size: wide, query: 'theme=dark', hash: CALL, act: async (page) => {
    await scrub(page);
    await page.getByRole('slider').blur();
    await page.keyboard.press('KeyM');
    await page.keyboard.type('Half a la');
  } },
  { name: 'moments', size: wide, query: '', hash: '#/moments' },
  { name: 'moments-ru', size: narrow, query: 'lang=ru&theme=dark', hash: '#/moments' },
  { name: 'call-expired', size: wide, query: 'fault=expired', hash: CALL },
  { name: 'call-peaks', size: wide, query: 'scene=peaks', hash: CALL },
  { name: 'call-none', size: wide, query: 'fault=none', hash: '#/calls/00000000-0000-4000-8000-000000000005' },
  { name: 'call-find', size: wide, query: '', hash: CALL, act: async (page) => {
    await page.keyboard.press('Control+f');
    await page.keyboard.type('tuesday');
    await page.keyboard.press('Enter');
  } },
  { name: 'connect', size: wide, query: 'scene=connect', act: async (page) => {
    await page.getByRole('textbox', { name: 'Project address' }).fill('https://brightwater-calls.supabase.co');
    await page.getByRole('textbox', { name: 'Publishable key' }).fill('sb_publishable_k2Vx0000000000000000000');
    await page.waitForTimeout(900);
  } },
  { name: 'connect-secret', size: narrow, query: 'scene=connect&lang=ru&theme=dark', act: async (page) => {
    await page.getByRole('textbox', { name: 'Адрес проекта' }).fill('https://brightwater-calls.supabase.co');
    await page.getByRole('textbox', { name: 'Публичный ключ' }).fill('sb_secret_abc');
    await page.waitForTimeout(900);
  } },
  { name: 'sign-in-dark', size: wide, query: 'scene=ended&theme=dark', act: async (page) => {
    await page.getByRole('textbox', { name: 'Password' }).fill('wrong');
    await page.keyboard.press('Enter');
    await page.waitForTimeout(300);
  } },
  { name: 'sign-in-demo', size: wide, query: 'scene=sign-in&lang=ru' },
  { name: 'keyring', size: wide, query: 'scene=keyring' },
  { name: 'person-menu', size: wide, query: 'theme=dark', act: async (page) => {
    await page.getByRole('button', { name: /account and settings/ }).click();
    await page.waitForTimeout(300);
  } },
  { name: 'keys', size: wide, query: '', act: async (page) => {
    await page.keyboard.press('Shift+Slash');
    await page.waitForTimeout(300);
  } },
  { name: 'raw', size: wide, query: '', hash: CALL, act: async (page) => {
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Show payload' }).click();
    await page.waitForTimeout(400);
  } },
  { name: 'sign-out', size: wide, query: '', act: async (page) => {
    await page.getByRole('button', { name: /account and settings/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.waitForTimeout(400);
  } },
  ...['light', 'dark'].flatMap((theme) => [
    { name: `outbox-${theme}`, size: wide, query: `scene=outbox&theme=${theme}`, act: async (page) => {
      await page.getByTestId('sync-chip').click();
      await page.waitForTimeout(400);
    } },
    { name: `conflict-${theme}`, size: wide, query: `scene=conflict&theme=${theme}`, hash: CALL, act: async (page) => {
      await page.getByTestId('sync-chip').click();
      await page.getByRole('button', { name: /^Decide/ }).click();
      await page.waitForTimeout(400);
    } },
  ]),
  { name: 'outbox-ru-1024', size: narrow, query: 'scene=outbox&lang=ru', act: async (page) => {
    await page.getByTestId('sync-chip').click();
    await page.getByRole('button', { name: /^Изменить/ }).first().click();
    await page.waitForTimeout(400);
  } },
  { name: 'conflict-ru-1024', size: narrow, query: 'scene=conflict&lang=ru&theme=dark', act: async (page) => {
    await page.getByTestId('sync-chip').click();
    await page.getByRole('button', { name: /^Решить «/ }).click();
    await page.waitForTimeout(400);
  } },
  { name: 'sign-out-unsent', size: wide, query: 'scene=outbox&lang=ru', act: async (page) => {
    await page.getByTestId('person-menu').click();
    await page.getByRole('menuitem', { name: 'Выйти' }).click();
    await page.getByTestId('sign-out-wipe').click();
    await page.waitForTimeout(400);
  } },
  { name: 'selection', size: narrow, query: '', act: async (page) => {
    await page.keyboard.press('x');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await page.waitForTimeout(300);
  } },
  { name: 'take-offline', size: wide, query: 'theme=dark', act: async (page) => {
    await page.getByRole('button', { name: 'Take offline' }).click();
    await page.waitForTimeout(700);
  } },
  { name: 'checkouts', size: wide, query: 'scene=checkouts', act: async (page) => {
    await page.getByRole('button', { name: /on this device/ }).click();
    await page.waitForTimeout(500);
  } },
  { name: 'import', size: wide, query: '', act: async (page) => {
    await page.locator('input[type=file]').setInputFiles([{ name: 'calls.json', mimeType: 'application/json', buffer: Buffer.from('[]') }]);
    await page.waitForTimeout(500);
  } },
];

await mkdir(out, { recursive: true });
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--headless=new'] });
for (const shot of shots.filter(({ name }) => only.length === 0 || only.includes(name))) {
  const page = await browser.newPage({ viewport: shot.size, timezoneId: 'Europe/Berlin' });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) console.log(`${shot.name}: ${message.text().slice(0, 300)}`);
  });
  page.on('pageerror', (error) => console.log(`${shot.name}: ${error.stack}`));
  try {
    await page.goto(`${BASE}?${shot.query}${shot.hash ?? ''}`);
    await page.locator('header').first().waitFor({ timeout: 20_000 });
    await page.waitForTimeout(shot.wait ?? 900);
    await shot.act?.(page);
    await page.waitForTimeout(150);
  } catch (error) {
    console.log(`${shot.name}: ${String(error).slice(0, 400)}`);
  }
  await page.screenshot({ path: `${out}/${shot.name}.png` });
  await page.close();
}
await browser.close();
