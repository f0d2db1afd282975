import { rpcMomentSchema } from '../../core/moments/rpc-moment.ts';
import { type SendOutcome, writeAnswerSchema } from '../../core/sync/answer.ts';
import type { QueuedOperation } from '../../core/sync/operation.ts';
import { laneOf } from '../../core/sync/plan.ts';
import { seededRandom } from '../../core/qci/seeded-random.ts';
import { keptDiffers, screenDiffers } from './compare.ts';
import { Device } from './device.ts';
import { Oracle } from './oracle.ts';
import { deedOf, type Dice, words } from './person.ts';
import { PEOPLE, type Workspace } from './workspace.ts';

const STEPS = 48;
/** More rounds than any history needs to settle: an outbox that never drains is a fault. */
const MOST_ROUNDS = 60;

/** A sending under way: its request has arrived or not, and its reply is still to come. */
interface Flight { readonly device: number; readonly sent: QueuedOperation; outcome: SendOutcome | null }

/** What happened in a history, for the figures, and what was wrong with it. */
export interface History { faults: string[]; deeds: number; sendings: number; conflicts: number; restarts: number }

/** The dice of a seed. */
export function diceOf(seed: number): Dice {
  const next = seededRandom(seed);
  const below = (n: number): number => Math.floor(next() * n);
  const hex = (digits: number): string => Array.from({ length: digits }, () => below(16).toString(16)).join('');
  return {
    next, below, percent: (often) => next() * 100 < often, pick: <T>(list: readonly T[]) => list[below(list.length)] as T,
    id: () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
  };
}

/**
 * Five people work on two calls, online and offline, over a network that loses requests and replies, delivers them late and more
 * than once, and with apps that die; then all come back, decide what is to be decided, and all must agree. In a naive history
 * every sending has an id of its own and expects whatever version there is.
 */
export async function playHistory(workspace: Workspace, seed: number, naive: boolean): Promise<History> {
  const play = new Play(workspace, await workspace.calls(), diceOf(seed), naive);
  await play.open();
  for (let step = 0; step < STEPS; step += 1) await play.step();
  await play.settle();
  await play.compare();
  return play.told;
}

class Play {
  readonly told: History = { faults: [], deeds: 0, sendings: 0, conflicts: 0, restarts: 0 };
  readonly #workspace: Workspace;
  readonly #calls: readonly string[];
  readonly #dice: Dice;
  readonly #naive: boolean;
  readonly #oracle = new Oracle();
  readonly #devices: Device[];
  #flights: Flight[] = [];
  /** Requests that the network still holds, and delivers whenever it likes. */
  readonly #strays: { device: number; sent: QueuedOperation }[] = [];
  #nowMs = Date.parse('2026-11-28T08:00:00Z');

