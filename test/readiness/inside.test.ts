import { expect, test } from 'vitest';
import { readFindings } from '../../src/readiness/inside/read-findings.ts';
import { insideScript } from '../../src/readiness/inside/script.ts';

test('what the script said becomes checks; other output is no finding', () => {
  const output =
    'Enable succeeded:\n[stdout]\nlifeboat|disks|ok|all are initialised\nlifeboat|proxy|not|it asks for a sign-in\n';

  expect(readFindings(output)).toMatchObject([
    { outcome: 'passed', subject: 'disks' },
    { outcome: 'block', subject: 'proxy', fix: expect.stringContaining('no proxy that asks for a sign-in') },
  ]);
});

test('silence is no pass', () => {
  expect(readFindings('')).toMatchObject([{ outcome: 'warning' }]);
});

test.each(['linux', 'windows'] as const)('on %s the machine tries the cache account too, where it is known', (os) => {
  const script = insideScript({ os, cacheHost: 'cache01.blob.core.windows.net' }).join('\n');

  expect(script).toContain('https://cache01.blob.core.windows.net/');
  expect(script).toContain('https://login.microsoftonline.com/');
});
