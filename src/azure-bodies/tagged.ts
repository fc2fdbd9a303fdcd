export const tagged = (tags: Readonly<Record<string, string>> | undefined) => ({ ...(tags && { tags: { ...tags } }) });
