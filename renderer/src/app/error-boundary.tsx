import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../bridge/request.ts';
import { EmptyState } from '../ui/empty-state.tsx';

const CrashScreen = ({ error, details }: { error: Error; details: string }): React.JSX.Element => {
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

interface State {
  error: Error | null;
  stack: string;
}

/** Keeps a fault of one screen from blanking the window. The place is in the address, so a reload returns to it. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: null, stack: '' };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    this.setState({ stack: `${error.stack ?? error.message}\n${info.componentStack ?? ''}` });
  }

  override render(): ReactNode {
    const { error, stack } = this.state;
    return error ? <CrashScreen error={error} details={stack || error.message} /> : this.props.children;
  }
}
