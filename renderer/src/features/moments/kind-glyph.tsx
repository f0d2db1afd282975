import { IconAlertTriangle, IconBulb, IconBulbFilled, IconFlagFilled, IconHandStop, IconHelpCircle, IconSparkles, IconStar, IconTag, IconTarget } from '@tabler/icons-react';
import type { Moment, MomentKind } from '../../../../core/moments/moment.ts';

const KINDS = {
  highlight: IconStar,
  issue: IconAlertTriangle,
  objection: IconHandStop,
  question: IconHelpCircle,
  outcome: IconTarget,
  coaching: IconBulb,
  other: IconTag,
} as const satisfies Record<MomentKind, unknown>;

/** What a moment is about, as a mark beside its word. */
export const KindGlyph = ({ kind }: { kind: MomentKind }): React.JSX.Element => {
  const Icon = KINDS[kind];
  return <Icon size={14} stroke={1.75} aria-hidden="true" />;
};

/** Who marked it: a flag for people, a bulb where it is a tip of theirs, a sparkle for a judge. */
export const SourceGlyph = ({ source, kind }: { source: Moment['source']; kind?: MomentKind }): React.JSX.Element => {
  if (source === 'ai') return <IconSparkles size={14} stroke={1.75} aria-hidden="true" />;
  const Icon = kind === 'coaching' ? IconBulbFilled : IconFlagFilled;
  return <Icon size={14} aria-hidden="true" />;
};
