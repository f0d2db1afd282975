import { callRowSchema, type CallRow } from '../../../core/calls/call-row.ts';
import { matchesFilter } from '../../../core/calls/matches-filter.ts';
import { keptSort, type CallFilter, type CallSort } from '../../../core/calls/filters.ts';
import type { HandlersFor } from '../../../core/contract/define.ts';
import { AppError } from '../../../core/contract/errors.ts';
import type { AppRoutes } from '../../../core/contract/index.ts';
import type { ImportSummary } from '../../../core/contract/routes/imports.ts';
import type { Settings } from '../../../core/contract/routes/app.ts';
import type { Session } from '../../../core/contract/routes/session.ts';
import type { HistoryEntry } from '../../../core/history/entry.ts';
import { aCall, aRow, uuid } from './fake-calls.ts';
import { fakeAgreement, type AgreementWorld } from './fake-agreement.ts';
import { fakeDrafts } from './fake-drafts.ts';
import { noQueues, queuesHandlers, type FakeQueues } from './fake-queues.ts';
import { fakeMoments, momentsOf, type MomentsWorld } from './fake-moments.ts';
import { fakePrompts, somePrompts, type FakePrompts } from './fake-prompts.ts';
import { aRubric, fakeRubric, type RubricWorld } from './fake-rubric.ts';
import { fakeScores, scoreOf, type ScoresWorld } from './fake-scores.ts';
import { checkoutsHandlers, someCheckouts, type FakeCheckouts } from './fake-checkouts.ts';
import { anOutbox, outboxHandlers, type FakeOutbox } from './fake-outbox.ts';
import { fakeScoring, someScoring, type FakeScoring } from './fake-scoring.ts';

export interface FakeWorld extends MomentsWorld, ScoresWorld, AgreementWorld, RubricWorld {
  readonly rows: CallRow[];
  session: Session;
  settings: Settings;
  /** Where lists and calls are said to come from. */
  source: 'workspace' | 'cache';
  /** Whether this device has seen any list yet. */
  hasCache: boolean;
  /** Thrown by the routes that need the workspace. */
  failure: AppError | null;
  delayMs: number;
  /** What is half-typed, by call and field. */
  readonly drafts: Map<string, Map<string, string>>;
  /** The call that was open last, and where it stood. */
  place: { callId: string; positionMs: number } | null;
  queues: FakeQueues;
  outbox: FakeOutbox;
  checkouts: FakeCheckouts;
  prompts: FakePrompts;
  scoring: FakeScoring;
  /** Calls that the workspace has changed since they were read. */
  changed: string[];
  /** What happened to each call. */
  readonly history: Map<string, HistoryEntry[]>;
  /** Calls that are on this device. */
  keptCalls: { callId: string; audio: boolean }[];
}

export const ORG = uuid(600);

/** A signed-in reviewer with a list of calls; a test changes what it is about. */
export const aWorld = (count = 40, now = new Date()): FakeWorld => ({
  rows: Array.from({ length: count }, (_, n) => callRowSchema.parse(aRow(n, now))),
  session: {
    status: 'signed-in',
    workspace: { kind: 'embedded' },
    user: { id: uuid(500), email: 'lena@brightwater.example', displayName: 'Lena Meyer' },
    memberships: [
      { organizationId: ORG, organizationName: 'Brightwater', role: 'admin', displayName: 'Lena Meyer' },
      { organizationId: uuid(601), organizationName: 'Тёплый контур', role: 'reviewer', displayName: 'Lena Meyer' },
    ],
    organizationId: ORG,
    keeping: 'sealed',
    callsOnDevice: 60,
  },
  settings: { theme: 'system', language: 'en', playbackRate: 1, skipSilence: false, blindFirst: false, callListOpen: false, callListWidth: 280, scoreWidth: 476 },
  source: 'workspace',
  hasCache: true,
  failure: null,
  delayMs: 0,
  keptCalls: [],
  members: [
    { userId: uuid(500), displayName: 'Lena Meyer' },
    { userId: uuid(501), displayName: 'Dana Ortiz' },
    { userId: uuid(502), displayName: 'Priya Nair' },
    { userId: uuid(503), displayName: null },
  ],
  moments: new Map(),
  pairs: [],
  rubrics: [aRubric(2, { minCustomerWords: 8 }, 'Short calls say nothing.'), aRubric(1)],
  outdated: 42,
  waitingRubric: null,
  shares: new Map(),
  scores: new Map(),
  drafts: new Map(),
  place: null,
  queues: noQueues(),
  outbox: anOutbox(),
  checkouts: someCheckouts(),
  prompts: somePrompts(),
  scoring: someScoring(),
  changed: [],
  history: new Map(),
});

