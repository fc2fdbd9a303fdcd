import type { ScenarioPrincipal } from '../world/scenario.ts';

/** One principal for each way in which people and the bot's two halves may stand to a subscription. */
export const usualPrincipals: readonly ScenarioPrincipal[] = [
  person('owner', 1, ['Owner']),
  app('contributor', 2, ['Contributor']),
  app('reader', 3, ['Reader']),
  app('operator', 4, ['Site Recovery Operator', 'Backup Operator', 'Reader']),
  app('front', 5, ['Lifeboat front']),
  app('worker', 6, ['Lifeboat worker']),
  app('nobody', 7, []),
  // As whom the bot speaks in Teams, which is nothing to Azure.
  app('chat', 8, []),
];

function person(name: string, number: number, roles: readonly string[]): ScenarioPrincipal {
  return { name, kind: 'user', objectId: guid('0001', number), roles: roles.map((role) => ({ role })) };
}

function app(name: string, number: number, roles: readonly string[]): ScenarioPrincipal {
  return { ...person(name, number, roles), kind: 'app', appId: guid('a001', number) };
}

function guid(group: string, number: number): string {
  return `0e9c6a10-1f59-4c43-93d4-6c1f${group}${String(number).padStart(4, '0')}`;
}
