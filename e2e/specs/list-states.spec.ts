import { connectTo, expect, signInWith, test } from '../support/app.ts';
import { openGateway, type Gateway } from '../support/gateway.ts';
import { looks } from '../support/looks.ts';
import { camera } from '../support/pictures.ts';
import { personOf, startWorkspace, type DemoPerson, type StandaloneWorkspace } from '../support/standalone.ts';

let workspace: StandaloneWorkspace;
let person: DemoPerson;
let gateway: Gateway;
test.beforeAll(async () => {
  workspace = await startWorkspace();
  person = personOf(workspace.home, 'reviewer');
});
test.beforeEach(async () => {
  gateway = await openGateway(workspace);
});
test.afterEach(() => gateway.close());
test.afterAll(() => workspace.stop());

const BROKEN = { status: 500, body: { code: 'XX000', message: 'could not read block 7 in file "base/16384/2619"' } };
const REFUSED = { status: 403, body: { code: '42501', message: 'permission denied for table calls' } };

for (const [theme, language] of looks) {
  test(`the list while it is read, broken and refused, in ${theme}, ${language}`, async ({ start }) => {
    test.setTimeout(180_000);
    const one = await start({ workspace: 'missing', settings: { theme, language } });
    const { page } = one;
    const found: string[] = [];
    const picture = camera(one, `${theme}-${language}`, found);
    await connectTo(page, { url: gateway.url, key: workspace.key });
    gateway.set('list_calls', 'hold');
    await signInWith(page, person);
    await expect(page.locator('[role="grid"][aria-busy="true"] [role="presentation"]').nth(5)).toBeVisible();
    await picture('calls-loading');

    gateway.set('list_calls', BROKEN);
    const failure = page.getByRole('alert');
    await expect(failure).toContainText('could not read block 7');
    await picture('calls-error');

    gateway.set('list_calls', 'through');
    await failure.getByRole('button').first().click();
    await page.getByTestId('call-row').filter({ hasText: 'Roof visit booked' }).first().click();
    await page.getByTestId('turn').first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByTestId('call-row').first().waitFor();
    gateway.set('list_calls', REFUSED);
    await page.keyboard.press('Slash');
    await page.keyboard.type('price');
    await expect(page.locator('footer')).toContainText(/The call list could not be read|Список звонков не прочитан/);
    await expect(page.getByTestId('call-row').first()).toContainText(/price/i);
    await page.keyboard.type(' meteorite');
    await expect(failure).toContainText('permission denied for table calls');
    await expect(failure.getByRole('button')).toHaveCount(3);
    await picture('calls-refused');
    await failure.getByRole('button').nth(1).click();
    await expect(page.getByTestId('call-row').first()).toBeVisible();
    await expect(page.getByRole('searchbox')).toHaveValue('');
    expect(found).toEqual([]);
  });
}
