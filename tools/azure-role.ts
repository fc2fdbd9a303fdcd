/** Writes the roles for the bot's own identities, which follow from what the code does to Azure. */
import { writeFileSync } from 'node:fs';
import { azureRolesText } from './documents/azure-roles.ts';

writeFileSync('docs/azure-role.json', azureRolesText());
