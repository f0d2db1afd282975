import { inWindow, main, mutant } from './entry.mjs';

const WORKSPACE = 'electron/workspace/process.test.ts';
const PROCESSES = 'e2e/specs/processes.spec.ts';

/**
 * Processes that are started twice, die or find their place taken, and folders that are odd.
 * @type {import('./entry.mjs').Fault[]}
 */
export const MACHINE = [
  {
    fault: 'F12',
    holds: 'The app is started once more while it runs or starts: one runs, the others end and bring its window to the front.',
    test: inWindow(PROCESSES, 'F12: however soon the app is started again on its folder, one runs: the others end and bring its window to the front'),
    mutant: mutant('electron/main/shell/lifecycle.ts', 'if (!app.requestSingleInstanceLock()) {', "if (!app.requestSingleInstanceLock() && process.argv.includes('one')) {"),
  },
  {
    fault: 'F13',
    holds: 'A second workspace opens the folder of one that runs: it is refused and told who has it. The lock of one that died is taken over, by one.',
    test: main(WORKSPACE, 'F13: a second workspace on one folder is refused and told who has it, and the lock of one that died is taken over by one alone'),
    // Every lock may be taken over.
    mutant: mutant('electron/workspace/lock.ts', 'return owner.pid === process.pid ? !held.has(file) : !isAlive(owner);', 'return true;'),
  },
  {
    fault: 'F14',
    holds: 'The workspace is killed while it writes: every row it answered for is there, and it answers again within seconds.',
    test: main(WORKSPACE, 'F14: a workspace that is killed while it writes holds every row it answered for, and answers again within seconds'),
    // It is started again once; later deaths are left alone.
    mutant: mutant('electron/main/workspace/supervisor.ts', 'const MAX_QUICK_DEATHS = 4;', 'const MAX_QUICK_DEATHS = 2;'),
  },
  {
    fault: 'F15',
    holds: 'The port of the workspace is taken by somebody else: it listens on a free one and writes it down.',
    test: main(WORKSPACE, 'F15: a workspace whose last port is taken listens on a free one and writes it down'),
    // A port that never changes.
    mutant: mutant('electron/workspace/serve.ts', "        hostname: '127.0.0.1',\n        port,\n", "        hostname: '127.0.0.1',\n        port: port || 54_329,\n"),
  },
  {
    fault: 'F16',
    holds: 'The process of the page is killed: the page comes back, and with it what was half typed.',
    test: inWindow(PROCESSES, 'F16: a page whose process is killed comes back, and with it what was half typed'),
    // The page that came back does not ask what was kept.
    mutant: mutant('renderer/src/bridge/use-draft-book.ts', '    book.load().catch(() => undefined);\n', ''),
  },
  {
    fault: 'F17',
    holds: 'Chromium’s own processes, for the network and for graphics, are killed: the app goes on.',
    test: inWindow(PROCESSES, 'F17: the app goes on when the network and graphics processes of Chromium are killed'),
    // Every death of a helper is taken for the end.
    mutant: mutant('electron/main/shell/lifecycle.ts', "  app.on('window-all-closed', () => app.quit());\n", "  app.on('window-all-closed', () => app.quit());\n  app.on('child-process-gone', () => app.quit());\n"),
  },
  {
    fault: 'F22',
    holds: 'The folder of the app cannot be written, there is no home, or names are odd: a message names the folder, or the app works.',
    test: inWindow(
      'e2e/specs/odd-folders.spec.ts',
      'F22: a folder that cannot be written is named in a message, and the app does not end as if nothing were wrong',
      'F22: without a home folder, and under a name with spaces and letters of several scripts, the app works and keeps what it is given',
    ),
    mutant: mutant('electron/main/shell/own-folder.ts', '    accessSync(folder, constants.W_OK | constants.X_OK);\n', ''),
  },
];
