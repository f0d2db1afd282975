import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useRouterState } from '@tanstack/react-router';
import { Component, useEffect, useState, type ErrorInfo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../bridge/request.ts';
import { EmptyState } from '../ui/empty-state.tsx';

interface CrashProps {
  error: Error;
  details: string;
  place: unknown;
  onMoved: () => void;
}

const CrashScreen = ({ error, details, place, onMoved }: CrashProps): React.JSX.Element => {
  const [stoppedAt] = useState(place);
  useEffect(() => {
    if (place !== stoppedAt) onMoved();
  }, [place, stoppedAt, onMoved]);
  const { t } = useTranslation();
  return (
    <EmptyState
      heading="h1"
      live="alert"
      icon={<IconAlertTriangle size={20} stroke={1.5} />}
      title={t('crash.title')}
      code={error.message}
      actions={
        <>
          <Button variant="filled" onClick={() => window.location.reload()}>
            {t('crash.reload')}
          </Button>
          <Button onClick={() => void request('app.copyText', { text: details })}>{t('common.copyDetails')}</Button>
        </>
      }
    >
      {t('crash.text')}
    </EmptyState>
  );
};

interface Props {
  /** The children are tried again when this changes; while they are well it changes nothing. */
  place?: unknown;
  children: ReactNode;
}

interface State {
  error: Error | null;
  stack: string;
}

const WELL: State = { error: null, stack: '' };

/** Keeps a fault from blanking the window. The place is in the address, so a reload returns to it. */
export class CrashBoundary extends Component<Props, State> {
  override state: State = WELL;

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    this.setState({ stack: `${error.stack ?? error.message}\n${info.componentStack ?? ''}` });
  }

  readonly #tryAgain = (): void => this.setState(WELL);

  override render(): ReactNode {
    const { error, stack } = this.state;
    if (error === null) return this.props.children;
    return <CrashScreen error={error} details={stack || error.message} place={this.props.place} onMoved={this.#tryAgain} />;
  }
}

/** Around the screen of the address: whatever leads elsewhere, or here again, ends the words about the one that stopped. */
export const ErrorBoundary = ({ children }: { children: ReactNode }): React.JSX.Element => {
  // Made anew by every navigation that has arrived, also by one to the same address.
  const place = useRouterState({ select: (state) => state.matches });
  return <CrashBoundary place={place}>{children}</CrashBoundary>;
};
