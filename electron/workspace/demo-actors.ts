import type { Transaction } from '@electric-sql/pglite';

/** What happens next in the transaction is this person's doing, as the history tells it; nobody's where the id is null. */
export async function actAs(tx: Transaction, userId: string | null | undefined): Promise<void> {
  await tx.query(`select set_config('request.jwt.claim.sub', $1, true)`, [userId ?? '']);
}

/** Does something for each person's share of the items, as that person. */
export async function asEach<T>(tx: Transaction, items: readonly T[], personOf: (item: T) => string | null | undefined, act: (own: readonly T[]) => Promise<void>): Promise<void> {
  for (const userId of new Set(items.map(personOf))) {
    await actAs(tx, userId);
    await act(items.filter((item) => personOf(item) === userId));
  }
  await actAs(tx, null);
}
