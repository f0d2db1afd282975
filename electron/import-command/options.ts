import { parseArgs } from 'node:util';

export const USAGE = 'npm run import -- FILE… [--org NAME] [--url URL --key PUBLISHABLE_KEY --email EMAIL]';

/** What the command was asked for. */
export interface Options {
  readonly files: readonly string[];
  readonly url?: string | undefined;
  readonly key?: string | undefined;
  readonly email?: string | undefined;
  readonly org?: string | undefined;
}

/** The command's words as options; throws with the usage where there is no file. */
export function readOptions(args: readonly string[]): Options {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { url: text, key: text, email: text, org: text } });
  if (positionals.length === 0) throw new Error(USAGE);
  return { files: positionals, ...values };
}
