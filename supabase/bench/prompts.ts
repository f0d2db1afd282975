import type { Report } from './lists.ts';
import { inTurns, serverTime } from './measure.ts';
import type { BenchDatabase } from './server.ts';
import { half } from './world.ts';

const ROUNDS = 31;

/** The versions of the assistant with the most calls as the app asks for them, and plain SQL for the same figures. */
export async function benchPrompts(db: BenchDatabase, report: Report): Promise<void> {
  const assistant = half.assistants[0] ?? '';
  const plain = `select q.prompt_id, q.rubric_version, count(*), avg(q.qci_total_score), stddev_samp(q.qci_total_score) from public.qci_analyses q
    where q.qci_total_score is not null and q.prompt_id in (select p.id from public.prompts p where p.assistant_id = '${assistant}') group by 1, 2`;
  const [asked = 0, counted = 0] = await inTurns(ROUNDS, [
    () => serverTime(db.member, `select public.list_prompt_versions('${half.id}', '${assistant}')`), () => serverTime(db.owner, plain),
  ]);
  report('list_prompt_versions / the same figures without', 1.5, ROUNDS, asked, counted);
}
