import { join } from 'node:path';
import { ensure } from './setup/ensure.mjs';
import { ROOT, say } from './setup/say.mjs';

/**
 * `npm run judge:agree [-- --half tune]`: how far the deterministic judge and people differ over the golden calls of the
 * held-back half; with `--half tune` over those it was tuned on, call by call. The last line is the result as JSON.
 */
const half = process.argv.includes('tune') ? 'tune' : 'held';
await ensure({});
const { runnerImport } = await import('vite');
const { module } = await runnerImport(join(ROOT, 'core/qci/golden/measure-judge.ts'), { root: ROOT, configFile: false, logLevel: 'error' });
const { n, kappa, mae, bias, calls } = module.measureJudge(half);
if (half === 'tune') for (const { call, humanTotal, judgment } of calls) say(`${call.id}: people ${humanTotal}, judge ${judgment.total}, ${call.scores.outcome.tier} / ${judgment.tier}`);
const rounded = (/** @type {number} */ value) => Math.round(value * 10_000) / 10_000;
process.stdout.write(`${JSON.stringify({ n, kappa: rounded(kappa), mae: rounded(mae), bias: rounded(bias) })}\n`);
process.exit(half === 'tune' || (kappa >= 0.7 && mae <= 8) ? 0 : 1);
