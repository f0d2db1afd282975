import { afterEach, describe, expect, it } from 'vitest';
import { DEFAULT_RUBRIC } from '../../../core/qci/rubric.ts';
import { ORG } from '../../store/testing.ts';
import { createRemoteClient } from './client.ts';
import { currentRubric } from './rubric.ts';
import { answeringServer, memoryStorage, type Answer, type AnsweringServer } from './testing/answering-server.ts';

const OWN = { ...DEFAULT_RUBRIC, version: '4', brandTerms: ['Brightwater'] };

describe('what calls are measured by', () => {
  let server: AnsweringServer | null = null;
  afterEach(async () => {
    await server?.stop();
    server = null;
  });

  const rubric = async (written: Answer, settings: Answer = { body: {} }) => {
    server = await answeringServer((path) => (path.includes('/rpc/get_rubric') ? written : settings));
    const client = createRemoteClient({ url: server.url, key: 'sb_publishable_test' }, memoryStorage(), { reached: () => undefined });
    return currentRubric(client, ORG).finally(() => client.auth.stopAutoRefresh());
  };

  it('is the organization’s latest rubric', async () => {
    expect(await rubric({ body: { organization_id: ORG, version: 4, content: OWN, note: null } })).toEqual(OWN);
    expect(server?.asked.filter((path) => path.includes('organizations'))).toEqual([]);
  });

  it('where it has written none, is the default one with its own settings', async () => {
    const settings = { bands: { pass: 70, review: 50 }, min_customer_words: 9, brand_terms: ['Acme'], forbidden_phrases: ['cheap'] };
    expect(await rubric({ body: 'null' }, { body: { settings } })).toEqual({ ...DEFAULT_RUBRIC, bands: settings.bands, minCustomerWords: 9, brandTerms: ['Acme'], forbiddenPhrases: ['cheap'] });
  });

  it('reads over settings that it cannot read, and no rubric', async () => {
    const settings = { bands: { pass: 10, review: 50 }, min_customer_words: 'many', brand_terms: [7], forbidden_phrases: ['cheap'] };
    expect(await rubric({ body: 'null' }, { body: { settings } })).toEqual({ ...DEFAULT_RUBRIC, forbiddenPhrases: ['cheap'] });
    await server?.stop();
    await expect(rubric({ body: { content: { version: '1' } } }, { body: { settings } })).rejects.toMatchObject({ code: 'internal' });
  });

  it('is not made up where the workspace says no', async () => {
    await expect(rubric({ status: 403, body: { code: '42501', message: 'no' } })).rejects.toMatchObject({ code: 'forbidden' });
    await server?.stop();
    await expect(rubric({ body: 'null' }, { status: 500, body: { message: 'no' } })).rejects.toMatchObject({ code: 'workspace_unavailable' });
  });
});
