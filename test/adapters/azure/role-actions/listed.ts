import { expect } from 'vitest';
import type { AzureCall } from '../../../../adapters/azure/core/policies.ts';
import { readingActions, writingActions } from '../../../../adapters/azure/performed-actions.ts';

const listed = new Set([...readingActions, ...writingActions].map((action) => action.toLowerCase()));

/** The roles have nothing else: whatever a test looked at, a request beyond them would be refused in a real Azure. */
export const expectListed = (calls: readonly AzureCall[]): void => {
  const unlisted = calls.map(({ action }) => action).filter((action) => !listed.has(action.toLowerCase()));
  expect([...new Set(unlisted)]).toEqual([]);
};
