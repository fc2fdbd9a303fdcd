import type { Scenario } from '../world/scenario.ts';
import { contoso } from './contoso.ts';
import { empty } from './empty.ts';
import { generated } from './generated.ts';
import { small } from './small.ts';

const scenarios: Readonly<Record<string, (machines: number) => Scenario>> = {
  empty: () => empty,
  small: () => small,
  contoso: () => contoso,
  generated,
};

export const scenarioNames = Object.keys(scenarios);

export function scenarioNamed(name: string, machines: number): Scenario {
  const make = scenarios[name];
  if (make === undefined) throw new Error(`there is no scenario '${name}', only ${scenarioNames.join(', ')}`);
  return make(machines);
}
