import '../src/app/no-eval.ts';
import { AppError } from '../../core/contract/errors.ts';
import { createMemoryBridge } from '../src/bridge/memory-bridge.ts';
import { uuid } from '../src/testing/fake-calls.ts';
import { aCheckout } from '../src/testing/fake-checkouts.ts';
import { aWorld, fakeMain } from '../src/testing/fake-main.ts';
import { aMoment } from '../src/testing/fake-moments.ts';
import { aConflict, anItem, anOutbox } from '../src/testing/fake-outbox.ts';
import { fakePeaks, toneUrl } from './fake-recording.ts';

/** `?scene=` chooses a state to look at; `&theme=`, `&lang=` and `&count=` do what they say. */
const query = new URLSearchParams(window.location.search);
const scene = query.get('scene') ?? 'app';
// The hash router would read these as part of its own address.
window.history.replaceState(null, '', window.location.pathname + window.location.hash);
const world = aWorld(Number(query.get('count') ?? 412));
world.settings = {
  ...world.settings,
  theme: query.get('theme') === 'dark' ? 'dark' : 'light',
  language: query.get('lang') === 'ru' ? 'ru' : 'en',
};

if (scene === 'connect') world.session = { ...world.session, status: 'no-workspace', workspace: null };
if (scene === 'sign-in') world.session = { ...world.session, status: 'signed-out', callsOnDevice: 0 };
if (scene === 'ended') {
  world.session = { ...world.session, status: 'ended', workspace: { kind: 'project', host: 'brightwater-calls.supabase.co' } };
}
if (scene === 'organization') world.session = { ...world.session, organizationId: null };
if (scene === 'no-organization') world.session = { ...world.session, organizationId: null, memberships: [] };
if (scene === 'keyring') world.session = { ...world.session, keeping: 'memory' };
if (scene === 'offline') world.source = 'cache';
if (scene === 'outbox' || scene === 'conflict') {
  const items = Array.from({ length: 12 }, (_, n) =>
    anItem(n + 3, n % 3 === 0 ? { kind: 'mark_moment', subject: 'Agrees to Friday after lunch' } : n % 3 === 1 ? { kind: 'comment_moment', subject: 'Ask who else decides before the figures, not after them' } : {}),
  );
  const refused = anItem(2, { state: 'failed', attempts: 1, refusal: { code: 'forbidden', field: null } });
  world.outbox = anOutbox([...items, aConflict(1), refused], scene === 'outbox' ? 'cut-off' : 'idle');
  if (scene === 'conflict') world.outbox.items = [aConflict(1)];
}
if (scene === 'checkouts') {
  world.checkouts.checkouts = [aCheckout(1), aCheckout(2, { state: 'paused', ready: 12, secondsLeft: null }), aCheckout(3, { state: 'done', ready: 57, failed: 3, withoutAudio: 2, secondsLeft: null })];
}
if (scene === 'none') world.rows.length = 0;
if (scene === 'loading') Object.assign(world, { hasCache: false, delayMs: 600_000 });
if (scene === 'error') {
  Object.assign(world, { hasCache: false, failure: new AppError('forbidden', 'permission denied for table calls') });
}

const [first] = world.rows;
if (first) {
  const own = { authorId: world.session.user?.id ?? null, authorName: 'Lena Meyer' };
  const comment = { id: crypto.randomUUID(), body: 'Offer two other days here.', atMs: 147_000, ...own, version: 1, createdAt: first.createdAt };
  world.moments.set(first.id, [
    aMoment(first.id, { startMs: 50_000, label: 'Objection: price', source: 'ai', authorId: null, authorName: null }),
    aMoment(first.id, { startMs: 93_000, label: '2nd decider', kind: 'question' }),
    aMoment(first.id, { startMs: 132_500, endMs: 155_000, label: 'Repeats Tuesday after a clear no', kind: 'issue', note: 'Twice.', ...own, comments: [comment], sharedWith: [uuid(501)] }),
    aMoment(first.id, { startMs: 167_000, label: 'Agrees to Friday', kind: 'outcome', ...own }),
    aMoment(first.id, { startMs: 181_000, label: 'يوافق على الجمعة بعد الثانية ظهرا', kind: 'highlight' }),
    aMoment(first.id, { startMs: 186_000, label: `A label that is ${'very '.repeat(12)}long`, kind: 'other' }),
  ]);
}

const SECONDS = 200;
const fault = query.get('fault');
const bridge = createMemoryBridge(
  fakeMain(world, {
    'recordings.open': async () =>
      fault === null
        ? { state: 'ready', mediaUrl: toneUrl(SECONDS) }
        : { state: fault as 'expired', since: new Date(Date.now() - 3 * 86_400_000).toISOString() },
    'recordings.getPeaks': async () => {
      if (scene === 'peaks') await new Promise(() => undefined);
      return fakePeaks(SECONDS);
    },
  }),
);
Object.assign(window, { sidetone: bridge });

const { start } = await import('../src/app/start.tsx');
const root = document.getElementById('root');
if (root) await start(root);
if (scene === 'offline' || scene === 'outbox') {
  setTimeout(() => bridge.emit('network.changed', { online: false, lastReadAt: new Date(Date.now() - 480_000).toISOString() }), 300);
}
Object.assign(window, { bridge, world });
