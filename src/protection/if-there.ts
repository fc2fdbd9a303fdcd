import { AzureRefused } from '../errors/azure.ts';

/** For what may be gone, or not be there yet: that it is not is an answer. */
export const ifThere = async <Value>(reading: Promise<Value>): Promise<Value | undefined> => {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof AzureRefused && error.problem.status === 404) return undefined;
    throw error;
  }
};
