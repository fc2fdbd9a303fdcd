import { commands } from '../../commands/index.ts';
import { createCatalog } from '../catalog/catalog.ts';

/** What this bot can be asked. */
export const catalog = createCatalog(commands);
