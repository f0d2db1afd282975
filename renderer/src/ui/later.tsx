import { startTransition, useEffect, useState } from 'react';

interface Props {
  /** False where they are to be drawn with the rest all the same. */
  isLate?: boolean;
  /** How many drawings come before this one: parts that are laid out together hold up the page together. */
  turn?: number;
  children: React.ReactNode;
}

/** Draws its children after what stands around them, in slices between which the page answers; once drawn they stay. Each change around them meanwhile makes the slices begin anew. */
export const Later = ({ isLate = true, turn = 1, children }: Props): React.ReactNode => {
  const [drawn, setDrawn] = useState(isLate ? 0 : turn);
  useEffect(() => {
    if (drawn < turn) startTransition(() => setDrawn(drawn + 1));
  }, [drawn, turn]);
  return drawn >= turn ? children : null;
};
