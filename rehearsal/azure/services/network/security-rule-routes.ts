import { parseBody } from '../../wire/body.ts';
import { page } from '../../wire/paging.ts';
import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import { resourceNotFound } from '../resources/lookup.ts';
import { parameter } from '../resources/parameters.ts';
import { securityRuleBody } from './bodies.ts';
import { resourceIn } from './collection.ts';
import { acceptedChange, acceptedWork } from './operations.ts';
import { securityGroups, securityRule } from './security-groups.ts';
import type { NetworkSecurityGroup, Part, SecurityRuleProperties } from './shapes.ts';

const group =
  '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Network/networkSecurityGroups/{networkSecurityGroupName}';
const one = `${group}/securityRules/{securityRuleName}`;
const action = 'Microsoft.Network/networkSecurityGroups';

export const securityRuleRoutes: readonly Route[] = [
  listRoute('SecurityRules_List', 'securityRules'),
  listRoute('DefaultSecurityRules_List', 'defaultSecurityRules'),
  {
    operation: 'SecurityRules_Get',
    method: 'GET',
    path: one,
    action: `${action}/securityRules/read`,
    coverage: 'supported',
    handle: (request) => {
      const rule = ruleIn(request);
      if (rule) return { status: 200, body: rule };
      throw resourceNotFound(`${groupIn(request).id}/securityRules/${parameter(request, 'securityRuleName')}`);
    },
  },
  {
    operation: 'SecurityRules_CreateOrUpdate',
    method: 'PUT',
    path: one,
    action: `${action}/securityRules/write`,
    coverage: 'partial',
    note: 'No application security groups.',
    handle: putRule,
  },
  {
    operation: 'SecurityRules_Delete',
    method: 'DELETE',
    path: one,
    action: `${action}/securityRules/delete`,
    coverage: 'supported',
    handle: deleteRule,
  },
];

function listRoute(operation: string, kind: 'securityRules' | 'defaultSecurityRules'): Route {
  return {
    operation,
    method: 'GET',
    path: `${group}/${kind}`,
    action: `${action}/${kind}/read`,
    coverage: 'supported',
    handle: (request) => ({ status: 200, body: page(request, groupIn(request).properties[kind], { size: 200 }) }),
  };
}

function groupIn(request: ArmRequest): NetworkSecurityGroup {
  return resourceIn(request, securityGroups) as NetworkSecurityGroup;
}

function ruleIn(request: ArmRequest): Part<SecurityRuleProperties> | undefined {
  const name = parameter(request, 'securityRuleName').toLowerCase();
  return groupIn(request).properties.securityRules.find((rule) => rule.name.toLowerCase() === name);
}

function putRule(request: ArmRequest): ArmResponse {
  const { world } = request;
  const { properties } = parseBody(request, securityRuleBody);
  const owner = groupIn(request);
  const existing = ruleIn(request);
  const others = owner.properties.securityRules.filter((other) => other !== existing);
  const rule = securityRule(
    world,
    owner.id,
    existing?.name ?? parameter(request, 'securityRuleName'),
    properties,
    others,
  );
  owner.properties.securityRules = [...others, rule];
  rule.properties.provisioningState = 'Updating';
  const work = {
    location: String(owner.location),
    seconds: 3,
    complete: () => {
      rule.properties.provisioningState = 'Succeeded';
    },
  };
  return acceptedChange(request, work, { status: existing ? 200 : 201, body: rule });
}

function deleteRule(request: ArmRequest): ArmResponse {
  const owner = groupIn(request);
  const rule = ruleIn(request);
  if (!rule) return { status: 204 };
  return acceptedWork(request, {
    location: String(owner.location),
    seconds: 3,
    complete: () => {
      owner.properties.securityRules = owner.properties.securityRules.filter((other) => other !== rule);
    },
  });
}
