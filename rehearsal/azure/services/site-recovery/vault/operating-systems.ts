import type { ArmRequest, ArmResponse, Route } from '../../../wire/route.ts';
import { serviceId, types, VAULT } from '../names.ts';
import { ok, row } from '../routes.ts';
import { requireVault } from './lookup.ts';

export const operatingSystemRoutes: readonly Route[] = [
  row(
    'SupportedOperatingSystems_Get',
    'GET',
    `${VAULT}/replicationSupportedOperatingSystems`,
    'replicationSupportedOperatingSystems/read',
    get,
    'A short list of the systems in use; Azure names several hundred versions.',
  ),
];

const systems = [
  ['Windows Server 2016 Datacenter', 'windows', '10.0.14393'],
  ['Windows Server 2019 Datacenter', 'windows', '10.0.17763'],
  ['Windows Server 2022 Datacenter', 'windows', '10.0.20348'],
  ['ubuntu', 'linux', '20.04', '22.04', '24.04'],
  ['rhel', 'linux', '7.9', '8.10', '9.4'],
  ['sles', 'linux', '12.5', '15.5'],
  ['debian', 'linux', '11', '12'],
] as const;

function get(request: ArmRequest): ArmResponse {
  const vault = requireVault(request);
  const wanted = request.query.get('instanceType');
  const isForUs = wanted === null || wanted.toLowerCase() === 'a2a';
  return ok({
    name: 'Default',
    type: types.operatingSystems,
    id: serviceId(`${vault.id}/replicationSupportedOperatingSystems/Default`),
    properties: { supportedOsList: isForUs ? [{ instanceType: 'A2A', supportedOs: systems.map(systemView) }] : [] },
  });
}

function systemView([osName, osType, ...versions]: (typeof systems)[number]): Record<string, unknown> {
  return { osName, osType, osVersions: versions.map((version) => ({ version, servicePack: '' })) };
}
