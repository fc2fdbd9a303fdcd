/** Beginnings of the paths of Compute's routes. */
export const IN_SUBSCRIPTION = '/subscriptions/{subscriptionId}/providers/Microsoft.Compute';
export const IN_GROUP =
  '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Compute';
