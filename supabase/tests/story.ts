import type { Database, Row } from './harness.ts';
import { literal } from './harness.ts';
import { people, type Person, type Session, session } from './world.ts';

/** Who acts: a person, nobody in particular, the server's own role, or whoever holds a token with these claims. */
export type Actor = Person | 'anon' | 'service_role' | { sub: string; [claim: string]: unknown };

function roleAndClaims(who: Actor): { role: string; claims: Row } {
  if (who === 'anon' || who === 'service_role') return { role: who, claims: { role: who } };
  const claims = typeof who === 'string' ? { sub: people[who].id } : who;
  return { role: 'authenticated', claims: { role: 'authenticated', ...claims } };
}

/** Runs one step as somebody; a step that fails leaves the story where it was. */
async function step<T>(db: Database, who: Actor, action: () => Promise<T>): Promise<T> {
  const { role, claims } = roleAndClaims(who);
  await db.exec('savepoint step');
  try {
    await db.exec(`set local role ${role}; select set_config('request.jwt.claims', ${literal(JSON.stringify(claims))}, true);`);
    const result = await action();
    await db.exec("reset role; select set_config('request.jwt.claims', '', true); release savepoint step");
    return result;
  } catch (error) {
    await db.exec('rollback to savepoint step; release savepoint step');
    throw error;
  }
}

/** A story of several people in one transaction, which never happened once it is told. */
export async function story(db: Database, tell: (as: (who: Actor) => Session) => Promise<void>): Promise<void> {
  await db.exec('begin');
  try {
    const plain = session(db);
    await tell((who) => ({
      query: (sql) => step(db, who, () => plain.query(sql)),
      rpc: (name, args) => step(db, who, () => plain.rpc(name, args)),
    }));
  } finally {
    await db.exec('rollback');
  }
}

/** Several people at once, each on a connection of his own to the same server; what they do stays done. */
export async function crowd<T>(db: Database, who: readonly Person[], act: (own: Database, n: number) => Promise<T>): Promise<T[]> {
  const { another } = db;
  if (!another) throw new Error('This engine has one connection only.');
  return Promise.all(
    who.map(async (person, n) => {
      const own = another();
      try {
        await own.exec(`set role authenticated; select set_config('request.jwt.claims', '{"sub":"${people[person].id}"}', false)`);
        return await act(own, n);
      } finally {
        await own.close();
      }
    }),
  );
}
