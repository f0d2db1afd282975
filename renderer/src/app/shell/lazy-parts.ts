import { lazy } from 'react';

/** What the list does not need to be drawn: screens before it and dialogs over it come in files of their own. */
export const ConnectScreen = lazy(async () => ({
  default: (await import('../../features/session/connect-screen.tsx')).ConnectScreen,
}));

/** See above. */
export const SignInScreen = lazy(async () => ({
  default: (await import('../../features/session/sign-in-screen.tsx')).SignInScreen,
}));

/** See above. */
export const NoOrganizationScreen = lazy(async () => ({
  default: (await import('../../features/session/no-organization-screen.tsx')).NoOrganizationScreen,
}));

/** See above. */
export const ImportDialog = lazy(async () => ({
  default: (await import('../../features/imports/import-dialog.tsx')).ImportDialog,
}));

/** See above. */
export const AboutDialog = lazy(async () => ({
  default: (await import('../../features/settings/about-dialog.tsx')).AboutDialog,
}));

/** See above. */
export const SignOutDialog = lazy(async () => ({
  default: (await import('../../features/session/sign-out-dialog.tsx')).SignOutDialog,
}));

/** See above. */
export const KeySheetDialog = lazy(async () => ({
  default: (await import('../key-sheet-dialog.tsx')).KeySheetDialog,
}));

/** See above. */
export const PeopleDialog = lazy(async () => ({
  default: (await import('../../features/people/people-dialog.tsx')).PeopleDialog,
}));

/** See above. */
export const OutboxTray = lazy(async () => ({
  default: (await import('../../features/outbox/outbox-tray.tsx')).OutboxTray,
}));

/** See above. */
export const ConflictDialog = lazy(async () => ({
  default: (await import('../../features/outbox/conflict-dialog.tsx')).ConflictDialog,
}));

/** See above. */
export const TakeOfflineDialog = lazy(async () => ({
  default: (await import('../../features/checkouts/take-offline-dialog.tsx')).TakeOfflineDialog,
}));

/** See above. */
export const FillDialog = lazy(async () => ({
  default: (await import('../../features/queues/fill-dialog.tsx')).FillDialog,
}));

/** See above. */
export const CheckoutsPanel = lazy(async () => ({
  default: (await import('../../features/checkouts/checkouts-panel.tsx')).CheckoutsPanel,
}));

/** See above. */
export const ScoreDialog = lazy(async () => ({
  default: (await import('../../features/scoring/score-dialog.tsx')).ScoreDialog,
}));

/** See above. */
export const BatchesDialog = lazy(async () => ({
  default: (await import('../../features/scoring/batches-dialog.tsx')).BatchesDialog,
}));

/** See above. */
export const DifferenceDialog = lazy(async () => ({
  default: (await import('../../features/scoring/difference-dialog.tsx')).DifferenceDialog,
}));

/** See above. */
export const JudgeDialog = lazy(async () => ({
  default: (await import('../../features/scoring/judge-dialog.tsx')).JudgeDialog,
}));

/** The file of the palette, for loading it before it is wanted. */
export const loadPaletteDialog = () => import('../palette/palette-dialog.tsx');

/** See above. */
export const PaletteDialog = lazy(async () => ({ default: (await loadPaletteDialog()).PaletteDialog }));