const SORT_FIELDS = {
  created_at: (row: CallRow) => Date.parse(row.createdAt),
  duration_seconds: (row: CallRow) => row.durationSeconds ?? -1,
  qci_total_score: (row: CallRow) => row.qciTotalScore ?? -1,
  cost: (row: CallRow) => row.cost ?? -1,
};

const select = (world: FakeWorld, filter: CallFilter, asked: CallSort): CallRow[] => {
  const sort = keptSort(asked);
  const value = SORT_FIELDS[sort.by];
  const sign = sort.direction === 'asc' ? 1 : -1;
  const word = filter.q?.toLowerCase();
  return world.rows
    .filter((row) => matchesFilter(row, filter))
    .toSorted((a, b) => sign * (value(a) - value(b)))
    .map((row) => {
      const at = word ? (row.summary ?? '').toLowerCase().indexOf(word) : -1;
      if (!word || at < 0 || row.summary === null) return row;
      const end = at + word.length;
      return { ...row, snippet: `${row.summary.slice(0, at)}\u0002${row.summary.slice(at, end)}\u0003${row.summary.slice(end)}` };
    });
};

const page = (world: FakeWorld, input: { filter: CallFilter; sort: CallSort; cursor: Record<string, unknown> | null; limit: number }) => {
  const found = select(world, input.filter, input.sort);
  const from = Number(input.cursor?.['at'] ?? 0);
  const next = from + input.limit < found.length ? { at: from + input.limit } : null;
  return { rows: found.slice(from, from + input.limit), next, source: world.source, asOf: new Date().toISOString() };
};

const callsHandlers = (world: FakeWorld) => {
  const reach = async (): Promise<void> => {
    if (world.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, world.delayMs));
    if (world.failure) throw world.failure;
  };
  const find = (id: string): CallRow => {
    const row = world.rows.find((one) => one.id === id);
    if (!row) throw new AppError('not_found', id);
    return row;
  };
  return {
    'calls.listCached': async (input) => (world.hasCache ? { ...page(world, input), source: 'cache' } : null),
    'calls.list': async (input) => {
      await reach();
      return page(world, input);
    },
    'calls.count': async ({ filter }) => {
      await reach();
      const count = select(world, filter, { by: 'created_at', direction: 'desc' }).length;
      return { count: Math.min(count, 1000), capped: count > 1000, source: world.source, asOf: new Date().toISOString() };
    },
    'calls.listFacets': async () => ({
      assistants: [...new Map(world.rows.map((row) => [row.assistantId, row.assistantName]))].map(([id, name]) => ({
        id: id ?? uuid(0),
        name: name ?? '',
        calls: world.rows.filter((row) => row.assistantId === id).length,
      })),
      phoneNumbers: [{ id: uuid(950), phoneNumber: '+14155550100' }],
      statuses: ['ended', 'in-progress'],
      members: [...world.members],
    }),
    'calls.getCached': async ({ callId }) =>
      world.hasCache ? { call: aCall(find(callId), { moments: momentsOf(world, callId), ...scoreOf(world, callId) }), source: 'cache', asOf: new Date().toISOString() } : null,
    'calls.get': async ({ callId }) => {
      await reach();
      return { call: aCall(find(callId), { moments: momentsOf(world, callId), ...scoreOf(world, callId) }), source: world.source, asOf: new Date().toISOString() };
    },
    'calls.pollChanges': async ({ callIds }) => {
      await reach();
      return { changed: callIds.filter((id) => world.changed.includes(id)) };
    },
    'calls.getRaw': async ({ callId }) => ({ json: JSON.stringify(aCall(find(callId)), null, 2) }),
    'calls.getHistory': async ({ callId }) => {
      await reach();
      return { entries: world.history.get(callId) ?? [] };
    },
    'calls.listKept': async ({ callIds }) => ({ kept: world.keptCalls.filter(({ callId }) => callIds.includes(callId)) }),
    'calls.getCacheStatus': async () => ({ calls: 60, bytes: 214_000_000, lastReadAt: new Date().toISOString() }),
  } satisfies Partial<HandlersFor<AppRoutes>>;
};

