/** The Azure Resource Manager of each of Microsoft's clouds. */
const microsoftHosts = new Set(['management.azure.com', 'management.usgovcloudapi.net', 'management.chinacloudapi.cn']);

/** Anything else only plays Azure. It follows from the address alone, so that it cannot be set wrong. */
export const isRealAzure = (resourceManager: string): boolean => microsoftHosts.has(new URL(resourceManager).hostname);

/** What stands on every card while Azure is only played. */
export const bannerFor = (resourceManager: string): string | undefined =>
  isRealAzure(resourceManager) ? undefined : `Rehearsal: Azure is played at ${new URL(resourceManager).host}.`;
