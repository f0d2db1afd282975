import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useCommand, useKeycap } from '../lib/commands.tsx';
import { useSettled } from '../lib/hooks.ts';
import classes from './filter-row.module.css';
import { Keycap } from './keycap.tsx';

/** After so many milliseconds without a key a search begins. */
const PAUSE_MS = 250;
const LONGEST = 200;

interface SearchProps {
  /** What the field is for, in words. */
  readonly label: string;
  readonly placeholder: string;
  /** The words that are searched for; empty where none are. */
  readonly q: string;
  readonly onSearch: (q: string) => void;
}

interface Props extends SearchProps {
  readonly children: React.ReactNode;
  /** What belongs to the words: it stands before their field. */
  readonly beside?: React.ReactNode;
  readonly chipsRef?: React.Ref<HTMLDivElement>;
  readonly onChipsKeyDown?: (event: React.KeyboardEvent) => void;
}

const SearchField = ({ label, placeholder, q: asked, onSearch }: SearchProps): React.JSX.Element => {
  const keycap = useKeycap('find');
  const ref = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(asked);
  const [known, setKnown] = useState(asked);
  const settled = useSettled(text, PAUSE_MS);
  if (asked !== known) {
    setKnown(asked);
    setText(asked);
  }
  useCommand('find', () => {
    ref.current?.focus();
    ref.current?.select();
  });
  useEffect(() => {
    const q = settled.trim().slice(0, LONGEST);
    if (q === known || settled !== text) return;
    setKnown(q);
    onSearch(q);
  }, [settled, text, known, onSearch]);
  return (
    <TextInput
      ref={ref}
      className={classes.search ?? ''}
      type="search"
      aria-label={label}
      placeholder={placeholder}
      leftSection={<IconSearch size={14} stroke={1.75} aria-hidden="true" />}
      rightSection={text === '' && keycap !== undefined ? <Keycap>{keycap}</Keycap> : undefined}
      rightSectionPointerEvents="none"
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
      }}
    />
  );
};

/** The row over a list: what narrows it on the left, and the field for words on the right. */
export const FilterRow = ({ children, beside, chipsRef, onChipsKeyDown, ...search }: Props): React.JSX.Element => (
  <div className={classes.root} role="search">
    <div className={classes.chips} ref={chipsRef} onKeyDown={onChipsKeyDown}>
      {children}
    </div>
    {beside}
    <SearchField {...search} />
  </div>
);
