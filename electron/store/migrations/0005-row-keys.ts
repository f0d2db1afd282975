import { callDetailSchema } from '../../../core/calls/call-detail.ts';
import { callRowSchema } from '../../../core/calls/call-row.ts';
import { rowSearchText } from '../../../core/store/search-text.ts';
import { moveDetail } from '../call-details.ts';
import type { Db } from '../database.ts';
import { newKey } from '../row-key.ts';

/** Both indexes keep the hits of short beginnings, which many words share; the words of each can be listed. */
const INDEXES = [['row_search', 'row_words'], ['detail_search', 'said_words']]
  .map(
    ([index = '', words = '']) => `DROP TABLE ${index};
CREATE VIRTUAL TABLE ${index} USING fts5 (text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2');
CREATE VIRTUAL TABLE ${words} USING fts5vocab (${index}, instance);`,
  )
  .join('\n');

/** Gives every call a key that rises with its creation time, and makes both search indexes anew under those keys. */
export const rekey = (db: Db): void => {
  db.exec(INDEXES);
  const keys = new Map<string, number>();
  for (const [before, organizationId, id] of db.all('SELECT row_id, organization_id, id FROM call_rows')) {
    const json: unknown = JSON.parse(String(db.first('SELECT json FROM call_rows WHERE row_id = ?', [before ?? null])?.[0]));
    const row = callRowSchema.safeParse(json).data;
    const key = newKey(db, row?.createdAt);
    keys.set(`${String(organizationId)}/${String(id)}`, key);
    db.run('UPDATE call_rows SET row_id = ? WHERE row_id = ?', [key, before ?? null]);
    if (row) db.run('INSERT INTO row_search (rowid, text) VALUES (?, ?)', [key, rowSearchText(row)]);
  }
  for (const [before, organizationId, id] of db.all('SELECT row_id, organization_id, id FROM call_details')) {
    const json: unknown = JSON.parse(String(db.first('SELECT json FROM call_details WHERE row_id = ?', [before ?? null])?.[0]));
    const key = keys.get(`${String(organizationId)}/${String(id)}`) ?? newKey(db, callDetailSchema.safeParse(json).data?.createdAt);
    moveDetail(db, Number(before), key);
  }
};
