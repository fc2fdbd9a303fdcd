interface Provisioned {
  properties: { provisioningState?: unknown };
}

export function setState(resource: Provisioned, state: 'Succeeded' | 'Failed' | 'Updating' | 'Deleting'): void {
  resource.properties.provisioningState = state;
}
