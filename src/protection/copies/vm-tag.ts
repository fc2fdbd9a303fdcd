/** On a target collection: Azure forgets whose copies are in it as soon as the source is gone. */
export const vmTag = 'lifeboat-vm';

const longestTag = 256;

/** A shortened id would be another one: rather none. */
export const tagsFor = (vmId: string): Readonly<Record<string, string>> =>
  vmId.length <= longestTag ? { [vmTag]: vmId } : {};
