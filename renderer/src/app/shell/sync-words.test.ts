import { beforeAll, describe, expect, it } from 'vitest';
import type { i18n } from 'i18next';
import type { OutboxState } from '../../../../core/contract/routes/outbox.ts';
import { startI18n } from '../../i18n/index.ts';
import { syncStateOf } from './sync-state.ts';
import { syncWords } from './use-sync.ts';

let catalogues: i18n;
beforeAll(async () => {
  catalogues = await startI18n('en');
});

const none: OutboxState = { state: 'idle', waiting: 0, sending: 0, parked: 0, failed: 0 };
const here = { workspace: 'ready', hasEnded: false, online: true } as const;
const held: OutboxState = { ...none, waiting: 11, parked: 2, failed: 1 };

describe('the chip', () => {
  it.each([
    ['nothing waits', { ...here, outbox: none }, 'Synced', 'Сохранено'],
    ['nothing is known', { ...here, outbox: undefined }, 'Synced', 'Сохранено'],
    ['some are under way', { ...here, outbox: { ...none, state: 'sending', waiting: 11, sending: 1 } }, 'Syncing 3 of 14', 'Отправка 3 из 14'],
    ['the workspace asked to wait', { ...here, outbox: { ...none, state: 'slowed', waiting: 14 } }, '14 waiting', 'ждут 14'],
    ['two met a conflict', { ...here, outbox: { ...held, state: 'sending' } }, '2 to decide', 'решить 2'],
    ['one was refused', { ...here, outbox: { ...none, failed: 1 } }, '1 refused', 'отказано: 1'],
    ['the network is away', { ...here, online: false, outbox: held }, 'Offline · 14 waiting', 'Офлайн · ждут 14'],
    ['the outbox is cut off', { ...here, outbox: { ...none, state: 'cut-off', waiting: 1 } }, 'Offline · 1 waiting', 'Офлайн · ждёт 1'],
    ['the network is away and nothing waits', { ...here, online: false, outbox: none }, 'Offline', 'Офлайн'],
    ['the session has ended', { ...here, hasEnded: true, outbox: held }, 'Sign-in needed · 14 waiting', 'Нужен вход · ждут 14'],
    ['the outbox needs a sign-in', { ...here, outbox: { ...held, state: 'sign-in-needed' } }, 'Sign-in needed · 14 waiting', 'Нужен вход · ждут 14'],
    ['the workspace stopped', { ...here, workspace: 'failed', outbox: held }, 'Not connected · 14 waiting', 'Нет связи · ждут 14'],
    ['the workspace starts and nothing waits', { ...here, workspace: 'starting', outbox: none }, 'Workspace starting', 'Рабочая база запускается'],
    ['there is no embedded workspace', { ...here, workspace: 'off', outbox: none }, 'Synced', 'Сохранено'],
  ] as const)('says it where %s', (_, known, en, ru) => {
    const words = { state: syncStateOf(known), outbox: known.outbox, batch: { total: 14, left: 12 }, lastReadAt: null };
    expect(syncWords(words, catalogues.getFixedT('en'), 'en')).toBe(en);
    expect(syncWords(words, catalogues.getFixedT('ru'), 'ru')).toBe(ru);
  });
});
