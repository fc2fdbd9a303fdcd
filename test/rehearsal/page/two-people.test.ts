import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path));
if (!executablePath) process.stderr.write('There is no Chromium here, so nobody looks at the page of the rehearsal.\n');

/** It loads nothing but this machine's page, and asks nobody for anything of its own. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const patience = 90_000;

/** As `npm start -- --chats` does it. */
const startRehearsal = async () => {
  const started = spawn(process.execPath, ['--import', 'tsx', 'rehearsal/start.ts', '--chats', '--speed', '60'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(started, 'exit');
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    started.once('exit', () => reject(new Error(`It ended: ${said}`)));
    started.stdout.on('data', (chunk) => {
      said += String(chunk);
      const [address] = /http:\/\/127\.0\.0\.1:\d+/u.exec(said) ?? [];
      if (address) resolve(address);
    });
  });
  return { url, end: () => started.kill('SIGTERM'), ended };
};

let browser: Browser | undefined;

beforeAll(async () => {
  if (executablePath) browser = await chromium.launch({ executablePath, args: flags });
});

afterAll(async () => void (await browser?.close()));

test.skipIf(!executablePath)(
  'asked for in Slack by one person, approved in Teams by another, and seen in both',
  async () => {
    const rehearsal = await startRehearsal();
    try {
      const page = await browser?.newPage({ viewport: { width: 1500, height: 950 } });
      if (!page) throw new Error('There is no page.');
      const problems: string[] = [];
      page.on('pageerror', ({ message }) => problems.push(message));
      page.on('console', (line) => void (line.type() === 'error' && problems.push(line.text())));
      page.setDefaultTimeout(patience);
      const slack = page.getByRole('region', { name: 'Slack' });
      const teams = page.getByRole('region', { name: 'Microsoft Teams' });
      await page.goto(rehearsal.url);

      await slack.getByRole('textbox').fill('/dr failover pay-web-01 --reason "<img src=x onerror=alert(1)>"');
      await slack.getByRole('textbox').press('Enter');
      await slack.getByText('DR-1001 waits for 1 approval').waitFor();
      await teams.getByText('Plan for DR-1001').waitFor();
      await slack.getByRole('button', { name: '#dr-approvals' }).click();
      await slack.getByText('Plan for DR-1001').waitFor();
      expect(await page.locator('img').count()).toBe(0);

      await page.getByText('Omar Haddad').click();
      await slack.getByRole('button', { name: /^#dr( new)?$/ }).click();
      await slack.getByText('Plan for DR-1001').waitFor();
      expect(await slack.getByText('DR-1001 waits for 1 approval').count()).toBe(0);

      await page.getByText('Ben Okafor').click();
      const approve = teams.getByRole('button', { name: /^Approve/u });
      const sure = teams.getByRole('checkbox').first();
      // A card that is edited meanwhile closes what was opened on it.
      await vi.waitFor(
        async () => {
          if (!(await sure.isVisible())) await approve.first().click({ timeout: 2_000 });
          await sure.check({ timeout: 2_000 });
        },
        { timeout: 60_000, interval: 250 },
      );
      await approve.last().click();
      await slack.getByText('Its steps: operation DR-').first().waitFor();
      await teams.getByText('Its steps: operation DR-').first().waitFor();

      expect(problems).toEqual([]);
    } finally {
      rehearsal.end();
    }
    expect(await rehearsal.ended).toEqual([0, null]);
  },
  3 * patience,
);
