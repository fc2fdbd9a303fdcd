import type { Check } from '../plans/plan.ts';

export const passed = (subject: string, why: string): Check => ({ outcome: 'passed', subject, why });

export const warning = (subject: string, why: string, fix?: string): Check => ({
  outcome: 'warning',
  subject,
  why,
  ...(fix !== undefined && { fix }),
});

export const blocked = (subject: string, why: string, fix: string): Check => ({ outcome: 'block', subject, why, fix });
