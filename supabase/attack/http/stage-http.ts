import type { Catalogue } from '../catalogue.ts';
import { insertableSql } from '../on-relations.ts';
import type { Knowledge } from '../oracle.ts';
import { changesSince } from '../snapshot.ts';
import { setStage } from '../stage.ts';
import { indexTokens } from '../tokens.ts';
import type { LiteDatabase, LiteEngine } from './lite-database.ts';
import { recordingOf } from './on-storage.ts';

/** Lite with everything behind it that attacks need. */
export interface HttpStage {
  lite: LiteDatabase;
  catalogue: Catalogue;
  knowledge: Knowledge;
  granted: ReadonlyMap<string, ReadonlySet<string>>;
}

const SIDES = ['a', 'b'] as const;
const soundOf = (side: string): Buffer => Buffer.from(`kept_${side}_object`);

/** Puts the recordings where they belong, as they were. */
export async function layFiles({ files }: LiteDatabase): Promise<void> {
  for (const side of SIDES) await files.uploadObject('recordings', recordingOf(side), undefined, soundOf(side), 'audio/mpeg', 'no-cache');
}

/** The recordings that are no longer what they were; they are put back. */
export async function spoiltFiles(lite: LiteDatabase): Promise<string[]> {
  const spoilt: string[] = [];
  for (const side of SIDES) {
    const body = await lite.files.getObject('recordings', recordingOf(side), undefined).then((file) => Buffer.from(file.body as Uint8Array).toString(), () => 'nothing');
    if (body !== soundOf(side).toString()) spoilt.push(`the recording of ${side} is ${body}`);
  }
  await layFiles(lite);
  return spoilt;
}

export async function readGranted({ db }: LiteDatabase): Promise<HttpStage['granted']> {
  return new Map((await db.query<{ name: string; columns: string[] }>(insertableSql)).map(({ name, columns }) => [name, new Set(columns)]));
}

/** Sets the same stage as for SQL in Lite's own database. */
export async function prepareHttp(engine: LiteEngine): Promise<HttpStage> {
  const lite = await engine.open();
  const { catalogue, snapshot } = await setStage(lite.db);
  await layFiles(lite);
  await lite.forgetSchema();
  return { lite, catalogue, knowledge: { snapshot, tokens: indexTokens(snapshot), readable: new Map() }, granted: await readGranted(lite) };
}

/** Fails where the database is no longer what it was. */
export async function demandUntouched({ lite, knowledge }: HttpStage): Promise<void> {
  const left = await changesSince(lite.db, knowledge.snapshot);
  if (left.length > 0) throw new Error(`What requests changed was not put back: ${left.slice(0, 5).map(({ table, verb }) => `${verb} on ${table}`).join(', ')}`);
}
