import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { appQueries } from '../../bridge/app-queries.ts';
import { request } from '../../bridge/request.ts';
import { Initials } from '../../ui/initials.tsx';
import { FieldError } from './field-error.tsx';
import classes from './session.module.css';
import { useSessionActions } from './use-session-actions.ts';

/** The demo people of the embedded workspace: one press signs in as one of them. */
export const DemoPeople = (): React.JSX.Element | null => {
  const { t } = useTranslation();
  const isReady = useQuery(appQueries.workspace).data?.state === 'ready';
  const { data: people = [] } = useQuery({
    queryKey: ['session', 'demo-people'],
    queryFn: () => request('session.listDemoUsers', {}),
    enabled: isReady,
    retry: 5,
    retryDelay: 1000,
  });
  const { signInDemo } = useSessionActions();
  if (people.length === 0) return null;
  return (
    <section>
      <h2 className={classes.or}>{t('signIn.demo')}</h2>
      <ul className={classes.people}>
        {people.map((person) => (
          <li key={person.email}>
            <button
              type="button"
              className={classes.person}
              data-testid="demo-user"
              data-role={person.role}
              aria-disabled={signInDemo.isPending}
              onClick={() => {
                if (!signInDemo.isPending) signInDemo.mutate(person.email);
              }}
            >
              <Initials name={person.displayName} />
              <span className={classes.personName}>{t('signIn.continueAs', { name: person.displayName })}</span>
              <span className="st-visually-hidden"> · </span>
              <span className={classes.personRole}>{t(`role.${person.role}`)}</span>
            </button>
          </li>
        ))}
      </ul>
      <FieldError error={signInDemo.error} scope="signIn" />
    </section>
  );
};
