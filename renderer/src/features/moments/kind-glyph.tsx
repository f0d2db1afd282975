import { IconAlertTriangle, IconFlagFilled, IconHandStop, IconHelpCircle, IconSparkles, IconStar, IconTag, IconTarget } from '@tabler/icons-react';
import type { Moment, MomentKind } from '../../../../core/moments/moment.ts';

const KINDS = {
  highlight: IconStar,
  issue: IconAlertTriangle,
  objection: IconHandStop,
  question: IconHelpCircle,
  outcome: IconTarget,
  other: IconTag,
} as const satisfies Record<MomentKind, unknown>;

/** What a moment is about, as a mark beside its word. */
export const KindGlyph = ({ kind }: { kind: MomentKind }): React.JSX.Element => {
  const Icon = KINDS[kind];
  return <Icon size={14} stroke={1.75} aria-hidden="true" />;
};

/** Who marked it: a flag for people, a sparkle for a judge. */
export const SourceGlyph = ({ source }: { source: Moment['source'] }): React.JSX.Element =>
  source === 'human' ? <IconFlagFilled size={14} aria-hidden="true" /> : <IconSparkles size={14} stroke={1.75} aria-hidden="true" />;
