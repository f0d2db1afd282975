import { main, mutant } from './entry.mjs';

/**
 * What this device keeps, and the disk and keyring it is kept by.
 * @type {import('./entry.mjs').Fault[]}
 */
export const STORE = [
  {
    fault: 'F18',
    holds: 'The disk is full: what there is no room for is refused wholly and by its name, what is held can be read, and with room it goes on.',
    test: main(
      'electron/store/outbox/disk-full.test.ts',
      'F18: refuses what there is no room for, wholly and by its name, shows what it holds, and takes more once there is room',
      'F18: that lets the journal grow and not the database leaves no word of it in either',
    ),
    // The journal keeps what the database could not take.
    mutant: mutant('electron/store/outbox/durably.ts', '    takeBack();\n', ''),
  },
  {
    fault: 'F19',
    holds: 'The file of the store is deleted, damaged or no database: it is made anew, and what was not sent comes back in its order.',
    test: main('electron/store/outbox/recover.test.ts', 'F19: what was not sent comes back in its order and state when the database %s'),
    mutant: mutant('electron/store/outbox/recover.ts', 'const back = unsentOf(words).filter((queued) => putBack(db, queued)).length;', 'const back = 0;'),
  },
  {
    fault: 'F20',
    holds: 'The file of the store is another version’s: an older one is brought up to date with all that is in it, a newer one is refused untouched.',
    test: main('electron/store/migrate.test.ts', 'F20: of version %i is brought up to date with everything in it', 'F20: later than this app is refused, and neither it nor its journal is touched'),
    mutant: mutant('electron/store/migrate.ts', 'if (from > migrations.length) {', 'if (from > migrations.length + 1) {'),
  },
  {
    fault: 'F21',
    holds: 'The store is over its cap: what was opened longest ago goes first; what is held or has unsent work never does.',
    test: main('electron/store/checkouts.test.ts', 'F21: keeps of thousands of calls five megabytes: those opened last and all that are held'),
    // Opening a call does not count.
    mutant: mutant('electron/store/call-details.ts', "  db.run('UPDATE call_details SET opened_ms = ? WHERE organization_id = ? AND id = ?', [now, organizationId, callId]);\n", ''),
  },
  {
    fault: 'F23',
    holds: 'The keyring is absent, locked, wiped or another one: nothing is deleted, nothing is opened with a wrong key, and it all comes back with its keyring.',
    test: main(
      'electron/main/store/key-ring.test.ts',
      'F23: the store of a keyring is left alone while %s, and what waits in it is named',
      'F23: a wiped keyring leaves the store it belonged to, says what waits in it, and comes back with its keyring',
      'F23: moved to another keyring it opens the same store',
    ),
    // A key that was set aside is never tried again.
    mutant: mutant('electron/main/store/key-ring.ts', 'const kept = isLost ? keptKey(directory, box) : null;', 'const kept: string | null = null;'),
  },
];
