import { randomUUID } from 'node:crypto';
import { isRevocation, type Cell } from './cell.ts';
import { AppOnDevice, type Asked, type Connect } from './device.ts';
import { DeviceClock } from './device-clock.ts';
import { openFaultProxy, RETRY_AFTER_SECONDS, type FaultProxy } from './fault-proxy.ts';
import { faultsOf, type Seen } from './judge.ts';
import { keptIn, sessionIdOf, spendIn } from './tokens.ts';
import type { AuthWorld } from './world.ts';

/** What came of a cell. */
export interface Played { readonly cell: Cell; readonly seen: Seen; readonly faults: readonly string[] }

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
/** Asks again and again until something is so; answers whether it became so. */
async function until(isSo: () => boolean | Promise<boolean>, mostMs: number, everyMs = 100): Promise<boolean> {
  for (const started = performance.now(); performance.now() - started < mostMs; await pause(everyMs)) if (await isSo()) return true;
  return isSo();
}

const LONG_MS = 40_000;
const HUNG_MS = 17_000;

/** Plays one cell with the app's own parts and says what was wrong. */
export async function playCell(world: AuthWorld, cell: Cell, connect: Connect, random: () => number): Promise<Played> {
  const proxy = await openFaultProxy(world.url);
  const play = new Play(world, cell, proxy, connect, random);
  try {
    const seen = await (isRevocation(cell.fault) ? play.revoked() : play.passing());
    return { cell, seen, faults: faultsOf(cell, seen, RETRY_AFTER_SECONDS * 1000) };
  } finally {
    await play.end();
    await proxy.close();
  }
}

class Play {
  readonly #world: AuthWorld;
  readonly #cell: Cell;
  readonly #proxy: FaultProxy;
  readonly #random: () => number;
  readonly #clock = new DeviceClock();
  readonly #app: AppOnDevice;
  readonly #momentId = randomUUID();

  constructor(world: AuthWorld, cell: Cell, proxy: FaultProxy, connect: Connect, random: () => number) {
    this.#world = world;
    this.#cell = cell;
    this.#proxy = proxy;
    this.#random = random;
    this.#app = new AppOnDevice({ url: proxy.url, key: world.key }, connect);
  }

  end(): Promise<void> {
    return this.#app.remove();
  }

