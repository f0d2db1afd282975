import type { TFunction } from 'i18next';
import type { AppError, AppErrorCode } from '../../../../core/contract/errors.ts';
import { ITEM_FAILURES } from '../../../../core/scoring/batch.ts';
import { UNSCORABLE_REASONS } from '../../../../core/qci/scorable.ts';

/** Why a call has no score, in words; of a reason that this version does not know it says only that there is none. */
export const itemWords = (t: TFunction, code: string | null): string => {
  const failure = ITEM_FAILURES.find((one) => one === code);
  if (failure) return t(`scoring.failure.${failure}`);
  const reason = UNSCORABLE_REASONS.find((one) => one === code);
  return reason ? t(`scoring.unscorable.${reason}`) : t('scoring.noScore');
};

/** What could not begin, as it is kept and worded. */
export interface StartFailure {
  readonly code: AppErrorCode;
  /** Which part of the order it was. */
  readonly reason: string | null;
}

/** The failure that main answered. */
export const failureOf = ({ code, details }: AppError): StartFailure => ({ code, reason: typeof details?.['reason'] === 'string' ? details['reason'] : null });

/** Why scoring could not begin, in words. */
export const startWords = (t: TFunction, { code, reason }: StartFailure): string => {
  if (code === 'bad_request' && reason === 'no_key') return t('scoring.stop.no_key');
  if (code === 'bad_request' && reason === 'no_price') return t('scoring.noPrice');
  return t(`error.${code}`);
};
