import { z } from 'zod';
import { AppError } from '../../../core/contract/errors.ts';
import { DEFAULT_RUBRIC, rubricSchema, type Rubric } from '../../../core/qci/rubric.ts';
import type { RemoteClient } from './client.ts';
import { remoteError } from './errors.ts';

const terms = rubricSchema.shape.brandTerms;

/** What an organization without a rubric of its own has set all the same; what cannot be read counts as not set. */
const settingsSchema = z.object({
  bands: rubricSchema.shape.bands.refine(({ pass, review }) => review < pass).catch(DEFAULT_RUBRIC.bands),
  min_customer_words: rubricSchema.shape.minCustomerWords.catch(DEFAULT_RUBRIC.minCustomerWords),
  brand_terms: terms.catch([]),
  forbidden_phrases: terms.catch([]),
});

/** What the organization's calls are measured by now: its latest rubric, or the default one with its own settings. Rejects a rubric that it cannot read. */
export async function currentRubric(client: RemoteClient, organizationId: string): Promise<Rubric> {
  const written = await client.rpc('get_rubric', { p_organization_id: organizationId });
  if (written.error) throw remoteError(written.status, written.error);
  if (written.data !== null) {
    const own = z.object({ content: rubricSchema }).safeParse(written.data);
    // A later version of the app wrote it: to measure by another one would be to measure wrongly.
    if (!own.success) throw new AppError('internal', 'The rubric cannot be read by this version.');
    return own.data.content;
  }
  const { data, error, status } = await client.from('organizations').select('settings').eq('id', organizationId).maybeSingle();
  if (error) throw remoteError(status, error);
  const { bands, min_customer_words: minCustomerWords, brand_terms: brandTerms, forbidden_phrases: forbiddenPhrases } = settingsSchema.parse(data?.settings ?? {});
  return { ...DEFAULT_RUBRIC, bands, minCustomerWords, brandTerms, forbiddenPhrases };
}
