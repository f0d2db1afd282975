import { connectTo, expect, signInWith, test } from '../support/app.ts';
import { askMain } from '../support/ask-main.ts';
import { asOperator } from '../support/operator.ts';
import { camera } from '../support/pictures.ts';
import { personOf, startWorkspace } from '../support/standalone.ts';

interface Session {
  readonly user: { readonly id: string };
  readonly memberships: readonly { readonly organizationId: string; readonly organizationName: string; readonly role: string }[];
}

for (const [theme, language] of [
  ['light', 'en'],
  ['dark', 'ru'],
] as const) {
  test(`who belongs to no organization is taken into one that invited him, or founds one, in ${theme}, ${language}`, async ({ start }) => {
    test.setTimeout(120_000);
    const workspace = await startWorkspace();
    const one = await start({ workspace: 'missing', settings: { theme, language } });
    const { page } = one;
    const found: string[] = [];
    const picture = camera(one, `${theme}-${language}`, found);
    const person = personOf(workspace.home, 'viewer');
    const words = language === 'en' ? { again: 'Try again', title: 'Create an organization', name: 'Name of the organization', own: 'Your name', create: /^Create$/, people: 'People', email: 'Email to invite' } : { again: 'Повторить', title: 'Создать организацию', name: 'Название организации', own: 'Ваше имя', create: /^Создать$/, people: 'Люди', email: 'Кого пригласить (email)' };
    await connectTo(page, workspace);
    await signInWith(page, person);
    await page.getByTestId('call-row').first().waitFor();
    const before = await askMain<Session>(page, 'session.get');
    const home = before.memberships[0]?.organizationId ?? '';
    const leave = async (): Promise<void> => {
      await asOperator(workspace, 'DELETE', `organization_members?user_id=eq.${before.user.id}`);
      await page.evaluate(() => location.reload());
      await page.getByRole('button', { name: words.title }).waitFor();
    };

    await leave();
    await picture('no-organization');
    await asOperator(workspace, 'POST', 'organization_invitations', { organization_id: home, email: person.email, role: 'coach', expires_at: new Date(Date.now() + 86_400_000).toISOString() });
    await page.getByRole('button', { name: words.again }).click();
    await page.getByTestId('call-row').first().waitFor();
    expect((await askMain<Session>(page, 'session.get')).memberships).toMatchObject([{ organizationId: home, role: 'coach' }]);

    await leave();
    await page.getByRole('button', { name: words.title }).click();
    await page.getByLabel(words.name).fill('Sunrise Windows');
    await page.getByLabel(words.own).fill('Lena');
    await picture('found-organization');
    await page.getByRole('button', { name: words.create }).click();
    await expect(page.getByTestId('person-menu')).toBeVisible();
    await page.locator('[role=status] h2').waitFor();
    await picture('calls-none');
    expect((await askMain<Session>(page, 'session.get')).memberships).toMatchObject([{ organizationName: 'Sunrise Windows', role: 'admin' }]);
    await page.getByTestId('person-menu').click();
    await page.getByRole('menuitem', { name: words.people }).click();
    for (const email of ['oleg@example.com', `${'a-very-long-name-of-a-colleague.'.repeat(4)}@example.com`]) {
      await page.getByLabel(words.email).fill(email);
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').getByText(email).waitFor();
    }
    await picture('people');
    expect(found).toEqual([]);
    await workspace.stop();
  });
}