const sessionHandlers = (world: FakeWorld) => {
  const become = (change: Partial<Session>): Session => (world.session = { ...world.session, ...change });
  return {
    'session.get': async () => world.session,
    'session.checkProject': async ({ url }) => {
      if (!/^https:\/\/.+\..+/.test(url)) return { result: 'bad-address', detail: url };
      if (url.includes('nowhere')) return { result: 'unreachable', detail: url };
      return { result: 'ok', latencyMs: 84, serverClockOffsetMs: null };
    },
    'session.useProject': async ({ url }) =>
      become({ status: 'signed-out', workspace: { kind: 'project', host: new URL(url).host } }),
    'session.useEmbedded': async () => become({ status: 'signed-out', workspace: { kind: 'embedded' } }),
    'session.leaveWorkspace': async () => become({ status: 'no-workspace', workspace: null }),
    'session.listDemoUsers': async () => [
      { email: 'lena@brightwater.example', displayName: 'Lena Meyer', role: 'admin' },
      { email: 'dana@brightwater.example', displayName: 'Dana Ortiz', role: 'reviewer' },
      { email: 'priya@brightwater.example', displayName: 'Priya Nair', role: 'coach' },
      { email: 'ivan@brightwater.example', displayName: 'Иван Петров', role: 'editor' },
      { email: 'sam@brightwater.example', displayName: 'Sam Field', role: 'viewer' },
    ],
    'session.signIn': async ({ password }) => {
      if (password !== 'right') throw new AppError('invalid_credentials', 'no match');
      return become({ status: 'signed-in', organizationId: ORG });
    },
    'session.signInDemo': async () => become({ status: 'signed-in', organizationId: ORG }),
    'session.signOut': async ({ wipeCache, discardUnsent }) => {
      const { items } = world.outbox;
      if (wipeCache && items.length > 0 && !discardUnsent) throw new AppError('conflict', 'Not all is sent.', { unsent: items.length });
      if (wipeCache) world.outbox.items = [];
      return become({ status: 'signed-out' });
    },
    'session.refresh': async () => become({ organizationId: world.session.memberships[0]?.organizationId ?? null }),
    'session.foundOrganization': async ({ id, name, displayName }) =>
      become({ organizationId: id, memberships: [...world.session.memberships, { organizationId: id, organizationName: name, role: 'admin', displayName: displayName || null }] }),
    'session.chooseOrganization': async ({ organizationId }) => become({ organizationId }),
    'session.keepWithoutKeyring': async ({ agreed }) => become({ keeping: agreed ? 'plain' : 'memory' }),
  } satisfies Partial<HandlersFor<AppRoutes>>;
};

const appHandlers = (world: FakeWorld) => {
  const done = async (): Promise<Record<string, never>> => ({});
  return {
    'app.getInfo': async () => ({
      version: '0.1.0',
      electron: '45.4.1',
      chromium: '150.0.0.0',
      runtime: 'fallback',
      platform: 'linux',
      locale: 'en-GB',
      logFile: '/home/lena/.config/Sidetone/logs/main.log',
    }),
    'app.getSettings': async () => world.settings,
    'app.updateSettings': async (change) => (world.settings = { ...world.settings, ...change } as Settings),
    'app.showLog': done,
    'app.getWorkspaceState': async () => ({ state: 'ready', detail: null }),
    'app.getNetwork': async () => ({ online: true, lastReadAt: null }),
    'app.restartWorkspace': async () => ({ state: 'starting', detail: null }),
    'app.copyText': done,
    'window.getState': async () => ({ maximized: false, fullScreen: false, ownButtons: true }),
    'window.minimize': done,
    'window.toggleMaximize': done,
    'window.close': done,
  } satisfies Partial<HandlersFor<AppRoutes>>;
};

/** All of main, in memory. Single routes can be replaced. */
export const fakeMain = (world: FakeWorld, replaced: Partial<HandlersFor<AppRoutes>> = {}): HandlersFor<AppRoutes> => ({
  ...appHandlers(world),
  ...sessionHandlers(world),
  ...callsHandlers(world),
  ...fakeMoments(world),
  ...fakeAgreement(world),
  ...fakeRubric(world),
  ...fakeScores(world),
  ...fakeDrafts(world),
  ...outboxHandlers(world.outbox),
  ...checkoutsHandlers(world.checkouts),
  ...queuesHandlers(world.queues),
  ...fakePrompts(world),
  ...fakeScoring(world.scoring),
  'members.list': async () => ({ members: [], invitations: [] }),
  'members.invite': async ({ email, role }) => ({ members: [], invitations: [{ id: uuid(1), email, role, expiresAt: '2026-12-06T12:00:00Z' }] }),
  'members.withdraw': async () => ({ members: [], invitations: [] }),
  'members.changeRole': async () => ({ members: [], invitations: [] }),
  'members.remove': async () => ({ members: [], invitations: [] }),
  'recordings.open': async () => ({ state: 'none', since: null }),
  'recordings.getPeaks': async () => {
    throw new AppError('not_found', 'no recording');
  },
  'imports.run': async ({ files }): Promise<{ summary: ImportSummary; cancelled: boolean }> => ({
    summary: {
      read: files.length * 3,
      inserted: files.length,
      updated: 0,
      unchanged: files.length,
      setAside: files.map((file, index) => ({ file: file.name, index, reason: 'no-call-id', detail: 'The item has no id.' })),
    },
    cancelled: false,
  }),
  'imports.cancel': async () => ({ cancelled: true }),
  ...replaced,
});
