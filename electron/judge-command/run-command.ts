import { parseArgs } from 'node:util';
import { scoreCall } from '../../core/qci/judge/score-call.ts';
import { DEFAULT_RUBRIC, rubricSchema, type Rubric } from '../../core/qci/rubric.ts';
import { isRecord } from '../../core/text/json-value.ts';
import { readCalls, textOf } from './read-calls.ts';

const USAGE = 'npm run judge -- --calls FILE.json --judge deterministic [--rubric FILE.json]';

/** Where the command writes: scores to `out`, what it has to say besides to `say`. */
export interface Outlet {
  out(line: string): void;
  say(line: string): void;
}

/** Scores every call of a file, one JSON object a line in the file's order. Answers the exit code: 1 where nothing could be read. */
export function runCommand(args: readonly string[], { out, say }: Outlet): number {
  try {
    const { calls: file, rubric } = readOptions(args);
    const { calls, setAside } = readCalls(file);
    for (const line of setAside) say(`set aside, ${line}`);
    for (const { vapiCallId, turns } of calls) out(JSON.stringify(scoreCall(vapiCallId, turns, rubric)));
    if (setAside.length > 0) say(`${file}: calls scored: ${calls.length}, items set aside: ${setAside.length}`);
    return calls.length > 0 ? 0 : 1;
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

function readOptions(args: readonly string[]): { calls: string; rubric: Rubric } {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args: [...args], options: { calls: text, judge: text, rubric: text } });
  if (values.calls === undefined) throw new Error(`Usage: ${USAGE}`);
  if (values.judge !== 'deterministic') throw new Error(`Here only the judge "deterministic" works: a model needs a key, which the app alone has.\nUsage: ${USAGE}`);
  return { calls: values.calls, rubric: values.rubric === undefined ? DEFAULT_RUBRIC : readRubric(values.rubric) };
}

/** A rubric as the app exports it; what it leaves out is the default's, so that a file may hold brand terms alone. */
function readRubric(path: string): Rubric {
  const given = jsonOf(path);
  if (!isRecord(given)) throw new Error(`${path} is no rubric: it holds no JSON object. No call was scored.`);
  const read = rubricSchema.safeParse({ ...DEFAULT_RUBRIC, ...given });
  if (read.success) return read.data;
  throw new Error(`${path} is no rubric: ${read.error.issues.map((issue) => [...issue.path, issue.message].join(': ')).join('; ')}. No call was scored.`);
}

function jsonOf(path: string): unknown {
  const text = textOf(path);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${path} is no JSON: ${error instanceof Error ? error.message : String(error)}. No call was scored.`, { cause: error });
  }
}
