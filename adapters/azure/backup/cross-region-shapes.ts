import { z } from 'zod';

/** Who the service is in a region: what an access token is made out for. */
export const aadPropertiesShape = z.object({
  properties: z.object({ tenantId: z.string(), audience: z.string(), servicePrincipalObjectId: z.string() }),
});

/**
 * The access token with some twenty fields that Azure wants back word for word, those it adds tomorrow included. It
 * lets anybody restore the machine for a day.
 */
export const accessDetailsShape = z.object({
  properties: z.looseObject({ objectType: z.literal('CrrAccessToken'), accessTokenString: z.string() }),
});