  /** A fault that passes: the session must outlive it. */
  async passing(): Promise<Seen> {
    const app = this.#app;
    const before = await this.#signIn();
    await this.#inClock(() => this.#mark());
    await this.#begin(before);
    const started = performance.now();
    const asking = this.#askWhileAway();
    await pause(300 + this.#random() * 700);
    if (this.#cell.isLong) this.#clock.ms += LONG_MS;
    const asked = await asking;
    // A line that says nothing is given up after the time that a request may take.
    if (this.#cell.fault === 'hang' && asked.some(({ code }) => code !== 'answered')) await until(() => app.cutOffAt !== null, HUNG_MS);
    if (this.#cell.isLong) await pause(2_500);
    const soonestRetryMs = this.#cell.fault === 'slow-down' && !this.#cell.isLong ? soonest(this.#proxy.renewals) : null;
    const seen = {
      statuses: [app.manager.current().status, ...app.heard.sessions.map(({ status }) => status)],
      outbox: [...app.outboxStates], asked, isKept: keptIn(app.tokens) !== null, soonestRetryMs,
      cutOffAfterMs: app.cutOffAt === null ? null : Math.max(0, app.cutOffAt - Math.max(started, this.#proxy.metAt() ?? started)), keptUnsent: await this.#inClock(() => app.unsent()),
    };
    // Who is signed out does not come back by himself.
    const end = this.#isSignedIn ? await this.#endOfFault() : { recoveredAfterMs: null, renewalsAfter: 0, unanswered: [] };
    return { ...seen, ...end, ...(await this.#outcome(before)) };
  }

  /** The auth server takes the session back: only a sign-in may go on, and nothing of the person's is lost. */
  async revoked(): Promise<Seen> {
    const app = this.#app;
    const before = await this.#signIn();
    await this.#begin(before, () => this.#world.revoke(this.#cell.fault, before));
    const asked = [await this.#inClock(() => app.ask())];
    if (app.manager.current().status !== 'ended' && this.#cell.token === 'fresh') spendIn(app.tokens, this.#world.jwtSecret);
    await this.#inClock(() => this.#mark());
    await until(async () => {
      asked.push(await this.#inClock(() => app.ask()));
      this.#inClock(() => app.outbox.wake());
      return app.manager.current().status === 'ended' && app.outboxStates.has('sign-in-needed');
    }, 10_000);
    const seen = {
      statuses: [app.manager.current().status], outbox: [...app.outboxStates], asked, isKept: keptIn(app.tokens) !== null, soonestRetryMs: null, cutOffAfterMs: null,
      keptUnsent: await this.#inClock(() => app.unsent()), recoveredAfterMs: null, unanswered: [],
    };
    const renewalsAfter = this.#proxy.renewals.length;
    await this.#proxy.set(null, 'everything');
    await this.#inClock(() => app.manager.signIn(this.#world.email, this.#world.password));
    return { ...seen, ...(await this.#outcome(before)), renewalsAfter };
  }

  get #isSignedIn(): boolean {
    return this.#app.manager.current().status === 'signed-in' && keptIn(this.#app.tokens) !== null;
  }

  #inClock<T>(work: () => T): T {
    return this.#clock.run(work);
  }

  /** Signs in with a clock that is right and a network that works. */
  async #signIn(): Promise<{ sessionId: string; userId: string; keyPrint: string; refreshToken: string }> {
    const app = this.#app;
    await this.#inClock(async () => {
      app.start();
      app.manager.choose({ kind: 'project', url: this.#proxy.url, key: this.#world.key });
      await app.manager.signIn(this.#world.email, this.#world.password);
      await app.ask();
    });
    const kept = keptIn(app.tokens);
    if (!kept) throw new Error('Nobody could sign in.');
    return { sessionId: sessionIdOf(kept), userId: app.manager.current().user?.id ?? '', keyPrint: app.keyPrint(), refreshToken: kept.refresh_token };
  }

  #mark(): Promise<void> {
    const { organizationId, callId } = this.#world;
    const patch = { moment_id: this.#momentId, call_id: callId, start_ms: 1000, end_ms: null, label: 'Marked while away', kind: 'other' as const, note: null };
    return this.#app.add({ kind: 'mark_moment', opId: randomUUID(), organizationId, callId, entityId: this.#momentId, expectedVersion: 0, madeAt: new Date().toISOString(), before: {}, patch });
  }

  /** Brings token, clock and network to where the cell wants them; starts the app anew where the fault meets its start. */
  async #begin({ refreshToken }: { refreshToken: string }, revoke: () => Promise<void> = async () => undefined): Promise<void> {
    const { fault, token, clockMs, reach, moment } = this.#cell;
    const app = this.#app;
    if (token !== 'fresh') spendIn(app.tokens, this.#world.jwtSecret);
    if (token === 'rotated') await this.#world.renew(refreshToken);
    if (moment === 'starting') await this.#inClock(() => app.quit());
    this.#clock.ms = clockMs;
    await revoke();
    await this.#proxy.set(fault, reach);
    app.heard.sessions.length = 0;
    app.outboxStates.clear();
    app.cutOffAt = null;
    if (moment === 'starting') this.#inClock(() => app.start());
    else this.#inClock(() => app.outbox.wake());
  }

  /** What the screens ask meanwhile: three at once, and one a moment later. */
  async #askWhileAway(): Promise<Asked[]> {
    const ask = (): Promise<Asked> => this.#inClock(() => this.#app.ask());
    const first = [ask(), ask(), ask()];
    await pause(200);
    return Promise.all([...first, ask()]);
  }

  /** The network works again; until the app has noticed by itself. */
  async #endOfFault(): Promise<Pick<Seen, 'recoveredAfterMs' | 'renewalsAfter' | 'unanswered'>> {
    const app = this.#app;
    const renewals = this.#proxy.renewals.length;
    await this.#proxy.set(null, 'everything');
    const started = performance.now();
    let passed = 0;
    const ask = (): Promise<Asked> => this.#inClock(() => app.ask());
    const isBack = await until(async () => {
      if ((await ask()).code === 'answered') return true;
      // What a long fault leaves behind is waited for by the device's clock.
      if (this.#cell.isLong) [this.#clock.ms, passed] = [this.#clock.ms + 2_000, passed + 2_000];
      return false;
    }, 40_000, 200);
    const recoveredAfterMs = isBack ? performance.now() - started + passed : null;
    const later = await Promise.all(Array.from({ length: 5 }, ask));
    later.push(...(await Promise.all(Array.from({ length: 5 }, ask))));
    return { recoveredAfterMs, renewalsAfter: this.#proxy.renewals.length - renewals, unanswered: later.filter(({ code }) => code !== 'answered').map(({ code }) => code) };
  }

  /** Who is there in the end, and what became of the operation. */
  async #outcome(before: { sessionId: string; userId: string; keyPrint: string }): Promise<Pick<Seen, 'isSameSession' | 'isSamePerson' | 'isSameKey' | 'delivered' | 'unsent'>> {
    const app = this.#app;
    const unsent = (): Promise<number> => this.#inClock(() => app.unsent());
    const kept = keptIn(app.tokens);
    if (this.#isSignedIn) await until(async () => (await unsent()) === 0, 20_000);
    const { status, user } = app.manager.current();
    return {
      isSameSession: kept !== null && sessionIdOf(kept) === before.sessionId, isSamePerson: status === 'signed-in' && user?.id === before.userId,
      isSameKey: app.keyPrint() === before.keyPrint, unsent: await unsent(), delivered: await this.#world.countMoments(this.#momentId),
    };
  }
}

/** The shortest time between two of these. */
function soonest(times: readonly number[]): number | null {
  const gaps = times.slice(1).map((at, n) => at - (times[n] ?? 0));
  return gaps.length === 0 ? null : Math.min(...gaps);
}
