/** Kinds of disks as people say them, and Azure's names of them. */
export const diskTypes = {
  'standard-hdd': 'Standard_LRS',
  'standard-ssd': 'StandardSSD_LRS',
  'premium-ssd': 'Premium_LRS',
} as const;
