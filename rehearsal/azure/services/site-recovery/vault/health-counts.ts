import type { World } from '../../../world/world.ts';
import { type HealthError, healthWord } from '../items/health.ts';
import type { ProtectedItem } from '../items/item.ts';
import { allowedOperations } from '../items/stages.ts';

type Counts = ReturnType<typeof noItems>;

export function noItems() {
  return {
    testFailoverApplicableProtectedItemsCount: 0,
    testFailoverInProgressProtectedItemsCount: 0,
    testFailoverWaitingProtectedItemsCount: 0,
    protectedItemsCriticalCount: 0,
    protectedItemsWarningCount: 0,
    protectedItemsNeutralCount: 0,
    protectedItemsTestFailoverCriticalCount: 0,
    protectedItemsTestFailoverWarningCount: 0,
    protectedItemsConfigurationCriticalCount: 0,
    protectedItemsConfigurationWarningCount: 0,
    protectedItemsFailoverHealthCriticalCount: 0,
    protectedItemsFailoverHealthWarningCount: 0,
  };
}

/** What each count means is told by its name alone: traffic was only seen of a vault without items. */
export function countItem(counts: Counts, world: World, item: ProtectedItem, errors: readonly HealthError[]): void {
  if (allowedOperations(world, item).includes('TestFailover')) counts.testFailoverApplicableProtectedItemsCount += 1;
  if (item.state.test !== undefined) counts.testFailoverWaitingProtectedItemsCount += 1;
  const replication = healthWord(errors.filter(({ category }) => category !== 'TestFailover'));
  if (replication === 'Critical') counts.protectedItemsCriticalCount += 1;
  else if (replication === 'Warning') counts.protectedItemsWarningCount += 1;
  else counts.protectedItemsNeutralCount += 1;
  const failover = healthWord(errors.filter(({ category }) => category === 'TestFailover'));
  if (failover === 'Critical') counts.protectedItemsFailoverHealthCriticalCount += 1;
  if (failover === 'Warning') counts.protectedItemsFailoverHealthWarningCount += 1;
}
