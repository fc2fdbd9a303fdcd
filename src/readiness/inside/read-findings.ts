import type { Check } from '../../plans/plan.ts';
import { blocked, passed, warning } from '../checks.ts';

const line = /^lifeboat\|([^|]{1,100})\|(ok|not)\|(.{0,300})$/gmu;

/** What the script said, as checks; an output without any finding is none either. */
export const readFindings = (output: string): readonly Check[] => {
  const checks = [...output.matchAll(line)].map(([, what = '', how, seen = '']) =>
    how === 'ok' ? passed(what, seen) : blocked(what, seen, fixFor(what)),
  );
  return checks.length > 0
    ? checks
    : [warning('check-inside', 'The script ended without saying anything.', 'Look inside the machine yourself.')];
};

const fixFor = (what: string): string => {
  if (what.startsWith('reach')) return 'Let TCP 443 through: the firewall of the system, security groups, routes.';
  const fixes: Readonly<Record<string, string>> = {
    certificates: 'Install the latest root certificates: system updates on Windows, ca-certificates on Linux.',
    proxy: 'Site Recovery supports no proxy that asks for a sign-in: let its addresses past it.',
    disks: 'Initialise them, or leave them out: protect --exclude-disk',
    'VM agent': 'Install or start the Azure VM agent.',
  };
  return fixes[what] ?? 'Look inside the machine.';
};
