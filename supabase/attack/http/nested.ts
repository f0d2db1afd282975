/** Sends one statement with its parameters. */
type Run<T> = (sql: string, parameters?: unknown[]) => Promise<T>;

/** What Lite leaves to the end of its transaction, undone where the transaction was only a part of ours. */
const forget = `select set_config('role', 'none', true), set_config('request.jwt.claims', '', true), set_config('request.jwt.claim.sub', '', true),
  set_config('request.jwt.claim.role', '', true), set_config('storage.operation', '', true)`;

/** A way to send statements whose transactions are parts of one that is open already. */
export interface Nested<T> {
  run: Run<T>;
  /** Between the two, what is committed is kept inside the open transaction only. */
  hold(): void;
  letGo(): void;
  /** How many statements have failed so far. */
  failed(): number;
}

/** Turns `begin`, `commit` and `rollback` into savepoints while held, and lets a statement of its own fail by itself. */
export function nested<T>(send: Run<T>): Nested<T> {
  let isHeld = false;
  let isInside = false;
  let failures = 0;

  const counted: Run<T> = (sql, parameters) => send(sql, parameters).catch((error: unknown) => {
    failures += 1;
    throw error;
  });

  async function alone(sql: string, parameters?: unknown[]): Promise<T> {
    await send('savepoint alone');
    try {
      return await counted(sql, parameters);
    } catch (error) {
      await send('rollback to savepoint alone');
      throw error;
    }
  }

  async function commit(): Promise<T> {
    // What a commit would find out is found out here.
    await counted('set constraints all immediate');
    const done = await send('release savepoint request');
    isInside = false;
    await send(forget);
    return done;
  }

  async function back(): Promise<T> {
    isInside = false;
    return send('rollback to savepoint request');
  }

  const begin = (): Promise<T> => {
    isInside = true;
    return send('savepoint request');
  };

  return {
    run(sql, parameters) {
      if (!isHeld) return counted(sql, parameters);
      const word = sql.trim().toLowerCase();
      if (/^(begin|start transaction)\b/.test(word)) return begin();
      if (word === 'commit') return commit();
      if (word === 'rollback') return back();
      return isInside ? counted(sql, parameters) : alone(sql, parameters);
    },
    hold: () => { isHeld = true; },
    letGo: () => { isHeld = false; isInside = false; },
    failed: () => failures,
  };
}