  constructor(workspace: Workspace, calls: readonly string[], dice: Dice, naive: boolean) {
    this.#workspace = workspace;
    this.#calls = calls;
    this.#dice = dice;
    this.#naive = naive;
    this.#devices = PEOPLE.map((by, n) => new Device(by, calls, {
      nowMs: () => this.#nowMs, random: () => dice.next(), newId: () => dice.id(), acknowledged: (seq) => this.#oracle.acknowledged(n, seq),
    }));
  }

  /** Two of them have marked something, and everybody has opened the calls. */
  async open(): Promise<void> {
    for (const n of [0, 2]) {
      const device = this.#devices[n] as Device;
      device.isOnline = true;
      this.#act(device);
      await this.#drain(n);
    }
    const told = await this.#workspace.moments(PEOPLE[0]?.userId ?? '', this.#calls);
    for (const device of this.#devices) this.#keep(device, told);
    for (const device of this.#devices) device.isOnline = this.#dice.percent(60);
  }

  /** One thing happens to one of them. */
  async step(): Promise<void> {
    const dice = this.#dice;
    const n = dice.below(this.#devices.length);
    const device = this.#devices[n] as Device;
    this.#nowMs += dice.below(4000);
    const luck = dice.below(100);
    if (luck < 30) this.#act(device);
    else if (luck < 60) this.#send(n);
    else if (luck < 72) await this.#advance(dice.percent(80));
    else if (luck < 76) device.isOnline = !device.isOnline;
    else if (luck < 80) await this.#read(device);
    else if (luck < 83) this.#restart(n);
    else if (luck < 91) this.#reconsider(device);
    else if (luck < 94) await this.#deliverStray();
    else device.signIn();
    if (dice.percent(50)) await this.#advance(dice.percent(85));
  }

  /** All are online, the network is sound, and everybody decides until nothing is left to be sent. */
  async settle(): Promise<void> {
    while (this.#flights.length > 0) await this.#advance(true);
    for (const device of this.#devices) [device.isOnline] = [true, device.signIn()];
    for (let round = 0; this.#devices.some(({ queue }) => queue.length > 0); round += 1) {
      if (round > MOST_ROUNDS) return void this.told.faults.push('the outboxes never drain');
      this.#nowMs += 86_400_000;
      for (const n of this.#devices.keys()) await this.#drain(n);
    }
    while (this.#strays.length > 0) await this.#deliverStray();
  }

  /** The tables are what was applied in order; every screen is what the tables hold. */
  async compare(): Promise<void> {
    const { faults } = this.told;
    faults.push(...this.#oracle.faults);
    const rows = await this.#workspace.rows(this.#calls);
    const expected = this.#oracle.rows();
    for (const table of ['moments', 'comments', 'shares'] as const) {
      const [there, told] = [rows[table].map((row) => JSON.stringify(row)), expected[table].map((row) => JSON.stringify(sorted(row, rows[table][0])))];
      if (there.join('\n') !== told.join('\n')) faults.push(`${table} are ${there.join(' ')} and should be ${told.join(' ')}`);
    }
    for (const [n, device] of this.#devices.entries()) {
      faults.push(...keptDiffers(device, rows).map((fault) => `device ${n} kept ${fault}`));
      await this.#read(device, this.#dice.percent(2));
      faults.push(...this.#calls.flatMap((call) => screenDiffers(device.screen(call), call, rows)).map((fault) => `device ${n} shows ${fault}`));
    }
  }

  #act(device: Device): void {
    const deed = deedOf(device, this.#calls, this.#dice, this.#nowMs);
    if (!deed) return;
    device.add(deed);
    this.told.deeds += 1;
  }

  #send(n: number): void {
    for (const sent of this.#devices[n]?.begin() ?? []) this.#flights.push({ device: n, sent, outcome: null });
  }

  /** The oldest or any sending gets on: its request arrives or is lost, or its reply does. */
  async #advance(oldest: boolean): Promise<void> {
    const flight = this.#flights[oldest ? 0 : this.#dice.below(this.#flights.length)];
    if (!flight) return;
    if (flight.outcome === null) flight.outcome = await this.#fate(flight);
    else this.#land(flight);
  }

  async #fate({ device, sent }: Flight): Promise<SendOutcome> {
    const luck = this.#dice.below(100);
    if (this.#dice.percent(12)) this.#strays.push({ device, sent });
    if (luck < 8) return { type: 'unreached' };
    if (luck < 12) return refused(this.#dice.pick([429, 503, 502, 408]), this.#dice.percent(50) ? this.#dice.below(30_000) : null);
    if (luck < 14) return refused(401, null, 'PGRST303');
    const outcome = await this.#deliver(device, sent);
    if (luck < 26) return this.#dice.percent(70) ? { type: 'unreached' } : refused(504, null);
    return luck < 34 ? this.#deliver(device, sent) : outcome;
  }

  #land(flight: Flight): void {
    const { device, sent, outcome } = flight;
    this.#flights = this.#flights.filter((one) => one !== flight);
    const isAgain = this.#devices[device]?.finish(sent, outcome ?? { type: 'unreached' });
    if (isAgain) this.#flights.push({ device, sent, outcome: null });
  }

  async #deliver(n: number, { operation, seq }: QueuedOperation): Promise<SendOutcome> {
    const device = this.#devices[n] as Device;
    const [opId, version] = this.#naive
      ? [this.#dice.id(), operation.kind === 'share_moment' || operation.kind === 'mark_moment' ? 0 : this.#oracle.versionOf(operation.entityId)]
      : [operation.opId, operation.expectedVersion];
    const answer = writeAnswerSchema.parse(await this.#workspace.write(device.by.userId, operation.kind, opId, version, operation.patch));
    this.told.sendings += 1;
    if (answer.result === 'conflict') this.told.conflicts += 1;
    this.#oracle.take({
      device: n, userId: device.by.userId, deed: seq, kind: operation.kind, callId: laneOf(operation), entityId: operation.entityId, patch: operation.patch,
      result: answer.result, version: 'version' in answer ? answer.version : 0, seen: device.seen.get(seq) ?? 0, before: operation.before,
      isGivenUp: device.givenUp.has(seq),
    });
    return { type: 'answered', answer };
  }

  async #deliverStray(): Promise<void> {
    const [stray] = this.#strays.splice(this.#dice.below(this.#strays.length), 1);
    if (stray) await this.#deliver(stray.device, stray.sent);
  }

  async #read(device: Device, whole = false): Promise<void> {
    if (!device.isOnline) return;
    this.#keep(device, await this.#workspace.moments(device.by.userId, this.#calls, whole));
  }

  #keep(device: Device, told: unknown[][]): void {
    for (const [at, call] of this.#calls.entries()) device.read(call, rpcMomentSchema.array().parse(told[at]));
  }

  /** The process dies with what it was sending: some requests had arrived, some arrive later, some never do. */
  #restart(n: number): void {
    for (const flight of this.#flights) if (flight.device === n && flight.outcome === null && this.#dice.percent(50)) this.#strays.push(flight);
    this.#flights = this.#flights.filter(({ device }) => device !== n);
    this.#devices[n]?.restart();
    this.told.restarts += 1;
  }

  /** The person looks through his outbox: decides a conflict, edits what is not sent or failed, gives something up. */
  #reconsider(device: Device): void {
    const dice = this.#dice;
    const open = device.queue.filter(({ state }) => state !== 'sending');
    if (open.length === 0) return;
    const queued = dice.pick(open);
    const { patch } = queued.operation;
    if (queued.state === 'parked') return device.decide(queued, device.fieldsOf(queued).filter(() => dice.percent(60)));
    const key = 'body' in patch ? 'body' : 'label';
    if (dice.percent(60) && device.edit(queued, { [key]: words(dice) })) return;
    if (queued.state === 'failed' || dice.percent(30)) device.discard(queued);
  }

  async #drain(n: number): Promise<void> {
    const device = this.#devices[n] as Device;
    for (let sent = device.begin(); sent.length > 0; sent = device.begin()) {
      for (const one of sent) device.finish(one, await this.#deliver(n, one));
      if (this.#naive && this.told.sendings > 2000) return;
    }
    for (const { operation } of device.queue) {
      const queued = device.queue.find((one) => one.operation.opId === operation.opId);
      if (queued?.state === 'parked' || queued?.state === 'failed') this.#reconsider(device);
    }
    if (this.#dice.percent(30)) await this.#deliverStray();
  }
}

const refused = (status: number, retryAfterMs: number | null, code = ''): SendOutcome => ({ type: 'refused', status, code, retryAfterMs });

/** A row with its keys in the order in which the other list has them. */
const sorted = (row: unknown, like: unknown): unknown =>
  typeof row === 'object' && row !== null && typeof like === 'object' && like !== null
    ? Object.fromEntries(Object.keys(like).map((key) => [key, (row as Record<string, unknown>)[key]]))
    : row;
