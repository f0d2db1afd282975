import { expect, signInAs, test } from '../support/app.ts';
import { isMixed, listen, measureSpeakers } from '../support/sound.ts';

/** Loudness of speech, and of a side that is switched off: the recording's own noise. */
const SPEECH = 0.08;
const NOTHING = 0.02;

test('A, C and Both change what comes out of the speakers', async ({ start }) => {
  const { page } = await start();
  await signInAs(page, 'reviewer');
  await measureSpeakers(page);
  await page.getByTestId('call-row').filter({ hasText: 'Price objection handled' }).first().click();
  const who = page.getByRole('group', { name: 'Who is heard' });
  const option = (name: string) => who.getByRole('button', { name });
  await expect(option('Hear both')).toHaveAttribute('aria-pressed', 'true');

  /** What is heard from the start of somebody's words on. */
  const hear = async (from: string) => {
    await page.getByRole('button', { name: from }).click();
    await expect(page.getByTestId('turn').filter({ has: page.getByRole('button', { name: from }) })).toHaveAttribute('aria-current', 'true');
    return listen(page);
  };
  const AGENT = 'Agent, 00:44';
  const CUSTOMER = 'Customer, 00:27';

  await page.keyboard.press('Space');
  await expect.poll(() => page.evaluate(() => document.querySelector('audio')?.currentTime ?? 0)).toBeGreaterThan(0.2);
  expect(await isMixed(page), 'as long as nobody asks for one side, the recording plays straight').toBe(false);

  await test.step('the agent alone, in both ears', async () => {
    await option('Hear the agent only').click();
    const words = await hear(AGENT);
    expect(words.left).toBeGreaterThan(SPEECH);
    expect(words.right).toBeCloseTo(words.left, 5);
    const others = await hear(CUSTOMER);
    expect(Math.max(others.left, others.right)).toBeLessThan(NOTHING);
  });

  await test.step('the customer alone, by key', async () => {
    await page.keyboard.press('c');
    await expect(option('Hear the customer only')).toHaveAttribute('aria-pressed', 'true');
    const words = await hear(CUSTOMER);
    expect(words.left).toBeGreaterThan(SPEECH);
    expect(words.right).toBeCloseTo(words.left, 5);
    const others = await hear(AGENT);
    expect(Math.max(others.left, others.right)).toBeLessThan(NOTHING);
  });

  await test.step('both again, each in its own ear', async () => {
    await page.keyboard.press('b');
    await expect(option('Hear both')).toHaveAttribute('aria-pressed', 'true');
    const customer = await hear(CUSTOMER);
    const agent = await hear(AGENT);
    expect(customer.left).toBeGreaterThan(SPEECH);
    expect(agent.right).toBeGreaterThan(SPEECH);
    expect(agent.left).toBeLessThan(NOTHING);
    expect(customer.right).toBeLessThan(NOTHING);
  });
});
