import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { inertText } from '../../lib/direction-marks.ts';
import type { PriceText } from './judge-form.ts';
import classes from './scoring.module.css';

const MOST = 100;

interface Props {
  prices: readonly PriceText[];
  isWrong: (id: number) => boolean;
  onChange: (prices: readonly PriceText[]) => void;
}

const today = (): string => new Date().toLocaleDateString('sv-SE');

/** What models cost, each price with the day it was looked up; all of it can be changed. */
export const PricesTable = ({ prices, isWrong, onChange }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const put = (id: number, change: Partial<PriceText>): void => onChange(prices.map((one) => (one.id === id ? { ...one, ...change } : one)));
  const nextId = prices.reduce((most, { id }) => Math.max(most, id), -1) + 1;
  return (
    <fieldset className={classes.prices}>
      <legend>{t('scoring.settings.prices')}</legend>
      <p className={classes.hint}>{t('scoring.settings.pricesHint')}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('scoring.settings.model')}</th>
            <th scope="col">{t('scoring.settings.input')}</th>
            <th scope="col">{t('scoring.settings.output')}</th>
            <th scope="col">{t('scoring.settings.asOf')}</th>
            <th scope="col">
              <span className="st-visually-hidden">{t('scoring.remove')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {prices.map((price) => {
            const of = { name: inertText(price.model) };
            const cell = (field: 'model' | 'input' | 'output' | 'asOf', more: Partial<React.ComponentProps<typeof TextInput>> = {}) => (
              <td>
                <TextInput
                  aria-label={t('scoring.settings.cell', { ...of, field: t(`scoring.settings.${field}`) })}
                  value={price[field]}
                  error={isWrong(price.id)}
                  onChange={(event) => put(price.id, { [field]: event.currentTarget.value })}
                  {...more}
                />
              </td>
            );
            return (
              <tr key={price.id} data-testid="price">
                {cell('model', { spellCheck: false, maxLength: 100 })}
                {cell('input', { inputMode: 'decimal' })}
                {cell('output', { inputMode: 'decimal' })}
                {cell('asOf', { placeholder: today(), maxLength: 10, spellCheck: false })}
                <td>
                  <ActionIcon aria-label={t('scoring.settings.removePrice', of)} onClick={() => onChange(prices.filter(({ id }) => id !== price.id))}>
                    <IconX size={14} stroke={1.75} aria-hidden="true" />
                  </ActionIcon>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {prices.some(({ id }) => isWrong(id)) && (
        <p className={classes.failure} role="alert">
          {t('scoring.settings.wrongPrice')}
        </p>
      )}
      <Button
        className={classes.flush}
        size="compact-sm"
        variant="subtle"
        leftSection={<IconPlus size={14} stroke={1.75} aria-hidden="true" />}
        disabled={prices.length >= MOST}
        onClick={() => onChange([...prices, { id: nextId, model: '', input: '', output: '', asOf: today() }])}
      >
        {t('scoring.settings.addPrice')}
      </Button>
    </fieldset>
  );
};
