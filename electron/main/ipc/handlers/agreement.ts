import type { HandlersFor } from '../../../../core/contract/define.ts';
import type { agreementRoutes } from '../../../../core/contract/routes/agreement.ts';
import type { AgreementPair } from '../../../../core/qci/agreement/pair.ts';
import { pairsCsv } from '../../../../core/qci/agreement/pairs-csv.ts';
import type { Desk } from '../../session/desk.ts';

/** As many as the screen counts. */
const MOST_EXPORTED = 10_000;
const PAGE = 1000;

export interface AgreementHandlerDeps {
  readonly desk: () => Promise<Desk>;
  readonly now: () => Date;
  /** Has the person choose where to save a text; null where he chose nowhere. */
  readonly saveText: (name: string, text: string) => Promise<string | null>;
}

/** Calls that were scored twice, asked of the workspace each time. */
export function agreementHandlers({ desk, now, saveText }: AgreementHandlerDeps): HandlersFor<typeof agreementRoutes> {
  return {
    'agreement.listPairs': async (page) => {
      const { organizationId, remote } = await desk();
      return { ...(await (await remote()).listPairs(organizationId, page)), asOf: now().toISOString() };
    },
    'agreement.listReasons': async ({ filter }) => {
      const { organizationId, remote } = await desk();
      return (await remote()).listReasons(organizationId, filter);
    },
    'agreement.export': async ({ filter }) => {
      const { organizationId, remote } = await desk();
      const workspace = await remote();
      const { members } = await workspace.listFacets(organizationId);
      const names = new Map(members.map(({ userId, displayName }) => [userId, displayName ?? userId]));
      let page = await workspace.listPairs(organizationId, { filter, cursor: null, limit: PAGE });
      const pairs: AgreementPair[] = [...page.rows];
      while (page.next !== null && pairs.length < MOST_EXPORTED) {
        page = await workspace.listPairs(organizationId, { filter, cursor: page.next, limit: PAGE });
        pairs.push(...page.rows);
      }
      const file = await saveText('sidetone-agreement.csv', pairsCsv(pairs, page.thresholds, (userId) => names.get(userId) ?? userId));
      return { file, pairs: pairs.length };
    },
    'agreement.listJudges': async () => {
      const { organizationId, remote } = await desk();
      return { judges: await (await remote()).listJudges(organizationId) };
    },
  };
}
