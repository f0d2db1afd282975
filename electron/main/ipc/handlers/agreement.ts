import type { HandlersFor } from '../../../../core/contract/define.ts';
import type { agreementRoutes } from '../../../../core/contract/routes/agreement.ts';
import type { Desk } from '../../session/desk.ts';

export interface AgreementHandlerDeps {
  readonly desk: () => Promise<Desk>;
  readonly now: () => Date;
}

/** Calls that were scored twice, asked of the workspace each time. */
export function agreementHandlers({ desk, now }: AgreementHandlerDeps): HandlersFor<typeof agreementRoutes> {
  return {
    'agreement.listPairs': async (page) => {
      const { organizationId, remote } = await desk();
      return { ...(await (await remote()).listPairs(organizationId, page)), asOf: now().toISOString() };
    },
    'agreement.listJudges': async () => {
      const { organizationId, remote } = await desk();
      return { judges: await (await remote()).listJudges(organizationId) };
    },
  };
}
